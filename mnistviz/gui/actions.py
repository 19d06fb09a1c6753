"""All that a person can do by a key or a menu, as one table.

Menus, keys, the list of keys and the keys that explanations name come from it. A new action is an
entry here, and nothing else.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.action import Action, Menu, Rows, State
from mnistviz.gui.language import LANGUAGES, Language
from mnistviz.gui.theme import ThemeName
from mnistviz.training.snapshot import Status

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_KEY = QKeySequence.StandardKey


def _can_train(state: State) -> bool:
    return state.status not in {None, Status.FAILED}


def _training() -> Rows:
    return (
        Action(
            "train",
            "Train or pause",
            ("Space",),
            lambda window: window.session.train_or_pause(),
            possible=_can_train,
            control=lambda window: window.controls.train,
        ),
        Action(
            "step",
            "One update, then pause",
            ("Right",),
            lambda window: window.session.step(),
            possible=_can_train,
            control=lambda window: window.controls.step,
            repeats=True,
        ),
        Action(
            "reset",
            "Reset: fresh initial weights",
            ("R",),
            lambda window: window.session.reset(),
            possible=lambda state: state.status is not None,
            control=lambda window: window.controls.reset,
        ),
    )


def _drawing() -> Rows:
    return (
        Action(
            "draw",
            "A clean sheet to draw on",
            ("D",),
            lambda window: window.drawing.start_drawing(),
            control=lambda window: window.drawing.canvas,
        ),
        Action(
            "erase",
            "Eraser on or off",
            ("E",),
            lambda window: window.drawing.erase.toggle(),
            control=lambda window: window.drawing.erase,
        ),
        *(_pin(digit) for digit in range(10)),
    )


def _pin(digit: int) -> Action:
    title = "Pin the drawing, with this digit as its label"
    return Action(f"pin {digit}", title, (str(digit),), lambda window: window.pin(digit))


def _file() -> Rows:
    return (
        Action(
            "open picture",
            "Open &picture …",
            ("P",),
            lambda window: window.pictures.choose(),
            control=lambda window: window.drawing.open,
        ),
        Action(
            "load pinned", "Load pinned &drawings …", (), lambda window: window.files.pinned.load()
        ),
        Action(
            "save pinned",
            "Sa&ve pinned drawings …",
            (),
            lambda window: window.files.pinned.save(),
            possible=lambda state: state.pinned > 0,
        ),
        None,
        *_models(),
        Action(
            "save picture",
            "Save pi&cture of the window …",
            (),
            lambda window: window.files.save_picture(),
        ),
        None,
        Action("quit", "&Quit", (_KEY.Quit,), lambda window: window.close()),
    )


def _models() -> Rows:
    shipped = (
        _shipped("drawings", "The network for drawings"),
        _shipped("relu", "The shipped ReLU network"),
        _shipped("sigmoid", "The shipped sigmoid network"),
    )
    return (
        Action(
            "open model", "&Open model …", (_KEY.Open,), lambda window: window.files.open_model()
        ),
        Menu("S&hipped networks", shipped),
        Action(
            "save model",
            "&Save network as model …",
            (_KEY.Save,),
            lambda window: window.files.save_model(),
            possible=lambda state: state.has_network,
        ),
    )


def _shipped(name: str, title: str) -> Action:
    return Action(f"show {name}", title, (), lambda window: window.files.show_shipped(name))


def _edit() -> Rows:
    return (
        Action(
            "undo",
            "&Undo stroke",
            (_KEY.Undo,),
            lambda window: window.drawing.canvas.undo(),
            possible=lambda state: state.can_undo,
            control=lambda window: window.drawing.undo,
        ),
        Action(
            "redo",
            "Re&do stroke",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            lambda window: window.drawing.canvas.redo(),
            possible=lambda state: state.can_redo,
        ),
        Action("paste", "&Paste picture", (_KEY.Paste,), lambda window: window.pictures.paste()),
        Action(
            "clear",
            "&Clear drawing",
            ("Del", "Backspace"),
            lambda window: window.drawing.canvas.clear(),
            possible=lambda state: not state.is_blank,
            control=lambda window: window.drawing.clear,
        ),
        Action(
            "test digit",
            "&Random test digit",
            ("T",),
            lambda window: window.drawing.show_test_digit(),
            possible=lambda state: state.has_network,
            control=lambda window: window.drawing.digit,
        ),
    )


def _look() -> Rows:
    languages = tuple(_language(code, title) for code, title in LANGUAGES.items())
    return (
        _theme("system", "&System theme"),
        _theme("light", "&Light theme"),
        _theme("dark", "&Dark theme"),
        Menu("Lan&guage", languages),
    )


def _theme(name: ThemeName, title: str) -> Action:
    return Action(
        f"{name} theme",
        title,
        (),
        lambda window: window.appearance.choose_theme(name),
        is_on=lambda state: state.theme == name,
        choice="theme",
    )


def _language(code: Language, title: str) -> Action:
    return Action(
        f"language {code}",
        title,
        (),
        lambda window: window.appearance.choose_language(code),
        is_on=lambda state: state.language == code,
        choice="language",
    )


def view(number: int, title: str, key: str) -> Action:
    """Brings a view to the front, by its place among the tabs, from 0 on; ``key`` may be empty."""
    return Action(
        f"view {title}",
        title,
        (key,) if key else (),
        lambda window: window.views.tabs.setCurrentIndex(number),
        "The views, in the order of their tabs",
    )


def _room() -> Rows:
    return (
        Menu("Fill the &window with", _panels()),
        Action(
            "projector",
            "P&rojector",
            ("F5",),
            lambda window: window.appearance.set_projector(not window.appearance.projector),
            "Projector: large type, thick lines",
            is_on=lambda state: state.projector,
        ),
        Action("full screen", "F&ull screen", ("F11",), lambda window: window.toggle_full_screen()),
        None,
        Action(
            "follow",
            "Curves &follow the training",
            ("F",),
            lambda window: window.curves.follow.click(),
            control=lambda window: window.curves.follow,
        ),
    )


def _panels() -> Rows:
    return (
        _fill("network", "Choice of network", lambda window: window.network),
        _fill("controls", "Training", lambda window: window.controls),
        _fill("curves", "Learning curves", lambda window: window.curves),
        _fill("views", "View in front", lambda window: window.views),
        _fill("drawing", "Drawing", lambda window: window.drawing),
        None,
        Action(
            "fill",
            "Panel with the keyboard",
            ("M",),
            lambda window: window.fill_with_focused(),
            "One panel alone, as by a double click; or all again",
        ),
        Action("all panels", "All panels again", (), lambda window: window.room.leave()),
    )


def _fill(name: str, title: str, panel: Callable[["MainWindow"], QWidget]) -> Action:
    return Action(f"fill {name}", title, (), lambda window: window.room.fill(panel(window)))


def _help() -> Rows:
    return (
        Action(
            "explain",
            "&Explain",
            ("F1",),
            lambda window: window.help.explain(),
            "Explain what has the keyboard",
        ),
        Action("keys", "&Keyboard", ("?",), lambda window: window.help.list_keys(), "This list"),
        Action("about", "&About mnistviz", (), lambda window: window.help.tell_about()),
    )


def menus(views: Iterable[Action]) -> tuple[Menu, ...]:
    """From left to right; ``views`` bring one each to the front."""
    return (
        Menu("&File", _file()),
        Menu("&Edit", _edit()),
        Menu("&View", (*_look(), None, *views, None, *_room())),
        Menu("&Help", _help()),
    )


def without_menu() -> Rows:
    """Those that only have keys."""
    return (
        *_training(),
        *_drawing(),
        Action("back", "Back: all filters, all panels", ("Esc",), lambda window: window.go_back()),
        Action("next", "To the next control", ("Tab",), lambda window: window.focusNextChild()),
    )
