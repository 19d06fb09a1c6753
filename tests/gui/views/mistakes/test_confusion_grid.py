"""The confusion matrix as it is painted, pointed at, and moved in."""

from collections.abc import Callable

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnistviz.analysis.mistakes import Cell
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.mistakes.confusion_grid import ConfusionGrid
from mnistviz.gui.views.mistakes.mistake_shades import contrast, shade
from mnistviz.nn.arrays import IntArray
from tests.gui.support import key_click, mouse_click, mouse_double_click, mouse_move

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def counts(**mistakes: int) -> IntArray:
    """``c49=7``: 4 was taken for 9 seven times; 950 of each digit were read rightly."""
    result = np.diag(np.full(10, 950, np.int64))
    for name, count in mistakes.items():
        result[int(name[1]), int(name[2])] = count
    return result


@pytest.fixture
def grid(qtbot: QtBot, light: Theme) -> ConfusionGrid:
    result = ConfusionGrid()
    qtbot.addWidget(result)
    result.set_theme(light)
    result.set_confusion(counts(c49=60, c94=15, c35=1))
    result.resize(320, 280)
    result.show()
    qtbot.waitExposed(result)
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def chosen(grid: ConfusionGrid) -> list[Cell | None]:
    result: list[Cell | None] = []
    grid.chosen.connect(result.append)
    return result


def pointed(grid: ConfusionGrid) -> Cell | None:
    return grid.pointed


def selected(grid: ConfusionGrid) -> Cell | None:
    return grid.selected


def middle(grid: ConfusionGrid, row: int, column: int) -> QPoint:
    return grid.places().cell(row, column).center().toPoint()


def color(grid: ConfusionGrid, row: int, column: int) -> str:
    """Beside the count."""
    place = grid.places().cell(row, column).topLeft().toPoint() + QPoint(3, 3)
    return grid.grab().toImage().pixelColor(place).name()


def inked(grid: ConfusionGrid, row: int, column: int) -> bool:
    """Whether something is written in a cell."""
    rect = grid.places().cell(row, column).toRect().adjusted(4, 4, -4, -4)
    image = grid.grab(rect).toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    return len(seen) > 1


@both
def test_mistakes_are_shaded_and_right_answers_are_not(grid: ConfusionGrid, theme: Theme) -> None:
    grid.set_theme(theme)
    assert grid.limit == 60
    assert color(grid, 4, 9) == shade(theme, 1.0).name()
    assert color(grid, 9, 4) == shade(theme, 0.25).name()
    assert color(grid, 0, 1) == theme.surface
    assert color(grid, 4, 4) == theme.hover, "far more images than the scale reaches"
    distinct = {color(grid, *cell) for cell in ((4, 9), (9, 4), (3, 5), (0, 1), (0, 0))}
    assert len(distinct) == 5


def test_counts_are_written_where_there_are_any(grid: ConfusionGrid) -> None:
    assert inked(grid, 4, 9)
    assert inked(grid, 9, 4)
    assert inked(grid, 3, 5)
    assert inked(grid, 4, 4)
    assert not inked(grid, 0, 1)
    grid.set_confusion(np.zeros((10, 10), np.int64))
    assert inked(grid, 4, 4), "that none was read rightly is worth a figure"
    assert not inked(grid, 4, 9)


@both
def test_counts_can_be_read_on_every_shade(theme: Theme) -> None:
    for share in np.linspace(0.0, 1.0, 50):
        assert contrast(shade(theme, float(share)), QColor(theme.text)) >= 4.5
    assert shade(theme, 0.0).name() == theme.surface
    assert shade(theme, 5.0) == shade(theme, 1.0)


def test_contrast_as_wcag_has_it() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_few_mistakes_are_pale(grid: ConfusionGrid) -> None:
    grid.set_confusion(counts(c49=3))
    assert grid.limit == 20
    assert color(grid, 4, 9) == shade(LIGHT, 3 / 20).name()


def test_the_matrix_itself_is_left_alone(grid: ConfusionGrid) -> None:
    confusion = counts(c49=3)
    grid.set_confusion(confusion)
    assert confusion[0, 0] == 950


@pytest.mark.parametrize(("width", "height"), [(320, 280), (900, 900), (232, 190), (500, 120)])
def test_it_stays_inside(grid: ConfusionGrid, width: int, height: int) -> None:
    grid.resize(width, height)
    places = grid.places()
    last = places.cell(9, 9)
    assert last.right() <= grid.width()
    assert last.bottom() <= grid.height()
    assert places.cell_width >= places.cell_height >= 4
    if places.key is not None:
        assert last.bottom() < places.key.top() + 1.0
        assert places.key.bottom() <= grid.height()
    assert grid.rows() == (places.top, places.cell_height)


