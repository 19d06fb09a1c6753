"""What the tests of the window share: a person at the keyboard, and what they look for."""

import math
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PyQt6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PyQt6.QtGui import QWheelEvent, QWindow
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnistviz.app.document import Document
from mnistviz.app.jobs import Jobs
from mnistviz.app.pins import Pins
from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.dataset import DataSet, DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.page import Content
from mnistviz.errors import Say
from mnistviz.gui.kit.inputs import NumberBox
from mnistviz.gui.kit.view import Context, prompt
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.views.evidence.view import EvidenceView
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change

PATIENCE_MS = 30_000
"""How long anything may take on a busy machine. Nothing is asserted about how long it takes."""

# The type stubs of QTest mistake its functions for methods.
_qtest: Any = QTest

ONE = ((0.5, 0.1), (0.5, 0.5), (0.5, 0.9))
"""A digit as shares of the canvas's square."""


def surface_of(widget: QWidget) -> QWidget:
    """What the pointer meets: a view's viewport lies over the view."""
    viewport = widget.viewport() if isinstance(widget, QAbstractScrollArea) else None
    return viewport or widget


def settle() -> None:
    """Let Qt do what it has put off: layouts ask for others, and those for more."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def let_time_pass(*owners: QObject) -> None:
    """Timers below ``owners`` that go off once do so now, whatever the real clock says."""
    for timer in [timer for owner in owners for timer in owner.findChildren(QTimer)]:
        if timer.isActive() and timer.isSingleShot():
            timer.stop()
            timer.timeout.emit()
    settle()


def mouse_click(widget: QWidget, place: QPoint | None = None) -> None:
    """Press and let go the left button, in the middle unless a place is given."""
    _qtest.mouseClick(surface_of(widget), Qt.MouseButton.LeftButton, pos=place or QPoint())


def mouse_double_click(widget: QWidget, place: QPoint | None = None) -> None:
    """Twice, in the middle unless a place is given: press, let go, and again."""
    mouse_click(widget, place)
    surface = surface_of(widget)
    where = place or surface.rect().center()
    _qtest.mouseDClick(surface, Qt.MouseButton.LeftButton, pos=where)
    _qtest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=where)


def mouse_press(
    widget: QWidget, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Press a button and keep it down."""
    _qtest.mousePress(widget, button, pos=place)


