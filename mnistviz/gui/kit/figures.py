"""Round numbers for the ends of scales, so that they move seldom and read well.

Figures and names as they are written everywhere in the window.
"""

import math
import sys

from PyQt6.QtCore import QLocale

from mnistviz.app.experiments import SHIPPED
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.language import tr
from mnistviz.training.model_file import TrainedModel

_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

WIDE_STEPS = (1.0, 2.0, 3.0, 5.0, 10.0)
"""For a scale that is outgrown again and again, and is costly to move."""


def nice_ceiling(value: float, steps: tuple[float, ...] = _STEPS) -> float:
    """The smallest round number that is at least ``value`` (which is positive).

    A number is round if it is one of ``steps`` (1 to 10) times a power of ten.
    """
    exponent = math.floor(math.log10(value))
    for step in steps:
        candidate = step * 10.0**exponent
        if candidate >= value:
            return min(candidate, sys.float_info.max)
    return 10.0 ** (exponent + 1)


def localized(value: float, spec: str) -> str:
    """As ``format`` has it, with the decimal mark and the groups of the language of the window."""
    text, locale = format(value, spec), QLocale()
    return text.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})


def percent(share: float, digits: int = 1, *, error: float | None = None) -> str:
    """A share as percent; the space before the sign does not break.

    Args:
        share: of 0 to 1.
        digits: behind the decimal mark.
        error: its standard error, which follows with the same sign.
    """
    text = localized(100.0 * share, f".{digits}f")
    return f"{text} ± {percent(error)}" if error is not None else f"{text}\N{NO-BREAK SPACE}%"


def said(error: MnistvizError, *, capital: bool = False) -> str:
    """What is wrong, in the language of the window; ``capital`` as in ``MnistvizError.said``."""
    return error.said(tr, localized, capital=capital)


def name_in_words(model: TrainedModel) -> str:
    """What a model is called, in the language that is chosen; a file keeps its own spelling."""
    is_shipped = model.name in SHIPPED.values()
    return tr(model.name) if is_shipped else model.name or tr("a saved network")
