"""What the keys do that no focused widget has a use for, and the way of the tab key."""

import sys
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_PLACES = {
    "D": (32, 0x02),
    "E": (18, 0x0E),
    "F": (33, 0x03),
    "M": (50, 0x2E),
    "P": (25, 0x23),
    "R": (19, 0x0F),
    "T": (20, 0x11),
}
"""Where the letters are on a keyboard: the scan code as Windows and Linux count, macOS's key code.

Windows' nativeVirtualKey is a letter on some other layouts only; X11 and Wayland add 8 to the code.
"""


def obey(window: "MainWindow", event: QKeyEvent) -> bool:
    """Do what a key asks for; False if it asks for nothing."""
    if event.isAutoRepeat() and event.key() != Qt.Key.Key_Right:
        return True
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if held not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
        return False
    action = _actions(window).get(_key(event))
    if action is not None:
        action()
    elif (digit := _digit(event.text())) is not None:
        window.pin(digit)
    else:
        return False
    return True


def _key(event: QKeyEvent) -> Qt.Key:
    """By its letter, as the layout says; by its place where the letter is none of the Latin ones.

    So Russian and Greek keyboards obey too, and those with their letters elsewhere, as AZERTY, by
    what is printed on them.
    """
    text = event.text()
    if text in {"؟", "？"}:
        return Qt.Key.Key_Question
    if text.isalpha() and not unicodedata.name(text[0], "").startswith("LATIN"):
        for letter, place in _PLACES.items():
            if _is_at(event, *place):
                return Qt.Key[f"Key_{letter}"]
    return Qt.Key(event.key())


def _is_at(event: QKeyEvent, scan_code: int, mac_code: int) -> bool:
    if sys.platform == "darwin":
        return event.nativeVirtualKey() == mac_code
    return event.nativeScanCode() == (scan_code if sys.platform == "win32" else scan_code + 8)


def _digit(text: str) -> int | None:
    """0 to 9, in any script's digits; None for what is none."""
    return unicodedata.decimal(text, None) if len(text) == 1 else None


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
