"""The reliability diagram: how often answers are right, against how sure the network is of them.

It is made of items that Qt paints alone: pyqtgraph's own take four times as long to show another
test, and ten times as long to make.
"""

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QResizeEvent, QTransform
from PyQt6.QtWidgets import QGraphicsPathItem, QGraphicsSimpleTextItem, QSizePolicy

from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import SMALL, Theme, font
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.calibration import BINS, Reliability

FEW = 20
"""Answers below which a bin's share of right ones is mostly chance: it is drawn faint."""

_TICKS = (0, 20, 40, 60, 80, 100)
_FAINT = 90
"""Of 255: how opaque the bins with few answers are."""


class _Series:
    """One kind of numbers: points with error bars, joined where there are enough answers."""

    def __init__(self, *, hollow: bool) -> None:
        self.hollow = hollow
        self.shown: Reliability | None = None
        self.items = [QGraphicsPathItem() for _ in range(5)]  # from the bottom to the top
        self.line, self.faint_bars, self.faint, self.bars, self.points = self.items

    def dress(self, theme: Theme) -> None:
        """Told apart by form: hollow points on a dashed line, filled points on a whole one."""
        strong, faint = QColor(theme.test), QColor(theme.test)
        faint.setAlpha(_FAINT)
        thin = theme.pen(1.25)
        self.line.setPen(
            QPen(strong, thin, Qt.PenStyle.DashLine if self.hollow else Qt.PenStyle.SolidLine)
        )
        for item, color in ((self.bars, strong), (self.faint_bars, faint)):
            item.setPen(QPen(color, thin))
        for item, color in ((self.points, strong), (self.faint, faint)):
            item.setPen(QPen(color, theme.pen(1.5)))
            # A hollow point hides the line behind it, or it would look crossed out.
            item.setBrush(QColor(theme.surface) if self.hollow else color)

    def place(self, to_plot: QTransform, radius: float) -> None:
        """Draw it where ``to_plot`` brings shares of 0 to 1."""
        line, faint_bars, faint, bars, points = (QPainterPath() for _ in self.items)
        if (shown := self.shown) is not None:
            ends = np.stack([shown.confidence, shown.accuracy, *shown.interval], axis=1)
            for number in np.flatnonzero(shown.counts).tolist():
                (x, y, low, high), enough = ends[number].tolist(), shown.counts[number] >= FEW
                place = to_plot.map(QPointF(x, y))
                (points if enough else faint).addEllipse(place, radius, radius)
                bar = bars if enough else faint_bars
                bar.moveTo(x, low)
                bar.lineTo(x, high)
                if enough:
                    (line.lineTo if line.elementCount() else line.moveTo)(x, y)
        line, bars, faint_bars = (to_plot.map(path) for path in (line, bars, faint_bars))
        for item, path in zip(self.items, (line, faint_bars, faint, bars, points), strict=True):
            item.setPath(path)


