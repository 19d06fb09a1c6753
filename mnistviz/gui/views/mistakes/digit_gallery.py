"""Many digits as small pictures that scroll; only those in view cost anything."""

from collections.abc import Callable

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PyQt6.QtWidgets import QAbstractScrollArea, QFrame

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import LIGHT, SMALL, Theme, font
from mnistviz.gui.views.mistakes.thumbnails import Thumbnails
from mnistviz.gui.views.mistakes.tile_grid import TileGrid
from mnistviz.nn.arrays import IntArray

_BELOW = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_PRESSED = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DigitGallery(QAbstractScrollArea):
    """Pictures in rows, each with a line below it.

    ``picked`` carries the number of the image that was clicked, or chosen by Enter or Space; the
    arrow keys, Page Up and Down, Home and End move among them. ``left`` is emitted when neither
    the pointer nor the keyboard is in it any longer.
    """

    picked = pyqtSignal(int)
    left = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Images of these answers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if (viewport := self.viewport()) is not None:
            viewport.setMouseTracking(True)
        self._theme = LIGHT
        self._digits: LabelledImages | None = None
        self._numbers: IntArray = np.empty(0, np.int64)
        self._text: Callable[[int], str] = str
        self._widest = ""
        self._thumbnails = Thumbnails()
        self._cursor, self._under_pointer = 0, -1
        self._grid = TileGrid()

    @property
    def numbers(self) -> IntArray:
        """The images shown, ``(n,)``: their numbers among the digits, in order."""
        return self._numbers

    def text(self, place: int) -> str:
        """What is written below the ``place``-th in order."""
        return self._text(int(self._numbers[place]))

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is about to choose one: it must not change under their hands."""
        return self.hasFocus() or self.underMouse()

    @property
    def pointed(self) -> int | None:
        """The place in order of what the pointer is on, or else the keyboard; None without one."""
        if self._under_pointer >= 0:
            return self._under_pointer
        return self._cursor if self.hasFocus() and len(self._numbers) else None

    def set_images(
        self, digits: LabelledImages, numbers: IntArray, text: Callable[[int], str], widest: str
    ) -> None:
        """Show some images; it stays where it is scrolled, the keyboard on its image if that stays.

        Args:
            digits: what they are taken from.
            numbers: ``(n,)``, which of them, in order.
            text: what to write below an image, by its number; asked for those in view.
            widest: as wide as any of the texts.
        """
        meant = self._numbers[self._cursor] if len(self._numbers) else -1
        self._digits, self._numbers, self._text, self._widest = digits, numbers, text, widest
        again = np.flatnonzero(numbers == meant)
        self._cursor = int(again[0]) if len(again) else 0
        self._under_pointer = -1
        self._measure()
        self._repaint()

    def scroll_to_start(self) -> None:
        """Show the first images, as for another choice of them."""
        self._cursor = 0
        if (bar := self.verticalScrollBar()) is not None:
            bar.setValue(0)
        self._repaint()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self._measure()
        self._repaint()

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(240, 200)

    def minimumSizeHint(self) -> QSize:
        """Two pictures."""
        return QSize(90, 60)

    def tile(self, place: int) -> QRect:
        """Where the picture that is ``place``-th in order lies in the viewport, with its text."""
        return self._grid.tile(place, self._scrolled())

    def place_at(self, position: QPointF) -> int:
        """The place in order of the picture there, or -1."""
        place = self._grid.place_at(position, self._scrolled())
        return place if place < len(self._numbers) else -1

    def _scrolled(self) -> int:
        bar = self.verticalScrollBar()
        return 0 if bar is None else bar.value()

    def _measure(self) -> None:
        """Choose the size of the tiles, and tell the scroll bar how far it reaches."""
        bar, viewport = self.verticalScrollBar(), self.viewport()
        if bar is None or viewport is None:
            return
        # Room for the scroll bar is kept, or its coming and going would change the columns.
        room = max(self.width() - bar.sizeHint().width(), 1)
        self._grid = TileGrid.of(room, self._theme, self._widest)
        high = self._grid.rows(len(self._numbers)) * self._grid.height
        bar.setRange(0, max(high - viewport.height(), 0))
        bar.setSingleStep(self._grid.height // 2)
        bar.setPageStep(viewport.height())

    def _repaint(self) -> None:
        if (viewport := self.viewport()) is not None:
            viewport.update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Other rows come into view."""
        self._repaint()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Frame the picture under the pointer."""
        if event is not None:
            self._point_at(self.place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Wait for the button to be let go."""
        if event is not None:
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """A click on a picture."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            place = self.place_at(event.position())
            if place >= 0:
                self._cursor = place
                self.picked.emit(int(self._numbers[place]))

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """On a picture it is no more than a click."""
        if event is not None:
            event.setAccepted(self.place_at(event.position()) >= 0)

    def leaveEvent(self, event: QEvent | None) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._point_at(-1)
        self._tell_if_left()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._repaint()
        self._tell_if_left()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move among the pictures, or choose one; all other keys are the window's."""
        if event is None:
            return
        key, columns, last = Qt.Key(event.key()), self._grid.columns, len(self._numbers) - 1
        rows = max(self.height() // self._grid.height, 1)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -rows * columns,
            Qt.Key.Key_PageDown: rows * columns,
            Qt.Key.Key_Home: -self._cursor,
            Qt.Key.Key_End: last - self._cursor,
        }
        if key in _PRESSED:
            if len(self._numbers):
                self.picked.emit(int(self._numbers[self._cursor]))
        elif key in steps:
            self._cursor = max(min(self._cursor + steps[key], last), 0)
            self._scroll_to_cursor()
            self._repaint()
        else:
            super().keyPressEvent(event)

    def _scroll_to_cursor(self) -> None:
        bar, viewport, tile = self.verticalScrollBar(), self.viewport(), self.tile(self._cursor)
        if bar is None or viewport is None:
            return
        beyond = tile.bottom() + 1 - viewport.height()
        bar.setValue(bar.value() + (tile.top() if tile.top() < 0 else max(beyond, 0)))

    def _point_at(self, place: int) -> None:
        if place != self._under_pointer:
            for other in (self._under_pointer, place):
                if other >= 0 and (viewport := self.viewport()) is not None:
                    viewport.update(self.tile(other))
            self._under_pointer = place

    def _tell_if_left(self) -> None:
        if not self.is_in_use:
            self.left.emit()

    @undisturbed()
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The rows in view."""
        viewport, digits = self.viewport(), self._digits
        if viewport is None or digits is None or event is None:
            return
        painter = QPainter(viewport)
        painter.setFont(font(self._theme, SMALL))
        border, muted = QColor(self._theme.border), QColor(self._theme.muted)
        for place in self._grid.in_view(self._scrolled(), viewport.height()):
            inside = place < len(self._numbers) and event.rect().intersects(self.tile(place))
            if not inside:
                continue
            special = place == self._under_pointer or (place == self._cursor and self.hasFocus())
            self._paint_tile(painter, digits, place, border, muted)
            if special:
                self._paint_marks(painter, place)

    def _paint_tile(
        self, painter: QPainter, digits: LabelledImages, place: int, border: QColor, muted: QColor
    ) -> None:
        theme, tile, side = self._theme, self.tile(place), self._grid.side
        half_a_gap = (tile.width() - side) / 2.0
        number, ratio = int(self._numbers[place]), self.devicePixelRatioF()
        picture = self._thumbnails.picture(digits, number, side, theme, ratio)
        painter.drawPixmap(tile.topLeft(), picture)
        painter.setPen(border)
        painter.drawRect(tile.left(), tile.top(), side, side)
        painter.setPen(muted)
        below = QRectF(tile.left() - half_a_gap, tile.top() + side, tile.width(), tile.height())
        painter.drawText(below, _BELOW, self._text(number))

    def _paint_marks(self, painter: QPainter, place: int) -> None:
        """Thin for the pointer, thick for the keyboard."""
        theme, tile, side = self._theme, self.tile(place), self._grid.side
        frame = QRectF(tile.left() + 0.5, tile.top() + 0.5, side, side)
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.drawRect(frame)
        if place == self._cursor and self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), theme.pen(2.5)))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
