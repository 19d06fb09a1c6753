"""Some thousands of straight strokes to try on a digit, drawn once for all digits.

Straight strokes of a pen or an eraser on the 28x28 picture that a network is given.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, cos, hypot, pi, sin

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.dataset import WHITE
from mnistviz.data.ink.pen import PEN, PIXELS, SIDE, inked
from mnistviz.nn.arrays import ByteArray, FloatArray

_STEP = 0.5
"""Pixels between two dots of a stroke; the pen is more than four times as wide."""


@dataclass(frozen=True)
class Stroke:
    """From one place to another, in pixels: x to the right and y downwards, 0 to 28.

    Both places may be the same: that is a dot.

    Attributes:
        erases: whether it takes ink away instead of adding some.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    erases: bool = False

    @property
    def length(self) -> float:
        """Of the way of the pen's tip, in pixels."""
        return hypot(self.x1 - self.x0, self.y1 - self.y0)


@lru_cache(maxsize=1024)
def touched(stroke: Stroke) -> ByteArray:
    """How much of each pixel the pen touches: ``(784,)`` bytes, 255 is all of it; read-only."""
    gaps = max(ceil(stroke.length / _STEP - 1e-9), 1)
    way = (stroke.x1 - stroke.x0) / gaps, (stroke.y1 - stroke.y0) / gaps
    dots = np.arange(gaps + 1.0)[:, np.newaxis] * way + (stroke.x0, stroke.y0)
    pen = np.rint(inked(dots, PEN) * WHITE).astype(np.uint8).reshape(PIXELS)
    pen.flags.writeable = False
    return pen


def add(pixels: ByteArray, pen: ByteArray) -> ByteArray:
    """With a pen's ink on it: the darker of the two. ``(..., 784)`` bytes each."""
    return np.maximum(pixels, pen)


def erase(pixels: ByteArray, pen: ByteArray) -> ByteArray:
    """Without what an eraser touches: a share of a pixel's ink goes. ``(..., 784)`` bytes each."""
    # x (255 - m) / 255 to the nearest, in 16 bits and without a division, which takes its time.
    kept = pixels.astype(np.uint16) * (WHITE - pen).astype(np.uint16)
    kept += 128
    kept += kept >> 8
    kept >>= 8
    return kept.astype(np.uint8)


def drawn_on(pixels: ByteArray, strokes: tuple[Stroke, ...]) -> ByteArray:
    """The picture ``(784,)`` after all strokes, in their order."""
    for stroke in strokes:
        pixels = (erase if stroke.erases else add)(pixels, touched(stroke))
    return pixels


def ink_changed(before: ByteArray, after: ByteArray) -> FloatArray:
    """Added and taken away together, in pixels full of ink: ``(...,)`` for ``(..., 784)`` bytes."""
    difference = np.maximum(before, after) - np.minimum(before, after)
    total: FloatArray = difference.sum(axis=-1, dtype=np.int64) / WHITE
    return total


_SPACING = 2
"""Pixels between the middles of two strokes, across and down: less than a pen's width."""

_MARGIN = 4
"""Pixels at the picture's edge where no stroke has its middle; digits leave them free as well."""

_LENGTHS = (2.5, 5.0, 8.0, 12.0)
"""Of strokes, in pixels; and there are dots."""

_DIRECTIONS = 8
"""Half a turn is divided into so many."""

_REACH = 4.0
"""Pixels around the digit's ink where a stroke may have its middle."""


@dataclass(frozen=True, eq=False)
class Library:
    """Strokes and what they touch.

    Attributes:
        ends: ``(n, 4)``, x and y of the start and of the end, in pixels.
        pens: ``(n, inputs)`` bytes, how much of each pixel each of them touches.
    """

    ends: npt.NDArray[np.float64]
    pens: ByteArray

    def stroke(self, number: int, *, erases: bool) -> Stroke:
        """The candidate of that number as a stroke of the pen or the eraser."""
        x0, y0, x1, y1 = self.ends[number].tolist()
        return Stroke(x0, y0, x1, y1, erases)

    def near(self, pixels: ByteArray) -> npt.NDArray[np.intp]:
        """The numbers of those whose middle lies on the digit ``(784,)`` or close to it.

        Without any ink, all strokes are near.
        """
        rows, columns = np.nonzero(pixels.reshape(SIDE, SIDE) > 127)
        if not len(rows):
            return np.arange(len(self.ends))
        x, y = (self.ends[:, 0] + self.ends[:, 2]) / 2.0, (self.ends[:, 1] + self.ends[:, 3]) / 2.0
        inside = np.ones(len(x), np.bool_)
        for middles, places in ((x, columns), (y, rows)):
            low, high = places.min() - _REACH, places.max() + 1 + _REACH
            inside &= (middles >= low) & (middles <= high)
        return np.flatnonzero(inside)


@cache
def library() -> Library:
    """The strokes: every middle on a grid, every length, every direction."""
    half = SIDE / 2.0
    places = range(_MARGIN, SIDE - _MARGIN, _SPACING)
    ends, pens = [], []
    for shape in _shapes():
        x0, y0, x1, y1 = shape
        drawn = touched(Stroke(half + x0, half + y0, half + x1, half + y1)).reshape(SIDE, SIDE)
        for row in places:
            for column in places:
                moved = np.add(shape, (column, row, column, row))
                if moved.min() >= 1.0 and moved.max() <= SIDE - 1.0:
                    ends.append(moved)
                    pens.append(_moved(drawn, row - SIDE // 2, column - SIDE // 2))
    return Library(np.array(ends), np.array(pens).reshape(len(pens), -1))


def _shapes() -> list[tuple[float, float, float, float]]:
    """Strokes around (0.5, 0.5), the middle of a pixel, as x0, y0, x1, y1."""
    shapes = [(0.5, 0.5, 0.5, 0.5)]
    for length in _LENGTHS:
        for number in range(_DIRECTIONS):
            angle = pi * number / _DIRECTIONS
            across, down = cos(angle) * length / 2.0, sin(angle) * length / 2.0
            shapes.append((0.5 - across, 0.5 - down, 0.5 + across, 0.5 + down))
    return shapes


def _moved(picture: ByteArray, down: int, right: int) -> ByteArray:
    """A picture ``(28, 28)`` moved by whole pixels; what leaves it is lost."""
    room = np.zeros((3 * SIDE, 3 * SIDE), np.uint8)
    room[SIDE + down : 2 * SIDE + down, SIDE + right : 2 * SIDE + right] = picture
    return room[SIDE : 2 * SIDE, SIDE : 2 * SIDE].copy()
