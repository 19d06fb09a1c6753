"""A frame's work, done in parts: what a person does meanwhile waits for one of them at most."""

import sys
from collections.abc import Callable

from PyQt6.QtCore import QObject, Qt, QTimer

from mnistviz.gui.kit.interpreter_lock import undisturbed


class Parts(QObject):
    """Does the first part at once, and the others one by one, some milliseconds apart.

    Between two of them Qt paints what has changed, and answers what a person did.
    """

    def __init__(self, parent: QObject, frame_ms: int, *parts: Callable[[], None]) -> None:
        """``frame_ms`` is how long there is for all of them, in milliseconds."""
        super().__init__(parent)
        self._parts = parts
        self._next = 0
        self._again = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(frame_ms // len(parts))
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Do the first; if others are left of the last time, once these are done."""
        if self._timer.isActive():
            self._again = True  # to begin at once would keep the last ones waiting for ever
        else:
            self._timer.start()
            self._do_next()

    def do_all(self) -> None:
        """Do every one of them, now."""
        self._timer.stop()
        self._next, self._again = 0, False
        for part in self._parts:
            survive(part)

    @undisturbed()
    def _go_on(self) -> None:
        self._do_next()
        if self._next == 0 and not self._again:
            self._timer.stop()
        elif self._next == 0:
            self._again = False

    def _do_next(self) -> None:
        part = self._parts[self._next]
        self._next = (self._next + 1) % len(self._parts)
        survive(part)


def survive(work: Callable[[], None]) -> None:
    """Do it; what it raises is reported like a slot's, and keeps nothing else from being done."""
    try:
        work()
    except Exception:
        sys.excepthook(*sys.exc_info())
