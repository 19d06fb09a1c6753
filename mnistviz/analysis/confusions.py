"""Which digits are taken for which most often, and the images of those mistakes."""

from typing import NamedTuple

import numpy as np

from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

_ONE_IN = 20
"""What happens as seldom is taken for more than chance: 5 %."""

Cell = tuple[int, int]
"""A label and an answer."""


class Confusion(NamedTuple):
    """Digits of one label that were given one answer, so many times."""

    label: int
    answer: int
    count: int


class Frequent(NamedTuple):
    """The mistakes that may be the most frequent.

    Attributes:
        mistakes: from the one counted most often; beside it all that are rarer by chance alone.
            Empty if there is no mistake.
        is_clear: whether the first is more frequent than every other, beyond chance.
    """

    mistakes: tuple[Confusion, ...]
    is_clear: bool


def most_frequent(confusion: IntArray) -> Frequent:
    """The mistakes of a confusion matrix ``(10, 10)`` (row: label) that are made most often."""
    counts = confusion.copy()
    np.fill_diagonal(counts, 0)
    order = np.argsort(-counts, axis=None, kind="stable").tolist()
    cells = [Confusion(*divmod(place, len(counts)), int(counts.flat[place])) for place in order]
    first = cells[0].count
    if not first:
        return Frequent((), is_clear=False)
    near = [cells[0]]
    for cell in cells[1:]:
        if not may_be_equal(first, cell.count):  # nor are those that follow: they are rarer still
            break
        near.append(cell)
    return Frequent(tuple(cell for cell in near if cell.count), is_clear=len(near) == 1)


def may_be_equal(more: int, fewer: int) -> bool:
    """Whether two counts may come from equally frequent events: a two-sided test at 5 %.

    If two Poisson counts have the same mean, then either of them is, given their sum n, binomial
    with n and one half (Przyborowski and Wilenski 1940): p = 2 P(X >= more).
    """
    n = more + fewer
    # Summed from X = n downwards as whole numbers: C(n, k - 1) = C(n, k) k / (n - k + 1).
    term, tail = 1, 1
    for k in range(n, more, -1):
        term = term * k // (n - k + 1)
        tail += term
    # One half to the power n is no float any more once n is large; whole numbers have no limit.
    return 2 * tail * _ONE_IN >= 1 << n


def chosen_images(
    labels: ByteArray, answers: ByteArray, confidences: FloatArray, cell: Cell | None
) -> IntArray:
    """Which images lie in a cell of the confusion matrix, the most confident answer first.

    Args:
        labels: ``(n,)``, 0 to 9.
        answers: ``(n,)``, 0 to 9.
        confidences: ``(n,)``, 0 to 1.
        cell: label and answer; None for all mistakes.
    """
    wrong = labels != answers
    there = wrong if cell is None else (labels == cell[0]) & (answers == cell[1])
    found = np.flatnonzero(there)
    return found[np.argsort(-confidences[found], kind="stable")]
