"""The actions of one window: which are possible, what menus and keys do, and the tab key's way."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PyQt6.QtWidgets import QMenu, QMenuBar, QWidget

from mnistviz.gui.glossary.explain import explain_keys
from mnistviz.gui.glossary.term import keys_in_words
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.shell.action import Action, Menu, Rows, State
from mnistviz.gui.shell.actions import controls, menus, view, without_menu
from mnistviz.gui.shell.desk import Desk
from mnistviz.gui.shell.panel_layout import PanelLayout
from mnistviz.gui.shell.view_table import VIEWS


class ActionTable:
    """Whoever drives the window calls its actions by name: ``run("train")``, ``run("pin 7")``.

    Attributes:
        menus: from left to right.
        of_key: what each key without a modifier does, by its name as ``QKeySequence`` has it.
        actions: all of them by name; "view Health" and its like bring a view to the front.
        controls: widgets that are enabled while the action of that name is possible, and whose
            explanations name its keys.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        views = (view(desk, n, title, key) for n, (title, key, *_) in enumerate(VIEWS))
        self.menus = menus(desk, views)
        rows = (*without_menu(desk), *self.menus)
        self.actions = {action.name: action for action in _actions(rows)}
        self.of_key = {key: one for one in self.actions.values() for key in one.single_keys}
        self.controls = controls(desk)
        for name, control in self.controls.items():
            explain_keys(control, self.actions[name].keys)
        self.refresh()

    @property
    def state(self) -> State:
        """The window's at this moment."""
        desk = self._desk
        document, look = desk.document, desk.appearance
        return State(
            status=desk.experiments.status,
            has_network=desk.experiments.snapshot is not None,
            can_undo=document.can_undo,
            can_redo=document.can_redo,
            is_blank=document.is_blank,
            pinned=len(desk.pins),
            classes=len(desk.predictor.data.classes),
            theme=look.theme_name,
            language=look.language,
            projector=look.projector,
        )

    def is_possible(self, name: str) -> bool:
        """Whether an action can be done now.

        Raises:
            KeyError: there is none of that name.
        """
        return self.actions[name].possible(self.state)

    def run(self, name: str) -> None:
        """Do it, if it is possible.

        Raises:
            KeyError: there is none of that name.
        """
        if self.is_possible(name):
            self.actions[name].do()

    def refresh(self) -> None:
        """Enable the controls of those that are possible now."""
        state = self.state
        for name, control in self.controls.items():
            control.setEnabled(self.actions[name].possible(state))


def _actions(rows: Rows) -> Iterator[Action]:
    for row in rows:
        if isinstance(row, Action):
            yield row
        elif row is not None:
            yield from _actions(row.rows)


_ROWS = {16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""Where letters are on a keyboard, as Windows and Linux count: a row's letters from a scan code on.

X11 and Wayland add 8 to the scan code.
"""

_MAC = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM"
"""What is on macOS's keys, from its key code 0 on."""


def obey(table: ActionTable, event: QKeyEvent) -> bool:
    """Do what a key asks for; False if it asks for nothing."""
    action = table.of_key.get(_key(event))
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


def keep_tab_order(window: QWidget, room: PanelLayout) -> None:
    """Put controls that were made after the window, which Qt has last, where they are seen."""
    tab = Qt.FocusPolicy.TabFocus.value
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


def add_menu(parent: QMenuBar | QMenu, menu: Menu, table: ActionTable) -> None:
    """Add a menu, with those below it, to a window's menu bar or to another menu."""
    shown = speak(QMenu(parent), title=menu.title)
    parent.addMenu(shown)
    groups: dict[str, QActionGroup] = {}
    entries: dict[str, QAction] = {}
    for row in menu.rows:
        if row is None:
            shown.addSeparator()
        elif isinstance(row, Menu):
            add_menu(shown, row, table)
        else:
            entry = entries[row.name] = _entry(row, shown, partial(table.run, row.name))
            shown.addAction(entry)
            if row.choice:
                groups.setdefault(row.choice, QActionGroup(shown)).addAction(entry)
    shown.aboutToShow.connect(lambda: _show_state(entries, table))
    # A key must not wait for its menu to be opened again before it is possible.
    shown.aboutToHide.connect(lambda: _enable_all(entries))


def _entry(action: Action, menu: QMenu, run: Callable[[], None]) -> QAction:
    entry = speak(QAction(menu), text=partial(_text, action))
    entry.setShortcuts([QKeySequence(key) for key in action.shortcuts])
    entry.setCheckable(action.is_on is not None)
    entry.triggered.connect(lambda _checked: run())
    return entry


def _text(action: Action) -> str:
    """With its key, where that is none of Qt's shortcuts."""
    key = keys_in_words(action.single_keys[:1])
    return f"{tr(action.title)}\t{key}" if key else tr(action.title)


def _show_state(entries: dict[str, QAction], table: ActionTable) -> None:
    state = table.state
    for name, entry in entries.items():
        action = table.actions[name]
        entry.setEnabled(action.possible(state))
        if action.is_on is not None:
            entry.setChecked(action.is_on(state))


def _enable_all(entries: dict[str, QAction]) -> None:
    for entry in entries.values():
        entry.setEnabled(True)
