"""The axes of a plot that may be zoomed, and how far.

Where figures may stand at an axis, and how they are written.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, NamedTuple

import pyqtgraph as pg
from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QFont, QFontMetricsF

from mnistviz.gui.kit.figures import localized

_MOST = 11
"""Figures at one axis, however long it is."""

_LONG = 6
"""Characters of a figure that is written out; a longer one is given its power of ten if shorter."""

Ticks = tuple[float, list[float]]
"""Their step and where they are; a step of 0 says that each is round by itself."""


def possible_ticks(low: float, high: float, *, log: bool) -> list[Ticks]:
    """The ways to put two figures or more between two ends, each ascending; there is one always.

    Args:
        low: the lower end; on a logarithmic axis the logarithms of all values are meant.
        high: the upper end, which is larger.
        log: whether the axis is logarithmic, to the base of ten.
    """
    return list(_log_steps(low, high) if log else _steps(low, high))


def tick_text(value: float, step: float) -> str:
    """How a value is written that is a multiple of ``step``, or round by itself if that is 0."""
    if abs(value) < 1e-6 * step:
        return "0"
    last = math.floor(math.log10(step or abs(value)) + 1e-9)
    plain = localized(value, f".{max(-last, 0)}f")
    if len(plain) <= _LONG:
        return plain
    digits = max(math.floor(math.log10(abs(value)) + 1e-9) - last, 0)
    mantissa, exponent = localized(value, f".{digits}e").split("e")
    return min(plain, f"{mantissa}e{int(exponent)}", key=len)


def _steps(low: float, high: float) -> Iterator[Ticks]:
    """Multiples of 1, 2 and 5 times each power of ten that have at least two in view."""
    finest = math.floor(math.log10((high - low) / _MOST))
    for exponent, step in product(range(finest, finest + 3), (1, 2, 5)):
        width = step * 10.0**exponent
        # An end that is a multiple but for rounding is one.
        first, last = math.ceil(low / width - 1e-6), math.floor(high / width + 1e-6)
        if 1 <= last - first < _MOST:
            yield width, [min(max(n * width, low), high) for n in range(first, last + 1)]


def _log_steps(low: float, high: float) -> Iterator[Ticks]:
    """Powers of ten, 1, 2 and 5 times each, or multiples in a part of one."""
    decades = range(math.floor(low), math.ceil(high) + 1)
    for every in (50, 20, 10, 5, 2, 1):
        yield from _round([float(n) for n in decades if n % every == 0], low, high)
    yield from _round([n + math.log10(step) for n in decades for step in (1, 2, 5)], low, high)
    if high - low < 2.0:
        for step, values in _steps(10.0**low, 10.0**high):
            yield step, [min(max(math.log10(value), low), high) for value in values]


def _round(ticks: list[float], low: float, high: float) -> Iterator[Ticks]:
    seen = [tick for tick in ticks if low <= tick <= high]
    if 2 <= len(seen) <= _MOST:
        yield 0.0, seen


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
