"""A plot that data stream into, and that a person may zoom meanwhile."""

import math

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QGraphicsItem, QWidget

from mnistviz.gui.scales import nice_ceiling
from mnistviz.gui.theme import CAPTION, Theme, font
from mnistviz.training.updates import Series

# By default pyqtgraph drops a movement that comes soon after another, and with it the last one:
# the values shown would be those of a place beside the pointer.
pg.setConfigOption("mouseRateLimit", 0)

_LOG_FLOOR = 1e-4
"""A logarithmic axis shows nothing smaller."""

_LOW = 100
"""Pixels below which only about three ticks have room for their figures."""

_FEW = 60
"""Up to so many measurements are marked with dots as well as joined."""


class _ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Few ticks in a low plot; on a logarithmic scale ticks at 1, 2 and 5, with plain numbers."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """The ticks between two values (their logarithms, on a logarithmic scale)."""
        if not self.logMode:
            if size < _LOW:
                step = nice_ceiling((high - low) / 2.5)
                first, last = math.ceil(low / step), math.floor(high / step)
                return [(step, [number * step for number in range(first, last + 1)])]
            levels: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
            return levels
        decades = range(math.floor(low), math.ceil(high) + 1)
        ticks = [decade + math.log10(step) for decade in decades for step in (1, 2, 5)]
        return [(1.0, [tick for tick in ticks if low <= tick <= high])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What stands beside them."""
        if self.logMode:
            return [f"{10.0**value:.3g}" for value in values]
        texts: list[str] = super().tickStrings(values, scale, spacing)
        return texts


