"""The order in which a run takes its images."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.datasets.stream import Batch, ImageStream
from mnistviz.nn.arrays import FloatArray

COUNT = 600
"""Several of the blocks that a stream converts at a time, and no multiple of one."""

BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])
BOTH_ORDERS = pytest.mark.parametrize("shuffle", [False, True], ids=["stored order", "shuffled"])


def numbered(count: int = COUNT) -> LabelledImages:
    """Images that carry their own number in their first two pixels, and noise in the rest."""
    images = np.random.default_rng(0).integers(0, 256, (count, 784)).astype(np.uint8)
    images[:, 0], images[:, 1] = np.divmod(np.arange(count), 256)
    return LabelledImages(images, (np.arange(count) % 10).astype(np.uint8), MNIST)


DIGITS = numbered()


def stream(shuffle: bool, seed: int = 1, dtype: type[np.floating] = np.float64) -> ImageStream:
    return ImageStream(DIGITS, shuffle, np.random.default_rng(seed), dtype)


def numbers_of(images: FloatArray) -> list[int]:
    return [round(255 * float(high)) * 256 + round(255 * float(low)) for high, low in images[:, :2]]


def next_batch(source: ImageStream, size: int) -> Batch:
    """Look at a batch, and deal it out."""
    batch = source.look(size)
    source.advance(len(batch.labels))
    return batch


def dealt(source: ImageStream, sizes: Iterable[int]) -> list[int]:
    """The numbers of the images in the next batches of these sizes."""
    return [number for size in sizes for number in numbers_of(next_batch(source, size).images)]


def epoch_of(source: ImageStream, size: int) -> list[int]:
    return dealt(source, [size] * -(-COUNT // size))


@pytest.mark.parametrize("size", [1, 7, 63, 64, 65, 255, 256, 257, 599, 600, 1000])
@BOTH_ORDERS
def test_every_image_comes_exactly_once_an_epoch(size: int, shuffle: bool) -> None:
    source = stream(shuffle)
    for epoch in (1, 2, 3):
        assert sorted(epoch_of(source, size)) == list(range(COUNT))
        assert (source.epoch, source.position) == (epoch, 0)


def test_unshuffled_is_the_stored_order_every_time() -> None:
    source = stream(shuffle=False)
    for _ in range(3):
        assert epoch_of(source, 64) == list(range(COUNT))


@pytest.mark.parametrize("size", [64, 600, 1000])  # and where an epoch is a single block
def test_shuffled_is_a_new_order_every_epoch(size: int) -> None:
    source = stream(shuffle=True)
    orders = [epoch_of(source, size) for _ in range(3)]
    assert list(range(COUNT)) not in orders
    assert orders[0] != orders[1]
    assert orders[1] != orders[2]
    assert orders[0] != orders[2]


def test_a_seed_means_one_order() -> None:
    ours, theirs, others = stream(True, seed=5), stream(True, seed=5), stream(True, seed=6)
    for _ in range(3):
        order = epoch_of(ours, 64)
        assert order == epoch_of(theirs, 64)
        assert order != epoch_of(others, 64)


def test_the_order_does_not_depend_on_the_batch_size() -> None:
    small, large = stream(True, seed=5), stream(True, seed=5)
    for _ in range(2):
        assert epoch_of(small, 7) == epoch_of(large, 300)


def test_the_last_batch_of_an_epoch_is_what_is_left() -> None:
    source = stream(shuffle=False)
    assert [len(next_batch(source, 256).images) for _ in range(6)] == [256, 256, 88] * 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=30), st.booleans())
def test_a_changing_batch_size_loses_nothing(sizes: list[int], shuffle: bool) -> None:
    source, expected = stream(shuffle, seed=3), stream(shuffle, seed=3)
    taken = 0
    for size in sizes:
        left = COUNT - source.position
        _, images, targets, labels = next_batch(source, size)
        assert len(images) == len(targets) == len(labels) == min(size, left)
        # One at a time, the images would have come in the same order.
        assert numbers_of(images) == dealt(expected, [1] * len(images))
        np.testing.assert_array_equal(labels, np.array(numbers_of(images)) % 10)
        np.testing.assert_array_equal(targets.argmax(axis=1), labels)
        taken += len(images)
        assert (source.epoch, source.position) == divmod(taken, COUNT)
    seen = dealt(source, [COUNT])  # to the end of this epoch
    assert len(seen) == COUNT - taken % COUNT


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=30))
def test_any_batch_sizes_deal_every_image_once_an_epoch(sizes: list[int]) -> None:
    source = stream(shuffle=True)
    epochs: list[list[int]] = [[]]
    for size in [*sizes, COUNT]:
        epochs[-1] += numbers_of(next_batch(source, size).images)
        if source.position == 0:
            epochs.append([])
    for epoch in epochs[:-1]:
        assert sorted(epoch) == list(range(COUNT))
    assert len(epochs) - 1 == source.epoch >= 1


@BOTH_TYPES
@pytest.mark.parametrize("size", [1, 100, 400])
def test_values_are_pixels_over_255(dtype: type[np.floating], size: int) -> None:
    source = stream(shuffle=True, dtype=dtype)
    for _ in range(COUNT // size + 2):
        images = next_batch(source, size).images
        assert images.dtype == dtype
        pixels = DIGITS.images[numbers_of(images)]
        np.testing.assert_array_equal(images, pixels.astype(dtype) / dtype(255))


@BOTH_TYPES
@pytest.mark.parametrize("size", [1, 100, 400])
def test_targets_are_one_hot_labels(dtype: type[np.floating], size: int) -> None:
    source = stream(shuffle=True, dtype=dtype)
    for _ in range(COUNT // size + 2):
        _, images, targets, labels = next_batch(source, size)
        assert targets.dtype == dtype
        np.testing.assert_array_equal(labels, DIGITS.labels[numbers_of(images)])
        np.testing.assert_array_equal(targets, np.eye(10)[labels])


def test_looking_deals_out_nothing() -> None:
    source = stream(shuffle=True)
    first = numbers_of(source.look(32).images)
    assert numbers_of(source.look(32).images) == first
    assert numbers_of(source.look(5).images) == first[:5]
    assert (source.epoch, source.position) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 100), st.integers(1, 100)), min_size=1, max_size=40),
    st.booleans(),
)
def test_fewer_may_be_dealt_out_than_were_looked_at(
    sizes: list[tuple[int, int]], shuffle: bool
) -> None:
    # What a run does that diverges in the middle of a block.
    source, expected = stream(shuffle, seed=3), stream(shuffle, seed=3)
    for size, wanted in sizes:
        batch = source.look(size)
        taken = min(wanted, len(batch.labels))
        numbers = numbers_of(batch.images)
        np.testing.assert_array_equal(batch.labels, np.array(numbers) % 10)
        np.testing.assert_array_equal(batch.targets.argmax(axis=1), batch.labels)
        source.advance(taken)
        assert numbers[:taken] == dealt(expected, [1] * taken)
        assert (source.epoch, source.position) == (expected.epoch, expected.position)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 150), min_size=1, max_size=40))
def test_the_same_rows_are_the_same_arrays_until_the_buffers_grow(sizes: list[int]) -> None:
    # Calls that were prepared for a batch read what is in its arrays at the time.
    source, largest = stream(shuffle=True), 64
    known: dict[tuple[int, int], Batch] = {}
    for size in sizes:
        batch = next_batch(source, size)
        if len(batch.labels) > largest:
            largest = len(batch.labels)
            known.clear()
        assert batch.rows[1] - batch.rows[0] == len(batch.labels)
        assert known.setdefault(batch.rows, batch) is batch


def test_what_is_ready_is_never_more_than_was_converted_together() -> None:
    source = stream(shuffle=True)
    order = numbers_of(stream(shuffle=True).look(COUNT).images)
    sizes: list[int] = []
    while source.epoch == 0:
        start, most = source.position, (10, 64, 1000)[len(sizes) % 3]
        batch = source.look_at_ready(most)
        sizes.append(len(batch.labels))
        assert numbers_of(batch.images) == order[start : start + sizes[-1]]
        assert 1 <= sizes[-1] <= most
        source.advance(sizes[-1])
    # The rest of the 64 that the first ten came with; a thousand more are converted as asked for.
    assert sizes[:3] == [10, 54, COUNT - 64]
    source.augment(None)  # nothing is ready then
    assert len(source.look_at_ready(10).labels) == 10
