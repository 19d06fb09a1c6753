"""How well each digit is read, and which differences between digits are more than chance.

Which digits are taken for which most often, and the images of those mistakes.

Exact tests of whether counts differ by more than chance: no approximation for large numbers.

Both give a two-sided p-value, as twice that of the rarer side: 1 where there is nothing to tell.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray


def same_rate(one: int, other: int) -> float:
    """The p-value of two Poisson counts having one mean, 0 to 1.

    Given their sum n, either of them is binomial with n and one half then (Przyborowski and
    Wilenski 1940, "Homogeneity of results in testing samples from Poisson series").
    """
    more, n = max(one, other), one + other
    k = np.arange(more, n + 1)
    table = _log_factorials(n)
    tail = np.exp(table[n] - table[k] - table[n - k] - n * np.log(2.0)).sum()
    return min(2.0 * float(tail), 1.0)


def same_share(hits: int, size: int, other_hits: int, other_size: int) -> float:
    """The p-value of two groups having one share of hits, 0 to 1.

    Given how many hits there are in all, those of one group are hypergeometric then (Fisher 1935,
    "The Logic of Inductive Inference"). The sizes are those of the groups.
    """
    all_hits, everything = hits + other_hits, size + other_size
    table = _log_factorials(everything)
    k: IntArray = np.arange(max(0, all_hits - other_size), min(all_hits, size) + 1, dtype=np.int64)
    logs = _log_choose(table, size, k) + _log_choose(table, other_size, all_hits - k)
    p = np.exp(logs - _log_choose(table, everything, all_hits))
    here = hits - int(k[0])
    rarer = min(float(p[: here + 1].sum()), float(p[here:].sum()))
    return min(2.0 * rarer, 1.0)


def _log_choose(table: FloatArray, n: int, k: IntArray | int) -> FloatArray:
    result: FloatArray = table[n] - table[k] - table[n - k]
    return result


def _log_factorials(n: int) -> FloatArray:
    """log(i!) for i of 0 to at least ``n``."""
    return _table(1 << n.bit_length())


@cache
def _table(size: int) -> FloatArray:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, size + 1)))))


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
    """The most frequent mistakes of a confusion matrix ``(classes, classes)``; a row is a label."""
    counts = confusion.copy()
    np.fill_diagonal(counts, 0)
    order = np.argsort(-counts, axis=None, kind="stable").tolist()
    classes = len(counts)
    cells = [Confusion(at // classes, at % classes, int(counts.flat[at])) for at in order]
    first = cells[0].times
    if not first:
        return Frequent((), is_clear=False)
    near = [cells[0]]
    for cell in cells[1:]:
        if same_rate(first, cell.times) < _CHANCE:  # nor are those that follow, which are rarer
            break
        near.append(cell)
    return Frequent(tuple(cell for cell in near if cell.times), is_clear=len(near) == 1)


def chosen_images(
    labels: ByteArray, answers: ByteArray, confidences: FloatArray, cell: Cell | None
) -> IntArray:
    """Which images lie in a cell of the confusion matrix, the most confident answer first.

    All mistakes if ``cell`` is None. Labels and answers, 0 to classes - 1, and confidences, 0 to 1,
    are ``(n,)`` each.
    """
    wrong = labels != answers
    there = wrong if cell is None else (labels == cell[0]) & (answers == cell[1])
    found = np.flatnonzero(there)
    return found[np.argsort(-confidences[found], kind="stable")]


_Z_95 = 1.959964
"""Standard errors to both sides that leave out one case in twenty of a normal distribution."""

_CHANCE_AMONG_ALL = 0.05
"""How often, at most, any digit is called different where all are alike."""

_TINY = 1e-12
"""A variance of 0 divides nothing: all are right, or none."""

_Counts = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class DigitAccuracy:
    """One entry for each digit, or for each class of other data.

    Attributes:
        images: ``(classes,)`` how many there are of each.
        right: ``(classes,)`` how many of them were read rightly.
        low, high: ``(classes,)`` the 95 % interval of the accuracy, 0 to 1; 0 and 1 without images.
        different: ``(classes,)`` -1 where a digit is read less well than the rest beyond chance, 1
            where better, otherwise 0.
    """

    images: IntArray
    right: IntArray
    low: FloatArray
    high: FloatArray
    different: IntArray

    @property
    def accuracy(self) -> FloatArray:
        """``(classes,)`` the share that was read rightly, 0 to 1; 0 without images."""
        return self.right / np.maximum(self.images, 1)

    @property
    def overall(self) -> float:
        """The share of all images that was read rightly, 0 to 1; 0 without images."""
        return int(self.right.sum()) / max(int(self.images.sum()), 1)


def digit_accuracy(confusion: IntArray) -> DigitAccuracy:
    """Count by the rows of a confusion matrix: a row is a label, a column an answer.

    A digit is compared with all others together, not with the overall accuracy, of which it is a
    part. The one that differs most is set aside before the next is looked at: else one digit that
    is read badly would make all others look good. For the same reason a digit that lies on the
    other side of the overall accuracy than of the rest is not called different.
    """
    images, right = confusion.sum(axis=1), confusion.diagonal().copy()
    low, high = wilson(right, images)
    different = np.zeros(len(confusion), np.int64)
    side = np.sign(right * images.sum() - right.sum() * images)  # of the overall accuracy
    while (alike := np.flatnonzero((different == 0) & (images > 0))).size > 1:
        distances = _distances(right[alike], images[alike])
        distances[np.sign(distances) != side[alike]] = 0.0
        farthest = int(np.abs(distances).argmax())
        digit = int(alike[farthest])
        others = alike[alike != digit]
        if not _differ(right, images, digit, others):
            break
        different[digit] = 1 if distances[farthest] > 0.0 else -1
    return DigitAccuracy(images, right, low, high, different)


def wilson(right: _Counts, images: _Counts, z: float = _Z_95) -> tuple[FloatArray, FloatArray]:
    """The score interval of a share ``right / images``: ends of the same shape, 0 to 1.

    Those shares p that lie within z of their own standard errors, sqrt(p (1 - p) / n), of the one
    found (Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference").
    Unlike p ± z sqrt(p (1 - p) / n) it is no single point where all of a few are right.

    Args:
        right: 0 to ``images``.
        images: n; where it is 0, the interval is all of 0 to 1.
        z: of the normal distribution; 95 % if omitted.
    """
    room = images + z * z
    middle = (right + 0.5 * z * z) / room
    spread = right * (images - right) / np.maximum(images, 1) + 0.25 * z * z
    half = z * np.sqrt(spread) / room
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def _distances(right: IntArray, images: IntArray) -> FloatArray:
    """How far each share lies from that of all others together, in standard errors."""
    others, total = images.sum() - images, right.sum() / images.sum()
    difference = right / images - (right.sum() - right) / others
    variance = max(total * (1.0 - total), _TINY) * (1.0 / images + 1.0 / others)
    result: FloatArray = difference / np.sqrt(variance)
    return result


def _differ(right: IntArray, images: IntArray, digit: int, others: IntArray) -> bool:
    figures = right[digit], images[digit], right[others].sum(), images[others].sum()
    p = same_share(*map(int, figures))
    return p < _CHANCE_AMONG_ALL / len(images)  # as many comparisons (Bonferroni)
