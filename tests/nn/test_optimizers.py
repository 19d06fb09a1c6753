"""Gradient descent with momentum."""

import numpy as np
import pytest

from mnistviz.nn import optimizers
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import Architecture, Parameters
from tests.nn.rounding import velocity_of

ARCHITECTURE = Architecture((5, 4, 3), "relu", "softmax", biases=True)
COUNT = ARCHITECTURE.parameter_count
BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])


def random_parameters(seed: int, dtype: type[np.floating] = np.float64) -> Parameters:
    return Parameters(ARCHITECTURE, np.random.default_rng(seed).normal(size=COUNT).astype(dtype))


def times(learning_rate: float, gradient: Parameters) -> Parameters:
    """What an update takes: the gradient times the learning rate."""
    return Parameters(ARCHITECTURE, gradient.flat * gradient.flat.dtype.type(learning_rate))


def updated(rates: list[tuple[float, float]]) -> FloatArray:
    """The vector after one update for each (learning rate, momentum)."""
    parameters = random_parameters(0)
    optimizer = Momentum(parameters)
    for seed, (learning_rate, momentum) in enumerate(rates, start=1):
        step = times(learning_rate, random_parameters(seed))
        optimizer.update(parameters, step, learning_rate, momentum)
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
        optimizer.update(parameters, times(0.1, gradient), 0.1, 0.0)
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
    assert velocity_of(optimizer).dtype == dtype
    np.testing.assert_array_equal(velocity_of(optimizer), np.zeros(COUNT))
    gradient = random_parameters(1, dtype)
    optimizer.update(parameters, times(0.1, gradient), 0.1, 0.9)
    assert velocity_of(optimizer).dtype == dtype
    rtol = 4 * float(np.finfo(dtype).eps)  # it is kept as a product with the learning rate
    np.testing.assert_allclose(velocity_of(optimizer), gradient.flat, rtol=rtol)
    optimizer.update(parameters, times(0.1, gradient), 0.1, 0.0)
    np.testing.assert_array_equal(velocity_of(optimizer), np.zeros(COUNT))


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_updates_in_place_and_leaves_the_step_alone(momentum: float) -> None:
    parameters, step = random_parameters(0), random_parameters(1)
    first_weights = parameters.weights[0]
    Momentum(parameters).update(parameters, step, 0.1, momentum)
    assert first_weights is parameters.weights[0]
    assert not np.any(first_weights == random_parameters(0).weights[0])
    np.testing.assert_array_equal(step.flat, random_parameters(1).flat)


def test_two_optimizers_share_nothing() -> None:
    parameters = random_parameters(0)
    ours, theirs = Momentum(parameters), Momentum(parameters)
    ours.update(parameters, random_parameters(1), 0.1, 0.9)
    np.testing.assert_array_equal(velocity_of(theirs), np.zeros(COUNT))


@pytest.mark.parametrize(
    ("dtype", "atol"), [(np.float32, 5e-4), (np.float64, 1e-12)], ids=["float32", "float64"]
)
def test_is_the_textbook_formula_for_hundreds_of_updates(
    dtype: type[np.floating], atol: float
) -> None:
    # What is kept is scaled anew with every change of the learning rate; that must not add up.
    rng = np.random.default_rng(9)
    parameters = random_parameters(0, dtype)
    optimizer = Momentum(parameters)
    expected, velocity = random_parameters(0).flat, np.zeros(COUNT)
    for turn in range(500):
        learning_rate = float(rng.choice([1e-3, 0.01, 0.02, 0.2]))
        momentum = float(rng.choice([0.1, 0.5, 0.9, 0.99])) if turn % 100 else 0.0
        gradient = random_parameters(turn, dtype)
        optimizer.update(parameters, times(learning_rate, gradient), learning_rate, momentum)
        if momentum:
            velocity = momentum * velocity + gradient.flat
            expected = expected - learning_rate * velocity
        else:  # which forgets what was gathered
            velocity = np.zeros(COUNT)
            expected = expected - learning_rate * gradient.flat
        np.testing.assert_allclose(parameters.flat, expected, rtol=0, atol=atol)
        np.testing.assert_allclose(velocity_of(optimizer), velocity, rtol=0, atol=atol)


