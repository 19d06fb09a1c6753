"""All that a person can do by a key or a menu, as one table.

Menus, keys, the list of keys and the keys that explanations name come from it. A new action is an
entry here, and nothing else. In the entries ``w`` is what they act on, and ``s`` its state.
"""

from collections.abc import Iterable
from string import digits

from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.kit.language import LANGUAGES, Language
from mnistviz.gui.kit.theme import ThemeName
from mnistviz.gui.shell.action import Action, Menu, Rows, State
from mnistviz.gui.shell.desk import Desk
from mnistviz.training.snapshot import Status
from mnistviz.words import mark

_KEY = QKeySequence.StandardKey


def _can_train(state: State) -> bool:
    return state.status not in {None, Status.FAILED}


def _training(w: Desk) -> Rows:
    return (
        Action("train", "Train or pause", w.experiments.train_or_pause, ("Space",), _can_train),
        Action(
            "step",
            "One update, then pause",
            w.experiments.step,
            ("Right",),
            _can_train,
            repeats=True,
        ),
        Action(
            "reset",
            "Reset: fresh initial weights",
            w.experiments.reset,
            ("R",),
            lambda s: s.status is not None,
        ),
    )


def _drawing(w: Desk) -> Rows:
    return (
        Action("draw", "A clean sheet to draw on", w.drawing.start_drawing, ("D",)),
        Action("erase", "Eraser on or off", w.drawing.erase.toggle, ("E",)),
        *(_pin(w, int(key)) for key in digits),
    )


def _pin(w: Desk, digit: int) -> Action:
    title = mark("Pin the drawing, with this digit as its label")
    return Action(
        f"pin {digit}",
        title,
        lambda: w.pin(digit),
        (str(digit),),
        possible=lambda s: digit < s.classes,
    )


def _file(w: Desk) -> Rows:
    return (
        Action("open picture", "Open &picture …", w.pictures.choose, ("P",)),
        Action("load pinned", "Load pinned &drawings …", lambda: w.files.pinned().load()),
        Action(
            "save pinned",
            "Sa&ve pinned drawings …",
            lambda: w.files.pinned().save(),
            possible=lambda s: s.pinned > 0,
        ),
        None,
        Action("open model", "&Open model …", w.files.open_model, (_KEY.Open,)),
        Menu(
            "S&hipped networks",
            (
                _shipped(w, "drawings", mark("The network for drawings")),
                _shipped(w, "relu", mark("The shipped ReLU network")),
                _shipped(w, "sigmoid", mark("The shipped sigmoid network")),
            ),
        ),
        Action(
            "save model",
            "&Save network as model …",
            w.files.save_model,
            (_KEY.Save,),
            lambda s: s.has_network,
        ),
        Action("save picture", "Save pi&cture of the window …", w.files.save_picture),
        None,
        Action("quit", "&Quit", w.close, (_KEY.Quit,)),
    )


def _shipped(w: Desk, name: str, title: str) -> Action:
    return Action(f"show {name}", title, lambda: w.files.show_shipped(name))


def _edit(w: Desk) -> Rows:
    return (
        Action(
            "undo",
            "&Undo stroke",
            w.document.undo,
            (_KEY.Undo,),
            lambda s: s.can_undo,
        ),
        Action(
            "redo",
            "Re&do stroke",
            w.document.redo,
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            lambda s: s.can_redo,
        ),
        Action("paste", "&Paste picture", w.pictures.paste, (_KEY.Paste,)),
        Action(
            "clear",
            "&Clear drawing",
            w.document.clear,
            ("Del", "Backspace"),
            lambda s: not s.is_blank,
        ),
        Action(
            "test digit",
            "&Random test digit",
            w.drawing.show_test_digit,
            ("T",),
            lambda s: s.has_network,
        ),
    )


def _look(w: Desk) -> Rows:
    languages = tuple(_language(w, code, title) for code, title in LANGUAGES.items())
    return (
        _theme(w, "system", mark("&System theme")),
        _theme(w, "light", mark("&Light theme")),
        _theme(w, "dark", mark("&Dark theme")),
        Menu("Lan&guage", languages),
    )


def _theme(w: Desk, name: ThemeName, title: str) -> Action:
    return Action(
        f"{name} theme",
        title,
        lambda: w.appearance.choose_theme(name),
        is_on=lambda s: s.theme == name,
        choice="theme",
    )


def _language(w: Desk, code: Language, title: str) -> Action:
    return Action(
        f"language {code}",
        title,
        lambda: w.appearance.choose_language(code),
        is_on=lambda s: s.language == code,
        choice="language",
    )


def view(w: Desk, number: int, title: str, key: str) -> Action:
    """Brings a view to the front, by its place among the tabs, from 0 on; ``key`` may be empty."""
    return Action(
        f"view {title}",
        title,
        lambda: w.views.tabs.setCurrentIndex(number),
        (key,) if key else (),
        explanation="The views, in the order of their tabs",
    )


def _room(w: Desk) -> Rows:
    return (
        Menu("Fill the &window with", _panels(w)),
        Action(
            "projector",
            "P&rojector",
            lambda: w.appearance.set_projector(not w.appearance.projector),
            ("F5",),
            explanation="Projector: large type, thick lines",
            is_on=lambda s: s.projector,
        ),
        Action("full screen", "F&ull screen", w.toggle_full_screen, ("F11",)),
        None,
        Action("follow", "Curves &follow the training", w.curves.follow.click, ("F",)),
    )


def _panels(w: Desk) -> Rows:
    return (
        _fill(w, "network", mark("Choice of network"), w.network),
        _fill(w, "controls", "Training", w.controls),
        _fill(w, "curves", "Learning curves", w.curves),
        _fill(w, "views", mark("View in front"), w.views),
        _fill(w, "drawing", mark("Drawing"), w.drawing),
        None,
        Action(
            "fill",
            "Panel with the keyboard",
            w.fill_with_focused,
            ("M",),
            explanation="One panel alone, as by a double click; or all again",
        ),
        Action("all panels", "All panels again", w.room.leave),
    )


def _fill(w: Desk, name: str, title: str, panel: QWidget) -> Action:
    return Action(f"fill {name}", title, lambda: w.room.fill(panel))


def _help(w: Desk) -> Rows:
    return (
        Action(
            "explain",
            "&Explain",
            w.help.explain,
            ("F1",),
            explanation="Explain what has the keyboard",
        ),
        Action("keys", "&Keyboard", w.help.list_keys, ("?",), explanation="This list"),
        Action("about", "&About mnistviz", w.help.tell_about),
    )


def menus(w: Desk, views: Iterable[Action]) -> tuple[Menu, ...]:
    """From left to right; ``views`` bring one each to the front."""
    return (
        Menu("&File", _file(w)),
        Menu("&Edit", _edit(w)),
        Menu("&View", (*_look(w), None, *views, None, *_room(w))),
        Menu("&Help", _help(w)),
    )


def without_menu(w: Desk) -> Rows:
    """Those that only have keys."""
    return (
        *_training(w),
        *_drawing(w),
        Action("back", "Back: all filters, all panels", w.go_back, ("Esc",)),
        Action("next", "To the next control", w.focusNextChild, ("Tab",)),
    )


def controls(w: Desk) -> dict[str, QWidget]:
    """The widgets that stand for actions, by these actions' names."""
    controls, drawing = w.controls, w.drawing
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
        "follow": w.curves.follow,
    }
