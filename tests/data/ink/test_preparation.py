"""From what is drawn to what a network is given: every step, with and without it."""

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.deskewing import deskewed, slants
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.pen import BOX, PEN
from mnistviz.data.ink.preparation import Stage, Step, StoredDigit, network_input, stages
from mnistviz.nn.arrays import ByteArray, FloatArray
from tests.data.dots import dotted

coordinates = st.floats(0.0, CANVAS, allow_subnormal=False)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(np.array)
drawings = st.lists(strokes, min_size=1, max_size=4).map(lambda each: Drawing(tuple(each)))
QUICK = settings(deadline=None, max_examples=50)

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
SPECK = np.array([[10.0, 10.0], [14.0, 12.0]])
AFTER_RAW = (Step.CROPPED, Step.SCALED, Step.CENTRED, Step.DESKEWED)
EVERY_CHOICE = [
    frozenset(chosen) for count in range(5) for chosen in combinations(AFTER_RAW, count)
]


def given_of(drawing: Drawing) -> ByteArray:
    return network_input(drawing, deskew=False)


def square(pixels: ByteArray) -> FloatArray:
    image: FloatArray = pixels.reshape(28, 28).astype(np.float64)
    return image


def centre_of_mass(pixels: ByteArray) -> list[float]:
    """Row and column, counting pixels from 0."""
    image, index = square(pixels), np.arange(28)
    rows, columns = image.sum(axis=1) @ index, image.sum(axis=0) @ index
    return [float(rows / image.sum()), float(columns / image.sum())]


def sides(pixels: ByteArray) -> list[int]:
    """How many rows and columns the pixels that are more than half inked reach over."""
    dark = square(pixels) > 127
    return [int(np.ptp(np.flatnonzero(dark.any(axis=axis)))) + 1 for axis in (1, 0)]


def extent(drawing: Drawing) -> float:
    return float(np.ptp(np.concatenate(drawing.strokes), axis=0).max())


def moved(drawing: Drawing, scale: float, shift: tuple[float, float]) -> Drawing:
    return Drawing(tuple(stroke * scale + shift for stroke in drawing.strokes))


def difference(one: ByteArray, other: ByteArray) -> int:
    return int(np.abs(one.astype(int) - other).max())


def by_step(found: tuple[Stage, ...]) -> dict[Step, Stage]:
    return {stage.step: stage for stage in found}


def test_nothing_drawn_is_all_zero() -> None:
    for deskew in (False, True):
        pixels = network_input(Drawing(), deskew=deskew)
        assert pixels.shape == (784,)
        assert pixels.dtype == np.uint8
        assert not pixels.any()
        assert not any(stage.pixels.any() for stage in stages(Drawing(), deskew=deskew))


def test_ink_is_255_and_the_right_way_up() -> None:
    pixels = given_of(SEVEN)
    assert pixels.shape == (784,)
    assert pixels.dtype == np.uint8
    assert (pixels.min(), pixels.max()) == (0, 255)
    image, columns = square(pixels), np.arange(28)
    top, bottom = image[:14], image[14:]
    assert top.sum() > bottom.sum()  # the bar of the 7 is at the top
    assert bottom.sum(axis=0) @ columns / bottom.sum() < top.sum(axis=0) @ columns / top.sum()


def test_the_pen_is_as_wide_as_mnists() -> None:
    image = square(given_of(ONE)) / 255
    assert image[14].sum() == pytest.approx(PEN, abs=0.1)
    assert image.sum() == pytest.approx(45, abs=15)  # as a "1" of MNIST has


@QUICK
@given(st.sampled_from(DIGITS), st.floats(30.0, 280.0), st.floats(0.0, 2.0), st.floats(0.5, 2.0))
def test_a_digit_fills_the_box_and_its_centre_of_mass_is_at_14(
    digit: Drawing, size: float, turn: float, width: float
) -> None:
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    turned = Drawing(tuple(stroke * (width, 1.0) @ matrix for stroke in digit.strokes))
    pixels = given_of(moved(turned, size / extent(turned), (40.0, 40.0)))
    assert BOX - 1.0 <= max(sides(pixels)) <= 20
    assert centre_of_mass(pixels) == pytest.approx([14.0, 14.0], abs=0.1)


