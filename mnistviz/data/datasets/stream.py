"""The order in which a run takes its images."""

from __future__ import annotations  # NumPy imports its random part once it is named

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.augmentation import Augmenter, AugmenterState
from mnistviz.data.datasets.dataset import LabelledImages, put_input
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

_BLOCK = 64
"""Images converted to floating point at a time, when the batches are smaller."""


class Batch(NamedTuple):
    """Some images; all three arrays are views of buffers that are used again.

    Attributes:
        rows: which rows of the buffers they are; while the batch size lasts, the same rows come
            as the same object again.
        images: ``(batch, pixels)``, 0 to 1.
        targets: one-hot labels ``(batch, classes)``.
        labels: ``(batch,)`` uint8.
    """

    rows: tuple[int, int]
    images: FloatArray
    targets: FloatArray
    labels: ByteArray


class StreamState(NamedTuple):
    """Where a stream is.

    Attributes:
        epoch, position: see ``ImageStream``.
        order: the generator's state before it drew the order of this epoch; None if the images
            come as they are stored.
        converted: where the images that are converted already begin and end.
    """

    epoch: int
    position: int
    order: dict[str, Any] | None
    converted: tuple[int, int]


class ImageStream:
    """Deals out the training images batch by batch, epoch after epoch, without end.

    A batch never reaches over the end of an epoch: the last one of an epoch may be smaller.

    Attributes:
        epoch: epochs dealt out completely.
        position: images of the current epoch dealt out so far.
        augmenter: augments the images if there is one; see ``augment``.
    """

    def __init__(
        self, digits: LabelledImages, shuffle: bool, rng: np.random.Generator, dtype: npt.DTypeLike
    ) -> None:
        self.digits = digits
        self.augmenter: Augmenter | None = None
        self.epoch = 0
        self.position = 0
        self._rng = rng if shuffle else None
        self._order_drawn_with: dict[str, Any] | None = None
        self._order = self._new_order()
        self._block_start = self._block_end = 0
        self._augmented_with: AugmenterState | None = None
        self._one_hot: FloatArray = np.eye(len(digits.info.classes), dtype=dtype)
        self._make_room(_BLOCK)

    def look(self, batch_size: int) -> Batch:
        """The next images, without dealing them out; valid until the next call."""
        start = self.position
        stop = min(start + batch_size, len(self.digits))
        if not (self._block_start <= start and stop <= self._block_end):
            self._convert(start, max(batch_size, _BLOCK))
        rows = start - self._block_start, stop - self._block_start
        if rows not in self._batches:
            if len(self._batches) >= 64:  # those of batch sizes tried earlier
                self._batches.clear()
            part = slice(*rows)
            self._batches[rows] = Batch(
                rows, self._images[part], self._targets[part], self._labels[part]
            )
        return self._batches[rows]

    def look_at_ready(self, most: int) -> Batch:
        """The next images, but no more than are converted, if any are.

        So how images are augmented does not depend on how many are asked for at a time.
        """
        ready = self._block_end - self.position
        return self.look(min(most, ready) if ready > 0 else most)

    def advance(self, count: int) -> None:
        """Deal out ``count`` of the images that were looked at last."""
        self.position += count
        if self.position == len(self.digits):
            self.epoch, self.position = self.epoch + 1, 0
            self._order = self._new_order()
            self._block_start = self._block_end = 0

    def augment(self, augmenter: Augmenter | None) -> None:
        """Have all images from the next on bent by ``augmenter``, or by none."""
        self.augmenter = augmenter
        self._block_end = self._block_start  # those that are converted already are not

    @property
    def augmented_with(self) -> AugmenterState | None:
        """The state with which the images that are ready were bent; None if none was."""
        return self._augmented_with if self.position < self._block_end else None

    def state(self) -> StreamState:
        """Where it is."""
        converted = self._block_start, self._block_end
        return StreamState(self.epoch, self.position, self._order_drawn_with, converted)

    def restore(self, state: StreamState) -> None:
        """Deal out the same images as from there on.

        If they are to be augmented as they were, the augmenter must be in the state
        ``augmented_with`` that belongs to ``state``.
        """
        self.epoch, self.position = state.epoch, state.position
        if self._rng is not None and state.order not in (None, self._order_drawn_with):
            self._rng.bit_generator.state = state.order
            self._order = self._new_order()
        start, end = state.converted
        self._block_start = self._block_end = start
        if self.position < end:
            self._convert(start, end - start)

    def _make_room(self, count: int) -> None:
        dtype = self._one_hot.dtype
        pixels, classes = self.digits.images.shape[1], len(self._one_hot)
        self._bytes: ByteArray = np.empty((count, pixels), np.uint8)
        self._images: FloatArray = np.empty((count, pixels), dtype)
        self._targets: FloatArray = np.empty((count, classes), dtype)
        self._labels: ByteArray = np.empty(count, np.uint8)
        self._batches: dict[tuple[int, int], Batch] = {}

    def _convert(self, start: int, count: int) -> None:
        chosen = self._order[start : start + count]
        if len(self._images) < len(chosen):
            self._make_room(len(chosen))
        rows = slice(0, len(chosen))
        images = self._images[rows]
        # Every index is in range; saying so ("clip") spares a pass over a copy.
        self.digits.images.take(chosen, axis=0, out=self._bytes[rows], mode="clip")
        self.digits.labels.take(chosen, out=self._labels[rows], mode="clip")
        self._augmented_with = None
        if self.augmenter is not None:
            self._augmented_with = self.augmenter.state
            self.augmenter(self._bytes[rows], images)
        else:
            put_input(self._bytes[rows], images)
        self._one_hot.take(self._labels[rows], axis=0, out=self._targets[rows], mode="clip")
        self._block_start, self._block_end = start, start + len(chosen)

    def _new_order(self) -> IntArray:
        if self._rng is None:
            return np.arange(len(self.digits))
        self._order_drawn_with = dict(self._rng.bit_generator.state)
        return self._rng.permutation(len(self.digits))
