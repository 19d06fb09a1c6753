"""One moment of a run, as a value that any thread may keep."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health import HealthCurve
from mnistviz.training.history import TestCurve, TrainingCurve
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.spec import Change, RunSpec


class Status(Enum):
    """What a run is doing."""

    READY = "ready"  # no update made yet
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"  # as many epochs as were asked for
    FAILED = "failed"  # diverged, or a bug; the message says which


class LoggedChange(NamedTuple):
    """A setting that was changed in the midst of a run.

    Attributes:
        updates: made before it.
        epoch: at which it was, with the fraction of the one under way.
        change: what became of it.
    """

    updates: int
    epoch: float
    change: Change


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A frozen copy of everything that is shown. Its arrays are read-only.

    Attributes:
        run_id: goes up at every reset; what belongs to an older run is dropped.
        settings: as they stand now, with every change made while running.
        changes: those, in the order in which they were made.
        parameters: the weights on screen; after a failure the last good ones.
        initial: the weights that the run began with; None for a model from a file.
        model: the file's model that is being shown instead of the run's own, if any.
        deskew: whether the network on screen takes deskewed digits.
        learning_rate_now: what the next update is made with, after the schedule.
        updates: made so far.
        images_seen: over all epochs.
        epoch: epochs finished, with the fraction of the one under way.
        epochs_asked: where the run stops by itself.
        images_per_second: lately; 0 while nothing runs.
        last_loss: of the newest update's batch; None before the first.
        training: a point per update (see ``TrainingHistory``).
        tests: a point per test.
        health: a point per test, for each layer.
        last_test: the newest test in full, with the epoch it was taken at; None before the first.
        test_digits: what the tests are made on.
        data: all images as they are stored, whatever part of them the run learns from.
        message: one line about a failure, else empty.
        diverged_with: the learning rate with which the loss became infinite, or no number; None
            if that is not so. It may have been changed since.
    """

    run_id: int
    status: Status
    settings: RunSpec
    changes: tuple[LoggedChange, ...]
    network: Network
    parameters: Parameters
    initial: Parameters | None
    model: TrainedModel | None
    deskew: bool
    learning_rate_now: float
    updates: int
    images_seen: int
    epoch: float
    epochs_asked: int
    images_per_second: float
    last_loss: float | None
    training: TrainingCurve
    tests: TestCurve
    health: HealthCurve
    last_test: Evaluation | None
    test_digits: LabelledImages
    data: DataSet
    message: str = ""
    diverged_with: float | None = None

    @property
    def diverged(self) -> bool:
        """Whether the loss is no longer a finite number."""
        return self.diverged_with is not None

    @property
    def temperature(self) -> float:
        """What makes the network's probabilities mean what they say, by its last test."""
        if self.last_test is not None:
            return self.last_test.temperature
        return self.model.temperature if self.model is not None else 1.0