@QUICK
@given(drawings, st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_the_place_does_not_matter(drawing: Drawing, x: float, y: float) -> None:
    assert difference(given_of(drawing), given_of(moved(drawing, 1.0, (x, y)))) <= 3


@QUICK
@given(drawings, st.floats(0.3, 3.0))
def test_the_size_does_not_matter(drawing: Drawing, scale: float) -> None:
    # What is shorter than 21 units counts as a dot, which is not blown up.
    longest = max(float(np.hypot(*np.ptp(stroke, axis=0))) for stroke in drawing.strokes)
    assume(min(longest, extent(drawing)) * min(scale, 1.0) > 23.0)
    there = moved(drawing, scale, (0.0, 0.0))
    # A stroke begins with dots at other places: of two pictures, one may have them a step on.
    assert difference(given_of(drawing), given_of(there)) <= 16


@QUICK
@given(st.sampled_from(DIGITS), st.floats(0.5, 8.0), st.floats(0.5, 8.0))
def test_how_densely_points_lie_does_not_matter(digit: Drawing, one: float, other: float) -> None:
    sparse, dense = (
        Drawing(tuple(dotted(stroke, step) for stroke in digit.strokes)) for step in (one, other)
    )
    assert difference(given_of(sparse), given_of(dense)) <= 48
    mean = np.abs(given_of(sparse).astype(float) - given_of(dense)).mean()
    assert mean < 1.0


def test_the_shape_is_kept() -> None:
    box = np.array([[0, 0], [200, 0], [200, 100], [0, 100], [0, 0]], float)
    rows, columns = sides(given_of(Drawing((box,))))
    way = BOX - PEN
    assert columns == pytest.approx(way + PEN, abs=1)
    assert rows == pytest.approx(way / 2.0 + PEN, abs=1)  # the pen keeps its width


@QUICK
@given(coordinates, coordinates, st.integers(1, 5), st.booleans())
def test_a_dot_alone_is_no_blob(x: float, y: float, count: int, deskew: bool) -> None:
    pixels = network_input(Drawing((np.array([[x, y]] * count),)), deskew=deskew)
    assert 1 <= max(sides(pixels)) <= 4
    assert centre_of_mass(pixels) == pytest.approx([14.0, 14.0], abs=0.1)


@QUICK
@given(st.floats(0.01, 15.0))
def test_a_short_dash_stays_short(length: float) -> None:
    dash = Drawing((np.array([[100.0, 100.0], [100.0 + length, 100.0]]),))
    assert max(sides(given_of(dash))) <= 4 + 0.8 * length


@pytest.mark.parametrize("digit", DIGITS, ids=["0", "1", "2", "4", "7"])
def test_specks_do_not_shrink_a_digit(digit: Drawing) -> None:
    with_speck = digit.with_stroke(SPECK)
    np.testing.assert_array_equal(given_of(with_speck), given_of(digit))
    kept = stages(with_speck, deskew=False, without=frozenset({Step.CROPPED}))
    # Without cropping, the whole canvas is what is scaled, with all that is on it.
    assert max(sides(kept[-1].pixels)) < max(sides(given_of(digit)))


@pytest.mark.parametrize("deskew", [False, True])
@QUICK
@given(drawing=drawings)
def test_the_last_stage_is_what_the_network_is_given(deskew: bool, drawing: Drawing) -> None:
    found = stages(drawing, deskew=deskew)
    pixels = network_input(drawing, deskew=deskew)
    np.testing.assert_array_equal(found[-1].pixels, pixels)
    assert [stage.step for stage in found] == [*Step][: 5 if deskew else 4]


def test_the_raw_stage_is_the_whole_canvas() -> None:
    pixels = stages(SEVEN.with_stroke(SPECK), deskew=False)[0].pixels
    image = square(pixels)
    assert image[6, 8:20].min() > 200  # the bar, from x 80 to 200 at y 60
    assert image[1, 1] > 100  # the speck
    assert sides(pixels) == pytest.approx([23, 20], abs=1)
    assert centre_of_mass(pixels)[0] < 13.0  # nothing was centred


def test_cropping_moves_the_way_to_the_middle_at_its_size() -> None:
    corner = moved(SEVEN, 0.5, (150.0, 150.0)).with_stroke(SPECK)
    found = by_step(stages(corner, deskew=False))
    dark = np.argwhere(square(found[Step.CROPPED].pixels) > 127)
    np.testing.assert_allclose((dark.min(axis=0) + dark.max(axis=0)) / 2.0, 13.5, atol=0.6)
    assert sides(found[Step.CROPPED].pixels) == pytest.approx([8.5 + 2, 6 + 2], abs=1)
    assert square(found[Step.RAW].pixels)[1, 1] > 100


def test_scaling_fills_the_box_about_the_middle_of_the_way() -> None:
    small = moved(SEVEN, 0.4, (150.0, 150.0))
    found = by_step(stages(small, deskew=False))
    assert max(sides(found[Step.SCALED].pixels)) == pytest.approx(BOX, abs=1)
    assert max(sides(found[Step.CROPPED].pixels)) < 12
    dark = np.argwhere(square(found[Step.SCALED].pixels) > 127)
    np.testing.assert_allclose((dark.min(axis=0) + dark.max(axis=0)) / 2.0, 13.5, atol=0.6)


def test_centring_moves_the_centre_of_mass() -> None:
    found = by_step(stages(SEVEN, deskew=False))
    assert centre_of_mass(found[Step.SCALED].pixels)[0] < 13.0
    centred = centre_of_mass(found[Step.CENTRED].pixels)
    assert centred == pytest.approx([14.0, 14.0], abs=0.05)


def test_deskewing_takes_the_slant_out() -> None:
    leaning = Drawing(tuple(stroke @ [[1.0, 0.0], [-0.4, 1.0]] for stroke in ZERO.strokes))
    found = by_step(stages(leaning, deskew=True))
    before, after = (
        slants(found[step].pixels[np.newaxis])[0] for step in (Step.CENTRED, Step.DESKEWED)
    )
    assert before == pytest.approx(-0.4, abs=0.1)  # the pen itself does not lean
    assert after == pytest.approx(0.0, abs=0.02)
    expected = deskewed(given_of(leaning)[np.newaxis])[0]
    np.testing.assert_array_equal(found[Step.DESKEWED].pixels, expected)


@pytest.mark.parametrize(
    "without", EVERY_CHOICE, ids=lambda w: "+".join(s.value for s in Step if s in w)
)
@pytest.mark.parametrize("digit", [SEVEN, FOUR.with_stroke(SPECK)], ids=["7", "4"])
def test_a_step_left_out_changes_nothing(digit: Drawing, without: frozenset[Step]) -> None:
    lying = moved(digit, 0.6, (60.0, 100.0))
    found = stages(lying, deskew=True, without=without)
    assert [stage.step for stage in found] == [*Step]
    assert found[0].applied
    for before, stage in pairwise(found):
        assert stage.applied == (stage.step not in without)
        same = np.array_equal(before.pixels, stage.pixels)
        assert same == (not stage.applied), stage.step


def test_each_step_left_out_gives_the_network_something_else() -> None:
    drawing = moved(FOUR, 0.6, (60.0, 100.0)).with_stroke(SPECK)
    seen = {
        stages(drawing, deskew=True, without=without)[-1].pixels.tobytes()
        for without in EVERY_CHOICE
    }
    assert len(seen) >= 12  # without scaling, centring moves the same picture to one place


def test_stages_cannot_be_written_to() -> None:
    for content in (SEVEN, StoredDigit(np.zeros(784, np.uint8))):
        for stage in stages(content, deskew=True):
            with pytest.raises(ValueError, match="read-only"):
                stage.pixels[0] = 1


def test_a_stored_digit_is_taken_as_it_is(mnist: DataSet) -> None:
    digit = StoredDigit(mnist.test.images[3], int(mnist.test.labels[3]), 3)
    np.testing.assert_array_equal(network_input(digit, deskew=False), digit.pixels)
    found = stages(digit, deskew=False)
    assert [stage.applied for stage in found] == [True, False, False, False]
    for stage in found:
        np.testing.assert_array_equal(stage.pixels, digit.pixels)


def test_a_stored_digit_is_deskewed_for_a_network_that_wants_it(mnist: DataSet) -> None:
    digit = StoredDigit(mnist.test.images[2])
    expected = deskewed(mnist.test.images[2:3])[0]
    assert difference(expected, digit.pixels) > 50
    np.testing.assert_array_equal(network_input(digit, deskew=True), expected)
    last = stages(digit, deskew=True)[-1]
    assert last.applied
    np.testing.assert_array_equal(last.pixels, expected)
    kept = stages(digit, deskew=True, without=frozenset({Step.DESKEWED}))[-1]
    assert not kept.applied
    np.testing.assert_array_equal(kept.pixels, digit.pixels)


@QUICK
@given(drawings)
def test_preparing_changes_no_drawing_and_gives_the_same_again(drawing: Drawing) -> None:
    before = [stroke.copy() for stroke in drawing.strokes]
    first = given_of(drawing)
    np.testing.assert_array_equal(first, given_of(drawing))
    for stroke, copy in zip(drawing.strokes, before, strict=True):
        np.testing.assert_array_equal(stroke, copy)


@pytest.mark.parametrize("shape", [(12, 9), (28, 28), (5, 28), (1, 1)], ids=str)
def test_a_network_may_take_images_of_another_shape(shape: tuple[int, int]) -> None:
    whole = network_input(SEVEN, deskew=False)
    pixels = network_input(SEVEN, deskew=False, shape=shape)
    assert pixels.shape == (shape[0] * shape[1],)
    assert pixels.mean() == pytest.approx(whole.mean(), abs=0.5)  # half a grey level of rounding
    upright = network_input(SEVEN, deskew=True, shape=shape)
    found = stages(SEVEN, deskew=True, shape=shape)
    assert {stage.pixels.shape for stage in found} == {pixels.shape}
    np.testing.assert_array_equal(found[-1].pixels, upright)


def test_a_stored_digit_of_another_shape_is_reduced_alike() -> None:
    whole = StoredDigit(network_input(SEVEN, deskew=False))
    drawn = network_input(SEVEN, deskew=False, shape=(12, 9)).astype(int)
    stored = network_input(whole, deskew=False, shape=(12, 9)).astype(int)
    assert np.abs(stored - drawn).max() <= 1  # for it was rounded once before
    small = StoredDigit(stored.astype(np.uint8), shape=(12, 9))
    assert network_input(small, deskew=False, shape=(12, 9)) is small.pixels
