"""Ink, which can be brought to the size and place that a network expects, and the pen."""

import math
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

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

Points = npt.NDArray[np.float64]
"""``(n, 2)``: x to the right and y downwards."""

_CORNER = 0.5
"""Cosine of the sharpest turn that is still drawn as a bow: 60 degrees."""

_INK_EDGE = 0.5
"""Pixels beyond half the pen's width at which its ink has faded out."""


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


def inked(dots: Points, pen: float) -> FloatArray:
    """How much of each pixel is inked by a pen ``pen`` pixels wide: ``(28, 28)`` in 0 to 1.

    A pixel's share is taken from its distance to the nearest dot of the pen's way: 1 inside the
    pen's width, falling to 0 over one pixel across its edge. A finer pen than a pixel inks it in
    part.

    Args:
        dots: at least one, in pixels; a line is dots that lie close together.
        pen: above 0.
    """
    reach = pen / 2.0 + _INK_EDGE
    across = math.ceil(2.0 * reach)  # as many pixels in a row can be within reach of a dot
    places = dots.astype(np.float32).T
    first = np.ceil(places - np.float32(0.5 + reach))
    seen = ((first > -across) & (first < SIDE)).all(axis=0)
    places, first = places[:, seen], first[:, seen]
    window = np.arange(across)
    # Of every dot: how far it is from the middles of the columns and rows within its reach.
    far2 = (first + np.float32(0.5) - places)[:, np.newaxis] + window.astype(np.float32)[:, None]
    far2 *= far2
    side = SIDE + 2 * across
    nearest2 = np.full(side * side, np.inf, np.float32)
    columns, rows = first.astype(np.intp) + across
    pixels = rows * side + columns + window[:, np.newaxis]
    for row in far2[1]:
        np.minimum.at(nearest2, pixels.ravel(), (row + far2[0]).ravel())
        pixels += side
    inside = slice(across, across + SIDE)
    distance = np.sqrt(nearest2.reshape(side, side)[inside, inside])
    return np.clip(np.float32(reach) - distance, 0.0, np.float32(min(pen, 1.0)))


def bows(points: Points, corners: npt.NDArray[np.bool_] | None = None) -> Points:
    """How to join the points of a stroke smoothly: ``(n - 1, 2, 2)``, two handles for each gap.

    A mouse moved quickly tells its place only now and then. Between two such places the pen goes
    along a cubic Bézier curve, whose handles lie a third of the way along the direction from the
    point before to the point after (a Catmull-Rom spline over chord lengths, which does not
    overshoot). Where the stroke turns sharply, it is meant to have a corner, and keeps it.

    Args:
        points: at least one; handles lie where the curve leaves a point, and where it arrives.
        corners: ``(n,)``: at which points it is not to be smooth, however it turns.
    """
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    straight = steps / np.maximum(lengths, 1e-12)[:, np.newaxis]
    leaving, arriving = straight.copy(), straight.copy()
    through = points[2:] - points[:-2]
    through /= np.maximum(np.hypot(through[:, 0], through[:, 1]), 1e-12)[:, np.newaxis]
    smooth = (straight[1:] * straight[:-1]).sum(axis=1) > _CORNER
    if corners is not None:
        smooth &= ~corners[1:-1]
    leaving[1:][smooth], arriving[:-1][smooth] = through[smooth], through[smooth]
    thirds = (lengths / 3.0)[:, np.newaxis]
    return np.stack([points[:-1] + leaving * thirds, points[1:] - arriving * thirds], axis=1)


def boxes(corners: Points) -> npt.NDArray[np.float64]:
    """Around the ends and handles of each gap, which its bow does not leave: ``(n, 4)``.

    Args:
        corners: ``(4, n, 2)``.

    Returns:
        left, top, right and bottom of each.
    """
    start, leaving, arriving, end = corners
    low = np.minimum(np.minimum(start, leaving), np.minimum(arriving, end))
    high = np.maximum(np.maximum(start, leaving), np.maximum(arriving, end))
    return np.concatenate([low, high], axis=1)


def along(points: Points, handles: Points, counts: npt.NDArray[np.intp]) -> Points:
    """Dots on the way of the pen: so many from the beginning of each gap on, then the end.

    Args:
        points: ``(n, 2)``, n at least 1.
        handles: of each gap (see ``bows``).
        counts: of each gap ``(n - 1,)``; its own first point is the first of them.
    """
    corners = np.stack([points[:-1], *handles.swapaxes(0, 1), points[1:]])
    return np.concatenate([on_bows(corners, counts), points[-1:]])


def on_bows(corners: Points, counts: npt.NDArray[np.intp]) -> Points:
    """Dots on bows: so many of each, from its beginning on, without its end.

    Args:
        corners: of each bow its beginning, its two handles and its end, ``(4, n, 2)``.
        counts: ``(n,)``.
    """
    bow = np.repeat(np.arange(len(counts)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    u = ((np.arange(len(bow)) - first) / counts[bow])[:, np.newaxis]
    v, (start, leaving, arriving, end) = 1.0 - u, corners[:, bow]
    curve: Points = v * v * v * start + 3.0 * v * u * (v * leaving + u * arriving) + u * u * u * end
    return curve


def steps_in(points: Points, step: float) -> npt.NDArray[np.intp]:
    """In how many steps of at most ``step`` units each gap is walked: ``(n - 1,)``."""
    counts: npt.NDArray[np.intp] = np.ceil(np.hypot(*np.diff(points, axis=0).T) / step).astype(int)
    return counts


def first_in_cells(dots: Points, side: float) -> Points:
    """Of the dots that share a square cell of a grid, the first alone, in the order they have.

    However much is drawn, no more is left than there are cells. What is found of dots that were
    reduced before, followed by more of them, is found of all of them at once.
    """
    if not len(dots):
        return dots
    columns, rows = (np.floor(dots.T / side)).astype(np.intp)
    columns -= columns.min()
    rows -= rows.min()
    cells = rows * (columns.max() + 1) + columns
    numbers = np.arange(len(dots), dtype=np.int32)
    first = np.empty(cells.max() + 1, np.int32)
    first[cells[::-1]] = numbers[::-1]  # where a cell is written twice, what comes last stays
    left: Points = dots[first[cells] == numbers]
    return left
