"""Forward and backward passes, and what happens to the buffers."""

import numpy as np
import pytest

from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Buffers, LearningRule, Network
from mnistviz.nn.outputs import OUTPUTS
from mnistviz.nn.parameters import Architecture, Parameters

SIZES = (6, 5, 4, 3)
RIGHT = LearningRule("cross-entropy")
NOTEBOOK = LearningRule(
    "cross-entropy / 10",
    "logistic slope of the activation",
    "difference times logistic slope of the activation",
)
BOTH_RULES = pytest.mark.parametrize("rule", [RIGHT, NOTEBOOK], ids=["right", "notebook"])
EVERY_NETWORK = pytest.mark.parametrize(
    "architecture",
    [
        Architecture(SIZES, hidden, output, biases)
        for hidden in ACTIVATIONS
        for output in OUTPUTS
        for biases in (True, False)
    ],
    ids=lambda a: f"{a.hidden}-{a.output}-{'biases' if a.biases else 'no biases'}",
)
RELU = Architecture(SIZES, "relu", "softmax", biases=True)


def random_parameters(architecture: Architecture, seed: int = 0) -> Parameters:
    rng = np.random.default_rng(seed)
    return Parameters(architecture, rng.normal(0, 0.7, architecture.parameter_count))


def batch_of(count: int, seed: int) -> tuple[FloatArray, FloatArray]:
    rng = np.random.default_rng(seed)
    return rng.uniform(0, 1, (count, SIZES[0])), np.eye(SIZES[-1])[rng.integers(0, 3, count)]


def buffers_of_nan(architecture: Architecture, batch: int) -> Buffers:
    """Fresh buffers whose contents nobody may rely on."""
    buffers = Buffers.for_batch(architecture, batch, np.float64)
    for array in (*buffers.activations, *buffers.errors, *buffers.derivatives):
        array.fill(np.nan)
    return buffers


def gradient_of(
    network: Network, images: FloatArray, targets: FloatArray, buffers: Buffers | None = None
) -> FloatArray:
    architecture = network.architecture
    parameters = random_parameters(architecture)
    if buffers is None:
        buffers = buffers_of_nan(architecture, len(images))
    gradient = Parameters(architecture, np.full(architecture.parameter_count, np.nan))
    network.forward(parameters, images, buffers)
    network.backward(parameters, images, targets, buffers, gradient)
    return gradient.flat


@EVERY_NETWORK
def test_forward_is_its_formula(architecture: Architecture) -> None:
    parameters, (images, _) = random_parameters(architecture), batch_of(7, 1)
    activations = Network(architecture, RIGHT).forward(parameters, images)
    values, last = images, len(SIZES) - 2
    for k, (weights, found) in enumerate(zip(parameters.weights, activations, strict=True)):
        z = values @ weights + (parameters.biases[k] if architecture.biases else 0.0)
        if k < last:
            values = np.maximum(z, 0) if architecture.hidden == "relu" else 1 / (1 + np.exp(-z))
        elif architecture.output == "softmax":
            values = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        else:
            values = 1 / (1 + np.exp(-z))
        np.testing.assert_allclose(found, values, rtol=1e-12, atol=1e-15)


@EVERY_NETWORK
def test_predict_equals_forward(architecture: Architecture) -> None:
    network, parameters = Network(architecture, RIGHT), random_parameters(architecture)
    images, _ = batch_of(7, 1)
    predicted = network.predict(parameters, images)
    buffers = buffers_of_nan(architecture, 7)
    activations = network.forward(parameters, images, buffers)
    assert activations is buffers.activations
    np.testing.assert_array_equal(predicted, activations[-1])


def test_a_prediction_is_nobody_elses_to_overwrite() -> None:
    network, parameters = Network(RELU, RIGHT), random_parameters(RELU)
    first = network.predict(parameters, batch_of(7, 1)[0])
    kept = first.copy()
    network.predict(parameters, batch_of(7, 2)[0])
    np.testing.assert_array_equal(first, kept)


@BOTH_RULES
def test_predicting_in_the_middle_of_a_step_changes_nothing(rule: LearningRule) -> None:
    network, parameters, (images, targets) = (
        Network(RELU, rule),
        random_parameters(RELU),
        batch_of(7, 1),
    )
    buffers = buffers_of_nan(RELU, 7)
    network.forward(parameters, images, buffers)
    before = [
        array.copy() for array in (*buffers.activations, *buffers.errors, *buffers.derivatives)
    ]
    network.predict(parameters, batch_of(7, 2)[0])
    network.predict(random_parameters(RELU, 9), images)
    after = (*buffers.activations, *buffers.errors, *buffers.derivatives)
    for now, then in zip(after, before, strict=True):
        np.testing.assert_array_equal(now, then)
    gradient = Parameters.zeros(RELU, np.float64)
    network.backward(parameters, images, targets, buffers, gradient)
    np.testing.assert_array_equal(gradient.flat, gradient_of(network, images, targets))


