"""Lines through points, and what a pen inks along them."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mnistviz.data.ink.pen import Points, bows, first_in_cells, inked
from tests.data.dots import dotted

QUICK = settings(deadline=None, max_examples=100)
coordinates = st.floats(0.0, 280.0, allow_subnormal=False)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(np.array)
steps = st.floats(0.5, 10.0)


def nearest(point: Points, dots: Points) -> float:
    return float(np.hypot(*(dots - point).T).min())


def spaced(stroke: Points) -> bool:
    """Whether no two points one after the other are the same place, or nearly."""
    return bool((np.hypot(*np.diff(stroke, axis=0).T) > 10.0).all())


@QUICK
@given(strokes, steps)
def test_dots_lie_close_together(stroke: Points, step: float) -> None:
    gaps = np.hypot(*np.diff(dotted(stroke, step), axis=0).T)
    # Along an S-bend a curve is longer than its chord, by which dots are counted.
    assert (gaps <= 1.75 * step).all()


def test_on_straight_lines_dots_are_evenly_spaced() -> None:
    dots = dotted(np.array([[0.0, 0.0], [100.0, 0.0]]), 0.3)
    assert len(dots) == math.ceil(100 / 0.3) + 1
    np.testing.assert_allclose(np.diff(dots[:, 0]), 100 / (len(dots) - 1))
    assert not dots[:, 1].any()


@QUICK
@given(strokes, steps)
def test_both_ends_are_dots(stroke: Points, step: float) -> None:
    dots = dotted(stroke, step)
    np.testing.assert_array_equal(dots[0], stroke[0])
    np.testing.assert_array_equal(dots[-1], stroke[-1])


@QUICK
@given(strokes, steps)
def test_it_passes_through_the_points(stroke: Points, step: float) -> None:
    dots = dotted(stroke, step)
    for point in stroke:
        assert nearest(point, dots) < 1e-9


def test_a_last_point_close_to_the_one_before_is_a_dot() -> None:
    stroke = np.array([[0.0, 0.0], [50.0, 0.0], [50.1, 0.1]])
    assert dotted(stroke, 1.0)[-1].tolist() == [50.1, 0.1]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_a_point_again_and_again_is_a_dot(count: int) -> None:
    dots = dotted(np.array([[5.0, 6.0]] * count), 0.3)
    assert {tuple(dot) for dot in dots.tolist()} == {(5.0, 6.0)}


def test_a_corner_is_kept() -> None:
    seven = np.array([[0.0, 0.0], [100.0, 0.0], [40.0, 100.0]])
    dots = dotted(seven, 1.0)
    on_bar = dots[:, 1] < 1e-9
    assert on_bar.sum() == 101
    way = seven[2] - seven[1]
    off = (dots[~on_bar] - seven[1]) @ np.array([way[1], -way[0]]) / np.hypot(*way)
    np.testing.assert_allclose(off, 0.0, atol=1e-9)


@pytest.mark.parametrize("turn", [10, 30, 55, 65, 90, 150, 180])
def test_turns_up_to_60_degrees_are_rounded(turn: int) -> None:
    angle = math.radians(turn)
    stroke = np.array([[0, 0], [50, 0], [50 + 50 * math.cos(angle), 50 * math.sin(angle)]])
    first = dotted(stroke, 1.0)[:51]
    assert (np.abs(first[:, 1]).max() > 0.1) == (turn < 60)


def test_few_points_of_a_circle_give_a_circle() -> None:
    angles = np.linspace(0.0, 2.0 * math.pi, 13)
    stroke = 100.0 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    radii = np.hypot(*dotted(stroke, 1.0)[30:-30].T)  # at the ends a direction is not known
    straight = 100.0 * math.cos(math.pi / 12.0)
    assert radii.min() > (100.0 + straight) / 2.0
    assert radii.max() < 101.0


@QUICK
@given(strokes, steps)
def test_it_does_not_overshoot(stroke: Points, step: float) -> None:
    # A bow stays between its ends: no farther from their chord than a third of its length.
    dots = dotted(stroke, step)
    longest = np.hypot(*np.diff(stroke, axis=0).T).max(initial=0.0)
    room = longest / 3.0 + step
    assert (dots >= stroke.min(axis=0) - room).all()
    assert (dots <= stroke.max(axis=0) + room).all()


def test_a_long_gap_after_short_ones_does_not_swing_out() -> None:
    short = [[float(x), 0.0] for x in range(0, 50, 5)]
    dots = dotted(np.array([*short, [200.0, 20.0], [205.0, 21.0]]), 1.0)
    assert dots[:, 1].min() > -1.0
    assert dots[:, 1].max() < 22.0
    assert (np.diff(dots[:, 0]) > 0.0).all()


@QUICK
@given(strokes)
def test_handles_are_a_third_of_each_gap_away(stroke: Points) -> None:
    assume(spaced(stroke))
    handles = bows(stroke)
    assert handles.shape == (len(stroke) - 1, 2, 2)
    for (start, end), (leaving, arriving) in zip(pairwise(stroke), handles, strict=True):
        third = np.hypot(*(end - start)) / 3.0
        assert np.hypot(*(leaving - start)) == pytest.approx(third)
        assert np.hypot(*(arriving - end)) == pytest.approx(third)


def test_a_point_twice_does_no_harm() -> None:
    stroke = np.array([[0.0, 0.0], [0.0, 0.0], [50.0, 0.0], [50.0, 0.0], [90.0, 20.0]])
    assert np.isfinite(bows(stroke)).all()
    assert np.isfinite(dotted(stroke, 0.5)).all()


def test_a_bow_leaves_a_point_in_the_direction_in_which_it_came() -> None:
    stroke = np.array([[0.0, 0.0], [40.0, 0.0], [80.0, 30.0]])
    handles = bows(stroke)
    into, out = stroke[1] - handles[0, 1], handles[1, 0] - stroke[1]
    along = (stroke[2] - stroke[0]) / np.hypot(*(stroke[2] - stroke[0]))
    np.testing.assert_allclose(into / np.hypot(*into), along)
    np.testing.assert_allclose(out / np.hypot(*out), along)


def test_a_line_is_as_wide_as_its_pen() -> None:
    line = dotted(np.array([[14.0, 4.0], [14.0, 24.0]]), 0.3)
    for pen in (1.0, 2.2, 4.0):
        picture = inked(line, pen)
        assert picture.shape == (28, 28)
        assert picture.dtype == np.float32
        assert picture[14].sum() == pytest.approx(pen, abs=0.05)
        assert picture.max() == pytest.approx(min(pen / 2.0, 1.0), abs=0.01)  # two columns share it
    columns = np.flatnonzero(inked(line, 2.2)[14])
    assert columns.tolist() == [12, 13, 14, 15]


def test_a_fine_pen_inks_in_part() -> None:
    line = dotted(np.array([[13.5, 4.0], [13.5, 24.0]]), 0.3)
    picture = inked(line, 0.4)
    assert picture.max() == pytest.approx(0.4)
    assert picture[14].sum() == pytest.approx(0.4, abs=0.05)


def test_x_is_to_the_right_and_y_downwards() -> None:
    picture = inked(np.array([[20.5, 5.5]]), 1.0)
    assert np.argwhere(picture == picture.max()).tolist() == [[5, 20]]


@QUICK
@given(st.lists(st.tuples(st.floats(-10, 40), st.floats(-10, 40)), min_size=1, max_size=20))
def test_each_pixel_is_inked_by_the_nearest_dot(places: list[tuple[float, float]]) -> None:
    dots = np.array(places)
    picture = inked(dots, 2.2)
    middles = np.stack(np.meshgrid(np.arange(28), np.arange(28)), axis=-1) + 0.5
    distance = np.hypot(*(middles[..., np.newaxis, :] - dots).transpose(3, 0, 1, 2)).min(axis=-1)
    np.testing.assert_allclose(picture, np.clip(1.6 - distance, 0.0, 1.0), atol=2e-3)


places = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=30).map(
    lambda each: np.array(each).reshape(-1, 2)
)


@QUICK
@given(places, places, st.floats(0.2, 4.0))
def test_of_a_cell_the_first_dot_stays(some: Points, more: Points, side: float) -> None:
    dots = np.concatenate([some, more])
    by_cell: dict[tuple[float, ...], list[float]] = {}
    for dot in dots.tolist():
        by_cell.setdefault(tuple(np.floor(np.array(dot) / side)), dot)
    found = first_in_cells(dots, side)
    assert found.tolist() == list(by_cell.values())
    in_two = first_in_cells(np.concatenate([first_in_cells(some, side), more]), side)
    np.testing.assert_array_equal(in_two, found)
