"""The way of the pen in fine dots, to measure by."""

from mnistviz.data.ink.pen import Points, along, bows, steps_in


def dotted(stroke: Points, step: float) -> Points:
    """Dots along a stroke, about ``step`` units from each other, joined as ``bows`` says."""
    return along(stroke, bows(stroke), steps_in(stroke, step))
