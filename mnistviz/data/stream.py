"""The order in which a run takes its images."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.digits import PIXELS, WHITE, Digits, one_hot
from mnistviz.nn.arrays import FloatArray, IntArray

_BLOCK = 256
"""Images converted to floating point at a time, when the batches are smaller."""


class ImageStream:
    """Deals out the training images batch by batch, epoch after epoch, without end.

    A batch never reaches over the end of an epoch: the last one of an epoch may be smaller.

    Attributes:
        epoch: epochs dealt out completely.
        position: images of the current epoch dealt out so far.
    """

    def __init__(
        self, digits: Digits, shuffle: bool, rng: np.random.Generator, dtype: npt.DTypeLike
    ) -> None:
        self.digits = digits
        self.epoch = 0
        self.position = 0
        self._rng = rng if shuffle else None
        self._dtype = np.dtype(dtype)
        self._order = self._new_order()
        self._block_start = self._block_end = 0
        self._images: FloatArray = np.empty((0, PIXELS), self._dtype)
        self._targets: FloatArray = np.empty((0, 0), self._dtype)

    def next(self, batch_size: int) -> tuple[FloatArray, FloatArray]:
        """The next images ``(batch, 784)`` in 0 to 1, and their one-hot labels ``(batch, 10)``.

        Both are views of a buffer that a later call overwrites.
        """
        start = self.position
        stop = min(start + batch_size, len(self.digits))
        if not (self._block_start <= start and stop <= self._block_end):
            self._convert(start, max(batch_size, _BLOCK))
        rows = slice(start - self._block_start, stop - self._block_start)
        batch = self._images[rows], self._targets[rows]
        self.position = stop
        if stop == len(self.digits):
            self._end_epoch()
        return batch

    def _convert(self, start: int, count: int) -> None:
        chosen = self._order[start : start + count]
        if len(self._images) < len(chosen):
            self._images = np.empty((len(chosen), PIXELS), self._dtype)
        scale = self._dtype.type(WHITE)
        np.divide(self.digits.images[chosen], scale, out=self._images[: len(chosen)])
        self._targets = one_hot(self.digits.labels[chosen], self._dtype)
        self._block_start, self._block_end = start, start + len(chosen)

    def _end_epoch(self) -> None:
        self.epoch += 1
        self.position = 0
        self._order = self._new_order()
        self._block_start = self._block_end = 0

    def _new_order(self) -> IntArray:
        if self._rng is None:
            return np.arange(len(self.digits))
        return self._rng.permutation(len(self.digits))
