"""The worker when something goes wrong, and at its end."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import Diverged, MnistvizError
from mnistviz.training.commands import Begin, Order, Pause, SetSpeed, Step, Train
from mnistviz.training.history import Updates
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer
from mnistviz.training.worker import Worker
from tests.training.support import BRIEF, ENDLESS, PATIENCE, Viewer, reset, threads, watched


@pytest.fixture
def viewer(small: DataSet) -> Iterator[Viewer]:
    with watched(lambda: small) as viewer:
        yield viewer


@pytest.fixture
def going_wrong(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """From the sixth update on, a step spoils the weights and raises this."""
    advance = Trainer.advance

    def install(error: Exception) -> None:
        def going_wrong(self: Trainer, most: int) -> Updates:
            if self.updates < 5:
                return advance(self, most)
            self.parameters.flat[::2] = np.nan
            raise error

        monkeypatch.setattr(Trainer, "advance", going_wrong)

    return install


@pytest.mark.parametrize("order", [Train(), Step()], ids=["training", "stepping"])
@pytest.mark.parametrize(
    ("error", "words", "last_good"),
    [
        # The weights after update 5 are those that gave the loss that is no number.
        (Diverged(5, 0.1), "after update 5: a learning rate of 0.1 is too high.", 4),
        (KeyError("a"), "KeyError", 5),
    ],
    ids=["diverged", "a bug"],
)
def test_a_failure_keeps_the_last_good_weights(
    viewer: Viewer,
    going_wrong: Callable[[Exception], None],
    error: Exception,
    words: str,
    last_good: int,
    order: Order,
) -> None:
    going_wrong(error)
    reset(viewer)
    seen: list[Snapshot] = []
    for updates in range(1, 6):
        viewer.send(Step())
        seen.append(viewer.sync())
        assert seen[-1].updates == updates
    good = seen[last_good - 1]
    viewer.send(order)
    failed = viewer.see_status(Status.FAILED)
    assert words in str(failed.failure)
    assert len(str(failed.failure).splitlines()) == 1
    assert failed.updates == 5
    np.testing.assert_array_equal(failed.parameters.flat, good.parameters.flat)


def test_a_failed_run_stays_failed_until_it_is_reset(
    viewer: Viewer, going_wrong: Callable[[Exception], None]
) -> None:
    going_wrong(Diverged(5, 0.1))
    reset(viewer)
    viewer.send(Train())
    viewer.see_status(Status.FAILED)
    viewer.send(Train(), Step(), Pause())
    shown = viewer.sync()
    assert (shown.status, shown.updates) == (Status.FAILED, 5)
    assert shown.failure is not None
    assert shown.parameters.is_finite()
    shown = reset(viewer, run_id=2)
    assert (shown.status, shown.failure, shown.updates) == (Status.READY, None, 0)
    viewer.send(Step())
    assert viewer.see(lambda shown: shown.updates == 1).status is Status.PAUSED


def test_a_diverged_run_says_what_to_do(
    viewer: Viewer, going_wrong: Callable[[Exception], None]
) -> None:
    going_wrong(Diverged(1234, 0.5))
    reset(viewer)
    viewer.send(Train())
    assert str(viewer.see_status(Status.FAILED).failure) == (
        "the loss is no longer a finite number after update 1,234: "
        "a learning rate of 0.5 is too high. Lower it and press Reset."
    )


def test_a_bug_is_written_to_the_log(
    viewer: Viewer,
    going_wrong: Callable[[Exception], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    going_wrong(ZeroDivisionError("a bug"))
    reset(viewer)
    viewer.send(Train())
    viewer.see_status(Status.FAILED)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "ZeroDivisionError" in caplog.text


def test_it_can_be_shut_down_while_it_trains(small: DataSet) -> None:
    with watched(lambda: small) as viewer:
        reset(viewer, ENDLESS)
        viewer.send(Train())
        viewer.see(lambda shown: shown.updates > 5)
        assert "mnistviz-worker" in threads()


def test_it_can_be_shut_down_while_it_waits(small: DataSet) -> None:
    with watched(lambda: small) as viewer:
        reset(viewer, ENDLESS)
        viewer.send(SetSpeed(0.0001), Train())
        while viewer.sync().updates == 0:
            pass


def test_it_can_be_shut_down_while_it_loads(small: DataSet) -> None:
    loading, loaded = threading.Event(), threading.Event()

    def load() -> DataSet:
        loading.set()
        assert loaded.wait(PATIENCE)
        return small

    with watched(load) as viewer:
        assert loading.wait(PATIENCE)
        closer = threading.Thread(target=viewer.worker.shut_down)
        closer.start()
        loaded.set()
        closer.join(PATIENCE)
        assert not closer.is_alive()
        assert threads() == []
        assert viewer.worker.problem.take() is None


def test_it_can_be_shut_down_again(viewer: Viewer) -> None:
    viewer.worker.shut_down()
    viewer.worker.shut_down()
    assert threads() == []


def test_it_can_be_shut_down_before_it_starts(small: DataSet) -> None:
    worker = Worker(load=lambda: small)
    worker.shut_down()
    worker.start()
    worker.join(PATIENCE)
    assert threads() == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MnistvizError("mnist.npz is damaged"), "mnist.npz is damaged"),
        (ValueError("a bug"), "training cannot go on: ValueError('a bug')"),
    ],
)
def test_digits_that_cannot_be_loaded_are_a_problem(error: Exception, message: str) -> None:
    def load() -> DataSet:
        raise error

    with watched(load) as viewer:
        assert viewer.take_problem() == message


def test_a_run_that_cannot_be_made_is_a_problem(viewer: Viewer) -> None:
    viewer.send(Begin(1, RunSpec.of(replace(BRIEF, initializer="no such thing"))))
    assert "no such thing" in viewer.take_problem()
