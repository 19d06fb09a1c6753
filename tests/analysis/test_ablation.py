"""Units switched off: on a copy, and exactly as if their activation were 0."""

import numpy as np
import pytest

from mnistviz.analysis.units import Unit, is_hidden, without_units
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.presets import PRESETS

SMALL = Architecture((6, 5, 4, 3), "sigmoid", "softmax", biases=True)


def random_parameters(architecture: Architecture, dtype: str = "float32") -> Parameters:
    flat = np.random.default_rng(1).normal(size=architecture.parameter_count)
    return Parameters(architecture, flat.astype(dtype))


def with_activations_of_0(
    network: Network, parameters: Parameters, images: FloatArray, off: set[Unit]
) -> FloatArray:
    """The outputs by hand: every layer with the network's own functions, the units' a set to 0."""
    a, last = images, len(parameters.weights) - 1
    for k, weights in enumerate(parameters.weights):
        z = a @ weights
        if parameters.biases:
            z = z + parameters.biases[k]
        a = (network.output if k == last else network.activate)(z, np.empty_like(z))
        for unit in off:
            if unit.layer == k + 1:
                a[:, unit.number] = 0.0
    return a


@pytest.mark.parametrize("preset", PRESETS)
def test_it_is_the_same_as_an_activation_of_0(preset: str) -> None:
    network = PRESETS[preset].network()
    parameters = random_parameters(network.architecture, "float64")
    parameters.flat[...] *= 0.05  # so that outputs are neither 0 nor 1
    images = np.random.default_rng(2).random((7, 784))
    off = {Unit(1, 0), Unit(1, 63), Unit(len(network.architecture.sizes) - 2, 5)}
    found = network.predict(without_units(parameters, off), images)
    with np.errstate(over="ignore"):
        wanted = with_activations_of_0(network, parameters, images, off)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-12)
    assert np.abs(found - network.predict(parameters, images)).max() > 1e-4


def test_the_original_is_untouched() -> None:
    parameters = random_parameters(SMALL)
    before = parameters.flat.copy()
    copy = without_units(parameters, [Unit(1, 2), Unit(2, 0)])
    assert np.array_equal(parameters.flat, before)
    assert not np.shares_memory(copy.flat, parameters.flat)
    assert not copy.flat.flags.writeable
    assert not copy.weights[0].flags.writeable


def test_only_what_leads_out_of_the_units_is_0() -> None:
    parameters = random_parameters(SMALL)
    copy = without_units(parameters, [Unit(1, 2), Unit(2, 0)])
    assert not copy.weights[1][2].any()
    assert not copy.weights[2][0].any()
    assert np.count_nonzero(copy.flat == 0.0) == 4 + 3
    assert np.count_nonzero(copy.flat != parameters.flat) == 4 + 3
    assert copy.flat.dtype == parameters.flat.dtype


def test_none_switched_off_is_an_equal_copy() -> None:
    parameters = random_parameters(SMALL)
    assert np.array_equal(without_units(parameters, []).flat, parameters.flat)


@pytest.mark.parametrize("unit", [Unit(0, 0), Unit(3, 0), Unit(1, 5), Unit(1, -1), Unit(4, 0)])
def test_only_hidden_units_can_be_switched_off(unit: Unit) -> None:
    assert not is_hidden(unit, SMALL)
    with pytest.raises(ValueError, match="no hidden unit"):
        without_units(random_parameters(SMALL), [unit])


def test_a_network_without_hidden_layers_has_none() -> None:
    flat = Architecture((4, 3), "relu", "softmax", biases=False)
    assert not any(is_hidden(Unit(layer, 0), flat) for layer in range(3))
    assert Network(flat, LearningRule("cross-entropy")).architecture is flat
