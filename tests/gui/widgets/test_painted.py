"""Small widgets that only paint: what they show, in both themes, before and after they know it."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.mosaic import color_table
from mnistviz.gui.kit.pixel_grid import PixelGrid, ink_image
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.drawing.answer import ProbabilityBars
from mnistviz.gui.views.filters.color_bar import ColorBar
from mnistviz.gui.views.preset.layer_diagram import LayerDiagram
from mnistviz.training.presets import PRESETS

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def picture(widget: QWidget, qtbot: QtBot, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


@pytest.fixture
def pixels() -> npt.NDArray[np.uint8]:
    result = np.zeros(784, np.uint8)
    result[5 * 28 + 3] = 255
    result[20 * 28 + 10] = 128
    return result


@both
def test_pixel_grid(
    qtbot: QtBot, light: Theme, theme: Theme, pixels: npt.NDArray[np.uint8]
) -> None:
    grid = PixelGrid("What the network is given", 84)
    assert not grid.pixels.any()
    grid.set_theme(theme)
    assert (grid.sizeHint().width(), grid.sizeHint().height()) == (84, 84)
    grid.set_pixels(pixels)
    assert np.array_equal(grid.pixels, pixels)
    image = picture(grid, qtbot, 280, 280)
    # Ten screen pixels a pixel, so that it can be seen where each of them lies.
    assert image.pixelColor(35, 55).name() == theme.text
    assert image.pixelColor(45, 55).name() == theme.surface
    between = image.pixelColor(105, 205).lightness()
    ends = (QColor(theme.text).lightness(), QColor(theme.surface).lightness())
    assert min(ends) + 40 < between < max(ends) - 40
    assert grid.accessibleName() == "What the network is given"


def test_the_grids_size_grows_with_the_type(light: Theme, qtbot: QtBot) -> None:
    grid = PixelGrid("A grid", 84)
    qtbot.addWidget(grid)
    assert grid.sizeHint().width() == 84
    grid.set_theme(Theme(**{**vars(LIGHT), "scale": 2.0}))
    assert grid.sizeHint().width() == 168


@both
def test_ink(theme: Theme, pixels: npt.NDArray[np.uint8]) -> None:
    image = ink_image(pixels, theme)
    assert (image.width(), image.height()) == (28, 28)
    assert image.pixelColor(3, 5).name() == theme.text
    assert image.pixelColor(0, 0).name() == theme.surface


def _distance(a: QColor, b: QColor) -> int:
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return sum(abs(one - other) for one, other in pairs)


@both
def test_color_bar(qtbot: QtBot, light: Theme, theme: Theme) -> None:
    bar = ColorBar()
    bar.set_theme(theme)
    hint = bar.sizeHint()
    own = picture(bar, qtbot, hint.width(), hint.height())
    y = hint.height() // 2
    colors = [own.pixelColor(x, y) for x in range(hint.width())]
    table = color_table(theme)
    places = []
    for shade in (0, 127, 254):
        wanted = QColor.fromRgb(table[shade])
        distances = [_distance(color, wanted) for color in colors]
        assert min(distances) < 24, "the bar has fewer pixels than shades, but not that few"
        places.append(distances.index(min(distances)))
    assert places[0] < places[2]
    assert places[0] < hint.width() // 2 < places[2]
    bar.set_limit(0.25)
    limited = bar.grab().toImage()
    assert limited != own
    bar.set_limit(0.5)
    assert bar.grab().toImage() != limited
    bar.set_limit(None)
    assert bar.grab().toImage() == own


LIMITS = [
    *(0.00123, 0.6, 2.5, 60.0),
    *(1e-12, 1e-4, 1.5e-5, 1e9),
]


@pytest.mark.parametrize("limit", LIMITS)
def test_the_figures_beside_the_bar_have_room(qtbot: QtBot, light: Theme, limit: float) -> None:
    bar = ColorBar()
    bar.set_theme(light)
    bar.set_limit(limit)
    hint = bar.sizeHint()
    image = picture(bar, qtbot, hint.width(), hint.height())
    paper = image.pixelColor(0, 0).name()
    for x in (0, hint.width() - 1):
        column = {image.pixelColor(x, y).name() for y in range(hint.height())}
        assert column == {paper}, "a figure is cut off"


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
    widgets = (ProbabilityBars(), ColorBar(), LayerDiagram(), PixelGrid("A grid", 84))
    for widget in widgets:
        image = picture(widget, qtbot, 100, 60)
        assert len({image.pixelColor(x, 30).name() for x in range(100)}) == 1
