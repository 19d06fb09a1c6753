"""Which points of a run's curves are drawn, and which of them are new since the last frame."""

from typing import NamedTuple

import numpy as np

from mnistviz.gui.thinning import columns_of, end_of, envelope, moving_average, piece_at
from mnistviz.training.updates import Series

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


class Thinned:
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
