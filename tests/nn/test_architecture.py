"""What a network is made of."""

import pytest

from mnistviz.nn.parameters import Architecture


@pytest.mark.parametrize(
    ("sizes", "biases", "count"),
    [
        ((784, 64, 10), True, 784 * 64 + 64 + 64 * 10 + 10),
        ((784, 128, 64, 10), False, 784 * 128 + 128 * 64 + 64 * 10),
        ((6, 3), True, 6 * 3 + 3),
    ],
)
def test_parameter_count(sizes: tuple[int, ...], biases: bool, count: int) -> None:
    assert Architecture(sizes, "relu", "softmax", biases).parameter_count == count


def test_layers_are_inputs_by_outputs() -> None:
    architecture = Architecture((784, 128, 64, 10), "relu", "softmax", biases=True)
    assert architecture.layers == ((784, 128), (128, 64), (64, 10))


def test_is_written_as_sizes_with_dashes() -> None:
    assert str(Architecture((784, 64, 10), "relu", "softmax", biases=True)) == "784-64-10"


@pytest.mark.parametrize("sizes", [(), (10,), (784, 0, 10), (784, -1, 10)])
def test_refuses_impossible_sizes(sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="layer sizes"):
        Architecture(sizes, "relu", "softmax", biases=True)


def test_refuses_an_unknown_activation() -> None:
    with pytest.raises(ValueError, match="activation 'tanh'"):
        Architecture((2, 2, 2), "tanh", "softmax", biases=True)


def test_refuses_an_unknown_output() -> None:
    with pytest.raises(ValueError, match="output function 'relu'"):
        Architecture((2, 2, 2), "relu", "relu", biases=True)
