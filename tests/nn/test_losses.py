"""Losses: their figures, their derivatives, and what they do at the edges."""

import numpy as np
import pytest

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.outputs import LOSSES, NOTEBOOK_EPSILON

EVERY_LOSS = pytest.mark.parametrize("name", LOSSES)
BOTH_TYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])
ENTROPIES = pytest.mark.parametrize("name", ["cross-entropy", "cross-entropy / 10"])

LABELS = np.array([3, 0, 9, 5])


def some_outputs() -> FloatArray:
    """Four images' outputs, well inside (0, 1), in no way normalised."""
    outputs: FloatArray = np.random.default_rng(11).uniform(0.05, 0.95, (4, 10))
    return outputs


def targets(dtype: type[np.floating] = np.float64) -> FloatArray:
    one_hot: FloatArray = np.eye(10, dtype=dtype)[LABELS]
    return one_hot


def test_mean_squared_error_is_the_mean_over_the_outputs() -> None:
    a, y = some_outputs(), targets()
    value = LOSSES["mean squared error"].value(a, y)
    np.testing.assert_allclose(value, [np.mean((a[i] - y[i]) ** 2) for i in range(4)], rtol=1e-14)


def test_cross_entropy_is_minus_the_logarithm_of_the_labels_output() -> None:
    a = some_outputs()
    value = LOSSES["cross-entropy"].value(a, targets())
    np.testing.assert_allclose(value, [-np.log(a[i, LABELS[i]]) for i in range(4)], rtol=1e-14)


def test_the_notebooks_cross_entropy_is_a_tenth() -> None:
    a, y = some_outputs(), targets()
    value = LOSSES["cross-entropy / 10"].value(a, y)
    expected = [-np.sum(y[i] * np.log(a[i] + 1e-15)) / 10 for i in range(4)]
    np.testing.assert_allclose(value, expected, rtol=1e-14)


@EVERY_LOSS
def test_a_perfect_answer_costs_nothing(name: str) -> None:
    value = LOSSES[name].value(targets(), targets())
    np.testing.assert_allclose(value, 0.0, rtol=0, atol=1e-15)


@EVERY_LOSS
@BOTH_TYPES
def test_one_figure_an_image_and_one_derivative_an_output(
    name: str, dtype: type[np.floating]
) -> None:
    a, y = some_outputs().astype(dtype), targets(dtype)
    value, derivative = LOSSES[name].value(a, y), LOSSES[name].derivative(a, y)
    assert value.shape == (4,)
    assert derivative.shape == (4, 10)
    assert value.dtype == derivative.dtype == dtype
    np.testing.assert_array_equal(a, some_outputs().astype(dtype), "the outputs were changed")
    np.testing.assert_array_equal(y, targets(dtype), "the targets were changed")


@EVERY_LOSS
def test_derivative_agrees_with_central_differences(name: str) -> None:
    loss, y, step = LOSSES[name], targets(), 1e-6
    numeric = np.empty((4, 10))
    for j in range(10):
        above, below = some_outputs(), some_outputs()
        above[:, j] += step
        below[:, j] -= step
        numeric[:, j] = (loss.value(above, y) - loss.value(below, y)) / (2 * step)
    np.testing.assert_allclose(loss.derivative(some_outputs(), y), numeric, rtol=1e-6, atol=1e-8)


@EVERY_LOSS
@pytest.mark.parametrize("column", [LABELS[1], 7], ids=["of the label", "of another digit"])
def test_nan_passes_through_and_stays_in_its_row(name: str, column: int) -> None:
    a = some_outputs()
    a[1, column] = np.nan
    value = LOSSES[name].value(a, targets())
    np.testing.assert_array_equal(np.isnan(value), [False, True, False, False])


@BOTH_TYPES
def test_a_label_that_is_ruled_out_costs_infinitely_much(dtype: type[np.floating]) -> None:
    a, y = some_outputs().astype(dtype), targets(dtype)
    a[0, LABELS[0]] = 0.0
    with np.errstate(all="raise", under="ignore"):
        value, derivative = (
            LOSSES["cross-entropy"].value(a, y),
            LOSSES["cross-entropy"].derivative(a, y),
        )
    np.testing.assert_array_equal(np.isinf(value), [True, False, False, False])
    assert np.isfinite(derivative).all()


@BOTH_TYPES
def test_the_notebooks_loss_of_zero_is_finite(dtype: type[np.floating]) -> None:
    loss, y = LOSSES["cross-entropy / 10"], targets(dtype)
    a = np.zeros((4, 10), dtype)
    with np.errstate(all="raise", under="ignore"):
        value, derivative = loss.value(a, y), loss.derivative(a, y)
    assert np.isfinite(value).all()
    assert np.all(value > 3.0)
    assert np.all(derivative[y == 1] < -1e10)
    assert np.all(derivative[y == 0] == 0)


def test_the_notebooks_floor_is_its_epsilon() -> None:
    assert NOTEBOOK_EPSILON == 1e-15
    value = LOSSES["cross-entropy / 10"].value(np.zeros((4, 10)), targets())
    np.testing.assert_allclose(value, -np.log(1e-15) / 10, rtol=1e-12)


@EVERY_LOSS
def test_has_a_title(name: str) -> None:
    assert LOSSES[name].title.lower() == name
