"""Training images bent at random."""

import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.augmentation import BLOCK, Augmentation, Augmenter
from mnistviz.data.datasets.dataset import as_input
from mnistviz.nn.arrays import ByteArray, FloatArray

BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])
QUICK = settings(deadline=None, max_examples=40)
STILL = Augmentation(shift=0.0, rotation=0.0, scale=0.0, shear=0.0)
STRONG = Augmentation(shift=6.0, rotation=60.0, scale=0.5, shear=0.5)
ICON_SIDE = Augmentation()
ranges = st.builds(
    Augmentation,
    shift=st.floats(0.0, 30.0),
    rotation=st.floats(0.0, 180.0),
    scale=st.floats(0.0, 0.9),
    shear=st.floats(0.0, 2.0),
)


@dataclass(frozen=True)
class Fixed(Augmentation):
    """One known map for all images."""

    matrix: tuple[tuple[float, float], tuple[float, float]] = ((1.0, 0.0), (0.0, 1.0))
    to: tuple[float, float] = (0.0, 0.0)

    def draw(self, count: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
        return np.tile(self.matrix, (count, 1, 1)), np.tile(np.array([self.to]).T, (count, 1, 1))


def noise(count: int, seed: int = 0) -> ByteArray:
    return np.random.default_rng(seed).integers(0, 256, (count, 784)).astype(np.uint8)


def blobs(count: int, row: float = 14.0, column: float = 14.0) -> ByteArray:
    """Soft round spots of ink, well inside the picture, ``(count, 784)``."""
    rows, columns = np.indices((28, 28))
    spot = 250 * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / 8.0)
    return np.tile(np.rint(spot).astype(np.uint8).reshape(784), (count, 1))


def augmented(
    images: ByteArray,
    how: Augmentation,
    seed: int = 1,
    dtype: type[np.floating] = np.float64,
) -> FloatArray:
    out = np.full(images.shape, np.nan, dtype)
    Augmenter(how, np.random.default_rng(seed))(images, out)
    return out


def centres(images: FloatArray) -> FloatArray:
    """Row and column of each image's centre of mass, ``(n, 2)``."""
    pictures, index = images.reshape(-1, 28, 28), np.arange(28)
    sums = np.stack([pictures.sum(axis=2) @ index, pictures.sum(axis=1) @ index], axis=1)
    centre: FloatArray = sums / images.sum(axis=1, keepdims=True)
    return centre


def slowly_bent(image: ByteArray, matrix: FloatArray, shift: FloatArray) -> FloatArray:
    """One image by the book, pixel by pixel; NaN where rounding could go either way."""
    framed = np.pad(image.reshape(28, 28) / 255.0, 1)
    result = np.zeros((28, 28))
    for pixel in np.ndindex(28, 28):
        source = np.linalg.solve(matrix, np.array(pixel) - 14.0 - shift.ravel()) + 14.0
        if (abs(2.0 * source % 1.0 - 0.5) < 1e-3).any():
            result[pixel] = np.nan
            continue
        row, column = np.rint(2.0 * source) / 2.0
        if 0.0 <= row <= 27.0 and 0.0 <= column <= 27.0:
            top, left = int(row) + 1, int(column) + 1
            down, right = row % 1.0, column % 1.0
            upper = (1.0 - right) * framed[top, left] + right * framed[top, left + 1]
            lower = (1.0 - right) * framed[top + 1, left] + right * framed[top + 1, left + 1]
            result[pixel] = (1.0 - down) * upper + down * lower
    return result.reshape(784)


@BOTH_TYPES
@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 600])
def test_no_ranges_leave_every_pixel_as_it_is(dtype: type[np.floating], count: int) -> None:
    result = augmented(noise(count), STILL, dtype=dtype)
    assert result.dtype == dtype
    np.testing.assert_array_equal(result, as_input(noise(count), dtype))


@pytest.mark.parametrize("how", [ICON_SIDE, STRONG])
def test_an_image_is_augmented_as_the_slow_way_bends_it(how: Augmentation) -> None:
    images = noise(300)
    matrices, shifts = how.draw(BLOCK, np.random.default_rng(7))
    result = augmented(images, how, seed=7)
    for number in (0, 1, 20, BLOCK - 1):
        expected = slowly_bent(images[number], matrices[number], shifts[number])
        sure = np.isfinite(expected)
        assert sure.mean() > 0.98
        # The means of pixels are rounded down, twice where there are four.
        np.testing.assert_allclose(result[number][sure], expected[sure], atol=2.01 / 255.0)


