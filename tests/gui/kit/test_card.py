"""A label whose figures change without moving anything else."""

import pytest
from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.card import FixedWidthLabel
from mnistviz.gui.kit.theme import Theme

# The offscreen platform says that it cannot do this with so small a window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Requests(QObject):
    """Counts how often a window is asked to lay itself out again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(  # noqa: N802 - Qt's name
        self, _watched: QObject | None, event: QEvent | None
    ) -> bool:
        self.count += event is not None and event.type() == QEvent.Type.LayoutRequest
        return False

    def since_last(self) -> int:
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        count, self.count = self.count, 0
        return count


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    QHBoxLayout(window)
    return window


def put(label: QWidget, window: QWidget, qtbot: QtBot) -> Requests:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(label)
    window.show()
    qtbot.waitExposed(window)
    requests = Requests(window)
    requests.since_last()
    return requests


def inner(label: FixedWidthLabel) -> QLabel:
    found = label.findChild(QLabel)
    assert found is not None
    return found


def test_it_says_what_it_is_told(window: QWidget, qtbot: QtBot) -> None:
    label = FixedWidthLabel("value")
    assert label.text() == ""
    put(label, window, qtbot)
    for text in ("12", "3.5", "12"):
        label.setText(text)
        assert label.text() == inner(label).text() == text


def test_it_grows_once_and_keeps_its_size(window: QWidget, qtbot: QtBot) -> None:
    label = FixedWidthLabel("value")
    put(label, window, qtbot)
    label.setText("1,000,000")
    large = label.sizeHint()
    assert large == label.minimumSizeHint() == inner(label).sizeHint()
    for text in ("1", "999,999", "", "1,000,000"):
        label.setText(text)
        assert label.sizeHint() == label.minimumSizeHint() == large
    label.setText("1,000,000,000")
    assert label.sizeHint().width() > large.width()
    assert label.sizeHint().height() == large.height()


def test_a_text_that_has_room_lays_nothing_out(window: QWidget, qtbot: QtBot) -> None:
    label = FixedWidthLabel("value")
    label.setText("1,000")
    requests = put(label, window, qtbot)
    for text in ("7", "88", "999", ""):
        label.setText(text)
    assert requests.since_last() == 0
    label.setText("1,000,000")
    assert requests.since_last() > 0
    label.setText("1,000,001")
    label.setText("1,000,000")
    assert requests.since_last() == 0


def test_a_plain_label_would_lay_the_window_out(window: QWidget, qtbot: QtBot) -> None:
    # Otherwise the test above would say nothing.
    label = QLabel("1,000")
    requests = put(label, window, qtbot)
    label.setText("7")
    assert requests.since_last() > 0


def test_the_text_has_all_the_room(window: QWidget, qtbot: QtBot) -> None:
    label = FixedWidthLabel("caption", Qt.AlignmentFlag.AlignRight)
    label.setText("abc")
    put(label, window, qtbot)
    for width in (300, 200):
        window.resize(width, 60)
        QApplication.processEvents()
        assert inner(label).geometry() == label.rect()
    assert inner(label).alignment() & Qt.AlignmentFlag.AlignRight
    assert inner(label).property("role") == "caption"


def test_markup_is_for_those_who_ask(qtbot: QtBot, light: Theme) -> None:
    plain, rich = FixedWidthLabel("caption"), FixedWidthLabel("caption", markup=True)
    for label in (plain, rich):
        qtbot.addWidget(label)
        label.setText("<b>x</b>")
    assert inner(plain).textFormat() is Qt.TextFormat.PlainText
    assert inner(rich).textFormat() is Qt.TextFormat.RichText
    assert plain.sizeHint().width() > 2 * rich.sizeHint().width()


def test_another_type_is_another_size(window: QWidget, qtbot: QtBot) -> None:
    label = FixedWidthLabel("caption")
    put(label, window, qtbot)
    label.setText("a very long text indeed")
    label.setText("short")
    before = label.sizeHint()
    font = label.font()
    font.setPointSizeF(2.0 * font.pointSizeF() if font.pointSizeF() > 0 else 30.0)
    label.setFont(font)
    QApplication.processEvents()
    # What was seen before means nothing: it fits what it says now.
    assert label.sizeHint() == inner(label).sizeHint() != before
