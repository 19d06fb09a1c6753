"""The line around some of the pixels of a 28x28 picture."""

import numpy as np
import numpy.typing as npt
from PyQt6.QtGui import QPainterPath

from mnistviz.data.ink import SIDE


def outline(inside: npt.NDArray[np.bool_]) -> QPainterPath:
    """Along every side where a pixel inside meets one outside, a pixel being 1 wide.

    Args:
        inside: ``(784,)`` booleans.
    """
    path = QPainterPath()
    padded = np.pad(inside.reshape(SIDE, SIDE), 1)
    for row, column in np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]).tolist():
        path.moveTo(column, row)
        path.lineTo(column + 1, row)
    for row, column in np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]).tolist():
        path.moveTo(column, row)
        path.lineTo(column, row + 1)
    return path
