"""From a long curve to the few points that a plot has pixels for.

Pure arithmetic on arrays: a frame costs about the same however long the run has been.
"""

import numpy as np
import numpy.typing as npt

from mnistviz.training.updates import Series

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
