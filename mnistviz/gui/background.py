"""Slow things done beside the window, so that it never freezes."""

import logging
from collections.abc import Callable

from PyQt6.QtCore import QObject, QRunnable, QThreadPool, pyqtSignal

from mnistviz.errors import MnistvizError

_log = logging.getLogger(__name__)


class _Answer(QObject):
    """Carries what a job found into the window's own thread."""

    arrived = pyqtSignal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], object], answer: _Answer) -> None:
        super().__init__()
        self._work, self._answer = work, answer

    def run(self) -> None:
        """On a thread of the pool: do it, and send what came of it."""
        result: object
        try:
            result = self._work()
        except MnistvizError as error:
            result = error
        except Exception as error:  # a bug in a job must not take the window with it
            _log.exception("a job beside the window failed")
            result = MnistvizError(f"something went wrong: {error!r}")
        self._answer.arrived.emit(result)


class Background(QObject):
    """A pool of one thread; its jobs are done one after the other.

    It must live as long as its jobs: ``close`` waits for them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: set[_Answer] = set()

    def do(
        self,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[MnistvizError], None],
    ) -> None:
        """Call ``work`` on another thread, then ``done`` or ``failed`` on this one."""
        answer = _Answer()

        def arrive(result: object) -> None:
            self._open.discard(answer)
            failed(result) if isinstance(result, MnistvizError) else done(result)

        answer.arrived.connect(arrive)
        self._open.add(answer)
        self._pool.start(_Job(work, answer))

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and report none of it."""
        for answer in self._open:
            answer.arrived.disconnect()
        self._open.clear()
        self._pool.clear()
        self._pool.waitForDone()
