"""How units and connections are painted: shade for the activation, colour and dashes for signs."""

from functools import cache
from typing import Any

import numpy as np
from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPixmap

from mnistviz.analysis.units import Connections
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.network.unit_layout import Column, UnitLayout
from mnistviz.nn.arrays import FloatArray

_SHADES = 32
"""Above that of an activation of 0."""

_CLASSES = 4
"""Widths of a connection."""


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
            if not len(chosen):
                continue
            painter.setPen(connection_pen(theme, strength, positive=positive))
            painter.drawLines(
                *[
                    QLineF(
                        source(int(connections.sources[i])),
                        targets.middle(int(connections.targets[i])),
                    )
                    for i in chosen
                ]
            )


@cache
def connection_pen(theme: Theme, strength: int = 2, *, positive: bool) -> QPen:
    """For a line of one of the widths; 0 is the narrowest."""
    # Paler instead of half transparent, which takes twice the time to paint.
    share = (strength + 1) / _CLASSES
    color = QColor(theme.positive if positive else theme.negative)
    pen = QPen(
        _mixed(QColor(theme.surface), color, 0.5 + 0.5 * share), theme.pen(0.5 + 2.0 * share)
    )
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
    reach = 1.05 * radius
    for way in (-1.0, 1.0):
        painter.drawLine(
            QLineF(
                middle.x() - reach,
                middle.y() - way * reach,
                middle.x() + reach,
                middle.y() + way * reach,
            )
        )


def paint_ring(painter: QPainter, theme: Theme, middle: QPointF, radius: float) -> None:
    """Mark the unit that is spoken of, with a gap so that the ring is seen around a dark one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, color in ((theme.pen(4.0), theme.surface), (theme.pen(2.0), theme.strong)):
        painter.setPen(QPen(QColor(color), width))
        painter.drawEllipse(middle, radius + theme.pen(2.5), radius + theme.pen(2.5))
