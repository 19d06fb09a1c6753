"""The outputs beside their units: class, bar, figure, and where the whole network stands."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.nn.arrays import FloatArray

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

    @property
    def whole_answer(self) -> int:
        """What the network with all units reads; -1 if that is the one shown."""
        return -1 if self.whole is None else int(np.argmax(self.whole))


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
    metrics, names = _names(theme, rows[0].width(), classes)
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
        if outputs.shares is None:
            continue
        share = _share(outputs.shares, digit)
        figure = QRectF(row.right() - theme.px(50), row.top(), theme.px(50), row.height())
        if is_named:
            painter.drawText(figure, _RIGHT, percent(share))
        track = QRectF(
            name.right() + theme.px(4), 0.0, figure.left() - name.right() - theme.px(8), 0.0
        )
        track.setTop(row.center().y() - min(0.28 * row.height(), theme.px(6)))
        track.setBottom(2.0 * row.center().y() - track.top())
        _paint_bar(painter, theme, track, share, best=best)
        if outputs.whole is not None:
            _paint_whole(painter, theme, track, _share(outputs.whole, digit))


def _names(theme: Theme, width: float, classes: tuple[str, ...]) -> tuple[QFontMetricsF, float]:
    """How large their type is, and how wide their column in rows of that width."""
    metrics = QFontMetricsF(face(theme, CAPTION, bold=True))
    widest = max(metrics.horizontalAdvance(name) for name in classes)
    return metrics, min(max(widest + theme.px(4), theme.px(14)), 0.5 * width)


def _paint_bar(painter: QPainter, theme: Theme, track: QRectF, share: float, *, best: bool) -> None:
    if track.width() < theme.px(12):
        return
    painter.fillRect(track, QColor(theme.hover))
    bar = QRectF(track)
    bar.setWidth(max(track.width() * share, 1.0))
    painter.fillRect(bar, QColor(theme.strong if best else theme.outline))


def _paint_whole(painter: QPainter, theme: Theme, track: QRectF, share: float) -> None:
    x = track.left() + track.width() * share
    reach = theme.px(2)
    for width, color in ((theme.pen(4.0), theme.surface), (theme.pen(2.0), theme.text)):
        painter.setPen(QPen(QColor(color), width))
        painter.drawLine(
            QRectF(x, track.top() - reach, 0.0, 0.0).topLeft(),
            QRectF(x, track.bottom() + reach, 0.0, 0.0).topLeft(),
        )


def _share(shares: FloatArray, digit: int) -> float:
    """One of them; 0 for what is no number."""
    return float(np.nan_to_num(shares[digit], nan=0.0))
