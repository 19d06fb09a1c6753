"""A row of the view Health: one kind of figure, with a small chart over time for each layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.health.frame import (
    Column,
    columns,
    line_height,
    names_width,
    plot_of,
    small_font,
)
from mnistviz.gui.views.health.scales import Scale
from mnistviz.nn.arrays import IntArray
from mnistviz.training.updates import Series

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_UNCLIPPED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip

_STEP = 3.0
"""Pixels between two points of a curve, at least: closer ones only take time to paint."""

_BAR = 8.0
"""Pixels that a band is wide while there is a single measurement."""


@dataclass(frozen=True, eq=False)
class Cell:
    """What one layer's chart shows.

    Attributes:
        line: ``(n,)``, NaN where there is nothing; None for a layer without such a figure.
        scale: of its values.
        value: the newest one, in short.
        word: what that is, where the row's name does not say it.
        bands: pairs of ``(n,)`` between which it is shaded, the widest first.
    """

    line: Series | None
    scale: Scale
    value: str
    word: str = ""
    bands: Sequence[tuple[Series, Series]] = ()


class HealthRow(QWidget):
    """Paints its accessible name, the cells, and their newest values.

    Attributes:
        cells: one for each layer.
    """

    def __init__(self, *, ink: bool = False, guide: float | None = None) -> None:
        """``ink``: grey instead of the colour of training; ``guide``: a value that cells mark."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.cells: tuple[Cell, ...] = ()
        self._remark = ""
        self._ink, self._guide = ink, guide
        self._epochs: Series = np.empty(0)
        self._theme: Theme | None = None

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

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line: what comes first in a low window is the sentence, in full."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(300, self._theme.px(20) if self._theme else 20)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The name, then every layer."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self._theme))
        self._paint_name(painter, self._theme)
        places = columns(self._theme, self.width(), len(self.cells))
        for place, cell in zip(places, self.cells, strict=True):
            self._paint_cell(painter, self._theme, place, cell)

    def _paint_name(self, painter: QPainter, theme: Theme) -> None:
        line, width = line_height(theme), names_width(theme, self.width())
        two = bool(self._remark) and self.height() >= 2.0 * line + 2.0
        top = (self.height() - line * (2 if two else 1)) / 2.0
        metrics = painter.fontMetrics()
        for number, (text, color) in enumerate(
            ((self.accessibleName(), theme.text), (self._remark if two else "", theme.muted))
        ):
            painter.setPen(QColor(color))
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(0.0, top + number * line, width, line), _LEFT, short)

    def _paint_cell(self, painter: QPainter, theme: Theme, place: Column, cell: Cell) -> None:
        plot = plot_of(place, self.height())
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        if cell.line is None:
            self._paint_value(painter, theme, place, cell)
            return
        self._paint_ends(painter, theme, place, cell)
        if self._guide is not None:
            self._paint_guide(painter, theme, plot, cell.scale)
        self._paint_curves(painter, theme, plot, cell)
        self._paint_value(painter, theme, place, cell)

    def _paint_curves(self, painter: QPainter, theme: Theme, plot: QRectF, cell: Cell) -> None:
        assert cell.line is not None  # noqa: S101 - the caller has looked
        color = QColor(theme.text if self._ink else theme.train)
        some = _spread(len(self._epochs), plot.width())
        x = self._across(plot)[some]
        for number, (low, high) in enumerate(cell.bands):
            shade = QColor(color)
            shade.setAlpha(70 if number else 34)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            heights = (cell.scale.heights(values[some]) for values in (low, high))
            painter.drawPolygon(_band(plot, x, *heights))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, theme.pen(1.4)))
        y = plot.bottom() - plot.height() * cell.scale.heights(cell.line[some])
        known = np.isfinite(y)
        if known.any():
            painter.drawPolyline(_polygon(x[known], y[known]))
            painter.setBrush(color)
            radius = 1.2 * theme.pen(1.4)
            painter.drawEllipse(QPointF(x[known][-1], y[known][-1]), radius, radius)

    def _across(self, plot: QRectF) -> Series:
        """Where the measurements stand: the first at the left edge, or at 0 epochs."""
        end = float(self._epochs[-1]) if len(self._epochs) else 0.0
        shares = self._epochs / end if end else np.zeros_like(self._epochs)
        return plot.left() + plot.width() * shares

    def _paint_guide(self, painter: QPainter, theme: Theme, plot: QRectF, scale: Scale) -> None:
        share = float(scale.heights(np.array([self._guide]))[0])
        if 0.0 < share < 1.0:
            painter.setPen(QPen(QColor(theme.outline), 1.0, Qt.PenStyle.DashLine))
            y = plot.bottom() - plot.height() * share
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_ends(self, painter: QPainter, theme: Theme, place: Column, cell: Cell) -> None:
        line = line_height(theme)
        if not place.has_ticks or self.height() < 2.0 * line - 4.0:
            return
        painter.setPen(QColor(theme.muted))
        left, width = place.left, place.plot - place.left - theme.px(4)
        for top, text in (
            (0.0, cell.scale.high_text),
            (self.height() - line, cell.scale.low_text),
        ):
            painter.drawText(QRectF(left, top, width, line), _UNCLIPPED, text)

    def _paint_value(self, painter: QPainter, theme: Theme, place: Column, cell: Cell) -> None:
        if not place.has_value:
            return
        line, width = line_height(theme), place.right - place.value
        two = bool(cell.word) and self.height() >= 2.0 * line + 2.0
        top = (self.height() - line * (2 if two else 1)) / 2.0
        for number, (text, color) in enumerate(
            ((cell.value, theme.text), (cell.word if two else "", theme.muted))
        ):
            painter.setPen(QColor(color))
            painter.drawText(QRectF(place.value, top + number * line, width, line), _LEFT, text)


def _spread(count: int, width: float) -> IntArray:
    """Which of so many measurements to draw in so many pixels; the newest always."""
    most = max(int(width / _STEP), 2)
    if count <= most:
        return np.arange(count, dtype=np.int64)
    return np.linspace(0, count - 1, most).round().astype(np.int64)


def _polygon(x: Series, y: Series) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)])


def _band(plot: QRectF, x: Series, low: Series, high: Series) -> QPolygonF:
    """The outline of a band; of a single moment it is a small bar."""
    known = np.isfinite(low) & np.isfinite(high)
    x, low, high = x[known], low[known], high[known]
    if len(x) and x[-1] == x[0]:
        x, low, high = x[-1] + np.array([0.0, _BAR]), low[[-1, -1]], high[[-1, -1]]
    shares = np.concatenate([high, low[::-1]])
    return _polygon(np.concatenate([x, x[::-1]]), plot.bottom() - plot.height() * shares)
