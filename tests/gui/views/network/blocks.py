"""What the tests of the view Network share."""

from typing import Any

import numpy as np

from mnistviz.analysis.units import Unit
from mnistviz.gui.views.network.unit_map import MapContent
from mnistviz.gui.views.network.view import NetworkView
from mnistviz.gui.views.network.words import UnitWords

U = Unit(1, 5)


def same(a: Any, b: Any) -> bool:
    """Whether both are there, and equal."""
    return a is not None and b is not None and np.array_equal(a, b)


def content(panel: NetworkView) -> MapContent:
    assert panel.map.content is not None
    return panel.map.content


def words(panel: NetworkView) -> UnitWords:
    assert panel.details.words is not None
    return panel.details.words
