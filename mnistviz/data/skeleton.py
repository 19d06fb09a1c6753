"""Digits drawn anew along the middle of their strokes, all with the same pen."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.ink import PEN
from mnistviz.data.pen import inked
from mnistviz.nn.arrays import ByteArray, FloatArray

Mask = npt.NDArray[np.bool_]

_SIDE = 28
_INKED = 100
_RING = ((0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0))
"""A pixel's neighbours, from the one above on clockwise, as offsets in a picture framed by 1."""


def skeletons(images: ByteArray) -> Mask:
    """The ink of each image ``(n, 784)`` thinned to lines one pixel wide: ``(n, 28, 28)``.

    After Zhang and Suen, "A fast parallel algorithm for thinning digital patterns" (1984): pixels
    at the edge are taken away from the lower right and from the upper left in turn, as long as
    nothing falls apart.
    """
    ink = np.pad((images >= _INKED).reshape(-1, _SIDE, _SIDE), ((0, 0), (1, 1), (1, 1)))
    changed = True
    while changed:
        changed = False
        for lower_right in (True, False):
            ring = np.stack([ink[:, y : y + _SIDE, x : x + _SIDE] for y, x in _RING])
            count = np.count_nonzero(ring, axis=0)
            edges = np.count_nonzero(~ring & np.roll(ring, -1, axis=0), axis=0)
            up, right, down, left = ring[::2]
            if lower_right:
                free = ~(up & right & down) & ~(right & down & left)
            else:
                free = ~(up & right & left) & ~(up & down & left)
            inner = ink[:, 1:-1, 1:-1]
            gone = inner & (count >= 2) & (count <= 6) & (edges == 1) & free
            inner &= ~gone
            changed = changed or bool(gone.any())
    return ink[:, 1:-1, 1:-1]


def redrawn(skeleton: Mask) -> FloatArray:
    """A skeleton ``(28, 28)`` with a pen along it: ``(28, 28)``, 0 to 1.

    Raises:
        ValueError: it has no ink.
    """
    rows, columns = np.nonzero(skeleton)
    if not len(rows):
        raise ValueError("there is nothing to draw")
    middles = np.stack([columns, rows], axis=1) + 0.5
    gaps = np.abs(middles[:, np.newaxis] - middles).max(axis=2)
    first, second = np.nonzero(np.triu(gaps < 1.5, 1))
    return inked(np.concatenate([middles, (middles[first] + middles[second]) / 2.0]), PEN)
