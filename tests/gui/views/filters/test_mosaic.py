"""Filters as pictures, side by side."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.filters.mosaic import Mosaic
from tests.gui.support import mouse_click, mouse_double_click, mouse_move, surface_of

Numbers = npt.NDArray[np.float32]
SHARED = np.ones(1, np.float32)


@pytest.fixture
def mosaic(qtbot: QtBot, light: Theme) -> Mosaic:
    result = Mosaic()
    qtbot.addWidget(result)
    result.set_theme(light)
    result.resize(640, 260)
    return result


def level(value: float, count: int = 64) -> Numbers:
    return np.full((784, count), value, np.float32)


def color_at(mosaic: Mosaic, number: int) -> str:
    """In the middle of a filter."""
    place = mosaic.tile_rect(number).center().toPoint()
    return mosaic.grab().toImage().pixelColor(place).name()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours(mosaic: Mosaic, theme: Theme) -> None:
    mosaic.set_theme(theme)
    for value, color in ((-1.0, theme.negative), (0.0, theme.neutral), (1.0, theme.positive)):
        mosaic.set_filters(level(value), SHARED)
        assert color_at(mosaic, 0) == color_at(mosaic, 63) == color
        mosaic.set_filters(level(3.0 * value), SHARED)
        assert color_at(mosaic, 7) == color, "beyond the limit"


def test_own_limits(mosaic: Mosaic) -> None:
    filters = level(0.25)
    limits = np.linspace(0.25, 100.0, 64).astype(np.float32)
    mosaic.set_filters(filters, limits)
    assert color_at(mosaic, 0) == LIGHT.positive
    assert color_at(mosaic, 63) == LIGHT.neutral
    mosaic.enlarge(0)
    assert color_at(mosaic, 0) == LIGHT.positive
    mosaic.enlarge(63)
    assert color_at(mosaic, 63) == LIGHT.neutral


def test_each_pixel_lies_where_its_weight_belongs(mosaic: Mosaic) -> None:
    filters = level(0.0)
    filters[10 * 28 + 20, 5] = 1.0  # row 10, column 20
    mosaic.set_filters(filters, SHARED)
    mosaic.enlarge(5)
    rect = mosaic.tile_rect(5)
    side = rect.width() / 28
    image = mosaic.grab().toImage()

    def color(row: int, column: int) -> str:
        x, y = rect.left() + (column + 0.5) * side, rect.top() + (row + 0.5) * side
        return image.pixelColor(int(x), int(y)).name()

    assert color(10, 20) == LIGHT.positive
    assert color(20, 10) == LIGHT.neutral
    assert color(10, 22) == LIGHT.neutral


def test_filters_in_reading_order(mosaic: Mosaic) -> None:
    filters = level(0.0)
    for chosen in (0, 9, 63):
        filters[:] = 0.0
        filters[:, chosen] = 1.0
        mosaic.set_filters(filters.copy(), SHARED)
        colors = [color_at(mosaic, number) for number in range(64)]
        assert colors.index(LIGHT.positive) == chosen
        assert colors.count(LIGHT.positive) == 1
    first, second = mosaic.tile_rect(0), mosaic.tile_rect(1)
    assert first.top() == second.top()
    assert first.right() < second.left()


@pytest.mark.parametrize("count", [1, 10, 64, 100, 128, 7, 512])
@pytest.mark.parametrize("size", [(640, 200), (200, 640), (220, 110), (3000, 1500)])
def test_any_number_at_any_size(mosaic: Mosaic, count: int, size: tuple[int, int]) -> None:
    mosaic.resize(*size)
    mosaic.set_filters(level(0.5, count), SHARED)
    mosaic.grab()
    for number in (0, count // 2, count - 1):
        rect = mosaic.tile_rect(number)
        assert mosaic.filter_at(rect.center()) == number
        assert rect.left() >= -0.5
        assert rect.right() <= mosaic.width() + 0.5
        assert rect.bottom() <= mosaic.height() + 0.5
        assert rect.width() == rect.height() > 0
    assert mosaic.filter_at(QPointF(-5.0, -5.0)) == -1


def test_nothing_to_show(mosaic: Mosaic, qtbot: QtBot) -> None:
    mosaic.grab()
    assert mosaic.filter_at(QPointF(10.0, 10.0)) == -1
    with qtbot.assertNotEmitted(mosaic.clicked):
        mouse_click(mosaic)


def test_clicks_carry_the_number(mosaic: Mosaic, qtbot: QtBot) -> None:
    mosaic.set_filters(level(0.5), SHARED)
    got: list[int] = []
    mosaic.clicked.connect(got.append)
    for number in (0, 33, 63):
        mouse_click(mosaic, mosaic.tile_rect(number).center().toPoint())
    assert got == [0, 33, 63]


def test_fewer_filters_than_the_enlarged_one(mosaic: Mosaic) -> None:
    mosaic.set_filters(level(0.5, 128), SHARED)
    mosaic.enlarge(100)
    before = mosaic.only
    assert before == 100
    mosaic.set_filters(level(0.5, 64), SHARED)
    assert mosaic.only is None
    assert mosaic.filter_at(mosaic.tile_rect(63).center()) == 63


def test_pointing_needs_no_button(mosaic: Mosaic, qtbot: QtBot) -> None:
    mosaic.set_filters(level(0.5), SHARED)
    mosaic.show()
    qtbot.waitExposed(mosaic)
    assert surface_of(mosaic) is not mosaic
    assert surface_of(mosaic).hasMouseTracking()
    got: list[int] = []
    mosaic.hovered.connect(got.append)
    for number in (0, 33, 63):
        mouse_move(mosaic, mosaic.tile_rect(number).center().toPoint())
        qtbot.waitUntil(lambda number=number: got[-1:] == [number])  # type: ignore[misc]
    assert got == [0, 33, 63]


def test_a_frame_marks_the_filter_under_the_pointer(mosaic: Mosaic, qtbot: QtBot) -> None:
    mosaic.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has a frame of its own
    mosaic.set_filters(level(0.0), SHARED)
    mosaic.show()
    qtbot.waitExposed(mosaic)
    without = mosaic.grab().toImage()
    mouse_move(mosaic, mosaic.tile_rect(20).center().toPoint())
    qtbot.waitUntil(lambda: mosaic.grab().toImage() != without)
    edge = mosaic.tile_rect(20)
    place = QPointF(edge.left() - 1, edge.center().y()).toPoint()
    assert mosaic.grab().toImage().pixelColor(place).name() == LIGHT.text
    mosaic.leaveEvent(None)
    assert mosaic.grab().toImage() == without


@pytest.mark.qt_log_ignore("not accepted")  # it is for the panel around
def test_a_double_click_is_two_clicks_on_one_filter(mosaic: Mosaic) -> None:
    mosaic.set_filters(level(0.5), SHARED)
    got: list[int] = []
    mosaic.clicked.connect(got.append)
    mouse_double_click(mosaic, mosaic.tile_rect(33).center().toPoint())
    assert got == [33, 33], "what the first has done, the second undoes"
    mouse_click(mosaic, mosaic.tile_rect(5).center().toPoint())
    assert got == [33, 33, 5]
