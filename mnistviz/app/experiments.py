"""The runs that there are, what a person may want of them, and networks in files."""

from dataclasses import dataclass, field, replace

from mnistviz.app.events import Event
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.training.commands import (
    Begin,
    Command,
    Drop,
    Latest,
    Order,
    Pause,
    SetSpeed,
    Step,
    TakeState,
    To,
    Train,
)
from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS, Preset
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import TrainerState
from mnistviz.training.worker import Worker
from mnistviz.words import mark

DRAWINGS = "drawings"
"""The one that reads drawings best; the window opens with it."""

SHIPPED = {
    DRAWINGS: mark("the network for drawings"),
    "relu": mark("the shipped ReLU network"),
    "sigmoid": mark("the shipped sigmoid network"),
}
"""Files in resources/models/, and what they are called on screen, in English."""


def shipped_model(name: str = DRAWINGS) -> TrainedModel:
    """One of the networks that come with the application.

    Raises:
        MnistvizError: its file is missing or damaged.
    """
    return replace(load_model(resource(f"models/{name}.npz")), name=SHIPPED[name])


def model_of(snapshot: Snapshot) -> TrainedModel:
    """The network of a moment, with what is known of it."""
    if snapshot.origin is not None:
        return snapshot.origin
    test = snapshot.last_test
    return TrainedModel(
        preset=snapshot.settings.preset.name,
        rule=snapshot.network.rule,
        seed=snapshot.settings.seed,
        epochs=snapshot.epoch,
        test_accuracy=test.accuracy if test else 0.0,
        parameters=snapshot.parameters,
        deskew=snapshot.deskew,
        temperature=snapshot.temperature,
        data=snapshot.settings.preset.data,
    )


def settings_for(model: TrainedModel) -> RunSpec:
    """Of the run that Train begins once ``model`` has been shown: its own preset's."""
    return RunSpec.of(replace(PRESETS.get(model.preset, PRESETS[DEFAULT_PRESET]), data=model.data))


@dataclass(eq=False)
class Experiment:
    """One run, as it is known outside the worker.

    Attributes:
        run_id: no other run has it, before or after.
        settings: as they were last asked for; of a run that has ended, those of the run that
            Train begins in its place.
        origin: the file's model that is left of a run that has ended, else None.
        latest: where the worker leaves its snapshots.
        snapshot: the newest of them; None before the first.
    """

    run_id: int
    settings: RunSpec
    origin: TrainedModel | None
    latest: Latest[Snapshot] = field(default_factory=Latest)
    snapshot: Snapshot | None = None


