"""The confusion matrix as it is painted, pointed at, and moved in."""

import math

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mnistviz.analysis.mistakes import Cell
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.mistakes.confusion import ConfusionMatrix
from mnistviz.nn.arrays import IntArray
from tests.gui.color_vision import contrast
from tests.gui.support import (
    key_click,
    mouse_click,
    mouse_double_click,
    mouse_move,
    surface_of,
)

CLASSES = tuple("0123456789")
both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def counts(**mistakes: int) -> IntArray:
    """``c49=7``: 4 was taken for 9 seven times; 950 of each digit were read rightly."""
    result = np.diag(np.full(10, 950, np.int64))
    for name, count in mistakes.items():
        result[int(name[1]), int(name[2])] = count
    return result


@pytest.fixture
def grid(qtbot: QtBot, light: Theme) -> ConfusionMatrix:
    result = ConfusionMatrix()
    qtbot.addWidget(result)
    result.set_theme(light)
    result.set_confusion(counts(c49=60, c94=15, c35=1), CLASSES)
    result.resize(320, 280)
    result.show()
    qtbot.waitExposed(result)
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def chosen(grid: ConfusionMatrix) -> list[Cell | None]:
    result: list[Cell | None] = []
    grid.chosen.connect(result.append)
    return result


def pointed(grid: ConfusionMatrix) -> Cell | None:
    """The cell of which the digits stand out in the heads."""
    model = grid.selectionModel()
    assert model is not None
    cells = [(index.row(), index.column()) for index in model.selectedIndexes()]
    assert len(cells) <= 1
    return cells[0] if cells else None


def selected(grid: ConfusionMatrix) -> Cell | None:
    return grid.selected


def middle(grid: ConfusionMatrix, row: int, column: int) -> QPoint:
    """Of a cell, on what the pointer meets."""
    return surface_of(grid).mapFrom(grid, grid.place_of((row, column)).center())


def leave(grid: ConfusionMatrix) -> None:
    """To the heads, which Qt tells the cells of."""
    QApplication.sendEvent(surface_of(grid), QEvent(QEvent.Type.Leave))


def color(grid: ConfusionMatrix, row: int, column: int) -> str:
    """Beside the count."""
    place = grid.place_of((row, column)).topLeft() + QPoint(3, 3)
    return grid.grab().toImage().pixelColor(place).name()


def strength(grid: ConfusionMatrix, row: int, column: int) -> float:
    """How far a cell's colour is from no mistake (0) towards the test's colour (1)."""
    low, high = QColor(LIGHT.surface).greenF(), QColor(LIGHT.test).greenF()
    return (low - QColor(color(grid, row, column)).greenF()) / (low - high)


def inked(grid: ConfusionMatrix, row: int, column: int) -> bool:
    """Whether something is written in a cell."""
    rect = grid.place_of((row, column)).adjusted(4, 4, -4, -4)
    image = grid.grab(rect).toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    return len(seen) > 1


def test_mistakes_are_shaded_and_right_answers_are_not(grid: ConfusionMatrix) -> None:
    assert grid.limit == 60
    strongest = strength(grid, 4, 9)
    assert strongest > 0.8
    assert strength(grid, 9, 4) == pytest.approx(strongest / 2.0, abs=0.01), "a quarter of them"
    assert strength(grid, 3, 5) == pytest.approx(strongest / math.sqrt(60.0), abs=0.01)
    assert color(grid, 0, 1) == LIGHT.surface
    assert color(grid, 4, 4) == LIGHT.hover, "far more images than the scale reaches"


@both
def test_counts_can_be_read_on_every_shade(grid: ConfusionMatrix, theme: Theme) -> None:
    grid.set_theme(theme)
    darkest = color(grid, 4, 9)
    assert 4.5 <= contrast(theme.text, darkest) < 4.7, "and no paler than that needs"
    assert len({color(grid, *cell) for cell in ((4, 9), (9, 4), (3, 5), (0, 1), (0, 0))}) == 5


def test_counts_are_written_where_there_are_any(grid: ConfusionMatrix) -> None:
    assert inked(grid, 4, 9)
    assert inked(grid, 9, 4)
    assert inked(grid, 3, 5)
    assert inked(grid, 4, 4)
    assert not inked(grid, 0, 1)
    grid.set_confusion(np.zeros((10, 10), np.int64), CLASSES)
    assert inked(grid, 4, 4), "that none was read rightly is worth a figure"
    assert not inked(grid, 4, 9)


def test_few_mistakes_are_pale(grid: ConfusionMatrix) -> None:
    grid.set_confusion(counts(c49=3), CLASSES)
    assert grid.limit == 20
    assert strength(grid, 4, 9) < 0.5
    assert inked(grid, 4, 9)


def test_the_matrix_itself_is_left_alone(grid: ConfusionMatrix) -> None:
    confusion = counts(c49=3)
    grid.set_confusion(confusion, CLASSES)
    assert confusion[0, 0] == 950


@pytest.mark.parametrize(("width", "height"), [(320, 280), (900, 900), (232, 190), (500, 120)])
def test_it_stays_inside(grid: ConfusionMatrix, width: int, height: int) -> None:
    grid.resize(width, height)
    first, last = grid.place_of((0, 0)), grid.place_of((9, 9))
    assert grid.rect().contains(first.united(last))
    assert first.width() >= first.height() >= 4
    top, high = grid.rows()
    assert last.center().y() == pytest.approx(top + 9.5 * high, abs=1.0)
    key = [part for part in grid.findChildren(QLabel) if part.isVisible() and part.text() == "60"]
    assert bool(key) == (height > 200)
    for part in key:
        place = part.mapTo(grid, part.rect().topLeft())
        assert place.y() > last.bottom()
        assert place.y() + part.height() <= height


