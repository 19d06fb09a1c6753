"""Explanations where one points, and at F1: of plain widgets in a small window."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QCursor, QKeySequence, QPalette, QShortcut
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSpinBox,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnistviz.gui.glossary.explain import (
    ExplanationPopup,
    Part,
    explain,
    explain_keys,
    explained,
    explanation,
    show_explanation,
)
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit import language
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import key_click, mouse_click, mouse_move

# What the offscreen platform cannot do for small windows and for sheets that take the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


_qtest: Any = QTest  # its type stubs mistake its functions for methods


_TERMS = {
    "a number": Term("Number n", "It is a number. It is <whole>.", "n ∈ ℕ"),
    "a box": Term("Box", "It can be ticked. It need not be."),
    "fruit": Term("Fruit", "It grows on trees. It is sweet."),
    "a picture": Term("Picture", "It has two halves. This is all of it."),
    "the right half": Term("Right half", "It is a half. It is on the right."),
}


class Window(QMainWindow):
    """A number, a switch, a line that nobody explains, and a picture with a left and a right."""

    def __init__(self) -> None:
        super().__init__()
        page = QWidget()
        column = QVBoxLayout(page)
        self.number, self.box = QSpinBox(), QCheckBox("A box")
        self.switch = Segmented("Fruit", [("Apple", "Red & round."), ("Pear", "Green.")])
        self.plain, self.picture = QLineEdit(), QLabel("left right")
        for widget in (self.number, self.box, self.switch, self.plain, self.picture):
            column.addWidget(widget)
        self.setCentralWidget(page)
        self.resize(400, 300)
        explain(self.number, _TERMS["a number"], self.number.text)
        explain_keys(self.number, ("Space",))
        explain(self.box, _TERMS["a box"])
        explain(self.switch, _TERMS["fruit"], lambda: self.switch.button(self.switch.index).text())
        explain(self.picture, _TERMS["a picture"], lambda: "whole", part=self._part)
        self.asked = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        self.asked.activated.connect(lambda: show_explanation(self))

    def _part(self, at: QPoint | None) -> Part | None:
        if at is None or at.x() < self.picture.width() // 2:
            return None
        return _TERMS["the right half"], f"{at.x()} px"


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    yield window
    QToolTip.hideText()


def popups(window: Window) -> list[ExplanationPopup]:
    return [one for one in window.findChildren(ExplanationPopup) if one.isVisible()]


def press(window: Window, key: Qt.Key) -> None:
    """A key goes to what is on top, as from a real keyboard."""
    top: Any = QApplication.activePopupWidget() or window.windowHandle()
    key_click(top, key)
    QApplication.processEvents()


def plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "\n", markup)


def test_the_words_of_an_explanation(window: Window) -> None:
    window.number.setValue(7)
    markup = explanation(window.number)
    assert "It is &lt;whole&gt;." in markup
    lines = [line for line in plain(markup).replace("&nbsp;", "").split("\n") if line.strip()]
    expected = ["Number n", " (Space)", "It is a number. It is &lt;whole&gt;.", "n ∈ ℕ", "Now: 7"]
    assert lines == expected
    window.number.setValue(8)
    assert "Now: 8" in explanation(window.number), "the value of this moment"
    assert "Now" not in explanation(window.box)
    assert explanation(window.plain) == ""


def test_what_comes_from_values_is_no_markup(window: Window) -> None:
    explain(window.plain, _TERMS["a box"], window.plain.text)
    window.plain.setText("<b>5 & 6</b>")
    assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in explanation(window.plain)


def test_a_part_without_an_entry_has_that_of_the_whole(window: Window) -> None:
    pear = window.switch.button(1)
    found = explained(pear)
    assert found is not None
    assert (found.term.title, found.value, found.remark) == ("Fruit", "Apple", "Green.")
    mouse_click(pear)
    assert "Now: Pear" in explanation(window.switch)
    editor = window.number.lineEdit()
    assert editor is not None
    assert "Number n" in explanation(editor)


def test_an_explanation_may_depend_on_the_place(window: Window) -> None:
    left, right = QPoint(5, 5), QPoint(window.picture.width() - 5, 5)
    assert "Now: whole" in explanation(window.picture, left)
    assert "Right half" in explanation(window.picture, right)
    assert f"Now: {right.x()} px" in explanation(window.picture, right)
    assert "Now: whole" in explanation(window.picture)


def test_a_control_is_explained_to_screen_readers_too(window: Window) -> None:
    assert window.number.accessibleDescription() == _TERMS["a number"].text
    assert window.number.toolTip() == _TERMS["a number"].text


def test_pointing_at_a_control_explains_it(window: Window, qtbot: QtBot) -> None:
    window.number.setValue(12)
    mouse_move(window.number, QPoint(20, 8))
    mouse_move(window.number, QPoint(22, 9))
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == explanation(window.number)
    assert "Now: 12" in QToolTip.text()


def test_pointing_at_a_part_with_a_tip_explains_the_whole(window: Window, qtbot: QtBot) -> None:
    mouse_move(window.switch.button(0), QPoint(20, 8))
    mouse_move(window.switch.button(0), QPoint(22, 9))
    qtbot.waitUntil(lambda: "Fruit" in QToolTip.text())
    assert "Red &amp; round." in QToolTip.text()


def test_f1_explains_what_has_the_keyboard(window: Window) -> None:
    window.number.setFocus()
    window.number.setValue(3)
    press(window, Qt.Key.Key_F1)
    (popup,) = popups(window)
    assert popup.text.text() == explanation(window.number)
    assert popup.accessibleName() == "Number n"
    assert "Now: 3" in popup.accessibleDescription()
    assert "<" not in popup.accessibleDescription().replace("<whole>", "")
    assert popup.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_closing_gives_the_keyboard_back(window: Window, key: Qt.Key) -> None:
    window.box.setFocus()
    press(window, Qt.Key.Key_F1)
    assert len(popups(window)) == 1
    press(window, key)
    assert popups(window) == []
    assert window.box.hasFocus()
    press(window, Qt.Key.Key_F1)
    assert len(popups(window)) == 1


def test_another_key_closes_it_and_does_its_work(window: Window) -> None:
    window.box.setFocus()
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_Shift)
    assert len(popups(window)) == 1, "a key that is held for another is none yet"
    press(window, Qt.Key.Key_Tab)
    assert popups(window) == []
    assert not window.box.hasFocus()
    assert window.switch.isAncestorOf(window.focusWidget())
    press(window, Qt.Key.Key_F1)
    (popup,) = popups(window)
    assert popup.accessibleName() == "Fruit"


@pytest.mark.parametrize("inside", [True, False])
def test_a_click_closes_it(window: Window, inside: bool) -> None:
    window.box.setFocus()
    press(window, Qt.Key.Key_F1)
    (popup,) = popups(window)
    if inside:
        mouse_click(popup)
    else:
        _qtest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QApplication.processEvents()
    assert popups(window) == []


def test_f1_explains_what_is_under_the_pointer(window: Window) -> None:
    window.plain.setFocus()  # which has no entry
    right = QPoint(window.picture.width() - 5, 5)
    mouse_move(window.picture, right)
    press(window, Qt.Key.Key_F1)
    (popup,) = popups(window)
    assert popup.accessibleName() == "Right half"


def test_f1_says_how_to_use_it_where_there_is_nothing(window: Window) -> None:
    window.setFocus()
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    press(window, Qt.Key.Key_F1)
    (popup,) = popups(window)
    assert "press F1" in popup.text.text()


def test_asking_again_by_another_way_closes_it(window: Window) -> None:
    window.box.setFocus()
    show_explanation(window)
    assert len(popups(window)) == 1
    show_explanation(window)
    assert popups(window) == []


def test_the_sheet_is_beside_its_control_and_on_the_screen(window: Window) -> None:
    screen = window.screen()
    assert screen is not None
    room = screen.availableGeometry()
    for corner in (room.topLeft(), room.bottomRight() - QPoint(200, 100)):
        window.move(corner)
        window.number.setFocus()
        show_explanation(window)
        (popup,) = popups(window)
        assert room.contains(popup.geometry())
        place = window.number.rect().translated(window.number.mapToGlobal(QPoint(0, 0)))
        assert not popup.geometry().intersects(place)
        popup.close()
        QApplication.processEvents()


def test_the_sheet_has_the_theme_s_colours_and_lines_that_wrap(window: Window) -> None:
    window.number.setFocus()
    show_explanation(window)
    (popup,) = popups(window)
    image = popup.grab().toImage()
    paper = QApplication.palette().color(QPalette.ColorRole.ToolTipBase)
    assert image.pixelColor(3, 3).name() == paper.name()
    assert popup.width() < 80 * popup.fontMetrics().averageCharWidth()


def test_explanations_are_in_the_language_that_is_chosen(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"Number n": "Zahl n", "Now:": "Jetzt:", _TERMS["a number"].text: "Ganz. So."}
    german = NullTranslations()
    monkeypatch.setattr(german, "gettext", lambda text: words.get(text, text))
    monkeypatch.setattr(language, "catalogue", lambda _code: german)
    language.choose_language("de")
    markup = explanation(window.number)
    for word in ("Zahl n", "(Leertaste)", "Ganz. So.", "Jetzt: 0", "n ∈ ℕ"):
        assert word in markup
    assert window.number.toolTip() == "Ganz. So."
