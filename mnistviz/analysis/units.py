"""One image's way through a network, with what every single unit calculates.

z = sum_i a_i w_i + b,   a = f(z),   and a_i w_i is what unit i of the layer before contributes.

Which connections of a network matter most, for one image or by their weights alone; what it does
without some of its units (Meyes et al., "Ablation studies in artificial neural networks",
arXiv:1901.08644).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray, IntArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Architecture, Parameters


class Unit(NamedTuple):
    """A unit after the input.

    Attributes:
        layer: 1 for the first hidden layer; the output is ``len(sizes) - 1``.
        number: from 0, within its layer.
    """

    layer: int
    number: int


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """A forward pass with everything that it calculates on the way.

    Attributes:
        network: the functions that were used.
        parameters: the numbers that were used.
        activations: per layer ``(units,)``; the first is the image ``(inputs,)``, 0 to 1, the last
            the outputs ``(classes,)``, 0 to 1.
        sums: per layer after the input ``(units,)``: the weighted sums before the bias.
        z: the same with the bias.
    """

    network: Network
    parameters: Parameters
    activations: tuple[FloatArray, ...]
    sums: tuple[FloatArray, ...]
    z: tuple[FloatArray, ...]


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """How a unit comes to its activation.

    Attributes:
        inputs: the activations of the layer before, ``(n,)``.
        weights: the unit's incoming weights, ``(n,)``.
        contributions: their products, ``(n,)``.
        weighted_sum: the contributions' sum.
        bias: None in a network without biases.
        z: weighted sum plus bias.
        activation: f(z); for a softmax, f takes the whole layer's z.
    """

    inputs: FloatArray
    weights: FloatArray
    contributions: FloatArray
    weighted_sum: float
    bias: float | None
    z: float
    activation: float


def image_pass(network: Network, parameters: Parameters, image: FloatArray) -> ForwardTrace:
    """Do what ``network.forward`` does, and keep the weighted sums as well.

    Nothing may change the parameters meanwhile; ``image`` is ``(inputs,)``, 0 to 1, of their type.
    """
    activations, sums, all_z = [image[np.newaxis]], [], []
    last = len(parameters.weights) - 1
    # Weights on their way to NaN overflow; what becomes of them is shown as it is.
    with np.errstate(over="ignore", invalid="ignore"):
        for k, weights in enumerate(parameters.weights):
            weighted_sum = activations[-1] @ weights
            z = weighted_sum + parameters.biases[k] if parameters.biases else weighted_sum
            function = network.output if k == last else network.activate
            sums.append(weighted_sum[0])
            all_z.append(z[0])
            activations.append(function(z, np.empty_like(z)))
    return ForwardTrace(
        network, parameters, tuple(a[0] for a in activations), tuple(sums), tuple(all_z)
    )


def arithmetic(way: ForwardTrace, unit: Unit) -> Arithmetic:
    """What ``unit`` calculates in that pass.

    Raises:
        IndexError: there is no such unit.
    """
    k, number = unit.layer - 1, unit.number
    inputs, weights = way.activations[k], way.parameters.weights[k][:, number]
    biases = way.parameters.biases
    with np.errstate(over="ignore", invalid="ignore"):
        contributions = inputs * weights
    return Arithmetic(
        inputs,
        weights,
        contributions,
        float(way.sums[k][number]),
        float(biases[k][number]) if biases else None,
        float(way.z[k][number]),
        float(way.activations[k + 1][number]),
    )


def pixel_derivatives(way: ForwardTrace, unit: Unit) -> FloatArray:
    """The gradient dz/dx of a unit's z with respect to the pixels, ``(inputs,)``, at that image.

    For a unit of the first layer these are its weights. Further up it is the chain rule with the
    activation's true derivative (whatever the network is taught with), so for ReLU it is
    exactly the filter that the unit has for this image: z = sum of derivative times pixel, plus
    what the biases make, as long as no unit below switches.
    """
    weights, k = way.parameters.weights, unit.layer - 1
    derivative = ACTIVATIONS[way.network.architecture.hidden].derivative
    derivatives: FloatArray = weights[k][:, unit.number]
    with np.errstate(over="ignore", invalid="ignore"):
        for j in range(k - 1, -1, -1):
            activation = way.activations[j + 1]
            slopes = derivative(activation, np.empty_like(activation))
            derivatives = weights[j] @ (derivatives * slopes)
    return derivatives


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


def is_hidden(unit: Unit, architecture: Architecture) -> bool:
    """Whether it is a unit of that network that can be switched off."""
    sizes = architecture.sizes
    return 1 <= unit.layer < len(sizes) - 1 and 0 <= unit.number < sizes[unit.layer]


def without_units(parameters: Parameters, off: Iterable[Unit]) -> Parameters:
    """A copy in which the weights that lead out of those units are 0; the original is untouched.

    That is exactly the same as an activation of 0: either way the unit adds 0 times something to
    every weighted sum of the next layer, as long as its activation is a number. The copy is of the
    same floating type, and cannot be written to: it is safe to hand to another thread.

    Raises:
        ValueError: one of them is no hidden unit of this network.
    """
    copy = Parameters(parameters.architecture, parameters.flat.copy())
    for unit in off:
        if not is_hidden(unit, parameters.architecture):
            raise ValueError(f"{unit} is no hidden unit of {parameters.architecture}")
        copy.weights[unit.layer][unit.number] = 0.0
    copy.flat.flags.writeable = False
    return Parameters(copy.architecture, copy.flat)
