"""How each layer is doing at one moment: its gradient, its updates, and what its units give.

Everything is measured on the same few training images, so that two moments can be compared.
"""

import math
from dataclasses import dataclass

import numpy as np

from mnistviz.data.digits import Digits, as_input, one_hot
from mnistviz.data.straightening import straightened
from mnistviz.nn.arrays import FloatArray, norm
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.parameters import Parameters

PROBE = 256
"""Images that it is measured on. A share of units needs no more, and it takes a few milliseconds
on the thread that tests."""

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Of the quantiles that stand for a distribution."""

NEAR, MOSTLY = 0.02, 0.95
"""A sigmoid unit is saturated if it is so near to 0 or 1 for that share of the images: there its
slope a (1 - a) is below a twelfth of its greatest, and next to nothing gets through."""


@dataclass(frozen=True)
class LayerHealth:
    """One layer at one moment.

    Attributes:
        gradient_norm: Euclidean length of the mean gradient of the layer's weights, as the
            learning rule makes it; NaN for a model from a file, whose training is over.
        update_ratio: length of what one update adds to the weights, over the length of the
            weights; NaN before the first update.
        dead: share of units, 0 to 1, that give 0 for every image; NaN unless they are ReLUs.
        saturated: share of units that are saturated; NaN unless they are sigmoids.
        quantiles: of all activations, at ``LEVELS``.
        mean: of all activations. These four are NaN as well if some activations are no numbers.
    """

    gradient_norm: float
    update_ratio: float
    dead: float
    saturated: float
    quantiles: tuple[float, ...]
    mean: float


def probe_of(digits: Digits, *, straighten: bool = False) -> Digits:
    """At most ``PROBE`` of them, spread evenly; slanted ones upright if asked for."""
    every = max(len(digits) // PROBE, 1)
    images = digits.images[::every][:PROBE]
    return Digits(
        straightened(images) if straighten else images.copy(), digits.labels[::every][:PROBE].copy()
    )


def measure(
    network: Network,
    parameters: Parameters,
    probe: Digits,
    update_norms: tuple[float, ...] | None = None,
    *,
    gradient: bool = True,
) -> tuple[LayerHealth, ...]:
    """Every layer's health.

    Args:
        network: with the rule that the run learns by.
        parameters: nothing may change them meanwhile.
        probe: as the network takes them in, straightened if it wants that.
        update_norms: length of what the last update added to each layer's weights.
        gradient: whether to measure gradients as well.
    """
    dtype = parameters.flat.dtype
    images = as_input(probe.images, dtype)
    buffers = Buffers.for_batch(network.architecture, len(probe), dtype)
    # Of a run that diverges these are no numbers; the worker finds that out for itself.
    with np.errstate(all="ignore"):
        activations = network.forward(parameters, images, buffers)
        gradients = [math.nan] * len(activations)
        if gradient:
            found = Parameters.zeros(network.architecture, dtype)
            network.backward(parameters, images, one_hot(probe.labels, dtype), buffers, found)
            gradients = [norm(weights) for weights in found.weights]
        ratios = _ratios(parameters, update_norms)
        kinds = _kinds(network)
        return tuple(
            _layer(*values) for values in zip(gradients, ratios, activations, kinds, strict=True)
        )


def _ratios(parameters: Parameters, update_norms: tuple[float, ...] | None) -> list[float]:
    if update_norms is None:
        return [math.nan] * len(parameters.weights)
    lengths = [norm(weights) for weights in parameters.weights]
    return [
        update / length if 0.0 < length < math.inf else math.nan
        for update, length in zip(update_norms, lengths, strict=True)
    ]


def _kinds(network: Network) -> list[str]:
    """The name of each layer's function."""
    architecture = network.architecture
    return [architecture.hidden] * (len(architecture.sizes) - 2) + [architecture.output]


def _layer(gradient_norm: float, ratio: float, activations: FloatArray, kind: str) -> LayerHealth:
    dead = saturated = math.nan
    if not np.isfinite(activations).all():
        unknown = (math.nan,) * len(LEVELS)
        return LayerHealth(gradient_norm, ratio, dead, saturated, unknown, math.nan)
    if kind == "relu":
        dead = float((activations.max(axis=0) <= 0.0).mean())
    elif kind == "sigmoid":
        near = np.abs(activations - 0.5) >= 0.5 - NEAR
        saturated = float((near.mean(axis=0) >= MOSTLY).mean())
    # A sum of what is divided already is never too large.
    mean = float((activations.astype(np.float64) / activations.size).sum())
    return LayerHealth(gradient_norm, ratio, dead, saturated, _quantiles(activations), mean)


def _quantiles(activations: FloatArray) -> tuple[float, ...]:
    """At ``LEVELS``, each the nearest value there is."""
    ranks = [round(level * (activations.size - 1)) for level in LEVELS]
    ordered = np.partition(activations, ranks, axis=None)
    return tuple(float(ordered[rank]) for rank in ranks)
