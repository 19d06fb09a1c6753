"""What the keys do that no focused widget has a use for, and the way of the tab key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

DIGIT_KEYS = tuple("0123456789")


def obey(window: "MainWindow", event: QKeyEvent) -> bool:
    """Do what a key asks for; False if it asks for nothing."""
    if event.isAutoRepeat() and event.key() != Qt.Key.Key_Right:
        return True
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if held not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
        return False
    action = _actions(window).get(Qt.Key(event.key()))
    if action is not None:
        action()
    elif event.text() in DIGIT_KEYS:
        window.pin(DIGIT_KEYS.index(event.text()))
    else:
        return False
    return True


def keep_tab_order(window: "MainWindow") -> None:
    """Put controls that were made after the window, which Qt has last, where they are seen."""
    room, tab = window.room, Qt.FocusPolicy.TabFocus.value
    in_order: dict[int, list[QWidget]] = {}
    late: list[tuple[int, QWidget]] = []
    reached = 0
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        card = room.card_of(widget)
        if card is not None and widget.focusPolicy().value & tab and widget.isVisible():
            at = room.cards.index(card)
            if at < reached:
                late.append((at, widget))
            else:
                reached = at
                in_order.setdefault(at, []).append(widget)
        widget = widget.nextInFocusChain()
    for at, widget in late:
        above = [one for one in in_order.get(at, []) if _place(one) < _place(widget)]
        if above:
            QWidget.setTabOrder(above[-1], widget)
            in_order[at].insert(in_order[at].index(above[-1]) + 1, widget)


def _place(widget: QWidget) -> tuple[int, int]:
    """Down the page, then across it."""
    corner = widget.mapToGlobal(QPoint(0, 0))
    return corner.y(), corner.x()


def _actions(window: "MainWindow") -> dict[Qt.Key, Callable[[], object]]:
    return {
        Qt.Key.Key_Space: window.controls.train.click,
        Qt.Key.Key_Right: window.controls.step.click,
        Qt.Key.Key_R: window.controls.reset.click,
        Qt.Key.Key_D: window.drawing.start_drawing,
        Qt.Key.Key_E: window.drawing.erase.toggle,
        Qt.Key.Key_P: window.pictures.choose,
        Qt.Key.Key_T: window.drawing.show_test_digit,
        Qt.Key.Key_F: window.curves.follow.click,
        Qt.Key.Key_M: window.fill_with_focused,
        Qt.Key.Key_Delete: window.drawing.canvas.clear,
        Qt.Key.Key_Backspace: window.drawing.canvas.clear,
        Qt.Key.Key_Escape: window.go_back,
        Qt.Key.Key_Question: window.show_shortcuts,
    }
