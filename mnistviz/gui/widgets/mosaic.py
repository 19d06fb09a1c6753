"""All first-layer filters as heatmaps in one image."""

import math

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPoint, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, qRgb
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.drawing import SIDE
from mnistviz.gui.theme import Theme
from mnistviz.nn.arrays import FloatArray

_GAP = 2
_LEVELS = 127
"""Shades on either side of zero."""


class Mosaic(QWidget):
    """Paints filters ``(784, n)`` with zero in the middle of a diverging colour map.

    The whole mosaic is one indexed image: painting costs the same for 64 filters as for one.
    ``hovered`` carries a filter's number, or -1; ``clicked`` a filter's number.
    """

    hovered = pyqtSignal(int)
    clicked = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("First-layer filters")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 110)
        self.setMouseTracking(True)
        self._filters: FloatArray | None = None
        self._limits: FloatArray = np.ones(1, np.float32)
        self._only: int | None = None
        self._under_pointer = -1
        self._theme: Theme | None = None

    @property
    def only(self) -> int | None:
        """The one filter that fills the widget, if any."""
        return self._only

    def set_filters(self, filters: FloatArray, limits: FloatArray) -> None:
        """Show ``(784, n)`` values; a value of ``limits`` (1 or n of them) has the full colour."""
        self._filters, self._limits = filters, limits
        if self._only is not None and self._only >= filters.shape[1]:
            self._only = None
        self.update()

    def enlarge(self, number: int | None) -> None:
        """Show one filter alone; None for all again."""
        self._only = number
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Four rows of sixteen at a good size."""
        return QSize(640, 200)

    def grid(self) -> tuple[int, int, int, QPoint]:
        """Columns, rows, side of a tile in pixels, and where the first tile begins."""
        count = 1 if self._only is not None or self._filters is None else self._filters.shape[1]
        best = (1, count, 0)
        for columns in range(1, count + 1):
            rows = math.ceil(count / columns)
            if columns * rows > count and count % 2 == 0:  # leave no ragged row where none need be
                continue
            side = min(self.width() // columns, self.height() // rows) - _GAP
            if side > best[2]:
                best = (columns, rows, side)
        columns, rows, side = best
        if side > SIDE * 2:  # whole screen pixels per weight, where there is room for it
            side -= side % SIDE
        width, height = columns * (side + _GAP) - _GAP, rows * (side + _GAP) - _GAP
        return (
            columns,
            rows,
            side,
            QPoint((self.width() - width) // 2, (self.height() - height) // 2),
        )

    def tile_rect(self, number: int) -> QRect:
        """Where filter ``number`` is painted."""
        columns, _rows, side, origin = self.grid()
        index = 0 if self._only is not None else number
        row, column = divmod(index, columns)
        corner = origin + QPoint(column * (side + _GAP), row * (side + _GAP))
        return QRect(corner, QSize(side, side))

    def filter_at(self, position: QPoint) -> int:
        """The number of the filter there, or -1."""
        if self._filters is None:
            return -1
        if self._only is not None:
            return self._only
        columns, rows, side, origin = self.grid()
        column = (position.x() - origin.x()) // (side + _GAP)
        row = (position.y() - origin.y()) // (side + _GAP)
        number = row * columns + column
        inside = 0 <= column < columns and 0 <= row < rows
        return number if inside and number < self._filters.shape[1] else -1

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """One image, and a frame around the filter under the pointer."""
        if self._theme is None or self._filters is None:
            return
        painter = QPainter(self)
        shades = _shades(self._filters, self._limits)
        numbers = range(shades.shape[1]) if self._only is None else [self._only]
        columns, rows, side, _origin = self.grid()
        if side <= 0:
            return
        image = _tiled(shades[:, list(numbers)], columns, rows)
        image.setColorTable(color_table(self._theme))
        # Under two screen pixels a weight, skipping some of them would show patterns of its own.
        whole = side % SIDE == 0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not whole)
        for index, number in enumerate(numbers):
            row, column = divmod(index, columns)
            painter.drawImage(
                self.tile_rect(number), image, QRect(column * SIDE, row * SIDE, SIDE, SIDE)
            )
        if self._under_pointer in numbers and self._only is None:
            painter.setPen(QPen(QColor(self._theme.text), 2))
            painter.drawRect(self.tile_rect(self._under_pointer).adjusted(-1, -1, 1, 1))

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Tell which filter is under the pointer."""
        if event is not None:
            self._hover(self.filter_at(event.position().toPoint()))

    def leaveEvent(self, _event: object) -> None:
        """None is."""
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """A click on a filter."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            number = self.filter_at(event.position().toPoint())
            if number >= 0:
                self.clicked.emit(number)

    def _hover(self, number: int) -> None:
        if number != self._under_pointer:
            self._under_pointer = number
            self.hovered.emit(number)
            self.update()


def color_table(theme: Theme) -> list[int]:
    """255 colours from the most negative over zero (in the middle) to the most positive."""
    ends = QColor(theme.negative), QColor(theme.neutral), QColor(theme.positive)
    rgb = np.array([[c.red(), c.green(), c.blue()] for c in ends], float)
    at = np.linspace(0.0, 2.0, 2 * _LEVELS + 1)
    channels = [np.interp(at, [0.0, 1.0, 2.0], rgb[:, i]).round().astype(int) for i in range(3)]
    return [qRgb(int(r), int(g), int(b)) for r, g, b in zip(*channels, strict=True)]


def _shades(filters: FloatArray, limits: FloatArray) -> npt.NDArray[np.uint8]:
    """Values as indices into the colour table; beyond the limit the colour is the limit's."""
    scaled = np.clip(filters * (_LEVELS / limits), -_LEVELS, _LEVELS)
    return np.rint(scaled + _LEVELS).astype(np.uint8)


def _tiled(shades: npt.NDArray[np.uint8], columns: int, rows: int) -> QImage:
    """Filters ``(784, n)`` as one image of ``rows`` x ``columns`` tiles without gaps."""
    room = np.full((SIDE * SIDE, columns * rows), _LEVELS, np.uint8)
    room[:, : shades.shape[1]] = shades
    tiles = room.reshape(SIDE, SIDE, rows, columns).transpose(2, 0, 3, 1)
    data = np.ascontiguousarray(tiles).reshape(rows * SIDE, columns * SIDE)
    height, width = data.shape
    return QImage(data.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
