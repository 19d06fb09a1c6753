"""Small widgets that only paint: what they show, in both themes, before and after they know it."""

import numpy as np
import pytest
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.drawing.answer import ProbabilityBars
from mnistviz.gui.views.preset.view import LayerDiagram
from mnistviz.training.presets import PRESETS

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def picture(widget: QWidget, qtbot: QtBot, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


@both
@pytest.mark.parametrize("name", PRESETS)
def test_layer_diagram(qtbot: QtBot, light: Theme, theme: Theme, name: str) -> None:
    architecture = PRESETS[name].architecture
    diagram = LayerDiagram()
    empty = picture(diagram, qtbot, 244, 96)
    diagram.set_theme(theme)
    assert diagram.grab().toImage() == empty
    diagram.set_architecture(architecture)
    assert diagram.grab().toImage() != empty
    for size in architecture.sizes:
        assert str(size) in diagram.accessibleName()
    assert ("with biases" if architecture.biases else "without biases") in diagram.accessibleName()
    assert f"{architecture.parameter_count:,} parameters" in diagram.in_words()
    assert diagram.in_words() in diagram.accessibleName()


@both
def test_probability_bars(qtbot: QtBot, light: Theme, theme: Theme) -> None:
    bars = ProbabilityBars()
    bars.set_theme(theme)
    nothing = picture(bars, qtbot, 300, 220)
    values = np.array([0.02, 0.03, 0.0, 0.6, 0.05, 0.1, 0.1, 0.05, 0.03, 0.02])
    bars.set_values(values)
    assert bars.values is values
    assert bars.accessibleDescription() == "3: 60.0\N{NO-BREAK SPACE}%"
    shown = bars.grab().toImage()
    assert shown != nothing
    # The figure stands at the right, so the bar of 60 % covers the middle of its row only.
    assert shown.pixelColor(130, 3 * 22 + 11).name() == theme.strong
    assert shown.pixelColor(130, 5 * 22 + 11).name() == theme.hover
    bars.set_values(values, 8)
    assert bars.grab().toImage() != shown
    bars.set_values(None)
    assert bars.grab().toImage() == nothing
    assert bars.accessibleDescription() == ""


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_bars_of_nothing_and_of_everything(qtbot: QtBot, light: Theme, value: float) -> None:
    bars = ProbabilityBars()
    bars.set_theme(light)
    bars.set_values(np.full(10, value))
    image = picture(bars, qtbot, 300, 220)
    assert image.pixelColor(200, 11).name() == (light.strong if value else light.hover)


def test_nothing_is_painted_without_a_theme(qtbot: QtBot, light: Theme) -> None:
    widgets = (ProbabilityBars(), LayerDiagram())
    for widget in widgets:
        image = picture(widget, qtbot, 100, 60)
        assert len({image.pixelColor(x, 30).name() for x in range(100)}) == 1
