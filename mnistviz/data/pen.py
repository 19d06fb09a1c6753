"""A pen of a given width, drawn along a line on the 28x28 picture; and the lines that it follows."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.ink import SIDE
from mnistviz.nn.arrays import FloatArray

Points = npt.NDArray[np.float64]
"""``(n, 2)``: x to the right and y downwards."""

_PIXEL_MIDDLES = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(
    -1, 2
).astype(np.float32) + np.float32(0.5)
_PIXEL_NORMS = (_PIXEL_MIDDLES * _PIXEL_MIDDLES).sum(axis=1)


def inked(dots: Points, pen: float) -> FloatArray:
    """How much of each pixel is inked by a pen ``pen`` pixels wide: ``(28, 28)`` in 0 to 1.

    A pixel's share is taken from its distance to the nearest dot of the pen's way: 1 inside the
    pen's width, falling to 0 over one pixel across its edge. A finer pen than a pixel inks it in
    part.

    Args:
        dots: at least one, in pixels; a line is dots that lie close together.
        pen: above 0.
    """
    q = dots.astype(np.float32)
    # |p - q|^2 = |p|^2 + (|q|^2 - 2 p.q): one matrix product for all pixels and all dots.
    distance2 = ((q * q).sum(axis=1) - 2.0 * (_PIXEL_MIDDLES @ q.T)).min(axis=1) + _PIXEL_NORMS
    distance = np.sqrt(np.maximum(distance2, 0.0)).reshape(SIDE, SIDE)
    ink: FloatArray = np.clip(pen / 2.0 + 0.5 - distance, 0.0, min(pen, 1.0))
    return ink


def resampled(stroke: Points, step: float) -> Points:
    """The same line with its own points, and others every ``step`` units."""
    if len(stroke) < 2:
        return stroke
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    wanted = np.union1d(np.arange(0.0, lengths[-1], step), lengths)
    return np.stack([np.interp(wanted, lengths, stroke[:, axis]) for axis in (0, 1)], axis=1)
