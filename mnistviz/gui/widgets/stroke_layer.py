"""Strokes as they are painted on the canvas.

Finished strokes are kept as a picture, and of the stroke under way every piece is turned into a
curve once: so the pen is as quick at the end of a long drawing as at its beginning.
"""

from collections.abc import Sequence

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnistviz.data.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.pen import Points, bows

_LONG = 400
"""Pieces of a stroke that are painted again and again, before they are put into the picture. Each
time that happens their edges overlap those of the next ones, and look a little less smooth."""


class StrokeLayer:
    """A picture of the finished strokes, and the curve of the one under way."""

    def __init__(self) -> None:
        self._image = QImage()
        self._shows: tuple[object, ...] = ()
        self._curve = QPainterPath()
        self._pieces = self._kept = 0

    def paint(
        self,
        painter: QPainter,
        square: QRectF,
        color: QColor,
        drawing: Drawing,
        under_way: Sequence[tuple[float, float]],
    ) -> None:
        """Paint ``drawing``, and a stroke that is not part of it yet, into ``square``."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        # A drawing is never changed, so that the same object means the same strokes.
        shows = (drawing, square.width(), ratio, color.rgba())
        if shows != self._shows or len(under_way) < self._pieces + 2:
            self._start(square.width(), ratio, color, drawing)
            self._shows = shows
        self._lengthen(under_way, square.width() / CANVAS, color)
        painter.drawImage(square.topLeft(), self._image)
        if under_way:
            painter.save()
            painter.translate(square.topLeft())
            _dress(painter, square.width() / CANVAS, color)
            whole = QPainterPath(self._curve)
            last = np.array(under_way[-3:])
            _add(whole, last, max(len(last) - 2, 0), 1)
            painter.drawPath(whole)
            painter.restore()

    def _lengthen(
        self, under_way: Sequence[tuple[float, float]], scale: float, color: QColor
    ) -> None:
        """Take in what the next point can no longer bend: all pieces but the last."""
        stable = len(under_way) - 2
        if stable <= self._pieces:
            return
        with_neighbours = np.array(under_way[max(self._pieces - 1, 0) :])
        _add(self._curve, with_neighbours, min(self._pieces, 1), stable - self._pieces)
        self._pieces = stable
        if self._pieces - self._kept > _LONG:
            painter = _painter(self._image, scale, color)
            painter.drawPath(self._curve)
            painter.end()
            self._curve = QPainterPath()
            self._kept = self._pieces

    def _start(self, side: float, ratio: float, color: QColor, drawing: Drawing) -> None:
        pixels = max(round(side * ratio), 1)
        self._image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)
        painter = _painter(self._image, side / CANVAS, color)
        for stroke in drawing.strokes:
            path = QPainterPath()
            _add(path, stroke, 0, max(len(stroke) - 1, 1))
            painter.drawPath(path)
        painter.end()
        self._curve = QPainterPath()
        self._pieces = self._kept = 0


def _painter(image: QImage, scale: float, color: QColor) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _dress(painter, scale, color)
    return painter


def _dress(painter: QPainter, scale: float, color: QColor) -> None:
    painter.scale(scale, scale)
    round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(color, CANVAS_PEN, *round_ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _add(path: QPainterPath, points: Points, first: int, count: int) -> None:
    """Lengthen ``path`` by the pieces ``first`` to ``first + count`` of a stroke; or by a dot."""
    handles = bows(points)[first : first + count].tolist()
    ends = points[first + 1 : first + 1 + count].tolist()
    if path.isEmpty():
        path.moveTo(QPointF(*points[first]))
    for ((ax, ay), (bx, by)), (x, y) in zip(handles, ends, strict=True):
        path.cubicTo(ax, ay, bx, by, x, y)
    if not ends:
        path.lineTo(float(points[first][0]) + 0.01, float(points[first][1]))
