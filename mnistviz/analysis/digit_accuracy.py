"""How well each digit is read, and which differences between digits are more than chance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mnistviz.analysis.exact_tests import same_share
from mnistviz.data.digits import CLASSES
from mnistviz.nn.arrays import FloatArray, IntArray

_Z_95 = 1.959964
"""Standard errors to both sides that leave out one case in twenty of a normal distribution."""

_CHANCE = 0.05
"""How often, at most, any digit is called different where all are alike."""

_TINY = 1e-12
"""A variance of 0 divides nothing: all are right, or none."""

_Counts = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class DigitAccuracy:
    """One entry for each digit, 0 to 9.

    Attributes:
        images: ``(10,)`` how many there are of each.
        right: ``(10,)`` how many of them were read rightly.
        low, high: ``(10,)`` the 95 % interval of the accuracy, 0 to 1; 0 and 1 without images.
        different: ``(10,)`` -1 where a digit is read less well than the rest beyond chance, 1
            where better, otherwise 0.
    """

    images: IntArray
    right: IntArray
    low: FloatArray
    high: FloatArray
    different: IntArray

    @property
    def accuracy(self) -> FloatArray:
        """``(10,)`` the share that was read rightly, 0 to 1; 0 without images."""
        result: FloatArray = self.right / np.maximum(self.images, 1)
        return result

    @property
    def overall(self) -> float:
        """The share of all images that was read rightly, 0 to 1; 0 without images."""
        return int(self.right.sum()) / max(int(self.images.sum()), 1)


def digit_accuracy(confusion: IntArray) -> DigitAccuracy:
    """Count by the rows of a confusion matrix ``(10, 10)``: a row is a label, a column an answer.

    A digit is compared with all others together, not with the overall accuracy, of which it is a
    part. The one that differs most is set aside before the next is looked at: else one digit that
    is read badly would make all others look good. For the same reason a digit that lies on the
    other side of the overall accuracy than of the rest is not called different.
    """
    images, right = confusion.sum(axis=1), confusion.diagonal().copy()
    low, high = wilson(right, images)
    different = np.zeros(CLASSES, np.int64)
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
    p = same_share(
        int(right[digit]),
        int(images[digit]),
        int(right[others].sum()),
        int(images[others].sum()),
    )
    return p < _CHANCE / CLASSES  # for ten comparisons (Bonferroni)
