"""The square that digits are drawn on, with a mouse, a pen or a finger."""

from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.digits import Digits
from mnistviz.data.drawing import CANVAS, Drawing, Points, to_network_input
from mnistviz.gui.theme import Theme, font
from mnistviz.gui.widgets.pixel_grid import ink_image
from mnistviz.nn.arrays import ByteArray

_PEN = 20.0
_ERASER = 14.0
"""In canvas units; 280 are the canvas's side."""

_UNDO_DEPTH = 100


@dataclass(frozen=True, eq=False)
class TestDigit:
    """One of the test images, with its place among them."""

    __test__ = False

    number: int
    pixels: ByteArray
    label: int

    @classmethod
    def of(cls, digits: Digits, number: int) -> "TestDigit":
        """Image ``number`` of ``digits``."""
        return cls(number, digits.images[number], int(digits.labels[number]))


Content = Drawing | TestDigit


class Canvas(QWidget):
    """Keeps strokes rather than pixels. Pens and fingers arrive as the mouse events Qt makes.

    ``changed`` is emitted after every change of what is drawn, while a stroke is being drawn too.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Canvas to draw a digit on")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 120)
        self.erasing = False
        self._content: Content = Drawing()
        self._stroke: list[tuple[float, float]] = []
        self._undo: list[Content] = []
        self._theme: Theme | None = None

    @property
    def content(self) -> Content:
        """What is drawn, with the stroke under way; or the test digit."""
        if self._stroke and isinstance(self._content, Drawing) and not self.erasing:
            return self._content.with_stroke(_points(self._stroke))
        return self._content

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        content = self.content
        return isinstance(content, Drawing) and not content

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    def network_input(self) -> ByteArray:
        """What the network is given: ``(784,)`` bytes."""
        content = self.content
        return content.pixels if isinstance(content, TestDigit) else to_network_input(content)

    def show_content(self, content: Content) -> None:
        """Put something else there; what was there can be brought back."""
        self._remember()
        self._content = content
        self._stroke = []
        self._tell()

    def clear(self) -> None:
        """Take everything away."""
        if not self.is_blank:
            self.show_content(Drawing())

    def undo(self) -> None:
        """Take back the last stroke, erasure, clearing or test digit."""
        if self._undo:
            self._stroke = []
            self._content = self._undo.pop()
            self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(280, 280)

    def _square(self) -> QRectF:
        """Where the canvas lies in the widget: the largest square, in its middle."""
        side = float(min(self.width(), self.height()))
        return QRectF((self.width() - side) / 2.0, (self.height() - side) / 2.0, side, side)

    def _to_canvas(self, position: QPointF) -> tuple[float, float]:
        square = self._square()
        scale = CANVAS / square.width()
        x = (position.x() - square.left()) * scale
        y = (position.y() - square.top()) * scale
        return min(max(x, 0.0), CANVAS), min(max(y, 0.0), CANVAS)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a stroke."""
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._remember()
        if isinstance(self._content, TestDigit):
            self._content = Drawing()
        self._stroke = [self._to_canvas(event.position())]
        self._after_move()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Lengthen it."""
        if event is not None and self._stroke:
            self._stroke.append(self._to_canvas(event.position()))
            self._after_move(self._around_last_step())

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End it."""
        if event is None or event.button() != Qt.MouseButton.LeftButton or not self._stroke:
            return
        if isinstance(self._content, Drawing) and not self.erasing:
            self._content = self._content.with_stroke(_points(self._stroke))
        self._stroke = []
        self._tell()

    def _after_move(self, changed: QRect | None = None) -> None:
        if self.erasing and isinstance(self._content, Drawing):
            for point in _between(self._stroke[-2:]):
                self._content = self._content.erased(point, _ERASER)
            changed = None  # a stroke that is cut gets round ends, outside the eraser's way
        self._tell(changed)

    def _around_last_step(self) -> QRect:
        """Where the newest piece of the stroke under way has to be painted."""
        square = self._square()
        scale = square.width() / CANVAS
        (x0, y0), (x1, y1) = self._stroke[-2:]
        step = QRectF(QPointF(x0, y0) * scale, QPointF(x1, y1) * scale).normalized()
        wide = _PEN / 2.0 * scale + 2.0
        step = step.translated(square.topLeft()).adjusted(-wide, -wide, wide, wide)
        return step.toAlignedRect()

    def _remember(self) -> None:
        self._undo.append(self._content)
        del self._undo[:-_UNDO_DEPTH]

    def _tell(self, changed: QRect | None = None) -> None:
        self.update() if changed is None else self.update(changed)
        self.changed.emit()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Paper, and on it the strokes, the test digit, or a word that invites."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square, content = self._square(), self.content
        edge = square.adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(
            QPen(QColor(self._theme.text if focused else self._theme.outline), 1 + focused)
        )
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(edge, 6, 6)
        if isinstance(content, TestDigit):
            painter.drawImage(edge.adjusted(2, 2, -2, -2), ink_image(content.pixels, self._theme))
        elif content:
            self._paint_strokes(painter, square, content)
        else:
            painter.setFont(font(self._theme))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "Draw a digit here")

    def _paint_strokes(self, painter: QPainter, square: QRectF, drawing: Drawing) -> None:
        assert self._theme is not None  # noqa: S101 - paintEvent has looked
        painter.setClipRect(square.adjusted(2, 2, -2, -2))
        painter.translate(square.topLeft())
        painter.scale(square.width() / CANVAS, square.height() / CANVAS)
        round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(QColor(self._theme.text), _PEN, *round_ends))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in drawing.strokes:
            path = QPainterPath(QPointF(*stroke[0]))
            for x, y in stroke[1:]:
                path.lineTo(x, y)
            if len(stroke) == 1:
                path.lineTo(stroke[0][0] + 0.01, stroke[0][1])
            painter.drawPath(path)


def _points(stroke: list[tuple[float, float]]) -> Points:
    return np.array(stroke, np.float64)


def _between(ends: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places along the eraser's way, close enough that nothing under it is missed."""
    if len(ends) < 2:
        return ends
    (x0, y0), (x1, y1) = ends
    count = max(1, int(np.hypot(x1 - x0, y1 - y0) / (_ERASER / 2.0)))
    return [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(1, count + 1)]
