"""The thread that tests networks. How long a test takes is decided here, by events."""

import threading
from collections.abc import Callable, Iterator

import pytest

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training import evaluation as module
from mnistviz.training.evaluation import Cancelled, Evaluation, Evaluator, evaluate
from mnistviz.training.model_file import TrainedModel

PATIENCE = 20.0
"""Seconds after which a test that hangs fails."""


@pytest.fixture
def evaluator() -> Iterator[Evaluator]:
    evaluator = Evaluator()
    yield evaluator
    evaluator.close()
    assert threads() == []


def threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.startswith("mnistviz")]


class Gate:
    """Stands in for ``evaluate``: every test waits at the gate, or until it is cancelled."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(
        self,
        network: Network,
        parameters: Parameters,
        digits: LabelledImages,
        cancelled: Callable[[], bool],
        *,
        deskew: bool,
    ) -> Evaluation:
        self.reached.set()
        for _ in range(round(PATIENCE / 0.005)):  # a test that forgets to open the gate fails
            if self.opened.wait(0.005):
                break
            if cancelled():
                raise Cancelled
        return evaluate(network, parameters, digits, cancelled, deskew=deskew)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate()
    monkeypatch.setattr(module, "evaluate", gate)
    return gate


class Desk:
    """Hands one and the same network in, again and again, and keeps what comes back."""

    def __init__(self, evaluator: Evaluator, model: TrainedModel, digits: LabelledImages) -> None:
        self.evaluator, self.model, self.digits = evaluator, model, digits
        self.run_id = 1
        self.reports: list[tuple[object, Evaluation, str]] = []
        self._arrived = threading.Condition()

    def submit(self, name: object = None, *, deskew: bool = False) -> None:
        def report(result: Evaluation) -> None:
            with self._arrived:
                self.reports.append((name, result, threading.current_thread().name))
                self._arrived.notify()

        self.evaluator.submit(
            self.run_id,
            self.model.network(),
            self.model.parameters,
            self.digits,
            report,
            deskew=deskew,
        )

    def wait_for(self, count: int) -> None:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.reports) >= count, PATIENCE)

    def is_rested(self) -> bool:
        return self.evaluator.is_rested

    @property
    def names(self) -> list[object]:
        return [name for name, _, _ in self.reports]


@pytest.fixture
def desk(evaluator: Evaluator, trained: TrainedModel, small: DataSet) -> Desk:
    return Desk(evaluator, trained, small.test)


def settle(desk: Desk) -> None:
    """A report comes a moment before its test counts as done."""
    for future in desk.evaluator._pending:
        future.result(PATIENCE)


@pytest.mark.parametrize("deskew", [False, True])
def test_it_reports_what_a_plain_call_would_return(desk: Desk, deskew: bool) -> None:
    desk.submit(deskew=deskew)
    desk.wait_for(1)
    ((_, result, _),) = desk.reports
    network, parameters = desk.model.network(), desk.model.parameters
    expected = evaluate(network, parameters, desk.digits, deskew=deskew)
    assert result.temperature == expected.temperature
    assert result.loss == expected.loss
    assert result.confusion.tolist() == expected.confusion.tolist()


def test_it_tests_on_a_thread_of_its_own(desk: Desk) -> None:
    desk.submit()
    desk.wait_for(1)
    ((_, _, thread),) = desk.reports
    assert thread.startswith("mnistviz-evaluator")


def test_it_returns_before_the_test_is_done(desk: Desk, gate: Gate) -> None:
    desk.submit()
    assert gate.reached.wait(PATIENCE)
    assert desk.reports == []
    gate.opened.set()
    desk.wait_for(1)


def test_oldest_first(desk: Desk) -> None:
    for name in range(10):
        desk.submit(name)
    desk.wait_for(10)
    assert desk.names == [*range(10)]


def test_no_more_than_two_wait(desk: Desk, gate: Gate) -> None:
    for name in range(3):
        desk.submit(name)
    fourth = threading.Thread(target=desk.submit, args=(3,))
    fourth.start()
    fourth.join(0.2)
    assert fourth.is_alive()  # it waits for the others instead of piling up
    gate.opened.set()
    fourth.join(PATIENCE)
    assert not fourth.is_alive()
    assert desk.names[:3] == [0, 1, 2]
    desk.wait_for(4)


def test_what_is_cancelled_is_never_reported(desk: Desk, gate: Gate) -> None:
    desk.submit("under way")
    desk.submit("waiting")
    assert gate.reached.wait(PATIENCE)
    desk.evaluator.cancel(desk.run_id)
    gate.opened.set()
    desk.submit("later")
    desk.wait_for(1)
    assert desk.names == ["later"]


@pytest.mark.parametrize(
    ("before", "cancelled", "rest"),
    [(0, False, 6.0), (7, False, 6.0), (8, False, 18.0), (8, True, 6.0)],
    ids=["the first", "the eighth", "the ninth", "the first after a cancellation"],
)
def test_rest_is_three_times_the_work_at_first_and_then_nine(
    before: int,
    cancelled: bool,
    rest: float,
    desk: Desk,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr(module, "monotonic", lambda: now)
    gate.opened.set()
    for count in range(before):  # these take no time, as the clock stands still
        desk.submit()
        desk.wait_for(count + 1)
    settle(desk)
    if cancelled:
        desk.evaluator.cancel(desk.run_id)
    assert desk.is_rested()
    gate.opened.clear()
    gate.reached.clear()
    desk.submit()
    assert gate.reached.wait(PATIENCE)
    assert not desk.is_rested()
    now = 102.0  # the test took two seconds
    gate.opened.set()
    desk.wait_for(before + 1)
    settle(desk)
    assert not desk.is_rested()
    now = 102.0 + rest - 0.1
    assert not desk.is_rested()
    now = 102.0 + rest + 0.1
    assert desk.is_rested()


def test_it_can_be_closed_in_the_middle_of_a_test(
    trained: TrainedModel, small: DataSet, gate: Gate
) -> None:
    desk = Desk(Evaluator(), trained, small.test)
    for name in range(3):
        desk.submit(name)
    assert gate.reached.wait(PATIENCE)
    assert threads() != []
    desk.evaluator.close()
    assert threads() == []
    assert desk.reports == []