class ReliabilityChart(SceneView):
    """Hollow points are the network's own outputs, filled ones the calibrated probabilities."""

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="How often answers are right, against how sure the network is")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._counts: FloatArray | None = None
        self._grid, self._diagonal, self._columns = (QGraphicsPathItem() for _ in range(3))
        self.uncalibrated, self.calibrated = _Series(hollow=True), _Series(hollow=False)
        series = *self.uncalibrated.items, *self.calibrated.items
        for item in (self._grid, self._columns, self._diagonal, *series):
            self.add(item)
        self._across, self._up, self._figures_title = (self._text("") for _ in range(3))
        self._up.setRotation(-90.0)
        self._ticks = [
            (self._text(words), self._text(words))
            for words in (f"{tick} %" if tick == _TICKS[-1] else str(tick) for tick in _TICKS)
        ]
        self._figures = [self._text("") for _ in range(BINS)]
        self.say_titles()

    def set_values(
        self, uncalibrated: Reliability, calibrated: Reliability, counts: FloatArray
    ) -> None:
        """Show two kinds of numbers, and above them how many answers the bins of one have."""
        self.uncalibrated.shown, self.calibrated.shown = uncalibrated, calibrated
        self._counts = counts
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.set_background(theme.surface)
        self._grid.setPen(QPen(QColor(theme.border), theme.pen(1.0)))
        self._diagonal.setPen(QPen(QColor(theme.outline), theme.pen(1.0)))
        self._columns.setPen(QPen(Qt.PenStyle.NoPen))
        self._columns.setBrush(QColor(theme.outline))
        for item in self.items_scene.items():
            if isinstance(item, QGraphicsSimpleTextItem):
                item.setFont(font(theme, SMALL))
                item.setBrush(QColor(theme.muted))
        for series in (self.uncalibrated, self.calibrated):
            series.dress(theme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Points that can be told apart."""
        return QSize(360, 230)

    def minimumSizeHint(self) -> QSize:
        """The diagonal, and the points by it."""
        return QSize(120, 110)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Use all the room."""
        super().resizeEvent(event)
        self._lay_out()

    def say_titles(self) -> None:
        """Name the axes (again), in the language of the moment."""
        self._across.setText(tr("How sure"))
        self._up.setText(tr("How often right"))
        self._figures_title.setText(tr("Answers"))
        self._lay_out()

    def _text(self, words: str) -> QGraphicsSimpleTextItem:
        item = QGraphicsSimpleTextItem(words)
        self.add(item)
        return item

    def _lay_out(self) -> None:
        if self._theme is None:
            return
        theme, line = self._theme, self._metrics().height()
        widest = self._metrics().horizontalAdvance("100 %")
        title = self._metrics().horizontalAdvance(self._figures_title.text())
        left, right = max(line + widest + theme.px(10), title + 8.0), widest / 2.0
        top, column = line + theme.px(4), theme.px(14)
        plot = QRectF(
            left,
            top + column + theme.px(6),
            self.width() - left - right,
            self.height() - top - column - 2.0 * line - theme.px(12),
        )
        to_plot = QTransform(plot.width(), 0.0, 0.0, -plot.height(), plot.left(), plot.bottom())
        lines, diagonal = QPainterPath(), QPainterPath(QPointF(0.0, 0.0))
        diagonal.lineTo(1.0, 1.0)
        for tick, (below, beside) in zip(_TICKS, self._ticks, strict=True):
            share = tick / 100.0
            for start, end in (((share, 1.0), (share, 0.0)), ((0.0, share), (1.0, share))):
                lines.moveTo(*start)
                lines.lineTo(*end)
            at = to_plot.map(QPointF(share, share))
            self._put(below, at.x(), plot.bottom() + theme.px(4), 0.5)
            self._put(beside, plot.left() - theme.px(6), at.y() - line / 2.0, 1.0)
            is_end = tick in (_TICKS[0], _TICKS[-1])
            below.setVisible(is_end or plot.width() >= len(_TICKS) * widest)
            beside.setVisible(is_end or plot.height() >= len(_TICKS) * line)
        self._grid.setPath(to_plot.map(lines))
        self._diagonal.setPath(to_plot.map(diagonal))
        self._put(self._across, plot.center().x(), self.height() - line, 0.5)
        self._up.setPos(0.0, plot.center().y() + self._up.boundingRect().width() / 2.0)
        self._place_counts(QRectF(plot.left(), top, plot.width(), column))
        for series in (self.uncalibrated, self.calibrated):
            series.place(to_plot, 3.5 * theme.scale)

    def _place_counts(self, strip: QRectF) -> None:
        """How many answers each bin has: a column in ``strip``, and the number above it."""
        path = QPainterPath()
        self._put(self._figures_title, strip.left() - 6.0, 0.0, 1.0)
        self._figures_title.setVisible(self._counts is not None)
        if self._counts is not None:
            wide = strip.width() / BINS
            # Nine in ten answers may be in the last bin, so the columns' scale is logarithmic.
            heights = np.log1p(self._counts) / max(float(np.log1p(self._counts.sum())), 1.0)
            texts = [_short(int(count)) for count in self._counts]
            room = max(self._metrics().horizontalAdvance(text) for text in texts) < wide - 2.0
            for number, height in enumerate((heights * strip.height()).tolist()):
                left = strip.left() + number * wide
                path.addRect(QRectF(left + 0.2 * wide, strip.bottom() - height, 0.6 * wide, height))
                figure = self._figures[number]
                figure.setText(texts[number] if room else "")
                self._put(figure, left + wide / 2.0, 0.0, 0.5)
        self._columns.setPath(path)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._figures_title.font())

    def _put(self, item: QGraphicsSimpleTextItem, x: float, y: float, share: float) -> None:
        """Place a text, ``share`` of its width to the left of ``x``."""
        width = self._metrics().horizontalAdvance(item.text())
        item.setPos(round(x - share * width), round(y))


def _short(count: int) -> str:
    """A number with little room: 9412 is "9.4k"; nothing for none."""
    if count < 1000:
        return str(count) if count else ""
    return localized(count / 1000.0, ".1f" if count < 9950 else ".0f") + "k"
