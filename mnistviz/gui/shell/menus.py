"""The menu bar, as the table of actions has it."""

from collections.abc import Callable
from functools import partial

from PyQt6.QtGui import QAction, QActionGroup, QKeySequence
from PyQt6.QtWidgets import QMenu, QMenuBar

from mnistviz.gui.kit.key_names import keys_in_words
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.shell.action import Action, Menu
from mnistviz.gui.shell.action_table import ActionTable


def build_menus(bar: QMenuBar, table: ActionTable) -> None:
    """Fill a window's menu bar."""
    for menu in table.menus:
        _add_menu(bar, menu, table)


def _add_menu(parent: QMenuBar | QMenu, menu: Menu, table: ActionTable) -> None:
    shown = speak(QMenu(parent), title=menu.title)
    parent.addMenu(shown)
    groups: dict[str, QActionGroup] = {}
    entries: dict[str, QAction] = {}
    for row in menu.rows:
        if row is None:
            shown.addSeparator()
        elif isinstance(row, Menu):
            _add_menu(shown, row, table)
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
