"""Output functions, and the error that a backward pass starts from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mnistviz.nn.arrays import FloatArray, make
from mnistviz.nn.outputs import ERROR_RULES, LOSSES, OUTPUTS, softmax

EVERY_OUTPUT = pytest.mark.parametrize("output", OUTPUTS)
EVERY_LOSS = pytest.mark.parametrize("loss", LOSSES)
GRADIENT = "gradient of the loss"
NOTEBOOK = "difference times logistic slope of the activation"

quick = settings(max_examples=60, deadline=None)


def logits(bound: float, dtype: type[np.floating] = np.float64) -> st.SearchStrategy[FloatArray]:
    width = np.dtype(dtype).itemsize * 8
    elements = st.floats(-bound, bound, width=64 if width == 64 else 32)
    return arrays(dtype, st.tuples(st.integers(1, 5), st.just(10)), elements=elements)


def outputs_of(output: str, z: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):  # left to whoever calls the sigmoid
        return OUTPUTS[output].function(z, np.empty_like(z))


def error_of(rule: str, output: str, loss: str, a: FloatArray, y: FloatArray) -> FloatArray:
    """The whole error; also checks that what is computed of it goes where it should."""
    error, out = ERROR_RULES[rule](output, loss, a.shape[1]), np.full_like(a, np.nan)
    make(error.calls(a, y, out))
    return error.factor * out


def sample() -> tuple[FloatArray, FloatArray]:
    """Four images' logits and one-hot labels."""
    rng = np.random.default_rng(5)
    return rng.normal(0, 1.5, (4, 10)), np.eye(10)[rng.integers(0, 10, 4)]


@quick
@given(st.one_of(logits(2.0**120, np.float32), logits(1e300)))
def test_softmax_sums_to_one_however_large_the_logits(z: FloatArray) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = softmax(z, np.empty_like(z))
    assert a.dtype == z.dtype
    assert np.all((a >= 0) & (a <= 1))
    np.testing.assert_allclose(a.sum(axis=1), 1, rtol=0, atol=10 * float(np.finfo(z.dtype).eps))


@quick
@given(logits(50.0), st.floats(-1000, 1000))
def test_softmax_does_not_change_when_every_logit_is_shifted(z: FloatArray, shift: float) -> None:
    np.testing.assert_allclose(
        softmax(z + shift, np.empty_like(z)), softmax(z, np.empty_like(z)), rtol=1e-10, atol=1e-300
    )


@quick
@given(logits(50.0))
def test_softmax_is_its_formula_row_by_row(z: FloatArray) -> None:
    expected = [np.exp(row) / np.sum(np.exp(row)) for row in z]
    np.testing.assert_allclose(softmax(z, np.empty_like(z)), expected, rtol=1e-12)


@EVERY_OUTPUT
@quick
@given(z=logits(700.0))
def test_functions_work_in_place_and_out_of_place(output: str, z: FloatArray) -> None:
    function, before, out = OUTPUTS[output].function, z.copy(), np.full_like(z, np.nan)
    assert function(z, out) is out
    np.testing.assert_array_equal(z, before)
    assert function(z, z) is z
    np.testing.assert_array_equal(z, out)


@EVERY_OUTPUT
def test_pullback_is_the_transposed_jacobian(output: str) -> None:
    z, _ = sample()
    derivative = np.random.default_rng(6).normal(size=z.shape)
    step, numeric = 1e-6, np.empty_like(z)
    for j in range(10):
        shift = step * np.eye(10)[j]
        column = (outputs_of(output, z + shift) - outputs_of(output, z - shift)) / (2 * step)
        numeric[:, j] = np.sum(derivative * column, axis=1)
    pulled = OUTPUTS[output].pullback(outputs_of(output, z), derivative)
    np.testing.assert_allclose(pulled, numeric, rtol=1e-6, atol=1e-9)


@EVERY_OUTPUT
@EVERY_LOSS
def test_gradient_rule_agrees_with_central_differences(output: str, loss: str) -> None:
    z, y = sample()
    value, step, numeric = LOSSES[loss].value, 1e-6, np.empty_like(z)
    for j in range(10):
        shift = step * np.eye(10)[j]
        above, below = outputs_of(output, z + shift), outputs_of(output, z - shift)
        numeric[:, j] = (value(above, y) - value(below, y)) / (2 * step)
    a = outputs_of(output, z)
    np.testing.assert_allclose(
        error_of(GRADIENT, output, loss, a, y), numeric, rtol=1e-6, atol=1e-9
    )
    np.testing.assert_array_equal(a, outputs_of(output, z), "the outputs were changed")


def test_softmax_with_cross_entropy_is_exactly_the_difference() -> None:
    z, y = sample()
    a = outputs_of("softmax", z)
    error = error_of(GRADIENT, "softmax", "cross-entropy", a, y)
    np.testing.assert_array_equal(error, a - y)
    the_long_way = OUTPUTS["softmax"].pullback(a, LOSSES["cross-entropy"].derivative(a, y))
    np.testing.assert_allclose(error, the_long_way, rtol=1e-12, atol=1e-15)


def test_softmax_with_cross_entropy_still_learns_from_an_output_of_zero() -> None:
    z = np.array([[1000.0, 0.0]], np.float32)
    a, y = softmax(z, np.empty_like(z)), np.array([[0.0, 1.0]], np.float32)
    error = error_of(GRADIENT, "softmax", "cross-entropy", a, y)
    np.testing.assert_array_equal(error, [[1.0, -1.0]])


@EVERY_OUTPUT
@EVERY_LOSS
@pytest.mark.parametrize("rule", ERROR_RULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_saturated_outputs_give_a_finite_error(
    output: str, loss: str, rule: str, dtype: type[np.floating]
) -> None:
    z = np.full((2, 10), -1000, dtype)
    z[:, 0] = 1000
    y = np.eye(10, dtype=dtype)[[0, 1]]  # once right, once as wrong as can be
    a = outputs_of(output, z)
    error = error_of(rule, output, loss, a, y)
    assert error.dtype == dtype
    assert np.isfinite(error).all()


@EVERY_OUTPUT
@EVERY_LOSS
def test_the_notebooks_error_is_the_same_for_every_output_and_loss(output: str, loss: str) -> None:
    z, y = sample()
    a = outputs_of("sigmoid", z)
    s = 1 / (1 + np.exp(-a))
    error = error_of(NOTEBOOK, output, loss, a, y)
    np.testing.assert_allclose(error, (a - y) * s * (1 - s), rtol=0, atol=1e-15)
    assert np.all((error / (a - y) > 0.196) & (error / (a - y) <= 0.25))


@EVERY_OUTPUT
@EVERY_LOSS
@pytest.mark.parametrize("rule", ERROR_RULES)
def test_the_calls_can_be_kept_and_made_again(output: str, loss: str, rule: str) -> None:
    z, y = sample()
    a, out = outputs_of(output, z), np.full_like(z, np.nan)
    calls = ERROR_RULES[rule](output, loss, 10).calls(a, y, out)
    for shift in (0.0, 0.5):  # the same arrays with other numbers in them
        a[...] = outputs_of(output, z + shift * y)
        make(calls)
        expected = np.empty_like(a)
        make(ERROR_RULES[rule](output, loss, 10).calls(a, y, expected))
        np.testing.assert_array_equal(out, expected)
