"""Losses: a figure per image, and its slope with respect to the network's outputs.

``a`` are the outputs and ``y`` the one-hot labels, both ``(batch, 10)``. Figures go into ``out``
``(batch,)`` if it is given, else into a new array.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mnistviz.nn.arrays import FloatArray


class Value(Protocol):
    """A loss per image."""

    def __call__(self, a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
        """The figures."""
        ...


@dataclass(frozen=True)
class Loss:
    """``value(a, y, out)`` is ``(batch,)``; ``slope(a, y)`` is dvalue/da, ``(batch, 10)``."""

    title: str
    value: Value
    slope: Callable[[FloatArray, FloatArray], FloatArray]


def _squared_error(a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
    difference = a - y
    total: FloatArray = np.vecdot(difference, difference, out=out)
    total /= a.shape[1]
    return total


def _squared_error_slope(a: FloatArray, y: FloatArray) -> FloatArray:
    result: FloatArray = (a - y) * (2.0 / a.shape[1])
    return result


def _cross_entropy(a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
    # Infinite where the label's probability has underflowed to 0. No floor hides that: it happens
    # only to weights that have grown out of all proportion, and then the run should stop.
    of_label: FloatArray = np.vecdot(a, y, out=out)
    with np.errstate(divide="ignore"):
        np.log(of_label, out=of_label)
    return np.negative(of_label, out=of_label)


def _cross_entropy_slope(a: FloatArray, y: FloatArray) -> FloatArray:
    return -y / np.maximum(a, np.finfo(a.dtype).tiny)


NOTEBOOK_EPSILON = 1e-15
"""What the ReLU notebook adds to an output before it takes the logarithm."""


def _notebook_cross_entropy(
    a: FloatArray, y: FloatArray, out: FloatArray | None = None
) -> FloatArray:
    total: FloatArray = np.vecdot(y, np.log(a + NOTEBOOK_EPSILON), out=out)
    total /= -a.shape[1]
    return total


def _notebook_cross_entropy_slope(a: FloatArray, y: FloatArray) -> FloatArray:
    result: FloatArray = -y / (a + NOTEBOOK_EPSILON) / a.shape[1]
    return result


LOSSES: dict[str, Loss] = {
    "mean squared error": Loss("Mean squared error", _squared_error, _squared_error_slope),
    "cross-entropy": Loss("Cross-entropy", _cross_entropy, _cross_entropy_slope),
    # As printed by the ReLU notebook: it took `n` from a label row of length 10 where it meant
    # the number of images, so its figure is a tenth of the cross-entropy.
    "cross-entropy / 10": Loss(
        "Cross-entropy / 10", _notebook_cross_entropy, _notebook_cross_entropy_slope
    ),
}
