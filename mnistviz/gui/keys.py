"""What the keys do that no focused widget has a use for, and the way of the tab key."""

import sys
import unicodedata
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeyEvent, QKeySequence
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.action_table import ActionTable

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_ROWS = {16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""Where letters are on a keyboard, as Windows and Linux count: a row's letters from a scan code on.

X11 and Wayland add 8 to the scan code.
"""

_MAC = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM"
"""What is on macOS's keys, from its key code 0 on."""


def obey(table: ActionTable, event: QKeyEvent) -> bool:
    """Do what a key asks for; False if it asks for nothing."""
    action = table.of_key(_key(event))
    if event.isAutoRepeat() and not (action and action.repeats):
        return True
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if held not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
        return False
    if action is not None:
        table.run(action.name)
    return action is not None


def _key(event: QKeyEvent) -> str:
    """By its letter, as the layout says; by its place where the letter is none of the Latin ones.

    So Russian and Greek keyboards obey too, and those with their letters elsewhere, as AZERTY, by
    what is printed on them. A digit is one in any script.
    """
    text = event.text()
    if len(text) == 1 and (digit := unicodedata.decimal(text, None)) is not None:
        return str(digit)
    if text in {"؟", "？"}:
        return "?"
    if text.isalpha() and not unicodedata.name(text[0], "").startswith("LATIN"):
        return _letter_at_its_place(event)
    key = QKeySequence(event.key()).toString()
    return "" if key.isdecimal() else key


def _letter_at_its_place(event: QKeyEvent) -> str:
    if sys.platform == "darwin":
        key = _MAC[event.nativeVirtualKey() :][:1]
        return key if key.isalpha() else ""
    code = event.nativeScanCode() - (0 if sys.platform == "win32" else 8)
    return "".join(
        row[code - first] for first, row in _ROWS.items() if code - first in range(len(row))
    )


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
