"""Names for the array types that the docstrings talk about."""

from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
"""float32 or float64; which one is a property of the preset."""

ByteArray = npt.NDArray[np.uint8]
"""Pixels (0 to 255) or labels (0 to 9) as MNIST stores them."""

IntArray = npt.NDArray[np.int64]
"""Counts and indices."""
