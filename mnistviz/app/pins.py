"""Drawings that are kept, and read again by every network that the window shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import numpy.typing as npt

from mnistviz.app.events import Event
from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.page import Content, is_blank
from mnistviz.data.ink.pinned_file import MAX_DRAWINGS, PinnedDrawing
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.training.history import Series
from mnistviz.training.snapshot import Snapshot, Status

MAX_PINS = MAX_DRAWINGS

MAX_MOMENTS = 600
"""Kept of a run; more than a chart has pixels for."""


class Refusal(Enum):
    """Why a drawing is not pinned."""

    BLANK = auto()
    PINNED_ALREADY = auto()
    FULL = auto()


@dataclass(frozen=True, eq=False)
class Progress:
    """What has become of one pin by now.

    Attributes:
        label: what it is meant to be.
        probabilities: the newest answer, ``(classes,)``; None without a network.
        epochs: moments of the run since it was pinned, ascending; none while a file's model is
            shown, whose training is not known.
        values: the probability of its label at each.
        read_since: when the answer last turned to the label; None if it is another one now.
        read_always: whether the answer was the label whenever anybody looked.
        classes: what labels and answers are called.
    """

    label: int
    probabilities: FloatArray | None
    epochs: Series
    values: Series
    read_since: float | None
    read_always: bool
    classes: tuple[str, ...] = MNIST.classes

    @property
    def digit(self) -> int | None:
        """The newest answer."""
        return None if self.probabilities is None else int(self.probabilities.argmax())

    @property
    def label_name(self) -> str:
        """The label in words."""
        return self.classes[self.label]

    @property
    def digit_name(self) -> str:
        """The newest answer in words; empty without one."""
        return "" if self.digit is None else self.classes[self.digit]


class _History:
    """The labels' probabilities over a run, in arrays that are made once: a column a pin."""

    def __init__(self) -> None:
        self._epochs = np.empty(MAX_MOMENTS)
        self._values = np.empty((MAX_MOMENTS, MAX_PINS))
        self._begun, self._since = np.full(MAX_PINS, np.nan), np.full(MAX_PINS, np.nan)
        self.clear()

    def clear(self) -> None:
        """Begin a run."""
        self._count, self._spacing = 0, 0.0
        self._begun.fill(np.nan)
        self._since.fill(np.nan)

    def add(self, epoch: float, values: FloatArray, is_read: npt.NDArray[np.bool_]) -> None:
        """What the first ``len(values)`` columns are now."""
        count, pins = self._count, len(values)
        # The newest moment is always there; it gives way to the next if it lies too close behind
        # the one before it, as all do when the run only stands still.
        close = count > 1 and epoch - self._epochs[count - 2] < self._spacing
        if not (count and (close or epoch <= self._epochs[count - 1])):
            if count == MAX_MOMENTS:
                count = self._keep_every_second()
            count += 1
        self._count = count
        self._epochs[count - 1] = epoch
        self._values[count - 1, :pins] = values
        begun, since = self._begun[:pins], self._since[:pins]
        np.copyto(begun, epoch, where=np.isnan(begun))
        np.copyto(since, epoch, where=np.isnan(since))
        np.copyto(since, np.nan, where=~is_read)

    def remove(self, column: int) -> None:
        """Take a pin's column out; those behind it move up."""
        for array in (self._values, self._begun, self._since):
            array[..., column:-1] = array[..., column + 1 :].copy()
        self._begun[-1] = self._since[-1] = np.nan

    def of(self, column: int) -> tuple[Series, Series, float | None, bool]:
        """Epochs and values since it was pinned, and since when it is read rightly."""
        begun, since = float(self._begun[column]), float(self._since[column])
        count = self._count
        first = int(np.searchsorted(self._epochs[:count], begun))
        epochs, values = self._epochs[first:count], self._values[first:count, column]
        read = None if np.isnan(since) else since
        # Copies, as the arrays are written over while somebody may still be painting these.
        return epochs.copy(), values.copy(), read, read is not None and read <= begun

    def _keep_every_second(self) -> int:
        half = MAX_MOMENTS // 2
        self._epochs[:half] = self._epochs[::2].copy()
        self._values[:half] = self._values[::2].copy()
        self._spacing = float(self._epochs[half - 1] - self._epochs[0]) / (half - 1)
        return half


