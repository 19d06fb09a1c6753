"""Slant, measured by a picture's moments and taken out by sliding its rows.

A digit's slant is how far its ink drifts sideways from one row to the next. With the ink as weights
and (x, y) measured from the centre of mass, the straight line x = k y that fits the ink best has
k = sum(x y) / sum(y y): the slope of a linear regression. Sliding the row at height y back by k y
leaves a digit whose ink does not drift. A network that is trained on such digits need not learn
every digit in every slant.
"""

import numpy as np

from mnistviz.data.datasets.mnist import MNIST
from mnistviz.nn.arrays import ByteArray, FloatArray

_STEEPEST = 0.8
"""Pixels that a row slides for each row of height, at most; a stroke lying flat is not slanted."""

_CHUNK = 1000


def slants(images: ByteArray) -> FloatArray:
    """How far each image's ink drifts to the right for each row downwards: ``(n,)``, -0.8 to 0.8.

    Of images ``(n, 784)`` of MNIST's shape; without ink the slant is 0.
    """
    return _lines(images.astype(np.float32).reshape(-1, *MNIST.shape))[0]


def deskewed(images: ByteArray, shape: tuple[int, int] = MNIST.shape) -> ByteArray:
    """The images ``(n, pixels)`` with their slant taken out about the row of the centre of mass."""
    result: ByteArray = np.empty_like(images)
    for start in range(0, len(images), _CHUNK):
        part = slice(start, start + _CHUNK)
        result[part] = _deskewed(images[part], shape)
    return result


def _deskewed(images: ByteArray, shape: tuple[int, int]) -> ByteArray:
    height, width = shape
    ink = images.astype(np.float32).reshape(-1, height, width)
    slant, row = _lines(ink)
    slide = slant[:, np.newaxis] * (np.arange(height, dtype=np.float32) - row[:, np.newaxis])
    whole = np.floor(slide)
    # A row is read some whole pixels on, and a fraction more between two neighbours.
    frame = max(shape)  # of empty pixels beside a row, to slide in from: no slide is longer
    framed = np.pad(ink, ((0, 0), (0, 0), (frame, frame + 1)))
    places = (whole.astype(np.intp) + frame)[:, :, np.newaxis] + np.arange(width + 1)
    read = np.take_along_axis(framed, places, axis=2)
    fraction = (slide - whole)[:, :, np.newaxis]
    between = read[:, :, :-1] + fraction * np.diff(read, axis=2)
    return np.rint(between).astype(np.uint8).reshape(-1, height * width)


def _lines(ink: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Slant and row of the centre of mass of each picture ``(n, height, width)``."""
    rows, columns = (np.arange(side, dtype=np.float32) for side in ink.shape[1:])
    total = np.maximum(ink.sum(axis=(1, 2)), 1.0)
    in_rows, in_columns = ink.sum(axis=2), ink.sum(axis=1)
    row, column = in_rows @ rows / total, in_columns @ columns / total
    across = ink @ columns - column[:, np.newaxis] * in_rows
    down = rows - row[:, np.newaxis]
    spread = (in_rows * down * down).sum(axis=1)
    slant: FloatArray = (across * down).sum(axis=1) / np.maximum(spread, 1.0)
    return np.clip(slant, -_STEEPEST, _STEEPEST), row
