"""Straight strokes of a pen or an eraser on the 28x28 picture that a network is given."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot

import numpy as np

from mnistviz.data.digits import PIXELS, WHITE
from mnistviz.data.ink import PEN
from mnistviz.data.pen import inked
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
