"""Initial values: how they are spread, and the order in which they are drawn."""

import numpy as np
import pytest

from mnistviz.nn.parameters import INITIALIZERS, Architecture, Parameters

EVERY_INITIALIZER = pytest.mark.parametrize("name", INITIALIZERS)
WIDE = Architecture((300, 200, 50), "relu", "softmax", biases=True)
SMALL = Architecture((6, 5, 4, 3), "relu", "softmax", biases=True)


def filled(
    name: str,
    architecture: Architecture,
    seed: int = 1,
    dtype: type[np.floating] = np.float64,
) -> Parameters:
    """New parameters; whatever the initializer leaves out stays NaN."""
    flat = np.full(architecture.parameter_count, np.nan, dtype)
    parameters = Parameters(architecture, flat)
    INITIALIZERS[name](parameters, np.random.default_rng(seed))
    return parameters


@EVERY_INITIALIZER
@pytest.mark.parametrize("biases", [True, False])
def test_leaves_nothing_out(name: str, biases: bool) -> None:
    architecture = Architecture((6, 5, 4, 3), "relu", "softmax", biases)
    assert filled(name, architecture).is_finite()


@EVERY_INITIALIZER
def test_a_seed_means_the_same_network_in_either_precision(name: str) -> None:
    double, single = filled(name, WIDE), filled(name, WIDE, dtype=np.float32)
    np.testing.assert_array_equal(single.flat, double.flat.astype(np.float32))


@EVERY_INITIALIZER
def test_another_seed_means_another_network(name: str) -> None:
    np.testing.assert_array_equal(filled(name, SMALL, 3).flat, filled(name, SMALL, 3).flat)
    pairs = zip(filled(name, SMALL, 3).weights, filled(name, SMALL, 4).weights, strict=True)
    for ours, theirs in pairs:
        assert not np.any(ours == theirs)


@pytest.mark.parametrize("name", ["He normal", "Glorot uniform", "normal, variance 1 / outputs"])
def test_biases_start_at_zero(name: str) -> None:
    for biases in filled(name, SMALL).biases:
        np.testing.assert_array_equal(biases, 0.0)


@pytest.mark.parametrize(
    ("name", "variances", "kurtosis"),
    [
        ("He normal", (2 / 300, 2 / 200), 3.0),
        ("Glorot uniform", (2 / (300 + 200), 2 / (200 + 50)), 1.8),
        ("normal, variance 1 / outputs", (1 / 200, 1 / 50), 3.0),
    ],
)
def test_spread_of_the_weights(name: str, variances: tuple[float, float], kurtosis: float) -> None:
    # 10,000 numbers or more: their variance is known within a few hundredths.
    for weights, variance in zip(filled(name, WIDE).weights, variances, strict=True):
        assert abs(weights.mean()) < 5 * np.sqrt(variance / weights.size)
        assert weights.var() == pytest.approx(variance, rel=0.07)
        assert np.mean(weights**4) / weights.var() ** 2 == pytest.approx(kurtosis, rel=0.1)


def test_glorot_stays_within_its_limit_and_reaches_for_it() -> None:
    for weights in filled("Glorot uniform", WIDE).weights:
        limit = np.sqrt(6 / sum(weights.shape))
        assert 0.999 * limit < weights.max() <= limit
        assert -limit <= weights.min() < -0.999 * limit


def test_uniform_fills_0_to_1_biases_included() -> None:
    parameters = filled("uniform in [0, 1)", WIDE)
    assert parameters.flat.min() >= 0.0
    assert parameters.flat.max() < 1.0
    for values in (*parameters.weights, *parameters.biases):
        assert values.mean() == pytest.approx(0.5, abs=0.15)
        assert values.var() == pytest.approx(1 / 12, rel=0.3)


def test_uniform_is_drawn_as_in_the_relu_notebook() -> None:
    architecture = Architecture((784, 64, 10), "relu", "sigmoid", biases=True)
    parameters, rng = filled("uniform in [0, 1)", architecture, 7), np.random.default_rng(7)
    np.testing.assert_array_equal(parameters.weights[0], rng.random((784, 64)))
    np.testing.assert_array_equal(parameters.weights[1], rng.random((64, 10)))
    np.testing.assert_array_equal(parameters.biases[0], rng.random(64))
    np.testing.assert_array_equal(parameters.biases[1], rng.random(10))


def test_normal_by_outputs_is_drawn_as_in_the_sigmoid_notebook() -> None:
    architecture = Architecture((784, 128, 64, 10), "sigmoid", "sigmoid", biases=False)
    parameters = filled("normal, variance 1 / outputs", architecture, 7)
    rng = np.random.default_rng(7)
    for weights, shape in zip(parameters.weights, [(128, 784), (64, 128), (10, 64)], strict=True):
        drawn = rng.standard_normal(shape) * np.sqrt(1 / shape[0])
        np.testing.assert_array_equal(weights, drawn.T)
