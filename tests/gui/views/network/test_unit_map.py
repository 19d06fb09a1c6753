"""The picture of the units: what the pointer and keys mark and switch, and what is painted."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.analysis.units import Connections, Unit
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.network.unit_map import MapContent, UnitMap
from mnistviz.gui.views.network.unit_paint import Outputs
from tests.gui.support import key_click, mouse_click, mouse_move

SIZES = (784, 12, 10)
NONE = Connections(np.arange(0), np.arange(0), np.zeros(0))


def content(
    *,
    activations: bool = True,
    off: frozenset[Unit] = frozenset(),
    into_first: Connections = NONE,
    outputs: Outputs | None = None,
    sizes: tuple[int, ...] = SIZES,
) -> MapContent:
    hidden = np.zeros(sizes[1])
    hidden[3] = 5.0
    out = np.linspace(0.0, 0.2, 10)
    return MapContent(
        MNIST,
        sizes,
        (("pixels", "px"), ("hidden",), ("outputs",)),
        np.zeros(784, np.uint8),
        (hidden, out) if activations else None,
        (into_first, NONE),
        outputs or Outputs(out),
        off,
    )


@pytest.fixture
def units(qtbot: QtBot, light: Theme) -> Iterator[UnitMap]:
    host = QWidget()
    qtbot.addWidget(host)
    button, widget = QPushButton(host), UnitMap()  # a window gives the keyboard to its first part
    widget.setParent(host)
    widget.set_theme(light)
    widget.resize(600, 300)
    widget.show_content(content())
    host.resize(600, 300)
    host.show()
    host.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    yield widget
    host.close()


@pytest.fixture
def told(units: UnitMap) -> list[Unit | None]:
    """Which units were marked, one after the other."""
    found: list[Unit | None] = []
    units.marked_changed.connect(lambda: found.append(units.marked))
    return found


@pytest.fixture
def switched(units: UnitMap) -> list[Unit]:
    """Which units were to be switched."""
    found: list[Unit] = []
    units.toggled.connect(found.append)
    return found


def place(units: UnitMap, unit: Unit) -> QPoint:
    assert units.places is not None
    return units.places.middle(unit).toPoint()


def picture(units: UnitMap) -> QImage:
    return units.grab().toImage()


def color_at(image: QImage, where: QPointF) -> QColor:
    return QColor(image.pixel(where.toPoint()))


def test_the_unit_under_the_pointer_is_marked(units: UnitMap, told: list[Unit | None]) -> None:
    mouse_move(units, place(units, Unit(1, 4)))
    mouse_move(units, place(units, Unit(2, 9)))
    mouse_move(units, QPoint(2, 2))
    assert told == [Unit(1, 4), Unit(2, 9), None]
    mouse_move(units, place(units, Unit(1, 4)))
    units.leaveEvent(None)
    assert units.marked is None


def test_a_click_switches(units: UnitMap, switched: list[Unit]) -> None:
    mouse_click(units, place(units, Unit(1, 7)))
    mouse_click(units, QPoint(2, 2))
    assert switched == [Unit(1, 7)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_move_and_switch(units: UnitMap, switched: list[Unit], key: Qt.Key) -> None:
    units.setFocus(Qt.FocusReason.TabFocusReason)
    assert units.marked == Unit(1, 0)
    key_click(units, Qt.Key.Key_Down)
    key_click(units, Qt.Key.Key_Down)
    key_click(units, key)
    assert switched == [Unit(1, 2)]
    while units.marked.layer == 1:
        key_click(units, Qt.Key.Key_Right)
    assert units.marked.layer == 2


def test_a_unit_is_marked_only_with_the_keyboard_there(
    units: UnitMap, told: list[Unit | None]
) -> None:
    units.setFocus(Qt.FocusReason.TabFocusReason)
    units.clearFocus()
    assert told == [Unit(1, 0), None]


def test_other_layers_unmark(units: UnitMap, told: list[Unit | None]) -> None:
    mouse_move(units, place(units, Unit(1, 11)))
    units.show_content(content(sizes=(784, 5, 10)))
    assert told == [Unit(1, 11), None]
    assert units.lit is None
    assert units.places is not None
    assert units.places.layers[0].count == 5


def test_active_units_are_dark(units: UnitMap, light: Theme) -> None:
    image = picture(units)
    assert color_at(image, QPointF(place(units, Unit(1, 3)))) == QColor(light.text)
    assert color_at(image, QPointF(place(units, Unit(1, 2)))) == QColor(light.surface)
    # Outputs below 1 have their own shade, not that of the largest.
    shade = color_at(image, QPointF(place(units, Unit(2, 9)))).lightness()
    assert 180 < shade < 230
    units.show_content(content(activations=False))
    assert color_at(picture(units), QPointF(place(units, Unit(1, 3)))) == QColor(light.surface)


def test_units_switched_off_are_crossed_out(units: UnitMap, light: Theme) -> None:
    assert units.places is not None
    middle, radius = place(units, Unit(1, 3)), units.places.layers[0].radius
    units.show_content(content(off=frozenset({Unit(1, 3)})))
    image = picture(units)
    assert color_at(image, QPointF(middle)).lightness() < 60
    # Beside the cross it is empty: it passes nothing on.
    assert color_at(image, QPointF(middle) + QPointF(0.6 * radius, 0)) == QColor(light.surface)


@pytest.mark.parametrize(("value", "name"), [(2.0, "positive"), (-2.0, "negative")])
def test_a_connection_shows_its_sign(units: UnitMap, light: Theme, value: float, name: str) -> None:
    line = Connections(np.array([0]), np.array([0]), np.array([value]))
    units.show_content(content(into_first=line))
    assert units.places is not None
    a, b = units.places.pixel(0), units.places.middle(Unit(1, 0))
    image, color = picture(units), QColor(getattr(light, name))
    along = [color_at(image, a + (b - a) * share) for share in np.linspace(0.1, 0.8, 200)]
    hits = sum(abs(found.hue() - color.hue()) < 15 and found.saturation() > 60 for found in along)
    assert hits > 60
    # Positive ones are solid, negative ones dashed.
    assert (sum(found == QColor(light.window) for found in along) > 20) is (value < 0)


def test_strong_connections_are_wider(units: UnitMap, light: Theme) -> None:
    both = Connections(np.array([0, 783]), np.array([0, 11]), np.array([4.0, 0.4]))
    units.show_content(content(into_first=both))
    assert units.places is not None
    image, widths = picture(units), []
    for pixel, unit in ((0, 0), (783, 11)):
        a, b = units.places.pixel(pixel), units.places.middle(Unit(1, unit))
        middle = (a + b) / 2.0
        across = [color_at(image, middle + QPointF(0, y)) for y in range(-5, 6)]
        widths.append(sum(255 - color.lightness() for color in across))
    assert widths[0] > 2 * widths[1] > 0


def test_lit_connections_take_the_place_of_the_others(units: UnitMap) -> None:
    line = Connections(np.array([0]), np.array([0]), np.array([1.0]))
    plain = picture(units)
    units.show_content(content(into_first=line))
    with_line = picture(units)
    assert with_line != plain
    units.light({1: NONE, 2: NONE})
    assert picture(units) == plain
    units.light(None)
    assert picture(units) == with_line


@pytest.fixture
def row_ink(units: UnitMap, light: Theme) -> Callable[[Outputs], list[int]]:
    """How many dark pixels the bar of each output has."""

    def count(outputs: Outputs) -> list[int]:
        units.show_content(content(outputs=outputs))
        assert units.places is not None
        image, found = picture(units), []
        for bar in units.places.bars:
            y = round(bar.center().y())
            row = range(round(bar.left()) + 18, round(bar.right()) - 58)
            found.append(sum(color_at(image, QPointF(x, y)).lightness() < 160 for x in row))
        return found

    return count


def test_bars_are_as_long_as_the_shares(row_ink: Callable[[Outputs], list[int]]) -> None:
    shares = np.array([0.1, 0.0, 0.5, 0, 0, 0, 0, 0, 0, 0.4])
    found = row_ink(Outputs(shares))
    assert found[2] > 20
    assert found[9] == pytest.approx(0.8 * found[2], abs=3)
    assert found[0] == pytest.approx(0.2 * found[2], abs=3)
    assert found[1] <= 2
    assert row_ink(Outputs()) == [0] * 10


def test_the_whole_network_is_an_upright_line(row_ink: Callable[[Outputs], list[int]]) -> None:
    shares, whole = np.eye(10)[2] * 0.2, np.eye(10)[7] * 0.5
    alone, both = row_ink(Outputs(shares)), row_ink(Outputs(shares, whole))
    assert both[7] > alone[7]
    assert Outputs(shares, whole).answer == 2
    assert Outputs().answer == -1


def test_numbers_that_are_none_are_painted_as_nothing(
    units: UnitMap, row_ink: Callable[[Outputs], list[int]]
) -> None:
    assert max(row_ink(Outputs(np.full(10, np.nan), np.full(10, np.nan)))) <= 4


def test_nothing_to_show_yet(qtbot: QtBot, light: Theme) -> None:
    widget = UnitMap()
    qtbot.addWidget(widget)
    widget.set_theme(light)
    widget.resize(400, 200)
    widget.show()
    mouse_move(widget, QPoint(50, 50))
    mouse_click(widget, QPoint(50, 50))
    key_click(widget, Qt.Key.Key_Down)
    assert widget.marked is None
    assert len({picture(widget).pixel(x, 100) for x in range(400)}) == 1