@pytest.mark.parametrize(("down", "across"), [(2, -3), (-5, 0), (0, 27), (1, 1)])
def test_a_shift_by_whole_pixels_is_exact(down: int, across: int) -> None:
    images = noise(3)
    expected = np.zeros((3, 28, 28))
    to_rows, from_rows = (slice(max(0, n), 28 + min(0, n)) for n in (down, -down))
    to_columns, from_columns = (slice(max(0, n), 28 + min(0, n)) for n in (across, -across))
    pictures = (images / 255.0).reshape(3, 28, 28)
    expected[:, to_rows, to_columns] = pictures[:, from_rows, from_columns]
    result = augmented(images, Fixed(to=(down, across)))
    np.testing.assert_array_equal(result, expected.reshape(3, 784))


@pytest.mark.parametrize("to", [(1.5, 0.0), (0.0, -2.5), (-0.5, 3.5), (2.0, 1.0)])
def test_a_shift_moves_the_centre_of_mass_by_so_much(to: tuple[float, float]) -> None:
    result = centres(augmented(blobs(2), Fixed(to=to)))
    np.testing.assert_allclose(result - 14.0, np.tile(to, (2, 1)), atol=0.02)


@pytest.mark.parametrize(
    "matrix",
    [((0.0, -1.0), (1.0, 0.0)), ((1.3, 0.0), (0.0, 0.8)), ((1.0, 0.0), (-0.4, 1.0))],
    ids=["a quarter turn", "higher and narrower", "slanted"],
)
def test_a_point_goes_where_the_matrix_takes_it(
    matrix: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    for point in ((-5.0, 0.0), (0.0, 4.0), (3.0, -3.0)):
        spot = blobs(1, 14.0 + point[0], 14.0 + point[1])
        result = centres(augmented(spot, Fixed(matrix=matrix)))[0] - 14.0
        np.testing.assert_allclose(result, np.array(matrix) @ point, atol=0.2)


@QUICK
@given(ranges, st.integers(0, 300), st.integers(0, 2**32 - 1))
def test_every_value_is_written_and_in_0_to_1(how: Augmentation, count: int, seed: int) -> None:
    result = augmented(noise(count), how, seed)
    assert np.all((result >= 0.0) & (result <= 1.0))


@QUICK
@given(ranges, st.integers(0, 2**32 - 1))
def test_nothing_of_the_neighbours_gets_in(how: Augmentation, seed: int) -> None:
    images = np.zeros((BLOCK + 9, 784), np.uint8)
    images[::2] = 255
    augmenter = Augmenter(how, np.random.default_rng(seed))
    out = np.empty(images.shape, np.float32)
    for _ in range(2):  # what an earlier call has left behind is no more welcome
        augmenter(images, out)
        assert not out[images[:, 0] == 0].any()
        images = 255 - images


def test_nothing_of_the_opposite_edge_gets_in() -> None:
    images = np.zeros((1, 28, 28), np.uint8)
    images[0, :, 0] = 255
    result = augmented(images.reshape(1, 784), Fixed(to=(0.0, -0.5))).reshape(28, 28)
    assert not result[:, 1:].any()


def test_images_are_shifted_within_the_range_and_all_over_it() -> None:
    how = Augmentation(shift=3.0, rotation=0.0, scale=0.0, shear=0.0)
    moved = centres(augmented(blobs(BLOCK), how)) - 14.0
    assert np.abs(moved).max() <= 3.0 + 0.26  # half a pixel's resolution
    assert np.all(moved.min(axis=0) < -2.7)
    assert np.all(moved.max(axis=0) > 2.7)
    assert np.abs(moved.mean(axis=0)).max() < 0.4
    assert abs(np.corrcoef(moved.T)[0, 1]) < 0.2


@QUICK
@given(ranges, st.integers(0, 2**32 - 1))
def test_maps_are_drawn_within_the_ranges(how: Augmentation, seed: int) -> None:
    matrices, shifts = how.draw(50, np.random.default_rng(seed))
    assert (matrices.shape, shifts.shape) == ((50, 2, 2), (50, 2, 1))
    assert np.abs(shifts).max() <= how.shift
    # The second column shows width and turn; turned back, the first shows height and slant.
    width = np.hypot(matrices[:, 0, 1], matrices[:, 1, 1])
    sin, cos = -matrices[:, 0, 1] / width, matrices[:, 1, 1] / width
    height = cos * matrices[:, 0, 0] + sin * matrices[:, 1, 0]
    slant = (cos * matrices[:, 1, 0] - sin * matrices[:, 0, 0]) / height
    assert np.rad2deg(np.abs(np.arctan2(sin, cos))).max() <= how.rotation + 1e-6
    assert max(np.abs(width - 1.0).max(), np.abs(height - 1.0).max()) <= how.scale + 1e-9
    assert np.abs(slant).max() <= how.shear + 1e-6


def test_the_parts_of_a_map_do_not_depend_on_each_other() -> None:
    how = Augmentation(shift=1.0, rotation=0.5, scale=0.01, shear=0.01)
    matrices, shifts = how.draw(2000, np.random.default_rng(1))
    # For maps as slight as these, the matrix has height, width and turn each in an entry, to
    # within a hundredth, and the slant in the sum of the other two.
    parts = np.array(
        [
            matrices[:, 0, 0],
            matrices[:, 1, 1],
            matrices[:, 0, 1],
            matrices[:, 0, 1] + matrices[:, 1, 0],
            *shifts[:, :, 0].T,
        ]
    )
    np.testing.assert_allclose(np.corrcoef(parts), np.eye(6), atol=0.1)


@pytest.mark.parametrize("which", ["shift", "rotation", "scale", "shear"])
def test_a_range_is_used_to_its_ends(which: str) -> None:
    still = np.concatenate(
        [each.reshape(1, -1) for each in STILL.draw(1, np.random.default_rng(1))], axis=1
    )
    alone = Augmentation(**{"shift": 0.0, "rotation": 0.0, "scale": 0.0, "shear": 0.0, which: 0.5})
    maps = np.concatenate(
        [each.reshape(900, -1) for each in alone.draw(900, np.random.default_rng(1))], axis=1
    )
    differences = maps - still.reshape(-1)
    reach = np.deg2rad(0.5) if which == "rotation" else 0.5
    np.testing.assert_allclose(differences.max(), reach, rtol=0.02)
    np.testing.assert_allclose(differences.min(), -reach, rtol=0.02)


@pytest.mark.parametrize(
    "how",
    [
        Augmentation(shift=2.0, rotation=0.0, scale=0.0, shear=0.0),
        Augmentation(shift=0.0, rotation=30.0, scale=0.0, shear=0.3),
    ],
    ids=["shifted", "turned and slanted"],
)
def test_ink_is_kept(how: Augmentation) -> None:
    images = blobs(BLOCK, 11.0, 16.0)
    ink = augmented(images, how).sum(axis=1) / (images[0] / 255.0).sum()
    np.testing.assert_allclose(ink, 1.0, atol=0.08)
    assert abs(ink.mean() - 1.0) < 0.02  # means of pixels are rounded down


def test_a_digit_grows_and_shrinks_by_its_area() -> None:
    matrix = ((1.23, 0.0), (0.0, 0.88))
    ink = augmented(blobs(1), Fixed(matrix=matrix)).sum() / (blobs(1) / 255.0).sum()
    assert ink == pytest.approx(1.23 * 0.88, rel=0.04)


def test_the_same_seed_bends_the_same_way() -> None:
    ours, theirs, others = (Augmenter(ICON_SIDE, np.random.default_rng(seed)) for seed in (5, 5, 6))
    first, second, other = (np.empty((300, 784), np.float32) for _ in range(3))
    for call in range(20):  # of five blocks each, so that maps are drawn anew
        images = noise(300, call)
        ours(images, first)
        theirs(images, second)
        others(images, other)
        np.testing.assert_array_equal(first, second)
        assert (first != other).any(axis=1).all()


def test_no_two_images_of_a_block_are_augmented_alike() -> None:
    result = augmented(np.repeat(noise(1), BLOCK, axis=0), ICON_SIDE)
    assert len(np.unique(result, axis=0)) == BLOCK


def test_all_maps_are_drawn_anew_after_32_blocks() -> None:
    images = np.repeat(noise(1), BLOCK, axis=0)
    augmenter = Augmenter(ICON_SIDE, np.random.default_rng(1))
    calls = [np.empty((BLOCK, 784), np.float32) for _ in range(65)]
    for out in calls:
        augmenter(images, out)
    for number, (before, after) in enumerate(itertools.pairwise(calls), 1):
        assert (before != after).any(axis=1).all() == (number % 32 == 0)
    assert len(np.unique(np.concatenate(calls[::32]), axis=0)) == 3 * BLOCK


def test_other_ranges_hold_at_once() -> None:
    augmenter = Augmenter(STRONG, np.random.default_rng(1))
    images, out = noise(BLOCK), np.empty((BLOCK, 784))
    augmenter(images, out)
    augmenter.ranges = STILL
    augmenter(images, out)
    np.testing.assert_array_equal(out, as_input(images, np.float64))


def test_the_images_themselves_are_only_read() -> None:
    images = noise(10)
    images.flags.writeable = False
    augmented(images, STRONG)
    np.testing.assert_array_equal(images, noise(10))


def test_ranges_can_be_weakened_together() -> None:
    how = Augmentation(shift=2.0, rotation=12.0, scale=0.2, shear=0.4)
    assert how.times(0.5) == Augmentation(shift=1.0, rotation=6.0, scale=0.1, shear=0.2)
    assert how.times(0.0) == STILL
    assert how.times(1.0) == how


@pytest.mark.parametrize("which", ["shift", "rotation", "scale", "shear"])
@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_impossible_ranges_are_refused(which: str, value: float) -> None:
    with pytest.raises(ValueError, match="no ranges"):
        Augmentation(**{which: value})


def test_a_digit_cannot_shrink_to_nothing() -> None:
    with pytest.raises(ValueError, match="no ranges"):
        Augmentation(scale=1.0)
