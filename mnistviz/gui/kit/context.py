"""What every view is given: whom it may ask, and what it may ask the window for."""

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6 import sip
from PyQt6.QtCore import QObject, pyqtSignal

from mnistviz.app import events
from mnistviz.app.document import Document
from mnistviz.app.jobs import Jobs
from mnistviz.app.pins import Pins
from mnistviz.app.predictor import Predictor
from mnistviz.data.ink.page import Content
from mnistviz.errors import Say


@dataclass(frozen=True)
class Context:
    """The same for all views, so that the window wires none of them by itself.

    Attributes:
        document: what lies on the canvas.
        predictor: what the network on screen makes of it.
        pins: the drawings that are kept.
        jobs: does beside the window what is slow.
        show_evidence: lays something on the canvas, and brings the view Evidence to the front.
        show_change: brings the filters to the front, and how far they have moved.
        say: shows an error or a line at the top of the window; an empty one when all has gone well.
        set_true_derivative: whether the running network is to learn by the true derivative.
    """

    document: Document
    predictor: Predictor
    pins: Pins
    jobs: Jobs
    show_evidence: Callable[[Content], None]
    show_change: Callable[[], None]
    say: Say
    set_true_derivative: Callable[[bool], None]


events.tests_of_life.append(
    lambda owner: not isinstance(owner, sip.simplewrapper) or not sip.isdeleted(owner)
)


class _Bell(QObject):
    rung = pyqtSignal()

    def ring(self) -> None:
        self.rung.emit()


def prompt(jobs: Jobs, window: QObject | None = None) -> Jobs:
    """``jobs``, of which this thread's event loop is told from now on as soon as they are done."""
    bell = _Bell(window)
    jobs.wake = bell.ring
    bell.rung.connect(jobs.poll)  # from another thread, by way of the event loop
    return jobs
