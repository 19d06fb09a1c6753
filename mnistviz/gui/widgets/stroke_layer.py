"""Strokes as they are painted on the canvas.

What has been painted is kept as a picture, and a stroke under way only adds its newest pieces to
it: so the pen is as quick at the end of a long drawing as at its beginning.
"""

from collections.abc import Sequence

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnistviz.data.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.pen import Points, bows


class StrokeLayer:
    """A picture of the finished strokes, and of all but the last piece of the one under way."""

    def __init__(self) -> None:
        self._image = QImage()
        self._shows: tuple[object, ...] = ()
        self._pieces = 0

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
        stable = len(under_way) - 2
        if stable > self._pieces:
            with_one_more = under_way[max(self._pieces - 1, 0) : stable + 2]
            skipped = min(self._pieces, 1)
            into = self._brush(self._image, square.width() / CANVAS, color)
            into.drawPath(_path(np.array(with_one_more), skipped, stable - self._pieces))
            into.end()
            self._pieces = stable
        painter.drawImage(square.topLeft(), self._image)
        if under_way:
            tail = np.array(under_way[-3:])
            painter.save()
            painter.translate(square.topLeft())
            _dress(painter, square.width() / CANVAS, color)
            painter.drawPath(_path(tail, max(len(tail) - 2, 0), 1))
            painter.restore()

    def _start(self, side: float, ratio: float, color: QColor, drawing: Drawing) -> None:
        pixels = max(round(side * ratio), 1)
        self._image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)
        painter = self._brush(self._image, side / CANVAS, color)
        for stroke in drawing.strokes:
            painter.drawPath(_path(stroke, 0, len(stroke)))
        painter.end()
        self._pieces = 0

    def _brush(self, image: QImage, scale: float, color: QColor) -> QPainter:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _dress(painter, scale, color)
        return painter


def _dress(painter: QPainter, scale: float, color: QColor) -> None:
    painter.scale(scale, scale)
    round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(color, CANVAS_PEN, *round_ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _path(points: Points, first: int, count: int) -> QPainterPath:
    """The pieces ``first`` to ``first + count`` of a stroke; of one point, a dot."""
    handles = bows(points)[first : first + count].tolist()
    ends = points[first + 1 : first + 1 + count].tolist()
    path = QPainterPath(QPointF(*points[first]))
    for ((ax, ay), (bx, by)), (x, y) in zip(handles, ends, strict=True):
        path.cubicTo(ax, ay, bx, by, x, y)
    if not ends:
        path.lineTo(float(points[first][0]) + 0.01, float(points[first][1]))
    return path
