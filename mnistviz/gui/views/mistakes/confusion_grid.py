"""The confusion matrix: what each digit was taken for, and how often."""

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.analysis.mistakes import Cell
from mnistviz.data.datasets.mnist import CLASSES
from mnistviz.gui.kit.figures import nice_ceiling
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.gui.views.mistakes.confusion_painting import (
    paint_cells,
    paint_frames,
    paint_heads,
    paint_key,
    paint_pointed,
)
from mnistviz.gui.views.mistakes.confusion_places import Places
from mnistviz.nn.arrays import IntArray

_LEAST_LIMIT = 20.0
"""The strongest colour is kept for more mistakes than chance makes: 1 and 5 differ little."""

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PRESSED = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionGrid(QWidget):
    """A row is a label, a column an answer; mistakes are shaded, what was read rightly is not.

    ``chosen`` carries the cell that was clicked, or chosen by Enter or Space, as (label, answer);
    None if it was the one chosen before. The arrow keys move between cells.
    """

    chosen = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Confusion matrix")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._theme = LIGHT
        self._counts: IntArray | None = None
        self._limit = round(_LEAST_LIMIT)
        self._selected: Cell | None = None
        self._under_pointer: Cell | None = None
        self._cursor: Cell = (0, 0)
        self._is_second = False
        self._places: Places | None = None
        self._picture: QPixmap | None = None

    @property
    def selected(self) -> Cell | None:
        """The cell whose images are shown; None if none is."""
        return self._selected

    @property
    def limit(self) -> int:
        """The count that has the strongest colour."""
        return self._limit

    @property
    def pointed(self) -> Cell | None:
        """The cell under the pointer, or else that of the keyboard; None without either."""
        if self._under_pointer is not None:
            return self._under_pointer
        return self._cursor if self.hasFocus() else None

    def set_confusion(self, counts: IntArray) -> None:
        """Show ``(10, 10)`` counts."""
        if counts is self._counts:
            return
        other_images = self._counts is None or counts.sum() != self._counts.sum()
        self._counts = counts
        mistakes = counts.copy()
        for digit in range(CLASSES):
            mistakes[digit, digit] = 0
        self._limit = round(nice_ceiling(max(float(mistakes.max()), _LEAST_LIMIT)))
        if other_images:
            self._places = None
        self._repaint()

    def select(self, cell: Cell | None) -> None:
        """Mark a cell as the one whose images are shown, without ``chosen``."""
        if cell != self._selected:
            self._selected = cell
            self._cursor = cell or self._cursor
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self._places = None
        self._repaint()

    def width_for(self, height: int) -> int:
        """How wide it would be if it could, so that its cells are as high as they are wide."""
        return self._placed(10_000, height).width

    def rows(self) -> tuple[float, float]:
        """Where the first row begins, and how high each is, in pixels."""
        places = self.places()
        return places.top, places.cell_height

    def places(self) -> Places:
        """Where everything is."""
        if self._places is None:
            self._places = self._placed(self.width(), self.height())
        return self._places

    def sizeHint(self) -> QSize:
        """Cells with room for their counts."""
        return QSize(300, 270)

    def minimumSizeHint(self) -> QSize:
        """Cells that can still be told apart."""
        return QSize(200, 170)

    def _placed(self, width: int, height: int) -> Places:
        most = 0 if self._counts is None else int(self._counts.sum(axis=1).max())
        return Places.of(width, height, self._theme, len(str(most)))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Cells as large as there is room for."""
        super().resizeEvent(event)
        self._places = self._picture = None

    def changeEvent(self, event: QEvent | None) -> None:
        """The axes have names."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self._repaint()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Frame the cell under the pointer."""
        if event is not None:
            self._point_at(self.places().cell_at(event.position()))

    def leaveEvent(self, event: QEvent | None) -> None:
        """None is."""
        super().leaveEvent(event)
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Wait for the button to be let go."""
        self._is_second = False
        if event is not None:
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """A click on a cell."""
        if event is None or event.button() != Qt.MouseButton.LeftButton or self._is_second:
            return
        cell = self.places().cell_at(event.position())
        if cell is not None:
            self._cursor = cell
            self._choose(cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """On a cell it is no more than a click: the second must not undo the first."""
        if event is not None:
            self._is_second = self.places().cell_at(event.position()) is not None
            event.setAccepted(self._is_second)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move between cells, or choose one; all other keys are the window's."""
        if event is None:
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            row, column = (
                min(max(a + b, 0), CLASSES - 1)
                for a, b in zip(self._cursor, _STEPS[key], strict=True)
            )
            self._cursor = row, column
            self.update()
        elif key in _PRESSED:
            self._choose(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Show that it has gone."""
        super().focusOutEvent(event)
        self.update()

    def _repaint(self) -> None:
        self._picture = None
        self.update()

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self._under_pointer:
            self._under_pointer = cell
            self.update()

    def _choose(self, cell: Cell) -> None:
        self.select(None if cell == self._selected else cell)
        self.chosen.emit(self._selected)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A picture of all that seldom changes, and what follows the pointer and the keys."""
        if self._counts is None:
            return
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._painted(self._counts)
        painter, theme, places = QPainter(self), self._theme, self.places()
        painter.drawPixmap(0, 0, self._picture)
        if self.pointed is not None:
            paint_pointed(painter, theme, places, self.pointed)
        paint_frames(
            painter,
            theme,
            places,
            under_pointer=self._under_pointer,
            selected=self._selected,
            cursor=self._cursor if self.hasFocus() else None,
        )

    def _painted(self, counts: IntArray) -> QPixmap:
        """The cells, their heads, and the key to the shades."""
        theme, places, ratio = self._theme, self.places(), self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(theme.surface))
        painter = QPainter(picture)
        paint_cells(painter, theme, places, counts, self._limit)
        paint_heads(painter, theme, places)
        paint_key(painter, theme, places, self._limit)
        painter.end()
        return picture
