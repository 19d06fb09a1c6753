"""When the window looks for something new, and how it shows it: a frame's work, done in parts.

What a person does meanwhile waits for one of the parts at most.
"""

import sys
from collections.abc import Callable
from time import monotonic

from PyQt6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

from mnistviz.app.experiments import Experiments
from mnistviz.gui.kit.interpreter_lock import undisturbed

FRAME_MS = 33
"""How often the window looks for a new snapshot: thirty times a second. More cannot be seen of
curves and weights that move slowly, and each time costs training a little. What a person does is
answered when it is done, whatever this says."""

_SOON_MS = 5
"""After a command the answer is not kept waiting for the next frame."""

_LONGEST_REST = 0.03
"""Seconds that training rests for a movement of the pen, if the window takes so long."""

_PEN_SECONDS = 0.1
"""After a movement of the pen in which another is to be expected."""

_END_OF_REST = QEvent.Type(QEvent.registerEventType())
_AFTER_PAINTING = -2
"""A priority just below ``LowEventPriority``, with which a window is told to paint itself."""


class Frames(QTimer):
    """Looks for what the runs have come to, at the pace of a display, once it is started."""

    def __init__(self, parent: QObject, experiments: Experiments) -> None:
        super().__init__(parent)
        self._experiments = experiments
        self._pen_until = 0.0
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.setInterval(FRAME_MS)
        self.timeout.connect(self.poll)
        experiments.asked.connect(self._poll_soon)

    def poll(self) -> None:
        """Show what is new, if anything is."""
        if monotonic() < self._pen_until:
            self._rest()
        with undisturbed():
            self._experiments.poll()

    def give_way(self) -> None:
        """Have training rest while the pen's movement is answered and painted.

        For a moment it rests with every frame too: the next movement must not wait for a long one.
        """
        self._pen_until = monotonic() + _PEN_SECONDS
        self._rest()

    def event(self, event: QEvent | None) -> bool:
        """The end of a rest is one; a timer would end it before anything is painted."""
        if event is None or event.type() != _END_OF_REST:
            return super().event(event)
        self._experiments.give_way(0.0)
        return True

    def _rest(self) -> None:
        self._experiments.give_way(_LONGEST_REST)
        QCoreApplication.postEvent(self, QEvent(_END_OF_REST), _AFTER_PAINTING)

    def _poll_soon(self) -> None:
        QTimer.singleShot(_SOON_MS, self.poll)


class Parts(QObject):
    """Does a frame's first part at once, and the others one by one, some milliseconds apart.

    Between two of them Qt paints what has changed, and answers what a person did.
    """

    def __init__(self, parent: QObject, *parts: Callable[[], None]) -> None:
        super().__init__(parent)
        self._parts = parts
        self._next = 0
        self._again = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS // len(parts))
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
