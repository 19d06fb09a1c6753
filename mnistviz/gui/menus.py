"""The menu bar: everything that is not needed often enough for a button."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from mnistviz import __version__
from mnistviz.errors import MnistvizError
from mnistviz.gui import theme as themes
from mnistviz.gui.models import SHIPPED, model_of, shipped_model, show_model
from mnistviz.gui.pictures import save_png
from mnistviz.training.model_file import load_model, save_model

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_MODELS = "mnistviz models (*.npz)"


def build_menus(window: "MainWindow") -> None:
    """Fill the window's menu bar."""
    bar = window.menuBar()
    if bar is None:
        return
    key = QKeySequence.StandardKey
    if (menu := bar.addMenu("&File")) is not None:
        _add(menu, "Open &picture …\tP", window.pictures.choose)
        _add(menu, "Load pinned &drawings …", window.pinned.load)
        _add(menu, "Sa&ve pinned drawings …", window.pinned.save)
        menu.addSeparator()
        _add(menu, "&Open model …", lambda: _open_model(window), key.Open)
        if (shipped := menu.addMenu("S&hipped networks")) is not None:
            for name, called in SHIPPED.items():
                text = f"{called[:1].upper()}{called[1:]}"
                _add(shipped, text, partial(_show_shipped, window, name))
        _add(menu, "&Save network as model …", lambda: _save_model(window), key.Save)
        _add(menu, "Save pi&cture of the window …", lambda: _save_picture(window))
        menu.addSeparator()
        _add(menu, "&Quit", window.close, key.Quit)
    if (menu := bar.addMenu("&Edit")) is not None:
        _add(menu, "&Undo stroke", window.drawing.canvas.undo, key.Undo)
        _add(menu, "&Paste picture", window.pictures.paste, key.Paste)
        _add(menu, "&Clear drawing\tDel", window.drawing.canvas.clear)
        _add(menu, "&Random test digit\tT", window.drawing.show_test_digit)
    if (menu := bar.addMenu("&View")) is not None:
        _add(menu, "&System theme", lambda: _change_theme(window, "system"))
        _add(menu, "&Light theme", lambda: _change_theme(window, "light"))
        _add(menu, "&Dark theme", lambda: _change_theme(window, "dark"))
        menu.addSeparator()
        for number in range(window.views.tabs.count()):
            turn = partial(window.views.tabs.setCurrentIndex, number)
            _add(menu, window.views.tabs.tabText(number), turn, f"Ctrl+{number + 1}")
        menu.addSeparator()
        _add(menu, "Curves &follow the training\tF", window.curves.follow.click)
        _add(menu, "F&ull screen", window.toggle_full_screen, "F11")
    if (menu := bar.addMenu("&Help")) is not None:
        _add(menu, "&Keyboard\t?", window.show_shortcuts)
        _add(menu, "&About mnistviz", lambda: _about(window))


def _add(
    menu: QMenu,
    text: str,
    do: Callable[[], object],
    shortcut: QKeySequence.StandardKey | str | None = None,
) -> None:
    action = QAction(text, menu)
    if shortcut is not None:
        action.setShortcut(QKeySequence(shortcut))
    action.triggered.connect(lambda _checked: do())
    menu.addAction(action)


def _change_theme(window: "MainWindow", name: themes.ThemeName) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme = themes.choose(name, window.theme.scale)
        themes.apply(app, theme)
        window.set_theme(theme)


def _open_model(window: "MainWindow") -> None:
    name, _filter = QFileDialog.getOpenFileName(window, "Open model", "", _MODELS)
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
    name, _filter = QFileDialog.getSaveFileName(window, "Save model", suggestion, _MODELS)
    if name:
        _say_errors(window, lambda: save_model(Path(name), model))


def _save_picture(window: "MainWindow") -> None:
    picture = window.grab()
    name, _filter = QFileDialog.getSaveFileName(window, "Save picture", "mnistviz.png", "*.png")
    if name:
        _say_errors(window, lambda: save_png(picture, Path(name)))


def _say_errors(window: "MainWindow", do: Callable[[], None]) -> None:
    try:
        do()
    except MnistvizError as error:
        window.say(str(error))


def _about(window: "MainWindow") -> None:
    QMessageBox.about(
        window,
        "About mnistviz",
        f"<b>mnistviz {__version__}</b><p>Watch a neural network, written with NumPy alone, learn "
        "to read handwritten digits.<p>GPL-3.0-or-later. MNIST by Yann LeCun and Corinna Cortes "
        "(CC BY-SA 3.0).",
    )
