"""Accuracy by digit, its intervals, and which differences are more than chance."""

import numpy as np
import pytest
from scipy.stats import binomtest

from mnistviz.analysis.mistakes import DigitAccuracy, digit_accuracy, wilson
from mnistviz.nn.arrays import IntArray


def matrix(right: list[int], images: int = 1000) -> IntArray:
    """So many of each digit are right; all others are taken for the next digit."""
    result = np.diag(np.array(right, np.int64))
    for digit, count in enumerate(right):
        result[digit, (digit + 1) % 10] = images - count
    return result


def marks(found: DigitAccuracy) -> dict[int, int]:
    return {digit: mark for digit, mark in enumerate(found.different.tolist()) if mark}


@pytest.mark.parametrize(
    ("right", "images"), [(0, 10), (10, 10), (1, 2), (5, 7), (980, 1000), (1135, 1135)]
)
def test_wilson_as_scipy_has_it(right: int, images: int) -> None:
    low, high = wilson(np.array([right]), np.array([images]))
    expected = binomtest(right, images).proportion_ci(0.95, method="wilson")
    assert low[0] == pytest.approx(expected.low, abs=1e-6)
    assert high[0] == pytest.approx(expected.high, abs=1e-6)
    assert 0.0 <= low[0] < high[0] <= 1.0


def test_without_images_nothing_is_known() -> None:
    low, high = wilson(np.array([0]), np.array([0]))
    assert (low[0], high[0]) == (0.0, 1.0)


def test_a_row_is_a_digit() -> None:
    confusion = matrix([900, 910, 920, 930, 940, 950, 960, 970, 980, 990])
    found = digit_accuracy(confusion)
    assert found.images.tolist() == [1000] * 10
    np.testing.assert_allclose(found.accuracy, np.arange(0.90, 0.995, 0.01))
    assert found.overall == pytest.approx(0.945)
    assert (found.low < found.accuracy).all()
    assert (found.accuracy < found.high).all()
    assert confusion.sum() == 10_000, "the matrix is left as it was"


def test_small_differences_may_be_chance() -> None:
    assert marks(digit_accuracy(matrix([980, 985, 975, 978, 970, 979, 983, 976, 974, 972]))) == {}


def test_large_ones_are_not() -> None:
    right = [980] * 10
    right[4], right[9], right[1] = 950, 940, 999
    assert marks(digit_accuracy(matrix(right))) == {4: -1, 9: -1, 1: 1}


def test_one_bad_digit_does_not_make_the_others_good() -> None:
    right = [970] * 10
    right[5] = 100
    assert marks(digit_accuracy(matrix(right))) == {5: -1}


def test_what_lies_above_all_together_is_not_called_worse() -> None:
    right = [970] * 10
    right[3] = right[5] = right[9] = 880
    right[4] = 950  # below the other six beyond chance, but above the accuracy of all
    assert marks(digit_accuracy(matrix(right))) == {3: -1, 5: -1, 9: -1}


def test_few_images_settle_nothing() -> None:
    assert marks(digit_accuracy(matrix([20] * 9 + [18], 20))) == {}


@pytest.mark.parametrize("right", [[1000] * 10, [0] * 10])
def test_all_alike(right: list[int]) -> None:
    assert marks(digit_accuracy(matrix(right))) == {}


def test_a_network_that_gives_one_answer() -> None:
    confusion = np.zeros((10, 10), np.int64)
    confusion[:, 3] = 1000
    assert marks(digit_accuracy(confusion)) == {3: 1}


def test_digits_that_are_not_there() -> None:
    confusion = np.zeros((10, 10), np.int64)
    found = digit_accuracy(confusion)
    assert found.overall == 0.0
    assert marks(found) == {}
    assert found.high.tolist() == [1.0] * 10
    confusion[2, 2] = 50
    assert marks(digit_accuracy(confusion)) == {}


@pytest.mark.parametrize(("share", "images"), [(0.98, 1000), (0.9, 1000), (0.99, 100)])
def test_where_all_digits_are_alike_it_seldom_sees_a_difference(share: float, images: int) -> None:
    random = np.random.default_rng(5)
    runs = 400
    alarms = sum(
        bool(digit_accuracy(matrix(right.tolist(), images)).different.any())
        for right in random.binomial(images, share, (runs, 10))
    )
    # One in twenty is promised; three standard errors more are allowed.
    assert alarms <= runs * (0.05 + 3.0 * (0.05 * 0.95 / runs) ** 0.5)
