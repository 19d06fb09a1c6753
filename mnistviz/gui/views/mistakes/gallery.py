"""The images of a cell of the confusion matrix, or of all mistakes, the most confident first."""

import math
from collections.abc import Callable

import numpy as np
from PyQt6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QStandardItemModel,
)
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.pixel_image import ink_image
from mnistviz.gui.kit.theme import LIGHT, SMALL, Theme, font
from mnistviz.nn.arrays import IntArray

_SMALLEST, _LARGEST = 42, 84
"""Sides of a picture, at scale 1."""

_COLUMNS = 8
"""With room for more, the pictures are larger instead."""

_GAP = 6
"""Between two pictures, at scale 1."""

_KEPT = 600
"""More pictures than a large screen shows; beyond, all are drawn anew."""

_MOVES = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
)
_PRESSED = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Images(QStandardItemModel):
    """Some images of a data set, by their numbers, each with a text.

    Qt's own model counts the rows, which Qt asks for with each of thousands: Python takes ten times
    as long for that.
    """

    def __init__(self) -> None:
        super().__init__(0, 1)
        self.numbers: IntArray = np.empty(0, np.int64)
        self.text: Callable[[int], str] = str

    def replace(self, numbers: IntArray, text: Callable[[int], str]) -> None:
        self.numbers, self.text = numbers, text
        self.setRowCount(len(numbers))

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What is written below an image, to be read aloud as well."""
        shown = index.isValid() and role == Qt.ItemDataRole.DisplayRole
        return self.text(int(self.numbers[index.row()])) if shown else None


class _Tile(QStyledItemDelegate):
    """Paints a picture and the line below it; keeps the pictures, of one size and theme."""

    def __init__(self, images: _Images) -> None:
        super().__init__()
        self._images = images
        self._key: tuple[object, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self.theme, self.font = LIGHT, font(LIGHT, SMALL)
        self.digits: LabelledImages | None = None
        self.size = QSize(1, 1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """The same for all, with the gap at the right and below."""
        return self.size

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """The picture, its text, thin for the pointer and thick for the keyboard a frame."""
        if painter is None or self.digits is None:
            return
        theme, tile, gap = self.theme, option.rect, self.theme.px(_GAP)
        side, number = tile.width() - gap, int(self._images.numbers[index.row()])
        painter.drawPixmap(tile.topLeft(), self._picture(self.digits, number, side, painter))
        painter.setPen(QColor(theme.border))
        painter.drawRect(tile.left(), tile.top(), side, side)
        painter.setPen(QColor(theme.muted))
        painter.setFont(self.font)
        below = QRectF(tile.left() - gap / 2.0, tile.top() + side, tile.width(), tile.height())
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, top, self._images.text(number))
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if has_keyboard or option.state & QStyle.StateFlag.State_MouseOver:
            frame = QRectF(tile.left() + 0.5, tile.top() + 0.5, side, side)
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.drawRect(frame)
            if has_keyboard:
                painter.setPen(QPen(QColor(theme.text), theme.pen(2.5)))
                painter.drawRect(frame.adjusted(1, 1, -1, -1))

    def _picture(
        self, digits: LabelledImages, number: int, side: int, painter: QPainter
    ) -> QPixmap:
        device = painter.device()
        ratio = 1.0 if device is None else device.devicePixelRatioF()
        key = (digits, side, self.theme, ratio)
        if key != self._key or len(self._pictures) >= _KEPT:
            self._key = key
            self._pictures.clear()
        if number not in self._pictures:
            size = QSize(round(side * ratio), round(side * ratio))
            pixels = digits.images[number].reshape(digits.info.shape)
            image = ink_image(pixels, self.theme).scaled(
                size, transformMode=Qt.TransformationMode.SmoothTransformation
            )
            image.setDevicePixelRatio(ratio)
            self._pictures[number] = QPixmap.fromImage(image)
        return self._pictures[number]


class DigitGallery(QListView):
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
        self._images = _Images()
        self._tile = _Tile(self._images)
        self._widest = ""
        self.setModel(self._images)
        self.setItemDelegate(self._tile)
        self.setMinimumSize(90, 60)  # two pictures
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)  # newer images leave it where it is
        self.clicked.connect(self._pick)
        if (viewport := self.viewport()) is not None:
            viewport.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def numbers(self) -> IntArray:
        """The images shown, ``(n,)``: their numbers among the digits, in order."""
        return self._images.numbers

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is about to choose one: it must not change under their hands."""
        return self.hasFocus() or self.underMouse()

    def number_at(self, place: QPoint | None) -> int | None:
        """Of the image at a place in the widget, or without one of that with the keyboard."""
        index = self.currentIndex() if place is None else self.indexAt(place)
        return int(self.numbers[index.row()]) if index.isValid() else None

    def tile(self, number: int) -> QRect:
        """Where the picture that is ``number``-th in order lies, with its text and the gaps."""
        return self.visualRect(self._images.index(number, 0))

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
        again = np.flatnonzero(numbers == self.number_at(None))
        self._tile.digits, self._widest = digits, widest
        self._images.replace(numbers, text)
        self.setCurrentIndex(self._images.index(int(again[0]) if len(again) else 0, 0))
        self._measure()

    def scroll_to_start(self) -> None:
        """Show the first images, as for another choice of them."""
        self.setCurrentIndex(self._images.index(0, 0))
        self.scrollToTop()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._tile.theme, self._tile.font = theme, font(theme, SMALL)
        self._measure()

    def _room(self) -> int:
        """Pixels for the columns.

        Qt keeps some for the scroll bar, or its coming and going would change them, and has a row
        end one pixel before the edge.
        """
        bar = self.verticalScrollBar()
        return max(self.width() - (0 if bar is None else bar.sizeHint().width()) - 1, 1)

    def _measure(self) -> None:
        """As many columns as there is room for, each picture as wide as its text at least."""
        theme, room = self._tile.theme, self._room()
        metrics = QFontMetricsF(self._tile.font)
        gap, line = theme.px(_GAP), math.ceil(metrics.height())
        text = math.ceil(metrics.horizontalAdvance(self._widest)) + 3
        smallest = max(theme.px(_SMALLEST), text) + gap
        columns = min(max(room // smallest, 1), _COLUMNS)
        width = max(min(room // columns, max(theme.px(_LARGEST) + gap, smallest)), gap + 1)
        self._tile.size = QSize(width, width + line)
        self.scheduleDelayedItemsLayout()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(int(self.numbers[index.row()]))

    def _tell_if_left(self) -> None:
        if not self.is_in_use:
            self.left.emit()

    @undisturbed()
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Nobody asks for the lock between two pictures."""
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Lay the images out in as many columns as have room."""
        self._measure()
        super().resizeEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """On a picture it is no more than a click; beside them it is the panel's."""
        if event is not None and self.indexAt(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)
        elif event is not None:
            event.ignore()

    def leaveEvent(self, event: QEvent | None) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._tell_if_left()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._tell_if_left()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move in reading order, or choose an image; all other keys are the window's."""
        if event is None:
            return
        count, tile = len(self.numbers), self._tile.size
        columns = max(self._room() // tile.width(), 1)
        page = max(self.height() // tile.height(), 1) * columns
        by = dict(zip(_MOVES, (-1, 1, -columns, columns, -page, page, -count, count), strict=True))
        if (step := by.get(Qt.Key(event.key()))) is not None:
            place = max(min(self.currentIndex().row() + step, count - 1), 0)
            self.setCurrentIndex(self._images.index(place, 0))
            self.scrollTo(self.currentIndex())
        elif event.key() in _PRESSED:
            self._pick(self.currentIndex())
        else:
            event.ignore()
