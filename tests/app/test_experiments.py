"""What is asked of the worker, and what it lets through of what the worker says."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnistviz import files
from mnistviz.app.experiments import (
    DRAWINGS,
    SHIPPED,
    Experiments,
    model_of,
    settings_for,
    shipped_model,
)
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.training.commands import (
    Begin,
    Drop,
    Pause,
    SetSpeed,
    Step,
    TakeState,
    To,
    Train,
)
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import TrainerState
from mnistviz.training.worker import Worker

SETTINGS = RunSpec.of(PRESETS["relu"])


class SilentWorker(Worker):
    """Never starts its thread: what is said to it stays in the queue."""

    def heard(self) -> list[object]:
        """Everything it was told since the last time."""
        return [self.commands.get() for _ in range(self.commands.qsize())]


@pytest.fixture
def worker() -> SilentWorker:
    return SilentWorker()


@pytest.fixture
def experiments(worker: SilentWorker) -> Experiments:
    result = Experiments(worker, SETTINGS)
    worker.heard()
    return result


@pytest.fixture
def shown(experiments: Experiments) -> list[Snapshot]:
    """Everything that the experiments have told of."""
    seen: list[Snapshot] = []
    experiments.shown.connect(seen.append)
    return seen


@pytest.fixture
def snapshot(small: DataSet) -> Snapshot:
    return Run(1, SETTINGS, small).snapshot()


def test_there_is_a_run_from_the_start(worker: SilentWorker, trained: TrainedModel) -> None:
    experiments = Experiments(worker, SETTINGS, trained)
    assert worker.heard() == [Begin(1, SETTINGS, trained)]
    assert (experiments.settings, experiments.status) == (SETTINGS, None)


def test_what_a_person_wants_becomes_a_command(
    experiments: Experiments, worker: SilentWorker
) -> None:
    asked: list[int] = []
    experiments.asked.connect(lambda: asked.append(worker.commands.qsize()))
    changes = Change("learning_rate", 0.25), Change("momentum", 0.5), Change("batch_size", 32)
    experiments.step()
    for change in changes:
        experiments.change(change)
    experiments.set_speed(3.0)
    experiments.set_speed(None)
    orders = [To(1, order) for order in (Step(), *changes)]
    assert worker.heard() == [*orders, SetSpeed(3.0), SetSpeed(None)]
    assert asked == [1, 2, 3, 4, 5, 6], "each is to be answered soon"
    with pytest.raises(MnistvizError, match="batch size"):
        experiments.change(Change("batch_size", 0))
    assert worker.heard() == []


def test_reset_takes_the_numbers_along(experiments: Experiments, worker: SilentWorker) -> None:
    experiments.change(Change("learning_rate", 0.25))
    experiments.change(Change("momentum", 0.5))
    experiments.change(Change("augmentation", 0.75))
    experiments.change(Change("batch_size", 32))
    experiments.change(Change("true_derivative", True))
    worker.heard()
    experiments.reset()
    settings = RunSpec.of(
        PRESETS["relu"], learning_rate=0.25, momentum=0.5, augmentation=0.75, batch_size=32
    )
    assert worker.heard() == [Drop(1), Begin(2, settings)]
    experiments.set_seed(9)
    assert worker.heard() == [Drop(2), Begin(3, replace(settings, seed=9))]
    experiments.set_seed(9)
    assert worker.heard() == []
    experiments.choose_preset(PRESETS["sigmoid"])
    assert worker.heard() == [Drop(3), Begin(4, RunSpec.of(PRESETS["sigmoid"], seed=9))]
    assert [*experiments.runs] == [4]


def test_train_and_pause_take_turns(
    experiments: Experiments, worker: SilentWorker, snapshot: Snapshot
) -> None:
    for status in Status:
        experiments.snapshot = replace(snapshot, status=status)
        experiments.train_or_pause()
        assert worker.heard() == [To(1, Pause() if status is Status.RUNNING else Train())]
    experiments.snapshot = None
    experiments.train_or_pause()
    assert worker.heard() == [To(1, Train())]


@pytest.mark.parametrize("order", [Train(), Step()], ids=["train", "step"])
def test_what_has_ended_is_followed_by_a_run_of_its_preset(
    order: Train | Step, experiments: Experiments, worker: SilentWorker, trained: TrainedModel
) -> None:
    want = experiments.step if isinstance(order, Step) else experiments.train_or_pause
    experiments.show_model(replace(trained, preset="sigmoid"))
    settings = RunSpec.of(PRESETS["sigmoid"])
    assert worker.heard()[0] == Drop(1)
    experiments.change(Change("learning_rate", 0.25))
    assert worker.heard() == [To(2, Change("learning_rate", 0.25))]
    settings = replace(settings, learning_rate=0.25)
    want()
    assert worker.heard() == [Drop(2), Begin(3, settings), To(3, order)]
    want()  # before the new run is on screen
    assert worker.heard() == [To(3, order)]


def test_what_is_left_of_a_dropped_run_is_seen_by_nobody(
    experiments: Experiments, shown: list[Snapshot], snapshot: Snapshot
) -> None:
    experiments.front.latest.put(snapshot)
    experiments.poll()
    assert shown == [snapshot]
    older = experiments.front.latest
    experiments.reset()
    older.put(replace(snapshot, updates=5))
    experiments.poll()
    assert shown == [snapshot]
    assert experiments.snapshot is snapshot, "until there is anything of the new one"
    newer = replace(snapshot, run_id=2)
    experiments.front.latest.put(newer)
    experiments.poll()
    experiments.poll()
    assert shown == [snapshot, newer]
    assert experiments.snapshot is newer


def test_a_problem_is_passed_on(
    experiments: Experiments,
    worker: SilentWorker,
    shown: list[Snapshot],
    snapshot: Snapshot,
) -> None:
    told: list[tuple[str, int]] = []
    experiments.problem_arose.connect(lambda problem: told.append((str(problem), len(shown))))
    experiments.front.latest.put(snapshot)
    worker.problem.put(MnistvizError("it has ended"))
    experiments.poll()
    assert told == [("it has ended", 1)], "and what the worker left last is shown before"
    assert experiments.status is None


def test_one_of_several_runs_is_in_front(
    experiments: Experiments, worker: SilentWorker, shown: list[Snapshot], snapshot: Snapshot
) -> None:
    settings = RunSpec.of(PRESETS["sigmoid"])
    assert experiments.begin(settings) == 2
    assert worker.heard() == [Begin(2, settings)]
    other = replace(snapshot, run_id=2, settings=settings, status=Status.RUNNING)
    experiments.runs[2].latest.put(other)
    experiments.poll()
    assert (shown, experiments.settings) == ([], SETTINGS)
    experiments.bring_to_front(2)
    assert (shown, experiments.settings, experiments.status) == ([other], settings, Status.RUNNING)
    experiments.step()
    assert worker.heard() == [To(2, Step())]
    with pytest.raises(ValueError, match="in front"):
        experiments.drop(2)
    experiments.drop(1)
    assert worker.heard() == [Drop(1)]
    for unknown in (experiments.drop, experiments.bring_to_front, experiments.branch):
        with pytest.raises(KeyError):
            unknown(1)


def test_a_branch_is_asked_for_at_once(experiments: Experiments, worker: SilentWorker) -> None:
    experiments.change(Change("momentum", 0.5))
    worker.heard()
    change = Change("learning_rate", 0.01)
    branch = experiments.branch(1, change)
    take, begin, changed = worker.heard()
    assert isinstance(take, To)
    assert isinstance(take.order, TakeState)
    assert take.run_id == 1
    assert isinstance(begin, Begin)
    assert begin.state is take.order.state
    assert begin.settings == replace(SETTINGS, momentum=0.5)
    assert changed == To(branch, change)
    assert experiments.runs[branch].settings == replace(SETTINGS, momentum=0.5, learning_rate=0.01)
    assert experiments.front.run_id == 1
    with pytest.raises(MnistvizError, match="momentum"):
        experiments.branch(1, Change("momentum", 2.0))
    assert worker.heard() == []


def test_what_has_ended_has_no_branches(experiments: Experiments, trained: TrainedModel) -> None:
    experiments.show_model(trained)
    with pytest.raises(ValueError, match="has ended"):
        experiments.branch(experiments.front.run_id)


def test_a_run_goes_on_from_a_state_that_was_kept(
    experiments: Experiments, worker: SilentWorker, small: DataSet
) -> None:
    state: TrainerState = Run(1, SETTINGS, small).trainer.state()
    experiments.begin(SETTINGS, state)
    (begin,) = worker.heard()
    assert isinstance(begin, Begin)
    assert begin.state is not None
    assert begin.state.take() is state


def test_a_run_as_a_model(small: DataSet) -> None:
    half = len(small.train) // 2
    run = Run(1, RunSpec.of(PRESETS["sigmoid"], seed=4, batch_size=half), small)
    run.advance(1)
    model = model_of(run.snapshot())
    assert (model.preset, model.seed, model.epochs) == ("sigmoid", 4, 0.5)
    assert model.rule == PRESETS["sigmoid"].rule
    assert np.array_equal(model.parameters.flat, run.trainer.parameters.flat)
    run.advance(1)
    assert not np.array_equal(model.parameters.flat, run.trainer.parameters.flat)


def test_a_model_from_a_file_stays_itself(small: DataSet, trained: TrainedModel) -> None:
    run = EndedRun(1, settings_for(trained), small, trained)
    assert model_of(run.snapshot()) is trained


def test_settings_for_a_model(trained: TrainedModel) -> None:
    assert settings_for(trained) == RunSpec.of(PRESETS[trained.preset])
    unknown = dataclasses.replace(trained, preset="of another version")
    assert settings_for(unknown).preset == PRESETS[DEFAULT_PRESET]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_has_a_name_for_the_screen(name: str) -> None:
    model = shipped_model(name)
    assert model.name == SHIPPED[name]
    assert model.deskew is (name == DRAWINGS)
    assert settings_for(model).preset.name == ("sigmoid" if name == "sigmoid" else "relu")


def test_the_one_for_drawings_unless_another_is_named() -> None:
    assert shipped_model().name == SHIPPED[DRAWINGS]


def test_a_shipped_model_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path,))
    with pytest.raises(MnistvizError, match="reinstall mnistviz"):
        shipped_model()
