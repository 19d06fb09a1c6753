"""The square that digits are drawn on, with a mouse, a pen or a finger."""

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.ink.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.ink.page import Content, is_blank
from mnistviz.data.ink.pen import Points
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.stroke_layer import StrokeLayer, content_image
from mnistviz.gui.kit.theme import Theme, font

_ERASER = 14.0
"""In canvas units; 280 are the canvas's side."""

_UNDO_DEPTH = 100


class Canvas(QWidget):
    """Keeps strokes rather than pixels. Pens and fingers arrive as the mouse events Qt makes.

    ``touched`` is emitted before anything is done about a movement of the pen; ``changed`` after
    every change of what is drawn, while a stroke is being drawn too.
    """

    touched = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Canvas to draw a digit on")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 120)
        self.erasing = False
        self._content: Content = Drawing()
        self._below = Drawing()
        self._pen: tuple[float, float] | None = None
        self._erases = self._has_erased = False
        self._undo: list[Content] = []
        self._redo: list[Content] = []
        self._layer = StrokeLayer()
        self._theme: Theme | None = None

    @property
    def content(self) -> Content:
        """What is drawn, with the stroke under way; or a picture, or a digit of MNIST."""
        return self._content

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return is_blank(self._content)

    @property
    def is_being_drawn_on(self) -> bool:
        """Whether a stroke or an erasure is under way."""
        return self._pen is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be had again."""
        return bool(self._redo)

    def show_content(self, content: Content) -> None:
        """Put something else there; what was there can be brought back."""
        self._remember()
        self._content = content
        self._pen = None
        self._tell()

    def clear(self) -> None:
        """Take everything away."""
        if not self.is_blank:
            self.show_content(Drawing())

    def undo(self) -> None:
        """Take back the last stroke, erasure, clearing or picture."""
        self._go(self._undo, self._redo)

    def redo(self) -> None:
        """Bring back what was taken back last, unless something else was drawn since."""
        self._go(self._redo, self._undo)

    def _go(self, back: list[Content], forth: list[Content]) -> None:
        if back:
            self._pen = None
            self._layer.keep()
            forth.append(self._content)
            self._content = back.pop()
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
        self.touched.emit()
        self._pen = place = self._to_canvas(event.position())
        self._erases, self._has_erased = self.erasing, False
        if self._erases:
            self._erase(place, place)
        else:
            self._remember()
            self._below = self._content if isinstance(self._content, Drawing) else Drawing()
            self._content = self._below.with_stroke(np.array([place]))
        self._tell()

    @undisturbed()
    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Lengthen it."""
        if event is None or self._pen is None or not isinstance(self._content, Drawing):
            return
        self.touched.emit()
        start, self._pen = self._pen, self._to_canvas(event.position())
        if self._erases:
            self._erase(start, self._pen)
            self._tell()
        else:
            self._content = self._content.lengthened(np.array([self._pen]))
            self._tell(self._around_last_steps())

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End it."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._lift()

    def _lift(self) -> None:
        if self._pen is not None:
            self._pen = None
            self._tell()

    def _erase(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Only what takes something away is an erasure, that can be taken back."""
        drawing = self._content if isinstance(self._content, Drawing) else Drawing()
        left = drawing.erased(start, _ERASER, end)
        if left is not self._content:
            if not self._has_erased:
                self._remember()
                self._has_erased = True
            self._content = left

    @property
    def _under_way(self) -> Points:
        """The stroke that the pen is at, ``(n, 2)``; no points if it is at none."""
        if self._pen is None or self._erases or not isinstance(self._content, Drawing):
            return np.empty((0, 2))
        return self._content.strokes[-1]

    def _around_last_steps(self) -> QRect:
        """Where the newest pieces of the stroke under way have to be painted.

        There are two, as the piece before the last is bent towards the newest point.
        """
        square = self._square()
        scale = square.width() / CANVAS
        xs, ys = self._under_way[-3:].T.tolist()
        # A bow stays within the box around its ends and handles: a third of its length beyond.
        beyond = (max(xs) - min(xs) + max(ys) - min(ys)) / 3.0 + CANVAS_PEN / 2.0
        around = QRectF(QPointF(min(xs), min(ys)) * scale, QPointF(max(xs), max(ys)) * scale)
        wide = beyond * scale + 2.0
        around = around.translated(square.topLeft()).adjusted(-wide, -wide, wide, wide)
        return around.toAlignedRect()

    def _remember(self) -> None:
        self._layer.keep()
        self._undo.append(self._content)
        del self._undo[:-_UNDO_DEPTH]
        self._redo.clear()

    def _tell(self, changed: QRect | None = None) -> None:
        self.update() if changed is None else self.update(changed)
        self.changed.emit()

    def changeEvent(self, event: QEvent | None) -> None:
        """Invite in another language."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self.update()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Hide the ring, and lift the pen: a dialog that opened would be told of its release."""
        super().focusOutEvent(event)
        self._lift()
        self.update()

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Paper, and on it the strokes, the picture, or a word that invites."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square, focused = self._square(), self.hasFocus()
        edge = square.adjusted(1, 1, -1, -1)
        frame = QColor(self._theme.text if focused else self._theme.outline)
        painter.setPen(QPen(frame, 1 + focused))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(edge, 6, 6)
        painter.setClipRect(square.adjusted(2, 2, -2, -2))
        if self.is_blank:
            painter.setFont(font(self._theme))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, tr("Draw a digit here"))
        elif isinstance(self._content, Drawing):
            under_way = self._under_way
            drawing = self._below if len(under_way) else self._content
            self._layer.paint(painter, square, QColor(self._theme.text), drawing, under_way)
        else:
            inside = edge.adjusted(2, 2, -2, -2)
            image = content_image(self._content, self._theme)
            place = QRectF(
                QPointF(),
                QRectF(image.rect())
                .size()
                .scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio),
            )
            place.moveCenter(inside.center())
            smooth = image.width() > place.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(place, image)
