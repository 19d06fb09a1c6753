"""Models and pictures of the window, on their way to files and back.

Pictures of the window as files.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QBuffer, QIODevice
from PyQt6.QtGui import QPixmap
from PyQt6.QtWidgets import QWidget

from mnistviz.app.experiments import Experiments, model_of, shipped_model
from mnistviz.errors import Say
from mnistviz.files import replacing
from mnistviz.gui.kit.file_dialogs import ask_where_to_save, ask_which_to_open, say_errors
from mnistviz.gui.shell.view_table import Views
from mnistviz.training.model_file import load_model, save_model

if TYPE_CHECKING:
    from mnistviz.gui.views.pinned.view import PinnedView


class Files:
    """Asks for files, and says in the window what is wrong with them."""

    def __init__(self, window: QWidget, experiments: Experiments, views: Views, say: Say) -> None:
        """``say`` shows one line in the window."""
        self._window, self._experiments, self._views, self._say = window, experiments, views, say

    def pinned(self) -> "PinnedView":
        """The view that saves and loads drawings; it is imported when it is needed."""
        from mnistviz.gui.views.pinned.view import PinnedView

        return self._views.view(PinnedView)

    def open_model(self) -> None:
        """Show the network of a file."""
        path = ask_which_to_open(self._window, "Open model", "mnistviz models", "*.npz")
        if path is not None:
            data = self._experiments.settings.preset.data
            say_errors(self._say, lambda: self._experiments.show_model(load_model(path, data)))

    def show_shipped(self, name: str) -> None:
        """Show a network that comes with the application; ``name`` is a key of ``SHIPPED``."""
        say_errors(self._say, lambda: self._experiments.show_model(shipped_model(name)))

    def save_model(self) -> None:
        """Save the network on screen."""
        snapshot = self._experiments.snapshot
        if snapshot is None:
            return
        # What is on screen when the menu opens is what is saved, however long the dialog takes.
        model = model_of(snapshot)
        path = ask_where_to_save(
            self._window, "Save model", "mnistviz models", f"{model.preset}.npz"
        )
        if path is not None:
            say_errors(self._say, lambda: save_model(path, model))

    def save_picture(self) -> None:
        """Save what the window shows."""
        picture = self._window.grab()
        path = ask_where_to_save(self._window, "Save picture", "Pictures", "mnistviz.png")
        if path is not None:
            say_errors(self._say, lambda: save_png(picture, path))


def save_png(pixmap: QPixmap, path: Path) -> None:
    """Write ``pixmap`` as a PNG.

    Raises:
        MnistvizError: the file cannot be written; an older one is left as it was.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    with replacing(path) as file:
        file.write(buffer.data().data())
