"""How well each digit is read: ten rows of a dot and its interval, in the order of the digits."""

import math

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.analysis.mistakes import DigitAccuracy
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.theme import CAPTION, LIGHT, SMALL, Theme, font

_CENTRE = Qt.AlignmentFlag.AlignCenter
_NAME = _CENTRE | Qt.TextFlag.TextDontClip
_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0)
"""Between two ticks, in percent."""

_ROOMY = 190
"""A chart as wide as this, in pixels at scale 1, has room for its figures beside the dots."""


class DigitAccuracyChart(QWidget):
    """A filled dot differs from the rest by more than chance, a hollow one does not.

    The line down is the accuracy of all digits together. The rows can be put beside those of
    another widget.

    Attributes:
        shown: what it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Accuracy of each digit")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = LIGHT
        self.shown: DigitAccuracy | None = None
        self._classes = MNIST.classes
        self._rows = 30.0, 20.0
        self._axis = 0.0, 100.0, 50.0  # its ends and the distance of its ticks, in percent

    def set_accuracy(
        self, accuracy: DigitAccuracy, classes: tuple[str, ...] = MNIST.classes
    ) -> None:
        """Show it; ``classes`` are its rows' names."""
        self.shown, self._classes = accuracy, classes
        self._axis = axis(100.0 * float(accuracy.low.min()), 100.0 * float(accuracy.high.max()))
        self.update()

    def set_rows(self, top: float, height: float) -> None:
        """Where the first row begins, and how high each is, in pixels."""
        if (top, height) != self._rows:
            self._rows = top, height
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.update()

    def changeEvent(self, event: QEvent | None) -> None:
        """The axis has a name."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self.update()

    def plot(self) -> QRectF:
        """Where the accuracies lie, between the digits and, if there is room, the figures."""
        px, (top, high) = self._theme.px, self._rows
        left, height = self._names() + px(8), len(self._classes) * high
        right = px(44) if self.width() >= px(_ROOMY) else px(8)
        return QRectF(left, top, max(self.width() - left - right, 10), height)

    def _names(self) -> float:
        """How wide the column of names is."""
        metrics = QFontMetricsF(font(self._theme, CAPTION, bold=True))
        widest = max(metrics.horizontalAdvance(name) for name in self._classes)
        return max(min(widest, 0.3 * self.width()), self._theme.px(14))

    def place(self, share: float, digit: int) -> QPointF:
        """The middle of a row, where ``share`` is on the axis."""
        plot, (top, high) = self.plot(), self._rows
        low, high_end, _step = self._axis
        x = plot.left() + plot.width() * (100.0 * share - low) / (high_end - low)
        return QPointF(x, top + (digit + 0.5) * high)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Ticks, the line of all digits, then the rows."""
        if self.shown is None:
            return
        painter = QPainter(self)
        self._paint_axis(painter, self.shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stands_out in (False, True):  # fonts are costly to set
            color = QColor(self._theme.text if stands_out else self._theme.muted)
            painter.setFont(font(self._theme, CAPTION, bold=stands_out))
            for digit in np.flatnonzero((self.shown.different != 0) == stands_out).tolist():
                painter.setPen(color)
                self._paint_row(painter, self.shown, digit)

    def _paint_axis(self, painter: QPainter, shown: DigitAccuracy) -> None:
        theme, plot, line = self._theme, self.plot(), self._theme.px(16)
        painter.setFont(font(theme, CAPTION))
        painter.setPen(QColor(theme.muted))
        title = QRectF(0.0, 0.0, self.width(), line)
        painter.drawText(title, _CENTRE, tr("Accuracy"))
        painter.setFont(font(theme, SMALL))
        low, high, step = self._axis
        for number in range(round((high - low) / step) + 1):
            tick = low + number * step
            x = round(self.place(tick / 100.0, 0).x()) + 0.5
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(theme.muted))
            text = localized(tick, "g") if number else percent(tick / 100.0, 0)
            self._write_below(painter, x, plot.bottom() + theme.px(4), text)
        x = self.place(shown.overall, 0).x()
        painter.setPen(QPen(QColor(theme.outline), theme.pen(1.5), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _write_below(self, painter: QPainter, x: float, top: float, text: str) -> None:
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(x - wide / 2.0, 0.0), self.width() - wide)
        painter.drawText(QRectF(left, top, wide + 1.0, self._theme.px(15)), _CENTRE, text)

    def _paint_row(self, painter: QPainter, shown: DigitAccuracy, digit: int) -> None:
        theme, (top, high), plot = self._theme, self._rows, self.plot()
        stands_out = bool(shown.different[digit])
        metrics = painter.fontMetrics()
        row = QRectF(0.0, top + digit * high, plot.left() - theme.px(8), high)
        # Of rows that are much lower than their type only some are named.
        if digit % math.ceil(0.5 * metrics.height() / high) == 0:
            name, elide = self._classes[digit], Qt.TextElideMode.ElideRight
            painter.drawText(row, _NAME, metrics.elidedText(name, elide, round(row.width()) + 1))
        if not shown.images[digit]:
            return
        share = float(shown.accuracy[digit])
        if self.width() >= theme.px(_ROOMY):
            right = QRectF(plot.right(), row.top(), self.width() - plot.right(), high)
            painter.drawText(right, _CENTRE, localized(100.0 * share, ".1f"))
        middle = self.place(share, digit)
        color = QColor(theme.test)
        painter.setPen(QPen(color, theme.pen(1.5)))
        ends = [self.place(float(end[digit]), digit) for end in (shown.low, shown.high)]
        painter.drawLine(*ends)
        cap = min(0.2 * high, theme.px(4))
        for end in ends:
            painter.drawLine(end - QPointF(0.0, cap), end + QPointF(0.0, cap))
        painter.setBrush(color if stands_out else QColor(theme.surface))
        radius = min(0.26 * high, theme.px(5))
        painter.drawEllipse(middle, radius, radius)


def axis(low: float, high: float) -> tuple[float, float, float]:
    """Round ends around ``low`` to ``high``, and the distance of two to four ticks; in percent."""
    for step in _STEPS:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= 3:
            return first * step, max(last, first + 1) * step, step
    return 0.0, 100.0, 50.0
