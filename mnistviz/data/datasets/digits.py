"""A set of labelled digits as it is kept in memory, and as a network takes it in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import ByteArray, FloatArray

PIXELS = 784
CLASSES = 10
WHITE = 255


@dataclass(frozen=True, eq=False)
class Digits:
    """Images as bytes, a quarter of their size as float32; they are converted a block at a time.

    Attributes:
        images: ``(n, 784)`` uint8, ink is 255; read-only.
        labels: ``(n,)`` uint8, 0 to 9; read-only.
    """

    images: ByteArray
    labels: ByteArray

    def __post_init__(self) -> None:
        self.images.flags.writeable = False
        self.labels.flags.writeable = False

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Split:
    """What is learned from, and what is only ever tested on."""

    train: Digits
    test: Digits


def as_input(images: ByteArray, dtype: npt.DTypeLike) -> FloatArray:
    """Bytes ``(..., 784)`` as a network's input: pixel / 255, of the given floating type."""
    result: FloatArray = np.empty(images.shape, dtype)
    put_input(images, result)
    return result


def put_input(images: ByteArray, out: FloatArray) -> None:
    """The same, into an array of the same shape."""
    # Widening the bytes first is twice as fast as a division that widens them by the way.
    np.copyto(out, images)
    np.divide(out, out.dtype.type(WHITE), out=out)


def one_hot(labels: ByteArray, dtype: npt.DTypeLike) -> FloatArray:
    """Labels ``(n,)`` as rows with a single 1: ``(n, 10)``."""
    result: FloatArray = np.eye(CLASSES, dtype=dtype)[labels]
    return result
