"""What nobody has caught is logged and said in a line, and the window goes on.

Lets signals reach the event loop, where nothing may be raised.
"""

import atexit
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PyQt6 import sip
from PyQt6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    pyqtSignal,
    qFormatLogMessage,
    qInstallMessageHandler,
)

from mnistviz.gui.kit.language import ntr, tr
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.shell import error_log
from mnistviz.gui.shell.error_log import ErrorLog, is_news
from mnistviz.process import catching
from mnistviz.versions import version_report
from mnistviz.words import mark

if TYPE_CHECKING:
    from mnistviz.gui.shell.main_window import MainWindow


@contextmanager
def ending(do: Callable[[int], object]) -> Iterator[None]:
    """Within the block the first signal calls ``do`` with the exit status, from the event loop.

    That may be the loop of a dialog or a menu. A signal that comes before there is a loop waits
    for it; another one ends the program at once, as ``signals.catching`` says.
    """

    def soon(status: int) -> None:  # rather than between two steps of whatever is being done
        QTimer.singleShot(0, lambda: do(status))

    # While nothing happens Qt waits in the system, and Python would not hear of the signal. Its
    # number is written here then; having it read lets Python do what the signal is for.
    reading, writing = socket.socketpair()
    with reading, writing:
        reading.setblocking(False)
        writing.setblocking(False)
        notifier = QSocketNotifier(sip.voidptr(reading.fileno()), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: reading.recv(64))
        former = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        try:
            with catching(soon):
                yield
        finally:
            signal.set_wakeup_fd(former)
            notifier.setEnabled(False)


_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
"""What of Qt's own messages is logged."""

_PAUSE_MS = 200
"""Between two changes of the line. What fails in every frame must not keep the window from the
rest of its work by being said in every frame."""

_CRASH = mark("The last session ended in a crash")


class CrashNet(QObject):
    """Takes over the hooks of Python and Qt until it is closed; what was there before still prints.

    Made in the window's own thread, after the application has its name.
    """

    _noted = pyqtSignal()
    _crashed = pyqtSignal(str)

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is where the log is; as a rule, where the system keeps such things."""
        super().__init__()
        self._window: MainWindow | None = None
        self._is_told, self._kinds, self._crashes = False, 0, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._show)
        self._noted.connect(self._timer.start)  # which lives here: other threads' signals wait
        self._crashed.connect(self._note_crash)
        self._errors = ErrorLog(folder or error_log.log_folder(), self._tell, self._crashed.emit)
        self._install()

    def _install(self) -> None:
        # Once there is a handler, logging does no longer print by itself what the core logs.
        printer = logging.StreamHandler()
        printer.setLevel(logging.WARNING)
        printer.addFilter(is_news)
        self._handlers = self._errors, printer
        for handler in self._handlers:
            logging.root.addHandler(handler)
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread
        sys.unraisablehook = self._catch_unraisable
        self._qt_before = qInstallMessageHandler(self._catch_qt)
        atexit.register(self.close)  # Qt may speak until the end, when no Python can listen

    def close(self) -> None:
        """Put everything back."""
        if self._errors not in logging.root.handlers:
            return
        atexit.unregister(self.close)
        qInstallMessageHandler(self._qt_before)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        for handler in self._handlers:
            logging.root.removeHandler(handler)
        self._errors.close()
        self._window = None

    def show_in(self, window: "MainWindow") -> None:
        """Say in ``window`` what goes wrong, and what has gone wrong by now."""
        self._window = window
        window.message.details_requested.connect(self._show_details)
        self._show()

    def _note_crash(self, text: str) -> None:
        self._crashes = 1
        self._note(f"{_CRASH}\n{text}")

    def _tell(self) -> None:
        """On any thread: there is something to show."""
        if not self._is_told:
            self._is_told = True
            self._noted.emit()

    def _show(self) -> None:
        self._is_told = False
        if self._window is None or self._errors.latest is None:
            return
        error = self._errors.latest.title
        count = self._errors.count - self._crashes
        if error == _CRASH:
            line = tr(_CRASH)
        else:
            text = ntr(
                "Something went wrong, and the program goes on: {error}",
                "Something went wrong {count} times, and the program goes on: {error}",
                count,
            )
            line = text.format(count=count, error=error)
        kinds, self._kinds = self._kinds, self._errors.kinds
        self._window.message.report(
            line, again=kinds == self._kinds, behind=self._errors.latest.is_said
        )

    def _show_details(self) -> None:
        entries = [
            f"{fault.details}\n({fault.count} ×)" if fault.count > 1 else fault.details
            for fault in self._errors.faults.values()
        ]
        TextDialog(
            self._window,
            "Error report",
            "What went wrong, and with which versions. Copy it into a report of the fault; nothing "
            "that you drew is in it.",
            "\n\n".join([version_report(), *entries]),
            self._errors.folder,
        ).open()

    def _catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self._note("unexpected error", error):
            self._before[0](kind, error, trace)

    def _catch_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if self._note("thread ended", found.exc_value):
            self._before[1](found)

    def _catch_unraisable(self, found: "sys.UnraisableHookArgs") -> None:
        if self._note(found.err_msg or "error where none can be raised", found.exc_value):
            self._before[2](found)

    def _catch_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
        if kind in _LEVELS and not self._note(f"{context.category}: {text}", level=_LEVELS[kind]):
            return
        if self._qt_before is not None:
            self._qt_before(kind, context, text)
        elif sys.stderr is not None:
            with suppress(OSError, ValueError):
                print(qFormatLogMessage(kind, context, text), file=sys.stderr)

    def _note(
        self, message: str, error: BaseException | None = None, level: int = logging.ERROR
    ) -> bool:
        """Log it, unless somebody wants the program to end; False if it need not be printed."""
        if error is not None and not isinstance(error, Exception):
            return True
        cause = None if error is None else (type(error), error, error.__traceback__)
        record = logging.LogRecord(__name__, level, "", 0, message, None, cause)
        self._errors.handle(record)
        return is_news(record)
