"""Testing a copy beside the window: one at a time, what is asked for last wins, seldom."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnistviz.analysis.units import Unit, without_units
from mnistviz.app.jobs import Jobs, Result
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.gui.views.network import ablation
from mnistviz.gui.views.network.ablation import AblationTest, CopyResult
from mnistviz.training.evaluation import evaluate
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec

ONE, TWO = frozenset({Unit(1, 3)}), frozenset({Unit(1, 3), Unit(1, 9)})


class ByHand(Jobs):
    """Jobs that are done when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[
            tuple[Callable[[], object], Callable[[], object], Callable[[MnistvizError], object]]
        ] = []

    def do(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[MnistvizError], object],
    ) -> None:
        self.waiting.append((work, lambda: done(work()), failed))

    def work(self) -> None:
        """Do the only one there is."""
        (job,) = self.waiting
        self.waiting.clear()
        job[1]()


@pytest.fixture
def background(qtbot: QtBot) -> ByHand:
    return ByHand()


@pytest.fixture
def test(background: ByHand) -> AblationTest:
    return AblationTest(background)


@pytest.fixture
def changes(test: AblationTest) -> list[CopyResult | None]:
    found: list[CopyResult | None] = []
    test.changed.connect(lambda: found.append(test.result))
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Its only entry is the time."""
    now = [100.0]
    monkeypatch.setattr(ablation, "monotonic", lambda: now[0])
    return now


@pytest.fixture(scope="module")
def snapshot(small: DataSet) -> Snapshot:
    run = Run(1, RunSpec.of(PRESETS["relu"]), small)
    run.advance(5)
    return run.snapshot()


def running(snapshot: Snapshot, updates: int) -> Snapshot:
    return replace(snapshot, status=Status.RUNNING, updates=updates)


def result_of(test: AblationTest) -> CopyResult:
    assert test.result is not None
    return test.result


@pytest.mark.parametrize("deskew", [False, True])
def test_it_is_the_test_of_the_copy(
    test: AblationTest,
    background: ByHand,
    changes: list[CopyResult | None],
    snapshot: Snapshot,
    deskew: bool,
) -> None:
    snapshot = replace(snapshot, deskew=deskew)
    test.ask(snapshot, TWO)
    assert test.result is None
    background.work()
    found = result_of(test)
    assert changes == [found]
    network, digits = snapshot.network, snapshot.test_digits
    copy = without_units(snapshot.parameters, TWO)
    for mine, parameters in ((found.copy, copy), (found.whole, snapshot.parameters)):
        wanted = evaluate(network, parameters, digits, deskew=deskew)
        assert np.array_equal(mine.confusion, wanted.confusion)
    assert found.off == TWO


def test_without_units_off_nothing_is_tested(
    test: AblationTest, background: ByHand, snapshot: Snapshot
) -> None:
    test.ask(snapshot, frozenset())
    assert background.waiting == []


def test_the_same_is_tested_once(
    test: AblationTest, background: ByHand, snapshot: Snapshot
) -> None:
    test.ask(snapshot, ONE)
    test.ask(snapshot, ONE)
    assert len(background.waiting) == 1
    background.work()
    test.ask(replace(snapshot, learning_rate_now=0.5), ONE)
    assert background.waiting == []


def test_other_units_cancel_what_is_under_way(
    test: AblationTest, background: ByHand, changes: list[CopyResult | None], snapshot: Snapshot
) -> None:
    test.ask(snapshot, ONE)
    test.ask(snapshot, TWO)
    assert len(background.waiting) == 1, "one at a time"
    background.work()
    assert changes == [], "the first one was cancelled"
    background.work()
    assert result_of(test).off == TWO
    assert background.waiting == []


def test_a_result_for_other_units_is_not_kept(
    test: AblationTest, background: ByHand, snapshot: Snapshot
) -> None:
    test.ask(snapshot, ONE)
    background.work()
    test.ask(snapshot, TWO)
    assert test.result is None
    background.work()
    test.ask(snapshot, frozenset())
    assert test.result is None
    assert background.waiting == []


def test_the_whole_network_is_tested_once(
    test: AblationTest,
    background: ByHand,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tested = []

    def counting(*arguments: object, **_: object) -> object:
        tested.append(arguments[1])
        return evaluate(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ablation, "evaluate", counting)
    for off in (ONE, TWO):
        test.ask(snapshot, off)
        background.work()
    assert [parameters is snapshot.parameters for parameters in tested] == [True, False, False]


def test_newer_weights_wait_while_training(
    test: AblationTest, background: ByHand, snapshot: Snapshot, clock: list[float]
) -> None:
    test.ask(running(snapshot, 10), ONE)
    test.ask(running(snapshot, 11), ONE)  # does not cancel it
    background.work()
    first = result_of(test)
    assert background.waiting == [], "it rests"
    clock[0] += 0.9
    test.ask(running(snapshot, 12), ONE)
    assert background.waiting == []
    clock[0] += 0.2
    test.ask(running(snapshot, 13), ONE)
    assert test.result is first, "shown until there is a newer one"
    background.work()
    assert test.result is not first


def test_a_slow_test_rests_longer(
    test: AblationTest, background: ByHand, snapshot: Snapshot, clock: list[float]
) -> None:
    test.ask(running(snapshot, 10), ONE)
    clock[0] += 0.5
    background.work()
    clock[0] += 4.0
    test.ask(running(snapshot, 11), ONE)
    assert background.waiting == []
    clock[0] += 0.6
    test.ask(running(snapshot, 12), ONE)
    assert len(background.waiting) == 1


def test_the_last_weights_are_tested_at_once(
    test: AblationTest, background: ByHand, snapshot: Snapshot, clock: list[float]
) -> None:
    test.ask(running(snapshot, 10), ONE)
    background.work()
    test.ask(replace(snapshot, status=Status.PAUSED, updates=20), ONE)
    background.work()
    assert background.waiting == []
    # And if they come while another test is under way.
    test.ask(running(snapshot, 21), TWO)
    test.ask(replace(snapshot, status=Status.PAUSED, updates=30), TWO)
    background.work()
    background.work()
    assert background.waiting == []


def test_another_run_cancels(
    test: AblationTest, background: ByHand, changes: list[CopyResult | None], snapshot: Snapshot
) -> None:
    test.ask(snapshot, ONE)
    test.ask(replace(snapshot, run_id=2), frozenset())
    background.work()
    assert changes == []
    assert test.result is None


def test_a_failure_is_told_and_not_tried_again(
    test: AblationTest, background: ByHand, changes: list[CopyResult | None], snapshot: Snapshot
) -> None:
    test.ask(snapshot, ONE)
    background.waiting.pop()[2](MnistvizError("no memory"))
    assert str(test.problem) == "no memory"
    assert changes == [None]
    assert background.waiting == []
    test.ask(snapshot, TWO)
    assert test.problem is None
    background.work()
    assert result_of(test).off == TWO
