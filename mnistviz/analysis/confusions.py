"""Which digits are taken for which most often, and the images of those mistakes."""

from typing import NamedTuple

import numpy as np

from mnistviz.analysis.exact_tests import same_rate
from mnistviz.data.digits import CLASSES
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

_CHANCE = 0.05
"""What would happen as seldom by chance is taken for more than chance."""

Cell = tuple[int, int]
"""A label and an answer."""


class Confusion(NamedTuple):
    """Digits of one label that were given one answer, so many times."""

    label: int
    answer: int
    times: int


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
    cells = [
        Confusion(place // CLASSES, place % CLASSES, int(counts.flat[place])) for place in order
    ]
    first = cells[0].times
    if not first:
        return Frequent((), is_clear=False)
    near = [cells[0]]
    for cell in cells[1:]:
        if (
            same_rate(first, cell.times) < _CHANCE
        ):  # nor are those that follow: they are rarer still
            break
        near.append(cell)
    return Frequent(tuple(cell for cell in near if cell.times), is_clear=len(near) == 1)


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
