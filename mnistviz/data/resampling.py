"""A picture at another scale."""

import numpy as np

from mnistviz.nn.arrays import FloatArray


def resampled(
    ink: FloatArray, scale: float, start: tuple[float, float], shape: tuple[int, int]
) -> FloatArray:
    """The ink at another scale: means of areas, or straight between pixels when enlarged."""
    down = _weights(ink.shape[0], shape[0], scale, start[1])
    across = _weights(ink.shape[1], shape[1], scale, start[0])
    return down @ ink @ across.T


def _weights(size: int, count: int, scale: float, start: float) -> FloatArray:
    """How much of each of ``size`` pixels goes into each of ``count`` new ones along an axis."""
    places = (np.arange(size + 1) - start) * scale
    new = np.arange(count)[:, np.newaxis]
    if scale > 1.0:
        middles = (places[1:] + places[:-1]) / 2.0
        weights = np.maximum(0.0, 1.0 - np.abs(middles - new - 0.5) / scale)
    else:
        weights = np.maximum(0.0, np.minimum(places[1:], new + 1) - np.maximum(places[:-1], new))
    return weights.astype(np.float32)
