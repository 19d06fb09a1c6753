"""Drawings as values, and what a network is given of them."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mnistviz.data.drawing import CANVAS, Drawing, Points, to_network_input
from mnistviz.nn.arrays import ByteArray, FloatArray

coordinates = st.floats(0.0, CANVAS, allow_subnormal=False)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(np.array)
drawings = st.lists(strokes, min_size=1, max_size=4).map(lambda each: Drawing(tuple(each)))

SEVEN = Drawing((np.array([[80.0, 60.0], [200.0, 60.0], [120.0, 230.0]]),))
ONE = Drawing((np.array([[140.0, 60.0], [140.0, 230.0]]),))
TWO = Drawing((np.array([[80.0, 90], [120, 60], [180, 80], [180, 120], [80, 220], [200, 220]]),))
FOUR = Drawing(
    (
        np.array([[110.0, 60.0], [90.0, 150.0], [190.0, 150.0]]),
        np.array([[170.0, 60.0], [165.0, 230.0]]),
    )
)
ANGLES = np.linspace(0.0, 2.0 * math.pi, 40)
ZERO = Drawing((np.stack([140 + 60 * np.cos(ANGLES), 140 + 90 * np.sin(ANGLES)], axis=1),))
DIGITS = (ZERO, ONE, TWO, FOUR, SEVEN)
QUICK = settings(deadline=None, max_examples=50)


def extent(drawing: Drawing) -> float:
    points = np.concatenate(drawing.strokes)
    return float(np.ptp(points, axis=0).max())


def moved(drawing: Drawing, scale: float, shift: tuple[float, float]) -> Drawing:
    return Drawing(tuple(stroke * scale + shift for stroke in drawing.strokes))


def picture(drawing: Drawing) -> FloatArray:
    image: FloatArray = to_network_input(drawing).reshape(28, 28).astype(np.float64)
    return image


def centre_of_mass(image: FloatArray) -> list[float]:
    """Row and column, counting pixels from 0."""
    index = np.arange(28)
    rows, columns = image.sum(axis=1) @ index, image.sum(axis=0) @ index
    return [float(rows / image.sum()), float(columns / image.sum())]


def sides(image: FloatArray) -> list[int]:
    """How many rows and columns the pixels that are more than half inked reach over."""
    dark = image > 127
    return [int(np.ptp(np.flatnonzero(dark.any(axis=axis)))) + 1 for axis in (1, 0)]


def is_whole(drawing: Drawing, image: FloatArray) -> bool:
    """Whether nothing was cut off: what weighs little and lies far out may be."""
    if image[[0, -1]].any() or image[:, [0, -1]].any():
        return False
    width, height = np.ptp(np.concatenate(drawing.strokes), axis=0)
    scale = min(17.6 / max(width, height, 1e-9), 0.8)
    return sides(image) == pytest.approx([height * scale + 2.4, width * scale + 2.4], abs=1.5)


def difference(one: ByteArray, other: ByteArray) -> int:
    return int(np.abs(one.astype(int) - other).max())


def test_a_blank_drawing_is_all_zero() -> None:
    image = to_network_input(Drawing())
    assert image.shape == (784,)
    assert image.dtype == np.uint8
    assert not image.any()


def test_ink_is_255() -> None:
    image = to_network_input(SEVEN)
    assert image.shape == (784,)
    assert image.dtype == np.uint8
    assert (image.min(), image.max()) == (0, 255)


def test_it_is_the_right_way_up() -> None:
    image = picture(SEVEN)
    top, bottom = image[:14], image[14:]
    assert top.sum() > bottom.sum()  # the bar of the 7 is at the top
    columns = np.arange(28)
    assert bottom.sum(axis=0) @ columns / bottom.sum() < top.sum(axis=0) @ columns / top.sum()


def test_the_pen_is_as_wide_as_mnists() -> None:
    image = picture(ONE) / 255
    assert 2.0 <= image[14].sum() <= 3.0
    assert image.sum() == pytest.approx(60, abs=15)  # as a "1" of MNIST has


@QUICK
@given(drawings, st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_the_place_does_not_matter(drawing: Drawing, x: float, y: float) -> None:
    there = moved(drawing, 1.0, (x, y))
    assert difference(to_network_input(drawing), to_network_input(there)) <= 2


@QUICK
@given(drawings, st.floats(0.3, 3.0))
def test_the_size_does_not_matter(drawing: Drawing, scale: float) -> None:
    # Below 22 units a drawing counts as a dot, which is not blown up.
    assume(extent(drawing) * min(scale, 1.0) > 23.0)
    there = moved(drawing, scale, (0.0, 0.0))
    assert difference(to_network_input(drawing), to_network_input(there)) <= 3


@QUICK
@given(drawings)
def test_the_order_and_direction_of_strokes_do_not_matter(drawing: Drawing) -> None:
    other = Drawing(tuple(stroke[::-1] for stroke in reversed(drawing.strokes)))
    # Where the dots of a stroke lie depends on its beginning: a quarter of a pixel at most.
    assert difference(to_network_input(drawing), to_network_input(other)) <= 32


@QUICK
@given(drawings)
def test_the_centre_of_mass_comes_to_14(drawing: Drawing) -> None:
    image = picture(drawing)
    assume(is_whole(drawing, image))
    assert centre_of_mass(image) == pytest.approx([14.0, 14.0], abs=0.1)


@QUICK
@given(st.sampled_from(DIGITS), st.floats(30.0, 280.0), st.floats(0.0, 2.0), st.floats(0.5, 2.0))
def test_a_digit_is_20_pixels_long_and_its_centre_of_mass_at_14(
    digit: Drawing, size: float, turn: float, width: float
) -> None:
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    turned = Drawing(tuple(stroke * (width, 1.0) @ matrix for stroke in digit.strokes))
    drawn = moved(turned, size / extent(turned), (40.0, 40.0))
    image = picture(drawn)
    assert 19 <= max(sides(image)) <= 21
    assert centre_of_mass(image) == pytest.approx([14.0, 14.0], abs=0.1)


def test_the_shape_is_kept() -> None:
    box = np.array([[0, 0], [200, 0], [200, 100], [0, 100], [0, 0]], float)
    rows, columns = sides(picture(Drawing((box,))))
    assert columns == pytest.approx(20, abs=1)
    # The pen keeps its width, so the middle lines are 17.6 and 8.8 apart.
    assert rows == pytest.approx(8.8 + 2.4, abs=1)


@QUICK
@given(coordinates, coordinates, st.integers(1, 5))
def test_a_dot_stays_small(x: float, y: float, count: int) -> None:
    image = picture(Drawing((np.array([[x, y]] * count),)))
    assert 1 <= max(sides(image)) <= 4
    assert centre_of_mass(image) == pytest.approx([14.0, 14.0], abs=0.1)


@QUICK
@given(st.floats(0.01, 15.0))
def test_a_short_dash_stays_short(length: float) -> None:
    dash = Drawing((np.array([[100.0, 100.0], [100.0 + length, 100.0]]),))
    assert max(sides(picture(dash))) <= 4 + 0.8 * length


@QUICK
@given(drawings)
def test_drawing_the_same_is_giving_the_same(drawing: Drawing) -> None:
    before = [stroke.copy() for stroke in drawing.strokes]
    first = to_network_input(drawing)
    np.testing.assert_array_equal(first, to_network_input(drawing))
    for stroke, copy in zip(drawing.strokes, before, strict=True):
        np.testing.assert_array_equal(stroke, copy)


def test_a_drawing_is_true_if_there_is_something() -> None:
    assert not Drawing()
    assert SEVEN


def test_a_stroke_more_is_another_drawing() -> None:
    two = SEVEN.with_stroke(np.array([[100.0, 140.0], [180.0, 140.0]]))
    assert [len(stroke) for stroke in two.strokes] == [3, 2]
    assert two.strokes[0] is SEVEN.strokes[0]
    assert len(SEVEN.strokes) == 1


def test_points_become_numbers() -> None:
    drawing = Drawing().with_stroke(np.array([[1, 2], [3, 4]]))
    assert drawing.strokes[0].dtype == np.float64


def test_a_drawing_cannot_be_changed_from_outside() -> None:
    points = np.array([[0.0, 0.0], [100.0, 100.0]])
    drawing = Drawing().with_stroke(points)
    points[0] = 50.0
    assert drawing.strokes[0].tolist() == [[0.0, 0.0], [100.0, 100.0]]


def distance_to(point: FloatArray, stroke: Points) -> float:
    """From a point to the nearest point of a stroke's line."""
    if len(stroke) == 1:
        return float(np.hypot(*(stroke[0] - point)))
    start, way = stroke[:-1], np.diff(stroke, axis=0)
    length2 = (way * way).sum(axis=1)
    share = ((point - start) * way).sum(axis=1) / np.where(length2 > 0, length2, 1.0)
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * way
    return float(np.hypot(*(nearest - point).T).min())


