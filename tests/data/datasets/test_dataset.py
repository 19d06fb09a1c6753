"""Labelled digits in memory, and as a network takes them in."""

from dataclasses import replace
from typing import Any

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


@pytest.mark.parametrize(
    "changes",
    [
        {"height": 0},
        {"width": 29},
        {"classes": ("a",)},
        {"classes": tuple(map(str, range(48)))},
        {"classes": ("a", "a")},
        {"classes": ("a", "")},
        {"classes": ("a", 2)},
        {"name": "x" * 65},
        {"name": "two\nlines"},
    ],
    ids=str,
)
def test_what_no_data_set_is(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|same"):
        replace(MNIST, **changes)


def test_data_is_the_same_whatever_its_licence_says() -> None:
    assert replace(MNIST, licence="free") == MNIST
    assert replace(MNIST, classes=MNIST.classes[::-1]) != MNIST


def test_some_of_the_images() -> None:
    images = np.arange(12, dtype=np.uint8).reshape(4, 3)
    digits = LabelledImages(images, np.arange(4, dtype=np.uint8), MNIST)
    assert np.shares_memory(digits[1:3].images, images)
    assert digits[1:3].labels.tolist() == [1, 2]
    chosen = digits[np.array([3, 0])]
    assert (chosen.images[:, 0].tolist(), chosen.info) == ([9, 0], MNIST)


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
