"""Strokes as they are painted on the canvas.

They are kept as a picture, in which only that is painted anew that has changed; of the stroke under
way the last pieces alone are painted each time. So the pen, the eraser and undoing are as quick on
a full canvas as on an empty one.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnistviz.data.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.pen import Points, bows

_PIECE = 24
"""Gaps between points that are painted as one curve. Where two curves meet, their edges overlap by
a pixel; but a long curve takes long to paint, even if little of it is to be seen."""

_KEPT = 1000
"""Strokes whose curves are kept although they are no longer shown: undoing brings them back."""

_NOTHING: Points = np.empty((0, 2))


class _Piece(NamedTuple):
    curve: QPainterPath
    around: QRectF


class _Known(NamedTuple):
    """A finished stroke, ends and handles of its gaps ``(n, 4, 2)``, and its curves."""

    points: Points
    gaps: Points
    pieces: tuple[_Piece, ...]


class StrokeLayer:
    """A picture of the finished strokes and of what is settled of the one under way."""

    def __init__(self) -> None:
        self._image = QImage()
        self._look: tuple[float, float, int] | None = None
        self._strokes: tuple[Points, ...] = ()
        self._open = _NOTHING
        self._settled = 0
        self._known: dict[int, _Known] = {}

    def paint(
        self,
        painter: QPainter,
        square: QRectF,
        color: QColor,
        drawing: Drawing,
        under_way: Points = _NOTHING,
    ) -> None:
        """Paint ``drawing``, and a stroke ``(n, 2)`` that is not part of it yet, into ``square``.

        The finished stroke is to be the very array that was under way last.
        """
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        look = (square.width(), ratio, color.rgba())
        if look != self._look:
            self._start(square.width(), ratio)
            self._look = look
        scale = square.width() / CANVAS
        self._follow(drawing.strokes, under_way, scale, color)
        painter.drawImage(square.topLeft(), self._image)
        if len(under_way):
            painter.save()
            painter.translate(square.topLeft())
            _dress(painter, scale, color)
            for first in range(self._settled, max(len(under_way) - 1, 1), _PIECE):
                painter.drawPath(_curve(_gaps(under_way, first, _PIECE)))
            painter.restore()

    def _start(self, side: float, ratio: float) -> None:
        pixels = max(round(side * ratio), 1)
        self._image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)
        self._strokes, self._open, self._settled = (), _NOTHING, 0

    def _follow(
        self, strokes: tuple[Points, ...], under_way: Points, scale: float, color: QColor
    ) -> None:
        """Bring the picture to what is drawn now."""
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        settled = self._settled + 2 if self._settled else 0
        goes_on = np.array_equal(under_way[:settled], self._open[:settled])
        if strokes is not self._strokes or not goes_on:
            self._replace(painter, strokes, scale, color)
        _dress(painter, scale, color)
        # What the next point can no longer bend: all gaps but the last.
        while self._settled + _PIECE <= len(under_way) - 2:
            painter.drawPath(_curve(_gaps(under_way, self._settled, _PIECE)))
            self._settled += _PIECE
        self._open = under_way
        painter.end()

    def _replace(
        self, painter: QPainter, strokes: tuple[Points, ...], scale: float, color: QColor
    ) -> None:
        before, now, painted = self._strokes, strokes, self._open[: self._settled + 2]
        old, new = {id(each) for each in before}, {id(each) for each in now}
        gone = [each for each in before if id(each) not in new]
        come = [each for each in now if id(each) not in old]
        done = 0
        if come and come[0] is self._open:
            done = self._settled // _PIECE
        elif self._settled:
            gone.append(painted)
        painter.save()
        if gone:
            new_gaps = (self._knowing(each).gaps for each in come)
            where = _changed(map(self._gaps, gone), new_gaps)
            come, done = list(now), 0
            rect = QRectF(where.topLeft() * scale, where.bottomRight() * scale).toAlignedRect()
            painter.setClipRect(rect)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(rect, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            where = QRectF(0.0, 0.0, CANVAS, CANVAS)
        _dress(painter, scale, color)
        for stroke in come:
            for piece in self._knowing(stroke).pieces[done:]:
                if piece.around.intersects(where):
                    painter.drawPath(piece.curve)
            done = 0
        painter.restore()
        self._strokes, self._open, self._settled = strokes, _NOTHING, 0
        if len(self._known) > len(strokes) + _KEPT:
            self._known = {id(each): self._known[id(each)] for each in strokes}

    def _gaps(self, stroke: Points) -> Points:
        known = self._known.get(id(stroke))
        return _gaps(stroke) if known is None else known.gaps

    def _knowing(self, stroke: Points) -> _Known:
        known = self._known.get(id(stroke))
        if known is None:
            gaps = _gaps(stroke)
            curves = [_curve(gaps[first : first + _PIECE]) for first in range(0, len(gaps), _PIECE)]
            pieces = (_Piece(curve, _inked(curve.controlPointRect())) for curve in curves)
            known = self._known[id(stroke)] = _Known(stroke, gaps, tuple(pieces))
        return known


def _changed(gone: Iterable[Points], come: Iterable[Points]) -> QRectF:
    """Around the gaps that are only in one of two sets of strokes, with their ink."""
    old, new = (np.concatenate([np.empty((0, 4, 2)), *each]) for each in (gone, come))
    old_names, new_names = _names(old), _names(new)
    differing = np.concatenate(
        [old[~np.isin(old_names, new_names)], new[~np.isin(new_names, old_names)]]
    )
    if not len(differing):
        return QRectF()
    (left, top), (right, bottom) = differing.min(axis=(0, 1)), differing.max(axis=(0, 1))
    return _inked(QRectF(QPointF(left, top), QPointF(right, bottom)))


def _names(gaps: Points) -> npt.NDArray[np.float64]:
    """Of each gap a number that tells it from the others."""
    names = np.zeros(len(gaps))
    for number, coordinate in enumerate(gaps.reshape(-1, 8).T, 1):
        names = names * 1.37 + coordinate * np.sqrt(number)
    return names


def _inked(way: QRectF) -> QRectF:
    """With half the pen's width, and a little more for the edge."""
    wide = CANVAS_PEN / 2.0 + 2.0
    return way.adjusted(-wide, -wide, wide, wide)


def _dress(painter: QPainter, scale: float, color: QColor) -> None:
    painter.scale(scale, scale)
    round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(color, CANVAS_PEN, *round_ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _gaps(points: Points, first: int = 0, count: int | None = None) -> Points:
    """Ends and handles of a stroke's gaps from ``first`` on, ``(n, 4, 2)``; a dot is one gap."""
    if len(points) < 2:
        return np.repeat(points[np.newaxis], 4, axis=1)
    begin = max(first - 1, 0)  # the gap before decides how the first one bends, and so on
    near = points[begin:] if count is None else points[begin : first + count + 2]
    gaps = np.stack([near[:-1], *bows(near).swapaxes(0, 1), near[1:]], axis=1)
    return gaps[first - begin :][:count]


def _curve(gaps: Points) -> QPainterPath:
    x, y = gaps[0, 0].tolist()
    path = QPainterPath(QPointF(x, y))
    for a, b, c in gaps[:, 1:].tolist():
        path.cubicTo(*a, *b, *c)
    if len(gaps) == 1 and (gaps == gaps[0, 0]).all():
        path.lineTo(x + 0.01, y)
    return path
