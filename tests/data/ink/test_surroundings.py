"""The digit told from what else is inked."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnistviz.data.ink.paper import Grey
from mnistviz.data.ink.surroundings import digit_in
from tests.data.pages import DIGITS, EIGHT, SEVEN, Line, drawn, likeness, read

each_digit = pytest.mark.parametrize("lines", DIGITS.values(), ids=DIGITS)

Box = tuple[int, int, int, int]


def with_lines(grey: Grey, *lines: tuple[Box, int]) -> Grey:
    """With more strokes, each from a point to another, with its width."""
    image = Image.fromarray(np.rint(grey).astype(np.uint8))
    for line, width in lines:
        ImageDraw.Draw(image).line(line, 0, width)
    return np.asarray(image, np.float32)


STRAY: dict[str, tuple[Box, int]] = {
    "underlined": ((50, 265, 230, 258), 9),
    "a line over it": ((30, 20, 250, 26), 6),
    "a margin": ((25, 10, 25, 270), 4),
    "a neighbour at the border": ((270, 80, 279, 190), 18),
    "a table's edge": ((0, 255, 279, 279), 7),
    "along the border": ((0, 3, 279, 3), 8),
    "a corner": ((0, 40, 45, 0), 14),
    "a staple": ((10, 20, 32, 30), 5),
}


@each_digit
@pytest.mark.parametrize("stray", STRAY.values(), ids=STRAY)
def test_stray_strokes(lines: list[Line], stray: tuple[Box, int]) -> None:
    assert likeness(read(with_lines(drawn(lines), stray)), read(drawn(lines))) > 0.97


@each_digit
def test_punched_holes(lines: list[Line]) -> None:
    page = np.pad(drawn(lines), ((0, 0), (120, 0)), constant_values=255.0)
    image = Image.fromarray(np.rint(page).astype(np.uint8))
    for top in (60, 190):
        ImageDraw.Draw(image).ellipse((20, top, 60, top + 40), 0)
    assert likeness(read(np.asarray(image, np.float32)), read(drawn(lines))) > 0.97


@each_digit
def test_a_ring_around_it(lines: list[Line]) -> None:
    page = np.pad(drawn(lines), 40, constant_values=255.0)
    image = Image.fromarray(np.rint(page).astype(np.uint8))
    ImageDraw.Draw(image).ellipse((20, 20, 340, 340), None, 0, 7)
    assert likeness(read(np.asarray(image, np.float32)), read(drawn(lines))) > 0.97


def pieces(*places: tuple[slice, slice]) -> Grey:
    """Ink in some places of 280x280."""
    ink = np.zeros((280, 280), np.float32)
    for place in places:
        ink[place] = 1.0
    return ink


FLAG, BODY = (slice(40, 56), slice(130, 220)), (slice(66, 240), slice(110, 130))


def test_pieces_of_a_digit_stay() -> None:
    ink = pieces(FLAG, BODY)  # a five's flag, or a seven's, ten pixels from the rest
    assert digit_in(ink) is ink


def test_a_one_beside_dots_stays() -> None:
    ink = pieces(BODY, (slice(80, 110), slice(20, 50)), (slice(180, 210), slice(20, 50)))
    assert digit_in(ink)[BODY].all()


def test_all_that_touches_the_border_stays_where_nothing_else_is() -> None:
    ink = pieces((slice(0, 16), slice(60, 280)), (slice(26, 280), slice(200, 220)))
    assert digit_in(ink) is ink


def test_a_digit_in_pieces_that_fills_its_picture_stays() -> None:
    curve = drawn([[(20, 0), (5, 140), (60, 270), (200, 279)], [(110, 150), (190, 140)]], 14.0)
    ink = 1 - curve / np.float32(255.0)
    assert digit_in(ink) is ink


def test_a_dot_in_a_nought_frames_nothing() -> None:
    page = drawn([EIGHT[1]], 14.0)
    page[176:186, 136:146] = 0.0
    assert likeness(read(page), read(drawn([EIGHT[1]], 14.0))) > 0.95


def test_what_is_left_out_is_still_on_the_page() -> None:
    from mnistviz.data.ink.page import Picture

    picture = Picture.of(with_lines(drawn(SEVEN), STRAY["underlined"]))
    whole, digit = picture.way(specks=True), picture.way(specks=False)
    assert whole is not None
    assert digit is not None
    assert whole.bottom > 250.0
    assert digit.bottom < 235.0
