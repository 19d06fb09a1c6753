"""Which images are learned from, and which are kept for the test."""

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.data.datasets.mnist import MNIST, SPLITS
from mnistviz.nn.arrays import ByteArray, IntArray

AS_STORED = "60,000 / 10,000 as stored"
PERMUTED = "63,000 / 7,000 permuted"


def numbered(start: int, stop: int) -> LabelledImages:
    """Images that carry their own number in their first three pixels, and labels after it."""
    numbers = np.arange(start, stop)
    images = np.zeros((len(numbers), 784), np.uint8)
    for pixel in range(3):
        images[:, pixel] = numbers >> (8 * pixel) & 255
    return LabelledImages(images, (numbers % 10).astype(np.uint8), MNIST)


def numbers_of(images: ByteArray) -> IntArray:
    numbers: IntArray = images[:, :3].astype(np.int64) @ np.array([1, 256, 65536])
    return numbers


@pytest.fixture(scope="module")
def every_image() -> DataSet:
    """As many images as MNIST has, each to be told from all others."""
    return DataSet(numbered(0, 60000), numbered(60000, 70000))


def test_as_stored_is_mnists_own_order(mnist: DataSet) -> None:
    split = SPLITS[AS_STORED](mnist)
    assert split.train is mnist.train
    assert split.test is mnist.test


@pytest.mark.parametrize(
    ("name", "sizes"), [(AS_STORED, (60000, 10000)), (PERMUTED, (63000, 7000))]
)
def test_sizes(name: str, sizes: tuple[int, int], every_image: DataSet) -> None:
    split = SPLITS[name](every_image)
    assert (len(split.train), len(split.test)) == sizes


@pytest.mark.parametrize("name", SPLITS)
def test_every_image_is_in_exactly_one_part(name: str, every_image: DataSet) -> None:
    split = SPLITS[name](every_image)
    numbers = np.concatenate([numbers_of(split.train.images), numbers_of(split.test.images)])
    np.testing.assert_array_equal(np.sort(numbers), np.arange(70000))


@pytest.mark.parametrize("name", SPLITS)
def test_every_image_keeps_its_label(name: str, every_image: DataSet) -> None:
    split = SPLITS[name](every_image)
    for part in (split.train, split.test):
        np.testing.assert_array_equal(part.labels, numbers_of(part.images) % 10)


def test_permuted_is_the_sigmoid_notebooks_split(every_image: DataSet) -> None:
    permutation = np.random.RandomState(7).permutation(70000)
    split = SPLITS[PERMUTED](every_image)
    np.testing.assert_array_equal(numbers_of(split.test.images), permutation[:7000])
    np.testing.assert_array_equal(numbers_of(split.train.images), permutation[7000:])


@pytest.mark.parametrize("name", SPLITS)
def test_parts_are_read_only(name: str, every_image: DataSet) -> None:
    split = SPLITS[name](every_image)
    for part in (split.train, split.test):
        assert not part.images.flags.writeable
        assert not part.labels.flags.writeable
