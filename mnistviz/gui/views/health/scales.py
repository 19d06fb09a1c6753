"""The vertical scales of the view Health: logarithmic ones that have room for 0, and plain ones."""

from dataclasses import dataclass

import numpy as np

from mnistviz.gui.views.health.words import figure, power
from mnistviz.training.updates import Series

_DECADES = 9
"""Of a logarithmic scale, at most: what lies lower is drawn on its floor."""


@dataclass(frozen=True)
class Scale:
    """From values to shares of a chart's height.

    Attributes:
        low, high: the ends, or their decimal logarithms.
        low_text, high_text: what to write at the ends.
        is_log: whether values are drawn by their logarithm; what is below ``low`` lies on it.
    """

    low: float
    high: float
    low_text: str
    high_text: str
    is_log: bool = False

    def heights(self, values: Series) -> Series:
        """0 at the floor, 1 at the ceiling; NaN stays NaN."""
        if self.is_log:
            with np.errstate(divide="ignore"):
                values = np.log10(values)
        shares: Series = (values - self.low) / (self.high - self.low)
        return np.clip(shares, 0.0, 1.0)


def log_scale(curves: list[Series]) -> Scale:
    """Whole decades that hold all values; a decade more below if there is a 0 among them.

    Args:
        curves: none of them negative; NaN counts for nothing.
    """
    together = np.concatenate(curves) if curves else np.empty(0)
    above = together[np.isfinite(together) & (together > 0.0)]
    if not len(above):
        return Scale(-1.0, 0.0, "0", power(0), is_log=True)
    low = int(np.floor(np.log10(above.min())))
    high = max(int(np.ceil(np.log10(above.max()))), low + 1)
    has_zero, is_deep = bool((together == 0.0).any()), high - low > _DECADES
    low = max(low, high - _DECADES) - has_zero
    text = "0" if has_zero else ("≤" if is_deep else "") + power(low)
    return Scale(low, high, text, power(high), is_log=True)


def plain_scale(high: float) -> Scale:
    """From 0 to ``high``, which is positive."""
    return Scale(0.0, high, "0", figure(high).removesuffix(".0"))
