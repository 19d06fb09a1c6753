"""From a long curve to the few points that a plot has pixels for.

Pure arithmetic on arrays: a frame costs about the same however long the run has been.

Which points of a run's curves are drawn, and which of them are new since the last frame.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.training.history import Series

Indices = npt.NDArray[np.intp]

PIECE = 32
"""Pixel columns that are drawn as one. Points that come in are drawn by redrawing the last piece:
it should be small, and so should be the number of pieces."""


def end_of(x: Series, right: float) -> int:
    """The index after the last point that is drawn, which is the first beyond the right end."""
    return min(int(np.searchsorted(x, right, "right")) + 1, len(x))


def columns_of(
    x: Series, left: float, right: float, pixels: int, start: float | None = None
) -> Indices:
    """Where each pixel column's points begin: indices into ``x`` (ascending), each at most once.

    One point beyond either end is kept, so that lines run on to the edge of the plot. ``start`` is
    where to begin, if not at the left: a point's column is the same wherever that is.
    """
    first = max(int(np.searchsorted(x, left if start is None else start)) - 1, 0)
    last = end_of(x, right)
    if first == last or left >= right:
        return np.arange(first, last)
    column = np.floor((x[first:last] - left) * (pixels / (right - left)))
    begins = np.flatnonzero(column[1:] != column[:-1]) + (first + 1)
    return np.concatenate([[first], begins])


def envelope(
    x: Series, low: Series, high: Series, starts: Indices, end: int
) -> tuple[Series, Series]:
    """Two points a column: the least and the greatest value in it, so that no spike is lost.

    Args:
        x: ascending.
        low: the least value at each x.
        high: the greatest.
        starts: from ``columns_of``.
        end: the index after the last one that is shown.
    """
    if not len(starts):
        return np.empty(0), np.empty(0)
    both = np.empty(2 * len(starts))
    both[0::2] = np.minimum.reduceat(low[:end], starts)
    both[1::2] = np.maximum.reduceat(high[:end], starts)
    return np.repeat(x[starts], 2), both


def piece_at(x: float, left: float, right: float, pixels: int) -> int:
    """The number of the piece that ``x`` is in."""
    return max(int((x - left) * pixels / ((right - left) * PIECE)), 0)


def piece_edges(left: float, right: float, pixels: int, first: int) -> Series:
    """Where pieces begin, from piece number ``first`` to the last, in units of x."""
    numbers = np.arange(first, -(-pixels // PIECE))
    return np.asarray(left + numbers * (PIECE * (right - left) / pixels), np.float64)


def moving_average(x: Series, y: Series, window: float, at: Indices) -> Series:
    """The mean of ``y`` over the last ``window`` units of x, for the points with indices ``at``.

    A window of 0 gives ``y`` itself. Near the beginning the mean is over what there is.
    """
    if window <= 0.0:
        plain: Series = y[at]
        return plain
    if not len(at):
        return np.empty(0)
    begins = np.minimum(np.searchsorted(x, x[at] - window, "right"), at)
    first = int(begins[0])
    sums = np.concatenate([[0.0], np.cumsum(y[first : int(at[-1]) + 1])])
    result: Series = (sums[at + 1 - first] - sums[begins - first]) / (at + 1 - begins)
    return result


Points = tuple[Series, Series]
"""x and y."""


class View(NamedTuple):
    """All that a whole training curve depends on: if any of it is new, all of it is drawn."""

    run_id: int
    updates_per_bin: int
    smoothing: float
    left: float
    right: float
    columns: int
    log_scale: bool
    accuracy_has_band: bool


class Decimated:
    """Which of many points are drawn, from piece number ``first`` to the right end of the view."""

    def __init__(self, x: Series, view: View, first: int, start: float) -> None:
        """``start`` is where the first piece begins."""
        self._x = x
        self._window = view.smoothing
        starts = columns_of(x, view.left, view.right, view.columns, start)
        if first and len(starts) and x[starts[0]] < start:
            starts = starts[1:]  # the piece before has that point already
        self._end = end_of(x, view.right)
        # The smoothed line ends each column at the column's last point.
        self._lasts = np.append(starts[1:] - 1, self._end - 1) if len(starts) else starts
        self._starts = starts

    def curves(
        self, mean: Series, low: Series, high: Series, unit: float = 1.0
    ) -> tuple[Points, Points]:
        """The band of extremes, and the smoothed line, times ``unit``."""
        smooth = moving_average(self._x, mean, self._window, self._lasts)
        band_x, band = envelope(self._x, low, high, self._starts, self._end)
        return (band_x, band * unit), (self._x[self._lasts], smooth * unit)


class Drawn:
    """What the plots show already, so that only what has changed is drawn again."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._end = 0.0
        self._tests = -1

    def look(self, view: View, end: float, tests: int) -> tuple[int, bool]:
        """The number of the first piece to draw, and whether to draw the tests.

        Args:
            view: how the curve is drawn now.
            end: the last x there is now.
            tests: how many test measurements there are now.
        """
        same = view == self._view
        first = piece_at(self._end, view.left, view.right, view.columns) if same else 0
        tests_are_new = not same or tests != self._tests
        self._view, self._end, self._tests = view, end, tests
        return first, tests_are_new


def few(x: Series, y: Series, view: View) -> Points:
    """All points, or after hours of training two for each column of pixels."""
    if len(x) <= 2 * view.columns:
        return x, y
    starts = columns_of(x, view.left, view.right, view.columns)
    return envelope(x, y, y, starts, end_of(x, view.right))
