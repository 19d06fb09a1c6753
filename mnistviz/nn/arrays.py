"""Names for the array types that the docstrings talk about, and what all of them need."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
"""float32 or float64; which one is a property of the preset."""

ByteArray = npt.NDArray[np.uint8]
"""Pixels (0 to 255) or labels (0 to 9) as MNIST stores them."""

IntArray = npt.NDArray[np.int64]
"""Counts and indices."""

Call = Callable[[], object]
"""One call of NumPy with all its arguments, ready to be made."""


def make(calls: Iterable[Call]) -> None:
    """Make the calls, in order."""
    for call in calls:
        call()


def constants(value: float) -> dict[str, FloatArray]:
    """``value`` as an array without dimensions, for each floating type's character.

    NumPy converts a Python number anew in every call, which for arrays of a few dozen numbers
    takes longer than the calculation; such an array is ready.
    """
    return {np.dtype(t).char: np.array(value, t) for t in (np.float32, np.float64)}


def norm(values: FloatArray) -> float:
    """Euclidean length of an array of any shape; where float64 does not hold its square, infinity.

    The squares are summed in float64, as float32 does not hold those of its larger numbers.
    """
    flat = values.reshape(-1).astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        return math.sqrt(float(flat.dot(flat)))
