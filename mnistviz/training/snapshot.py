"""One moment of a run, as a value that any thread may keep."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.errors import MnistvizError
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
    FAILED = "failed"  # diverged, or a bug; the failure says which
    ENDED = "ended"  # long ago: its network is from a file


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
        run_id: no other run has it, before or after.
        settings: as they stand now, with every change made while running; of a run that has ended
            those of the one that Train begins.
        changes: those, in the order in which they were made.
        parameters: the weights on screen; after a failure the last good ones.
        initial: the weights that the run began with; None if it has ended: nobody kept them.
        origin: the file's model that is left of a run that has ended, else None.
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
        failure: why the run failed, if it did.
        diverged_with: the learning rate with which the loss became infinite, or no number; None
            if that is not so. It may have been changed since.
    """

    run_id: int
    status: Status
    settings: RunSpec
    network: Network
    parameters: Parameters
    deskew: bool
    learning_rate_now: float
    epochs_asked: int
    training: TrainingCurve
    tests: TestCurve
    health: HealthCurve
    test_digits: LabelledImages
    data: DataSet
    changes: tuple[LoggedChange, ...] = ()
    initial: Parameters | None = None
    origin: TrainedModel | None = None
    updates: int = 0
    images_seen: int = 0
    epoch: float = 0.0
    images_per_second: float = 0.0
    last_loss: float | None = None
    last_test: Evaluation | None = None
    failure: MnistvizError | None = None
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
        return 1.0 if self.origin is None else self.origin.temperature
