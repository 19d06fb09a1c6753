"""All first-layer filters as heatmaps in one image."""

import math
from functools import cache

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PyQt6.QtWidgets import QGraphicsPixmapItem, QGraphicsRectItem, QSizePolicy

from mnistviz.data.ink.pen import SHAPE
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.pixel_image import color_table, image_of, shades
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import Theme
from mnistviz.nn.arrays import FloatArray

_GAP = 1
"""Between two tiles, in weights."""


class Mosaic(SceneView):
    """Filters with zero in the middle of a diverging colour map.

    The whole mosaic is one image: painting costs the same for 64 filters as for one.
    ``hovered`` carries a filter's number, or -1; ``clicked`` a filter's number. Two clicks that
    make a double click are two for ``clicked``, wherever the second falls.

    By keyboard, arrow keys, Home and End go from filter to filter, Enter and Space choose the one
    framed. ``moved`` carries its number, or -1 when the keyboard has gone elsewhere; ``chosen`` a
    number.

    Attributes:
        only: the one filter that fills the widget, if any.
        number: of the filter that the keyboard is on.
        key_frame: around it.
    """

    hovered = pyqtSignal(int)
    clicked = pyqtSignal(int)
    moved = pyqtSignal(int)
    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        speak(
            self,
            name="First-layer filters",
            description="One filter: arrow keys go to another, Enter enlarges it",
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 110)
        if (viewport := self.viewport()) is not None:
            viewport.setMouseTracking(True)
        self._filters: FloatArray | None = None
        self._shape = SHAPE
        self._limits: FloatArray = np.ones(1, np.float32)
        self.only: int | None = None
        self._under_pointer = -1
        self._clicked, self._is_second = -1, False
        self._theme: Theme | None = None
        self._cached_grid: tuple[int, int, float, QPointF] | None = None
        self.number = 0
        self._picture = QGraphicsPixmapItem()
        self._frame, self.key_frame = QGraphicsRectItem(), QGraphicsRectItem()
        for item in (self._picture, self._frame, self.key_frame):
            self.add(item)
        self._show_frames()

    def set_filters(
        self, filters: FloatArray, limits: FloatArray, shape: tuple[int, int] = SHAPE
    ) -> None:
        """Show ``(height * width, n)`` values, filters of such a shape.

        A value of ``limits`` (1 or n of them) has the full colour.
        """
        if self._filters is None or (self._filters.shape, self._shape) != (filters.shape, shape):
            self._cached_grid = None
            self._under_pointer = -1
        self._filters, self._limits, self._shape = filters, limits, shape
        self.number = min(self.number, max(self._count - 1, 0))
        if self.only is not None and self.only >= filters.shape[1]:
            self.only = None
        self._show()

    def enlarge(self, number: int | None) -> None:
        """Show one filter alone; None for all again."""
        self.only = number
        self._cached_grid = None
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.set_background(theme.surface)
        self._frame.setPen(QPen(QColor(theme.text), theme.pen(2.0)))
        self.key_frame.setPen(QPen(QColor(theme.strong), round(theme.pen(2.0))))
        self._show()

    def sizeHint(self) -> QSize:
        """Four rows of sixteen at a good size."""
        return QSize(640, 200)

    def tile_rect(self, number: int) -> QRectF:
        """Where filter ``number`` is painted."""
        columns, _rows, scale, origin = self._grid()
        row, column = divmod(0 if self.only is not None else number, columns)
        height, width = self._shape
        x, y = column * (width + _GAP) * scale, row * (height + _GAP) * scale
        return QRectF(origin.x() + x, origin.y() + y, width * scale, height * scale)

    def filter_at(self, position: QPointF) -> int:
        """The number of the filter there, or -1."""
        if self._filters is None:
            return -1
        if self.only is not None:
            return self.only
        columns, rows, scale, origin = self._grid()
        down, across = ((side + _GAP) * scale for side in self._shape)
        column = math.floor((position.x() - origin.x()) / across)
        row = math.floor((position.y() - origin.y()) / down)
        number = row * columns + column
        inside = 0 <= column < columns and 0 <= row < rows
        return number if inside and number < self._filters.shape[1] else -1

    def _show(self) -> None:
        """Give Qt one image, and a frame around the filter under the pointer."""
        if self._theme is None or self._filters is None:
            return
        columns, rows, scale, origin = self._grid()
        shown = self._filters if self.only is None else self._filters[:, [self.only]]
        limits = self._limits
        if self.only is not None and len(limits) > 1:
            limits = limits[[self.only]]
        image = _tiled(shades(shown, limits), _palette(self._theme), (rows, columns), self._shape)
        # Between one and two screen pixels a weight, repeating some of them would show patterns
        # that are not the network's.
        smooth = Qt.TransformationMode.SmoothTransformation
        plain = Qt.TransformationMode.FastTransformation
        self._picture.setTransformationMode(plain if scale.is_integer() else smooth)
        self._picture.setPos(origin)
        self._picture.setScale(scale)
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._show_frames()

    def _show_frames(self) -> None:
        """Around the filter under the pointer, and around that with the keyboard."""
        framed = self._under_pointer >= 0 and self.only is None
        if framed:
            self._frame.setRect(self.tile_rect(self._under_pointer).adjusted(-1, -1, 1, 1))
        self._frame.setVisible(framed)
        self.key_frame.setVisible(self.hasFocus() and self._count > 0)
        if self.key_frame.isVisible() and self._theme is not None:
            beside = self._theme.px(3) - self.key_frame.pen().widthF() / 2.0
            tile = QRectF(self.tile_rect(self.number).toAlignedRect())
            self.key_frame.setRect(tile.adjusted(-beside, -beside, beside, beside))

    @property
    def _count(self) -> int:
        return 0 if self._filters is None else int(self._filters.shape[1])

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The best arrangement may be another one now."""
        super().resizeEvent(event)
        self._cached_grid = None
        self._show()

    def _grid(self) -> tuple[int, int, float, QPointF]:
        """Columns, rows, screen pixels per weight, and where the first tile begins."""
        if self._cached_grid is None:
            self._cached_grid = self._arrange()
        return self._cached_grid

    def _arrange(self) -> tuple[int, int, float, QPointF]:
        count = 1 if self.only is not None else max(self._count, 1)
        (down, across), best = self._shape, (1, count, 0.0)
        for columns in (c for c in range(1, count + 1) if count % c == 0):
            rows = count // columns
            width, height = columns * (across + _GAP) - _GAP, rows * (down + _GAP) - _GAP
            scale = min(self.width() / width, self.height() / height)
            if scale > best[2]:
                best = (columns, rows, scale)
        columns, rows, scale = best
        if scale >= 2.0:
            scale = float(math.floor(scale))
        width, height = columns * (across + _GAP) - _GAP, rows * (down + _GAP) - _GAP
        left = max((self.width() - width * scale) / 2.0, 0.0)
        top = max((self.height() - height * scale) / 2.0, 0.0)
        return columns, rows, scale, QPointF(round(left), round(top))

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Tell which filter is under the pointer."""
        if event is not None:
            self._hover(self.filter_at(event.position()))

    def leaveEvent(self, _event: object) -> None:
        """The pointer is over no filter any longer."""
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Whatever came before, this begins a click."""
        self._is_second = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """A click on a filter."""
        if event is None or event.button() != Qt.MouseButton.LeftButton or self._is_second:
            return
        self._clicked = self.filter_at(event.position())
        if self._clicked >= 0:
            self.clicked.emit(self._clicked)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Leave it to the window: what the first click has done is undone by another one."""
        if event is None:
            return
        if event.button() == Qt.MouseButton.LeftButton and not self._is_second:
            self._is_second = True
            if self._clicked >= 0:
                self.clicked.emit(self._clicked)
            self._clicked = -1
        event.ignore()

    def _hover(self, number: int) -> None:
        if number != self._under_pointer:
            self._under_pointer = number
            self.hovered.emit(number)
            self._show_frames()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go to another filter, or choose this one; all other keys are for the window."""
        if event is None:
            return
        last, key = self._count - 1, Qt.Key(event.key())
        columns = self._grid()[0] if self.only is None else self._count
        wanted = {
            Qt.Key.Key_Left: self.number - 1,
            Qt.Key.Key_Right: self.number + 1,
            Qt.Key.Key_Up: self.number - columns,
            Qt.Key.Key_Down: self.number + columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and last >= 0:
            self.chosen.emit(self.number)
        elif key not in wanted:
            event.ignore()
        elif 0 <= wanted[key] <= last:
            self.number = wanted[key]
            self.moved.emit(self.number)
        self._show_frames()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show the frame, and tell which filter it is around."""
        super().focusInEvent(event)
        self._show_frames()
        if self._count:
            self.moved.emit(self.number)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Hide the frame."""
        super().focusOutEvent(event)
        self._show_frames()
        self.moved.emit(-1)


@cache
def _palette(theme: Theme) -> npt.NDArray[np.uint32]:
    """The colours that shades are indices of; the last is that of the gaps."""
    return np.append(color_table(theme), np.uint32(QColor(theme.surface).rgb()))


def _tiled(
    levels: npt.NDArray[np.uint8],
    palette: npt.NDArray[np.uint32],
    tiles: tuple[int, int],
    shape: tuple[int, int],
) -> QImage:
    """Filters ``(height * width, n)`` of a shape as one image of rows and columns of tiles."""
    (rows, columns), (height, width) = tiles, shape
    room = np.full((rows, height + _GAP, columns, width + _GAP), len(palette) - 1, np.uint8)
    room[:, :-_GAP, :, :-_GAP] = levels.reshape(*shape, *tiles).transpose(2, 0, 3, 1)
    # In full colour: Qt scales such an image three times as fast as an indexed one.
    return image_of(palette.take(room.reshape(rows * (height + _GAP), -1)[:-_GAP, :-_GAP]))
