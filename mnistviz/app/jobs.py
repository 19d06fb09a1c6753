"""Slow things done on another thread, so that nobody waits for them."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from mnistviz.errors import SAID, BugError, MnistvizError, Place

_log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Jobs:
    """One thread; its jobs are done one after the other.

    What comes of them is told on the owner's thread, when it calls ``poll``. It must live as long
    as its jobs: ``close`` waits for them. The thread is Python's own and makes no objects of Qt's.

    Attributes:
        wake: is called on the other thread after each job: ``poll`` has something to do.
    """

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        self.wake = wake
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mnistviz-jobs")
        self._ended: deque[Callable[[], object]] = deque()
        self._waiting = 0
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._waiting > 0

    def do(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[MnistvizError], object],
    ) -> None:
        """Call ``work`` on the other thread, then have ``poll`` call ``done`` or ``failed``.

        Nothing is done once it is closed: a window may show a last snapshot while it goes.
        """
        if not self._is_closed:
            self._waiting += 1
            self._pool.submit(self._work, work, done, failed)

    def poll(self) -> None:
        """Tell what has come since the last time."""
        while self._ended:
            tell = self._ended.popleft()
            self._waiting -= 1
            tell()

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and tell none of it."""
        self._is_closed = True
        self._pool.shutdown(cancel_futures=True)
        self._ended.clear()
        self._waiting = 0

    def _work(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[MnistvizError], object],
    ) -> None:
        """On the other thread: do it, and leave what came of it."""
        try:
            tell = partial(done, work())
        except MnistvizError as error:
            tell = partial(failed, error)
        except Exception as error:  # a bug in a job must not take the window with it
            _log.exception("a job beside the window failed", extra=SAID)
            tell = partial(failed, BugError(Place.JOB, error))
        self._ended.append(tell)
        self.wake()


class Newest:
    """Asks one thing at a time beside the window, and next what was wanted last meanwhile."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._wanted: Callable[[], None] | None = None
        self._is_busy = False

    def ask(self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Call ``work`` as soon as may be, then ``done``; what waited until now is forgotten.

        Neither is called if another is asked before it is its turn; if ``work`` fails, that is in
        the log, and ``done`` is not called.
        """

        def end(result: Result) -> None:
            try:
                done(result)
            finally:
                self._free()

        self._wanted = lambda: self._jobs.do(work, end, lambda _error: self._free())
        self._begin()

    def _begin(self) -> None:
        if not self._is_busy and self._wanted is not None:
            begin, self._wanted = self._wanted, None
            self._is_busy = True
            begin()

    def _free(self) -> None:
        self._is_busy = False
        self._begin()
