"""Where the small charts of the view Health stand: a column for each layer, all rows alike."""

from dataclasses import dataclass
from functools import cache

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QFont, QFontMetricsF

from mnistviz.gui.theme import SMALL, Theme, font

_NAMES, _TICKS, _VALUES, _BETWEEN = 102, 32, 54, 10
"""Pixels for the rows' names, the ends of the scales, the newest values, and between columns."""

_NARROW, _NARROWEST = 150, 96
"""Columns below these leave out the ends of the scales, and the newest values as well."""


@dataclass(frozen=True)
class Column:
    """One layer's place in a row, from left to right; heights are the row's."""

    left: float
    plot: float
    value: float
    right: float

    @property
    def has_ticks(self) -> bool:
        """Whether there is room for the ends of the scale, from ``left`` to ``plot``."""
        return self.plot > self.left

    @property
    def has_value(self) -> bool:
        """Whether there is room for the newest value, from ``value`` to ``right``."""
        return self.right > self.value


def names_width(theme: Theme, width: float) -> float:
    """Pixels for the names at the left of rows that are so wide."""
    return min(theme.px(_NAMES), 0.27 * width)


def columns(theme: Theme, width: float, count: int) -> list[Column]:
    """The columns of rows that are so wide."""
    first, between = names_width(theme, width) + theme.px(8), theme.px(_BETWEEN)
    each = (width - first - between * (count - 1)) / max(count, 1)
    ticks = theme.px(_TICKS) if each >= theme.px(_NARROW) else 0.0
    values = theme.px(_VALUES) if each >= theme.px(_NARROWEST) else 0.0
    lefts = [first + number * (each + between) for number in range(count)]
    return [Column(left, left + ticks, left + each - values, left + each) for left in lefts]


@cache
def small_font(theme: Theme) -> QFont:
    """The type of names, scales and values."""
    return font(theme, SMALL)


@cache
def line_height(theme: Theme) -> float:
    """Pixels that a line in it takes."""
    return QFontMetricsF(small_font(theme)).height()


def plot_of(column: Column, height: float) -> QRectF:
    """The room of a chart in a row that is so high."""
    end = column.value - (6.0 if column.has_value else 0.0)
    return QRectF(column.plot, 3.0, max(end - column.plot, 1.0), max(height - 6.0, 1.0))
