"""A 28x28 picture with the ink that a change adds to it and takes away from it."""

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRectF, QSize
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.ink.ink import SIDE
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.evidence.shared import outline
from mnistviz.nn.arrays import ByteArray

_SEEN = 64
"""Bytes; a change from here on gets its shape as well as its colour."""

_PALE = 0.45
"""How strong the ink that stays is painted: what changes is to stand out."""


class ChangePicture(QWidget):
    """Ink that is added is green with an outline, ink that is taken away purple and crossed out."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._side = 156
        self._before: ByteArray = np.zeros(SIDE * SIDE, np.uint8)
        self._after = self._before
        self._line = QPainterPath()
        self._theme: Theme | None = None

    @property
    def before(self) -> ByteArray:
        """The picture without the change, ``(784,)``."""
        return self._before

    @property
    def after(self) -> ByteArray:
        """The picture with it, ``(784,)``."""
        return self._after

    def set_change(self, before: ByteArray, after: ByteArray) -> None:
        """Show ``(784,)`` bytes and what becomes of them."""
        if before is not self._before or after is not self._after:
            self._before, self._after = before, after
            self._line = outline(self._difference() >= _SEEN)
            self.update()

    def set_side(self, side: int) -> None:
        """Be so many screen pixels wide and high."""
        if side != self._side:
            self._side = side
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self._side, self._side)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The ink that stays, comes and goes; an outline, and crosses."""
        if self._theme is None:
            return
        theme, painter = self._theme, QPainter(self)
        cell, side = self._side / SIDE, float(self._side)
        painter.drawImage(QRectF(0, 0, side, side), self._image(theme))
        self._paint_crosses(painter, cell, theme)
        painter.save()
        painter.scale(cell, cell)
        pen = QPen(QColor(theme.text), theme.pen(1.0))
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(self._line)
        painter.restore()
        painter.setPen(QColor(theme.border))
        painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1))

    def _difference(self) -> npt.NDArray[np.int16]:
        return self._after.astype(np.int16) - self._before

    def _image(self, theme: Theme) -> QImage:
        difference = self._difference() / 255.0
        paper = _rgb(theme.surface)
        stays = np.minimum(self._before, self._after) / 255.0 * _PALE
        colors = (
            paper
            + stays[:, np.newaxis] * (_rgb(theme.text) - paper)
            + np.maximum(difference, 0.0)[:, np.newaxis] * (_rgb(theme.positive) - paper)
            + np.maximum(-difference, 0.0)[:, np.newaxis] * (_rgb(theme.negative) - paper)
        )
        data = np.clip(np.rint(colors), 0, 255).astype(np.uint8)
        return QImage(data.tobytes(), SIDE, SIDE, 3 * SIDE, QImage.Format.Format_RGB888).copy()

    def _paint_crosses(self, painter: QPainter, cell: float, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.surface), theme.pen(1.0)))
        for pixel in np.flatnonzero(self._difference() <= -_SEEN).tolist():
            x, y = pixel % SIDE * cell, pixel // SIDE * cell
            painter.drawLine(QPointF(x, y), QPointF(x + cell, y + cell))
            painter.drawLine(QPointF(x + cell, y), QPointF(x, y + cell))


def _rgb(color: str) -> npt.NDArray[np.float64]:
    c = QColor(color)
    return np.array([c.red(), c.green(), c.blue()], float)
