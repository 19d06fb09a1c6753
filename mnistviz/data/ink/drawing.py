"""Drawings as strokes.

Because the strokes are known, they can be drawn anew at the scale of what a network is given, with
a pen of MNIST's width; so the size, the place and the pen of the drawing do not matter.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.ink.pen import SIDE, Box, Points, first_in_cells, inked
from mnistviz.data.ink.stroke import Stroke, cut
from mnistviz.nn.arrays import FloatArray

CANVAS = 280.0
"""Side of the square that drawings are made on, in its own units whatever its size on screen."""

CANVAS_PEN = 20.0
"""Width of a stroke on the canvas, in its units."""

_SPECK = 0.12
"""A stroke this much shorter than the longest is a slip of the pen."""

_STEP = 0.3
"""Pixels between two dots of a stroke as it is drawn; closer ones change nothing visible."""

_MANY = 5000
"""Dots that are all used. Of more, which is a scribble, those in the same cell count once, so that
however often it is gone over, it costs no more than ink for the whole picture."""

_CELLS = 2.0
"""In a step, each way."""

_MOST_BELOW = 8
"""Ways of drawing for which the dots of all strokes but the last are kept: the steps of the
preparation draw at several scales."""

_NO_DOTS: Points = np.empty((0, 2))


@dataclass(frozen=True, eq=False)
class Drawing:
    """What has been drawn, as a value: every change gives a new one, so undoing is keeping.

    A changed drawing knows what was worked out for the strokes that it shares with the one before.
    Several threads may draw it at the same time.

    Attributes:
        strokes: each ``(n, 2)`` with n at least 1, in canvas units (0 to 280).
    """

    strokes: tuple[Points, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strokes)

    @property
    def frame(self) -> Box:
        """The whole canvas is drawn on."""
        return Box(0.0, 0.0, CANVAS, CANVAS)

    @property
    def pen(self) -> float:
        """The width of the canvas's pen, in pixels of the canvas."""
        return CANVAS_PEN

    def with_stroke(self, points: Points) -> Self:
        """One stroke more; the points are copied."""
        stroke = np.array(points, np.float64)
        stroke.flags.writeable = False
        return self._of((*self.parts, Stroke(stroke)))

    def lengthened(self, points: Points) -> Self:
        """Its last stroke goes on through ``points``, ``(n, 2)``: cheap however long it is.

        Raises:
            IndexError: there is no stroke.
        """
        result = self._of((*self.parts[:-1], self.parts[-1].longer(points)))
        result.__dict__["_below"] = self._below
        return result

    def erased(
        self, start: tuple[float, float], radius: float, end: tuple[float, float] | None = None
    ) -> Self:
        """Without what lies within ``radius`` of ``start``, or of the line from there to ``end``.

        Strokes are cut in two there; what lies elsewhere moves by less than a unit, and strokes
        out of reach stay the very same arrays. Itself, if nothing lies there.
        """
        if not self.strokes:
            return self
        one, other = np.array(start), np.array(start if end is None else end)
        low, high = np.minimum(one, other) - radius, np.maximum(one, other) + radius
        hulls = np.array([part.hull for part in self.parts])
        near = np.flatnonzero(((hulls[:, :2] <= high) & (hulls[:, 2:] >= low)).all(axis=1)).tolist()
        if not near:
            return self
        left = cut([self.parts[number] for number in near], one, other, radius)
        if all(pieces == (self.parts[number],) for number, pieces in zip(near, left, strict=True)):
            return self
        parts: list[tuple[Stroke, ...]] = [(part,) for part in self.parts]
        for number, pieces in zip(near, left, strict=True):
            parts[number] = pieces
        return self._of(tuple(chain.from_iterable(parts)))

    def way(self, *, specks: bool) -> Box | None:
        """Around the strokes' points (see ``Ink``)."""
        if not self.strokes:
            return None
        boxes = self._boxes[self._chosen(specks=specks)]
        return Box(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())

    def drawn(
        self, scale: float, middle: tuple[float, float], pen: float | None, *, specks: bool
    ) -> FloatArray:
        """The strokes, drawn anew (see ``Ink``)."""
        if not self.strokes:
            return np.zeros((SIDE, SIDE), np.float32)
        # Steps are powers of two, so that dots serve again when the drawing grows a little.
        step = 2.0 ** math.floor(math.log2(_STEP / scale))
        width = CANVAS_PEN * scale if pen is None else pen
        return inked((self._dotted(step, specks=specks) - middle) * scale + SIDE / 2.0, width)

    @classmethod
    def _of(cls, parts: tuple[Stroke, ...]) -> Self:
        result = cls(tuple(part.points for part in parts))
        result.__dict__["parts"] = parts
        return result

    @cached_property
    def parts(self) -> tuple[Stroke, ...]:
        """Its strokes, with what was worked out of them."""
        return tuple(Stroke(points) for points in self.strokes)

    @cached_property
    def _boxes(self) -> npt.NDArray[np.float64]:
        return np.array([part.box for part in self.parts])

    @cached_property
    def _dots(self) -> dict[tuple[float, bool], Points]:
        return {}

    @cached_property
    def _below(self) -> dict[tuple[float, bytes], Points]:
        """The dots of all strokes but the last, while that one goes on."""
        return {}

    def _dotted(self, step: float, *, specks: bool) -> Points:
        """Dots of all strokes, about ``step`` units apart."""
        if (step, specks) not in self._dots:  # centring draws the same dots again, a little aside
            *finished, last = self._chosen(specks=specks).tolist()
            key = step, bytes(finished)
            below = self._below.get(key)
            if below is None:
                parts = [part for part, on in zip(self.parts, finished, strict=False) if on]
                below = _bounded([part.dots(step) for part in parts], step)
                if len(self._below) >= _MOST_BELOW:
                    self._below.clear()
                self._below[key] = below
            dots = [below, *([self.parts[-1].dots(step)] if last else [])]
            self._dots[step, specks] = _bounded(dots, step)
        return self._dots[step, specks]

    def _chosen(self, *, specks: bool) -> npt.NDArray[np.bool_]:
        """Which strokes count: ``(n,)``; without specks, those that are long beside the longest."""
        if specks or len(self.strokes) == 1:
            return np.ones(len(self.strokes), np.bool_)
        lengths = np.hypot(*(self._boxes[:, 2:] - self._boxes[:, :2]).T)
        # Of strokes that are all dots, none is a slip beside the others.
        long: npt.NDArray[np.bool_] = lengths >= (
            _SPECK * lengths.max() if lengths.max() > CANVAS_PEN else 0.0
        )
        return long


def _bounded(dots: list[Points], step: float) -> Points:
    together = np.concatenate([*dots, _NO_DOTS])
    return together if len(together) <= _MANY else first_in_cells(together, step / _CELLS)
