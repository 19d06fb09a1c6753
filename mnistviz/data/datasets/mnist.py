"""Loads all of MNIST from the one file that ships, and makes sure that it is MNIST.

Which images are learned from and which are kept for the test, by name.
"""

import math
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnistviz.data.datasets.dataset import DataSet, DataSetInfo, LabelledImages
from mnistviz.errors import FileError, FileFault
from mnistviz.files import open_regular, resource
from mnistviz.nn.arrays import ByteArray

TRAINING_DIGITS = 60_000

MNIST = DataSetInfo(
    name="MNIST",
    height=28,
    width=28,
    classes=tuple("0123456789"),
    licence="Yann LeCun and Corinna Cortes, CC BY-SA 3.0",
)

# What the arrays must be, by name: the CRC-32 of the .npy files that NumPy makes of them, headers
# included, and their shapes. zipfile computes these sums anyway while it reads; they guard against
# damage, not against malice.
_ARRAYS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x_train": (0x1F09FE2E, (TRAINING_DIGITS, MNIST.pixels)),
    "y_train": (0xA8E6BDD3, (TRAINING_DIGITS,)),
    "x_test": (0xE7CF8273, (10_000, MNIST.pixels)),
    "y_test": (0xCB09F591, (10_000,)),
}

_HEADER = 128
"""Bytes in a .npy file before the numbers, if its header is one of these."""

_MAX_BYTES = 64 * 2**20
"""Of the whole file, which is packed."""

_CHUNK = 1 << 20
"""Bytes read at a time: few enough to be copied at once, and so many that the interpreter lock,
which is free while they are unpacked, is seldom needed."""


def load_mnist(path: Path | None = None) -> DataSet:
    """The 60,000 training and 10,000 test images in stored order, every byte verified.

    Args:
        path: the file to read, with the arrays x_train, y_train, x_test and y_test as Keras
            names them; the one in resources/ if omitted.

    Raises:
        FileError: the file is missing, cut off, or not MNIST.
    """
    path = path or resource("mnist.npz")
    try:
        with open_regular(path, _MAX_BYTES) as raw, zipfile.ZipFile(raw) as file:
            arrays = {name: _verified(path, file, name) for name in _ARRAYS}
    except KeyError as error:
        raise FileError(path.name, FileFault.NOT_MNIST, error.args[0]) from error
    except Exception as error:  # on damaged bytes zipfile and zlib raise just about anything
        if isinstance(error, FileError) and error.fault is FileFault.OTHER_DIGITS:
            raise
        reason = error.reason if isinstance(error, FileError) else error
        raise FileError(path.name, FileFault.SHIPPED_UNREADABLE, reason) from error
    return DataSet(
        LabelledImages(arrays["x_train"], arrays["y_train"], MNIST),
        LabelledImages(arrays["x_test"], arrays["y_test"], MNIST),
    )


def _verified(path: Path, file: zipfile.ZipFile, name: str) -> ByteArray:
    checksum, shape = _ARRAYS[name]
    size = _HEADER + math.prod(shape)
    entry = file.getinfo(f"{name}.npy")
    if (entry.CRC, entry.file_size) != (checksum, size):
        raise FileError(path.name, FileFault.OTHER_DIGITS, name)
    content = np.empty(size, np.uint8)
    with file.open(entry) as stream:  # raises BadZipFile where its bytes do not have that checksum
        for start in range(0, size, _CHUNK):
            content[start : start + _CHUNK] = np.frombuffer(stream.read(_CHUNK), np.uint8)
    return content[_HEADER:].reshape(shape)


def as_stored(data: DataSet) -> DataSet:
    """Its own training and test images in their own order: of MNIST 60,000 and 10,000."""
    return data


def permuted(data: DataSet) -> DataSet:
    """A tenth of all images for the test, drawn as the sigmoid notebook does: of MNIST 7,000.

    Its ``train_test_split(test_size=0.1, random_state=7)`` takes the first tenth of this
    permutation for the test and the rest, in that order, for training.
    """
    order = np.random.RandomState(7).permutation(len(data.train) + len(data.test))
    place = np.empty_like(order)  # of each stored image, in that order
    place[order] = np.arange(len(order))
    # Every image goes straight to its place, for they are 55 MB.
    images = np.empty((len(order), data.info.pixels), np.uint8)
    labels = np.empty(len(order), np.uint8)
    of_train, of_test = np.split(place, [len(data.train)])
    for part, places in ((data.train, of_train), (data.test, of_test)):
        images[places] = part.images
        labels[places] = part.labels
    tenth = len(order) // 10
    both = LabelledImages(images, labels, data.info)
    return DataSet(both[tenth:], both[:tenth])


SPLITS: dict[str, Callable[[DataSet], DataSet]] = {
    "60,000 / 10,000 as stored": as_stored,
    "63,000 / 7,000 permuted": permuted,
}
