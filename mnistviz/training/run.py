"""One run: a trainer, what it has been through, and what it is doing; or what is left of one."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health import HealthHistory, Measurement, measure, probe_of
from mnistviz.training.history import TestHistory, TrainingHistory
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import LoggedChange, Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer, TrainerState

_CLOSEST, _WIDEST = 0.02, 0.1
"""Epochs between two tests: dense in the first moments, where most is learned, then ten an epoch.
Those in mid-epoch are left out while the evaluator is busy or at rest."""


class RateMeter:
    """Images a second over about the last second."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()

    def restart(self, images: int) -> None:
        """Count from now; ``images`` is the number seen before."""
        self._points.clear()
        self._points.append((monotonic(), images))

    def rate(self, images: int) -> float:
        """Images a second, now that ``images`` have been seen in all."""
        now = monotonic()
        self._points.append((now, images))
        while len(self._points) > 2 and now - self._points[1][0] > 1.0:
            self._points.popleft()
        then, before = self._points[0]
        return (images - before) / (now - then) if now > then else 0.0


class _Tested:
    """What every run has: a network that is tested. One thread drives it; it knows of none.

    Attributes:
        run_id: see ``Snapshot``.
        status: what the run is doing.
        split: what it learns from, and what it is tested on.
        data: all of the data set, of which ``split`` may be a part.
    """

    def __init__(self, run_id: int, status: Status, split: DataSet, data: DataSet | None) -> None:
        self.run_id = run_id
        self.status = status
        self.split = split
        self.data = data or split
        self._training = TrainingHistory()
        self._tests = TestHistory()
        self._health = HealthHistory()
        self._last_test: Evaluation | None = None

    def add_test(
        self, epoch: float, evaluation: Evaluation, measurement: Measurement | None = None
    ) -> None:
        """Take in what the evaluator found for the weights of ``epoch``."""
        self._last_test = evaluation
        self._tests.append(epoch, evaluation.loss, evaluation.accuracy)
        if measurement is not None:
            self._health.append(measurement)


class EndedRun(_Tested):
    """A network from a file: of the run that taught it nothing else is left, and nothing follows.

    Attributes:
        settings: of the run that Train begins in its place.
    """

    def __init__(
        self,
        run_id: int,
        settings: RunSpec,
        split: DataSet,
        model: TrainedModel,
        data: DataSet | None = None,
    ) -> None:
        super().__init__(run_id, Status.ENDED, split, data)
        self.settings = settings
        self._model, self._network = model, model.network()

    def change(self, change: Change) -> None:
        """Have the run that may follow go by another setting."""
        self.settings = self.settings.changed(change)

    def health_of(self, shown: Snapshot) -> Callable[[], Measurement]:
        """What measures the layers' health, but for their gradients; any thread may call it."""

        def measurement() -> Measurement:
            probe = probe_of(self.split.train, deskew=self._model.deskew)
            layers = measure(shown.network, shown.parameters, probe, gradient=False)
            return Measurement(shown.epoch, shown.updates, shown.settings, layers)

        return measurement

    def snapshot(self) -> Snapshot:
        """This moment, which is like every other but for the test."""
        return Snapshot(
            run_id=self.run_id,
            status=self.status,
            settings=self.settings,
            network=self._network,
            parameters=self._model.parameters,
            origin=self._model,
            deskew=self._model.deskew,
            learning_rate_now=self.settings.learning_rate,
            epochs_asked=self.settings.preset.epochs,
            training=self._training.curve(),
            tests=self._tests.curve(),
            health=self._health.curve,
            last_test=self._last_test,
            test_digits=self.split.test,
            data=self.data,
        )


