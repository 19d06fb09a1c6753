"""The charts of the view Health: a row for each kind of figure, a column for each layer.

They are painted by hand: twelve of pyqtgraph's plots take a third of a second to make.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.theme import CAPTION, SMALL, Theme, font
from mnistviz.gui.views.health.words import Cell, Scale
from mnistviz.nn.arrays import IntArray
from mnistviz.training.history import Series

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_UNCLIPPED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip

_NAMES, _TICKS, _VALUES, _BETWEEN = 102, 32, 54, 10
"""Pixels for the rows' names, the ends of the scales, the newest values, and between columns."""

_NARROW, _NARROWEST = 150, 96
"""Columns below these leave out the ends of the scales, and the newest values as well."""

_STEP = 3.0
"""Pixels between two points of a curve, at least: closer ones only take time to paint."""

_BAR = 8.0
"""Pixels that a band is wide while there is a single measurement."""


@dataclass(frozen=True)
class Column:
    """One layer's place in a row, from left to right; heights are the row's.

    The ends of its scale are between ``left`` and ``plot``, the newest value between ``value`` and
    ``right``, if there is room for them.
    """

    left: float
    plot: float
    value: float
    right: float

    def chart(self, height: float) -> QRectF:
        """The room of its chart in a row that is so high."""
        end = self.value - (6.0 if self.value < self.right else 0.0)
        return QRectF(self.plot, 3.0, max(end - self.plot, 1.0), max(height - 6.0, 1.0))


def names_width(theme: Theme, width: float) -> float:
    """Pixels for the names at the left of rows that are so wide."""
    return min(theme.px(_NAMES), 0.27 * width)


def columns(theme: Theme, width: float, count: int) -> list[Column]:
    """The columns of rows that are so wide, all rows alike."""
    first, between = names_width(theme, width) + theme.px(8), theme.px(_BETWEEN)
    each = (width - first - between * (count - 1)) / max(count, 1)
    ticks = theme.px(_TICKS) if each >= theme.px(_NARROW) else 0.0
    values = theme.px(_VALUES) if each >= theme.px(_NARROWEST) else 0.0
    lefts = [first + number * (each + between) for number in range(count)]
    return [Column(left, left + ticks, left + each - values, left + each) for left in lefts]


@cache
def _line_height(theme: Theme) -> float:
    return QFontMetricsF(font(theme, SMALL)).height()


class _Part(QWidget):
    """A part of the charts, as wide as all of them; shows nothing before it has a theme."""

    def __init__(self, vertical: QSizePolicy.Policy) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line: what comes first in a low window is the sentence, in full."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, round(_line_height(self._theme)) + 2 if self._theme else 16)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if self._theme is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(self._theme, SMALL))
            self._paint(painter, self._theme)

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        raise NotImplementedError


class HealthRow(_Part):
    """Paints its accessible name, the cells, and their newest values.

    Attributes:
        cells: one for each layer.
    """

    def __init__(self, *, ink: bool = False, guide: float | None = None) -> None:
        """``ink``: grey instead of the colour of training; ``guide``: a value that cells mark."""
        super().__init__(QSizePolicy.Policy.Expanding)
        self.cells: tuple[Cell, ...] = ()
        self._remark = ""
        self._ink, self._guide = ink, guide
        self._epochs: Series = np.empty(0)

    def set_cells(self, epochs: Series, cells: Sequence[Cell], remark: str) -> None:
        """Show other curves over ``epochs`` ``(n,)``; ``remark`` stands below the name."""
        self._epochs, self.cells, self._remark = epochs, tuple(cells), remark
        self.setAccessibleDescription(self.values())
        self.update()

    def values(self) -> str:
        """The newest values of all layers, in words."""
        text = tr("layer {n}: {value}")
        return " · ".join(
            text.format(n=number, value=f"{cell.value} {cell.word}".strip())
            for number, cell in enumerate(self.cells, 1)
        )

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(300, self._theme.px(20) if self._theme else 20)

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        width, height = float(self.width()), float(self.height())
        names = QRectF(0.0, 0.0, names_width(theme, width), height)
        _write(painter, theme, names, self.accessibleName(), self._remark)
        for place, cell in zip(columns(theme, width, len(self.cells)), self.cells, strict=True):
            chart = place.chart(height)
            painter.setPen(QPen(QColor(theme.border), 1.0))
            painter.drawLine(chart.bottomLeft(), chart.bottomRight())
            if cell.line is not None:
                self._paint_ends(painter, theme, place, cell.scale)
                self._paint_curves(painter, theme, chart, cell, cell.line)
            if place.value < place.right:
                room = QRectF(place.value, 0.0, place.right - place.value, height)
                _write(painter, theme, room, cell.value, cell.word)

    def _paint_ends(self, painter: QPainter, theme: Theme, place: Column, scale: Scale) -> None:
        line, width = _line_height(theme), place.plot - place.left - theme.px(4)
        if place.left < place.plot and self.height() >= 2.0 * line - 4.0:
            painter.setPen(QColor(theme.muted))
            for top, text in ((0.0, scale.high_text), (self.height() - line, scale.low_text)):
                painter.drawText(QRectF(place.left, top, width, line), _UNCLIPPED, text)

    def _paint_curves(
        self, painter: QPainter, theme: Theme, chart: QRectF, cell: Cell, line: Series
    ) -> None:
        def heights(values: Series) -> Series:
            return chart.bottom() - chart.height() * cell.scale.heights(values)

        if self._guide is not None:
            y = float(heights(np.array([self._guide]))[0])
            if chart.top() < y < chart.bottom():
                painter.setPen(QPen(QColor(theme.outline), 1.0, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(chart.left(), y), QPointF(chart.right(), y))
        color = QColor(theme.text if self._ink else theme.train)
        some = _spread(len(self._epochs), chart.width())
        # The first measurement stands at the left edge, or at 0 epochs.
        epochs = self._epochs[some]
        x = chart.left() + chart.width() * epochs / (epochs[-1] or 1.0)
        for (low, high), alpha in zip(cell.bands, (34, 70), strict=False):
            shade = QColor(color)
            shade.setAlpha(alpha)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPolygon(_band(x, heights(low[some]), heights(high[some])))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, theme.pen(1.4)))
        curve = _polygon(x, heights(line[some]))
        if curve.count():
            painter.drawPolyline(curve)
            painter.setBrush(color)
            radius = 1.2 * theme.pen(1.4)
            painter.drawEllipse(curve.at(curve.count() - 1), radius, radius)


