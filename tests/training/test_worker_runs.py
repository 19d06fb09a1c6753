"""The worker with several runs: each gets what is meant for it, and they train in turn."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.training.commands import Begin, Drop, Latest, Pause, SetSpeed, Step, To, Train
from mnistviz.training.history import Updates
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer, TrainerState
from mnistviz.training.worker import Worker
from tests.training.support import BENT, BRIEF, ENDLESS, wait_until, watched

NOTEBOOK = replace(PRESETS["relu-notebook"], epochs=1)


@pytest.fixture
def worker(small: DataSet) -> Iterator[Worker]:
    with watched(lambda: small) as viewer:
        yield viewer.worker


def begun(worker: Worker, run_id: int, preset: object = BRIEF, **rest: object) -> Begin:
    begin = Begin(run_id, RunSpec.of(preset, seed=run_id), **rest)  # type: ignore[arg-type]
    worker.commands.put(begin)
    return begin


def tell(worker: Worker, *orders: To) -> None:
    for order in orders:
        worker.commands.put(order)


def run_of(worker: Worker, begin: Begin) -> Run:
    wait_until(lambda: begin.run_id in worker._runs, "it does not begin")
    run = worker._runs[begin.run_id]
    assert isinstance(run, Run)
    return run


def see(begin: Begin, status: Status) -> Snapshot:
    """The next moment of a run with that status."""
    seen: list[Snapshot] = []

    def arrived() -> bool:
        shown = begin.latest.take()
        if shown is not None and shown.status is status:
            seen.append(shown)
        return bool(seen)

    wait_until(arrived, f"it is never {status}")
    return seen[0]


def test_two_runs_end_as_each_does_alone(worker: Worker, small: DataSet) -> None:
    begins = [begun(worker, 1, BENT), begun(worker, 2, NOTEBOOK)]
    tell(worker, *(To(run_id, Train()) for run_id in (1, 2)))
    for begin in begins:
        shown = see(begin, Status.FINISHED)
        assert shown.run_id == begin.run_id
        alone = Trainer(begin.settings, small.train)
        while alone.epochs_done < begin.settings.preset.epochs:
            alone.advance()
        assert shown.parameters.flat.tobytes() == alone.parameters.flat.tobytes()


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Whose turn it was, by the seed."""
    seeds: list[int] = []
    advance = Trainer.advance

    def look(self: Trainer, most: int) -> Updates:
        seeds.append(self.settings.seed)
        return advance(self, most)

    monkeypatch.setattr(Trainer, "advance", look)
    return seeds


def test_they_take_turns(worker: Worker, turns: list[int]) -> None:
    for run_id in (1, 2, 3):
        begun(worker, run_id, ENDLESS)
    tell(worker, *(To(run_id, Train()) for run_id in (1, 2, 3)))
    wait_until(lambda: len(turns) > 60)
    first = turns.index(3)
    assert turns[first : first + 30] == [3, 1, 2] * 10


def test_one_pauses_while_the_other_goes_on(worker: Worker, turns: list[int]) -> None:
    first, second = begun(worker, 1, ENDLESS), begun(worker, 2, ENDLESS)
    tell(worker, To(1, Train()), To(2, Train()))
    wait_until(lambda: len({*turns}) == 2)
    tell(worker, To(1, Pause()))
    paused = see(first, Status.PAUSED)
    turns.clear()
    wait_until(lambda: len(turns) > 20)
    assert {*turns} == {2}
    assert run_of(worker, first).trainer.updates == paused.updates
    assert run_of(worker, second).status is Status.RUNNING


def test_an_order_is_for_one_run(worker: Worker) -> None:
    first, second = begun(worker, 1), begun(worker, 2)
    tell(worker, To(2, Change("momentum", 0.25)), To(2, Step()), To(1, Step()), To(7, Step()))
    shown = [see(each, Status.PAUSED) for each in (first, second)]
    assert [each.updates for each in shown] == [1, 1]
    assert [each.settings.momentum for each in shown] == [0.9, 0.25]
    assert [len(each.changes) for each in shown] == [0, 1]


def test_a_dropped_run_is_gone_and_the_other_goes_on(worker: Worker, turns: list[int]) -> None:
    begins = [begun(worker, 1, ENDLESS), begun(worker, 2, ENDLESS)]
    tell(worker, To(1, Train()), To(2, Train()))
    wait_until(lambda: len({*turns}) == 2)
    worker.commands.put(Drop(1))
    tell(worker, To(1, Step()), To(2, Pause()))
    assert see(begins[1], Status.PAUSED).updates > 0
    assert [*worker._runs] == [*worker._latest] == [2]
    begins[0].latest.take()
    tell(worker, To(1, Train()), To(2, Step()))
    see(begins[1], Status.PAUSED)
    assert begins[0].latest.is_empty


def test_a_failed_run_does_not_end_the_other(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance = Trainer.advance

    def fail(self: Trainer, most: int) -> Updates:
        if self.settings.seed == 1:
            raise ZeroDivisionError
        return advance(self, most)

    monkeypatch.setattr(Trainer, "advance", fail)
    first, second = begun(worker, 1), begun(worker, 2)
    tell(worker, To(1, Train()), To(2, Train()))
    assert "ZeroDivisionError" in str(see(first, Status.FAILED).failure)
    assert see(second, Status.FINISHED).epoch == 2.0


def test_each_is_tested_for_itself(worker: Worker) -> None:
    begins = [begun(worker, 1), begun(worker, 2, NOTEBOOK)]
    for begin in begins:
        run = run_of(worker, begin)
        wait_until(lambda run=run: run.snapshot().last_test is not None)  # type: ignore[misc]
        assert run.snapshot().tests.epoch.tolist() == [0.0]


def test_slow_motion_is_so_many_updates_of_each(worker: Worker, turns: list[int]) -> None:
    begins = [begun(worker, 1, ENDLESS), begun(worker, 2, ENDLESS)]
    for begin in begins:
        run_of(worker, begin)
    worker.commands.put(SetSpeed(0.0001))
    tell(worker, To(1, Train()), To(2, Train()))
    wait_until(lambda: bool(turns), "the first has its turn at once")
    assert turns in ([1], [1, 2])  # the second comes in time for that round, or for the next
    worker.commands.put(SetSpeed(1000.0))
    wait_until(lambda: len(turns) > 30)
    assert turns[10:30] in ([1, 2] * 10, [2, 1] * 10)


def test_a_run_goes_on_from_anothers_state(worker: Worker, small: DataSet) -> None:
    trainer = Trainer(RunSpec.of(BENT, seed=2), small.train)
    for _ in range(7):
        trainer.advance()
    state: Latest[TrainerState] = Latest()
    state.put(trainer.state())
    branch = begun(worker, 2, replace(BENT, epochs=10**9), state=state)
    shown = see(branch, Status.PAUSED)
    assert (shown.updates, shown.epoch) == (7, trainer.epoch)
    np.testing.assert_array_equal(shown.parameters.flat, trainer.parameters.flat)
    tell(worker, *[To(2, Step())] * 5)
    wait_until(lambda: run_of(worker, branch).trainer.updates == 12)
    for _ in range(5):
        trainer.advance()
    np.testing.assert_array_equal(
        run_of(worker, branch).trainer.parameters.flat, trainer.parameters.flat
    )
