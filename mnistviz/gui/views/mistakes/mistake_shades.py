"""The colours of counted mistakes: the test's colour, never so strong that text on it is lost."""

import math
from functools import cache

from PyQt6.QtGui import QColor

from mnistviz.gui.kit.theme import Theme

_READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, level AA)."""

_LEVELS = 40


def shade(theme: Theme, share: float) -> QColor:
    """The colour of a count that is ``share`` (0 to 1) of the scale's end.

    Counts of mistakes are spread over decades: a root makes the rare ones visible as well.
    """
    levels = _levels(theme.surface, theme.test, theme.text)
    return levels[round(math.sqrt(min(max(share, 0.0), 1.0)) * (len(levels) - 1))]


@cache
def _levels(paper: str, ink: str, text: str) -> list[QColor]:
    """From paper to the strongest mixture with ink on which text can be read."""
    mixtures = [_mixed(QColor(paper), QColor(ink), n / 100.0) for n in range(101)]
    strongest = max(n for n, one in enumerate(mixtures) if contrast(one, QColor(text)) >= _READABLE)
    return [mixtures[round(n * strongest / _LEVELS)] for n in range(_LEVELS + 1)]


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours' luminance, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    def part(low: int, high: int) -> int:
        return round(low + (high - low) * share)

    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()))
