"""The biases of a layer as bars from a line at 0, in the colours of the weights."""

import numpy as np
from PyQt6.QtCore import QPoint, QRectF, QSize
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.pixel_image import LEVELS, color_table, shades
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.nn.arrays import FloatArray


class BiasBars(QWidget):
    """A bar a unit; where a layer is wider than the widget, neighbours share pixels.

    Attributes:
        biases: ``(units,)``, as they are shown.
        theme: its colours.
    """

    def __init__(self) -> None:
        super().__init__()
        self.biases: FloatArray = np.zeros(1)
        self.theme: Theme = LIGHT
        self._limit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_biases(self, biases: FloatArray, limit: float) -> None:
        """Show them; ``limit``, above 0, and what is beyond it has a whole bar."""
        self.biases, self._limit = biases, limit
        self.update()

    def unit_at(self, at: QPoint) -> int:
        """The unit whose bar is above or below a place."""
        count = len(self.biases)
        return min(max(at.x() * count // max(self.width(), 1), 0), count - 1)

    def minimumSizeHint(self) -> QSize:
        """Two bars can still be told apart by their length."""
        return QSize(60, self.theme.px(16))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Bars, and the line they stand on."""
        painter, middle = QPainter(self), self.height() / 2
        levels = shades(self.biases, self._limit)
        colors = color_table(self.theme).take(levels).tolist()
        width = self.width() / len(levels)
        gap = 1.0 if width >= 3.0 else 0.0
        lengths = (levels.astype(float) - LEVELS) / LEVELS * (middle - 1)
        for unit, (length, color) in enumerate(zip(lengths.tolist(), colors, strict=True)):
            bar = QRectF(unit * width, middle, width - gap, -length)
            painter.fillRect(bar.normalized(), QColor.fromRgb(color))
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), QColor(self.theme.outline))