def mouse_release(
    widget: QWidget, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Let it go."""
    _qtest.mouseRelease(widget, button, pos=place)


def mouse_move(widget: QWidget, place: QPoint) -> None:
    """Move the pointer, whatever is pressed."""
    _qtest.mouseMove(surface_of(widget), place)


def key_click(
    target: QWidget | QWindow | None,
    key: Qt.Key | str,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key for a widget, or for what has the keyboard in a window."""
    _qtest.keyClick(target, key, modifiers)


def _nothing(*_: object) -> None:
    pass


def make_context(
    predictor: Predictor | None = None,
    pins: Pins | None = None,
    jobs: Jobs | None = None,
    *,
    show_evidence: Callable[[Content], None] = _nothing,
    say: Say = _nothing,
) -> Context:
    """What a view is given that stands alone; nobody does what it asks for but those named here."""
    predictor = Predictor(Document()) if predictor is None else predictor
    return Context(
        document=predictor.document,
        predictor=predictor,
        pins=Pins(predictor) if pins is None else pins,  # without a pin one is false
        jobs=jobs or prompt(Jobs()),
        show_evidence=show_evidence,
        show_change=_nothing,
        say=say,
        set_true_derivative=_nothing,
    )


class User:
    """A person at the window: clicks, types, draws, and looks at what it shows."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def snapshot(self) -> Snapshot:
        """What the window shows at this moment."""
        snapshot = self.window.experiments.snapshot
        assert snapshot is not None
        return snapshot

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        self.qtbot.waitUntil(until)

    def wait_for_updates(self, at_least: int) -> None:
        """Wait until so many updates have been made in the run."""
        self.wait(lambda: self.snapshot.updates >= at_least)

    def wait_for_status(self, status: Status) -> None:
        """Wait until the run does that."""
        self.wait(lambda: self.snapshot.status is status)

    def wait_for_run(self, after: int) -> None:
        """Wait for the first test of a run that is newer than run ``after``."""

        def is_tested() -> bool:
            shown = self.window.experiments.snapshot
            return shown is not None and shown.run_id > after and shown.last_test is not None

        self.wait(is_tested)

    def rest(self) -> None:
        """Wait until the worker has tested what it was to and obeyed everything, and it is shown.

        A learning rate of its own, but for the last digit, marks that moment.
        """
        experiments = self.window.experiments
        evaluator = self.window.application.worker._evaluator
        self.wait(lambda: all(test.done() for test in evaluator._pending))
        rate = math.nextafter(experiments.settings.learning_rate, math.inf)
        experiments.change(Change("learning_rate", rate))
        self.wait(lambda: self.snapshot.settings.learning_rate == rate)

    def let_time_pass(self) -> None:
        """All that the window put off for a while is done now."""
        let_time_pass(self.window, self.window.views.view(EvidenceView)._search)

    def train(self, updates: int = 5) -> None:
        """Press Train, and pause again after at least so many updates."""
        wanted = self.snapshot.updates + updates
        self.click(self.window.controls.train)
        self.wait_for_updates(wanted)
        self.click(self.window.controls.train)
        self.wait_for_status(Status.PAUSED)

    def steps(self, count: int) -> None:
        """Press Step so often, and wait for the updates."""
        wanted = self.snapshot.updates + count
        for _ in range(count):
            self.click(self.window.controls.step)
        self.wait(lambda: self.snapshot.updates == wanted)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        mouse_click(widget)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key; it goes to whatever has the keyboard, as from a real one."""
        key_click(self.window.windowHandle(), key, modifiers)

    def type(self, text: str) -> None:
        """Type characters to whatever has the keyboard."""
        for character in text:
            key_click(self.window.windowHandle(), character)

    def enter(self, box: QAbstractSpinBox, text: str) -> None:
        """Click into a number box, replace what is there, and press Enter."""
        mouse_click(box, QPoint(box.width() // 3, box.height() // 2))
        assert box.hasFocus()
        box.selectAll()
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def pen_down(self, *shares: tuple[float, float]) -> None:
        """Press on the canvas and move along ``shares`` of its square, the button held."""
        canvas = self.window.drawing.canvas
        places = [self.place(*share) for share in shares]
        mouse_press(canvas, places[0])
        for place in places[1:]:
            mouse_move(canvas, place)
            QApplication.processEvents()

    def pen_up(self, share: tuple[float, float]) -> None:
        """Let the button go."""
        mouse_release(self.window.drawing.canvas, self.place(*share))

    def draw(self, *shares: tuple[float, float]) -> None:
        """A whole stroke."""
        self.pen_down(*shares)
        self.pen_up(shares[-1])

    def place(self, x: float, y: float) -> QPoint:
        """Shares of the canvas's square as a place in the widget."""
        canvas = self.window.drawing.canvas
        side = min(canvas.width(), canvas.height())
        left, top = (canvas.width() - side) / 2, (canvas.height() - side) / 2
        return QPoint(round(left + x * side), round(top + y * side))

    def point(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Move the pointer, without a button, to a place in a widget or to its middle."""
        target = widget.rect().center() if place is None else place
        for step in (target + QPoint(1, 1), target):  # no hand comes to rest at once
            settle()
            mouse_move(widget, step)

    def wheel(self, widget: QWidget, notches: int = 1) -> None:
        """Turn the wheel over the middle of a widget; what it ignores is for what is behind it.

        Qt does so with a real wheel, but not with an event that is sent by a program.
        """
        where = QPointF(widget.rect().center())
        target: QWidget | None = widget
        while target is not None:
            event = QWheelEvent(
                widget.mapTo(target, where),
                QPointF(widget.mapToGlobal(where)),
                QPoint(),
                QPoint(0, 120 * notches),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(target, event)
            target = None if event.isAccepted() or target.isWindow() else target.parentWidget()


def number_box(user: User, name: str) -> NumberBox:
    """The box of a number in the panel of controls."""
    controls = user.window.controls
    box = controls.boxes.get(name) or getattr(controls, name)
    assert isinstance(box, NumberBox)
    return box


class OpenUser(Protocol):
    """Opens a window as the fixture ``open_user`` does."""

    def __call__(
        self,
        preset: str = "relu",
        *,
        digits: DataSet | None = None,
        load: Callable[[], DataSet] | None = None,
        data: DataSetInfo = MNIST,
        wait: bool = True,
        seed: int = 0,
    ) -> User: ...


def threads_left() -> list[str]:
    """The names of our threads that are alive."""
    return [t.name for t in threading.enumerate() if t.name.startswith("mnistviz")]


def visible_controls(window: QWidget) -> Sequence[QWidget]:
    """Everything in a window that can be operated."""
    kinds = (QAbstractButton, QAbstractSpinBox, QSlider)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
    ]
