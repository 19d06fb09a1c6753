"""The confusion matrix: what each digit was taken for, and how often."""

import math
from collections.abc import Sequence

import numpy as np
from PyQt6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PyQt6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PyQt6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from mnistviz.analysis.mistakes import Cell
from mnistviz.app.events import Event
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import nice_ceiling
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import CAPTION, LIGHT, Theme, font
from mnistviz.gui.views.mistakes.confusion_parts import (
    STRONGEST,
    CellPainter,
    ShadesKey,
    Surface,
    Upright,
    style,
)
from mnistviz.nn.arrays import IntArray

_LEAST_LIMIT = 20.0
"""The strongest colour is kept for more mistakes than chance makes: 1 and 5 differ little."""

_WIDEST = 1.8
"""Times its height that a cell is wide at most, where its count needs that."""

_SMALLEST, _LARGEST = 10.0, 20.0
"""Sizes of the counts, in pixels at scale 1."""

_LOW = 205
"""A lower matrix, in pixels at scale 1, has no room for the key to its shades."""

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_PRESSED = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionMatrix(QTableWidget):
    """A row is a label, a column an answer; mistakes are shaded, what was read rightly is not.

    ``chosen`` carries the cell that was clicked, or chosen by Enter or Space, as (label, answer);
    None if it was the one chosen before. The arrow keys move between cells. Qt's selection is the
    cell that is pointed at, by which Qt makes the digits of its row and column stand out.

    Attributes:
        selected: the cell whose images are shown; None if none is.
        limit: the count that has the strongest colour.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Event[Cell | None] = Event()
        speak(self, name="Confusion matrix")
        self.selected: Cell | None = None
        self.limit = round(_LEAST_LIMIT)
        self._theme = LIGHT
        self._counts: IntArray = np.zeros((0, 0), np.int64)
        self._classes: Sequence[str] = ()
        self._hovered = QModelIndex()
        self._has_all_counts = False
        self._surface = Surface()
        self.setViewport(self._surface)
        heads = self.horizontalHeader(), self.verticalHeader()
        self._heads = [head for head in heads if head is not None]
        self._painter = CellPainter()
        self.setItemDelegate(self._painter)
        self._make_plain()
        self._answer, self._label, self._key = label("Answer", "caption"), Upright(), ShadesKey()
        speak(self._label, text="Label")
        self._answer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._frames = [QFrame(), QFrame(), QFrame()]
        for frame, name in zip(self._frames, ("pointed", "selected", "cursor"), strict=True):
            frame.setObjectName(name)
            frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self._answer, self._label, self._key, *self._frames):
            part.setParent(self)
        self._surface.left.connect(lambda: self._hover(QModelIndex()))
        self.currentCellChanged.connect(lambda *_: self._mark())
        self.entered.connect(self._hover)
        self.cellClicked.connect(self._choose)

    def _make_plain(self) -> None:
        """Nothing is written, dragged, resized or scrolled in it."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for head in self._heads:
            head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setMinimumSectionSize(1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._heads[1].setDefaultAlignment(right)

    def set_confusion(self, counts: IntArray, classes: Sequence[str]) -> None:
        """Show ``(n, n)`` counts of images of ``n`` classes, of which these are the names."""
        if counts is self._counts:
            return
        other_images = counts.shape != self._counts.shape or counts.sum() != self._counts.sum()
        self._counts = counts
        mistakes = np.where(np.eye(len(counts), dtype=np.bool_), 0, counts)
        self.limit = round(nice_ceiling(max(float(mistakes.max()), _LEAST_LIMIT)))
        self._key.set_limit(self.limit)
        if classes != self._classes:
            self._make_cells(classes)
        if other_images:
            self._fit()
        self._fill()

    def select(self, cell: Cell | None) -> None:
        """Mark a cell as the one whose images are shown, without ``chosen``."""
        self.selected = cell
        if cell is not None:
            self.setCurrentIndex(self._index(cell))
        self._mark()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self._painter.ink = QColor(theme.text)
        self.setStyleSheet(style(theme, self._line()))
        self._fit()
        self._fill()

    def width_for(self, height: int) -> int:
        """How wide it would be if it could, so that its cells are as high as they are wide."""
        wide, *_rest = self._cells(10_000, height)
        return self._line() + self._names() + max(len(self._counts), 1) * wide + 2

    def rows(self) -> tuple[float, float]:
        """Where the first row begins, and how high each is, in pixels."""
        return 2 * self._line() + 0.5, float(self._heads[1].defaultSectionSize())

    def cell_at(self, place: QPoint | None) -> Cell | None:
        """The cell at a place in the widget, or without one that of the keyboard."""
        index = self.currentIndex()
        if place is not None:
            index = self.indexAt(self._surface.mapFrom(self, place))
        return (index.row(), index.column()) if index.isValid() else None

    def place_of(self, cell: Cell) -> QRect:
        """Where a cell lies in the widget, with the lines around it."""
        rect = self.visualRect(self._index(cell)).translated(self._surface.pos())
        return rect.adjusted(-1, -1, 1, 1)

    @undisturbed()
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Nobody asks for the lock between two cells."""
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Cells as large as there is room for."""
        super().resizeEvent(event)
        self._fit()
        self._fill()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """On a cell it is no more than a click; beside them it is the panel's."""
        if event is not None and self.indexAt(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)
        elif event is not None:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move between cells, or choose one; all other keys are the window's."""
        if event is None:
            return
        event.ignore()
        if event.key() in _ARROWS:
            super().keyPressEvent(event)
            event.accept()
        elif event.key() in _PRESSED and self.currentIndex().isValid():
            event.accept()
            self._choose(self.currentRow(), self.currentColumn())

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Show that it has gone."""
        super().focusOutEvent(event)
        self._mark()

    def _index(self, cell: Cell | None) -> QModelIndex:
        model = self.model()
        return QModelIndex() if cell is None or model is None else model.index(*cell)

    def _choose(self, row: int, column: int) -> None:
        self.select(None if (row, column) == self.selected else (row, column))
        self.chosen.emit(self.selected)

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = index
        self._mark()

    def _mark(self) -> None:
        """Frames for the pointer, for what is chosen, and for the keyboard."""
        cursor = self.currentIndex() if self.hasFocus() else QModelIndex()
        pointed = self._hovered if self._hovered.isValid() else cursor
        if (selection := self.selectionModel()) is not None:
            selection.select(pointed, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        inset = round(self._theme.pen(2.5))
        marked = (self._hovered, 0), (self._index(self.selected), 0), (cursor, inset)
        for frame, (index, less) in zip(self._frames, marked, strict=True):
            frame.setVisible(index.isValid())
            if index.isValid():
                place = self.place_of((index.row(), index.column()))
                frame.setGeometry(place.adjusted(less, less, -less, -less))

    def _line(self) -> int:
        """The height of a line of the titles and heads."""
        return math.ceil(QFontMetricsF(font(self._theme, CAPTION)).height())

    def _names(self) -> int:
        """How wide the names of the rows are: as a line is high, or as the longest needs."""
        metrics = QFontMetricsF(font(self._theme, CAPTION, bold=True))
        widest = max((metrics.horizontalAdvance(name) for name in self._classes), default=0.0)
        return max(min(math.ceil(widest) + 6, self.width() // 4), self._line())

    def _cells(self, width: int, height: int) -> tuple[int, int, QFont, int]:
        """How wide and high they are, the type of their counts, and what all counts need."""
        theme, line, count = self._theme, self._line(), max(len(self._counts), 1)
        below = line + theme.px(4) if height >= theme.px(_LOW) else 0
        high = max((height - 2 * line - below - 1) // count, 4)
        widest = max((width - line - self._names() - 1) // count, 4)
        counts = font(theme, min(max(0.42 * high / theme.scale, _SMALLEST), _LARGEST))
        longest = str(self._counts.sum(axis=1).max(initial=0))
        need = math.ceil(QFontMetricsF(counts).horizontalAdvance("0" * len(longest))) + 2
        wide = min(max(high, min(need, int(_WIDEST * high))), widest)
        return wide, min(high, wide), counts, need

    def _fit(self) -> None:
        theme, line, count = self._theme, self._line(), max(len(self._counts), 1)
        left = line + self._names()
        wide, high, counts, need = self._cells(self.width(), self.height())
        self._has_all_counts = need <= wide + 1
        self.setFont(counts)
        for head, size in zip(self._heads, (wide, high), strict=True):
            head.setDefaultSectionSize(size)
        self._heads[0].setFixedHeight(2 * line + 1)
        self._heads[1].setFixedWidth(left + 1)
        self.updateGeometries()
        self._answer.setGeometry(left, 0, count * wide, line)
        self._label.setGeometry(0, 2 * line, line, count * high)
        below = 2 * line + count * high + theme.px(4)
        self._key.place(QRect(left, below, count * wide, line))
        self._key.setVisible(self.height() >= theme.px(_LOW))
        self._write_names(wide, high)
        self._mark()

    def _write_names(self, wide: int, high: int) -> None:
        """The names that there is room for; pointing at a cell tells the others."""
        metrics, rows = QFontMetricsF(font(self._theme, CAPTION)), high >= 0.5 * self._line()
        columns = all(metrics.horizontalAdvance(name) <= wide for name in self._classes)
        none = [""] * len(self._classes)
        self.setHorizontalHeaderLabels(self._classes if columns else none)
        self.setVerticalHeaderLabels(self._classes if rows else none)

    def _make_cells(self, classes: Sequence[str]) -> None:
        self._classes = classes
        self.setRowCount(len(classes))
        self.setColumnCount(len(classes))
        for row, column in np.ndindex(len(classes), len(classes)):
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, item)

    def _fill(self) -> None:
        """Write the counts that have room, and shade mistakes by a root: the rare ones show too."""
        theme, wide = self._theme, self._heads[0].defaultSectionSize()
        digit = self.fontMetrics().horizontalAdvance("0")
        plain, none, shade = QColor(theme.hover), QBrush(), QColor(theme.test)
        for (row, column), count in np.ndenumerate(self._counts):
            item, text, right = self.item(row, column), str(count), row == column
            fits = self._has_all_counts if right else count and len(text) * digit <= wide
            shade.setAlphaF(STRONGEST[theme.name] * math.sqrt(min(count / self.limit, 1.0)))
            if item is not None:
                item.setText(text if fits else "")
                item.setBackground(plain if right else shade if count else none)
