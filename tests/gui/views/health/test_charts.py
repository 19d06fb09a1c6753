"""The charts of the view Health: what is painted where."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from PyQt6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.health.charts import (
    Column,
    EpochAxis,
    HealthRow,
    LayerNames,
    columns,
    names_width,
)
from mnistviz.gui.views.health.words import Cell, Scale
from tests.gui.support import settle

NAN = np.nan


def a(*values: float) -> np.ndarray:
    return np.array(values, float)


@pytest.mark.parametrize("width", [380, 640, 1100, 1900])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_columns_share_the_width(width: int, count: int) -> None:
    found = columns(LIGHT, width, count)
    assert len(found) == count
    assert found[0].left >= names_width(LIGHT, width)
    assert found[-1].right == pytest.approx(width)
    for one, following in pairwise(found):
        assert one.left <= one.plot < one.value <= one.right < following.left
        assert one.chart(50).right() <= one.value


def test_with_little_room_scales_go_first_and_then_values() -> None:
    for width, ticks, value in ((900, True, True), (500, False, True), (300, False, False)):
        column = columns(LIGHT, width, 3)[0]
        assert (column.left < column.plot, column.value < column.right) == (ticks, value)


LINE = a(0.0, 0.5, 1.0)
SCALE = Scale(0.0, 1.0, "0", "1")


@pytest.fixture
def row(qtbot: QtBot, light: Theme) -> Iterator[HealthRow]:
    row = HealthRow(guide=0.25)
    qtbot.addWidget(row)
    row.setAccessibleName("Gradient norm")
    row.set_theme(light)
    row.resize(600, 60)
    row.show()
    yield row
    row.close()


def picture(row: HealthRow) -> QImage:
    return row.grab().toImage()


def pixels_like(image: QImage, color: str, column: Column, height: int) -> list[tuple[int, int]]:
    """Those of a chart that have nearly that colour."""
    wanted, plot = QColor(color), column.chart(height)
    found = []
    for x in range(int(plot.left()), int(plot.right()) + 3):
        for y in range(height):
            seen = image.pixelColor(x, y)
            near = max(
                abs(seen.red() - wanted.red()),
                abs(seen.green() - wanted.green()),
                abs(seen.blue() - wanted.blue()),
            )
            if near < 12:
                found.append((x, y))
    return found


def test_a_curve_is_painted_in_the_colour_of_training(row: HealthRow) -> None:
    row.set_cells(a(0.0, 1.0, 2.0), [Cell(LINE, SCALE, "1.0")], "")
    (column,) = columns(LIGHT, 600, 1)
    plot = column.chart(60)
    places = pixels_like(picture(row), LIGHT.train, column, 60)
    assert places
    for x, y in places:  # up from the left to the right
        share = (x - plot.left()) / plot.width()
        assert y == pytest.approx(plot.bottom() - plot.height() * share, abs=5)
    assert max(x for x, _ in places) > plot.right() - 3


def test_ink_is_grey(qtbot: QtBot) -> None:
    row = HealthRow(ink=True)
    qtbot.addWidget(row)
    row.set_theme(DARK)
    row.resize(600, 60)
    row.set_cells(a(0.0, 1.0, 2.0), [Cell(LINE, SCALE, "1.0")], "")
    (column,) = columns(DARK, 600, 1)
    image = picture(row)
    assert pixels_like(image, DARK.text, column, 60)
    assert not pixels_like(image, DARK.train, column, 60)


def test_what_was_not_measured_is_left_out(row: HealthRow) -> None:
    row.set_cells(
        a(0.0, 1.0, 2.0), [Cell(a(NAN, NAN, NAN), SCALE, "–"), Cell(None, SCALE, "–")], ""
    )
    for column in columns(LIGHT, 600, 2):
        assert not pixels_like(picture(row), LIGHT.train, column, 60)


def test_bands_of_a_single_moment_can_be_seen(row: HealthRow) -> None:
    one, (column,) = a(0.5), columns(LIGHT, 600, 1)
    row.set_cells(a(0.0), [Cell(None, SCALE, "")], "")
    before = picture(row)
    row.set_cells(a(0.0), [Cell(one, SCALE, "", "", [(a(0.2), a(0.9))])], "")
    after = picture(row)
    plot = column.chart(60)
    x, y = round(plot.left()) + 4, round(plot.bottom() - 0.8 * plot.height())
    assert after.pixelColor(x, y) != before.pixelColor(x, y)


def test_bands_with_gaps_are_painted(row: HealthRow) -> None:
    band = (a(0.1, NAN, 0.1), a(0.9, NAN, 0.9))
    row.set_cells(a(0.0, 1.0, 2.0), [Cell(LINE, SCALE, "", "", [band])], "")
    picture(row)
    row.set_cells(a(0.0, 1.0), [Cell(a(NAN, NAN), SCALE, "", "", [(a(NAN, NAN), a(NAN, NAN))])], "")
    picture(row)


def test_it_is_repainted_only_when_something_is_new(
    row: HealthRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    row.set_cells(a(0.0, 1.0, 2.0), [Cell(LINE, SCALE, "1.0")], "")
    picture(row)
    settle()
    monkeypatch.setattr(HealthRow, "paintEvent", lambda *_: pytest.fail("painted again"))
    settle()


def test_values_are_said_in_words(row: HealthRow) -> None:
    row.set_cells(a(0.0), [Cell(a(0.1), SCALE, "12 %", "dead"), Cell(None, SCALE, "–")], "units")
    assert row.values() == "layer 1: 12 % dead · layer 2: –"
    assert row.accessibleDescription() == row.values()


@pytest.mark.parametrize("base", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.35])
def test_all_parts_can_be_painted_at_any_size(qtbot: QtBot, base: Theme, scale: float) -> None:
    theme = Theme(**{**vars(base), "scale": scale})
    row, names, axis = HealthRow(guide=0.25), LayerNames(), EpochAxis()
    row.set_cells(a(0.0, 1.0, 2.0), [Cell(LINE, SCALE, "1.0", "mean")] * 3, "remark")
    names.set_names([("Layer 1 · 128 sigmoid", "Layer 1")] * 3)
    axis.set_ends("0", "2.0 epochs", 3)
    for part in (row, names, axis):
        qtbot.addWidget(part)
        part.grab()  # before it has a theme
    for width in (200, 384, 660, 1900):
        for height in (16, 40, 200):
            for part in (row, names, axis):
                part.set_theme(theme)
                part.resize(width, height)
                assert not part.grab().isNull()
    assert names.accessibleName().startswith("Layer 1 · 128 sigmoid · Layer 1")
