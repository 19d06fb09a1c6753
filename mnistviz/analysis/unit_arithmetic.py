"""One image's way through a network, with what every single unit calculates.

z = sum_i a_i w_i + b,   a = f(z),   and a_i w_i is what unit i of the layer before contributes.
"""

from dataclasses import dataclass

import numpy as np

from mnistviz.analysis.ablation import Unit
from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters


@dataclass(frozen=True, eq=False)
class ImagePass:
    """A forward pass with everything that it calculates on the way.

    Attributes:
        network: the functions that were used.
        parameters: the numbers that were used.
        activations: per layer ``(units,)``; the first is the image ``(784,)``, 0 to 1, the last
            the outputs ``(10,)``, 0 to 1.
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


def image_pass(network: Network, parameters: Parameters, image: FloatArray) -> ImagePass:
    """Do what ``network.forward`` does, and keep the weighted sums as well.

    Args:
        network: of the parameters' architecture.
        parameters: nothing may change them meanwhile.
        image: ``(784,)``, 0 to 1, of the parameters' type.
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
    return ImagePass(
        network, parameters, tuple(a[0] for a in activations), tuple(sums), tuple(all_z)
    )


def arithmetic(way: ImagePass, unit: Unit) -> Arithmetic:
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


def pixel_slopes(way: ImagePass, unit: Unit) -> FloatArray:
    """The gradient dz/dx of a unit's z with respect to the pixels, ``(784,)``, at that image.

    For a unit of the first layer these are its weights. Further up it is the chain rule with the
    activation's true derivative (whatever slope the network is taught with), so for ReLU it is
    exactly the filter that the unit has for this image: z = sum of slope times pixel, plus what
    the biases make, as long as no unit below switches.
    """
    weights, k = way.parameters.weights, unit.layer - 1
    derivative = ACTIVATIONS[way.network.architecture.hidden].derivative
    slopes: FloatArray = weights[k][:, unit.number]
    with np.errstate(over="ignore", invalid="ignore"):
        for j in range(k - 1, -1, -1):
            activation = way.activations[j + 1]
            slopes = weights[j] @ (slopes * derivative(activation, np.empty_like(activation)))
    return slopes
