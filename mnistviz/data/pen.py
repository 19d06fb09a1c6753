"""A pen of a given width on the 28x28 picture, and the lines that it follows."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.ink import SIDE
from mnistviz.nn.arrays import FloatArray

Points = npt.NDArray[np.float64]
"""``(n, 2)``: x to the right and y downwards."""

_CORNER = 0.5
"""Cosine of the sharpest turn that is still drawn as a bow: 60 degrees."""

_MIDDLES = np.indices((SIDE, SIDE))[::-1].reshape(2, -1).astype(np.float32) + np.float32(0.5)
_PIXELS = np.concatenate([_MIDDLES, np.ones((1, SIDE * SIDE), np.float32)])
_PIXEL_NORMS = (_MIDDLES * _MIDDLES).sum(axis=0)


def inked(dots: Points, pen: float) -> FloatArray:
    """How much of each pixel is inked by a pen ``pen`` pixels wide: ``(28, 28)`` in 0 to 1.

    A pixel's share is taken from its distance to the nearest dot of the pen's way: 1 inside the
    pen's width, falling to 0 over one pixel across its edge. A finer pen than a pixel inks it in
    part.

    Args:
        dots: at least one, in pixels; a line is dots that lie close together.
        pen: above 0.
    """
    # |p - q|^2 = |p|^2 + (|q|^2 - 2 p.q): one matrix product for all pixels and all dots.
    q = np.concatenate([-2.0 * dots, (dots * dots).sum(axis=1, keepdims=True)], axis=1)
    distance2 = (q.astype(np.float32) @ _PIXELS).min(axis=0) + _PIXEL_NORMS
    distance = np.sqrt(np.maximum(distance2, 0.0)).reshape(SIDE, SIDE)
    ink: FloatArray = np.clip(pen / 2.0 + 0.5 - distance, 0.0, min(pen, 1.0))
    return ink


def bows(points: Points) -> Points:
    """How to join the points of a stroke smoothly: ``(n - 1, 2, 2)``, two handles for each gap.

    A mouse moved quickly tells its place only now and then. Between two such places the pen goes
    along a cubic Bézier curve, whose handles lie a third of the way along the direction from the
    point before to the point after (a Catmull-Rom spline over chord lengths, which does not
    overshoot). Where the stroke turns sharply, it is meant to have a corner, and keeps it.

    Args:
        points: at least one; handles lie where the curve leaves a point, and where it arrives.
    """
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    straight = steps / np.maximum(lengths, 1e-12)[:, np.newaxis]
    leaving, arriving = straight.copy(), straight.copy()
    through = points[2:] - points[:-2]
    through /= np.maximum(np.hypot(through[:, 0], through[:, 1]), 1e-12)[:, np.newaxis]
    smooth = (straight[1:] * straight[:-1]).sum(axis=1) > _CORNER
    leaving[1:][smooth], arriving[:-1][smooth] = through[smooth], through[smooth]
    thirds = (lengths / 3.0)[:, np.newaxis]
    return np.stack([points[:-1] + leaving * thirds, points[1:] - arriving * thirds], axis=1)


def dotted(stroke: Points, step: float) -> Points:
    """Dots along a stroke, about ``step`` units from each other, joined as ``bows`` says."""
    stroke = _thinned(stroke, step / 2.0)
    if len(stroke) < 2:
        return stroke
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    counts = np.ceil(lengths / step).astype(np.intp)
    gap = np.repeat(np.arange(len(counts)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    u = ((np.arange(len(gap)) - first) / counts[gap])[:, np.newaxis]
    v, handles = 1.0 - u, bows(stroke)[gap]
    start, end = stroke[gap], stroke[gap + 1]
    curve = v**3 * start + 3.0 * v * u * (v * handles[:, 0] + u * handles[:, 1]) + u**3 * end
    return np.concatenate([curve, stroke[-1:]])


def _thinned(stroke: Points, step: float) -> Points:
    """Without points that lie closer than ``step`` behind another, but with both ends."""
    if len(stroke) < 3:
        return stroke
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    kept = np.diff(np.floor(way / step), prepend=-1.0) > 0.0
    kept[-1] = True
    return stroke[kept]
