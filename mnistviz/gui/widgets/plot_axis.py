"""The axes of a plot that may be zoomed, and how far."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pyqtgraph as pg
from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QFont, QFontMetricsF

from mnistviz.gui.ticks import Ticks, possible_ticks, tick_text

EDGE = 8.0
"""Pixels by which a figure may reach beyond the end of an axis."""

_BESIDE = 5.0
"""Pixels that pyqtgraph leaves between an axis and its figures."""

Range = tuple[float, float]


class _Figure(NamedTuple):
    """What stands at a tick: how many pixels above or right of the axis's beginning, how wide."""

    value: float
    place: float
    width: float


class PlotAxis(pg.AxisItem):  # type: ignore[misc]
    """Two figures or more, as many as there is room for; it never scales them by itself."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.setStyle(hideOverlappingLabels=False)  # which means those beyond its ends
        self.enableAutoSIPrefix(False)  # before it has a label: with one, this very call scales

    def tickValues(self, low: float, high: float, _size: float) -> list[Ticks]:
        """The ticks between two values (their logarithms, on a logarithmic scale)."""
        choices = [
            (step, self._whole_figures(low, high, step, values))
            for step, values in possible_ticks(low, high, log=self.logMode)
        ]
        clear = [choice for choice in choices if self._are_clear(choice[1])]
        if clear:
            step, figures = max(clear, key=lambda choice: len(choice[1]))
        else:  # the two that are farthest from each other
            step, figures = max(choices, key=lambda choice: _spread(choice[1]))
            figures = figures[:: max(len(figures) - 1, 1)]
        return [(step, [figure.value for figure in figures])]

    def tickStrings(self, values: list[float], _scale: float, step: float) -> list[str]:
        """What stands beside them."""
        return [tick_text(10.0**value if self.logMode else value, step) for value in values]

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.style["tickFont"] or QFont())

    def _whole_figures(
        self, low: float, high: float, step: float, values: list[float]
    ) -> list[_Figure]:
        """Those that nothing would cut off."""
        metrics, upright = self._metrics, self.orientation == "left"
        # The box has the same length when the axis is painted and when the grid is.
        box, beside = self.linkedView(), self.width() - _BESIDE
        length = float(box.height() if upright else box.width())
        figures = []
        for value, text in zip(values, self.tickStrings(values, 1.0, step), strict=True):
            place, width = (value - low) / (high - low) * length, metrics.horizontalAdvance(text)
            if width <= (beside if upright else 2.0 * (EDGE + min(place, length - place))):
                figures.append(_Figure(value, place, width))
        return figures

    def _are_clear(self, figures: list[_Figure]) -> bool:
        """Whether they are two or more, with air between them."""
        upright, line = self.orientation == "left", self._metrics.height()
        return len(figures) > 1 and all(
            after.place - before.place
            >= (1.5 * line if upright else line + (before.width + after.width) / 2.0)
            for before, after in pairwise(figures)
        )


def _spread(figures: list[_Figure]) -> float:
    return figures[-1].place - figures[0].place if figures else -1.0


@dataclass(frozen=True)
class Bounds:
    """How far and how near one axis may be zoomed.

    Attributes:
        low, high: its ends may be no farther.
        least: it shows no less than this.
        share: nor less than this part of the largest value in view, which has as many digits.
    """

    low: float
    high: float
    least: float
    share: float = 0.0

    def nearest(self, wanted: Range) -> Range:
        """What comes nearest to ends that are wanted."""
        low, high = wanted
        least = max(self.least, self.share * max(abs(low), abs(high)))
        width = min(max(high - low, least), self.high - self.low)
        if width != high - low:
            low = (low + high - width) / 2.0
            high = low + width
        if low < self.low:
            return self.low, self.low + width
        return (self.high - width, self.high) if high > self.high else (low, high)


class PlotBox(pg.ViewBox):  # type: ignore[misc]
    """The inside of the axes, which keeps to the bounds of both.

    pyqtgraph's own limits cannot say how near a view may be if that depends on where it is.

    Attributes:
        x_bounds, y_bounds: they hold for every range from now on.
    """

    def __init__(self, x_bounds: Bounds, y_bounds: Bounds) -> None:
        super().__init__(enableMenu=False)
        self.x_bounds, self.y_bounds = x_bounds, y_bounds

    def setRange(
        self,
        rect: QRectF | None = None,
        xRange: Range | None = None,
        yRange: Range | None = None,
        **options: Any,
    ) -> None:
        """Show the ranges nearest to these; None leaves one alone."""
        if rect is not None:
            xRange, yRange = (rect.left(), rect.right()), (rect.top(), rect.bottom())  # noqa: N806
        super().setRange(
            xRange=None if xRange is None else self.x_bounds.nearest(xRange),
            yRange=None if yRange is None else self.y_bounds.nearest(yRange),
            **options,
        )
