"""Loads all of MNIST from the one file that ships, and makes sure that it is MNIST."""

import hashlib
from pathlib import Path

import numpy as np

from mnistviz.data.digits import PIXELS, Digits, Split
from mnistviz.errors import MnistvizError
from mnistviz.nn.arrays import ByteArray
from mnistviz.resources import resource

# MD5 sums of the arrays' bytes. They guard against damage, not against malice.
_CHECKSUMS = {
    "x_train": "6510e85a72c3e9475c492d559d3770d2",
    "y_train": "e86ee40d66677c011a9abda399ec8c4d",
    "x_test": "240610fa99e73bfa49df8e7fc24d3206",
    "y_test": "073c3904dfbd3e141ff8aa01cfde6b15",
}


def load_mnist(path: Path | None = None) -> Split:
    """The 60,000 training and 10,000 test images in stored order, every byte verified.

    Args:
        path: the file to read, with the arrays x_train, y_train, x_test and y_test as Keras
            names them; the one in resources/ if omitted.

    Raises:
        MnistvizError: the file is missing, cut off, or not MNIST.
    """
    path = path or resource("mnist.npz")
    try:
        # np.load forgets to close a file that it opened itself and then refuses.
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            arrays = {name: _verified(path, name, file[name]) for name in _CHECKSUMS}
    except KeyError as error:
        raise MnistvizError(f"{path.name} is not MNIST: {error.args[0]}") from error
    except MnistvizError:
        raise
    except Exception as error:  # on damaged bytes zipfile, zlib and NumPy raise just about anything
        raise MnistvizError(f"{path.name} cannot be read: {error}; reinstall mnistviz") from error
    return Split(
        Digits(arrays["x_train"].reshape(-1, PIXELS), arrays["y_train"]),
        Digits(arrays["x_test"].reshape(-1, PIXELS), arrays["y_test"]),
    )


def _verified(path: Path, name: str, array: ByteArray) -> ByteArray:
    checksum = hashlib.md5(np.ascontiguousarray(array).data, usedforsecurity=False).hexdigest()
    if array.dtype != np.uint8 or checksum != _CHECKSUMS[name]:
        raise MnistvizError(f"{path.name} is damaged: {name} is not MNIST's; reinstall mnistviz")
    return array