class LayerNames(_Part):
    """Attributes: ``names`` are what is written above the columns, each in full and in short."""

    def __init__(self) -> None:
        super().__init__(QSizePolicy.Policy.Fixed)
        self.names: tuple[tuple[str, str], ...] = ()

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """A name for each column; the short one is for where the other has no room."""
        if tuple(names) != self.names:
            self.names = tuple(names)
            self.setAccessibleName(" · ".join(name for name, _ in names))
            self.update()

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(font(theme, CAPTION, bold=True))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(painter.font())
        places = columns(theme, self.width(), len(self.names))
        for place, names in zip(places, self.names, strict=True):
            room = place.right - place.plot
            name = next((each for each in names if metrics.horizontalAdvance(each) <= room), "")
            painter.drawText(QRectF(place.plot, 0.0, room, self.height()), _LEFT, name)


class EpochAxis(_Part):
    """Attributes: ``ends`` are what is written below both ends of every column's chart."""

    def __init__(self) -> None:
        super().__init__(QSizePolicy.Policy.Fixed)
        self.ends = ("", "")
        self._count = 0

    def set_ends(self, left: str, right: str, count: int) -> None:
        """Write these below ``count`` charts."""
        if (left, right, count) != (*self.ends, self._count):
            self.ends, self._count = (left, right), count
            self.update()

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QColor(theme.muted))
        left, right = self.ends
        needed = QFontMetricsF(painter.font()).horizontalAdvance(left + "  " + right)
        for place in columns(theme, self.width(), self._count):
            chart = place.chart(self.height())
            rect = QRectF(chart.left(), 0.0, chart.width(), self.height())
            if needed <= chart.width():
                painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, left)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip, right)


def _write(painter: QPainter, theme: Theme, room: QRectF, first: str, second: str) -> None:
    """A text, and below it another one if the room is high enough for two."""
    line, metrics = _line_height(theme), painter.fontMetrics()
    two = bool(second) and room.height() >= 2.0 * line + 2.0
    place = QRectF(room.left(), 0.0, room.width(), line)
    place.moveTop((room.height() - line * (2 if two else 1)) / 2.0)
    for text, color in ((first, theme.text), (second, theme.muted))[: 1 + two]:
        painter.setPen(QColor(color))
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(place, _LEFT, short)
        place.translate(0.0, line)


def _spread(count: int, width: float) -> IntArray:
    """Which of so many measurements to draw in so many pixels; the newest always."""
    most = max(int(width / _STEP), 2)
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.int64))


def _polygon(x: Series, y: Series) -> QPolygonF:
    """Through all points that are somewhere."""
    known = np.isfinite(y)
    pairs = zip(x[known].tolist(), y[known].tolist(), strict=True)
    return QPolygonF([QPointF(*pair) for pair in pairs])


def _band(x: Series, low: Series, high: Series) -> QPolygonF:
    """The outline of a band; of a single moment it is a small bar."""
    known = np.isfinite(low) & np.isfinite(high)
    x, low, high = x[known], low[known], high[known]
    if len(x) and x[-1] == x[0]:
        x, low, high = x[-1] + np.array([0.0, _BAR]), low[[-1, -1]], high[[-1, -1]]
    return _polygon(np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]]))
