"""A row of buttons: one of the ten digits, or whichever the view suggests.

The line around some of the pixels of a 28x28 picture.
"""

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPainterPath
from PyQt6.QtWidgets import QSizePolicy

from mnistviz.data.datasets.mnist import CLASSES
from mnistviz.data.ink.ink import SIDE
from mnistviz.gui.kit.segmented import Segmented
from mnistviz.words import mark

TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

HEAD = 32
"""Pixels at scale 1; the rows above two choices are as high, with a button in them or without."""

SPACING = 6
"""Pixels between the rows of a half."""


class DigitChoice(Segmented):
    """The first button leaves the choice to the view."""

    def __init__(self, name: str, automatic: str) -> None:
        """``automatic`` says what the view suggests."""
        super().__init__(name, [(mark("Auto"), automatic), *((str(n), "") for n in range(CLASSES))])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def digit(self) -> int | None:
        """What was chosen; None if it is left to the view."""
        return None if self.index == 0 else self.index - 1


def outline(inside: npt.NDArray[np.bool_]) -> QPainterPath:
    """Along every side where a pixel inside meets one outside, a pixel being 1 wide.

    Args:
        inside: ``(784,)`` booleans.
    """
    path = QPainterPath()
    padded = np.pad(inside.reshape(SIDE, SIDE), 1)
    for row, column in np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]).tolist():
        path.moveTo(column, row)
        path.lineTo(column + 1, row)
    for row, column in np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]).tolist():
        path.moveTo(column, row)
        path.lineTo(column, row + 1)
    return path
