"""Slant: found by moments, taken out by sliding rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.deskewing import deskewed, slants
from mnistviz.nn.arrays import ByteArray, FloatArray

QUICK = settings(deadline=None, max_examples=50)
SLANTS = st.floats(-0.75, 0.75)
MIDDLES = np.arange(28)


def bar(slant: float, *, row: float = 13.5, column: float = 13.5, high: int = 18) -> ByteArray:
    """A soft bar that drifts ``slant`` pixels to the right for each row downwards: ``(784,)``."""
    middle = column + slant * (MIDDLES - row)
    ink = np.exp(-((MIDDLES - middle[:, np.newaxis]) ** 2) / 4.0)
    ink *= np.abs(MIDDLES - row)[:, np.newaxis] <= high / 2.0
    return np.rint(255.0 * ink).astype(np.uint8).ravel()


def slanted(image: ByteArray, slant: float) -> ByteArray:
    """``image`` with each row moved by whole pixels about row 14."""
    rows = image.reshape(28, 28)
    moved = [np.roll(line, round(slant * (number - 14))) for number, line in enumerate(rows)]
    return np.concatenate(moved)


def drift(image: ByteArray) -> float:
    """The slope of the straight line x = k y + c that fits the ink best, by least squares."""
    ink: FloatArray = image.reshape(28, 28).astype(np.float64)
    y, x = np.mgrid[:28, :28]
    weights = np.sqrt(ink.ravel())
    rows = np.stack([y.ravel(), np.ones(784)], axis=1) * weights[:, np.newaxis]
    return float(np.linalg.lstsq(rows, x.ravel() * weights)[0][0])


@QUICK
@given(SLANTS)
def test_a_known_slant_is_found(slant: float) -> None:
    assert slants(bar(slant)[np.newaxis])[0] == pytest.approx(slant, abs=0.02)


def test_slants_are_a_linear_regression(mnist: DataSet) -> None:
    images = mnist.test.images[:300]
    expected = np.clip([drift(image) for image in images], -0.8, 0.8)
    np.testing.assert_allclose(slants(images), expected, atol=1e-4)


@QUICK
@given(SLANTS, st.floats(12.0, 15.0), st.floats(12.0, 15.0))
def test_it_is_taken_out_about_the_centre_of_mass(slant: float, row: float, column: float) -> None:
    image = bar(slant, row=row, column=column, high=14)
    upright = deskewed(image[np.newaxis])[0]
    assert slants(upright[np.newaxis])[0] == pytest.approx(0.0, abs=0.02)
    expected = bar(0.0, row=row, column=column, high=14)
    assert np.abs(upright.astype(int) - expected).max() < 40  # it is read between pixels
    before, after = image.reshape(28, 28).sum(axis=1), upright.reshape(28, 28).sum(axis=1)
    np.testing.assert_allclose(before, after, atol=10)  # ink slides along its row


def test_real_digits_stand_upright_and_keep_their_ink(mnist: DataSet) -> None:
    images = mnist.test.images[:1000]
    upright = deskewed(images)
    assert np.abs(slants(images)).mean() > 0.15
    flat = np.abs(slants(images)) > 0.75  # what lies flat is not slanted, and stays so in part
    assert np.abs(slants(upright)[~flat]).max() < 0.05
    ink, left = images.sum(axis=1, dtype=float), upright.sum(axis=1, dtype=float)
    np.testing.assert_allclose(left[~flat], ink[~flat], rtol=0.02)
    assert (left[~flat] - ink[~flat]).mean() == pytest.approx(0.0, abs=20.0)  # of 26,000


def test_doing_it_again_changes_next_to_nothing(mnist: DataSet) -> None:
    images = mnist.test.images[:500]
    images = images[np.abs(slants(images)) < 0.75]
    once = deskewed(images)
    twice = deskewed(once)
    assert np.abs(once.astype(int) - twice).mean() < 0.5


def test_slanted_copies_become_alike(mnist: DataSet) -> None:
    image = deskewed(mnist.test.images[2][np.newaxis])[0]  # a "1"
    for slant in (-0.5, -0.25, 0.25, 0.5):
        leaning = slanted(image, slant)
        back = deskewed(leaning[np.newaxis])[0]
        before = np.abs(leaning.astype(float) - image).mean()
        after = np.abs(back.astype(float) - image).mean()
        assert after < 0.4 * before


@pytest.mark.parametrize("count", [1, 999, 1000, 1001, 2300])
def test_a_batch_is_many_single_ones(mnist: DataSet, count: int) -> None:
    # To the last bit: sums of whole numbers are whole in float32 too, in whichever order they are
    # added up, and all else is done for each picture by itself.
    images = mnist.test.images[:count]
    together = deskewed(images)
    assert together.shape == images.shape
    assert together.dtype == np.uint8
    for number in {0, count // 2, count - 1, min(count - 1, 1000)}:
        alone = deskewed(images[number][np.newaxis])[0]
        np.testing.assert_array_equal(together[number], alone)


def test_no_picture_at_all() -> None:
    assert deskewed(np.empty((0, 784), np.uint8)).shape == (0, 784)


def test_a_picture_without_ink_stays_empty() -> None:
    blank = np.zeros((2, 784), np.uint8)
    assert slants(blank).tolist() == [0.0, 0.0]
    assert not deskewed(blank).any()


def test_the_pictures_given_are_not_changed(mnist: DataSet) -> None:
    images = mnist.test.images[:10].copy()
    deskewed(images)
    np.testing.assert_array_equal(images, mnist.test.images[:10])


@QUICK
@given(st.integers(0, 783), st.integers(1, 255))
def test_a_dot_has_no_slant(place: int, ink: int) -> None:
    image = np.zeros((1, 784), np.uint8)
    image[0, place] = ink
    assert slants(image)[0] == pytest.approx(0.0, abs=1e-3)
    np.testing.assert_array_equal(deskewed(image), image)


def test_what_lies_flat_slides_no_more_than_allowed() -> None:
    image = bar(3.0, high=8)
    assert slants(image[np.newaxis])[0] == pytest.approx(0.8)


@QUICK
@given(st.binary(min_size=784, max_size=784))
def test_any_picture_stays_a_picture(content: bytes) -> None:
    image = np.frombuffer(content, np.uint8)[np.newaxis]
    assert (np.abs(slants(image)) <= 0.8).all()
    upright = deskewed(image)
    assert upright.dtype == np.uint8
    assert upright.max(initial=0) <= image.max(initial=0)
