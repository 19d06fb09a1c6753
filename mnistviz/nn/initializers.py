"""Initial values, by name. Each fills a network's parameters from one random generator.

Numbers are drawn in float64 and then rounded to the parameters' type, so that a seed means the
same network in either precision.
"""

from __future__ import annotations  # NumPy imports its random part once it is named

from collections.abc import Callable

import numpy as np

from mnistviz.nn.parameters import Parameters

Initializer = Callable[[Parameters, "np.random.Generator"], None]


def he_normal(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights normal with variance 2 / inputs, biases 0 (He et al. 2015, for ReLU)."""
    for weights in parameters.weights:
        weights[...] = rng.standard_normal(weights.shape) * np.sqrt(2.0 / weights.shape[0])
    for biases in parameters.biases:
        biases[...] = 0.0


def glorot_uniform(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights uniform within sqrt(6 / (inputs + outputs)), biases 0 (Glorot and Bengio 2010)."""
    for weights in parameters.weights:
        limit = np.sqrt(6.0 / sum(weights.shape))
        weights[...] = rng.uniform(-limit, limit, weights.shape)
    for biases in parameters.biases:
        biases[...] = 0.0


def uniform_zero_to_one(parameters: Parameters, rng: np.random.Generator) -> None:
    """Everything uniform in [0, 1): all weights first, then all biases, as the ReLU notebook draws.

    With 784 inputs none of which is negative, the hidden values start near 54.
    """
    for values in (*parameters.weights, *parameters.biases):
        values[...] = rng.random(values.shape)


def normal_by_outputs(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights normal with variance 1 / outputs, as the sigmoid notebook draws; biases 0.

    The usual rule divides by the number of inputs. The notebook keeps each layer's weights as
    (outputs, inputs), so they are drawn in that order and transposed.
    """
    for weights in parameters.weights:
        inputs, outputs = weights.shape
        weights[...] = (rng.standard_normal((outputs, inputs)) * np.sqrt(1.0 / outputs)).T
    for biases in parameters.biases:
        biases[...] = 0.0


INITIALIZERS: dict[str, Initializer] = {
    "He normal": he_normal,
    "Glorot uniform": glorot_uniform,
    "uniform in [0, 1)": uniform_zero_to_one,
    "normal, variance 1 / outputs": normal_by_outputs,
}