class Run(_Tested):
    """State that belongs together, of a run that can be trained.

    Attributes:
        trainer: makes the updates.
        failure: why it failed, if it did.
    """

    def __init__(
        self,
        run_id: int,
        settings: RunSpec,
        split: DataSet,
        data: DataSet | None = None,
        state: TrainerState | None = None,
    ) -> None:
        """Begin anew, or paused where a trainer of the same preset and seed was."""
        super().__init__(run_id, Status.READY, split, data)
        self.failure: MnistvizError | None = None
        self.trainer = Trainer(settings, split.train)
        if state is not None:
            self.trainer.restore(state)
            self.status = Status.PAUSED
        self.epochs_asked = settings.preset.epochs
        self._good = self._unproven = self.trainer.initial if state is None else state.parameters
        self._probe = probe_of(self.trainer.digits)
        self._diverged_with: float | None = None
        self._last_loss: float | None = None
        self._next_test = self.trainer.epoch + _CLOSEST
        self._epochs_tested = self.trainer.epochs_done
        self._changes: tuple[LoggedChange, ...] = ()
        self._meter = RateMeter()

    def start(self) -> None:
        """Begin or go on; a run that has all its epochs is asked for as many again."""
        if self.trainer.epochs_done >= self.epochs_asked:
            self.epochs_asked += self.trainer.settings.preset.epochs
        self.status = Status.RUNNING
        self._meter.restart(self.trainer.images_seen)

    def advance(self, most: int) -> None:
        """Make an update, or up to ``most`` of them if it is better to make them together.

        Raises:
            Diverged: see ``Trainer.advance``.
        """
        updates = self.trainer.advance(most)
        self._last_loss = float(updates.losses[-1])
        self._good = self._unproven  # its loss was finite, or this step would have raised
        self._training.extend(updates)
        if self.status is Status.RUNNING and self.trainer.epochs_done >= self.epochs_asked:
            self.status = Status.FINISHED

    def change(self, change: Change) -> None:
        """Go by another setting from the next update on, and note it; checked by the sender."""
        trainer, earlier = self.trainer, self._changes
        trainer.change(change)
        # A slider that is dragged while nothing is trained made one change, not fifty.
        now = trainer.updates, change.field
        if earlier and (earlier[-1].updates, earlier[-1].change.field) == now:
            earlier = earlier[:-1]
        self._changes = (*earlier, LoggedChange(trainer.updates, trainer.epoch, change))

    def fail(self, failure: MnistvizError, *, diverged: bool) -> None:
        """Stop for good; the weights on screen stay the last good ones.

        If the run diverged, those that led to an infinite loss are not among the good ones, be
        they finite or not.
        """
        if not diverged:
            self._good = self._unproven
        self.status, self.failure = Status.FAILED, failure
        self._diverged_with = self.trainer.settings.learning_rate if diverged else None

    def wants_test(self, *, evaluator_is_rested: bool) -> bool:
        """Whether a test is due: at the end of an epoch always, in between if one can be spared."""
        epoch, done = self.trainer.epoch, self.trainer.epochs_done
        ended = done > self._epochs_tested
        if not ended and (epoch < self._next_test or not evaluator_is_rested):
            return False
        self._epochs_tested = done
        self._next_test = epoch + min(max(epoch / 2.0, _CLOSEST), _WIDEST)
        return True

    def health_of(self, shown: Snapshot) -> Callable[[], Measurement]:
        """What measures the layers' health at the moment of ``shown``, the newest; any thread."""
        norms, probe = self.trainer.update_norms(), self._probe

        def measurement() -> Measurement:
            layers = measure(shown.network, shown.parameters, probe, norms)
            return Measurement(shown.epoch, shown.updates, shown.settings, layers)

        return measurement

    def shown_parameters(self) -> Parameters:
        """A frozen copy of what is to be shown: the newest weights.

        After a failure they are the last shown ones that a step has since proved good.
        """
        if self.status is Status.FAILED:
            return self._good
        copy = self.trainer.parameters.frozen_copy()
        if copy.is_finite():
            self._unproven = copy
        return self._unproven

    def snapshot(self) -> Snapshot:
        """The run as it stands, as a value that nothing changes."""
        trainer, running = self.trainer, self.status is Status.RUNNING
        return Snapshot(
            run_id=self.run_id,
            status=self.status,
            settings=trainer.settings,
            changes=self._changes,
            network=trainer.network,
            parameters=self.shown_parameters(),
            initial=trainer.initial,
            deskew=trainer.deskew,
            learning_rate_now=trainer.learning_rate_now,
            updates=trainer.updates,
            images_seen=trainer.images_seen,
            epoch=trainer.epoch,
            epochs_asked=self.epochs_asked,
            images_per_second=self._meter.rate(trainer.images_seen) if running else 0.0,
            last_loss=self._last_loss,
            training=self._training.curve(),
            tests=self._tests.curve(),
            health=self._health.curve,
            last_test=self._last_test,
            test_digits=self.split.test,
            data=self.data,
            failure=self.failure,
            diverged_with=self._diverged_with,
        )
