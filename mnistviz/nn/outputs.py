"""Output layers, and the error that a backward pass starts from.

The error of an output layer is dL/dz, the derivative of the loss with respect to the weighted sums
(logits). By the chain rule it is the loss's derivative dL/da pulled back through the output
function.

Losses: a figure per image, and its derivative with respect to the network's outputs.

``a`` are the outputs and ``y`` the one-hot labels, both ``(batch, classes)``. Figures go into
``out`` ``(batch,)`` if it is given, else into a new array.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from mnistviz.nn.activations import Elementwise, one_and_cosh, sigmoid, sigmoid_derivative
from mnistviz.nn.arrays import Call, FloatArray


@Elementwise
def softmax(z: FloatArray, out: FloatArray) -> list[Call]:
    """exp(z) / sum(exp(z)) per row ``(batch, classes)``; in place if ``out is z``.

    The row's maximum is subtracted first, which changes nothing but keeps exp from overflowing.
    """
    # Along rows of ten numbers NumPy's sums are slow: a product with ones, and maxima taken over
    # the columns of a copy, take a third of the time.
    classes = z.shape[1]
    columns, maxima = np.empty((classes, len(z)), z.dtype), np.empty(len(z), z.dtype)
    ones, sums = np.ones((classes, 1), z.dtype), np.empty((len(z), 1), z.dtype)
    return [
        partial(np.copyto, columns, z.T),
        partial(np.maximum.reduce, columns, axis=0, out=maxima),
        partial(np.subtract, z, maxima[:, np.newaxis], out),
        partial(np.exp, out, out),
        partial(np.matmul, out, ones, sums),
        partial(np.divide, out, sums, out),
    ]


def _through_sigmoid(a: FloatArray, derivative: FloatArray) -> FloatArray:
    return derivative * a * (1.0 - a)


def _through_softmax(a: FloatArray, derivative: FloatArray) -> FloatArray:
    # Row by row J^T g with J = diag(a) - a a^T.
    mean: FloatArray = np.sum(derivative * a, axis=1, keepdims=True)
    return a * (derivative - mean)


@dataclass(frozen=True)
class Output:
    """``function`` of the logits; ``pullback(a, dL/da)`` gives dL/dz, ``(batch, classes)``."""

    function: Elementwise
    pullback: Callable[[FloatArray, FloatArray], FloatArray]


OUTPUTS: dict[str, Output] = {
    "sigmoid": Output(sigmoid, _through_sigmoid),
    "softmax": Output(softmax, _through_softmax),
}


@dataclass(frozen=True)
class OutputError:
    """Where the backward pass starts: ``factor`` times what ``calls`` compute.

    Attributes:
        calls: ``(a, y, out)``; NumPy's calls that fill ``out`` ``(batch, classes)``, in order.
        factor: left to the caller, who has other factors to multiply by at the same time: 1 over
            the batch size, or a learning rate.
    """

    calls: Callable[[FloatArray, FloatArray, FloatArray], list[Call]]
    factor: float = 1.0


def _difference(a: FloatArray, y: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.subtract, a, y, out)]


def _difference_times_derivative(a: FloatArray, y: FloatArray, out: FloatArray) -> list[Call]:
    difference = np.empty_like(a)
    return [
        *sigmoid_derivative.calls(a, out),
        partial(np.subtract, a, y, difference),
        partial(np.multiply, out, difference, out),
    ]


def _gradient(output: str, loss: str, outputs: int) -> OutputError:
    match output, loss:
        case "softmax", "cross-entropy":  # the division by a cancels
            return OutputError(_difference)
        case "sigmoid", "mean squared error":
            return OutputError(_difference_times_derivative, 2.0 / outputs)
    pullback, derivative = OUTPUTS[output].pullback, LOSSES[loss].derivative

    def error(a: FloatArray, y: FloatArray, out: FloatArray) -> None:
        out[...] = pullback(a, derivative(a, y))

    return OutputError(lambda a, y, out: [partial(error, a, y, out)])


def _notebook_error(a: FloatArray, y: FloatArray, out: FloatArray) -> list[Call]:
    difference = np.empty_like(a)
    return [
        *one_and_cosh.calls(a, out),
        partial(np.subtract, a, y, difference),
        partial(np.divide, difference, out, out),
    ]


ERROR_RULES: dict[str, Callable[[str, str, int], OutputError]] = {
    "gradient of the loss": _gradient,
    # The ReLU notebook: (a - y) times the logistic slope taken at a instead of z. That factor
    # stays between 0.197 and 0.25, so it only scales the step; but it belongs to no loss.
    "difference times logistic slope of the activation": lambda _output, _loss, _outputs: (
        OutputError(_notebook_error, 0.5)
    ),
}
"""For the names of an output function and a loss, and a number of outputs."""


class Value(Protocol):
    """A loss per image."""

    def __call__(self, a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
        """The figures."""
        ...


@dataclass(frozen=True)
class Loss:
    """``value(a, y, out)`` is ``(batch,)``; ``derivative(a, y)`` is dvalue/da, of a's shape."""

    title: str
    value: Value
    derivative: Callable[[FloatArray, FloatArray], FloatArray]


def _squared_error(a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
    difference = a - y
    total: FloatArray = np.vecdot(difference, difference, out=out)
    total /= a.shape[1]
    return total


def _squared_error_derivative(a: FloatArray, y: FloatArray) -> FloatArray:
    result: FloatArray = (a - y) * (2.0 / a.shape[1])
    return result


def _cross_entropy(a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
    # Infinite where the label's probability has underflowed to 0. No floor hides that: it happens
    # only to weights that have grown out of all proportion, and then the run should stop.
    of_label: FloatArray = np.vecdot(a, y, out=out)
    with np.errstate(divide="ignore"):
        np.log(of_label, out=of_label)
    return np.negative(of_label, out=of_label)


def _cross_entropy_derivative(a: FloatArray, y: FloatArray) -> FloatArray:
    return -y / np.maximum(a, np.finfo(a.dtype).tiny)


NOTEBOOK_EPSILON = 1e-15
"""What the ReLU notebook adds to an output before it takes the logarithm."""


def _notebook_cross_entropy(
    a: FloatArray, y: FloatArray, out: FloatArray | None = None
) -> FloatArray:
    total: FloatArray = np.vecdot(y, np.log(a + NOTEBOOK_EPSILON), out=out)
    total /= -a.shape[1]
    return total


def _notebook_cross_entropy_derivative(a: FloatArray, y: FloatArray) -> FloatArray:
    result: FloatArray = -y / (a + NOTEBOOK_EPSILON) / a.shape[1]
    return result


LOSSES: dict[str, Loss] = {
    "mean squared error": Loss("Mean squared error", _squared_error, _squared_error_derivative),
    "cross-entropy": Loss("Cross-entropy", _cross_entropy, _cross_entropy_derivative),
    # As printed by the ReLU notebook: it took `n` from a label row of length 10 where it meant
    # the number of images, so its figure is a tenth of the cross-entropy.
    "cross-entropy / 10": Loss(
        "Cross-entropy / 10", _notebook_cross_entropy, _notebook_cross_entropy_derivative
    ),
}
