"""The square that digits are drawn on, with a mouse, a pen or a finger."""

from PyQt6.QtCore import QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.app.document import Document
from mnistviz.data.ink.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import changed, ntr, speak, tr
from mnistviz.gui.kit.stroke_layer import StrokeLayer, content_image
from mnistviz.gui.kit.theme import Theme, font


class Canvas(QWidget):
    """Shows the document, and tells it of the pen; fingers arrive as the mouse events Qt makes.

    ``touched`` is emitted before anything is done about a movement of the pen.

    Attributes:
        erasing: whether the pen is the eraser when it comes down next.
    """

    touched = pyqtSignal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        speak(self, name="Canvas to draw a digit on")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 120)
        self.erasing = False
        self._layer = StrokeLayer()
        self._theme: Theme | None = None
        document.remembered.connect(self._layer.keep)
        document.changed.connect(self._show)
        changed.connect(self._show)  # it invites in another language

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.update()

    def in_words(self) -> str:
        """What lies there."""
        content = self._document.content
        if isinstance(content, StoredDigit):
            if content.number is None:
                return tr("a digit from a file")
            return tr("test image {number}").format(number=localized(content.number, ","))
        if not isinstance(content, Drawing):
            return tr("a picture")
        strokes = len(content.strokes)
        return ntr("{n} stroke", "{n} strokes", strokes).format(n=strokes)

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
        self._document.pen_down(self._to_canvas(event.position()), erases=self.erasing)

    @undisturbed()
    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Lengthen it."""
        if event is not None and self._document.is_under_way:
            self.touched.emit()
            self._document.pen_to(self._to_canvas(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End it."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._document.pen_up()

    def _show(self) -> None:
        """Have that painted which has changed."""
        if len(self._document.stroke) > 1:
            self.update(self._around_last_steps())
        else:
            self.update()

    def _around_last_steps(self) -> QRect:
        """Where the newest pieces of the stroke under way have to be painted.

        There are two, as the piece before the last is bent towards the newest point.
        """
        square = self._square()
        scale = square.width() / CANVAS
        xs, ys = self._document.stroke[-3:].T.tolist()
        # A bow stays within the box around its ends and handles: a third of its length beyond.
        beyond = (max(xs) - min(xs) + max(ys) - min(ys)) / 3.0 + CANVAS_PEN / 2.0
        around = QRectF(QPointF(min(xs), min(ys)) * scale, QPointF(max(xs), max(ys)) * scale)
        wide = beyond * scale + 2.0
        around = around.translated(square.topLeft()).adjusted(-wide, -wide, wide, wide)
        return around.toAlignedRect()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Hide the ring, and lift the pen: a dialog that opened would be told of its release."""
        super().focusOutEvent(event)
        self._document.pen_up()
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
        content = self._document.content
        if self._document.is_blank:
            painter.setFont(font(self._theme))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, tr("Draw a digit here"))
        elif isinstance(content, Drawing):
            under_way = self._document.stroke
            drawing = self._document.below if len(under_way) else content
            self._layer.paint(painter, square, QColor(self._theme.text), drawing, under_way)
        else:
            inside = edge.adjusted(2, 2, -2, -2)
            image = content_image(content, self._theme)
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
