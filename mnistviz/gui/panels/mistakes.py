"""The view Mistakes."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.reader import Reader
from mnistviz.gui.theme import Theme
from mnistviz.training.snapshot import Snapshot


class MistakesPanel(QWidget):
    """Works only while it is visible."""

    show_requested = pyqtSignal(object)

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the run."""

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
