"""A 28x28 picture in the colours of what its pixels say for and against a digit."""

import numpy as np
from PyQt6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.ink.ink import SIDE
from mnistviz.gui.kit.figures import nice_ceiling
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.mosaic import color_table
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.gui.views.evidence.shared import outline
from mnistviz.nn.arrays import ByteArray, FloatArray

_INK = 96
"""From this byte on a pixel counts as the digit's, for its outline."""

_MARKED = 0.3
"""Share of the scale from which a pixel bears its sign, if it is wide enough for one."""

_DEEP = 0.55
"""From here on the colour is so deep that a sign on it has the colour of the paper."""

_WIDE_ENOUGH = 5.0
"""Screen pixels."""

_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -SIDE,
    Qt.Key.Key_Down: SIDE,
}


class EvidencePicture(QWidget):
    """Green speaks for the digit and purple against it; the digit's ink has an outline.

    ``pointed`` carries the number of the pixel under the pointer, or chosen with the arrow keys;
    -1 for none.

    Attributes:
        limit: the contribution that has the full colour.
    """

    pointed = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.limit = 1.0
        self._contributions: FloatArray = np.zeros(SIDE * SIDE, np.float32)
        self._pixels: ByteArray = np.zeros(SIDE * SIDE, np.uint8)
        self._line = QPainterPath()
        self._at, self._side = -1, 168
        self._theme: Theme | None = None

    def set_evidence(self, contributions: FloatArray, pixels: ByteArray) -> None:
        """Show ``(784,)`` contributions of the ``(784,)`` bytes of a picture."""
        self._contributions = contributions
        # Colours that change their meaning with every frame cannot be read: round limits do so
        # seldom.
        self.limit = nice_ceiling(max(float(np.abs(contributions).max()), 1e-6))
        if pixels is not self._pixels:
            self._pixels, self._line = pixels, outline(pixels >= _INK)
        self.update()

    def set_side(self, side: int) -> None:
        """Be a picture so many screen pixels wide, with the key to its colours below it."""
        if side != self._side:
            self._side = side
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    @property
    def key_height(self) -> int:
        """What the key to the colours takes, in screen pixels."""
        return self._theme.px(20) if self._theme else 20

    @property
    def contributions(self) -> FloatArray:
        """What is shown: ``(784,)``."""
        return self._contributions

    def sizeHint(self) -> QSize:
        """A square and the key."""
        return QSize(self._side, self._side + self.key_height)

    def pixel_at(self, place: QPoint) -> int:
        """The number of the pixel there; -1 if there is none."""
        column, row = (int(part * SIDE // self._side) for part in (place.x(), place.y()))
        inside = 0 <= column < SIDE and 0 <= row < SIDE
        return row * SIDE + column if inside else -1

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The pixels, the digit's outline, signs, the pixel pointed at, and the key."""
        if self._theme is None:
            return
        theme, painter = self._theme, QPainter(self)
        cell, side = self._side / SIDE, float(self._side)
        painter.drawImage(QRectF(0, 0, side, side), self._image(theme))
        if cell >= _WIDE_ENOUGH:
            self._paint_signs(painter, cell, theme)
        painter.setPen(_thin(theme.muted, theme.pen(1.0)))
        painter.save()
        painter.scale(cell, cell)
        painter.drawPath(self._line)
        if self._at >= 0:
            painter.setPen(_thin(theme.text, theme.pen(2.0)))
            painter.drawRect(QRectF(self._at % SIDE, self._at // SIDE, 1.0, 1.0))
        painter.restore()
        focused = self.hasFocus()
        width = 2.0 if focused else 1.0
        painter.setPen(QPen(QColor(theme.strong if focused else theme.border), width))
        painter.drawRect(QRectF(width / 2, width / 2, side - width, side - width))
        self._paint_key(painter, theme)

    def _image(self, theme: Theme) -> QImage:
        colors = np.array(color_table(theme), np.uint32)
        most = (len(colors) - 1) / 2.0
        levels = np.clip(np.rint(self._contributions * (most / self.limit)), -most, most) + most
        data = colors[levels.astype(np.intp)]
        return QImage(data.tobytes(), SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32).copy()

    def _paint_signs(self, painter: QPainter, cell: float, theme: Theme) -> None:
        size = cell * 0.22
        shares = np.abs(self._contributions) / self.limit
        for pixel in np.flatnonzero(shares >= _MARKED).tolist():
            color = theme.surface if shares[pixel] >= _DEEP else theme.text
            painter.setPen(QPen(QColor(color), max(cell * 0.09, 1.0)))
            x, y = (pixel % SIDE + 0.5) * cell, (pixel // SIDE + 0.5) * cell
            painter.drawLine(QPointF(x - size, y), QPointF(x + size, y))
            if self._contributions[pixel] > 0.0:
                painter.drawLine(QPointF(x, y - size), QPointF(x, y + size))

    def _paint_key(self, painter: QPainter, theme: Theme) -> None:
        colors = color_table(theme)
        image = QImage(len(colors), 1, QImage.Format.Format_RGB32)
        for x, color in enumerate(colors):
            image.setPixel(x, 0, color)
        painter.setFont(font(theme, CAPTION))
        low, high = f"−{self.limit:g}", f"+{self.limit:g}"
        room = float(painter.fontMetrics().horizontalAdvance(high)) + theme.px(6)
        top, height = float(self._side + theme.px(4)), float(theme.px(16))
        bar = QRectF(room, top + theme.px(4), self._side - 2 * room, height - 2 * theme.px(4))
        if bar.width() > 0.0:
            painter.drawImage(bar, image)
            painter.setPen(QColor(theme.border))
            painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, room, height), middle | Qt.AlignmentFlag.AlignLeft, low)
        right = QRectF(self._side - room, top, room, height)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, high)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at a pixel."""
        if event is not None:
            self._point(self.pixel_at(event.position().toPoint()))

    def leaveEvent(self, _event: object) -> None:
        """At none."""
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """The arrow keys move from pixel to pixel."""
        move = None if event is None else _MOVES.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        start = SIDE * SIDE // 2 + SIDE // 2 if self._at < 0 else self._at + move
        if 0 <= start < SIDE * SIDE:
            self._point(start)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Seen by its frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Nothing is pointed at any more."""
        super().focusOutEvent(event)
        self._point(-1)
        self.update()

    def _point(self, pixel: int) -> None:
        if pixel != self._at:
            self._at = pixel
            self.pointed.emit(pixel)
            self.update()


def _thin(color: str, width: float) -> QPen:
    """A line of that width whatever the painter's scale."""
    pen = QPen(QColor(color), width)
    pen.setCosmetic(True)
    return pen
