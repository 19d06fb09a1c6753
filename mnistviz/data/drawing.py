"""Drawings as strokes, and the way from strokes to the 28x28 picture that a network is given.

MNIST's recipe is followed at the final scale: the digit's longer side fills 20 pixels, keeping
its shape, and its centre of mass comes to row and column 14.0 (pixels counted from 0). Because
the strokes are known, they are drawn anew at that scale with a pen of MNIST's width; so the size,
the place and the pen of the drawing do not matter.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.digits import PIXELS, WHITE
from mnistviz.nn.arrays import ByteArray

Points = npt.NDArray[np.float64]
"""``(n, 2)``: x to the right and y downwards."""

CANVAS = 280.0
"""Side of the square that drawings are made on, in its own units whatever its size on screen."""

SIDE = 28
BOX = 20.0
CENTRE = 14.0
PEN = 2.4
"""Width of a stroke in pixels of the 28x28 picture; MNIST's own are 2 to 3 wide."""

_MAX_ENLARGEMENT = 8.0
"""Over the canvas's natural scale of 28 / 280: below that, a dot would become a blob."""

_STEP = 0.25
"""Pixels between two dots of a stroke as it is drawn; closer ones change nothing visible."""

_PIXEL_MIDDLES = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(
    -1, 2
).astype(np.float32) + np.float32(0.5)
_PIXEL_NORMS = (_PIXEL_MIDDLES * _PIXEL_MIDDLES).sum(axis=1)


@dataclass(frozen=True, eq=False)
class Drawing:
    """What has been drawn, as a value: every change gives a new one, so undoing is keeping.

    Attributes:
        strokes: each ``(n, 2)`` with n at least 1, in canvas units (0 to 280).
    """

    strokes: tuple[Points, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strokes)

    def with_stroke(self, points: Points) -> Self:
        """One stroke more; the points are copied."""
        stroke = np.array(points, np.float64)
        stroke.flags.writeable = False
        return type(self)((*self.strokes, stroke))

    def erased(self, centre: tuple[float, float], radius: float) -> Self:
        """Without what lies within ``radius`` of ``centre``; strokes are cut in two there."""
        pieces: list[Points] = []
        changed = False
        for stroke in self.strokes:
            dense = _resampled(stroke, radius / 3.0)
            kept = np.hypot(*(dense - centre).T) > radius
            if kept.all():
                pieces.append(stroke)
                continue
            changed = True
            cuts = np.flatnonzero(np.diff(kept.astype(np.int8))) + 1
            for piece, piece_kept in zip(np.split(dense, cuts), np.split(kept, cuts), strict=True):
                if piece_kept[0]:
                    pieces.append(piece)
        return type(self)(tuple(pieces)) if changed else self


def to_network_input(drawing: Drawing, pen: float = PEN) -> ByteArray:
    """The picture that a network is given: ``(784,)`` bytes, ink is 255; all 0 for no strokes."""
    if not drawing:
        return np.zeros(PIXELS, np.uint8)
    points = np.concatenate(drawing.strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = max(float((high - low).max()), 1e-9)
    scale = min((BOX - pen) / extent, _MAX_ENLARGEMENT * SIDE / CANVAS)
    dots = np.concatenate([_resampled(stroke, _STEP / scale) for stroke in drawing.strokes])
    dots = (dots - (low + high) / 2.0) * scale + (CENTRE + 0.5)
    # Pixel (14, 14) has its middle at 14.5. Where the edge of the picture cuts ink off, moving
    # changes the centre of mass, so a second pass corrects the first.
    for _ in range(2):
        dots += CENTRE + 0.5 - _centre_of_mass(_render(dots, pen))
    image = _render(dots, pen)
    return np.rint(image * WHITE).astype(np.uint8).reshape(PIXELS)


def _render(dots: Points, pen: float) -> npt.NDArray[np.float32]:
    """How much of each pixel is inked, ``(28, 28)`` in 0 to 1.

    A pixel's share is taken from its distance to the nearest dot of the pen's way: 1 inside the
    pen's width, falling to 0 over one pixel across its edge.
    """
    q = dots.astype(np.float32)
    # |p - q|^2 = |p|^2 + (|q|^2 - 2 p.q): one matrix product for all pixels and all dots.
    distance2 = ((q * q).sum(axis=1) - 2.0 * (_PIXEL_MIDDLES @ q.T)).min(axis=1) + _PIXEL_NORMS
    distance = np.sqrt(np.maximum(distance2, 0.0)).reshape(SIDE, SIDE)
    ink: npt.NDArray[np.float32] = np.clip(pen / 2.0 + 0.5 - distance, 0.0, 1.0)
    return ink


def _centre_of_mass(image: npt.NDArray[np.float32]) -> Points:
    """(x, y) with pixel middles at half numbers."""
    total = float(image.sum())
    middles = np.arange(SIDE) + 0.5
    centre: Points = np.array([image.sum(axis=0) @ middles, image.sum(axis=1) @ middles]) / total
    return centre


def _resampled(stroke: Points, step: float) -> Points:
    """The same stroke with its own points, and others every ``step`` units."""
    if len(stroke) < 2:
        return stroke
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    wanted = np.union1d(np.arange(0.0, lengths[-1], step), lengths)
    return np.stack([np.interp(wanted, lengths, stroke[:, axis]) for axis in (0, 1)], axis=1)
