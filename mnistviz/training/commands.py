"""Everything that can be said to the worker. It listens between two updates."""

from dataclasses import dataclass

from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health_history import Measurement
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.settings import Change, RunSettings


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
class Train:
    """Go on until paused, or until the epochs asked for are done."""


@dataclass(frozen=True)
class Pause:
    """Stop after the update under way."""


@dataclass(frozen=True)
class Step:
    """Make one update, and pause."""


@dataclass(frozen=True)
class SetSpeed:
    """At most so many updates a second; None for as fast as it goes."""

    updates_per_second: float | None


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


@dataclass(frozen=True)
class Shutdown:
    """End the thread."""


Command = Reset | Train | Pause | Step | Change | SetSpeed | Tested | Shutdown