class Experiments:
    """Turns intents into commands to the worker, and its snapshots into events.

    Everything is called from one thread: that which polls.

    Attributes:
        runs: all of them, by their numbers.
        front: the one that is shown, and that most intents are for.
        snapshot: its newest; until its first has come, the last of the run in front before it, and
            None until the digits are loaded.
        shown: there is another ``snapshot``.
        problem_arose: nothing can be trained any more, and why.
        asked: something was asked of the worker: it is worth polling soon.
    """

    def __init__(
        self, worker: Worker, settings: RunSpec, model: TrainedModel | None = None
    ) -> None:
        """Begin the first run with ``settings``, or show ``model`` until it is trained."""
        self.shown: Event[Snapshot] = Event()
        self.problem_arose: Event[MnistvizError] = Event()
        self.asked: Event[()] = Event()
        self.runs: dict[int, Experiment] = {}
        self.snapshot: Snapshot | None = None
        self._worker = worker
        self._newest_id = 0
        self._has_ended = False
        self.front = self._begin(settings, model)

    @property
    def settings(self) -> RunSpec:
        """Of the run in front, as they were last asked for."""
        return self.front.settings

    @property
    def status(self) -> Status | None:
        """What the run in front does; None while nothing can be trained."""
        return None if self.snapshot is None or self._has_ended else self.snapshot.status

    def poll(self) -> None:
        """Take the newest snapshot of every run, and tell everybody about that in front."""
        for run in self.runs.values():
            if (arrived := run.latest.take()) is not None:
                run.snapshot = arrived
        self._show()
        problem = self._worker.problem.take()
        if problem is not None:  # the worker has ended, and these snapshots were its last
            self._has_ended = True
            self.problem_arose.emit(problem)

    def _show(self) -> None:
        newest = self.front.snapshot
        if newest is not None and newest is not self.snapshot:
            self.snapshot = newest
            self.shown.emit(newest)

    # Any number of runs.

    def begin(self, settings: RunSpec, state: TrainerState | None = None) -> int:
        """Prepare a run beside the others, ready or going on from ``state``; its number."""
        slot: Latest[TrainerState] | None = None
        if state is not None:
            slot = Latest()
            slot.put(state)
        return self._begin(settings, state=slot).run_id

    def branch(self, run_id: int, *changes: Change) -> int:
        """Prepare a run that goes on, changed, from where another is by now; its number.

        Without a change it goes on with the same numbers, bit for bit.

        Raises:
            KeyError: there is no such run.
            ValueError: it has ended, so that nothing but its network is left.
            MnistvizError: a change is out of its range.
        """
        source = self.runs[run_id]
        if source.origin is not None:
            raise ValueError(f"run {run_id} has ended")
        settings = source.settings
        for change in changes:
            settings = settings.changed(change)
        state: Latest[TrainerState] = Latest()
        self._send(To(run_id, TakeState(state)))
        branch = self._begin(source.settings, state=state)
        branch.settings = settings
        for change in changes:
            self._send(To(branch.run_id, change))
        return branch.run_id

    def bring_to_front(self, run_id: int) -> None:
        """Show another run.

        Raises:
            KeyError: there is no such run.
        """
        self.front = self.runs[run_id]
        self._show()

    def drop(self, run_id: int) -> None:
        """Forget a run that is not in front.

        Raises:
            KeyError: there is no such run.
            ValueError: it is in front.
        """
        if run_id == self.front.run_id:
            raise ValueError(f"run {run_id} is in front")
        del self.runs[run_id]
        self._send(Drop(run_id))

    # The run in front, and what comes in its place.

    def train_or_pause(self) -> None:
        """Train if nothing runs, else pause; what has ended is followed by a new run."""
        self._follow_ended()
        self._order(Pause() if self.status is Status.RUNNING else Train())

    def step(self) -> None:
        """Make one update."""
        self._follow_ended()
        self._order(Step())

    def change(self, change: Change) -> None:
        """Go by another setting from the next update on.

        Raises:
            MnistvizError: its value is out of its range.
        """
        self.front.settings = self.front.settings.changed(change)
        self._order(change)

    def reset(self) -> None:
        """Begin anew with the settings as they stand."""
        self._replace(replace(self.settings, true_derivative=False))

    def choose_preset(self, preset: Preset) -> None:
        """Begin a run of another preset, with that preset's own numbers and the same seed."""
        preset = replace(preset, data=self.settings.preset.data)
        self._replace(RunSpec.of(preset, seed=self.settings.seed))

    def set_seed(self, seed: int) -> None:
        """Begin anew from another seed."""
        if seed != self.settings.seed:
            self._replace(replace(self.settings, seed=seed, true_derivative=False))

    def show_model(self, model: TrainedModel) -> None:
        """Show a network from a file: what is left of a run that has ended."""
        self._replace(settings_for(model), model)

    # The worker itself.

    def set_speed(self, updates_per_second: float | None) -> None:
        """At most so many updates a second of each run; None for as fast as it goes."""
        self._send(SetSpeed(updates_per_second))

    def give_way(self, seconds: float) -> None:
        """Let nothing be trained for so long, or until it is called with 0."""
        self._worker.give_way(seconds)

    def _begin(
        self,
        settings: RunSpec,
        model: TrainedModel | None = None,
        state: Latest[TrainerState] | None = None,
    ) -> Experiment:
        self._newest_id += 1
        run = self.runs[self._newest_id] = Experiment(self._newest_id, settings, model)
        self._send(Begin(run.run_id, settings, model, state, run.latest))
        return run

    def _replace(self, settings: RunSpec, model: TrainedModel | None = None) -> None:
        """A new run in the place of that in front."""
        del self.runs[self.front.run_id]  # what it leaves from now on is seen by nobody
        self._send(Drop(self.front.run_id))
        self.front = self._begin(settings, model)

    def _follow_ended(self) -> None:
        if self.front.origin is not None:
            self._replace(self.settings)

    def _order(self, order: Order) -> None:
        self._send(To(self.front.run_id, order))

    def _send(self, command: Command) -> None:
        self._worker.commands.put(command)
        self.asked.emit()
