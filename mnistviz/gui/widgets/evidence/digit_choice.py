"""A row of buttons: one of the ten digits, or whichever the view suggests."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QSizePolicy

from mnistviz.data.digits import CLASSES
from mnistviz.gui.widgets.segmented import Segmented

TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

HEAD = 32
"""Pixels at scale 1; the rows above two choices are as high, with a button in them or without."""

SPACING = 6
"""Pixels between the rows of a half."""


class DigitChoice(Segmented):
    """The first button leaves the choice to the view."""

    def __init__(self, name: str, automatic: str) -> None:
        """``automatic`` says what the view suggests."""
        super().__init__(name, [("Auto", automatic), *((str(n), "") for n in range(CLASSES))])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def digit(self) -> int | None:
        """What was chosen; None if it is left to the view."""
        return None if self.index == 0 else self.index - 1
