"""How units, their connections, and the outputs beside their units are painted.

A unit's shade is its activation; colour and dashes of a line are its sign.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from mnistviz.analysis.units import Connections
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.gui.views.network.unit_layout import Column, UnitLayout
from mnistviz.nn.arrays import FloatArray

_SHADES = 32
"""Above that of an activation of 0."""

_CLASSES = 4
"""Widths of a connection."""

_SMALLEST = 7.0
"""Type that can be read at all."""

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


@dataclass(frozen=True, eq=False)
class Outputs:
    """What is shown of the outputs.

    Attributes:
        shares: ``(classes,)``, 0 to 1; None if nothing is drawn.
        whole: the same of the network with all units; None while that is the one shown.
        label: what it is, where that is known.
    """

    shares: FloatArray | None = None
    whole: FloatArray | None = None
    label: int | None = None

    @property
    def answer(self) -> int:
        """The class read; -1 if nothing is drawn."""
        return -1 if self.shares is None else int(np.argmax(self.shares))


def paint_connections(
    painter: QPainter, theme: Theme, layout: UnitLayout, layer: int, connections: Connections
) -> None:
    """Lines into ``layer``: green and solid adds, purple and dashed takes away; wide is strong.

    Widths are shares of the strongest of them: layers differ in what a unit takes in.
    """
    if not len(connections):
        return
    targets = layout.layers[layer - 1]
    source = layout.pixel if layer == 1 else layout.layers[layer - 2].middle
    size = np.abs(connections.values).astype(np.float64)
    classes = np.minimum((size / size[0] * _CLASSES).astype(int), _CLASSES - 1)
    # Weak ones first, so that strong ones lie above them.
    for strength in range(_CLASSES):
        for positive in (True, False):
            chosen = np.flatnonzero(
                (classes == strength) & ((connections.values > 0.0) == positive)
            )
            ends = zip(connections.sources[chosen], connections.targets[chosen], strict=True)
            if lines := [QLineF(source(int(a)), targets.middle(int(b))) for a, b in ends]:
                painter.setPen(connection_pen(theme, strength, positive=positive))
                painter.drawLines(*lines)


@cache
def connection_pen(theme: Theme, strength: int = 2, *, positive: bool) -> QPen:
    """For a line of one of the widths; 0 is the narrowest."""
    # Paler instead of half transparent, which takes twice the time to paint.
    share = (strength + 1) / _CLASSES
    color = QColor(theme.positive if positive else theme.negative)
    mixed = _mixed(QColor(theme.surface), color, 0.5 + 0.5 * share)
    pen = QPen(mixed, theme.pen(0.5 + 2.0 * share))
    if not positive:
        pen.setDashPattern([3.0, 2.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def paint_units(
    painter: QPainter, theme: Theme, column: Column, activations: FloatArray | None
) -> None:
    """A disc for each unit; the full shade is an activation of 1, or the layer's largest above."""
    levels = np.zeros(column.count, int) if activations is None else _levels(activations)
    device = painter.device()
    ratio = 1.0 if device is None else device.devicePixelRatioF()
    atlas, sources = _discs(theme, round(column.radius * 4.0) / 4.0, ratio)
    small = 1.0 / ratio
    discs: Any = [  # a list, which PyQt takes and its type stubs do not know of
        QPainter.PixmapFragment.create(column.middle(number), sources[level], small, small)
        for number, level in enumerate(levels.tolist())
    ]
    painter.drawPixmapFragments(discs, atlas)


def _levels(activations: FloatArray) -> FloatArray:
    """Shades ``(n,)``, 0 to ``_SHADES``."""
    numbers = np.nan_to_num(activations, nan=0.0)  # beside infinity all others are as good as 0
    largest = max(float(numbers.max()), 1.0)
    # What is next to nothing must look so: rounded up, a quarter of a percent would be grey.
    levels: FloatArray = np.rint(np.clip(numbers / largest, 0.0, 1.0) * _SHADES).astype(int)
    return levels


