"""A sheet that does not fill its picture."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnistviz.data.ink.paper import Grey
from mnistviz.data.ink.photo import sheet_in
from tests.data.pages import DIGITS, SEVEN, Line, drawn, likeness, read

each_digit = pytest.mark.parametrize("lines", DIGITS.values(), ids=DIGITS)


def on_a_table(grey: Grey, table: float, angle: float) -> Grey:
    """The page, askew in the middle of something else."""
    page = Image.fromarray(np.rint(grey).astype(np.uint8))
    mask = Image.new("L", page.size, 255)
    whole = Image.new("L", (480, 420), round(table))
    turned = page.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    whole.paste(turned, (70, 40), mask.rotate(angle, Image.Resampling.BICUBIC, expand=True))
    return np.asarray(whole, np.float32)


@each_digit
@pytest.mark.parametrize("angle", [0.0, 7.0, -12.0])
@pytest.mark.parametrize("table", [20.0, 110.0])
def test_a_sheet_on_a_table(lines: list[Line], angle: float, table: float) -> None:
    page = 235.0 - 0.8 * (255.0 - drawn(lines))
    found = read(on_a_table(page, table, angle))
    upright = Image.fromarray(np.rint(page).astype(np.uint8))
    turned = upright.rotate(angle, Image.Resampling.BICUBIC, fillcolor=235)
    assert likeness(found, read(np.asarray(turned, np.float32))) > 0.93


@each_digit
def test_a_slate_on_a_wall(lines: list[Line]) -> None:
    page = 30.0 + 0.8 * (255.0 - drawn(lines))
    assert likeness(read(on_a_table(page, 220.0, 0.0)), read(drawn(lines))) > 0.95


@pytest.mark.parametrize("sides", ["right", "top and left", "all"])
def test_a_scanners_lid(sides: str) -> None:
    page = np.pad(drawn(SEVEN), 20, constant_values=255.0)
    if sides == "right":
        page[:, 290:] = 5.0
    elif sides == "top and left":
        page[:15] = page[:, :25] = 5.0
    else:
        page[:8] = page[-8:] = page[:, :8] = page[:, -8:] = 5.0
    assert likeness(read(page), read(drawn(SEVEN))) > 0.97


@each_digit
@pytest.mark.parametrize("pen", [8.0, 20.0, 46.0])
def test_a_digit_is_no_sheet(lines: list[Line], pen: float) -> None:
    for grey in (drawn(lines, pen), 255 - drawn(lines, pen)):
        assert sheet_in(grey) is grey
        tight = grey[35:255, 60:220]
        assert sheet_in(tight) is tight


@pytest.mark.parametrize("height", [60, 100, 140])
def test_an_angular_nought_is_no_sheet(height: int) -> None:
    image = Image.new("L", (280, 280), 0)
    box = (70, 140 - height, 210, 140 + height)
    ImageDraw.Draw(image).rounded_rectangle(box, 20, None, 255, 40)
    grey = np.asarray(image, np.float32)
    assert sheet_in(grey) is grey


@each_digit
@pytest.mark.parametrize("edge", [0.3, 0.5, 0.7])
def test_the_edge_of_a_shadow_is_no_sheets(edge: float, lines: list[Line]) -> None:
    page = drawn(lines, 14.0)
    page[:, int(edge * 280) :] *= 0.5
    page += np.random.default_rng(0).normal(0.0, 4.0, page.shape).astype(np.float32)
    assert likeness(read(page), read(drawn(lines, 14.0))) > 0.9


@each_digit
def test_light_that_falls_off_leaves_no_sheet(lines: list[Line]) -> None:
    y, x = np.mgrid[0:280, 0:280] / 280.0
    for light in (1.0 - 0.6 * x, 1.0 - ((x - 0.5) ** 2 + (y - 0.5) ** 2)):
        page = ((40.0 + 0.75 * drawn(lines, 14.0)) * light).astype(np.float32)
        assert sheet_in(page) is page


def test_the_paper_goes_on_where_the_sheet_ends() -> None:
    page = on_a_table(200.0 - 0.5 * (255.0 - drawn(SEVEN)), 20.0, 5.0)
    carried = sheet_in(page)
    assert carried.shape == page.shape
    assert 190.0 < carried[0, 0] < 205.0
    assert carried.min() > 40.0
