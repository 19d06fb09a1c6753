"""Pictures of digits, as people scan, photograph or paint them.

Nobody knows the way of the pen here, so it is found: the ink is thinned down to lines. These are
drawn anew at the scale of what a network is given, with a pen of MNIST's width, as the strokes of
a drawing are; so the size, the place and the pen do not matter here either.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from mnistviz.data.ink import SIDE, Box
from mnistviz.data.pen import Points, inked
from mnistviz.data.photo import Grey, Mask, ink_in
from mnistviz.nn.arrays import ByteArray, FloatArray

_PLAIN = 0.4
"""A pixel that is inked this much is part of the digit."""

_SPECK = 0.12
"""A piece this much shorter than the longest, the pen's width apart, is a speck, as of strokes."""

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


@dataclass(frozen=True)
class _Lines:
    """Where the pen went: ``points`` in the picture's pixels; ``pen`` is its width in them."""

    points: Points
    pen: float


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of a digit, as a value; an ``Ink``, whose units are the picture's own pixels.

    Attributes:
        grey: ``(height, width)`` bytes as it was read, for showing; read-only.
        ink: ``(height, width)`` float32, 0 to 1: how much of each pixel is inked. The background
            is 0, whatever its brightness was; read-only.
    """

    grey: ByteArray
    ink: FloatArray

    @classmethod
    def of(cls, grey: Grey) -> Self:
        """Tell the ink in a picture from its paper.

        Args:
            grey: ``(height, width)``, 0 (black) to 255 (white), dark on light or light on dark; no
                side above some 600 pixels, for speed.
        """
        shown, ink = np.rint(np.clip(grey, 0.0, 255.0)).astype(np.uint8), ink_in(grey)
        shown.flags.writeable = ink.flags.writeable = False
        return cls(shown, ink)

    def __bool__(self) -> bool:
        """Whether it shows anything."""
        return bool((self.ink > _PLAIN).any())

    @property
    def frame(self) -> Box:
        """The whole picture."""
        height, width = self.ink.shape
        return Box(0.0, 0.0, float(width), float(height))

    @property
    def pen(self) -> float:
        """Width of the strokes, estimated, in the picture's pixels; 0 without any ink."""
        return self._lines.pen

    def way(self, *, specks: bool) -> Box | None:
        """Around the lines in the ink (see ``Ink``)."""
        points = self._chosen(specks=specks).points
        if not len(points):
            return None
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return Box(float(left), float(top), float(right), float(bottom))

    def drawn(
        self, scale: float, middle: tuple[float, float], pen: float | None, *, specks: bool
    ) -> FloatArray:
        """The ink as it is, reduced; or its lines, drawn anew (see ``Ink``)."""
        start = middle[0] - SIDE / 2.0 / scale, middle[1] - SIDE / 2.0 / scale
        if pen is None:
            ink = self.ink if specks else self._digit
            reduced = _resampled(ink, scale, start, (SIDE, SIDE))
            return np.clip(reduced, np.float32(0.0), np.float32(1.0))
        points = self._chosen(specks=specks).points
        if not len(points):
            return np.zeros((SIDE, SIDE), np.float32)
        return inked((points - start) * scale, pen)

    def _chosen(self, *, specks: bool) -> _Lines:
        return self._lines_and_specks if specks else self._lines

    @cached_property
    def _digit(self) -> FloatArray:
        return _without_specks(self.ink)

    @cached_property
    def _lines(self) -> _Lines:
        return _lines(self._digit)

    @cached_property
    def _lines_and_specks(self) -> _Lines:
        return self._lines if self._digit is self.ink else _lines(self.ink)


def _without_specks(ink: FloatArray) -> FloatArray:
    """The same ink, if there are none; else a copy where what is small beside the rest is 0."""
    from scipy import ndimage

    labels, count = ndimage.label(ink > _PLAIN, np.ones((3, 3), np.int8))
    if count < 2:
        return ink
    boxes = ndimage.find_objects(labels)
    sizes = np.array([np.hypot(*(part.stop - part.start for part in box)) for box in boxes])
    longest = int(sizes.argmax())
    area = float((labels == longest + 1).sum())
    pen = min(area / sizes[longest], sizes[longest] / 2.0)
    is_speck = sizes - 1.2 * pen < _SPECK * (sizes[longest] - pen)
    is_speck[longest] = False
    if not is_speck.any():
        return ink
    speck, digit = np.append(False, is_speck)[labels], np.append(False, ~is_speck)[labels]
    # A speck's soft edge goes with it.
    gone = (ndimage.maximum_filter(speck.view(np.uint8), 3) > 0) & ~digit
    return np.where(gone, np.float32(0.0), ink)


def _lines(ink: FloatArray) -> _Lines:
    """Where a pen went that left this ink."""
    from scipy import ndimage

    solid = ink > _PLAIN
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        return _Lines(np.zeros((0, 2)), 0.0)
    top, left = int(rows[0]), int(columns[0])
    part = ink[top : rows[-1] + 1, left : columns[-1] + 1]
    scale = min(_FINE / max(part.shape), _MOST)
    widened = _widened(part, scale)
    height, width = (int(np.ceil(side * scale)) + 2 * _MARGIN for side in part.shape)
    fine = _resampled(widened, scale, (-_MARGIN / scale, -_MARGIN / scale), (height, width)) > 0.5
    if not fine.any():
        fine = fine | True  # a pixel or two, that are barely ink
    depth: FloatArray = ndimage.distance_transform_edt(fine)
    lines = thinned(fine)
    half = float(np.percentile(depth[lines], _PEN_SHARE))
    y, x = np.nonzero(_with_loops(lines, depth, half))
    points = (np.stack([x, y], axis=1) + 0.5 - _MARGIN) / scale + (left, top)
    # Of a thin line the depth is known to whole pixels only.
    pen = 2.0 * half / scale if half > _THINNEST else _thickness(part > _PLAIN)
    return _Lines(points, pen)


def _thickness(solid: Mask) -> float:
    """Of thin lines, in pixels: each has two edges, and slants on average."""
    edges = sum(np.count_nonzero(np.diff(np.pad(solid, 1), axis=axis)) for axis in (0, 1))
    return 2.5 * np.count_nonzero(solid) / edges


def _widened(part: FloatArray, scale: float) -> FloatArray:
    """Lines so thin that they would break when they are reduced, made wider."""
    from scipy import ndimage

    if scale >= 1.0:
        return part
    missing = int(np.ceil(_THINNEST / scale - _thickness(part > _PLAIN)))
    if missing <= 0:
        return part
    result: FloatArray = ndimage.maximum_filter(part, missing + 1)
    return result


def _with_loops(lines: Mask, depth: FloatArray, half: float) -> Mask:
    """The lines; where the ink is wider than the pen, the way around inside it instead.

    A thick pen fills small loops, as of an 8. Such a blob was not drawn by one line through its
    middle: its outline is the pen's edge, so the pen itself went around half its width inside.
    """
    from scipy import ndimage

    wide = depth > _FILLED * half
    if not wide.any():
        return lines
    labels, count = ndimage.label(depth > half)
    filled = np.zeros(count + 1, np.bool_)
    filled[labels[wide]] = True
    return np.where(filled[labels], depth <= half + 1.0, lines)


def _resampled(
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


def thinned(solid: Mask) -> Mask:
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