class LivePlot(pg.PlotWidget):  # type: ignore[misc]
    """Three curves: training per batch (faint), training smoothed, and test.

    Its ranges follow the data by growing in round steps, until a person zooms or drags; a double
    click makes it follow again. ``hovered`` carries the x under the pointer, or NaN.
    """

    hovered = pyqtSignal(float)
    following_changed = pyqtSignal(bool)

    def __init__(self, name: str, *, fixed_top: float | None = None) -> None:
        """``fixed_top`` is the upper end of the y axis if it is known, as for a share."""
        super().__init__(axisItems={"left": _ValueAxis("left")})
        self.setAccessibleName(name)
        self.following = True
        self.log_scale = False
        self._fixed_top = fixed_top
        self._x_end = 0.0
        self._y_end = 0.0
        self._y_low = _LOG_FLOOR
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.disableAutoRange()
        item.showGrid(x=True, y=True, alpha=0.12)
        for side in ("left", "bottom"):
            # The axes and their grid change only when a range moves; frames in between copy them.
            item.getAxis(side).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._faint, self._train, self._test = (pg.PlotCurveItem() for _ in range(3))
        self._dots = pg.ScatterPlotItem(size=6, pen=None)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        for part in (self._faint, self._train, self._test, self._dots, self._cursor):
            item.addItem(part, ignoreBounds=True)
        item.getViewBox().sigRangeChangedManually.connect(self.stop_following)
        self.scene().sigMouseMoved.connect(self._hover)
        self.restart()

    def restart(self) -> None:
        """Begin again with empty curves, following."""
        self._x_end = self._y_end = 0.0
        self._y_low = 1.0
        empty = np.empty(0)
        self.set_curves((empty, empty), (empty, empty), (empty, empty), end=0.0, top=0.0)
        self.follow()

    def follow(self) -> None:
        """Show everything, from now on."""
        self.following = True
        self.following_changed.emit(True)
        self._apply_range()

    def set_log_scale(self, on: bool) -> None:
        """Logarithmic y axis; set the curves again afterwards."""
        self.log_scale = on
        self.getPlotItem().getAxis("left").setLogMode(on)
        self._y_low = 1.0
        self.follow()

    def x_range(self) -> tuple[float, float]:
        """What is visible, in epochs."""
        (left, right), _y = self.getPlotItem().getViewBox().viewRange()
        return float(left), float(right)

    def pixel_columns(self) -> int:
        """How many columns of pixels the curves have."""
        return max(int(self.getPlotItem().getViewBox().width()), 50)

    def set_curves(
        self,
        faint: tuple[Series, Series],
        train: tuple[Series, Series],
        test: tuple[Series, Series],
        *,
        end: float,
        top: float,
    ) -> None:
        """Show (x, y) pairs; ``end`` and ``top`` are the largest x and y that must be in view."""
        for curve, (x, y) in ((self._faint, faint), (self._train, train), (self._test, test)):
            curve.setData(x, self._scaled(y))
        few = len(test[0]) <= _FEW
        self._dots.setData(test[0], self._scaled(test[1])) if few else self._dots.clear()
        last = [value for _x, y in (train, test) for value in y[-1:] if 0.0 < value < math.inf]
        lowest = float(min(last, default=1.0))
        self._outgrow(end, top, lowest)

    def show_cursor(self, x: float) -> None:
        """A vertical line at ``x``; NaN for none."""
        self._cursor.setVisible(not np.isnan(x))
        if not np.isnan(x):
            self._cursor.setValue(x)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.setBackground(theme.surface)
        self._faint.setPen(pg.mkPen(theme.train_faint, width=1))
        self._train.setPen(pg.mkPen(theme.train, width=2 * theme.scale))
        self._test.setPen(pg.mkPen(theme.test, width=2 * theme.scale))
        self._dots.setBrush(pg.mkBrush(theme.test))
        self._cursor.setPen(pg.mkPen(theme.outline, width=1))
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setPen(theme.outline)
            axis.setTextPen(theme.muted)
            axis.setTickFont(font(theme, CAPTION))
            axis.enableAutoSIPrefix(False)
        self.getPlotItem().getAxis("left").setWidth(theme.px(46))

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Follow again."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.follow()

    def leaveEvent(self, event: object) -> None:
        """The pointer is over no x."""
        super().leaveEvent(event)
        self.hovered.emit(float("nan"))

    def _scaled(self, y: Series) -> Series:
        return np.log10(np.maximum(y, _LOG_FLOOR)) if self.log_scale else y

    def _outgrow(self, end: float, top: float, lowest: float) -> None:
        """Widen the ranges if data have outgrown them; a range that moves is costly to paint."""
        grown = False
        if end > self._x_end:
            self._x_end, grown = nice_ceiling(end), True
        if top > self._y_end:
            self._y_end, grown = nice_ceiling(top), True
        if self.log_scale and lowest < self._y_low * 1.2:
            self._y_low, grown = max(10 ** np.floor(np.log10(lowest / 1.2)), _LOG_FLOOR), True
        if grown and self.following:
            self._apply_range()

    def _apply_range(self) -> None:
        right = self._x_end or 1.0
        top = self._fixed_top * 1.02 if self._fixed_top else self._y_end or 1.0
        low = 0.0
        if self.log_scale:
            low, top = float(np.log10(min(self._y_low, top / 10.0))), float(np.log10(top))
        box = self.getPlotItem().getViewBox()
        box.setRange(xRange=(0.0, right), yRange=(low, top), padding=0.0)

    def stop_following(self, *_details: object) -> None:
        """Leave the ranges alone from now on."""
        if self.following:
            self.following = False
            self.following_changed.emit(False)

    def _hover(self, position: QPointF) -> None:
        box = self.getPlotItem().getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self.hovered.emit(float(box.mapSceneToView(position).x()) if inside else float("nan"))


def linked(first: LivePlot, second: LivePlot) -> None:
    """Give two plots one x axis."""
    second.getPlotItem().setXLink(first.getPlotItem())


def as_widget(plot: LivePlot) -> QWidget:
    """The plot, under the type that layouts know."""
    widget: QWidget = plot
    return widget
