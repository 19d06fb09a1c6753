"""Activations, their derivatives, and the derivative that the ReLU notebook uses instead."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mnistviz.nn.activations import (
    ACTIVATIONS,
    DERIVATIVE_RULES,
    Elementwise,
    logistic_derivative_of_activation,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
)
from mnistviz.nn.arrays import FloatArray

SHAPES = array_shapes(max_dims=2, max_side=6)
# Every finite number there is, up to the largest of each type.
FINITE = st.one_of(
    arrays(np.float32, SHAPES, elements=st.floats(width=32, allow_nan=False, allow_infinity=False)),
    arrays(np.float64, SHAPES, elements=st.floats(width=64, allow_nan=False, allow_infinity=False)),
)
MODERATE = arrays(np.float64, SHAPES, elements=st.floats(-30.0, 30.0))

quick = settings(max_examples=60, deadline=None)


def applied(function: Elementwise, values: FloatArray) -> FloatArray:
    """The function's result in a new array; also checks that the input stays as it was."""
    before = values.copy()
    out = np.full_like(values, np.nan)
    with np.errstate(over="ignore"):  # left to the caller, as the sigmoid says
        assert function(values, out) is out
    np.testing.assert_array_equal(values, before)
    return out


@quick
@given(FINITE)
def test_sigmoid_stays_within_0_and_1_for_every_number(z: FloatArray) -> None:
    with np.errstate(invalid="raise", divide="raise"):
        a = applied(sigmoid, z)
    assert a.dtype == z.dtype
    assert np.all((a >= 0.0) & (a <= 1.0))
    assert np.all(a[z > 0] >= 0.5)
    assert np.all(a[z < 0] <= 0.5)


@quick
@given(FINITE)
def test_sigmoid_is_symmetric(z: FloatArray) -> None:
    total = applied(sigmoid, z) + applied(sigmoid, -z)
    np.testing.assert_allclose(total, 1.0, rtol=0, atol=2 * float(np.finfo(z.dtype).eps))


@quick
@given(MODERATE)
def test_sigmoid_is_the_logistic_function(z: FloatArray) -> None:
    np.testing.assert_allclose(applied(sigmoid, z), 1 / (1 + np.exp(-z)), rtol=0, atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_far_out(dtype: type[np.floating]) -> None:
    largest = np.finfo(dtype).max
    z = np.array([-np.inf, -largest, -1000, 0, 1000, largest, np.inf], dtype)
    np.testing.assert_array_equal(applied(sigmoid, z), [0, 0, 0, 0.5, 1, 1, 1])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_small_results_are_not_0(dtype: type[np.floating]) -> None:
    # A loss takes their logarithm; (1 + tanh(z / 2)) / 2 would give 0 from -17 or -37 on.
    z = np.array([-20.0, -40.0, -80.0], dtype)
    np.testing.assert_allclose(applied(sigmoid, z), np.exp(z.astype(float)), rtol=1e-5)


@pytest.mark.parametrize("name", ACTIVATIONS)
@quick
@given(z=FINITE)
def test_functions_work_in_place(name: str, z: FloatArray) -> None:
    function = ACTIVATIONS[name].function
    expected = applied(function, z)
    with np.errstate(over="ignore"):
        assert function(z, z) is z
    np.testing.assert_array_equal(z, expected)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nan_passes_through(name: str) -> None:
    assert np.isnan(applied(ACTIVATIONS[name].function, np.array([np.nan]))).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivative_agrees_with_central_differences(name: str) -> None:
    activation, step = ACTIVATIONS[name], 1e-5
    z = np.linspace(-8.05, 8.05, 162)  # never within 0.04 of relu's kink
    quotient = (applied(activation.function, z + step) - applied(activation.function, z - step)) / (
        2 * step
    )
    derivative = applied(activation.derivative, applied(activation.function, z))
    np.testing.assert_allclose(derivative, quotient, rtol=0, atol=1e-9)


@quick
@given(FINITE)
def test_relu_keeps_what_is_positive(z: FloatArray) -> None:
    a = applied(relu, z)
    assert a.dtype == z.dtype
    np.testing.assert_array_equal(a, np.where(z > 0, z, 0))


@quick
@given(FINITE)
def test_relu_derivative_is_1_exactly_where_z_is_positive(z: FloatArray) -> None:
    derivative = applied(relu_derivative, applied(relu, z))
    assert derivative.dtype == z.dtype
    np.testing.assert_array_equal(derivative, np.where(z > 0, 1, 0))


@quick
@given(FINITE)
def test_sigmoid_derivative_is_at_most_a_quarter(z: FloatArray) -> None:
    derivative = applied(sigmoid_derivative, applied(sigmoid, z))
    assert derivative.dtype == z.dtype
    assert np.all((derivative >= 0.0) & (derivative <= 0.25))


@quick
@given(MODERATE)
def test_logistic_derivative_is_taken_at_the_activation(a: FloatArray) -> None:
    s = 1 / (1 + np.exp(-a))
    derivative = applied(logistic_derivative_of_activation, a)
    np.testing.assert_allclose(derivative, s * (1 - s), rtol=0, atol=1e-15)


def test_logistic_derivative_vanishes_at_the_notebooks_hidden_values() -> None:
    derivative = applied(logistic_derivative_of_activation, np.array([0.0, 1.0, 54.0]))
    np.testing.assert_allclose(derivative, [0.25, 0.19661193, 0.0], rtol=0, atol=1e-8)
    assert derivative[2] < 1e-15


def test_derivative_rules() -> None:
    right, notebook = (
        DERIVATIVE_RULES["derivative"],
        DERIVATIVE_RULES["logistic slope of the activation"],
    )
    for activation in ACTIVATIONS.values():
        assert right(activation) is activation.derivative
        assert notebook(activation) is logistic_derivative_of_activation
