"""Every correct gradient on offer, against central differences of the loss, in float64."""

import numpy as np
import pytest

from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Buffers, LearningRule, Network
from mnistviz.nn.optimizers import add_decay
from mnistviz.nn.outputs import LOSSES, OUTPUTS
from mnistviz.nn.parameters import Architecture, Parameters

SIZES = (6, 5, 4, 3)
STEP = 1e-6
KINK = 1e-3
"""No weighted sum of a hidden layer may lie this near 0, where relu has no derivative."""


def smallest_hidden_sum(parameters: Parameters, images: FloatArray) -> float:
    """How near any hidden relu comes to its kink."""
    values, smallest = images, np.inf
    for k, weights in enumerate(parameters.weights[:-1]):
        sums = values @ weights
        if parameters.biases:
            sums += parameters.biases[k]
        smallest = min(smallest, float(np.abs(sums).min()))
        values = np.maximum(sums, 0.0)
    return smallest


def sample(architecture: Architecture, batch: int) -> tuple[Parameters, FloatArray, FloatArray]:
    """Parameters, images and targets away from relu's kinks."""
    for seed in range(100):
        rng = np.random.default_rng(seed)
        parameters = Parameters(architecture, rng.normal(0, 0.7, architecture.parameter_count))
        images = rng.uniform(0, 1, (batch, SIZES[0]))
        targets = np.eye(SIZES[-1])[rng.integers(0, SIZES[-1], batch)]
        if smallest_hidden_sum(parameters, images) > KINK:
            return parameters, images, targets
    raise AssertionError("no sample away from the kinks")


def central_differences(
    network: Network,
    parameters: Parameters,
    images: FloatArray,
    targets: FloatArray,
    decay: float = 0.0,
) -> FloatArray:
    """The derivative of the batch's mean loss, with its L2 penalty, by each parameter in turn."""
    result = np.empty_like(parameters.flat)
    for i, value in enumerate(parameters.flat.copy()):
        losses = []
        for moved in (value + STEP, value - STEP):
            parameters.flat[i] = moved
            outputs = network.predict(parameters, images)
            penalty = decay / 2 * sum((weights**2).sum() for weights in parameters.weights)
            losses.append(network.loss.value(outputs, targets).mean() + penalty)
        parameters.flat[i] = value
        result[i] = (losses[0] - losses[1]) / (2 * STEP)
    return result


@pytest.mark.parametrize("decay", [0.0, 0.3])
@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("biases", [True, False], ids=["biases", "no biases"])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_gradient(
    hidden: str, output: str, loss: str, biases: bool, batch: int, decay: float
) -> None:
    architecture = Architecture(SIZES, hidden, output, biases)
    network = Network(architecture, LearningRule(loss))
    parameters, images, targets = sample(architecture, batch)
    buffers = Buffers.for_batch(architecture, batch, np.float64)
    gradient = Parameters(architecture, np.full(architecture.parameter_count, np.nan))
    network.forward(parameters, images, buffers)
    network.backward(parameters, images, targets, buffers, gradient)
    add_decay(gradient, parameters, decay)

    numeric = central_differences(network, parameters, images, targets, decay)
    np.testing.assert_allclose(gradient.flat, numeric, rtol=1e-5, atol=1e-8)
    # Not by all being zero: every layer has something to learn.
    for values in (*gradient.weights, *gradient.biases):
        assert np.abs(values).max() > 1e-4