def along(stroke: Points, step: float = 8.0) -> Points:
    """Points on a stroke's line, its own among them."""
    pieces = [stroke[:1]]
    for start, stop in itertools.pairwise(stroke):
        count = int(np.hypot(*(stop - start)) / step) + 2
        pieces.append(start + np.linspace(0.0, 1.0, count)[:, None] * (stop - start))
    return np.concatenate(pieces)


LINE = Drawing((np.array([[20.0, 100.0], [260.0, 100.0]]),))


def test_erasing_cuts_a_stroke_in_two() -> None:
    erased = LINE.erased((140.0, 100.0), 12.0)
    left, right = erased.strokes
    assert left[0].tolist() == [20.0, 100.0]
    assert right[-1].tolist() == [260.0, 100.0]
    assert left[-1, 0] == pytest.approx(128.0, abs=4.0)
    assert right[0, 0] == pytest.approx(152.0, abs=4.0)
    assert len(LINE.strokes) == 1
    assert len(LINE.strokes[0]) == 2


def test_erasing_an_end_leaves_the_rest() -> None:
    (rest,) = LINE.erased((20.0, 100.0), 12.0).strokes
    assert rest[0, 0] == pytest.approx(32.0, abs=4.0)
    assert rest[-1].tolist() == [260.0, 100.0]


