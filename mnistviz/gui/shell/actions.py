"""All that a person can do by a key or a menu, as one table.

Menus, keys, the list of keys and the keys that explanations name come from it. A new action is an
entry here, and nothing else. In the entries ``w`` is the window, and ``s`` its state.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.kit.language import LANGUAGES, Language
from mnistviz.gui.kit.theme import ThemeName
from mnistviz.gui.shell.action import Action, Menu, Rows, State
from mnistviz.training.snapshot import Status

if TYPE_CHECKING:
    from mnistviz.gui.shell.main_window import MainWindow

_KEY = QKeySequence.StandardKey


def _can_train(state: State) -> bool:
    return state.status not in {None, Status.FAILED}


def _training() -> Rows:
    return (
        Action(
            "train", "Train or pause", lambda w: w.session.train_or_pause(), ("Space",), _can_train
        ),
        Action(
            "step",
            "One update, then pause",
            lambda w: w.session.step(),
            ("Right",),
            _can_train,
            repeats=True,
        ),
        Action(
            "reset",
            "Reset: fresh initial weights",
            lambda w: w.session.reset(),
            ("R",),
            lambda s: s.status is not None,
        ),
    )


def _drawing() -> Rows:
    return (
        Action("draw", "A clean sheet to draw on", lambda w: w.drawing.start_drawing(), ("D",)),
        Action("erase", "Eraser on or off", lambda w: w.drawing.erase.toggle(), ("E",)),
        *(_pin(digit) for digit in range(10)),
    )


def _pin(digit: int) -> Action:
    title = "Pin the drawing, with this digit as its label"
    return Action(f"pin {digit}", title, lambda w: w.pin(digit), (str(digit),))


def _file() -> Rows:
    return (
        Action("open picture", "Open &picture …", lambda w: w.pictures.choose(), ("P",)),
        Action("load pinned", "Load pinned &drawings …", lambda w: w.files.pinned.load()),
        Action(
            "save pinned",
            "Sa&ve pinned drawings …",
            lambda w: w.files.pinned.save(),
            possible=lambda s: s.pinned > 0,
        ),
        None,
        Action("open model", "&Open model …", lambda w: w.files.open_model(), (_KEY.Open,)),
        Menu(
            "S&hipped networks",
            (
                _shipped("drawings", "The network for drawings"),
                _shipped("relu", "The shipped ReLU network"),
                _shipped("sigmoid", "The shipped sigmoid network"),
            ),
        ),
        Action(
            "save model",
            "&Save network as model …",
            lambda w: w.files.save_model(),
            (_KEY.Save,),
            lambda s: s.has_network,
        ),
        Action("save picture", "Save pi&cture of the window …", lambda w: w.files.save_picture()),
        None,
        Action("quit", "&Quit", lambda w: w.close(), (_KEY.Quit,)),
    )


def _shipped(name: str, title: str) -> Action:
    return Action(f"show {name}", title, lambda w: w.files.show_shipped(name))


def _edit() -> Rows:
    return (
        Action(
            "undo",
            "&Undo stroke",
            lambda w: w.drawing.canvas.undo(),
            (_KEY.Undo,),
            lambda s: s.can_undo,
        ),
        Action(
            "redo",
            "Re&do stroke",
            lambda w: w.drawing.canvas.redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            lambda s: s.can_redo,
        ),
        Action("paste", "&Paste picture", lambda w: w.pictures.paste(), (_KEY.Paste,)),
        Action(
            "clear",
            "&Clear drawing",
            lambda w: w.drawing.canvas.clear(),
            ("Del", "Backspace"),
            lambda s: not s.is_blank,
        ),
        Action(
            "test digit",
            "&Random test digit",
            lambda w: w.drawing.show_test_digit(),
            ("T",),
            lambda s: s.has_network,
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
        lambda w: w.appearance.choose_theme(name),
        is_on=lambda s: s.theme == name,
        choice="theme",
    )


def _language(code: Language, title: str) -> Action:
    return Action(
        f"language {code}",
        title,
        lambda w: w.appearance.choose_language(code),
        is_on=lambda s: s.language == code,
        choice="language",
    )


def view(number: int, title: str, key: str) -> Action:
    """Brings a view to the front, by its place among the tabs, from 0 on; ``key`` may be empty."""
    return Action(
        f"view {title}",
        title,
        lambda w: w.views.tabs.setCurrentIndex(number),
        (key,) if key else (),
        explanation="The views, in the order of their tabs",
    )


def _room() -> Rows:
    return (
        Menu("Fill the &window with", _panels()),
        Action(
            "projector",
            "P&rojector",
            lambda w: w.appearance.set_projector(not w.appearance.projector),
            ("F5",),
            explanation="Projector: large type, thick lines",
            is_on=lambda s: s.projector,
        ),
        Action("full screen", "F&ull screen", lambda w: w.toggle_full_screen(), ("F11",)),
        None,
        Action("follow", "Curves &follow the training", lambda w: w.curves.follow.click(), ("F",)),
    )


def _panels() -> Rows:
    return (
        _fill("network", "Choice of network", lambda w: w.network),
        _fill("controls", "Training", lambda w: w.controls),
        _fill("curves", "Learning curves", lambda w: w.curves),
        _fill("views", "View in front", lambda w: w.views),
        _fill("drawing", "Drawing", lambda w: w.drawing),
        None,
        Action(
            "fill",
            "Panel with the keyboard",
            lambda w: w.fill_with_focused(),
            ("M",),
            explanation="One panel alone, as by a double click; or all again",
        ),
        Action("all panels", "All panels again", lambda w: w.room.leave()),
    )


def _fill(name: str, title: str, panel: Callable[["MainWindow"], QWidget]) -> Action:
    return Action(f"fill {name}", title, lambda w: w.room.fill(panel(w)))


def _help() -> Rows:
    return (
        Action(
            "explain",
            "&Explain",
            lambda w: w.help.explain(),
            ("F1",),
            explanation="Explain what has the keyboard",
        ),
        Action("keys", "&Keyboard", lambda w: w.help.list_keys(), ("?",), explanation="This list"),
        Action("about", "&About mnistviz", lambda w: w.help.tell_about()),
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
        Action("back", "Back: all filters, all panels", lambda w: w.go_back(), ("Esc",)),
        Action("next", "To the next control", lambda w: w.focusNextChild(), ("Tab",)),
    )


def controls(window: "MainWindow") -> dict[str, QWidget]:
    """The widgets that stand for actions, by these actions' names."""
    controls, drawing = window.controls, window.drawing
    return {
        "train": controls.train,
        "step": controls.step,
        "reset": controls.reset,
        "draw": drawing.canvas,
        "erase": drawing.erase,
        "open picture": drawing.open,
        "undo": drawing.undo,
        "clear": drawing.clear,
        "test digit": drawing.digit,
        "follow": window.curves.follow,
    }
