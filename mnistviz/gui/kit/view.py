"""What every view has in common: what it is given, when it shows something anew, size, look, note.

What can wait until the answer to a drawing is painted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, final

from PyQt6.QtCore import QEvent, QObject, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QWidget

from mnistviz.app.document import Document
from mnistviz.app.jobs import Jobs
from mnistviz.app.pins import Pins
from mnistviz.app.predictor import Predictor
from mnistviz.data.ink.page import Content
from mnistviz.errors import Say
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.training.snapshot import Snapshot, Status


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


class View(QWidget):
    """Shows something of a run or of a drawing; behind another view it does nothing.

    A view of its own says what it shows in ``refresh``, and overrides those of the other hooks
    that it needs. When they are called is written here alone.

    Attributes:
        seconds: between two pictures at least, while a network learns.
        least: its size at least, in pixels at scale 1; that of its layout if None.
        usual: its size where there is room; that of its layout if None.
        follows_run: whether every snapshot is news; else it calls ``follow_if_due`` by itself.
        context: whom it may ask, and what for.
        snapshot: the newest moment of the run; None until the digits are loaded.
        theme: its colours and type; the light ones until it is told.
        note: what is said instead while there is nothing to show.
    """

    seconds: ClassVar[float] = 0.0
    least: ClassVar[QSize | None] = QSize(300, 190)
    usual: ClassVar[QSize | None] = None
    follows_run: ClassVar[bool] = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.snapshot: Snapshot | None = None
        self.theme: Theme = LIGHT
        self.note = label("", "caption", wrap=True)
        self.note.setParent(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.note.hide()
        self._pace = Throttle(self.seconds)
        self._is_outdated = True
        self._soon = AfterAnswer(
            self, context.document, self._follow_at_once, round(1000 * self.seconds)
        )

    # The hooks: called while the view can be seen, but for ``begin_run``, ``dress`` and ``fit``.

    def refresh(self) -> None:
        """Show and say everything as it is now."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show what moves while a network learns."""
        self.refresh()

    def is_stale(self) -> bool:
        """Whether there is anything new to show."""
        return True

    def begin_run(self) -> None:
        """Forget what was true of another run."""

    def dress(self, theme: Theme) -> None:
        """Give the parts their colours and type."""

    def fit(self) -> None:
        """Divide the room between the parts."""

    def wake(self) -> None:
        """It comes to the front; ``refresh`` follows if there is anything new."""

    def rest(self) -> None:
        """It goes behind another view: nobody waits for what is under way."""

    # What a view calls.

    @final
    def follow_if_due(self, *, at_once: bool) -> None:
        """Something may have moved: show it if it can be seen, if it is new, and if it is time.

        Args:
            at_once: whatever the time, as this may be the last occasion for long.
        """
        if self.isVisible() and self.is_stale() and self._pace.is_due(at_once=at_once):
            self.follow()

    @final
    def follow_soon(self) -> None:
        """Another drawing: follow once its answer is painted, and while the pen moves seldom."""
        if self.isVisible():
            self._soon.begin()

    @final
    def refresh_now(self) -> None:
        """Show everything as it is; if the view cannot be seen, as soon as it can be."""
        self._is_outdated = True
        if self.isVisible():
            self._refresh()

    @final
    def say_instead(self, text: str) -> None:
        """Have the note say ``text``, in English, in all the room there is; if empty, go."""
        speak(self.note, text=text)
        self.note.setVisible(bool(text))
        self.note.raise_()

    # What the window and Qt call.

    @final
    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the run."""
        before, self.snapshot = self.snapshot, snapshot
        if before is None or before.run_id != snapshot.run_id:
            self.begin_run()
            if self.follows_run:
                self._pace.is_due(at_once=True)  # the next picture comes when its time has passed
                self.refresh_now()
        elif self.follows_run:
            self.follow_if_due(at_once=snapshot.status is not Status.RUNNING)

    @final
    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.theme = theme
        self.updateGeometry()
        self.dress(theme)
        self.fit()

    @final
    def minimumSizeHint(self) -> QSize:
        """As the class has it, for type of any size."""
        if self.least is None:
            return super().minimumSizeHint()
        return QSize(self.theme.px(self.least.width()), self.theme.px(self.least.height()))

    @final
    def sizeHint(self) -> QSize:
        """As the class has it."""
        return super().sizeHint() if self.usual is None else self.usual

    @final
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Divide another size between the parts."""
        super().resizeEvent(event)
        self.note.setGeometry(self.rect())
        self.fit()

    @final
    def showEvent(self, event: QShowEvent | None) -> None:
        """What happened while another view was in front was not followed."""
        super().showEvent(event)
        self.wake()
        if self._is_outdated or self.is_stale():
            self._refresh()

    @final
    def hideEvent(self, event: QHideEvent | None) -> None:
        """Stop what only somebody who looks would wait for."""
        super().hideEvent(event)
        self.rest()

    @final
    def changeEvent(self, event: QEvent | None) -> None:
        """In another language words are longer or shorter, and all are said again."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self.fit()
            self.refresh_now()

    def _refresh(self) -> None:
        self._is_outdated = False
        self.refresh()

    def _follow_at_once(self) -> None:
        self.follow_if_due(at_once=True)


class AfterAnswer(QTimer):
    """Calls something in the event loop's next round, when what was to be painted is painted.

    While the pen moves it is called seldom: the next movement would have to wait for it.
    """

    def __init__(
        self, parent: QObject, document: Document, do: Callable[[], None], pen_ms: int = 50
    ) -> None:
        """``pen_ms`` is the time between two calls while the pen moves, in milliseconds."""
        super().__init__(parent)
        self._document, self._pen_ms = document, pen_ms
        self.setSingleShot(True)
        self.timeout.connect(do)

    def begin(self) -> None:
        """Call it soon, and once, however often this is said before."""
        if not self._document.is_under_way:
            self.start(0)
        elif not self.isActive():
            self.start(self._pen_ms)
