"""The one object in the window that talks to the worker."""

from dataclasses import replace
from time import monotonic

from PyQt6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, pyqtSignal

from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.training.commands import (
    Begin,
    Command,
    Drop,
    Latest,
    Order,
    Pause,
    SetSpeed,
    Step,
    To,
    Train,
)
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import Preset
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.worker import Worker

FRAME_MS = 33
"""How often the window looks for a new snapshot: thirty times a second. More cannot be seen of
curves and weights that move slowly, and each time costs training a little. What a person does is
answered when it is done, whatever this says."""

_SOON_MS = 5
"""After a command the answer is not kept waiting for the next frame."""

_LONGEST_REST = 0.03
"""Seconds that training rests for a movement of the pen, if the window takes so long."""

_PEN_SECONDS = 0.1
"""After a movement of the pen in which another is to be expected."""

_END_OF_REST = QEvent.Type(QEvent.registerEventType())
_AFTER_PAINTING = -2
"""A priority just below ``LowEventPriority``, with which a window is told to paint itself."""


class Session(QObject):
    """Turns intents into commands, and the worker's snapshots into a signal.

    Attributes:
        snapshot: the newest, or None until the digits are loaded.
        settings: of the run as the window last asked for it.
    """

    snapshot_changed = pyqtSignal(object)
    problem_arose = pyqtSignal(str)

    def __init__(self, worker: Worker, settings: RunSpec) -> None:
        super().__init__()
        self.snapshot: Snapshot | None = None
        self.settings = settings
        self._worker = worker
        self._run_id = 0
        self._latest: Latest[Snapshot] = Latest()
        self._has_ended = False
        self._pen_until = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def status(self) -> Status | None:
        """What the run does; None while nothing can be trained."""
        return None if self.snapshot is None or self._has_ended else self.snapshot.status

    def start(self, model: TrainedModel | None = None) -> None:
        """Start the worker and prepare the first run, showing ``model`` until it trains."""
        self._worker.start()
        self._new_run(self.settings, model)
        self._timer.start()

    def close(self) -> None:
        """End the worker and wait for it."""
        self._timer.stop()
        self._worker.shut_down()

    def poll(self) -> None:
        """Take the newest snapshot, if there is one, and tell everybody."""
        if monotonic() < self._pen_until:
            self._rest()
        arrived = self._latest.take()
        if arrived is not None:
            self.snapshot = arrived
            with undisturbed():
                self.snapshot_changed.emit(arrived)
        problem = self._worker.problem.take()
        if problem is not None:  # the worker has ended, and that snapshot was its last
            self._has_ended = True
            self.problem_arose.emit(problem)

    def give_way(self) -> None:
        """Have training rest while the pen's movement is answered and painted.

        For a moment it rests with every frame too: the next movement must not wait for a long one.
        """
        self._pen_until = monotonic() + _PEN_SECONDS
        self._rest()

    def _rest(self) -> None:
        self._worker.give_way(_LONGEST_REST)
        QCoreApplication.postEvent(self, QEvent(_END_OF_REST), _AFTER_PAINTING)

    def event(self, event: QEvent | None) -> bool:
        """The end of a rest is one; a timer would end it before anything is painted."""
        if event is None or event.type() != _END_OF_REST:
            return super().event(event)
        self._worker.give_way(0.0)
        return True

    def train_or_pause(self) -> None:
        """Train if nothing runs, else pause."""
        running = self.status is Status.RUNNING
        self._order(Pause() if running else Train())

    def step(self) -> None:
        """Make one update."""
        self._order(Step())

    def reset(self) -> None:
        """Begin anew with the settings as they stand."""
        self._new_run(replace(self.settings, true_derivative=False))

    def choose_preset(self, preset: Preset) -> None:
        """Begin a run of another preset, with that preset's own numbers and the same seed."""
        preset = replace(preset, data=self.settings.preset.data)
        self._new_run(RunSpec.of(preset, seed=self.settings.seed))

    def show_model(self, model: TrainedModel, settings: RunSpec) -> None:
        """Show a network from a file; ``settings`` are of the run that Train then starts."""
        self._new_run(settings, model)

    def set_seed(self, seed: int) -> None:
        """Begin anew from another seed."""
        if seed != self.settings.seed:
            self._new_run(replace(self.settings, seed=seed, true_derivative=False))

    def change(self, change: Change) -> None:
        """Go by another setting from the next update on.

        Raises:
            MnistvizError: its value is out of its range.
        """
        self.settings = self.settings.changed(change)
        self._order(change)

    def set_speed(self, updates_per_second: float | None) -> None:
        """At most so many updates a second; None for as fast as it goes."""
        self._send(SetSpeed(updates_per_second))

    def _new_run(self, settings: RunSpec, model: TrainedModel | None = None) -> None:
        if self._run_id:
            self._send(Drop(self._run_id))
        self._run_id += 1
        self.settings = settings
        begin = Begin(self._run_id, settings, model)
        self._latest = begin.latest  # what the run before leaves in its own is seen by nobody
        self._send(begin)

    def _order(self, order: Order) -> None:
        self._send(To(self._run_id, order))

    def _send(self, command: Command) -> None:
        self._worker.commands.put(command)
        QTimer.singleShot(_SOON_MS, self.poll)
