"""The table of actions: what it says, and that menus, keys, help and explanations go by it."""

from dataclasses import replace
from unittest.mock import Mock

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QLabel, QMenu

from mnistviz.gui.glossary.explain import explained
from mnistviz.gui.glossary.term import keys_in_words
from mnistviz.gui.shell.action import Action, State, always, keys_listed
from mnistviz.gui.shell.action_table import _actions
from mnistviz.gui.shell.actions import menus, view, without_menu
from mnistviz.gui.shell.help import ShortcutsDialog
from mnistviz.training.snapshot import Status
from tests.gui.support import ONE, User

DESK = Mock()
VIEW = view(DESK, 2, "A view", "Ctrl+3")
TABLE = [*_actions((*without_menu(DESK), *menus(DESK, [VIEW])))]
"""Every action there is, with one view."""

pytestmark = pytest.mark.usefixtures("app")  # Qt asks it for the keys of standard actions

CONTROL = Qt.KeyboardModifier.ControlModifier


def named(name: str) -> Action:
    (found,) = [action for action in TABLE if action.name == name]
    return found


def test_names_and_keys_stand_for_one_action_each() -> None:
    names = [action.name for action in TABLE]
    assert len({*names}) == len(names)
    keys = [QKeySequence(key).toString() for action in TABLE for key in action.keys]
    keys = [key for key in keys if key]  # a system may have none for a standard action
    assert len({*keys}) == len(keys)
    assert VIEW in TABLE


def test_every_key_is_listed_once_and_with_words() -> None:
    rows = keys_listed(TABLE)
    listed = [key for _action, keys in rows for key in keys]
    assert len({*listed}) == len(listed)
    assert {key for action in TABLE for key in action.keys if keys_in_words([key])} <= {*listed}
    words = [action.in_words() for action, _keys in rows]
    assert len({*words}) == len(words)
    assert not [word for word in words if "&" in word or "…" in word or not word]
    assert ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9") in [keys for _action, keys in rows]


@pytest.mark.parametrize(
    ("name", "single", "shortcuts"),
    [
        *(("train", ("Space",), ()), ("follow", ("F",), ()), ("keys", ("?",), ())),
        *(("projector", (), ("F5",)), ("full screen", (), ("F11",))),
        *(("redo", (), ("Ctrl+Shift+Z", "Ctrl+Y")), ("clear", ("Del", "Backspace"), ())),
    ],
)
def test_which_keys_a_number_may_take(
    name: str, single: tuple[str, ...], shortcuts: tuple[str, ...]
) -> None:
    assert named(name).single_keys == single
    assert named(name).shortcuts == shortcuts


@pytest.mark.parametrize(
    ("name", "possible", "impossible"),
    [
        *(
            (name, [State(status) for status in Status if status is not Status.FAILED], states)
            for states in [[State(), State(Status.FAILED)]]
            for name in ("train", "step")
        ),
        ("reset", [State(status) for status in Status], [State(has_network=True)]),
        ("save model", [State(has_network=True)], [State()]),
        ("test digit", [State(has_network=True)], [State()]),
        ("undo", [State(can_undo=True)], [State(can_redo=True)]),
        ("redo", [State(can_redo=True)], [State(can_undo=True)]),
        ("clear", [State(is_blank=False)], [State(is_blank=True)]),
        ("save pinned", [State(pinned=1)], [State(pinned=0)]),
        (
            "pin 7",
            [State(classes=10)],
            [State(classes=7)],
        ),  # on a blank canvas the window says why not
    ],
)
def test_when_an_action_is_possible(
    name: str, possible: list[State], impossible: list[State]
) -> None:
    assert all(named(name).possible(state) for state in possible)
    assert not any(named(name).possible(state) for state in impossible)


@pytest.mark.parametrize("choice", ["theme", "language"])
@pytest.mark.parametrize("state", [State(), State(theme="dark", language="de")])
def test_of_a_choice_one_is_on(choice: str, state: State) -> None:
    on = [one for one in TABLE if one.choice == choice and one.is_on is not None]
    assert len(on) == 3
    assert sum(one.is_on(state) for one in on if one.is_on is not None) == 1


