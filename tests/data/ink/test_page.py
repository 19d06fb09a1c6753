"""Ink told from paper, its lines found, and drawn anew with a pen of MNIST's width."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.pen import PEN
from tests.data.pages import DIGITS, FOUR, SEVEN, TURN, Line, drawn, likeness, read

each_digit = pytest.mark.parametrize("lines", DIGITS.values(), ids=DIGITS)


@each_digit
def test_light_on_dark_is_read_as_dark_on_light(lines: list[Line]) -> None:
    assert likeness(read(255 - drawn(lines)), read(drawn(lines))) > 0.999


@each_digit
@pytest.mark.parametrize("pen", [4.0, 8.0, 14.0, 28.0])
def test_the_pens_width_does_not_matter(lines: list[Line], pen: float) -> None:
    assert likeness(read(drawn(lines, pen)), read(drawn(lines))) > 0.93


@pytest.mark.parametrize("pen", [4.0, 8.0, 14.0, 20.0, 28.0])
def test_the_pens_width_is_found(pen: float) -> None:
    assert Picture.of(drawn(SEVEN, pen)).pen == pytest.approx(pen, rel=0.25)


@each_digit
def test_strokes_come_out_as_wide_as_mnists(lines: list[Line]) -> None:
    for pen in (8.0, 28.0):
        picture = Picture.of(drawn(lines, pen))
        fine = picture.drawn(0.1, (140.0, 140.0), PEN, specks=False)
        raw = picture.drawn(0.1, (140.0, 140.0), None, specks=False)
        assert fine.sum() / raw.sum() == pytest.approx(PEN / (0.1 * pen), rel=0.25)


def test_a_loop_that_a_thick_pen_has_filled_is_opened() -> None:
    nine: list[Line] = [
        [(140 + 22 * np.cos(t), 90 + 22 * np.sin(t)) for t in TURN],
        [(162, 90), (155, 230)],
    ]
    grey = drawn(nine, 46.0)
    assert grey[90, 140] < 10  # filled
    assert likeness(read(grey), read(drawn(nine, 14.0))) > 0.85


@settings(deadline=None, max_examples=15)
@given(st.floats(0.4, 1.0), st.floats(0.0, 1.0))
def test_size_and_place_do_not_matter(scale: float, place: float) -> None:
    room = 280.0 * (1.0 - scale)
    grey = drawn(FOUR, 20.0 * scale, scale=scale, at=place * room)
    assert likeness(read(grey), read(drawn(FOUR))) > 0.95


@each_digit
@pytest.mark.parametrize("light", ["sloping", "falling off", "shadow"])
def test_uneven_light(lines: list[Line], light: str) -> None:
    y, x = np.mgrid[0:280, 0:280] / 280.0
    brightness = {
        "sloping": 1.0 - 0.5 * x,
        "falling off": 1.0 - ((x - 0.5) ** 2 + (y - 0.5) ** 2),
        "shadow": np.where(x + 0.2 * y < 0.6, 0.5, 1.0),
    }[light]
    page = (40.0 + 0.75 * drawn(lines, 14.0)) * brightness
    page += np.random.default_rng(0).normal(0.0, 4.0, page.shape)
    assert likeness(read(page.astype(np.float32)), read(drawn(lines))) > 0.9


def test_ruled_lines_are_not_ink() -> None:
    page = drawn(SEVEN)
    page[::40] = np.minimum(page[::40], 200.0)
    assert likeness(read(page), read(drawn(SEVEN))) > 0.95


def test_a_digit_may_touch_the_border() -> None:
    page = drawn(SEVEN)[50:241, 70:211]
    assert page[0].min() == 0.0
    assert likeness(read(page), read(drawn(SEVEN))) > 0.95


def test_thick_strokes_may_fill_much_of_the_picture() -> None:
    page = drawn(FOUR, 60.0)[25:265, 50:235]
    assert (page < 128).mean() > 0.5
    assert likeness(read(page), read(drawn(FOUR))) > 0.75
    assert likeness(read(255 - page), read(page)) > 0.99


def test_stray_dots_do_not_shrink_the_digit() -> None:
    page = drawn(SEVEN)
    page[10:16, 260:266] = page[270:274, 4:8] = 0.0
    picture = Picture.of(page)
    np.testing.assert_array_equal(read(page), read(drawn(SEVEN)))
    with_specks, without = picture.way(specks=True), picture.way(specks=False)
    assert with_specks is not None
    assert without is not None
    assert with_specks.longer_side > 250
    assert without == pytest.approx((80, 60, 200, 230), abs=3)
    for pen in (None, PEN):
        drawings = [picture.drawn(0.1, (140, 140), pen, specks=each) for each in (True, False)]
        assert drawings[0][1:3, 26].sum() > 0.1
        assert drawings[1][1:3, 26].sum() == 0.0


@pytest.mark.parametrize("pen", [4.0, 12.0, 40.0, 100.0])
def test_a_dot_alone_is_not_blown_up(pen: float) -> None:
    page = drawn([[(140, 140)]], pen)
    assert 1 <= (read(page) > 128).sum() <= 9


def test_the_way_is_half_a_pen_inside_the_ink() -> None:
    assert Picture.of(drawn(SEVEN, 24.0)).way(specks=False) == pytest.approx(
        (80, 60, 200, 230), abs=2.5
    )


def test_as_it_was_drawn_is_the_picture_reduced() -> None:
    grey = drawn(FOUR)
    reduced = Picture.of(grey).drawn(0.1, (140.0, 140.0), None, specks=True)
    np.testing.assert_allclose(
        reduced, 1.0 - grey.reshape(28, 10, 28, 10).mean(axis=(1, 3)) / 255.0, atol=0.02
    )


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (280, 280)], ids=str)
def test_a_blank_page(shape: tuple[int, int]) -> None:
    picture = Picture.of(np.full(shape, 200.0, np.float32))
    assert not picture
    assert picture.way(specks=True) is None
    assert picture.pen == 0.0
    for pen in (None, PEN):
        assert not picture.drawn(0.1, (0.5, 0.5), pen, specks=True).any()


def test_it_is_a_value() -> None:
    picture = Picture.of(drawn(FOUR))
    np.testing.assert_array_equal(picture.grey, drawn(FOUR))
    with pytest.raises(ValueError, match="read-only"):
        picture.grey[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        picture.ink[0, 0] = 1.0
