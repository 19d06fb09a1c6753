"""Everything that can be said to the worker. It listens between two updates.

A slot for the newest value, between the thread that makes it and the one that shows it.
"""

import threading
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health import Measurement
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import TrainerState

T = TypeVar("T")


class Latest(Generic[T]):
    """Holds at most one value. The reader's pace decides how often the writer makes one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the reader has taken the last value, so that a new one is wanted."""
        return self._value is None

    def put(self, value: T) -> None:
        """Leave ``value``, whatever is there."""
        with self._lock:
            self._value = value

    def take(self) -> T | None:
        """Take the value out, if there is one."""
        with self._lock:
            value, self._value = self._value, None
            return value


@dataclass(frozen=True)
class Begin:
    """Prepare a run, beside those that there are.

    Attributes:
        run_id: its own; higher than any before.
        settings: what it begins with, if there is no ``state``.
        model: what is left of it, if it has ended; ``settings`` are of the one that may follow.
        state: of another run of the same preset and seed, to go on from; it may be taken by a
            ``TakeState`` that was sent before.
        latest: where its snapshots are to be left.
    """

    run_id: int
    settings: RunSpec
    model: TrainedModel | None = None
    state: Latest[TrainerState] | None = None
    latest: Latest[Snapshot] = field(default_factory=Latest, compare=False)


@dataclass(frozen=True)
class Drop:
    """Forget a run, and what is being found out about it."""

    run_id: int


@dataclass(frozen=True)
class _Bare:
    """What needs no more words.

    Each class that ``dataclass`` makes costs a start half a millisecond, a derived one nothing.
    """


class Train(_Bare):
    """Go on until paused, or until the epochs asked for are done."""


class Pause(_Bare):
    """Stop after the update under way."""


class Step(_Bare):
    """Make one update, and pause."""


@dataclass(frozen=True)
class Tested:
    """From the evaluator's thread: a test is done.

    Attributes:
        epoch: when the weights that were tested were copied.
        measurement: of the layers' health at the same moment.
    """

    epoch: float
    evaluation: Evaluation
    measurement: Measurement | None = None


@dataclass(frozen=True)
class TakeState:
    """Leave the trainer's state in ``state``, as it is between two updates."""

    state: Latest[TrainerState]


Order = Train | Pause | Step | Change | Tested | TakeState


@dataclass(frozen=True)
class To:
    """An order for one run; if there is no such run any more, it is for none."""

    run_id: int
    order: Order


@dataclass(frozen=True)
class SetSpeed:
    """At most so many updates a second of each run; None for as fast as it goes."""

    updates_per_second: float | None


class Shutdown(_Bare):
    """End the thread."""


Command = Begin | Drop | To | SetSpeed | Shutdown
