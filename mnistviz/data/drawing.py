"""Drawings as strokes.

Because the strokes are known, they can be drawn anew at the scale of what a network is given, with
a pen of MNIST's width; so the size, the place and the pen of the drawing do not matter.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from mnistviz.data.ink import SIDE, Box
from mnistviz.data.pen import Points, dotted, inked
from mnistviz.nn.arrays import FloatArray

CANVAS = 280.0
"""Side of the square that drawings are made on, in its own units whatever its size on screen."""

CANVAS_PEN = 20.0
"""Width of a stroke on the canvas, in its units."""

_SPECK = 0.12
"""A stroke this much shorter than the longest is a slip of the pen."""

_ERASED_STEP = 1.0
"""Canvas units between the dots that the eraser leaves: wider ones would move the ink."""

_STEP = 0.3
"""Pixels between two dots of a stroke as it is drawn; closer ones change nothing visible."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """What has been drawn, as a value: every change gives a new one, so undoing is keeping.

    Attributes:
        strokes: each ``(n, 2)`` with n at least 1, in canvas units (0 to 280).
    """

    strokes: tuple[Points, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strokes)

    @property
    def frame(self) -> Box:
        """The canvas."""
        return Box(0.0, 0.0, CANVAS, CANVAS)

    @property
    def pen(self) -> float:
        """The canvas's."""
        return CANVAS_PEN

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
            dense = dotted(stroke, _ERASED_STEP)
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

    def way(self, *, specks: bool) -> Box | None:
        """Around the strokes' points (see ``Ink``)."""
        if not self.strokes:
            return None
        points = np.concatenate(self._chosen(specks=specks))
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return Box(float(left), float(top), float(right), float(bottom))

    def drawn(
        self, scale: float, middle: tuple[float, float], pen: float | None, *, specks: bool
    ) -> FloatArray:
        """The strokes, drawn anew (see ``Ink``)."""
        if not self.strokes:
            return np.zeros((SIDE, SIDE), np.float32)
        key = (scale, specks)
        if key not in self._dots:  # centring draws the same dots again, a little aside
            strokes = self._chosen(specks=specks)
            self._dots[key] = np.concatenate([dotted(stroke, _STEP / scale) for stroke in strokes])
        dots = self._dots[key]
        width = CANVAS_PEN * scale if pen is None else pen
        return inked((dots - middle) * scale + SIDE / 2.0, width)

    @cached_property
    def _dots(self) -> dict[tuple[float, bool], Points]:
        return {}

    def _chosen(self, *, specks: bool) -> tuple[Points, ...]:
        """The strokes; without specks, only those that are long beside the longest."""
        if specks or len(self.strokes) == 1:
            return self.strokes
        lengths = np.array([np.hypot(*np.ptp(stroke, axis=0)) for stroke in self.strokes])
        # Of strokes that are all dots, none is a slip beside the others.
        long = lengths >= (_SPECK * lengths.max() if lengths.max() > CANVAS_PEN else 0.0)
        return tuple(stroke for stroke, kept in zip(self.strokes, long, strict=True) if kept)
