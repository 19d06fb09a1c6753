"""The keyboard's way through a mosaic: a frame around one filter."""

from PyQt6.QtCore import QEvent, QObject, QRect, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.mosaic import Mosaic
from mnistviz.gui.kit.theme import Theme

_AWAY = QRect(-2, -2, 1, 1)
"""Where it is without the keyboard: nothing of it need be painted with each frame."""


class MosaicCursor(QWidget):
    """Arrow keys, Home and End go from filter to filter, Enter and Space choose the one framed.

    ``moved`` carries its number, or -1 when the keyboard has gone elsewhere; ``chosen`` a number.
    """

    moved = pyqtSignal(int)
    chosen = pyqtSignal(int)

    def __init__(self, mosaic: Mosaic) -> None:
        super().__init__(mosaic)
        speak(self, name="One filter: arrow keys go to another, Enter enlarges it")
        self._mosaic = mosaic
        self._number, self._count = 0, 0
        self._theme: Theme | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setGeometry(_AWAY)
        mosaic.installEventFilter(self)

    @property
    def number(self) -> int:
        """Of the filter that is framed."""
        return self._number

    def set_count(self, count: int) -> None:
        """So many filters are there."""
        if count != self._count:
            self._count = count
            self._number = min(self._number, max(count - 1, 0))
            self.place()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.place()

    def place(self) -> None:
        """Lie around the filter, wherever that is now."""
        if not (self.hasFocus() and self._count and self._theme is not None):
            self.setGeometry(_AWAY)
            return
        beside = self._theme.px(3)
        tile = self._mosaic.tile_rect(self._number).toAlignedRect()
        self.setGeometry(tile.adjusted(-beside, -beside, beside, beside))
        self.update()

    def eventFilter(self, _watched: QObject | None, event: QEvent | None) -> bool:
        """The mosaic is arranged otherwise in another size."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go to another filter, or choose this one; all other keys are for the window."""
        if event is None:
            return
        columns, last = self._columns(), self._count - 1
        wanted = {
            Qt.Key.Key_Left: self._number - 1,
            Qt.Key.Key_Right: self._number + 1,
            Qt.Key.Key_Up: self._number - columns,
            Qt.Key.Key_Down: self._number + columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._count:
            self.chosen.emit(self._number)
        elif key in wanted:
            if 0 <= wanted[key] <= last:
                self._number = wanted[key]
                self.moved.emit(self._number)
        else:
            super().keyPressEvent(event)
            return
        self.place()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show the frame, and tell which filter it is around."""
        super().focusInEvent(event)
        self.place()
        if self._count:
            self.moved.emit(self._number)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Hide the frame."""
        super().focusOutEvent(event)
        self.place()
        self.moved.emit(-1)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The frame, while the keyboard is here."""
        if self._theme is None or not self.hasFocus():
            return
        painter, width = QPainter(self), round(self._theme.pen(2.0))
        painter.setPen(QPen(QColor(self._theme.strong), width))
        inset = width // 2
        painter.drawRect(self.rect().adjusted(inset, inset, -1 - inset, -1 - inset))

    def _columns(self) -> int:
        """Of the mosaic; one filter alone stands for a row."""
        top = self._mosaic.tile_rect(0).top()
        tops = (self._mosaic.tile_rect(number).top() for number in range(self._count))
        return max(sum(each == top for each in tops), 1)
