"""Where the parts of a confusion matrix lie in a widget."""

import math
from dataclasses import dataclass

from PyQt6.QtCore import QLineF, QPointF, QRectF
from PyQt6.QtGui import QFont, QFontMetricsF

from mnistviz.analysis.mistakes import Cell
from mnistviz.data.datasets.mnist import CLASSES
from mnistviz.gui.kit.theme import CAPTION, Theme, font

_WIDEST = 1.8
"""Times its height that a cell is wide at most, where its count needs that."""

_SMALLEST, _LARGEST = 10.0, 20.0
"""Sizes of the counts, in pixels at scale 1."""

_LOW = 205
"""A lower widget, in pixels at scale 1, has no room for the key to its shades."""


@dataclass(frozen=True)
class Places:
    """In pixels from the widget's top left corner.

    Attributes:
        left, top: of the first cell.
        cell_width, cell_height: whole numbers, so that all lines are sharp.
        row_title, column_title: of the axes' names.
        key: of the key to the shades; None if there is no room.
        count_font: for the counts.
        all_fit: whether there is room for the counts of what was read rightly as well.
    """

    left: float
    top: float
    cell_width: float
    cell_height: float
    row_title: QRectF
    column_title: QRectF
    key: QRectF | None
    count_font: QFont
    all_fit: bool

    @classmethod
    def of(cls, width: int, height: int, theme: Theme, digits: int) -> "Places":
        """Cells as large as ``width`` and ``height`` allow, for counts of so many digits."""
        line = math.ceil(QFontMetricsF(font(theme, CAPTION)).height())
        left, top = 2 * line, 2 * line
        below = line + theme.px(4) if height >= theme.px(_LOW) else 0
        high = max((height - top - below - 1) // CLASSES, 4)
        widest = max((width - left - 1) // CLASSES, 4)
        count_font = font(theme, min(max(0.42 * high / theme.scale, _SMALLEST), _LARGEST))
        need = math.ceil(QFontMetricsF(count_font).horizontalAdvance("0" * digits)) + 2
        wide = min(max(high, min(need, int(_WIDEST * high))), widest)
        high = min(high, wide)
        all_fit = need <= wide + 1
        across, down = CLASSES * wide, CLASSES * high
        return cls(
            left + 0.5,
            top + 0.5,
            wide,
            high,
            QRectF(0.0, top, line, down),
            QRectF(left, 0.0, across, line),
            QRectF(left, top + down + theme.px(4), across, line) if below else None,
            count_font,
            all_fit,
        )

    @property
    def width(self) -> int:
        """What all of it takes."""
        return math.ceil(self.left + CLASSES * self.cell_width) + 1

    def cell(self, row: int, column: int) -> QRectF:
        """A label's and an answer's."""
        return QRectF(
            self.left + column * self.cell_width,
            self.top + row * self.cell_height,
            self.cell_width,
            self.cell_height,
        )

    def lines(self) -> list[QLineF]:
        """Around all cells."""
        first, last = self.cell(0, 0).topLeft(), self.cell(CLASSES, CLASSES).topLeft()
        down, across = [], []
        for digit in range(CLASSES + 1):
            at = self.cell(digit, digit).topLeft()
            down.append(QLineF(at.x(), first.y(), at.x(), last.y()))
            across.append(QLineF(first.x(), at.y(), last.x(), at.y()))
        return down + across

    def cell_at(self, place: QPointF) -> Cell | None:
        """The cell there; None beside them."""
        row = math.floor((place.y() - self.top) / self.cell_height)
        column = math.floor((place.x() - self.left) / self.cell_width)
        return (row, column) if 0 <= row < CLASSES and 0 <= column < CLASSES else None

    def row_head(self, digit: int) -> QRectF:
        """Left of its row."""
        first, right = self.cell(digit, 0), self.row_title.right()
        return QRectF(right, first.top(), self.left - right, first.height())

    def column_head(self, digit: int) -> QRectF:
        """Above its column."""
        first, bottom = self.cell(0, digit), self.column_title.bottom() - 2.0
        return QRectF(first.left(), bottom, first.width(), self.top - bottom)
