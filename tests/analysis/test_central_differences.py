"""Central differences the fast way, against whole forward passes with one weight changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.analysis import central_differences as module
from mnistviz.analysis.central_differences import STEP, CentralDifferences
from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.outputs import LOSSES, OUTPUTS
from mnistviz.nn.parameters import Architecture, Parameters


def naive(
    network: Network, parameters: Parameters, images: FloatArray, targets: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """The quotients, and the gradient's own flat layout, from two whole passes a parameter."""
    flat = parameters.flat.astype(np.float64)
    quotients = np.empty_like(flat)
    for number, value in enumerate(flat.copy()):
        losses = []
        for moved in (value + STEP, value - STEP):
            flat[number] = moved
            outputs = network.predict(Parameters(network.architecture, flat), images)
            losses.append(network.loss.value(outputs, targets).mean())
        flat[number] = value
        quotients[number] = (losses[0] - losses[1]) / (2 * STEP)
    return quotients, flat


def all_derivatives(differences: CentralDifferences) -> FloatArray:
    """Every layer's, in the order of a flat vector of parameters."""
    count = len(differences.parameters.weights)
    return np.concatenate([differences.derivatives(layer).values.ravel() for layer in range(count)])


def sample(
    architecture: Architecture, loss: str, batch: int, seed: int
) -> tuple[Network, Parameters, FloatArray, FloatArray]:
    """Small numbers in float32, and images of which a third of the pixels are 0."""
    rng = np.random.default_rng(seed)
    flat = rng.normal(0, 0.7, architecture.parameter_count).astype(np.float32)
    images = rng.uniform(0, 1, (batch, architecture.sizes[0]))
    images[rng.uniform(size=images.shape) < 0.33] = 0.0
    targets = np.eye(architecture.sizes[-1])[rng.integers(0, architecture.sizes[-1], batch)]
    network = Network(architecture, LearningRule(loss))
    return network, Parameters(architecture, flat), images, targets


@settings(max_examples=80, deadline=None)
@given(
    hidden=st.lists(st.integers(1, 6), max_size=3),
    activation=st.sampled_from(list(ACTIVATIONS)),
    output=st.sampled_from(list(OUTPUTS)),
    loss=st.sampled_from(list(LOSSES)),
    biases=st.booleans(),
    batch=st.integers(1, 5),
    seed=st.integers(0, 2**32 - 1),
    numbers=st.sampled_from([1, 7, 50, 2**16]),
)
def test_as_with_whole_passes(
    hidden: list[int],
    activation: str,
    output: str,
    loss: str,
    biases: bool,
    batch: int,
    seed: int,
    numbers: int,
) -> None:
    architecture = Architecture((5, *hidden, 3), activation, output, biases)
    network, parameters, images, targets = sample(architecture, loss, batch, seed)
    expected, _ = naive(network, parameters, images, targets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_NUMBERS", numbers)
        found = all_derivatives(CentralDifferences(network, parameters, images, targets))
    assert np.abs(found - expected).max() < 1e-9 * max(np.abs(expected).max(), 1.0)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_one_weight_is_the_layers_own_derivative(activation: str) -> None:
    architecture = Architecture((6, 4, 3, 3), activation, "softmax", biases=True)
    network, parameters, images, targets = sample(architecture, "cross-entropy", 4, 0)
    differences = CentralDifferences(network, parameters, images, targets)
    for layer, weights in enumerate(parameters.weights):
        derivatives = differences.derivatives(layer)
        for row in range(len(weights) + 1):
            one = differences.one(layer, row, 1)
            bias = row == len(weights)
            assert one.weight == (parameters.biases[layer][1] if bias else weights[row, 1])
            assert one.quotient == pytest.approx(derivatives.values[row, 1], abs=1e-9)
            assert one.quotient == (one.above - one.below) / (2 * STEP)
            assert one.at_kink == derivatives.at_kink[row, 1]


def test_the_loss_is_that_which_the_network_reports() -> None:
    architecture = Architecture((6, 4, 3), "relu", "sigmoid", biases=False)
    for loss in LOSSES:
        network, parameters, images, targets = sample(architecture, loss, 4, 1)
        differences = CentralDifferences(network, parameters, images, targets)
        exact = Parameters(architecture, parameters.flat.astype(np.float64))
        outputs = network.predict(exact, images)
        assert differences.loss == pytest.approx(network.loss.value(outputs, targets).mean())
        assert not differences.parameters.flat.flags.writeable


def test_an_input_that_is_always_0_has_no_derivative() -> None:
    architecture = Architecture((6, 4, 3), "sigmoid", "softmax", biases=True)
    network, parameters, images, targets = sample(architecture, "cross-entropy", 4, 2)
    images[:, [1, 4]] = 0.0
    derivatives = CentralDifferences(network, parameters, images, targets).derivatives(0)
    assert derivatives.untouched == 2 * 4
    assert not derivatives.values[[1, 4]].any()
    assert derivatives.values[[0, 2, 3, 5, 6]].all()


def line(weight: float, bias: float = 0.0) -> CentralDifferences:
    """A single ReLU between a single input of 1 and two outputs."""
    architecture = Architecture((1, 1, 2), "relu", "softmax", biases=True)
    flat = np.array([weight, bias, 0.5, -0.5, 0.0, 0.0])
    network = Network(architecture, LearningRule("cross-entropy"))
    one = np.ones((1, 1))
    return CentralDifferences(network, Parameters(architecture, flat), one, np.eye(2)[:1])


def test_a_kink_within_the_step_is_told() -> None:
    for weight, bias in ((STEP / 2, 0.0), (-STEP / 2, 0.0), (0.0, 0.0), (0.25, STEP / 2 - 0.25)):
        differences = line(weight, bias)
        assert differences.derivatives(0).at_kink.all()
        assert differences.one(0, 0, 0).at_kink
        assert differences.one(0, 1, 0).at_kink
        assert not differences.derivatives(1).at_kink.any()
    for weight in (2 * STEP, -2 * STEP, 0.3):
        assert not line(weight).derivatives(0).at_kink.any()
        assert not line(weight).one(0, 0, 0).at_kink


def test_a_kink_in_a_later_layer_is_told() -> None:
    architecture = Architecture((2, 2, 1, 2), "relu", "softmax", biases=False)
    network = Network(architecture, LearningRule("cross-entropy"))
    # The second layer's sum is 0.25 + 0.5 - 0.75 = 0.
    flat = np.array([0.25, 0.0, 0.0, 0.5, 1.0, 1.0, 0.5, -0.5])
    flat[4], flat[5] = 1.0, -0.5
    parameters = Parameters(architecture, flat)
    differences = CentralDifferences(network, parameters, np.ones((1, 2)), np.eye(2)[:1])
    assert differences.derivatives(0).at_kink.all()
    assert differences.derivatives(1).at_kink.all()
    assert not differences.derivatives(2).at_kink.any()


def test_progress_is_told_and_can_end_the_work() -> None:
    architecture = Architecture((6, 4, 3, 3), "sigmoid", "softmax", biases=True)
    network, parameters, images, targets = sample(architecture, "cross-entropy", 4, 3)
    differences = CentralDifferences(network, parameters, images, targets)
    for layer in range(3):
        told: list[int] = []
        differences.derivatives(layer, told.append)
        assert len(told) == 4  # a block for each image
        assert sum(told) == differences.cost(layer)

    def stop(_numbers: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        differences.derivatives(0, stop)
