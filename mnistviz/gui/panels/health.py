"""The view Health."""

from PyQt6.QtWidgets import QWidget

from mnistviz.gui.theme import Theme
from mnistviz.training.snapshot import Snapshot


class HealthPanel(QWidget):
    """Works only while it is visible."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the run."""

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