def test_it_says_how_wide_it_can_be(grid: ConfusionGrid) -> None:
    for height in (190, 280, 900):
        grid.resize(grid.width_for(height), height)
        places = grid.places()
        assert places.all_fit
        grid.resize(5000, height)
        assert grid.places().cell_width == places.cell_width, "it could not be wider"
        assert places.cell_height <= places.cell_width


def test_without_room_the_mistakes_come_first(grid: ConfusionGrid) -> None:
    grid.resize(210, 190)
    assert not grid.places().all_fit
    assert inked(grid, 4, 9)
    assert not inked(grid, 4, 4)


def test_a_larger_type_has_larger_figures(grid: ConfusionGrid) -> None:
    small = grid.width_for(280)
    grid.set_theme(Theme(**{**vars(LIGHT), "scale": 1.5}))
    assert grid.width_for(280) > small


def test_a_place_and_its_cell(grid: ConfusionGrid) -> None:
    places = grid.places()
    for cell in ((0, 0), (4, 9), (9, 4), (9, 9)):
        assert places.cell_at(places.cell(*cell).center()) == cell
    assert places.cell_at(QPointF(3.0, 3.0)) is None
    assert places.cell_at(places.cell(9, 9).bottomRight() + QPointF(2.0, 2.0)) is None


def test_a_click_chooses_and_another_takes_it_back(
    grid: ConfusionGrid, chosen: list[Cell | None]
) -> None:
    mouse_click(grid, middle(grid, 4, 9))
    assert selected(grid) == (4, 9)
    mouse_click(grid, middle(grid, 2, 2))
    mouse_click(grid, middle(grid, 2, 2))
    assert selected(grid) is None
    mouse_click(grid, QPoint(2, 2))
    assert chosen == [(4, 9), (2, 2), None]


def test_a_double_click_is_a_click(grid: ConfusionGrid, chosen: list[Cell | None]) -> None:
    # QTest's double click is press, release, double click and release, in the middle.
    cell = grid.places().cell_at(QPointF(grid.rect().center()))
    assert cell is not None
    mouse_double_click(grid)
    assert selected(grid) == cell
    assert chosen == [cell]
    mouse_click(grid, middle(grid, *cell))
    assert chosen == [cell, None]


def test_the_keyboard(grid: ConfusionGrid, chosen: list[Cell | None]) -> None:
    grid.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        key_click(grid, key)
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


def test_the_keyboard_goes_on_from_a_click(grid: ConfusionGrid) -> None:
    mouse_click(grid, middle(grid, 4, 9))
    assert grid.hasFocus()
    key_click(grid, Qt.Key.Key_Left)
    mouse_move(grid, QPoint(2, 2))
    assert pointed(grid) == (4, 8)


def test_where_the_keyboard_is_can_be_seen(grid: ConfusionGrid) -> None:
    grid.setFocus()
    with_focus = grid.grab().toImage()
    grid.clearFocus()
    assert grid.grab().toImage() != with_focus


def test_what_is_under_the_pointer(grid: ConfusionGrid) -> None:
    grid.clearFocus()
    assert pointed(grid) is None
    plain = grid.grab().toImage()
    mouse_move(grid, middle(grid, 4, 9))
    assert pointed(grid) == (4, 9)
    assert grid.grab().toImage() != plain
    mouse_move(grid, QPoint(2, 2))
    assert pointed(grid) is None
    assert grid.grab().toImage() == plain


def test_a_cell_can_be_marked_from_outside(grid: ConfusionGrid, chosen: list[Cell | None]) -> None:
    plain = grid.grab().toImage()
    grid.select((4, 9))
    assert grid.grab().toImage() != plain
    grid.select(None)
    assert chosen == []


def test_before_it_knows_anything(qtbot: QtBot, light: Theme) -> None:
    grid = ConfusionGrid()
    qtbot.addWidget(grid)
    grid.resize(300, 280)
    grid.grab()
    grid.set_theme(light)
    grid.grab()
    assert grid.accessibleName() == "Confusion matrix"


def test_an_equal_matrix_is_not_painted_again(
    grid: ConfusionGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[None] = []
    update: Callable[[], None] = lambda: calls.append(None)  # noqa: E731
    same = counts(c49=5)
    grid.set_confusion(same)
    monkeypatch.setattr(grid, "update", update)
    grid.set_confusion(same)
    assert calls == []
    grid.set_confusion(counts(c49=6))
    assert len(calls) == 1
