"""Strokes as they are painted on the canvas.

They are kept as a picture, in which only that is painted anew that has changed; of the stroke under
way the last pieces alone are painted each time. So the pen, the eraser and undoing are as quick on
a full canvas as on an empty one.

Pictures and stored digits as images for the screen.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnistviz.data.ink.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.pen import Points, bows
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.data.ink.stroke import Stroke
from mnistviz.gui.kit.pixel_image import ink_image
from mnistviz.gui.kit.theme import Theme


def content_image(content: Picture | StoredDigit, theme: Theme) -> QImage:
    """A picture as it is, in grey; a stored digit with the theme's paper and ink."""
    if isinstance(content, StoredDigit):
        return ink_image(content.pixels.reshape(content.shape), theme)
    grey = np.ascontiguousarray(content.grey)
    height, width = grey.shape
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


_PIECE = 24
"""Gaps between points that are painted as one curve. Where two curves meet, their edges overlap by
a pixel; but a long curve takes long to paint, even if little of it is to be seen."""

_PICTURES = 10
"""That are kept for undoing and redoing: each has the size of the canvas."""

_NOTHING: Points = np.empty((0, 2))


class StrokeLayer:
    """A picture of the finished strokes and of what is settled of the one under way."""

    def __init__(self) -> None:
        self._image = QImage()
        self._look: tuple[float, float, int] | None = None
        self._strokes: tuple[Stroke, ...] = ()
        self._open = _NOTHING
        self._settled = 0
        self._kept: dict[tuple[Stroke, ...], QImage] = {}

    def keep(self) -> None:
        """Keep the picture that was painted last: undoing or redoing may bring it back."""
        if not self._settled:
            self._kept.pop(self._strokes, None)
            self._kept[self._strokes] = QImage(self._image)
        if len(self._kept) > _PICTURES:
            del self._kept[next(iter(self._kept))]

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
        self._follow(drawing.parts, under_way, scale, color)
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
        self._kept.clear()

    def _follow(
        self, strokes: tuple[Stroke, ...], under_way: Points, scale: float, color: QColor
    ) -> None:
        """Bring the picture to what is drawn now."""
        if strokes is not self._strokes and strokes in self._kept:
            self._image = QImage(self._kept[strokes])
            self._strokes, self._open, self._settled = strokes, _NOTHING, 0
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
        self, painter: QPainter, strokes: tuple[Stroke, ...], scale: float, color: QColor
    ) -> None:
        before, now, painted = self._strokes, strokes, self._open[: self._settled + 2]
        old, new = {id(each) for each in before}, {id(each) for each in now}
        gone = [each for each in before if id(each) not in new]
        come = [each for each in now if id(each) not in old]
        done, where = 0, QRectF(0.0, 0.0, CANVAS, CANVAS)
        gone_gaps = [_gaps_of(each) for each in gone]
        if come and come[0].points is self._open:
            done = self._settled
        elif self._settled:
            gone_gaps.append(_gaps(painted))
        painter.save()
        if gone_gaps:
            where = _changed(gone_gaps, map(_gaps_of, come))
            come, done = _within(now, where), 0
            rect = QRectF(where.topLeft() * scale, where.bottomRight() * scale).toAlignedRect()
            painter.setClipRect(rect)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(rect, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        _dress(painter, scale, color)
        for curve in _curves(come, where, done):
            painter.drawPath(curve)
        painter.restore()
        self._strokes, self._open, self._settled = strokes, _NOTHING, 0


def _within(strokes: tuple[Stroke, ...], where: QRectF) -> list[Stroke]:
    """Those that may have ink there."""
    if not strokes:
        return []
    seen = _touches(np.array([each.hull for each in strokes]), where)
    return [strokes[number] for number in np.flatnonzero(seen).tolist()]


def _touches(boxes: npt.NDArray[np.float64], where: QRectF) -> npt.NDArray[np.bool_]:
    """Which of the boxes ``(n, 4)``, with a pen's ink around them, reach in there."""
    left, top, right, bottom = boxes.T
    sight = _inked(where)
    seen: npt.NDArray[np.bool_] = (left <= sight.right()) & (right >= sight.left())
    seen &= (top <= sight.bottom()) & (bottom >= sight.top())
    return seen


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


def _gaps_of(stroke: Stroke) -> Points:
    """The same of a finished stroke; it keeps them."""
    return stroke.bows[: max(len(stroke.points) - 1, 1)]


def _gaps(points: Points, first: int = 0, count: int | None = None) -> Points:
    """Ends and handles of a stroke's gaps from ``first`` on, ``(n, 4, 2)``; a dot is one gap."""
    if len(points) < 2:
        return np.repeat(points[np.newaxis], 4, axis=1)
    begin = max(first - 1, 0)  # the gap before decides how the first one bends, and so on
    near = points[begin:] if count is None else points[begin : first + count + 2]
    gaps = np.stack([near[:-1], *bows(near).swapaxes(0, 1), near[1:]], axis=1)
    return gaps[first - begin :][:count]


def _curves(strokes: list[Stroke], where: QRectF, done: int) -> list[QPainterPath]:
    """The pieces of strokes, but for the first ``done`` gaps of all.

    Of each piece the gaps alone that can be seen: what is left out has no ink within ``where``.
    """
    if not strokes:
        return []
    counts = [max(len(each.points) - 1, 1) for each in strokes]
    gaps = np.concatenate([_gaps_of(each) for each in strokes])
    hulls = [each.hulls[:count] for each, count in zip(strokes, counts, strict=True)]
    numbers = np.arange(len(gaps))
    in_stroke = numbers - np.repeat(np.cumsum([0, *counts[:-1]]), counts)
    pieces = np.cumsum(in_stroke % _PIECE == 0)
    chosen = np.flatnonzero(_touches(np.concatenate(hulls), where) & (numbers >= done))
    cuts = np.flatnonzero(np.diff(pieces[chosen])) + 1
    return [_curve(gaps[each]) for each in np.split(chosen, cuts) if len(each)]


def _curve(gaps: Points) -> QPainterPath:
    """Through gaps one after the other; where one does not begin at the end of the last, anew."""
    path, end = QPainterPath(), None
    for start, leaving, arriving, ahead in gaps.tolist():
        if start != end:
            path.moveTo(*start)
        path.cubicTo(*leaving, *arriving, *ahead)
        end = ahead
    if (gaps == gaps[0, 0]).all():
        x, y = gaps[0, 0].tolist()
        path.lineTo(x + 0.01, y)
    return path