@pytest.fixture
def done(user: User, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the actions that keys and menus ask for from now on; nothing is done."""
    names: list[str] = []
    table = user.window.action_table

    def noting(action: Action) -> Action:
        return replace(action, do=lambda: names.append(action.name), possible=always)

    actions = {name: noting(action) for name, action in table.actions.items()}
    monkeypatch.setattr(table, "actions", actions)
    return names


def test_the_window_obeys_every_key_of_the_table(user: User, done: list[str]) -> None:
    expected = []
    user.window.setFocus()
    for action in user.window.action_table.actions.values():
        for key in action.keys if action.name != "next" else ():  # which is Qt's own
            sequence = QKeySequence(key)
            for pressed in [sequence[at] for at in range(sequence.count())]:
                user.press(pressed.key(), pressed.keyboardModifiers())
                expected.append(action.name)
    assert done == expected
    assert {"train", "pin 0", "view Health", "undo", "redo", "explain", "back"} <= {*done}


def test_every_entry_of_the_menus_does_its_action(user: User, done: list[str]) -> None:
    bar = user.window.menuBar()
    assert bar is not None
    entries = [
        entry
        for menu in bar.findChildren(QMenu)
        for entry in menu.actions()
        if entry.menu() is None and not entry.isSeparator()
    ]
    for entry in entries:
        entry.trigger()
    in_menus = [one.name for one in _actions(user.window.action_table.menus)]
    assert sorted(done) == sorted(in_menus)
    actions = user.window.action_table.actions
    for entry, name in zip(entries, done, strict=True):
        group = entry.actionGroup()
        assert bool(actions[name].choice) == (group is not None and group.isExclusive())
        first = keys_in_words(actions[name].keys[:1])
        shown = entry.text().partition("\t")[2] or keys_in_words(
            [key.toString() for key in entry.shortcuts()[:1]]
        )
        assert shown == first, name


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_the_list_has_a_row_for_each_key(user: User) -> None:
    user.window.action_table.run("keys")
    dialog = user.window.findChild(ShortcutsDialog)
    assert dialog is not None
    words = {label.text() for label in dialog.findChildren(QLabel)}
    rows = keys_listed(user.window.action_table.actions.values())
    assert words == {keys_in_words(keys) for _, keys in rows} | {a.in_words() for a, _ in rows}
    assert {"Space", "Right arrow", "0 to 9", "Ctrl+1 to Ctrl+0", "Del or Backspace"} <= words
    dialog.close()


def test_explanations_name_the_keys_of_the_table(user: User) -> None:
    named_keys = {}
    for name, control in user.window.action_table.controls.items():
        found = explained(control)
        assert found is not None
        named_keys[name] = found.keys
        keys = user.window.action_table.actions[name].keys
        assert f"({keys_in_words(keys)})" in found.markup()
    assert named_keys["train"] == ("Space",)
    assert {"draw", "erase", "undo", "clear", "test digit", "open picture", "follow"} <= {
        *named_keys
    }


def test_the_state_is_the_windows(user: User) -> None:
    table = user.window.action_table
    table.run("light theme")
    table.run("language en")
    new = State(Status.READY, has_network=True, classes=10, theme="light", language="en")
    assert table.state == new
    user.draw(*ONE)
    table.run("pin 1")
    table.run("projector")
    drawn = replace(new, can_undo=True, is_blank=False, pinned=1, projector=True)
    assert table.state == drawn
    table.run("undo")
    assert table.state == replace(drawn, can_undo=False, can_redo=True, is_blank=True)


def test_actions_by_name(user: User) -> None:
    table = user.window.action_table
    table.run("step")
    user.wait_for_updates(1)
    table.run("view Health")
    assert user.window.views.names[user.window.views.tabs.currentIndex()] == "Health"
    user.window.setFocus()
    table.run("next")
    assert user.window.focusWidget() is not user.window
    with pytest.raises(KeyError):
        table.run("no such action")


def test_what_is_impossible_is_not_done(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    table, tried = user.window.action_table, Mock()
    undo = replace(table.actions["undo"], do=tried)
    monkeypatch.setitem(table.actions, "undo", undo)
    assert not table.is_possible("undo")
    table.run("undo")
    assert not tried.called
    user.draw(*ONE)
    assert table.is_possible("undo")
    table.run("undo")
    assert tried.call_count == 1


def test_a_menu_greys_what_is_impossible_while_it_is_open(user: User) -> None:
    (undo,) = [one for one in user.window.findChildren(QAction) if one.text() == "&Undo stroke"]
    menu = undo.parent()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert not undo.isEnabled()
    menu.aboutToHide.emit()
    user.draw(*ONE)
    user.press(Qt.Key.Key_Z, CONTROL)
    assert user.window.document.is_blank, "its key was refused"
    user.draw(*ONE)
    menu.aboutToShow.emit()
    assert undo.isEnabled()
    menu.aboutToHide.emit()