def test_erasing_all_of_it_leaves_nothing() -> None:
    assert not LINE.erased((140.0, 100.0), 200.0)
    assert not Drawing((np.array([[5.0, 5.0]]),)).erased((6.0, 6.0), 3.0)


def test_erasing_where_nothing_is_changes_nothing() -> None:
    assert LINE.erased((140.0, 150.0), 12.0) is LINE
    blank = Drawing()
    assert blank.erased((140.0, 150.0), 12.0) is blank


radii = st.floats(4.0, 40.0)


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_nothing_is_left_within_the_eraser(
    drawing: Drawing, x: float, y: float, radius: float
) -> None:
    for stroke in drawing.erased((x, y), radius).strokes:
        # A chord between two points that are kept may graze the circle, by less than this.
        assert distance_to(np.array([x, y]), stroke) > 0.9 * radius


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_erasing_adds_nothing(drawing: Drawing, x: float, y: float, radius: float) -> None:
    for stroke in drawing.erased((x, y), radius).strokes:
        assert len(stroke) >= 1
        for point in stroke:
            assert min(distance_to(point, old) for old in drawing.strokes) < 1e-6


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_a_stroke_out_of_reach_stays_the_very_same(
    drawing: Drawing, x: float, y: float, radius: float
) -> None:
    centre = np.array([x, y])
    erased = drawing.erased((x, y), radius)
    kept = [id(stroke) for stroke in erased.strokes]
    for stroke in drawing.strokes:
        if distance_to(centre, stroke) > radius:
            assert id(stroke) in kept


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_what_is_far_is_never_touched(drawing: Drawing, x: float, y: float, radius: float) -> None:
    erased = drawing
    for step in range(3):  # as an eraser is dragged
        erased = erased.erased((x + step, y), radius)
    for point in np.concatenate([along(stroke) for stroke in drawing.strokes]):
        if np.hypot(point[0] - x, point[1] - y) > 1.4 * radius + 3.0:
            assert min(distance_to(point, stroke) for stroke in erased.strokes) < 1e-6
