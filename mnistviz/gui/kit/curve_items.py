"""Curves as items that Qt paints, cut into pieces so that a new point repaints only the last."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QBrush, QPainterPath, QPen
from PyQt6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from mnistviz.gui.kit.decimation import Points
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.training.history import Series

_KEPT = QGraphicsItem.CacheMode.DeviceCoordinateCache
_NOT_KEPT = QGraphicsItem.CacheMode.NoCache

LOG_FLOOR = 1e-4
"""A logarithmic axis shows nothing smaller."""

_FAR = 1e4
"""Pixels beyond which nothing is in view, however far a person zooms in."""


@dataclass(frozen=True)
class Scale:
    """From data to pixels: a pixel is ``offset + factor * value``."""

    x_offset: float
    x_factor: float
    y_offset: float
    y_factor: float

    def apply(self, points: Points) -> Points:
        """(x, y) in pixels."""
        x, y = points
        near_y = _near(self.y_offset + self.y_factor * y)
        near_y[~np.isfinite(y)] = np.nan  # what is infinite is nowhere: a line has a gap there
        return _near(self.x_offset + self.x_factor * x), near_y


def _near(pixels: Series) -> Series:
    # np.clip does the same, and takes several times as long for so few numbers.
    near: Series = np.minimum(np.maximum(pixels, -_FAR), _FAR)
    return near


class CurveItems:
    """One curve in a view."""

    def __init__(self, view: SceneView, order: float) -> None:
        """What has a higher ``order`` lies on top."""
        self._view = view
        self._order = order
        self._pen = QPen()
        self._scale = Scale(0.0, 1.0, 0.0, 1.0)
        self._pieces: list[Points] = []
        self._items: list[QGraphicsPathItem] = []

    def getData(self) -> Points:
        """All (x, y) shown, in the data's own units, piece after piece."""
        if not self._pieces:
            return np.empty(0), np.empty(0)
        xs, ys = zip(*self._pieces, strict=True)
        return np.concatenate(xs), np.concatenate(ys)

    def set_pen(self, pen: QPen) -> None:
        """Colour and width in pixels."""
        self._pen = pen
        for item in self._items:
            item.setPen(pen)

    def set_scale(self, scale: Scale) -> None:
        """Place everything anew."""
        self._scale = scale
        for number, (x, y) in enumerate(self._pieces):
            joint_x, joint_y = self._joint(number) if len(x) else (x, y)
            pixels = scale.apply((np.concatenate([joint_x, x]), np.concatenate([joint_y, y])))
            self._place(number, *pixels)

    def replace(self, first: int, edges: Series, points: Points) -> None:
        """Show ``points`` from piece number ``first`` on, and nothing after them.

        Args:
            first: pieces before it that there are none of yet stay empty.
            edges: where each piece begins, from ``first`` on, in units of x; ascending. What
                comes before the first of them belongs to the first piece.
            points: (x, y), x ascending.
        """
        x, y = points
        # Pieces that nothing has reached yet need not be thought about.
        reached = max(int(edges.searchsorted(x[-1], "right")), 1) if len(x) else 0
        bounds = [0, *x.searchsorted(edges[1:reached]).tolist(), len(x)][: reached + 1]
        before = len(self._pieces)
        del self._pieces[first:]
        self._pieces += [(x[:0], y[:0])] * (first - len(self._pieces))  # nothing was there to show
        joint_x, joint_y = self._joint(first)
        shift = len(joint_x)
        pixel_x, pixel_y = self._scale.apply(
            (np.concatenate([joint_x, x]), np.concatenate([joint_y, y]))
        )
        for number, (start, end) in enumerate(pairwise(bounds), first):
            self._pieces.append((x[start:end], y[start:end]))
            # From the last point before it, so that lines run on from piece to piece.
            drawn = slice(max(start + shift - 1, 0), end + shift) if start < end else slice(0)
            self._place(number, pixel_x[drawn], pixel_y[drawn])
        if len(self._pieces) != before:
            self._keep_pictures(first)
        for item in self._items[len(self._pieces) : before]:
            item.setPath(QPainterPath())

    def _keep_pictures(self, first: int) -> None:
        """Have Qt keep pictures of the pieces that are finished, for when all is painted anew."""
        last = len(self._pieces) - 1
        for number in range(max(first - 1, 0), last + 1):
            mode = _NOT_KEPT if number == last else _KEPT
            item = self._item(number)
            if item.cacheMode() != mode:
                item.setCacheMode(mode)

    def _joint(self, number: int) -> Points:
        """The last point before a piece; nothing if there is none."""
        for x, y in reversed(self._pieces[:number]):
            if len(x):
                return x[-1:], y[-1:]
        return np.empty(0), np.empty(0)

    def _item(self, number: int) -> QGraphicsPathItem:
        while number >= len(self._items):
            item = QGraphicsPathItem()
            item.setPen(self._pen)
            item.setZValue(self._order)
            self._items.append(item)
            self._view.add(item)
        return self._items[number]

    def _place(self, number: int, x: Series, y: Series) -> None:
        """Draw a piece through points in pixels."""
        item = self._item(number)
        if len(x):
            item.setPath(_line(x, y))
        elif not item.path().isEmpty():
            item.setPath(QPainterPath())


def _line(x: Series, y: Series) -> QPainterPath:
    """Through all points in turn, with a gap where one is nowhere."""
    path = QPainterPath()
    if np.isfinite(y).all():  # as good as always, and three times as fast
        polygon = pg.functions.create_qpolygonf(len(x))
        places = pg.functions.ndarray_from_qpolygonf(polygon)
        places[:, 0], places[:, 1] = x, y
        path.addPolygon(polygon)
    else:
        path = pg.functions.arrayToQPath(x, y, connect="finite")
    return path


class DotItems:
    """Single measurements, as dots of one size."""

    def __init__(self, view: SceneView) -> None:
        self._item = QGraphicsPathItem()
        self._item.setZValue(3.5)
        self._points: Points = (np.empty(0), np.empty(0))
        self._scale = Scale(0.0, 1.0, 0.0, 1.0)
        self._radius = 3.0
        view.add(self._item)

    def set_look(self, brush: QBrush, radius: float) -> None:
        """Colour, and size in pixels."""
        self._item.setBrush(brush)
        self._item.setPen(QPen(brush, 0.0))
        self._radius = radius
        self._place()

    def set_scale(self, scale: Scale) -> None:
        """Place everything anew."""
        self._scale = scale
        self._place()

    def set_points(self, points: Points) -> None:
        """Show (x, y)."""
        self._points = points
        self._place()

    def _place(self) -> None:
        path, radius = QPainterPath(), self._radius
        path.setFillRule(Qt.FillRule.WindingFill)  # dots that overlap leave no hole
        for x, y in zip(*self._scale.apply(self._points), strict=True):
            if np.isfinite(y):
                path.addEllipse(QRectF(x - radius, y - radius, 2.0 * radius, 2.0 * radius))
        self._item.setPath(path)
