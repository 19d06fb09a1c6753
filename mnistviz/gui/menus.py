"""The menu bar: everything that is not needed often enough for a button."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtGui import QAction, QActionGroup, QKeySequence
from PyQt6.QtWidgets import QFileDialog, QMenu, QMenuBar

from mnistviz.errors import MnistvizError
from mnistviz.gui.glossary.explain import show_explanation
from mnistviz.gui.language import LANGUAGES, mark, speak, tr
from mnistviz.gui.models import model_of, shipped_model, show_model
from mnistviz.gui.pictures import save_png
from mnistviz.gui.text_dialog import TextDialog
from mnistviz.gui.theme import ThemeName
from mnistviz.gui.views import VIEWS
from mnistviz.training.model_file import load_model, save_model
from mnistviz.versions import version_report

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow
    from mnistviz.gui.panels.pinned import PinnedPanel

_KEY = QKeySequence.StandardKey


def build_menus(window: "MainWindow") -> None:
    """Fill the window's menu bar."""
    bar = window.menuBar()
    if bar is None:
        return
    _fill_file(speak(_menu(bar), title="&File"), window)
    _fill_edit(speak(_menu(bar), title="&Edit"), window)
    _fill_view(speak(_menu(bar), title="&View"), window)
    menu = speak(_menu(bar), title="&Help")
    speak(_add(menu, lambda: show_explanation(window), "F1"), text="&Explain")
    speak(_add(menu, window.show_shortcuts), text="&Keyboard\t?")
    speak(_add(menu, lambda: _about(window)), text="&About mnistviz")


def _fill_file(menu: QMenu, window: "MainWindow") -> None:
    speak(_add(menu, window.pictures.choose), text="Open &picture …\tP")
    speak(_add(menu, partial(_load_pinned, window)), text="Load pinned &drawings …")
    speak(_add(menu, partial(_save_pinned, window)), text="Sa&ve pinned drawings …")
    menu.addSeparator()
    speak(_add(menu, lambda: _open_model(window), _KEY.Open), text="&Open model …")
    shipped = speak(_menu(menu), title="S&hipped networks")
    show = partial(partial, _show_shipped, window)
    speak(_add(shipped, show("drawings")), text="The network for drawings")
    speak(_add(shipped, show("relu")), text="The shipped ReLU network")
    speak(_add(shipped, show("sigmoid")), text="The shipped sigmoid network")
    save = _add(menu, lambda: _save_model(window), _KEY.Save)
    speak(save, text="&Save network as model …")
    speak(_add(menu, lambda: _save_picture(window)), text="Save pi&cture of the window …")
    menu.addSeparator()
    speak(_add(menu, window.close, _KEY.Quit), text="&Quit")


def _fill_edit(menu: QMenu, window: "MainWindow") -> None:
    canvas = window.drawing.canvas
    speak(_add(menu, canvas.undo, _KEY.Undo), text="&Undo stroke")
    redo = speak(_add(menu, canvas.redo), text="Re&do stroke")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    speak(_add(menu, window.pictures.paste, _KEY.Paste), text="&Paste picture")
    speak(_add(menu, canvas.clear), text="&Clear drawing\tDel")
    speak(_add(menu, window.drawing.show_test_digit), text="&Random test digit\tT")


def _fill_view(menu: QMenu, window: "MainWindow") -> None:
    _add_themes(menu, window)
    _add_languages(speak(_menu(menu), title="Lan&guage"), window)
    menu.addSeparator()
    for title, key, *_ in VIEWS:
        speak(_add(menu, partial(window.views.turn_to, title), key), text=title)
    menu.addSeparator()
    _add_cards(speak(_menu(menu), title="Fill the &window with"), window)
    look = window.appearance
    projector = _add(menu, lambda: look.set_projector(not look.projector), "F5")
    _checks(menu, projector, lambda: look.projector)
    speak(projector, text="P&rojector")
    speak(_add(menu, window.toggle_full_screen, "F11"), text="F&ull screen")
    menu.addSeparator()
    speak(_add(menu, window.curves.follow.click), text="Curves &follow the training\tF")


