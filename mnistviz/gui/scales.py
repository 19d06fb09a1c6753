"""Round numbers for the ends of scales, so that they move seldom and read well."""

import math

_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def nice_ceiling(value: float) -> float:
    """The smallest round number that is at least ``value`` (which is positive)."""
    exponent = math.floor(math.log10(value))
    for step in _STEPS:
        candidate = step * 10.0**exponent
        if candidate >= value:
            return candidate
    return 10.0 ** (exponent + 1)
