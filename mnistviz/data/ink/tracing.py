"""Where a pen went that left the ink of a picture.

Thick shapes made lines of one pixel.

A picture at another scale.
"""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from mnistviz.data.ink.paper import Mask
from mnistviz.data.ink.pen import Points
from mnistviz.data.ink.surroundings import PLAIN
from mnistviz.nn.arrays import FloatArray

_FINE = 80.0
"""Longer side of the ink where its lines are found, in pixels: four to one of the network's."""

_MOST = 8.0
"""Times that a small picture is enlarged for that."""

_THINNEST = 3.0
"""Width in those pixels that a line needs, not to break."""

_MARGIN = 2

_PEN_SHARE = 15.0
"""The pen is taken to be as wide as the ink is at this percentile along its lines: crossings and
filled loops are wider."""

_FILLED = 1.25
"""Pens wide that ink must be, to be more than one line of the pen."""

_BRIDGE = 1.4
"""Half pens that an arc around one point of the paper spans, to be no stroke but a bridge."""


@dataclass(frozen=True)
class Lines:
    """Where the pen went: ``points`` in the picture's pixels; ``pen`` is its width in them."""

    points: Points
    pen: float


def lines_in(ink: FloatArray) -> Lines:
    """Where a pen went that left this ink."""
    solid = ink > PLAIN
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        return Lines(np.zeros((0, 2)), 0.0)
    top, left = int(rows[0]), int(columns[0])
    part = ink[top : rows[-1] + 1, left : columns[-1] + 1]
    scale = min(_FINE / max(part.shape), _MOST)
    widened = _widened(part, scale)
    height, width = (int(np.ceil(side * scale)) + 2 * _MARGIN for side in part.shape)
    fine = resampled(widened, scale, (-_MARGIN / scale, -_MARGIN / scale), (height, width)) > 0.5
    if not fine.any():
        fine = fine | True  # a pixel or two, that are barely ink
    depth: FloatArray = ndimage.distance_transform_edt(fine)
    lines = skeletonised(fine)
    half = float(np.percentile(depth[lines], _PEN_SHARE))
    y, x = np.nonzero(_with_loops(lines, depth, half))
    points = (np.stack([x, y], axis=1) + 0.5 - _MARGIN) / scale + (left, top)
    # Of a thin line the depth is known to whole pixels only.
    pen = 2.0 * half / scale if half > _THINNEST else _thickness(part > PLAIN)
    return Lines(points, pen)


def _thickness(solid: Mask) -> float:
    """Of thin lines, in pixels: each has two edges, and slants on average."""
    edges = sum(np.count_nonzero(np.diff(np.pad(solid, 1), axis=axis)) for axis in (0, 1))
    return 2.5 * np.count_nonzero(solid) / edges


def _widened(part: FloatArray, scale: float) -> FloatArray:
    """Lines so thin that they would break when they are reduced, made wider."""
    if scale >= 1.0:
        return part
    missing = int(np.ceil(_THINNEST / scale - _thickness(part > PLAIN)))
    if missing <= 0:
        return part
    result: FloatArray = ndimage.maximum_filter(part, missing + 1)
    return result


def _with_loops(lines: Mask, depth: FloatArray, half: float) -> Mask:
    """The lines; where the ink is wider than the pen, the way around inside it instead.

    A thick pen fills small loops, as of an 8. Such a blob was not drawn by one line through its
    middle: its outline is the pen's edge, so the pen itself went around half its width inside.
    """
    wide = depth > _FILLED * half
    if not wide.any():
        return lines
    labels, count = ndimage.label(depth > half)
    filled = np.zeros(count + 1, np.bool_)
    filled[labels[wide]] = True
    blobs = filled[labels]
    around = _without_bridges(blobs & (depth <= half + 1.0), depth > 0.0, half)
    return np.where(blobs, around, lines)


def _without_bridges(ring: Mask, solid: Mask, half: float) -> Mask:
    """The way around inside a blob, without the parts that the pen never went.

    Where two strokes part, as the flag and the stem of a 1, the ink between them ends in a notch.
    What lies half a pen inside is an arc around the notch's tip that would join the two strokes:
    all of it is nearest to that one point of paper, while along a stroke each point has its own.
    """
    nearest = ndimage.distance_transform_edt(solid, return_distances=False, return_indices=True)
    rows, columns = np.nonzero(ring)
    tips = nearest[0][ring] * ring.shape[1] + nearest[1][ring]
    _, tip = np.unique(tips, return_inverse=True)
    every = np.arange(tip.max(initial=-1) + 1)
    spans = [
        ndimage.maximum(place, tip, every) - ndimage.minimum(place, tip, every)
        for place in (rows, columns)
    ]
    bridge = np.hypot(*spans)[tip] > _BRIDGE * half
    kept = ring.copy()
    kept[rows[bridge], columns[bridge]] = False
    return kept


def resampled(
    ink: FloatArray, scale: float, start: tuple[float, float], shape: tuple[int, int]
) -> FloatArray:
    """The ink at another scale: means of areas, or straight between pixels when enlarged."""
    down = _weights(ink.shape[0], shape[0], scale, start[1])
    across = _weights(ink.shape[1], shape[1], scale, start[0])
    return down @ ink @ across.T


def _weights(size: int, count: int, scale: float, start: float) -> FloatArray:
    """How much of each of ``size`` pixels goes into each of ``count`` new ones along an axis."""
    places = (np.arange(size + 1) - start) * scale
    new = np.arange(count)[:, np.newaxis]
    if scale > 1.0:
        middles = (places[1:] + places[:-1]) / 2.0
        weights = np.maximum(0.0, 1.0 - np.abs(middles - new - 0.5) / scale)
    else:
        weights = np.maximum(0.0, np.minimum(places[1:], new + 1) - np.maximum(places[:-1], new))
    return weights.astype(np.float32)


def _removable() -> tuple[Mask, Mask]:
    """Which pixels each of the two passes takes away, by the eight neighbours' bits.

    Guo and Hall, Parallel thinning with two-subiteration algorithms, 1989. Unlike Zhang and Suen's,
    it leaves something of a square of two by two.
    """
    codes = np.arange(256)
    n, ne, e, se, s, sw, w, nw = (codes >> bit & 1 > 0 for bit in range(8))
    pairs = (~n & (ne | e), ~e & (se | s), ~s & (sw | w), ~w & (nw | n))
    one_piece = sum(pair.astype(int) for pair in pairs) == 1
    first = sum(pair.astype(int) for pair in (nw | n, ne | e, se | s, sw | w))
    second = sum(pair.astype(int) for pair in (n | ne, e | se, s | sw, w | nw))
    fewer = np.minimum(first, second)
    edge = one_piece & (fewer >= 2) & (fewer <= 3)
    return edge & ~((n | ne | ~se) & e), edge & ~((s | sw | ~nw) & w)


_PASSES = _removable()


def skeletonised(solid: Mask) -> Mask:
    """Thin what is True down to lines one pixel wide, in the same pieces, with the same holes."""
    grid = np.pad(solid, 1).astype(np.uint8)
    flat, width = grid.reshape(-1), grid.shape[1]
    clockwise = (1 - width, 1, 1 + width, width, width - 1, -1, -1 - width)
    left = np.flatnonzero(flat)
    changed = True
    while changed:
        changed = False
        for removable in _PASSES:
            code = flat[left - width]
            for bit, offset in enumerate(clockwise, 1):
                code |= flat[left + offset] << bit
            gone = removable[code]
            if gone.any():
                changed = True
                flat[left[gone]] = 0
                left = left[~gone]
    return grid[1:-1, 1:-1] > 0