def _add_themes(menu: QMenu, window: "MainWindow") -> None:
    look, group = window.appearance, QActionGroup(menu)

    def add(name: ThemeName) -> QAction:
        action = group.addAction(_add(menu, partial(look.choose_theme, name)))
        assert action is not None  # noqa: S101 - the one that was just made
        _checks(menu, action, lambda: look.theme_name == name)
        return action

    speak(add("system"), text="&System theme")
    speak(add("light"), text="&Light theme")
    speak(add("dark"), text="&Dark theme")


def _add_languages(menu: QMenu, window: "MainWindow") -> None:
    look, group = window.appearance, QActionGroup(menu)
    for code, name in LANGUAGES.items():
        action = _add(menu, partial(look.choose_language, code))
        group.addAction(action)
        _checks(menu, action, lambda code=code: look.language == code)  # type: ignore[misc]
        if code == "system":
            speak(action, text="As the system")
        else:
            action.setText(name)  # each in its own words


def _add_cards(menu: QMenu, window: "MainWindow") -> None:
    fill = partial(partial, window.room.fill)
    speak(_add(menu, fill(window.network)), text="Choice of network")
    speak(_add(menu, fill(window.controls)), text="Training")
    speak(_add(menu, fill(window.curves)), text="Learning curves")
    speak(_add(menu, fill(window.views)), text="View in front")
    speak(_add(menu, fill(window.drawing)), text="Drawing")
    menu.addSeparator()
    speak(_add(menu, window.fill_with_focused), text="Panel with the keyboard\tM")
    speak(_add(menu, window.room.leave), text="All panels again\tEsc")


def _menu(parent: QMenuBar | QMenu) -> QMenu:
    menu = QMenu(parent)
    parent.addMenu(menu)
    return menu


def _add(
    menu: QMenu,
    do: Callable[[], object],
    shortcut: QKeySequence.StandardKey | str | None = None,
) -> QAction:
    action = QAction(menu)
    if shortcut is not None:
        action.setShortcut(QKeySequence(shortcut))
    action.triggered.connect(lambda _checked: do())
    menu.addAction(action)
    return action


def _checks(menu: QMenu, action: QAction, is_on: Callable[[], bool]) -> None:
    """Give an entry a mark that says how things are whenever the menu opens."""
    action.setCheckable(True)
    menu.aboutToShow.connect(lambda: action.setChecked(is_on()))


def _load_pinned(window: "MainWindow") -> None:
    _pinned(window).load()


def _save_pinned(window: "MainWindow") -> None:
    _pinned(window).save()


def _pinned(window: "MainWindow") -> "PinnedPanel":
    from mnistviz.gui.panels.pinned import PinnedPanel

    return window.views.view(PinnedPanel)


def _open_model(window: "MainWindow") -> None:
    name, _filter = QFileDialog.getOpenFileName(window, tr("Open model"), "", _models())
    if name:
        _say_errors(window, lambda: show_model(window.session, load_model(Path(name))))


def _show_shipped(window: "MainWindow", name: str) -> None:
    _say_errors(window, lambda: show_model(window.session, shipped_model(name)))


def _save_model(window: "MainWindow") -> None:
    snapshot = window.session.snapshot
    if snapshot is None:
        return
    # What is on screen when the menu opens is what is saved, however long the dialog takes.
    model = model_of(snapshot)
    suggestion = f"{model.preset}.npz"
    title = tr("Save model")
    name, _filter = QFileDialog.getSaveFileName(window, title, suggestion, _models())
    if name:
        _say_errors(window, lambda: save_model(Path(name), model))


def _save_picture(window: "MainWindow") -> None:
    picture, title = window.grab(), tr("Save picture")
    name, _filter = QFileDialog.getSaveFileName(window, title, "mnistviz.png", "*.png")
    if name:
        _say_errors(window, lambda: save_png(picture, Path(name)))


def _models() -> str:
    return tr("mnistviz models (*.npz)")


def _say_errors(window: "MainWindow", do: Callable[[], None]) -> None:
    try:
        do()
    except MnistvizError as error:
        window.say(str(error))


def _about(window: "MainWindow") -> None:
    words = mark(
        "Watch a neural network, written with NumPy alone, learn to read handwritten digits.\n\n"
        "mnistviz is free software under the GPL, version 3.0 or later. MNIST by Yann LeCun and "
        "Corinna Cortes (CC BY-SA 3.0), icons by Lucide and Feather (ISC, MIT), typeface by the "
        "Inter Project Authors (SIL OFL 1.1)."
    )
    TextDialog(window, "About mnistviz", words, version_report()).open()
