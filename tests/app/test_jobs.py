"""Slow things done on another thread, and told on the owner's."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from mnistviz.app.jobs import Jobs, Newest
from mnistviz.errors import MnistvizError

PATIENCE = 30.0
"""Seconds that anything may take on a busy machine."""

Found = list[tuple[object, threading.Thread]]


class Asked:
    """Keeps what came back, and on which thread."""

    def __init__(self) -> None:
        self._is_awake = threading.Semaphore(0)
        self.jobs = Jobs(self._is_awake.release)
        self.done: Found = []
        self.failed: Found = []

    def do(self, work: Callable[[], object]) -> None:
        self.jobs.do(
            work,
            lambda result: self.done.append((result, threading.current_thread())),
            lambda error: self.failed.append((error, threading.current_thread())),
        )

    def wait(self, jobs: int = 1) -> None:
        """Until so many more are done and told."""
        for _ in range(jobs):
            assert self._is_awake.acquire(timeout=PATIENCE)
            self.jobs.poll()

    @property
    def count(self) -> int:
        return len(self.done) + len(self.failed)


@pytest.fixture
def asked() -> Iterator[Asked]:
    asked = Asked()
    yield asked
    asked.jobs.close()


def refuse() -> object:
    raise MnistvizError("no")


def test_the_answer_comes_to_the_owners_thread(asked: Asked) -> None:
    asked.do(threading.current_thread)
    assert asked.count == 0, "it is never done at once"
    busy = [asked.jobs.is_busy]
    asked.wait()
    assert [*busy, asked.jobs.is_busy] == [True, False]
    ((worked_on, came_to),) = asked.done
    assert came_to is threading.main_thread()
    assert worked_on is not threading.main_thread()


def test_what_is_refused_comes_as_an_error(asked: Asked) -> None:
    asked.do(refuse)
    asked.wait()
    ((error, came_to),) = asked.failed
    assert isinstance(error, MnistvizError)
    assert str(error) == "no"
    assert came_to is threading.main_thread()
    asked.do(lambda: "works on")
    asked.wait()
    assert asked.done[0][0] == "works on"


def test_an_answer_may_be_nothing(asked: Asked) -> None:
    asked.do(lambda: None)
    asked.wait()
    assert asked.done[0][0] is None


def test_one_after_the_other(asked: Asked) -> None:
    all_asked, order, threads = threading.Event(), list[int](), set[threading.Thread]()

    def work(number: int) -> int:
        assert all_asked.wait(PATIENCE)
        order.append(number)
        threads.add(threading.current_thread())
        return number

    for number in range(10):
        asked.do(lambda number=number: work(number))  # type: ignore[misc]
    all_asked.set()
    asked.wait(10)
    assert order == list(range(10))
    assert [result for result, _thread in asked.done] == order
    assert len(threads) == 1


def test_closing_waits_for_what_has_begun_and_drops_the_rest(asked: Asked) -> None:
    begun, finished, second = (threading.Event() for _ in range(3))
    pool = asked.jobs._pool

    def long_work() -> None:
        begun.set()
        while not pool._shutdown:  # until somebody waits for this
            time.sleep(0.001)
        with pool._shutdown_lock:  # and has dropped the rest
            finished.set()

    asked.do(long_work)
    asked.do(second.set)
    assert begun.wait(PATIENCE)
    asked.jobs.close()
    assert finished.is_set()
    asked.jobs.poll()
    assert not second.is_set()
    assert asked.count == 0


def test_an_answer_that_is_on_its_way_when_it_closes(asked: Asked) -> None:
    finished = threading.Event()
    asked.do(finished.set)
    assert finished.wait(PATIENCE)
    asked.jobs.close()
    asked.jobs.poll()
    assert asked.count == 0


def test_closing_twice_and_without_any_work() -> None:
    jobs = Jobs()
    jobs.close()
    jobs.close()


def test_done_may_ask_for_more(asked: Asked) -> None:
    results: list[object] = []

    def again(result: object) -> None:
        results.append(result)
        if len(results) < 3:
            asked.jobs.do(lambda: len(results), again, lambda error: None)

    asked.jobs.do(lambda: 0, again, lambda error: None)
    asked.wait(3)
    assert results == [0, 1, 2]


def test_a_bug_in_a_job_is_said_and_survived(
    asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    asked.do(lambda: 1 / 0)
    asked.wait()
    ((error, _thread),) = asked.failed
    assert "ZeroDivisionError" in str(error)
    assert "a job beside the window failed" in caplog.text


def test_one_that_fails_to_take_its_answer_keeps_it_from_nobody_else(asked: Asked) -> None:
    asked.jobs.do(lambda: 0, lambda nothing: 1 / nothing, lambda error: None)
    asked.do(lambda: "the next")
    with pytest.raises(ZeroDivisionError):
        asked.wait()
    asked.wait()
    assert asked.done[0][0] == "the next"


def test_nothing_is_done_once_it_is_closed(asked: Asked) -> None:
    asked.jobs.close()
    asked.do(threading.current_thread)
    assert not asked.jobs.is_busy


def test_of_what_waited_the_newest_alone_is_asked(asked: Asked) -> None:
    newest, go_on, results = Newest(asked.jobs), threading.Event(), list[int]()

    def slow() -> int:
        assert go_on.wait(PATIENCE)
        return 0

    newest.ask(slow, results.append)
    for number in (1, 2, 3):
        newest.ask(lambda number=number: number, results.append)  # type: ignore[misc]
    go_on.set()
    asked.wait(2)
    assert results == [0, 3]
    assert not asked.jobs.is_busy


def test_the_newest_is_asked_after_one_that_failed_or_was_not_taken(asked: Asked) -> None:
    newest, results = Newest(asked.jobs), list[object]()
    newest.ask(refuse, results.append)
    newest.ask(lambda: 0, lambda nothing: 1 / nothing)
    asked.wait()
    newest.ask(lambda: 1, results.append)
    with pytest.raises(ZeroDivisionError):
        asked.wait()
    asked.wait()
    assert results == [1]
