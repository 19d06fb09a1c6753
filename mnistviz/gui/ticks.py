"""Where figures may stand at an axis, and how they are written."""

import math
from collections.abc import Iterator
from itertools import product

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
    plain = f"{value:.{max(-last, 0)}f}"
    if len(plain) <= _LONG:
        return plain
    digits = max(math.floor(math.log10(abs(value)) + 1e-9) - last, 0)
    mantissa, exponent = f"{value:.{digits}e}".split("e")
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
