"""Pictures in colour made grey, so that what differs in them differs still."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.paper import Grey

Colours = npt.NDArray[np.float32]
"""``(3, height, width)``; red, green and blue from 0 to 255."""

_APART = 2
"""Pixels between two that are compared: the edge of a sharp stroke, and of one a little blurred."""


def lightness(colours: Colours) -> Grey:
    """Brightness along the direction in which neighbouring colours differ most.

    That is the usual brightness where ink is darker than its paper, and what tells red from green
    where both are as dark. Light that falls off over the picture hardly counts, as neighbours have
    the same.

    Returns:
        ``(height, width)``, 0 to 255; a grey picture comes out as it is.
    """
    axis = _axis(colours)
    weights = axis / np.abs(axis).sum()
    lowest = 255.0 * np.minimum(weights, 0.0).sum()
    red, green, blue = (
        band * np.float32(weight) for band, weight in zip(colours, weights, strict=True)
    )
    result: Grey = red + green + blue - np.float32(lowest)
    return result


def _axis(colours: Colours) -> npt.NDArray[np.float64]:
    """The direction ``(3,)``, towards what is lighter."""
    total = np.zeros((3, 3))
    for first, second in (  # of every second row, which is enough
        (colours[:, :-_APART:2], colours[:, _APART::2]),
        (colours[:, ::2, :-_APART], colours[:, ::2, _APART:]),
    ):
        steps = (second - first).reshape(3, -1)
        # Large steps count by their fourth power: there are few of them, and noise is everywhere.
        squares = steps[0] * steps[0] + steps[1] * steps[1] + steps[2] * steps[2]
        total += (steps * squares) @ steps.T
    if not total.any():
        return np.ones(3)
    axis: npt.NDArray[np.float64] = np.linalg.eigh(total)[1][:, -1]
    return axis if axis.sum() >= 0.0 else -axis
