"""Slow things done beside the window."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.background import Background
from tests.gui.support import PATIENCE_MS, settle

Found = list[tuple[object, threading.Thread]]


class Asked:
    """Keeps what came back, and on which thread."""

    def __init__(self, background: Background) -> None:
        self.background = background
        self.done: Found = []
        self.failed: Found = []

    def do(self, work: Callable[[], object]) -> None:
        self.background.do(
            work,
            lambda result: self.done.append((result, threading.current_thread())),
            lambda error: self.failed.append((error, threading.current_thread())),
        )

    @property
    def count(self) -> int:
        return len(self.done) + len(self.failed)


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Asked]:
    background = Background()
    yield Asked(background)
    background.close()


def refuse() -> object:
    raise MnistvizError("no")


def test_the_answer_comes_to_the_windows_own_thread(asked: Asked, qtbot: QtBot) -> None:
    asked.do(threading.current_thread)
    assert asked.count == 0, "it is never done at once"
    qtbot.waitUntil(lambda: asked.count == 1)
    ((worked_on, came_to),) = asked.done
    assert came_to is threading.main_thread()
    assert worked_on is not threading.main_thread()


def test_what_is_refused_comes_as_an_error(asked: Asked, qtbot: QtBot) -> None:
    asked.do(refuse)
    qtbot.waitUntil(lambda: asked.count == 1)
    ((error, came_to),) = asked.failed
    assert isinstance(error, MnistvizError)
    assert str(error) == "no"
    assert came_to is threading.main_thread()
    asked.do(lambda: "works on")
    qtbot.waitUntil(lambda: asked.count == 2)
    assert asked.done[0][0] == "works on"


def test_an_answer_may_be_nothing(asked: Asked, qtbot: QtBot) -> None:
    asked.do(lambda: None)
    qtbot.waitUntil(lambda: asked.count == 1)
    assert asked.done[0][0] is None


def test_one_after_the_other(asked: Asked, qtbot: QtBot) -> None:
    all_asked, order, threads = threading.Event(), list[int](), set[threading.Thread]()

    def work(number: int) -> int:
        assert all_asked.wait(PATIENCE_MS / 1000)
        order.append(number)
        threads.add(threading.current_thread())
        return number

    for number in range(10):
        asked.do(lambda number=number: work(number))  # type: ignore[misc]
    all_asked.set()
    qtbot.waitUntil(lambda: asked.count == 10)
    assert order == list(range(10))
    assert [result for result, _thread in asked.done] == order
    assert len(threads) == 1


def test_closing_waits_for_what_has_begun_and_drops_the_rest(asked: Asked, qtbot: QtBot) -> None:
    begun, finished, second = (threading.Event() for _ in range(3))
    pool = asked.background._pool

    def long_work() -> None:
        begun.set()
        while not pool._shutdown:  # until somebody waits for this
            time.sleep(0.001)
        with pool._shutdown_lock:  # and has dropped the rest
            finished.set()

    asked.do(long_work)
    asked.do(second.set)
    assert begun.wait(PATIENCE_MS / 1000)
    asked.background.close()
    assert finished.is_set()
    settle()
    assert not second.is_set()
    assert asked.count == 0


def test_an_answer_that_is_on_its_way_when_it_closes(asked: Asked, qtbot: QtBot) -> None:
    finished = threading.Event()
    asked.do(finished.set)
    assert finished.wait(PATIENCE_MS / 1000)
    asked.background.close()
    settle()
    assert asked.count == 0


def test_closing_twice_and_without_any_work(qtbot: QtBot) -> None:
    background = Background()
    background.close()
    background.close()


def test_done_may_ask_for_more(asked: Asked, qtbot: QtBot) -> None:
    results: list[object] = []

    def again(result: object) -> None:
        results.append(result)
        if len(results) < 3:
            asked.background.do(lambda: len(results), again, lambda error: None)

    asked.background.do(lambda: 0, again, lambda error: None)
    qtbot.waitUntil(lambda: len(results) == 3)
    assert results == [0, 1, 2]


def test_a_bug_in_a_job_is_said_and_survived(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    background, said = Background(), list[MnistvizError]()
    background.do(lambda: 1 / 0, lambda _result: None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert "ZeroDivisionError" in str(said[0])
    assert "a job beside the window failed" in caplog.text
    background.close()


def test_nothing_is_done_once_it_is_closed(asked: Asked) -> None:
    asked.background.close()
    asked.do(threading.current_thread)
    assert not asked.background.is_busy
