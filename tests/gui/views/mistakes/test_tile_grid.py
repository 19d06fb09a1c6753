"""Tiles in rows: how large, how many, and which are in view."""

import pytest
from PyQt6.QtCore import QPointF
from PyQt6.QtGui import QFontMetricsF

from mnistviz.gui.kit.theme import LIGHT, SMALL, Theme, font
from mnistviz.gui.views.mistakes.tile_grid import TileGrid


@pytest.mark.parametrize("room", [40, 100, 194, 600, 2000])
def test_the_columns_fit(room: int, light: Theme) -> None:
    grid = TileGrid.of(room, light, "99 %")
    assert grid.columns >= 1
    assert grid.columns * grid.width <= max(room, grid.width)
    assert grid.side < grid.width
    assert grid.side < grid.height


def test_text_and_type_need_room(light: Theme) -> None:
    narrow = TileGrid.of(400, light, "99 %")
    assert TileGrid.of(400, light, "a much longer text").columns < narrow.columns
    assert TileGrid.of(400, Theme(**{**vars(LIGHT), "scale": 2.0}), "9").columns < narrow.columns


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("text", ["8→2 99 %", "a much longer text"])
def test_no_text_is_wider_than_its_picture(light: Theme, scale: float, text: str) -> None:
    """Or the first column's would be cut off at the edge."""
    theme = Theme(**{**vars(light), "scale": scale})
    needed = QFontMetricsF(font(theme, SMALL)).horizontalAdvance(text)
    for room in range(round(needed) + 30, 700, 7):
        assert TileGrid.of(room, theme, text).side >= needed


def test_rows_tiles_and_places() -> None:
    grid = TileGrid(columns=3, side=50, width=60, height=70)
    assert [grid.rows(count) for count in (0, 1, 3, 4)] == [0, 1, 1, 2]
    for place in (0, 2, 3, 100):
        middle = grid.tile(place, 35).center().toPointF()
        assert grid.place_at(middle, 35) == place
    assert grid.place_at(QPointF(185.0, 10.0), 0) == -1
    assert grid.place_at(QPointF(-1.0, 10.0), 0) == -1


def test_what_is_in_view() -> None:
    grid = TileGrid(columns=3, side=50, width=60, height=70)
    for scrolled in (0, 35, 70, 1000):
        seen = grid.in_view(scrolled, 150)
        tiles = {place: grid.tile(place, scrolled) for place in range(200)}
        for place, tile in tiles.items():
            if tile.bottom() >= 0 and tile.top() < 150:
                assert place in seen
        assert len(seen) <= 4 * 3
