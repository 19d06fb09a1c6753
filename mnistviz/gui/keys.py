"""What the keys do that no focused widget has a use for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeyEvent

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
