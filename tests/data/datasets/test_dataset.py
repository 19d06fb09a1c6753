"""Labelled digits in memory, and as a network takes them in."""

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import LabelledImages, as_input, one_hot
from mnistviz.data.datasets.mnist import MNIST

BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])


def test_digits_are_read_only() -> None:
    digits = LabelledImages(np.zeros((3, 784), np.uint8), np.zeros(3, np.uint8), MNIST)
    with pytest.raises(ValueError, match="read-only"):
        digits.images[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        digits.labels[0] = 1


def test_digits_have_a_length() -> None:
    assert len(LabelledImages(np.zeros((3, 784), np.uint8), np.zeros(3, np.uint8), MNIST)) == 3


@BOTH_TYPES
def test_input_is_pixel_over_255(dtype: type[np.floating]) -> None:
    pixels = np.arange(256, dtype=np.uint8).reshape(2, 128)
    values = as_input(pixels, dtype)
    assert values.dtype == dtype
    np.testing.assert_array_equal(values, pixels.astype(dtype) / dtype(255))
    assert (values.min(), values.max()) == (0.0, 1.0)


@BOTH_TYPES
def test_one_hot_has_a_single_1_at_the_label(dtype: type[np.floating]) -> None:
    labels = np.array([3, 0, 9, 9], np.uint8)
    targets = one_hot(labels, 10, dtype)
    assert targets.dtype == dtype
    assert targets.shape == (4, 10)
    np.testing.assert_array_equal(targets.argmax(axis=1), labels)
    np.testing.assert_array_equal(np.sort(targets, axis=1), [[0] * 9 + [1]] * 4)