def test_it_says_how_wide_it_can_be(grid: ConfusionMatrix) -> None:
    for height in (190, 280, 900):
        grid.resize(grid.width_for(height), height)
        cell = grid.place_of((4, 4))
        assert inked(grid, 4, 4)
        assert cell.height() <= cell.width()
        grid.resize(5000, height)
        assert grid.place_of((4, 4)).width() == cell.width(), "it could not be wider"


def test_without_room_the_mistakes_come_first(grid: ConfusionMatrix) -> None:
    grid.resize(210, 190)
    assert inked(grid, 4, 9)
    assert not inked(grid, 4, 4)


def test_a_larger_type_has_larger_figures(grid: ConfusionMatrix) -> None:
    small = grid.width_for(280)
    grid.set_theme(Theme(**{**vars(LIGHT), "scale": 1.5}))
    assert grid.width_for(280) > small


def test_another_number_of_classes(grid: ConfusionMatrix, chosen: list[Cell | None]) -> None:
    grid.set_confusion(np.array([[7, 1, 0], [0, 8, 0], [2, 0, 9]]), ("a", "b", "c"))
    heads = grid.horizontalHeader(), grid.verticalHeader()
    assert [head.count() for head in heads if head is not None] == [3, 3]
    assert [item.text() for n in range(3) if (item := grid.verticalHeaderItem(n))] == [*"abc"]
    assert inked(grid, 2, 0)
    mouse_click(grid, middle(grid, 2, 0))
    assert chosen == [(2, 0)]


def test_a_place_and_its_cell(grid: ConfusionMatrix) -> None:
    for cell in ((0, 0), (4, 9), (9, 4), (9, 9)):
        assert grid.cell_at(grid.place_of(cell).center()) == cell
    assert grid.cell_at(QPoint(3, 3)) is None
    assert grid.cell_at(grid.place_of((9, 9)).bottomRight() + QPoint(3, 3)) is None


def test_a_click_chooses_and_another_takes_it_back(
    grid: ConfusionMatrix, chosen: list[Cell | None]
) -> None:
    mouse_click(grid, middle(grid, 4, 9))
    assert selected(grid) == (4, 9)
    mouse_click(grid, middle(grid, 2, 2))
    mouse_click(grid, middle(grid, 2, 2))
    assert selected(grid) is None
    mouse_click(grid, middle(grid, 9, 9) + QPoint(0, 25))
    assert chosen == [(4, 9), (2, 2), None]


def test_a_double_click_is_a_click(grid: ConfusionMatrix, chosen: list[Cell | None]) -> None:
    cell = (4, 9)
    mouse_double_click(grid, middle(grid, *cell))
    assert selected(grid) == cell
    assert chosen == [cell]
    mouse_click(grid, middle(grid, *cell))
    assert chosen == [cell, None]


def test_the_keyboard(grid: ConfusionMatrix, chosen: list[Cell | None]) -> None:
    grid.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        key_click(grid, key)
    assert grid.cell_at(None) == (0, 0)
    assert pointed(grid) == (0, 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        key_click(grid, key)
    assert pointed(grid) == (1, 2)
    key_click(grid, Qt.Key.Key_Return)
    key_click(grid, Qt.Key.Key_Space)
    for _ in range(12):
        key_click(grid, Qt.Key.Key_Right)
        key_click(grid, Qt.Key.Key_Down)
    key_click(grid, Qt.Key.Key_Enter)
    assert chosen == [(1, 2), None, (9, 9)]


def test_the_keyboard_goes_on_from_a_click(grid: ConfusionMatrix) -> None:
    mouse_click(grid, middle(grid, 4, 9))
    assert grid.hasFocus()
    key_click(grid, Qt.Key.Key_Left)
    leave(grid)
    assert pointed(grid) == grid.cell_at(None) == (4, 8)


def test_where_the_keyboard_is_can_be_seen(grid: ConfusionMatrix) -> None:
    grid.setFocus()
    with_focus = grid.grab().toImage()
    grid.clearFocus()
    assert grid.grab().toImage() != with_focus


def test_what_is_under_the_pointer(grid: ConfusionMatrix) -> None:
    grid.clearFocus()
    assert pointed(grid) is None
    plain = grid.grab().toImage()
    mouse_move(grid, middle(grid, 4, 9))
    assert pointed(grid) == (4, 9)
    assert grid.grab().toImage() != plain
    leave(grid)
    assert pointed(grid) is None
    assert grid.grab().toImage() == plain


def test_a_cell_can_be_marked_from_outside(
    grid: ConfusionMatrix, chosen: list[Cell | None]
) -> None:
    plain = grid.grab().toImage()
    grid.select((4, 9))
    assert grid.grab().toImage() != plain
    grid.select(None)
    assert chosen == []


def test_before_it_knows_anything(qtbot: QtBot, light: Theme) -> None:
    grid = ConfusionMatrix()
    qtbot.addWidget(grid)
    grid.resize(300, 280)
    grid.grab()
    grid.set_theme(light)
    grid.grab()
    assert grid.accessibleName() == "Confusion matrix"


def test_an_equal_matrix_is_not_written_again(grid: ConfusionMatrix) -> None:
    changed: list[object] = []
    grid.itemChanged.connect(changed.append)
    same = counts(c49=5)
    grid.set_confusion(same, CLASSES)
    assert changed
    changed.clear()
    grid.set_confusion(same, CLASSES)
    assert changed == []
