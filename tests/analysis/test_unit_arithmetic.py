"""What a unit calculates is what the network calculates; its derivatives are the true gradient."""

from collections.abc import Sequence

import numpy as np
import pytest

from mnistviz.analysis.units import (
    Connections,
    ForwardTrace,
    Unit,
    arithmetic,
    image_pass,
    into_unit,
    out_of_unit,
    pixel_derivatives,
    strongest,
)
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.parameters import Parameters
from mnistviz.training.presets import PRESETS
from tests.nn.rounding import strays


def a_pass(preset: str, dtype: str = "float32") -> ForwardTrace:
    network = PRESETS[preset].network()
    generator = np.random.default_rng(3)
    flat = 0.2 * generator.normal(size=network.architecture.parameter_count)
    image = generator.random(784) * (generator.random(784) < 0.3)
    parameters = Parameters(network.architecture, flat.astype(dtype))
    return image_pass(network, parameters, image.astype(dtype))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_activations_are_those_of_the_network(preset: str, dtype: str) -> None:
    way = a_pass(preset, dtype)
    image = way.activations[0][np.newaxis].astype(np.float64)

    def forward(values: Sequence[FloatArray]) -> Sequence[FloatArray]:
        return way.network.forward(Parameters(way.network.architecture, values[0]), image)

    values = [way.parameters.flat.astype(np.float64)]
    wanted = forward(values)
    allowed = strays(forward, values) if dtype == "float32" else [1e-12] * len(wanted)
    for ours, exact, atol in zip(way.activations[1:], wanted, allowed, strict=True):
        assert ours.dtype == dtype
        np.testing.assert_allclose(ours, exact[0], rtol=0, atol=atol)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_unit_in_numbers(preset: str) -> None:
    way = a_pass(preset, "float64")
    for layer, units in enumerate(way.network.architecture.sizes[1:], start=1):
        for number in (0, units - 1):
            found = arithmetic(way, Unit(layer, number))
            weights = way.parameters.weights[layer - 1][:, number]
            assert np.array_equal(found.contributions, way.activations[layer - 1] * weights)
            assert found.weighted_sum == pytest.approx(found.contributions.sum())
            if way.parameters.biases:
                assert found.bias == way.parameters.biases[layer - 1][number]
            else:
                assert found.bias is None
            assert found.z == pytest.approx(found.weighted_sum + (found.bias or 0.0))
            assert found.activation == way.activations[layer][number]


def test_f_of_z_is_the_activation() -> None:
    relu = arithmetic(a_pass("relu"), Unit(1, 7))
    assert relu.activation == max(relu.z, 0.0)
    sigmoid = arithmetic(a_pass("sigmoid", "float64"), Unit(2, 7))
    assert sigmoid.activation == pytest.approx(1.0 / (1.0 + np.exp(-sigmoid.z)))


@pytest.mark.parametrize("preset", PRESETS)
def test_derivatives_of_the_first_layer_are_its_weights(preset: str) -> None:
    way = a_pass(preset)
    assert np.array_equal(pixel_derivatives(way, Unit(1, 9)), way.parameters.weights[0][:, 9])


@pytest.mark.parametrize("preset", PRESETS)
def test_derivatives_are_the_gradient(preset: str) -> None:
    """By central differences; with the notebook's network too, whatever it is taught with."""
    way = a_pass(preset, "float64")
    top = len(way.network.architecture.sizes) - 1
    for unit in (Unit(top, 4), Unit(top - 1, 11)):
        derivatives = pixel_derivatives(way, unit)
        for pixel in (100, 406, 500):
            z = []
            for step in (-1e-6, 1e-6):
                image = way.activations[0].copy()
                image[pixel] += step
                moved = image_pass(way.network, way.parameters, image)
                z.append(moved.z[unit.layer - 1][unit.number])
            assert derivatives[pixel] == pytest.approx((z[1] - z[0]) / 2e-6, rel=1e-4, abs=1e-8)


def triples(found: Connections) -> list[tuple[int, int, float]]:
    return list(
        zip(
            found.sources.tolist(),
            found.targets.tolist(),
            np.round(found.values, 6).tolist(),
            strict=True,
        )
    )


WEIGHTS = np.array([[1.0, -2.0], [3.0, 0.0], [-4.0, 0.5]])
ACTIVATIONS = np.array([2.0, 0.0, 0.5])


def test_the_strongest_by_contribution() -> None:
    found = strongest(WEIGHTS, ACTIVATIONS, 3)
    assert triples(found)[0] == (0, 1, -4.0)
    assert sorted(triples(found)[1:]) == [(0, 0, 2.0), (2, 0, -2.0)]
    assert len(strongest(WEIGHTS, ACTIVATIONS, 99)) == 4  # what contributes 0 is none


def test_the_strongest_by_weight() -> None:
    assert triples(strongest(WEIGHTS, None, 2)) == [(2, 0, -4.0), (1, 0, 3.0)]


def test_units_left_out_get_no_connections() -> None:
    assert triples(strongest(WEIGHTS, None, 9, without=[0])) == [(0, 1, -2.0), (2, 1, 0.5)]
    assert WEIGHTS[2, 0] == -4.0
    assert len(strongest(WEIGHTS, None, 9, without=[0, 1])) == 0


def test_connections_of_one_unit() -> None:
    assert triples(into_unit(WEIGHTS, ACTIVATIONS, 1, 5)) == [(0, 1, -4.0), (2, 1, 0.25)]
    assert triples(out_of_unit(WEIGHTS, ACTIVATIONS, 2, 5)) == [(2, 0, -2.0), (2, 1, 0.25)]
    assert len(out_of_unit(WEIGHTS, ACTIVATIONS, 1, 5)) == 0
    assert triples(out_of_unit(WEIGHTS, None, 1, 5)) == [(1, 0, 3.0)]


def test_weights_that_are_no_numbers_are_not_among_the_strongest() -> None:
    weights = np.array([[np.nan, 1.0], [np.inf, 2.0]])
    assert triples(strongest(weights, None, 9)) == [(1, 1, 2.0), (0, 1, 1.0)]


def test_products_that_float32_does_not_hold_are_the_strongest() -> None:
    weights = np.array([[1.0, 2e38], [3.0, -3e38]], np.float32)
    activations = np.array([1e10, 2e10], np.float32)
    found = strongest(weights, activations, 2)
    assert list(zip(found.sources, found.targets, strict=True)) == [(1, 1), (0, 1)]
    np.testing.assert_allclose(found.values, [-6e48, 2e48], rtol=1e-6)


@pytest.mark.parametrize("size", [1e38, np.inf, np.nan])
def test_a_unit_of_a_diverging_network(size: float) -> None:
    preset = PRESETS["relu"]
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.flat[...] = size
    way = image_pass(preset.network(), parameters, np.ones(784, np.float32))
    found = arithmetic(way, Unit(2, 0))
    assert not np.isfinite(found.contributions).all()
    assert not np.isfinite(pixel_derivatives(way, Unit(2, 0))).all()
