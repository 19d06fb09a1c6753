"""The upright axis of a plot of values."""

import math

import pyqtgraph as pg

from mnistviz.gui.scales import nice_ceiling

_LOW = 100
"""Pixels below which only about three ticks have room for their figures."""


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Few ticks in a low plot; on a logarithmic scale ticks at 1, 2 and 5, with plain numbers."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """The ticks between two values (their logarithms, on a logarithmic scale)."""
        if not self.logMode:
            if size < _LOW:
                step = nice_ceiling((high - low) / 2.5)
                first, last = math.ceil(low / step), math.floor(high / step)
                return [(step, [number * step for number in range(first, last + 1)])]
            levels: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
            return levels
        decades = range(math.floor(low), math.ceil(high) + 1)
        ticks = [decade + math.log10(step) for decade in decades for step in (1, 2, 5)]
        return [(1.0, [tick for tick in ticks if low <= tick <= high])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What stands beside them."""
        if self.logMode:
            return [f"{10.0**value:.3g}" for value in values]
        texts: list[str] = super().tickStrings(values, scale, spacing)
        return texts
