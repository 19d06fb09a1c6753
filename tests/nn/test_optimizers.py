"""Gradient descent with momentum."""

import numpy as np
import pytest

from mnistviz.nn.architecture import Architecture
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import Parameters

ARCHITECTURE = Architecture((5, 4, 3), "relu", "softmax", biases=True)
COUNT = ARCHITECTURE.parameter_count
BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])


def random_parameters(seed: int, dtype: type[np.floating] = np.float64) -> Parameters:
    return Parameters(ARCHITECTURE, np.random.default_rng(seed).normal(size=COUNT).astype(dtype))


def updated(rates: list[tuple[float, float]]) -> FloatArray:
    """The vector after one update for each (learning rate, momentum)."""
    parameters = random_parameters(0)
    optimizer = Momentum(parameters)
    for seed, (learning_rate, momentum) in enumerate(rates, start=1):
        optimizer.update(parameters, random_parameters(seed), learning_rate, momentum)
    return parameters.flat


def test_is_the_textbook_formula() -> None:
    # The learning rate changes on the way: it is no part of the velocity.
    rates = [(0.1, 0.9), (0.1, 0.9), (0.5, 0.9), (0.01, 0.5), (0.01, 0.99)]
    expected, velocity = random_parameters(0).flat, np.zeros(COUNT)
    for seed, (learning_rate, momentum) in enumerate(rates, start=1):
        velocity = momentum * velocity + random_parameters(seed).flat
        expected = expected - learning_rate * velocity
    np.testing.assert_allclose(updated(rates), expected, rtol=1e-13, atol=1e-14)


@BOTH_TYPES
def test_no_momentum_is_plain_descent_to_the_last_bit(dtype: type[np.floating]) -> None:
    parameters, expected = random_parameters(0, dtype), random_parameters(0, dtype).flat
    optimizer = Momentum(parameters)
    for seed in range(1, 6):
        gradient = random_parameters(seed, dtype)
        optimizer.update(parameters, gradient, 0.1, 0.0)
        expected = expected - dtype(0.1) * gradient.flat
    assert parameters.flat.dtype == dtype
    np.testing.assert_array_equal(parameters.flat, expected)


def test_switching_momentum_off_forgets_the_velocity() -> None:
    before = [(0.1, 0.9), (0.1, 0.9), (0.1, 0.0)]
    last = random_parameters(4).flat
    # With nothing gathered, the first step with momentum is a plain one.
    np.testing.assert_array_equal(updated([*before, (0.1, 0.9)]), updated(before) - 0.1 * last)
    # And the second one remembers the first alone.
    after = updated([*before, (0.1, 0.9), (0.1, 0.9)])
    velocity = 0.9 * last + random_parameters(5).flat
    expected = updated([*before, (0.1, 0.9)]) - 0.1 * velocity
    np.testing.assert_allclose(after, expected, rtol=1e-13, atol=1e-14)


@BOTH_TYPES
def test_velocity_starts_at_zero_and_follows_the_gradients(dtype: type[np.floating]) -> None:
    parameters = random_parameters(0, dtype)
    optimizer = Momentum(parameters)
    assert optimizer.velocity.dtype == dtype
    np.testing.assert_array_equal(optimizer.velocity, np.zeros(COUNT))
    optimizer.update(parameters, random_parameters(1, dtype), 0.1, 0.9)
    np.testing.assert_array_equal(optimizer.velocity, random_parameters(1, dtype).flat)
    optimizer.update(parameters, random_parameters(1, dtype), 0.1, 0.0)
    np.testing.assert_array_equal(optimizer.velocity, np.zeros(COUNT))


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_updates_in_place_and_leaves_the_gradient_alone(momentum: float) -> None:
    parameters, gradient = random_parameters(0), random_parameters(1)
    first_weights = parameters.weights[0]
    Momentum(parameters).update(parameters, gradient, 0.1, momentum)
    assert first_weights is parameters.weights[0]
    assert not np.any(first_weights == random_parameters(0).weights[0])
    np.testing.assert_array_equal(gradient.flat, random_parameters(1).flat)


def test_two_optimizers_share_nothing() -> None:
    parameters = random_parameters(0)
    ours, theirs = Momentum(parameters), Momentum(parameters)
    ours.update(parameters, random_parameters(1), 0.1, 0.9)
    np.testing.assert_array_equal(theirs.velocity, np.zeros(COUNT))
