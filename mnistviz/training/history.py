"""What happened so far: a point per update and a point per test, in bounded memory."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import IntArray

Series = npt.NDArray[np.float64]

_BINS = 16_384
"""Bins kept at most. A plot is a few thousand pixels wide, so two bins a pixel are plenty."""

_WAITING = 1024
"""Updates that are gathered before they are put into bins, all in one go."""

_FIELDS = 7
_EPOCH, _LOSS, _LOSS_MIN, _LOSS_MAX, _ACCURACY, _ACCURACY_MIN, _ACCURACY_MAX = range(_FIELDS)
_MEANS, _MINIMA = [_LOSS, _ACCURACY], [_LOSS_MIN, _ACCURACY_MIN]
_MAXIMA = [_LOSS_MAX, _ACCURACY_MAX]


@dataclass(frozen=True, eq=False)
class Updates:
    """One or more updates in a row.

    Attributes:
        epochs: ``(n,)`` when each ended, in epochs with fractions.
        images: ``(n,)`` the sizes of their batches.
        losses: ``(n,)`` each batch's mean loss.
        correct: ``(n,)`` how many of its images were read rightly.
    """

    epochs: Series
    images: IntArray
    losses: Series
    correct: IntArray

    def __len__(self) -> int:
        return len(self.losses)


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
        # Updates that are in no closed bin yet: epoch, loss and share read rightly.
        self._waiting = np.empty((3, _WAITING))
        self._waiting_count = 0

    def extend(self, updates: Updates) -> None:
        """Add updates in the order in which they were made."""
        for start in range(0, len(updates), _WAITING):
            part = slice(start, start + _WAITING)
            end = self._waiting_count + len(updates.losses[part])
            if end > self._waiting.shape[1]:
                self._close_bins()
                end = self._waiting_count + len(updates.losses[part])
            while end > self._waiting.shape[1]:  # a bin is that large
                self._waiting = np.concatenate([self._waiting, np.empty_like(self._waiting)], 1)
            epoch, loss, accuracy = self._waiting[:, self._waiting_count : end]
            epoch[...], loss[...] = updates.epochs[part], updates.losses[part]
            np.divide(updates.correct[part], updates.images[part], out=accuracy)
            self._waiting_count = end

    def curve(self) -> TrainingCurve:
        """All closed bins, as read-only views."""
        self._close_bins()
        view = self._table[:, : self._bins]
        view.flags.writeable = False
        return TrainingCurve(self._updates_per_bin, *view)

    def _close_bins(self) -> None:
        """Close as many bins as the updates that wait fill completely."""
        done = 0
        while self._waiting_count - done >= self._updates_per_bin:
            if self._bins == _BINS:
                self._merge_pairs()
                continue
            per_bin = self._updates_per_bin
            count = min((self._waiting_count - done) // per_bin, _BINS - self._bins)
            groups = self._waiting[:, done : done + count * per_bin].reshape(3, count, per_bin)
            epoch, loss, accuracy = groups
            bins = self._table[:, self._bins : self._bins + count]
            bins[_EPOCH] = epoch[:, -1]
            for values, mean, low, high in (
                (loss, _LOSS, _LOSS_MIN, _LOSS_MAX),
                (accuracy, _ACCURACY, _ACCURACY_MIN, _ACCURACY_MAX),
            ):
                values.mean(axis=1, out=bins[mean])
                values.min(axis=1, out=bins[low])
                values.max(axis=1, out=bins[high])
            self._bins += count
            done += count * per_bin
        left = self._waiting_count - done
        self._waiting[:, :left] = self._waiting[:, done : self._waiting_count].copy()
        self._waiting_count = left

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
