"""Images bent on their way to the network."""

import numpy as np
import pytest

from mnistviz.data.datasets.augmentation import Augmentation, Augmenter
from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.datasets.stream import ImageStream
from mnistviz.nn.arrays import ByteArray, FloatArray

COUNT = 150
"""Two blocks that a stream converts at a time, and a part of one."""


class Marker(Augmenter):
    """Bends nothing: a pixel becomes 2 plus its value, so that nobody can mistake it."""

    def __init__(self) -> None:
        super().__init__(Augmentation(), np.random.default_rng(0))

    def __call__(self, images: ByteArray, out: FloatArray) -> None:
        out[...] = 2.0 + images / 255.0


def numbered() -> LabelledImages:
    """Each image is its own number in every pixel, and its label the number's last digit."""
    numbers = np.arange(COUNT, dtype=np.uint8)
    return LabelledImages(np.repeat(numbers[:, np.newaxis], 784, axis=1), numbers % 10, MNIST)


DIGITS = numbered()


@pytest.fixture(params=[False, True], ids=["stored order", "shuffled"])
def stream(request: pytest.FixtureRequest) -> ImageStream:
    return ImageStream(DIGITS, request.param, np.random.default_rng(1), np.float64)


def take(stream: ImageStream, count: int) -> FloatArray:
    """The next images' first pixels; the labels must be theirs."""
    batch = stream.look(count)
    pixels = batch.images[:, 0].copy()
    numbers = np.rint(255.0 * (pixels % 2.0)).astype(int)
    np.testing.assert_array_equal(batch.labels, numbers % 10)
    np.testing.assert_array_equal(batch.targets, np.eye(10)[numbers % 10])
    assert (batch.images == pixels[:, np.newaxis]).all()
    stream.advance(len(batch.labels))
    return pixels


def test_nothing_is_augmented_unless_asked(stream: ImageStream) -> None:
    assert stream.augmenter is None
    assert sorted(take(stream, COUNT)) == [number / 255 for number in range(COUNT)]


@pytest.mark.parametrize("size", [1, 10, 64, 100])
def test_it_holds_from_the_next_images_on(stream: ImageStream, size: int) -> None:
    # With small batches this is in the midst of a block that is converted already.
    assert (take(stream, size) < 2.0).all()
    stream.augment(Marker())
    while stream.epoch < 2:
        assert (take(stream, size) >= 2.0).all()


@pytest.mark.parametrize("size", [1, 10, 64, 100])
def test_without_it_images_are_pixels_over_255_again(stream: ImageStream, size: int) -> None:
    stream.augment(Marker())
    assert (take(stream, size) >= 2.0).all()
    stream.augment(None)
    seen = take(stream, size)
    assert set(seen) <= {number / 255 for number in range(COUNT)}


def test_what_was_looked_at_but_not_dealt_out_is_augmented_too(stream: ImageStream) -> None:
    before = stream.look(5).images[:, 0].copy()
    stream.augment(Marker())
    after = stream.look(5).images[:, 0]
    np.testing.assert_allclose(after, 2.0 + before, rtol=1e-12)


def test_no_image_is_lost_or_doubled_by_changes_on_the_way(stream: ImageStream) -> None:
    marker: Marker | None = None
    seen: list[int] = []
    for size in (7, 30, 1, 64, 20, 28):
        stream.augment(marker)
        seen += np.rint(255.0 * (take(stream, size) % 2.0)).astype(int).tolist()
        marker = Marker() if marker is None else None
    assert sorted(seen) == list(range(COUNT))
    assert stream.epoch == 1


def test_bent_images_keep_their_labels_in_any_block(stream: ImageStream) -> None:
    stream.augment(Augmenter(Augmentation(0.0, 0.0, 0.0, 0.0), np.random.default_rng(2)))
    for _ in range(3):  # moved by nothing at all: what comes is what is stored
        take(stream, 60)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_real_augmenter_writes_shares_of_white(dtype: type[np.floating]) -> None:
    stream = ImageStream(DIGITS, True, np.random.default_rng(1), dtype)
    stream.augment(Augmenter(Augmentation(), np.random.default_rng(2)))
    images = stream.look(COUNT).images
    assert images.dtype == dtype
    assert ((images >= 0.0) & (images <= 1.0)).all()
