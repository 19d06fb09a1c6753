"""Pictures whose pixels can be told apart: what a network is given, and numbers as colours."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Generic, Protocol, TypeVar

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.ink.pen import PIXELS, SHAPE
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.pixel_image import ink_image
from mnistviz.gui.kit.theme import Theme
from mnistviz.nn.arrays import ByteArray

_FAINT = 0.4
"""How strong the ink of a picture is that adds nothing to the one before."""

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

Place = tuple[int, int]
"""Row and column of a pixel."""


def place_in(cell: QSizeF, at: Place) -> QRectF:
    """Where a pixel lies in an image whose pixels are so large."""
    row, column = at
    corner = QPointF(column * cell.width(), row * cell.height())
    return QRectF(corner, cell)


class Pixels(Protocol):
    """What a picture shows: a value, as an image and what is painted over it."""

    @property
    def shape(self) -> Place:
        """How many rows and columns."""

    @property
    def is_picture(self) -> bool:
        """Whether its pixels are squares; those of any other matrix together make a square."""

    def image(self, theme: Theme) -> QImage:
        """A pixel each, in the theme's colours."""

    def paint_over(self, painter: QPainter, cell: QSizeF, theme: Theme, at: Place | None) -> None:
        """Lines over the image, with (0, 0) at its upper left corner.

        Args:
            painter: not antialiased.
            cell: how large a pixel is on the screen.
            theme: colours and widths.
            at: the pixel that is pointed at.
        """


@dataclass(frozen=True, eq=False)
class Ink:
    """A digit as the network is given it: dark on light or light on dark, as the theme has it.

    Attributes:
        pixels: ``(height * width,)`` bytes, ink is 255.
        faint: whether it is painted as one that adds nothing to the one before.
        shape: (height, width).
    """

    pixels: ByteArray
    faint: bool = False
    shape: Place = SHAPE
    is_picture: ClassVar[bool] = True

    def image(self, theme: Theme) -> QImage:
        """Paper is the surface's colour."""
        return ink_image(self.pixels.reshape(self.shape), theme, _FAINT if self.faint else 1.0)

    def paint_over(self, painter: QPainter, cell: QSizeF, theme: Theme, at: Place | None) -> None:
        """The ink says it all."""


BLANK = Ink(np.zeros(PIXELS, np.uint8))


class Pointing(Enum):
    """What a person can do with a picture's pixels; the arrow keys do the same."""

    NONE = "look at them"
    HOVER = "point at one, until the pointer or the keyboard goes elsewhere"
    CHOOSE = "choose one, with the button down, until another is chosen"


_P = TypeVar("_P", bound=Pixels)


class PixelPicture(QWidget, Generic[_P]):
    """One image that is not smoothed, and a frame that tells who has the keyboard.

    It fits into a square: all of it, if the pixels are squares, has the shape of the image.

    ``pointed`` is emitted when a person has pointed at another pixel, or at none any longer.

    Attributes:
        shown: what is shown.
        at: the pixel pointed at or chosen; None without one.
    """

    pointed = pyqtSignal()

    def __init__(self, name: str, side: int, shown: _P, pointing: Pointing = Pointing.NONE) -> None:
        """``name`` is its accessible name, in English; ``side`` in pixels at scale 1."""
        super().__init__()
        speak(self, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if pointing is not Pointing.NONE:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(pointing is Pointing.HOVER)
        if pointing is Pointing.CHOOSE:
            self.setCursor(Qt.CursorShape.CrossCursor)
        self.shown = shown
        self.at: Place | None = None
        self._pointing, self._side = pointing, side
        self._margin = 2.0 if pointing is Pointing.CHOOSE else 0.0  # for the frame of the chosen
        self._fixed: int | None = None
        self._theme: Theme | None = None
        self._image: QImage | None = None

    def show_pixels(self, shown: _P) -> None:
        """Show something else."""
        before, after = ([*map(id, vars(each).values())] for each in (self.shown, shown))
        if before != after:
            self.shown, self._image = shown, None
            self.update()

    def mark(self, row: int, column: int) -> None:
        """Have this pixel chosen, without telling anybody."""
        self.at = row, column
        self.update()

    def set_side(self, side: int) -> None:
        """Be so many pixels wide and high, whatever the theme's scale."""
        if side != self._fixed:
            self._fixed = side
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme, self._image = theme, None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        side = self._theme.px(self._side) if self._theme else self._side
        side = side if self._fixed is None else self._fixed
        return QSize(side, side)

    def place_of(self, row: int, column: int) -> QRectF:
        """Where a pixel is painted."""
        return place_in(self._cell(), (row, column)).translated(self._area().topLeft())

    def _area(self) -> QRectF:
        side = min(self.width(), self.height()) - 2.0 * self._margin
        rows, columns = self.shown.shape if self.shown.is_picture else (1, 1)
        longer = max(rows, columns)
        return QRectF(self._margin, self._margin, side * columns / longer, side * rows / longer)

    def _cell(self) -> QSizeF:
        rows, columns = self.shown.shape
        area = self._area()
        return QSizeF(area.width() / columns, area.height() / rows)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The image, a frame, and what is painted over both."""
        if self._theme is None:
            return
        theme, area = self._theme, self._area()
        if self._image is None:
            self._image = self.shown.image(theme)
        painter = QPainter(self)
        # With several numbers in a screen pixel, leaving some of them out would show a wrong one.
        smooth = area.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(area, self._image)
        color, width = (theme.strong, 2.0) if self.hasFocus() else (theme.border, 1.0)
        inside = max(width, self._margin) / 2.0 - self._margin
        painter.setPen(QPen(QColor(color), width))
        painter.drawRect(area.adjusted(inside, inside, -inside, -inside))
        painter.translate(area.topLeft())
        self.shown.paint_over(painter, self._cell(), theme, self.at)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Choose what is under the pointer."""
        if event is None:
            return
        if self._pointing is Pointing.CHOOSE and event.button() == Qt.MouseButton.LeftButton:
            self._point(self._nearest(*self._at(event.position())))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at what is under the pointer; with the button down, what is chosen follows."""
        if event is None:
            return
        at = self._at(event.position())
        if self._pointing is Pointing.HOVER:
            self._point(at if at == self._nearest(*at) else None)
        elif self._pointing is Pointing.CHOOSE and event.buttons() & Qt.MouseButton.LeftButton:
            self._point(self._nearest(*at))

    def leaveEvent(self, _event: object) -> None:
        """The pointer has gone."""
        if self._pointing is Pointing.HOVER:
            self._point(None)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """The arrow keys go from pixel to pixel; all others are for the window."""
        if event is None:
            return
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._pointing is Pointing.NONE:
            super().keyPressEvent(event)
        elif self.at is None:
            rows, columns = self.shown.shape
            self._point((rows // 2, columns // 2))
        else:
            self._point(self._nearest(self.at[0] + step[0], self.at[1] + step[1]))

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show by a frame that it has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        if self._pointing is Pointing.HOVER:
            self._point(None)
        self.update()

    def _at(self, position: QPointF) -> Place:
        inside, cell = position - self._area().topLeft(), self._cell()
        return int(inside.y() // cell.height()), int(inside.x() // cell.width())

    def _nearest(self, row: int, column: int) -> Place:
        rows, columns = self.shown.shape
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def _point(self, at: Place | None) -> None:
        if at != self.at:
            self.at = at
            self.pointed.emit()
            self.update()
