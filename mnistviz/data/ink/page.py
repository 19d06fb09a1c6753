"""Pictures of digits, as people scan, photograph or paint them.

Nobody knows the way of the pen here, so it is found: the ink is thinned down to lines. These are
drawn anew at the scale of what a network is given, with a pen of MNIST's width, as the strokes of
a drawing are; so the size, the place and the pen do not matter here either.

What can lie on the canvas.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.pen import SIDE, Box, inked
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.nn.arrays import ByteArray, FloatArray

if TYPE_CHECKING:
    from mnistviz.data.ink.paper import Grey
    from mnistviz.data.ink.tracing import Lines


# How ink is told from paper and lines are found is imported with the first picture: the window's
# start does not need it.


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of a digit, as a value; an ``Ink``, whose units are the picture's own pixels.

    Attributes:
        grey: ``(height, width)`` bytes as it was read, for showing; read-only.
        ink: ``(height, width)`` float32, 0 to 1: how much of each pixel is inked. The background
            is 0, whatever its brightness was, and so is what lies around a sheet; read-only.
        writing: the same without the paper's lines and boxes; read-only.
    """

    grey: ByteArray
    ink: FloatArray
    writing: FloatArray

    @classmethod
    def of(cls, grey: "Grey") -> Self:
        """Tell the ink in a picture from its paper.

        Args:
            grey: ``(height, width)``, 0 (black) to 255 (white), dark on light or light on dark; no
                side above some 600 pixels, for speed.
        """
        from mnistviz.data.ink.photo import ink_in

        shown = np.rint(np.clip(grey, 0.0, 255.0)).astype(np.uint8)
        ink, writing = ink_in(grey)
        for array in (shown, ink, writing):
            array.flags.writeable = False
        return cls(shown, ink, writing)

    def __bool__(self) -> bool:
        """Whether it shows anything."""
        from mnistviz.data.ink.surroundings import PLAIN

        return bool((self.writing > PLAIN).any())

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
        from mnistviz.data.ink.tracing import resampled

        start = middle[0] - SIDE / 2.0 / scale, middle[1] - SIDE / 2.0 / scale
        if pen is None:
            ink = self.ink if specks else self._digit
            reduced = resampled(ink, scale, start, (SIDE, SIDE))
            return np.clip(reduced, np.float32(0.0), np.float32(1.0))
        points = self._chosen(specks=specks).points
        if not len(points):
            return np.zeros((SIDE, SIDE), np.float32)
        return inked((points - start) * scale, pen)

    def _chosen(self, *, specks: bool) -> "Lines":
        return self._lines_and_specks if specks else self._lines

    @cached_property
    def _digit(self) -> FloatArray:
        from mnistviz.data.ink.surroundings import digit_in

        return digit_in(self.writing)

    @cached_property
    def _lines(self) -> "Lines":
        from mnistviz.data.ink.tracing import lines_in

        return lines_in(self._digit)

    @cached_property
    def _lines_and_specks(self) -> "Lines":
        from mnistviz.data.ink.tracing import lines_in

        return self._lines if self._digit is self.ink else lines_in(self.ink)


Content = Drawing | Picture | StoredDigit


def is_blank(content: Content) -> bool:
    """Whether there is nothing to read."""
    return isinstance(content, Drawing) and not content


def stored_digit(digits: LabelledImages, number: int) -> StoredDigit:
    """Image ``number`` of ``digits``, with its label."""
    label, shape = int(digits.labels[number]), digits.info.shape
    return StoredDigit(digits.images[number], label, number, shape)
