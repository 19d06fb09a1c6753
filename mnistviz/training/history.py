"""What happened so far: a point per update and a point per test, in bounded memory."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mnistviz.training.trainer import Update

Series = npt.NDArray[np.float64]

_BINS = 16_384
"""Bins kept at most. A plot is a few thousand pixels wide, so two bins a pixel are plenty."""

_FIELDS = 7
_EPOCH, _LOSS, _LOSS_MIN, _LOSS_MAX, _ACCURACY, _ACCURACY_MIN, _ACCURACY_MAX = range(_FIELDS)
_MINIMA, _MAXIMA, _MEANS = (
    [_LOSS_MIN, _ACCURACY_MIN],
    [_LOSS_MAX, _ACCURACY_MAX],
    [_LOSS, _ACCURACY],
)


@dataclass(frozen=True, eq=False)
class TrainingCurve:
    """Training as it went, in bins of ``updates_per_bin`` updates. All arrays are read-only.

    Attributes:
        epoch: ``(n,)`` where each bin ends, in epochs.
        loss: ``(n,)`` mean over the bin's updates; ``loss_min`` and ``loss_max`` their extremes,
            so that a spike is never lost however many updates share a bin.
        accuracy: ``(n,)`` mean share read rightly, 0 to 1, with its extremes likewise.
    """

    updates_per_bin: int
    epoch: Series
    loss: Series
    loss_min: Series
    loss_max: Series
    accuracy: Series
    accuracy_min: Series
    accuracy_max: Series


@dataclass(frozen=True, eq=False)
class TestCurve:
    """Measurements on the test images. All arrays are read-only.

    Attributes:
        epoch: ``(n,)`` when each was taken, in epochs.
        loss: ``(n,)`` mean loss per image.
        accuracy: ``(n,)`` share read rightly, 0 to 1.
    """

    __test__ = False  # not a test case, whatever its name suggests to pytest

    epoch: Series
    loss: Series
    accuracy: Series


class TrainingHistory:
    """Takes in one update after another; hands out views that never change.

    Each update is a bin of its own until there are 16,384; then neighbours are merged in pairs
    and from there on a bin holds twice as many updates. Memory, and the time to draw a frame,
    stay the same after ten million updates as after ten thousand.
    """

    def __init__(self) -> None:
        self._table = np.empty((_FIELDS, _BINS))
        self._bins = 0
        self._updates_per_bin = 1
        self._open: list[tuple[float, float, float]] = []

    def append(self, epoch: float, update: Update) -> None:
        """Add one update that ended at ``epoch`` (with fraction)."""
        self._open.append((epoch, update.loss, update.correct / update.images))
        if len(self._open) == self._updates_per_bin:
            self._close_bin()

    def curve(self) -> TrainingCurve:
        """All closed bins, as read-only views."""
        view = self._table[:, : self._bins]
        view.flags.writeable = False
        return TrainingCurve(self._updates_per_bin, *view)

    def _close_bin(self) -> None:
        if self._bins == _BINS:
            self._merge_pairs()
            if len(self._open) < self._updates_per_bin:
                return
        epochs, losses, accuracies = zip(*self._open, strict=True)
        self._table[:, self._bins] = (
            epochs[-1],
            *(sum(losses) / len(losses), min(losses), max(losses)),
            *(sum(accuracies) / len(accuracies), min(accuracies), max(accuracies)),
        )
        self._bins += 1
        self._open.clear()

    def _merge_pairs(self) -> None:
        left, right = self._table[:, 0::2], self._table[:, 1::2]
        # A new table: the views handed out earlier keep the old one, unchanged.
        merged = np.empty_like(self._table)
        half = _BINS // 2
        merged[_EPOCH, :half] = right[_EPOCH]
        merged[_MEANS, :half] = (left[_MEANS] + right[_MEANS]) / 2.0
        merged[_MINIMA, :half] = np.minimum(left[_MINIMA], right[_MINIMA])
        merged[_MAXIMA, :half] = np.maximum(left[_MAXIMA], right[_MAXIMA])
        self._table, self._bins = merged, half
        self._updates_per_bin *= 2


class TestHistory:
    """The measurements on the test images, in the order in which they were taken."""

    __test__ = False

    def __init__(self) -> None:
        self._table = np.empty((3, 64))
        self._count = 0

    def append(self, epoch: float, loss: float, accuracy: float) -> None:
        """Add one measurement taken at ``epoch``."""
        if self._count == self._table.shape[1]:
            self._table = np.concatenate([self._table, np.empty_like(self._table)], axis=1)
        self._table[:, self._count] = epoch, loss, accuracy
        self._count += 1

    def curve(self) -> TestCurve:
        """All of them, as read-only views."""
        view = self._table[:, : self._count]
        view.flags.writeable = False
        return TestCurve(*view)
