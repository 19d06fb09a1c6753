"""What can be brought to the size and place that a network expects: strokes and pictures."""

from typing import NamedTuple, Protocol

from mnistviz.data.datasets.mnist import MNIST
from mnistviz.nn.arrays import FloatArray

SIDE = MNIST.height
"""Of the picture that the canvas makes, in pixels; from here on "pixel" means one of those.

MNIST's recipe, which the canvas follows, is for a square of this side.
"""

SHAPE = SIDE, SIDE
PIXELS = SIDE * SIDE

BOX = 19.0
"""The longer side of a digit in it, pen included."""

CENTRE = 14.5
"""Where its centre of mass comes, across and down: the middle of the pixel at row and column 14."""

PEN = 2.2
"""Width of a stroke in it; MNIST's own are 2 to 3 wide."""


class Box(NamedTuple):
    """A rectangle along the axes; x to the right and y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def longer_side(self) -> float:
        """Width or height, whichever is more."""
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def middle(self) -> tuple[float, float]:
        """(x, y)."""
        return (self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0


class Ink(Protocol):
    """Something drawn that can be drawn again, smaller. It has units of its own."""

    @property
    def frame(self) -> Box:
        """The whole canvas, or the whole page."""
        ...

    @property
    def pen(self) -> float:
        """Width of the strokes as they were drawn, in units; above 0 if there is a way."""
        ...

    def way(self, *, specks: bool) -> Box | None:
        """Around the way of the pen's tip; None without any ink.

        The pen's width is not part of it: that is half a pen more on each side.

        Args:
            specks: whether what is no part of the digit counts, as stray dots.
        """
        ...

    def drawn(
        self, scale: float, middle: tuple[float, float], pen: float | None, *, specks: bool
    ) -> FloatArray:
        """How much of each pixel is inked: ``(28, 28)`` float32, 0 to 1.

        Args:
            scale: pixels per unit.
            middle: the point, in units, that comes to the middle of the picture, (14.0, 14.0)
                counted from the corner.
            pen: the width of the strokes in pixels; None: as they were drawn.
            specks: whether what is no part of the digit is drawn as well.
        """
        ...
