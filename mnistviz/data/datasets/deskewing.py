"""Slant, measured by a picture's moments and taken out by sliding its rows.

A digit's slant is how far its ink drifts sideways from one row to the next. With the ink as weights
and (x, y) measured from the centre of mass, the straight line x = k y that fits the ink best has
k = sum(x y) / sum(y y): the slope of a linear regression. Sliding the row at height y back by k y
leaves a digit whose ink does not drift. A network that is trained on such digits need not learn
every digit in every slant.
"""

import numpy as np

from mnistviz.data.datasets.digits import PIXELS
from mnistviz.nn.arrays import ByteArray, FloatArray

_SIDE = 28
_STEEPEST = 0.8
"""Pixels that a row slides for each row of height, at most; a stroke lying flat is not slanted."""

_CHUNK = 1000
_FRAME = _SIDE
"""Empty pixels beside a row, to slide in from."""

_MIDDLES = np.arange(_SIDE, dtype=np.float32)


def slants(images: ByteArray) -> FloatArray:
    """How far each image's ink drifts to the right for each row downwards: ``(n,)``, -0.8 to 0.8.

    Args:
        images: ``(n, 784)``; of one without ink the slant is 0.
    """
    return _lines(images.astype(np.float32).reshape(-1, _SIDE, _SIDE))[0]


def deskewed(images: ByteArray) -> ByteArray:
    """The images ``(n, 784)`` with their slant taken out about the row of the centre of mass."""
    result: ByteArray = np.empty_like(images)
    for start in range(0, len(images), _CHUNK):
        part = slice(start, start + _CHUNK)
        result[part] = _deskewed(images[part])
    return result


def _deskewed(images: ByteArray) -> ByteArray:
    ink = images.astype(np.float32).reshape(-1, _SIDE, _SIDE)
    slant, row = _lines(ink)
    slide = slant[:, np.newaxis] * (_MIDDLES - row[:, np.newaxis])
    whole = np.floor(slide)
    # A row is read some whole pixels on, and a fraction more between two neighbours.
    framed = np.pad(ink, ((0, 0), (0, 0), (_FRAME, _FRAME + 1)))
    places = (whole.astype(np.intp) + _FRAME)[:, :, np.newaxis] + np.arange(_SIDE + 1)
    read = np.take_along_axis(framed, places, axis=2)
    fraction = (slide - whole)[:, :, np.newaxis]
    between = read[:, :, :-1] + fraction * np.diff(read, axis=2)
    return np.rint(between).astype(np.uint8).reshape(-1, PIXELS)


def _lines(ink: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Slant and row of the centre of mass of each picture ``(n, 28, 28)``."""
    total = np.maximum(ink.sum(axis=(1, 2)), 1.0)
    in_rows, in_columns = ink.sum(axis=2), ink.sum(axis=1)
    row, column = in_rows @ _MIDDLES / total, in_columns @ _MIDDLES / total
    across = ink @ _MIDDLES - column[:, np.newaxis] * in_rows
    down = _MIDDLES - row[:, np.newaxis]
    spread = (in_rows * down * down).sum(axis=1)
    slant: FloatArray = (across * down).sum(axis=1) / np.maximum(spread, 1.0)
    return np.clip(slant, -_STEEPEST, _STEEPEST), row
