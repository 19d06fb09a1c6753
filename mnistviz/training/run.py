"""One run: a trainer, what it has been through, and what it is doing."""

from collections.abc import Callable

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.health import HealthHistory, Measurement, measure, probe_of
from mnistviz.training.history import TestHistory, TrainingHistory
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.pacing import RateMeter
from mnistviz.training.snapshot import LoggedChange, Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from mnistviz.training.updates import Update

_CLOSEST, _WIDEST = 0.02, 0.1
"""Epochs between two tests: dense in the first moments, where most is learned, then ten an epoch.
Those in mid-epoch are left out while the evaluator is busy or at rest."""


class Run:
    """State that belongs together. It is driven by one thread and knows of none.

    Attributes:
        run_id: see ``Snapshot``.
        status: what the run is doing.
        trainer: makes the updates.
        message: one line about a failure.
    """

    def __init__(
        self,
        run_id: int,
        settings: RunSpec,
        split: DataSet,
        model: TrainedModel | None = None,
        data: DataSet | None = None,
    ) -> None:
        self.run_id = run_id
        self.status = Status.READY
        self.message = ""
        self.split = split
        self.data = data or split
        self.trainer = Trainer(settings, split.train)
        self.epochs_asked = settings.preset.epochs
        self._model = model
        self._good = self._unproven = self.trainer.initial
        self._training = TrainingHistory()
        self._tests = TestHistory()
        self._health = HealthHistory()
        self._probe = probe_of(self.trainer.digits)
        self._diverged_with: float | None = None
        self._last_test: Evaluation | None = None
        self._last_update: Update | None = None
        self._next_test = _CLOSEST
        self._epochs_tested = 0
        self._changes: tuple[LoggedChange, ...] = ()
        self._meter = RateMeter()

    @property
    def shows_model(self) -> bool:
        """Whether a file's model is shown instead of the run's own weights."""
        return self._model is not None

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
        if self._model is not None:  # its tests say nothing of the run that begins here
            self._model, self._last_test, self._tests = None, None, TestHistory()
            self._health = HealthHistory()
        updates = self.trainer.advance(most)
        self._last_update = updates.last
        self._good = self._unproven  # its loss was finite, or this step would have raised
        self._training.extend(updates)
        if self.status is Status.RUNNING and self.trainer.epochs_done >= self.epochs_asked:
            self.status = Status.FINISHED

    def change(self, change: Change) -> None:
        """Go by another setting from the next update on, and note it; checked by the sender."""
        trainer, earlier = self.trainer, self._changes
        trainer.change(change)
        # A slider that is dragged while nothing is trained made one change, not fifty.
        if earlier and (earlier[-1].updates, earlier[-1].change.field) == (
            trainer.updates,
            change.field,
        ):
            earlier = earlier[:-1]
        self._changes = (*earlier, LoggedChange(trainer.updates, trainer.epoch, change))

    def fail(self, message: str, *, diverged: bool) -> None:
        """Stop for good; the weights on screen stay the last good ones.

        If the run diverged, those that led to an infinite loss are not among the good ones, be
        they finite or not.
        """
        if not diverged:
            self._good = self._unproven
        self.status, self.message = Status.FAILED, message
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

    def add_test(
        self, epoch: float, evaluation: Evaluation, measurement: Measurement | None = None
    ) -> None:
        """Take in what the evaluator found for the weights of ``epoch``."""
        self._last_test = evaluation
        self._tests.append(epoch, evaluation.loss, evaluation.accuracy)
        if measurement is not None:
            self._health.append(measurement)

    def health_of(self, shown: Snapshot) -> Callable[[], Measurement]:
        """What measures the layers' health at the moment of ``shown``, the newest; any thread."""
        trainer, model = self.trainer, shown.model
        settings, norms = trainer.settings, None if model else trainer.update_norms()
        probe = self._probe
        if model is not None:
            probe = probe_of(self.split.train, deskew=model.deskew)

        def measurement() -> Measurement:
            gradient = model is None
            layers = measure(shown.network, shown.parameters, probe, norms, gradient=gradient)
            return Measurement(shown.epoch, shown.updates, settings, layers)

        return measurement

    def shown_parameters(self) -> Parameters:
        """A frozen copy of what is to be shown: the file's model, or the newest weights.

        After a failure they are the last shown ones that a step has since proved good.
        """
        if self._model is not None:
            return self._model.parameters
        if self.status is Status.FAILED:
            return self._good
        copy = self.trainer.parameters.frozen_copy()
        if copy.is_finite():
            self._unproven = copy
        return self._unproven

    def snapshot(self) -> Snapshot:
        """This moment."""
        trainer, running = self.trainer, self.status is Status.RUNNING
        return Snapshot(
            run_id=self.run_id,
            status=self.status,
            settings=trainer.settings,
            changes=self._changes,
            network=self._model.network() if self._model else trainer.network,
            parameters=self.shown_parameters(),
            initial=None if self._model else trainer.initial,
            model=self._model,
            deskew=self._model.deskew if self._model else trainer.deskew,
            learning_rate_now=trainer.learning_rate_now,
            updates=trainer.updates,
            images_seen=trainer.images_seen,
            epoch=trainer.epoch,
            epochs_asked=self.epochs_asked,
            images_per_second=self._meter.rate(trainer.images_seen) if running else 0.0,
            last_loss=self._last_update.loss if self._last_update else None,
            training=self._training.curve(),
            tests=self._tests.curve(),
            health=self._health.curve,
            last_test=self._last_test,
            test_digits=self.split.test,
            data=self.data,
            message=self.message,
            diverged_with=self._diverged_with,
        )