@cache
def _discs(theme: Theme, radius: float, ratio: float) -> tuple[QPixmap, list[QRectF]]:
    """Discs of all shades side by side, and where each one is, in device pixels."""
    side = int(np.ceil((2.0 * radius + 3.0) * ratio))
    atlas = QPixmap(side * (_SHADES + 1), side)
    atlas.fill(QColor(0, 0, 0, 0))
    painter = QPainter(atlas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paper, ink = QColor(theme.surface), QColor(theme.text)
    painter.setPen(QPen(QColor(theme.outline), ratio if radius > 3.0 else 0.6 * ratio))
    for level in range(_SHADES + 1):
        painter.setBrush(_mixed(paper, ink, level / _SHADES))
        middle = QPointF((level + 0.5) * side, 0.5 * side)
        painter.drawEllipse(middle, radius * ratio, radius * ratio)
    painter.end()
    return atlas, [QRectF(level * side, 0.0, side, side) for level in range(_SHADES + 1)]


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    pairs = zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)
    return QColor(*(round((low or 0) + ((high or 0) - (low or 0)) * share) for low, high in pairs))


def paint_cross(painter: QPainter, theme: Theme, middle: QPointF, radius: float) -> None:
    """Cross a unit out."""
    painter.setPen(QPen(QColor(theme.text), max(theme.pen(1.6), 0.3 * radius)))
    for corner in (QPointF(radius, -radius) * 1.05, QPointF(radius, radius) * 1.05):
        painter.drawLine(QLineF(middle - corner, middle + corner))


def paint_ring(painter: QPainter, theme: Theme, middle: QPointF, radius: float) -> None:
    """Mark the unit that is spoken of, with a gap so that the ring is seen around a dark one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, color in ((theme.pen(4.0), theme.surface), (theme.pen(2.0), theme.strong)):
        painter.setPen(QPen(QColor(color), width))
        painter.drawEllipse(middle, radius + theme.pen(2.5), radius + theme.pen(2.5))


@cache
def face(theme: Theme, size: float, *, bold: bool) -> QFont:
    """A font of the theme, made once: to make one takes longer than to paint a word."""
    return font(theme, size, bold=bold)


def paint_outputs(
    painter: QPainter,
    theme: Theme,
    rows: tuple[QRectF, ...],
    classes: tuple[str, ...],
    outputs: Outputs,
) -> None:
    """A row a class; the answer is bold, and an upright line is the whole network's share.

    Of rows too low for type, the answer's alone is named.
    """
    metrics = QFontMetricsF(face(theme, CAPTION, bold=True))
    widest = max(metrics.horizontalAdvance(name) for name in classes)
    names = min(max(widest + theme.px(4), theme.px(14)), 0.5 * rows[0].width())
    for digit, row in enumerate(rows):
        best = digit == outputs.answer
        # In a low view, smaller type rather than rows that overlap.
        size = min(CAPTION, (row.height() + 1.0) / theme.scale)
        is_low = size < _SMALLEST
        painter.setFont(face(theme, CAPTION if is_low else size, bold=best))
        painter.setPen(QColor(theme.text if best else theme.muted))
        name = QRectF(row.left(), row.top(), names, row.height())
        is_named = best or not is_low
        if is_named:
            text = metrics.elidedText(classes[digit], Qt.TextElideMode.ElideRight, names)
            painter.drawText(name, _CENTRED, text)
        if digit == outputs.label:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(name.adjusted(0.5, 1.0, -0.5, -1.0), 3.0, 3.0)
        if outputs.shares is not None:
            figure = QRectF(row.right() - theme.px(50), row.top(), theme.px(50), row.height())
            share = _share(outputs.shares, digit)
            if is_named:
                painter.drawText(figure, _RIGHT, percent(share))
            whole = None if outputs.whole is None else _share(outputs.whole, digit)
            room = QRectF(name.topRight(), figure.bottomLeft())
            _paint_bar(painter, theme, room, share, whole, best=best)


def _paint_bar(
    painter: QPainter, theme: Theme, room: QRectF, share: float, whole: float | None, *, best: bool
) -> None:
    around = room.height() / 2.0 - min(0.28 * room.height(), theme.px(6))
    track = room.adjusted(theme.px(4), around, -theme.px(4), -around)
    if track.width() >= theme.px(12):
        painter.fillRect(track, QColor(theme.hover))
        bar = QRectF(track)
        bar.setWidth(max(track.width() * share, 1.0))
        painter.fillRect(bar, QColor(theme.strong if best else theme.outline))
    if whole is not None:
        x = track.left() + track.width() * whole
        line = QLineF(x, track.top() - theme.px(2), x, track.bottom() + theme.px(2))
        for width, color in ((theme.pen(4.0), theme.surface), (theme.pen(2.0), theme.text)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawLine(line)


def _share(shares: FloatArray, digit: int) -> float:
    """One of them; 0 for what is no number."""
    return float(np.nan_to_num(shares[digit]))
