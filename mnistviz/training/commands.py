"""Everything that can be said to the worker. It listens between two updates."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health_history import Measurement
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.settings import RunSettings

Value = TypeVar("Value")


@dataclass(frozen=True)
class Reset:
    """Drop the run and prepare a new one.

    Attributes:
        run_id: the new run's; higher than any before.
        settings: the new run's.
        model: a model to show until the new run makes its first update.
    """

    run_id: int
    settings: RunSettings
    model: TrainedModel | None = None


@dataclass(frozen=True)
class Order:
    """What needs no more words.

    Each class that ``dataclass`` makes costs a start half a millisecond, a derived one nothing.
    """


class Train(Order):
    """Go on until paused, or until the epochs asked for are done."""


class Pause(Order):
    """Stop after the update under way."""


class Step(Order):
    """Make one update, and pause."""


class Shutdown(Order):
    """End the thread."""


@dataclass(frozen=True)
class Change(Generic[Value]):
    """Another number, already checked, from the next update on."""

    value: Value


class SetLearningRate(Change[float]):
    """What the schedule starts from."""


class SetMomentum(Change[float]):
    """How much of the last update goes into the next."""


class SetAugmentation(Change[float]):
    """How far the next images are bent."""


class SetBatchSize(Change[int]):
    """Images per update."""


class SetMended(Change[bool]):
    """Whether hidden layers use their activation's own derivative."""


class SetSpeed(Change[float | None]):
    """At most so many updates a second; None for as fast as it goes."""


@dataclass(frozen=True)
class Tested:
    """From the evaluator's thread: a test is done.

    Attributes:
        run_id: whose weights were tested.
        epoch: when they were copied.
        of_model: whether they were a file's, shown before the run's first update.
        measurement: of the layers' health at the same moment.
    """

    run_id: int
    epoch: float
    evaluation: Evaluation
    of_model: bool = False
    measurement: Measurement | None = None


Command = (
    Reset
    | Train
    | Pause
    | Step
    | SetLearningRate
    | SetMomentum
    | SetAugmentation
    | SetBatchSize
    | SetMended
    | SetSpeed
    | Tested
    | Shutdown
)
