"""The key to a diverging colour map."""

import numpy as np
from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.pixel_image import heat_image
from mnistviz.gui.kit.theme import CAPTION, Theme, font


class ColorBar(QWidget):
    """A bar with the value of either end beside it, for a size that has the full colour."""

    def __init__(self, name: str, size: QSize, room: int | None = None) -> None:
        """Nothing is shown before it has a theme.

        Args:
            name: its accessible name, in English.
            size: with the values, in pixels at scale 1.
            room: pixels at scale 1 for either value; if None, what the right one needs.
        """
        super().__init__()
        speak(self, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._size, self._room = size, room
        self._width: int | None = None
        self.ends = ("", "")
        self._theme: Theme | None = None

    def set_ends(self, low: str, high: str) -> None:
        """What stands at the left and at the right."""
        if (low, high) != self.ends:
            self.ends = low, high
            self.update()

    def set_width(self, width: int) -> None:
        """Be so many screen pixels wide, whatever the theme's scale."""
        self._width = width
        self.updateGeometry()

    def words(self) -> str:
        """Both ends."""
        return " … ".join(self.ends)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A bar with a figure at either end."""
        scale = self._theme.scale if self._theme else 1.0
        width, height = round(self._size.width() * scale), round(self._size.height() * scale)
        return QSize(width if self._width is None else self._width, height)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The bar, and the figures beside it."""
        if self._theme is None:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setFont(font(theme, CAPTION))
        low, high = self.ends
        beside, edge = 6, theme.px(4)
        room = (
            painter.fontMetrics().horizontalAdvance(high) + beside
            if self._room is None
            else theme.px(self._room)
        )
        bar = self.rect().adjusted(room, edge, -room, -edge)
        if bar.width() > 0:
            scale = np.linspace(-1.0, 1.0, 255)[np.newaxis]
            painter.drawImage(bar, heat_image(scale, 1.0, theme))
            painter.setPen(QColor(theme.border))
            painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        middle, text = Qt.AlignmentFlag.AlignVCenter, QRect(0, 0, room - beside, self.height())
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, low)
        text.moveRight(self.width() - 1)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, high)
