"""What the tests of the view Network share."""

from typing import Any

import numpy as np

from mnistviz.analysis.ablation import Unit
from mnistviz.gui.panels.layers import LayersPanel
from mnistviz.gui.widgets.network.unit_map import MapContent
from mnistviz.gui.words.units import UnitWords

U = Unit(1, 5)


def same(a: Any, b: Any) -> bool:
    """Whether both are there, and equal."""
    return a is not None and b is not None and np.array_equal(a, b)


def content(panel: LayersPanel) -> MapContent:
    assert panel.map.content is not None
    return panel.map.content


def words(panel: LayersPanel) -> UnitWords:
    assert panel.details.words is not None
    return panel.details.words
