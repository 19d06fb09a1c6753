"""Lines that were on the paper are told from strokes by their shape."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnistviz.data.ink.paper import Grey
from mnistviz.data.ink.ruling import without_lines
from tests.data.pages import DIGITS, EIGHT, FOUR, Line, drawn, likeness, read

each_digit = pytest.mark.parametrize("lines", DIGITS.values(), ids=DIGITS)
FLOOR = 24.0


def ruled(
    grey: Grey, line: float, *, squared: bool = False, tilt: float = 0.0, step: int = 60
) -> Grey:
    """With lines two pixels thick."""
    side = len(grey)
    y, x = np.mgrid[0:side, 0:side]
    is_line = (y + np.tan(tilt) * x).astype(int) % step < 2
    if squared:
        is_line |= (x - np.tan(tilt) * y).astype(int) % step < 2
    return np.minimum(grey, np.where(is_line, np.float32(line), np.float32(255.0)))


def boxed(grey: Grey, inset: int, width: int) -> Grey:
    """With a box around it."""
    image = Image.fromarray(np.rint(grey).astype(np.uint8))
    last = len(grey) - 1 - inset
    ImageDraw.Draw(image).rectangle((inset, inset, last, last), None, 0, width)
    return np.asarray(image, np.float32)


@each_digit
@pytest.mark.parametrize("squared", [False, True], ids=["ruled", "squared"])
@pytest.mark.parametrize(("darkest", "line"), [(130, 180), (0, 120), (60, 60)])
@pytest.mark.parametrize("tilt", [0.0, 0.06, -0.1])
def test_ruled_and_squared_paper(
    lines: list[Line], squared: bool, darkest: int, line: int, tilt: float
) -> None:
    page = darkest + drawn(lines) * np.float32((255 - darkest) / 255.0)
    found = read(ruled(page, line, squared=squared, tilt=tilt))
    assert likeness(found, read(drawn(lines))) > 0.9


@each_digit
def test_fine_squares(lines: list[Line]) -> None:
    page = ruled(drawn(lines), 150.0, squared=True, step=12)
    assert likeness(read(page), read(drawn(lines))) > 0.9


@each_digit
@pytest.mark.parametrize("inset", [0, 3, 20])
@pytest.mark.parametrize("width", [2, 6])
def test_a_box_around_it(lines: list[Line], inset: int, width: int) -> None:
    assert likeness(read(boxed(drawn(lines), inset, width)), read(drawn(lines))) > 0.95


@pytest.mark.parametrize("lines", [FOUR, EIGHT], ids=["four", "eight"])
def test_a_digit_that_touches_its_box(lines: list[Line]) -> None:
    page = boxed(drawn(lines), 50, 3)
    assert likeness(read(page), read(drawn(lines))) > 0.93


def test_what_crosses_a_line_stays() -> None:
    page = np.zeros((280, 280), np.float32)
    page[::60] = page[1::60] = 100.0
    page[:, 130:150] = 100.0
    left = without_lines(page, FLOOR)
    assert left[:, 132:148].min() == 100.0
    assert left[:, :128].max() == left[:, 152:].max() == 0.0


def test_a_bar_from_side_to_side_of_a_tight_picture_stays() -> None:
    page = np.zeros((100, 70), np.float32)
    page[:3], page[:, 30:33] = 200.0, 200.0  # thin for its size, and as thick as the rest
    np.testing.assert_array_equal(without_lines(page, FLOOR), page)


@each_digit
def test_without_lines_nothing_is_changed(lines: list[Line]) -> None:
    page = 255 - drawn(lines)
    assert without_lines(page, FLOOR) is page
