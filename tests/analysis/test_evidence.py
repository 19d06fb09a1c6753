"""What the pixels contribute to a logit."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.analysis.evidence import Evidence, evidence
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.presets import PRESETS


def network_of(
    hidden: str, *, output: str = "softmax", biases: bool = True, derivative: str = "derivative"
) -> tuple[Network, Parameters]:
    """Two hidden layers in float64, some of whose units are on."""
    architecture = Architecture((784, 12, 9, 10), hidden, output, biases)
    rule = LearningRule("cross-entropy / 10", hidden_derivative=derivative)
    random = np.random.default_rng(5)
    flat = random.normal(0.0, 0.2, architecture.parameter_count)
    return Network(architecture, rule), Parameters(architecture, flat)


def logits(network: Network, parameters: Parameters, image: FloatArray) -> FloatArray:
    """Written out anew, layer by layer."""
    a = image
    count = len(parameters.weights)
    for k in range(count):
        z = a @ parameters.weights[k]
        if parameters.biases:
            z = z + parameters.biases[k]
        a = np.maximum(z, 0.0) if network.architecture.hidden == "relu" else 1 / (1 + np.exp(-z))
    return z


def gradient(network: Network, parameters: Parameters, image: FloatArray) -> FloatArray:
    """Of all ten logits by central differences: ``(784, 10)``."""
    step = 1e-6 * np.eye(len(image))
    upper, lower = image + step, image - step
    up = np.array([logits(network, parameters, one) for one in upper])
    down = np.array([logits(network, parameters, one) for one in lower])
    derivative: FloatArray = (up - down) / 2e-6
    return derivative


@pytest.fixture
def pixels(mnist: DataSet) -> ByteArray:
    digit: ByteArray = mnist.test.images[4]
    return digit


@pytest.mark.parametrize("hidden", ["relu", "sigmoid"])
@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("derivative", ["derivative", "logistic slope of the activation"])
def test_it_is_gradient_times_input(
    hidden: str, biases: bool, derivative: str, pixels: ByteArray
) -> None:
    network, parameters = network_of(hidden, output="sigmoid", biases=biases, derivative=derivative)
    image = as_input(pixels, np.float64)
    expected = image[:, np.newaxis] * gradient(network, parameters, image)
    z = logits(network, parameters, image)
    for digit in (0, 4, 9):
        found = evidence(network, parameters, pixels, digit)
        assert found.contributions == pytest.approx(expected[:, digit], abs=1e-7)
        assert found.logit == pytest.approx(z[digit], rel=1e-12)
    compared = evidence(network, parameters, pixels, 9, against=4)
    assert compared.contributions == pytest.approx(expected[:, 9] - expected[:, 4], abs=1e-7)
    assert compared.logit == pytest.approx(z[9] - z[4], rel=1e-12)


def test_with_rectified_units_pixels_and_biases_add_up(pixels: ByteArray) -> None:
    network, parameters = network_of("relu")
    image = as_input(pixels, np.float64)
    # The same units stay on along the way of a bias, so the logit is linear in all of them: each
    # contributes its value times the logit's derivative.
    on1 = image @ parameters.weights[0] + parameters.biases[0] > 0
    on2 = np.maximum(image @ parameters.weights[0] + parameters.biases[0], 0.0)
    on2 = on2 @ parameters.weights[1] + parameters.biases[1] > 0
    assert 0 < on1.sum() < 12
    assert 0 < on2.sum() < 9
    for digit in range(10):
        derivative2 = parameters.weights[2][:, digit] * on2
        derivative1 = (parameters.weights[1] @ derivative2) * on1
        share = (
            parameters.biases[2][digit]
            + parameters.biases[1] @ derivative2
            + parameters.biases[0] @ derivative1
        )
        found = evidence(network, parameters, pixels, digit)
        assert found.exact
        assert found.remainder == pytest.approx(share, abs=1e-12)
        total = found.speaking_for + found.speaking_against + share
        assert total == pytest.approx(found.logit, abs=1e-12)


def test_without_biases_the_pixels_are_all(pixels: ByteArray) -> None:
    network, parameters = network_of("relu", biases=False)
    found = evidence(network, parameters, pixels, 3)
    assert found.contributions.sum() == pytest.approx(found.logit, abs=1e-12)
    assert found.remainder == pytest.approx(0.0, abs=1e-12)


def test_with_sigmoids_it_is_an_approximation(pixels: ByteArray) -> None:
    network, parameters = network_of("sigmoid", biases=False)
    found = evidence(network, parameters, pixels, 3)
    assert not found.exact
    assert abs(found.remainder) > 1e-3


def test_paper_contributes_nothing(pixels: ByteArray) -> None:
    network, parameters = network_of("relu")
    found = evidence(network, parameters, pixels, 4)
    assert not found.contributions[pixels == 0].any()
    assert found.contributions[pixels > 0].any()


def test_for_and_against() -> None:
    found = Evidence(np.array([1.5, -0.25, 0.0, 2.0, -1.0]), 3.0, exact=True)
    assert found.speaking_for == 3.5
    assert found.speaking_against == -1.25
    assert found.remainder == 0.75


@pytest.mark.parametrize("name", list(PRESETS))
def test_every_preset(name: str, pixels: ByteArray) -> None:
    preset = replace(PRESETS[name], dtype="float64")
    network = preset.network()
    random = np.random.default_rng(2)
    flat = random.normal(0.0, 0.1, preset.architecture.parameter_count)
    parameters = Parameters(preset.architecture, flat)
    found = evidence(network, parameters, pixels, 7)
    assert found.exact is (preset.family == "relu")
    z = logits(network, parameters, as_input(pixels, np.float64))
    assert found.logit == pytest.approx(z[7], rel=1e-12)


def test_weights_beyond_numbers_are_told(pixels: ByteArray) -> None:
    network, parameters = network_of("relu")
    assert evidence(network, parameters, pixels, 0).is_finite
    parameters.flat[:] = 1e300
    assert not evidence(network, parameters, pixels, 0).is_finite
