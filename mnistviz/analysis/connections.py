"""Which connections of a network matter most, for one image or by their weights alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mnistviz.nn.arrays import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Connections:
    """Connections between two neighbouring layers, the strongest first.

    Attributes:
        sources: ``(n,)``, numbers of units (or pixels) of the layer before.
        targets: ``(n,)``, numbers of units of the layer that they lead to.
        values: ``(n,)``, the weight, or weight times activation; none is 0, NaN or infinite.
    """

    sources: IntArray
    targets: IntArray
    values: FloatArray

    def __len__(self) -> int:
        return len(self.values)


def strongest(
    weights: FloatArray,
    activations: FloatArray | None,
    count: int,
    without: Iterable[int] = (),
) -> Connections:
    """The ``count`` connections with the largest |weight * activation|, or fewer if others are 0.

    Args:
        weights: between the two layers, ``(n, m)``.
        activations: of the layer before, ``(n,)``; by weight alone if None.
        count: at least 1.
        without: units that the connections lead to and that are left out.
    """
    if activations is None:
        sources = np.arange(len(weights))
        values = weights.copy()
    else:  # of an image most pixels are 0, and so is what they contribute
        sources = np.flatnonzero(activations)
        # In float64, which holds the products of all float32 numbers.
        values = np.multiply(activations[sources, np.newaxis], weights[sources], dtype=np.float64)
    values[:, list(without)] = 0.0
    rows, columns, top = _largest(values, count)
    return Connections(sources[rows], columns, top)


def into_unit(
    weights: FloatArray, activations: FloatArray | None, unit: int, count: int
) -> Connections:
    """The ``count`` strongest connections that lead to one unit; arguments as of ``strongest``."""
    found = strongest(weights[:, [unit]], activations, count)
    return Connections(found.sources, np.full(len(found), unit), found.values)


def out_of_unit(
    weights: FloatArray, activations: FloatArray | None, unit: int, count: int
) -> Connections:
    """The ``count`` strongest connections that lead on from one unit."""
    own = None if activations is None else activations[[unit]]
    found = strongest(weights[[unit]], own, count)
    return Connections(np.full(len(found), unit), found.targets, found.values)


def _largest(values: FloatArray, count: int) -> tuple[IntArray, IntArray, FloatArray]:
    """Rows, columns and values of the largest, by size; neither zeros nor NaN."""
    size = np.nan_to_num(np.abs(values).ravel(), nan=0.0, posinf=0.0)
    count = min(count, size.size)
    top = np.argpartition(size, size.size - count)[size.size - count :] if count else np.arange(0)
    top = top[np.argsort(-size[top], kind="stable")]
    top = top[size[top] > 0.0]
    rows, columns = np.divmod(top, max(values.shape[1], 1))
    chosen: FloatArray = values.ravel()[top]
    return rows, columns, chosen