@BOTH_RULES
@EVERY_NETWORK
def test_used_buffers_serve_as_well_as_fresh_ones(
    architecture: Architecture, rule: LearningRule
) -> None:
    network, used = Network(architecture, rule), buffers_of_nan(architecture, 7)
    gradient_of(network, *batch_of(7, 1), used)
    again = gradient_of(network, *batch_of(7, 2), used)
    fresh = gradient_of(network, *batch_of(7, 2))
    assert np.isfinite(fresh).all()
    np.testing.assert_array_equal(again, fresh)


def test_a_gradient_is_overwritten_and_not_added_to() -> None:
    network, parameters, (images, targets) = (
        Network(RELU, RIGHT),
        random_parameters(RELU),
        batch_of(7, 1),
    )
    buffers, gradient = buffers_of_nan(RELU, 7), Parameters.zeros(RELU, np.float64)
    for _ in range(2):
        network.forward(parameters, images, buffers)
        network.backward(parameters, images, targets, buffers, gradient)
    np.testing.assert_array_equal(gradient.flat, gradient_of(network, images, targets))


@BOTH_RULES
@EVERY_NETWORK
def test_a_batchs_gradient_is_the_mean_over_its_images(
    architecture: Architecture, rule: LearningRule
) -> None:
    network, (images, targets) = Network(architecture, rule), batch_of(7, 1)
    singles = [gradient_of(network, images[i : i + 1], targets[i : i + 1]) for i in range(7)]
    together = gradient_of(network, images, targets)
    np.testing.assert_allclose(together, np.mean(singles, axis=0), rtol=1e-10, atol=1e-14)


def test_inputs_are_left_as_they_are() -> None:
    parameters, (images, targets) = random_parameters(RELU).frozen_copy(), batch_of(7, 1)
    images.flags.writeable = targets.flags.writeable = False
    network, buffers = Network(RELU, RIGHT), buffers_of_nan(RELU, 7)
    # Writing to any of them would raise.
    network.forward(parameters, images, buffers)
    outputs = buffers.activations[-1].copy()
    network.backward(parameters, images, targets, buffers, Parameters.zeros(RELU, np.float64))
    np.testing.assert_array_equal(buffers.activations[-1], outputs)


def test_single_precision_stays_single() -> None:
    parameters = Parameters(RELU, random_parameters(RELU).flat.astype(np.float32))
    images = batch_of(7, 1)[0].astype(np.float32)
    for activation in Network(RELU, RIGHT).forward(parameters, images):
        assert activation.dtype == np.float32


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_buffers_have_room_for_every_layer_and_share_none(dtype: type[np.floating]) -> None:
    buffers = Buffers.for_batch(RELU, 7, dtype)
    every = (*buffers.activations, *buffers.errors, *buffers.derivatives)
    assert [array.shape for array in every] == [(7, 5), (7, 4), (7, 3)] * 3
    assert {array.dtype for array in every} == {np.dtype(dtype)}
    assert len({array.ctypes.data for array in every}) == 9


@pytest.mark.parametrize(
    "rule",
    [
        LearningRule("hinge"),
        LearningRule("cross-entropy", hidden_derivative="tanh"),
        LearningRule("cross-entropy", output_error="guess"),
    ],
)
def test_an_unknown_rule_is_refused_when_the_network_is_made(rule: LearningRule) -> None:
    with pytest.raises(KeyError):
        Network(RELU, rule)


def test_the_right_rule_is_the_default() -> None:
    assert (RIGHT.hidden_derivative, RIGHT.output_error) == ("derivative", "gradient of the loss")


@BOTH_RULES
@EVERY_NETWORK
def test_a_passs_calls_can_be_kept_and_made_again(
    architecture: Architecture, rule: LearningRule
) -> None:
    network, parameters = Network(architecture, rule), random_parameters(architecture)
    (images, targets), buffers = batch_of(7, 1), buffers_of_nan(architecture, 7)
    gradient = Parameters(architecture, np.full(architecture.parameter_count, np.nan))
    forward = network.forward_calls(parameters, images, buffers)
    backward = network.backward_calls(parameters, images, targets, buffers, gradient)
    buffers.scale[...] = 0.25 * network.error_scale(7)
    for seed in (1, 2, 3):  # the same arrays with other images in them
        images[...], targets[...] = batch_of(7, seed)
        for call in (*forward, *backward):
            call()
        np.testing.assert_array_equal(buffers.activations[-1], network.predict(parameters, images))
        # A power of two is multiplied by without rounding.
        np.testing.assert_array_equal(gradient.flat, 0.25 * gradient_of(network, images, targets))
