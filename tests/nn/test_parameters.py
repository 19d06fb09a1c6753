"""One vector for the whole network, and the views of it."""

import numpy as np
import pytest

from mnistviz.nn.parameters import Architecture, Parameters

WITH_BIASES = Architecture((4, 3, 2), "relu", "softmax", biases=True)
WITHOUT_BIASES = Architecture((4, 3, 2), "relu", "softmax", biases=False)


def counted(architecture: Architecture) -> Parameters:
    return Parameters(architecture, np.arange(architecture.parameter_count, dtype=np.float64))


def test_layer_by_layer_the_weights_then_the_biases() -> None:
    parameters = counted(WITH_BIASES)
    np.testing.assert_array_equal(parameters.weights[0], np.arange(12).reshape(4, 3))
    np.testing.assert_array_equal(parameters.biases[0], [12, 13, 14])
    np.testing.assert_array_equal(parameters.weights[1], np.arange(15, 21).reshape(3, 2))
    np.testing.assert_array_equal(parameters.biases[1], [21, 22])


def test_without_biases_there_are_only_weights() -> None:
    parameters = counted(WITHOUT_BIASES)
    assert parameters.biases == ()
    np.testing.assert_array_equal(parameters.weights[0], np.arange(12).reshape(4, 3))
    np.testing.assert_array_equal(parameters.weights[1], np.arange(12, 18).reshape(3, 2))


@pytest.mark.parametrize("architecture", [WITH_BIASES, WITHOUT_BIASES])
def test_views_and_vector_are_the_same_numbers(architecture: Architecture) -> None:
    parameters = counted(architecture)
    parameters.flat[...] = 1.0
    for view in (*parameters.weights, *parameters.biases):
        assert np.shares_memory(view, parameters.flat)
        np.testing.assert_array_equal(view, 1.0)
        view[...] = view + 1.0
    # Each number was reached by exactly one view.
    np.testing.assert_array_equal(parameters.flat, 2.0)


@pytest.mark.parametrize("architecture", [WITH_BIASES, WITHOUT_BIASES])
@pytest.mark.parametrize("surplus", [-1, 1])
def test_a_wrong_length_is_refused(architecture: Architecture, surplus: int) -> None:
    count = architecture.parameter_count
    with pytest.raises(ValueError, match=f"4-3-2 needs {count} parameters"):
        Parameters(architecture, np.zeros(count + surplus))


def test_a_table_of_the_right_size_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 23 parameters"):
        Parameters(WITH_BIASES, np.zeros((1, 23)))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_zeros(dtype: type[np.floating]) -> None:
    parameters = Parameters.zeros(WITH_BIASES, dtype)
    assert parameters.flat.dtype == dtype
    np.testing.assert_array_equal(parameters.flat, np.zeros(23))


def test_frozen_copy_cannot_be_written_to() -> None:
    parameters = counted(WITH_BIASES)
    copy = parameters.frozen_copy()
    for values in (copy.flat, *copy.weights, *copy.biases):
        with pytest.raises(ValueError, match="read-only"):
            values[...] = 0.0
    parameters.flat[...] = 0.0  # the original still can


def test_frozen_copy_is_independent() -> None:
    parameters = counted(WITH_BIASES)
    copy = parameters.frozen_copy()
    assert copy.architecture == parameters.architecture
    np.testing.assert_array_equal(copy.flat, parameters.flat)
    parameters.flat[...] += 100.0
    np.testing.assert_array_equal(copy.flat, np.arange(23))
    np.testing.assert_array_equal(copy.weights[1], np.arange(15, 21).reshape(3, 2))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_is_finite(bad: float) -> None:
    parameters = counted(WITH_BIASES)
    assert parameters.is_finite()
    parameters.biases[1][1] = bad
    assert not parameters.is_finite()


def test_without_its_first_layer_it_is_a_view_of_the_others() -> None:
    parameters = Parameters(Architecture((3, 2, 4, 1), "relu", "softmax", True), np.arange(25.0))
    smaller = parameters.without_first_layer()
    assert smaller.architecture.sizes == (2, 4, 1)
    for ours, theirs in zip(
        (*smaller.weights, *smaller.biases),
        (*parameters.weights[1:], *parameters.biases[1:]),
        strict=True,
    ):
        np.testing.assert_array_equal(ours, theirs)
        assert np.shares_memory(ours, theirs)
