"""Slow things done beside the window, so that it never freezes."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from PyQt6.QtCore import QObject, pyqtSignal

from mnistviz.errors import SAID, MnistvizError

_log = logging.getLogger(__name__)

Done = Callable[[object], None]
Failed = Callable[[MnistvizError], None]


class Newest:
    """Asks one thing at a time beside the window, and next what was wanted last meanwhile."""

    def __init__(self, background: "Background") -> None:
        self._background = background
        self._wanted: tuple[Callable[[], object], Done] | None = None
        self._is_busy = False

    def ask(self, work: Callable[[], object], done: Done) -> None:
        """Call ``work`` as soon as may be, then ``done``; what waited until now is forgotten.

        Neither is called if another is asked before it is its turn; if ``work`` fails, that is in
        the log, and ``done`` is not called.
        """
        self._wanted = work, done
        self._begin()

    def _begin(self) -> None:
        if self._is_busy or self._wanted is None:
            return
        (work, done), self._wanted = self._wanted, None
        self._is_busy = True
        self._background.do(work, lambda result: self._end(done, result), lambda _: self._free())

    def _end(self, done: Done, result: object) -> None:
        try:
            done(result)
        finally:
            self._free()

    def _free(self) -> None:
        self._is_busy = False
        self._begin()


class Background(QObject):
    """One thread; its jobs are done one after the other.

    It must live as long as its jobs: ``close`` waits for them. The thread is Python's own, and
    makes no objects of Qt's: those must come and go in the window's thread.
    """

    _arrived = pyqtSignal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mnistviz-background")
        self._numbers = count()
        self._is_closed = False
        self._waiting: dict[int, tuple[Done, Failed]] = {}
        self._arrived.connect(self._arrive)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._waiting)

    def do(self, work: Callable[[], object], done: Done, failed: Failed) -> None:
        """Call ``work`` on another thread, then ``done`` or ``failed`` on this one.

        Nothing is done once it is closed: a window may show a last snapshot while it goes.
        """
        if self._is_closed:
            return
        number = next(self._numbers)
        self._waiting[number] = done, failed
        self._pool.submit(self._work, number, work)

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and report none of it."""
        self._is_closed = True
        self._waiting.clear()
        self._pool.shutdown(cancel_futures=True)

    def _work(self, number: int, work: Callable[[], object]) -> None:
        """On the other thread: do it, and send what came of it."""
        result: object
        try:
            result = work()
        except MnistvizError as error:
            result = error
        except Exception as error:  # a bug in a job must not take the window with it
            _log.exception("a job beside the window failed", extra=SAID)
            result = MnistvizError(f"something went wrong: {error!r}")
        self._arrived.emit(number, result)

    def _arrive(self, number: int, result: object) -> None:
        """On the window's own thread, whichever thread it was sent from."""
        callbacks = self._waiting.pop(number, None)
        if callbacks is not None:
            done, failed = callbacks
            failed(result) if isinstance(result, MnistvizError) else done(result)
