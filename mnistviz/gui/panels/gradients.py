"""The view Gradients."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.background import Background
from mnistviz.gui.reader import Reader
from mnistviz.gui.theme import Theme
from mnistviz.training.snapshot import Snapshot


class GradientsPanel(QWidget):
    """Works only while it is visible."""

    mended_changed = pyqtSignal(bool)

    def __init__(self, reader: Reader, background: Background) -> None:
        super().__init__()
        self._reader, self._background = reader, background

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the run."""

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
