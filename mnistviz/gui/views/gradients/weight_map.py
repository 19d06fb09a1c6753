"""Numbers of a matrix as colours, with a mark that can be moved from one to another."""

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.mosaic import color_table
from mnistviz.gui.kit.theme import Theme
from mnistviz.nn.arrays import FloatArray

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_MARK = 9.0
"""Pixels that the mark's frame has at least, however small a number's place is."""


class WeightMap(QWidget):
    """One image of any shape, stretched to a square; zero is in the middle of the colours.

    ``moved`` carries row and column when a person moves the mark.
    """

    moved = pyqtSignal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._side = 126
        self._values: FloatArray | None = None
        self._limit = 1.0
        self._mark = (0, 0)
        self._theme: Theme | None = None
        self._image: QImage | None = None

    @property
    def mark(self) -> tuple[int, int]:
        """Row and column."""
        return self._mark

    @property
    def values(self) -> FloatArray | None:
        """What is shown."""
        return self._values

    def set_values(self, values: FloatArray | None, limit: float) -> None:
        """Show a matrix; ``limit`` (above 0) and beyond has the full colour."""
        self._values, self._limit, self._image = values, limit, None
        self.update()

    def set_mark(self, row: int, column: int) -> None:
        """Put the mark there."""
        if (row, column) != self._mark:
            self._mark = (row, column)
            self.update()

    def set_side(self, side: int) -> None:
        """Be so many pixels wide and high."""
        if side != self._side:
            self._side = side
            self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme, self._image = theme, None
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def place_of(self, row: int, column: int) -> QRectF:
        """Where a number is painted."""
        rows, columns = (1, 1) if self._values is None else self._values.shape
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        width, height = area.width() / columns, area.height() / rows
        return QRectF(area.x() + column * width, area.y() + row * height, width, height)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The image, the mark, and a frame that shows whether it has the keyboard."""
        if self._theme is None:
            return
        theme, painter = self._theme, QPainter(self)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._values is not None:
            if self._image is None:
                self._image = _image(self._values, self._limit, theme)
            coarse = area.width() >= self._image.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not coarse)
            painter.drawImage(area, self._image)
        focused = self.hasFocus()
        color, width = (theme.strong, 2) if focused else (theme.border, 1)
        painter.setPen(QPen(QColor(color), width))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if self._values is not None:
            place = self.place_of(*self._mark)
            wide, high = max(place.width(), _MARK), max(place.height(), _MARK)
            frame = QRectF(0, 0, wide, high)
            frame.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for ink, line in ((theme.surface, 4.0), (theme.text, 1.5)):
                painter.setPen(QPen(QColor(ink), theme.pen(line)))
                painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Choose what is under the pointer."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """With the button down, the mark follows."""
        if event is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """The arrow keys move the mark; all others are for the window."""
        if event is None:
            return
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(self._mark[0] + step[0], self._mark[1] + step[1])

    def _choose(self, position: QPointF) -> None:
        cell = self.place_of(0, 0)
        row = (position.y() - cell.y()) // cell.height()
        column = (position.x() - cell.x()) // cell.width()
        self._go(int(row), int(column))

    def _go(self, row: int, column: int) -> None:
        if self._values is None:
            return
        rows, columns = self._values.shape
        mark = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
        if mark != self._mark:
            self.set_mark(*mark)
            self.moved.emit(*mark)


def _image(values: FloatArray, limit: float, theme: Theme) -> QImage:
    colors = np.array(color_table(theme), np.uint32)
    middle = len(colors) // 2
    with np.errstate(invalid="ignore"):  # what is no number has the colour of 0
        scaled = np.nan_to_num(np.clip(values / limit, -1.0, 1.0))
    data = colors.take(np.rint(scaled * middle + middle).astype(np.intp))
    height, width = data.shape
    return QImage(data.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
