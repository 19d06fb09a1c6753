"""A data set as a value: labelled images in memory, and as a network takes them in."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

WHITE = 255
MAX_SIDE = 28
MAX_CLASSES = 47
MAX_NAME = 64
"""Characters in the name of a data set or of a class."""


@dataclass(frozen=True)
class DataSetInfo:
    """What a network has to know of its data: all sizes that depend on it come from here.

    Attributes:
        name: of the data set, 1 to 64 printable characters, as the names of its classes.
        height, width: of an image, 1 to 28 pixels.
        classes: 2 to 47 names, no two the same; a label is a place among them.
        licence: a line about where it comes from and who may use it.

    Raises:
        ValueError: a number or a name is not as said here.
    """

    name: str
    height: int
    width: int
    classes: tuple[str, ...]
    licence: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not (1 <= self.height <= MAX_SIDE and 1 <= self.width <= MAX_SIDE):
            raise ValueError(f"images must be 1 to {MAX_SIDE} pixels high and wide")
        if not 2 <= len(self.classes) <= MAX_CLASSES:
            raise ValueError(f"there must be 2 to {MAX_CLASSES} classes")
        names = (self.name, *self.classes)
        if not all(type(n) is str and 1 <= len(n) <= MAX_NAME and n.isprintable() for n in names):
            raise ValueError(f"a name must have 1 to {MAX_NAME} printable characters")
        if len(set(self.classes)) < len(self.classes):
            raise ValueError("two classes have the same name")

    def __str__(self) -> str:
        return f"{self.name} ({self.height}x{self.width} pixels, {len(self.classes)} classes)"

    @cached_property
    def shape(self) -> tuple[int, int]:
        """(height, width) of an image, always the same object."""
        return self.height, self.width

    @property
    def pixels(self) -> int:
        """How many an image has: the inputs of a network."""
        return self.height * self.width


@dataclass(frozen=True, eq=False)
class LabelledImages:
    """Images as bytes, a quarter of their size as float32; they are converted a block at a time.

    Attributes:
        images: ``(n, info.pixels)`` uint8, ink is 255; read-only.
        labels: ``(n,)`` uint8, places in ``info.classes``; read-only.
        info: what they are images of.
    """

    images: ByteArray
    labels: ByteArray
    info: DataSetInfo

    def __post_init__(self) -> None:
        self.images.flags.writeable = False
        self.labels.flags.writeable = False

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, rows: slice | IntArray) -> Self:
        """Some of them: views of the same arrays if ``rows`` is a slice."""
        return type(self)(self.images[rows], self.labels[rows], self.info)


@dataclass(frozen=True, eq=False)
class DataSet:
    """What is learned from, and what is only ever tested on."""

    train: LabelledImages
    test: LabelledImages

    @property
    def info(self) -> DataSetInfo:
        """What both are images of."""
        return self.train.info


def as_input(images: ByteArray, dtype: npt.DTypeLike) -> FloatArray:
    """Bytes of any shape as a network's input: pixel / 255, of the given floating type."""
    result: FloatArray = np.empty(images.shape, dtype)
    put_input(images, result)
    return result


def put_input(images: ByteArray, out: FloatArray) -> None:
    """The same, into an array of the same shape."""
    # Widening the bytes first is twice as fast as a division that widens them by the way.
    np.copyto(out, images)
    np.divide(out, out.dtype.type(WHITE), out=out)


def one_hot(labels: ByteArray, classes: int, dtype: npt.DTypeLike) -> FloatArray:
    """Labels ``(n,)`` as rows with a single 1: ``(n, classes)``."""
    return np.eye(classes, dtype=dtype)[labels]