class Pins:
    """Up to twelve drawings with labels; their answers follow the predictor's network.

    Attributes:
        changed: there are other drawings.
        followed: all were read again.
        drawings: what is pinned.
        probabilities: the newest answers, ``(n, classes)``; None without a network or a pin.
    """

    def __init__(self, predictor: Predictor) -> None:
        self.changed: Event[()] = Event()
        self.followed: Event[()] = Event()
        self.drawings: tuple[PinnedDrawing, ...] = ()
        self.probabilities: FloatArray | None = None
        self._predictor = predictor
        self._pixels: list[ByteArray] = []
        self._pixels_of: tuple[PinnedDrawing, ...] = ()
        self._labels = np.zeros(0, np.intp)
        self._rows = np.arange(MAX_PINS)
        self._prepared_for = (False, MNIST)
        self._run_id = -1
        self._history = _History()

    def __len__(self) -> int:
        return len(self.drawings)

    def pin(self, content: Content, label: int) -> Refusal | None:
        """Keep one more; None if that was done."""
        if is_blank(content):
            return Refusal.BLANK
        if any(pin.content is content and pin.label == label for pin in self.drawings):
            return Refusal.PINNED_ALREADY
        if len(self) == MAX_PINS:
            return Refusal.FULL
        self._set((*self.drawings, PinnedDrawing(content, label)))
        return None

    def unpin(self, index: int) -> None:
        """Let one go; those behind it move up."""
        self._history.remove(index)
        self._set((*self.drawings[:index], *self.drawings[index + 1 :]))

    def replace(self, drawings: Sequence[PinnedDrawing]) -> None:
        """Keep others instead, the first twelve of them."""
        self._history.clear()
        self._set(tuple(drawings[:MAX_PINS]))

    def clear(self) -> None:
        """Remove all pinned drawings."""
        self.replace(())

    def follow(self, snapshot: Snapshot) -> None:
        """Read all of them again; the predictor has the snapshot already."""
        self._read(snapshot)
        self.followed.emit()

    def progress(self, index: int) -> Progress:
        """What has become of one by now."""
        probabilities = None if self.probabilities is None else self.probabilities[index]
        label = self.drawings[index].label
        classes = self._predictor.data.classes
        return Progress(label, probabilities, *self._history.of(index), classes)

    def _set(self, drawings: tuple[PinnedDrawing, ...]) -> None:
        self.drawings = drawings
        self._labels = np.array([pin.label for pin in drawings], np.intp)
        if self._predictor.snapshot is not None:
            self._read(self._predictor.snapshot)
        self.changed.emit()

    def _read(self, snapshot: Snapshot) -> None:
        if snapshot.run_id != self._run_id:
            self._history.clear()
        self._run_id = snapshot.run_id
        # As the window shows them at first: a chart must not change its meaning half way.
        sigmoids = snapshot.network.architecture.output == "sigmoid"
        self.probabilities = self._predictor.predict(self._prepared(), uncalibrated=sigmoids)
        if self.probabilities is not None and snapshot.status is not Status.ENDED:
            mine = self.probabilities[self._rows[: len(self)], self._labels]
            is_read = self.probabilities.argmax(axis=1) == self._labels
            self._history.add(snapshot.epoch, mine, is_read)

    def _prepared(self) -> list[ByteArray]:
        """What the network is given, kept for as long as it is prepared in the same way."""
        network = (self._predictor.deskew, self._predictor.data)
        if network != self._prepared_for:
            self._prepared_for = network
            self._pixels, self._pixels_of = [], ()
        if self._pixels_of is not self.drawings:
            known = dict(zip(self._pixels_of, self._pixels, strict=True))
            self._pixels = [
                known[pin] if pin in known else self._predictor.prepared(pin.content)
                for pin in self.drawings
            ]
            self._pixels_of = self.drawings
        return self._pixels
