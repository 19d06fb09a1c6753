"""A plot that data stream into, and that a person may zoom meanwhile."""

import math

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainterPath, QPen
from PyQt6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem, QWidget

from mnistviz.gui.kit.curve_items import LOG_FLOOR, CurveItems, DotItems, Scale
from mnistviz.gui.kit.decimation import Points
from mnistviz.gui.kit.figures import WIDE_STEPS, nice_ceiling
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.plot_axis import EDGE, Bounds, PlotAxis, PlotBox, Range
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.training.history import Series

# By default pyqtgraph drops a movement that comes soon after another, and with it the last one:
# the values shown would be those of a place beside the pointer.
pg.setConfigOption("mouseRateLimit", 0)

_HIGHEST = 1e100
"""No axis shows more: a run that fails may have a loss of any size."""

_EPOCHS = Bounds(-1e4, 1e4, 1e-5, 1e-5)  # an update with one image is 1.7e-5

_FEW = 60
"""Up to so many measurements are marked with dots as well as joined."""


class LivePlot(pg.PlotWidget):  # type: ignore[misc]
    """Three curves: training per batch (faint), training smoothed, and test.

    Its ranges follow the data by growing in round steps, until a person zooms or drags, and again
    once it is told to. ``hovered`` carries the x under the pointer or at the line that keys move,
    or NaN, also when the ranges move below a pointer at rest; ``view_moved`` says that the ranges
    or the size are others now.

    Attributes:
        span: the first and the last x that have a point, in epochs; keys leave it to neither side.
    """

    hovered = pyqtSignal(float)
    following_changed = pyqtSignal(bool)
    view_moved = pyqtSignal()

    def __init__(self, name: str, *, fixed_top: float | None = None) -> None:
        """``fixed_top`` is the upper end of the y axis if it is known, as for a share."""
        self._box = PlotBox(_EPOCHS, Bounds(0.0, 1.0, 1e-5))
        axes = {side: PlotAxis(side) for side in ("left", "bottom")}
        super().__init__(viewBox=self._box, axisItems=axes)
        speak(self, name=name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the keys are the window's
        self.following = True
        self.log_scale = False
        self.span: Range = (-math.inf, math.inf)
        self._pointer: QPointF | None = None  # in the scene
        self._theme: Theme | None = None
        self._fixed_top = fixed_top
        item = self.getPlotItem()
        item.hideButtons()
        item.setContentsMargins(0.0, 7.0, EDGE, 5.0)  # half a figure's height beyond either end
        item.disableAutoRange()
        self._make_surface()
        self._box.sigRangeChangedManually.connect(self.stop_following)
        self._box.sigRangeChanged.connect(self._place)
        self._box.sigResized.connect(self._place)
        self.scene().sigMouseMoved.connect(self._hover)
        self.restart()

    def _make_surface(self) -> None:
        # The axes, and what a person does with the mouse, are pyqtgraph's. The curves lie on a
        # surface of their own over it, which Qt paints without Python.
        self._surface = SceneView(self.viewport())
        self._surface.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGraphicsPathItem()
        self._surface.add(self._grid)
        self._faint, self._train, self._test = (
            CurveItems(self._surface, order) for order in (1.0, 2.0, 3.0)
        )
        self._dots = DotItems(self._surface)
        self._cursor = QGraphicsLineItem()
        self._cursor.setZValue(4.0)
        self._cursor.hide()
        self._cursor_x = math.nan
        self._surface.add(self._cursor)
        self._scale = Scale(0.0, 1.0, 0.0, 1.0)

    def restart(self) -> None:
        """Begin again with empty curves, following."""
        self._x_end = self._y_end = 0.0
        self._y_low = 1.0
        empty = np.empty(0)
        self.set_training(0, empty, (empty, empty), (empty, empty))
        self.set_test(empty, empty)
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

    def surface(self) -> QWidget:
        """What the curves are painted on."""
        return self._surface.viewport() or self._surface

    def x_range(self) -> tuple[float, float]:
        """What is visible, in epochs."""
        (left, right), _y = self._box.viewRange()
        return float(left), float(right)

    def pixel_columns(self) -> int:
        """How many columns of pixels the curves have."""
        return max(int(self._box.width()), 50)

    def set_training(self, first: int, edges: Series, faint: Points, train: Points) -> None:
        """Show (x, y) from piece number ``first`` on: the band, and the strong line.

        ``edges`` is where each of these pieces begins.
        """
        for curve, (x, y) in ((self._faint, faint), (self._train, train)):
            curve.replace(first, edges, (x, self._scaled(y)))

    def set_test(self, x: Series, y: Series) -> None:
        """Show the measurements on the test images."""
        points = (x, self._scaled(y))
        self._test.replace(0, x[:1], points)
        self._dots.set_points(points if len(x) <= _FEW else (x[:0], y[:0]))

    def show_cursor(self, x: float) -> None:
        """A vertical line at ``x``; NaN for none."""
        self._cursor_x = x
        self._cursor.setVisible(not math.isnan(x))
        if not math.isnan(x):
            at = self._scale.x_offset + self._scale.x_factor * x
            self._cursor.setLine(at, 0.0, at, float(self._surface.height()))

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.setBackground(theme.surface)
        self._surface.set_background(theme.surface)
        self._grid.setPen(QPen(QColor(theme.hover), 0.0))
        # A pen of width 0 draws a line of one pixel. With any other width Qt outlines the whole
        # curve to find out how much room it takes, which for this one is more work than drawing.
        self._faint.set_pen(QPen(QColor(theme.train_faint), 0.0))
        for curve, color in ((self._train, theme.train), (self._test, theme.test)):
            # Its bevelled joins look like round ones at this width, in half the time.
            curve.set_pen(QPen(QColor(color), theme.pen(2.0)))
        self._dots.set_look(QBrush(QColor(theme.test)), theme.pen(3.0))
        self._cursor.setPen(QPen(QColor(theme.outline), theme.pen(1.0)))
        self._theme = theme
        self._mark()
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setTextPen(theme.muted)
            axis.setTickFont(font(theme, CAPTION))
        self.getPlotItem().getAxis("left").setWidth(theme.px(56))

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Is for the panel: pyqtgraph would keep it."""
        if event is not None:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Left and right move the line at which values are shown, + and − zoom along x."""
        key = Qt.Key(0) if event is None else Qt.Key(event.key())
        left, right = self.x_range()
        width, x = right - left, self._cursor_x
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 0.02 * width * (1 if key == Qt.Key.Key_Right else -1)
            start, end = max(left, self.span[0]), min(right, self.span[1])
            self._pointer = None
            self.hovered.emit(min(max((end if math.isnan(x) else x) + step, start), end))
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            wanted = width * (0.8 if key == Qt.Key.Key_Plus else 1.25)
            start = max(((left + right) / 2 if math.isnan(x) else x) - wanted / 2, 0.0)
            self.stop_following()
            self._box.setXRange(start, start + wanted, padding=0.0)
        elif event is not None:
            event.ignore()

    def focusInEvent(self, _event: object) -> None:
        """Mark it."""
        self._mark()

    def focusOutEvent(self, _event: object) -> None:
        """The line goes with the mark."""
        self._mark()
        self._hover(None)

    def _mark(self) -> None:
        if self._theme is None or self.getPlotItem() is None:  # there is none once it is closed
            return
        theme = self._theme
        color, width = (theme.strong, 2.5) if self.hasFocus() else (theme.outline, 1.0)
        for name in ("left", "bottom"):
            self.getPlotItem().getAxis(name).setPen(pg.mkPen(color, width=theme.pen(width)))

    def leaveEvent(self, event: object) -> None:
        """The pointer is over no x."""
        super().leaveEvent(event)
        self._hover(None)

    def _scaled(self, y: Series) -> Series:
        return np.log10(np.maximum(y, LOG_FLOOR)) if self.log_scale else y

    def outgrow(self, end: float, top: float, lowest: float) -> None:
        """Widen the ranges if data have outgrown them; a range that moves is costly to paint.

        Args:
            end: the largest x that must be in view.
            top: the largest y that must be.
            lowest: the smallest positive y that must be, on a logarithmic axis.
        """
        grown = False
        if end > self._x_end:
            self._x_end, grown = nice_ceiling(end, WIDE_STEPS), True
        if (top := min(top, _HIGHEST)) > self._y_end:
            self._y_end, grown = nice_ceiling(top), True
        if self.log_scale and lowest < self._y_low * 1.2:
            self._y_low, grown = max(10 ** np.floor(np.log10(lowest / 1.2)), LOG_FLOOR), True
        if grown:
            self._apply_range()

    def _apply_range(self) -> None:
        top = self._fixed_top * 1.02 if self._fixed_top else self._y_end or 1.0
        low, highest = 0.0, top if self._fixed_top else 10.0 * top
        if self.log_scale:
            lowest = min(LOG_FLOOR, top / 10.0)
            low, top = math.log10(min(self._y_low, top / 10.0)), math.log10(top)
            self._box.y_bounds = Bounds(math.log10(lowest), math.log10(highest), 0.05)
        else:
            share = 5e-3 if self._fixed_top else 2e-2  # of any size, there is room for three digits
            self._box.y_bounds = Bounds(0.0, highest, 1e-5 * top, share)
        if self.following:
            self._box.setRange(xRange=(0.0, self._x_end or 1.0), yRange=(low, top), padding=0.0)

    def _place(self, *_details: object) -> None:
        """Lay the surface over the inside of the axes, and everything on it where it belongs."""
        inside = QRectF(self._box.sceneBoundingRect())
        room = inside.adjusted(0.5, 0.0, 0.0, -0.5).toRect()
        if room.width() < 2 or room.height() < 2:
            return
        self._surface.setGeometry(room)
        (left, right), (low, high) = self._box.viewRange()
        x_factor, y_factor = inside.width() / (right - left), inside.height() / (high - low)
        self._scale = Scale(
            inside.left() - room.left() - left * x_factor,
            x_factor,
            inside.bottom() - room.top() + low * y_factor,
            -y_factor,
        )
        for part in (self._faint, self._train, self._test, self._dots):
            part.set_scale(self._scale)
        self._draw_grid((left, right), (low, high), room.size())
        self.show_cursor(self._cursor_x)
        if self._pointer is not None:
            self._hover(self._pointer)
        self.view_moved.emit()

    def _draw_grid(self, x: Range, y: Range, size: QSize) -> None:
        """Lines where the axes have their figures."""
        path, axes = QPainterPath(), self.getPlotItem()
        width, height = size.width(), size.height()
        for value in axes.getAxis("bottom").tickValues(*x, width)[0][1]:
            at = round(self._scale.x_offset + self._scale.x_factor * value) + 0.5
            path.moveTo(at, 0.0)
            path.lineTo(at, height)
        for value in axes.getAxis("left").tickValues(*y, height)[0][1]:
            at = round(self._scale.y_offset + self._scale.y_factor * value) + 0.5
            path.moveTo(0.0, at)
            path.lineTo(width, at)
        self._grid.setPath(path)

    def stop_following(self, *_details: object) -> None:
        """Leave the ranges alone from now on."""
        if self.following:
            self.following = False
            self.following_changed.emit(False)

    def _hover(self, position: QPointF | None) -> None:
        self._pointer = position
        inside = position is not None and self._box.sceneBoundingRect().contains(position)
        self.hovered.emit(float(self._box.mapSceneToView(position).x()) if inside else math.nan)


def as_widget(plot: LivePlot) -> QWidget:
    """The plot, under the type that layouts know."""
    widget: QWidget = plot
    return widget