class Unswept(Momentum):
    """The same without the sweep."""

    def _sweep(self) -> None:
        pass


@BOTH_TYPES
def test_the_sweep_takes_away_what_is_next_to_nothing_and_nothing_else(
    dtype: type[np.floating],
) -> None:
    architecture = Architecture((60, 40), "relu", "softmax", biases=False)
    rng = np.random.default_rng(10)
    ours, theirs = (Parameters.zeros(architecture, dtype) for _ in range(2))
    swept, unswept = Momentum(ours), Unswept(theirs)
    signs = rng.choice([-1.0, 1.0], ours.flat.size)
    first = Parameters(architecture, (signs * 10.0 ** rng.uniform(-35, 2, 2400)).astype(dtype))
    nothing = Parameters.zeros(architecture, dtype)
    for turn in range(1, optimizers._SWEEP + 1):
        for optimizer, parameters in ((swept, ours), (unswept, theirs)):
            optimizer.update(parameters, first if turn == 1 else nothing, 0.1, 0.9)
        if turn < optimizers._SWEEP:
            np.testing.assert_array_equal(swept._move, unswept._move)
    tiny = np.abs(unswept._move) < 1e-30
    assert 100 < np.count_nonzero(tiny) < 1000
    np.testing.assert_array_equal(swept._move, np.where(tiny, 0.0, unswept._move))
    # What was taken away is too little for all that is not itself next to nothing.
    np.testing.assert_allclose(ours.flat, theirs.flat, rtol=0, atol=1e-30)
    np.testing.assert_array_equal(ours.flat[~tiny], theirs.flat[~tiny])


@BOTH_TYPES
def test_a_velocity_never_fades_to_numbers_that_are_slow(dtype: type[np.floating]) -> None:
    parameters = random_parameters(0, dtype)
    optimizer, nothing = Momentum(parameters), Parameters.zeros(ARCHITECTURE, dtype)
    optimizer.update(parameters, random_parameters(1, dtype), 0.1, 0.9)
    normal = float(np.finfo(dtype).tiny)
    for _ in range(2000):
        optimizer.update(parameters, nothing, 0.1, 0.9)
        move = np.abs(optimizer._move)
        assert np.all((move == 0.0) | (move >= normal))
    np.testing.assert_array_equal(velocity_of(optimizer), np.zeros(COUNT))


def test_the_sweep_goes_on_forever() -> None:
    parameters = random_parameters(0, np.float32)
    optimizer = Momentum(parameters)
    tiny = Parameters(ARCHITECTURE, np.full(COUNT, 1e-35, np.float32))
    for turn in range(1, 5 * optimizers._SWEEP + 1):
        optimizer.update(parameters, tiny, 0.1, 0.9)
        assert velocity_of(optimizer).any() == bool(turn % optimizers._SWEEP)


@pytest.mark.parametrize("updates", [0, 1, 50])
def test_its_state_put_back_goes_on_as_it_did(updates: int) -> None:
    parameters = random_parameters(0, np.float32)
    optimizer, other = Momentum(parameters), Momentum(parameters)
    tiny = Parameters(ARCHITECTURE, np.full(COUNT, 1e-35, np.float32))
    for _ in range(updates):
        optimizer.update(parameters, tiny, 0.1, 0.9)
    other.update(parameters, random_parameters(1, np.float32), 0.5, 0.9)
    other.restore(optimizer.state())
    assert other.last_move is None
    for _ in range(optimizers._SWEEP):  # the next sweep is among them, at the same update
        for each in (optimizer, other):
            each.update(parameters, tiny, 0.1, 0.9)
        np.testing.assert_array_equal(velocity_of(other), velocity_of(optimizer))


def test_a_state_at_rest_holds_no_array() -> None:
    parameters = random_parameters(0)
    optimizer = Momentum(parameters)
    optimizer.update(parameters, random_parameters(1), 0.1, 0.9)
    optimizer.update(parameters, random_parameters(1), 0.1, 0.0)
    assert optimizer.state().move is None
