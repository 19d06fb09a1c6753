"""Output layers, and the error that a backward pass starts from.

The error of an output layer is dL/dz, the slope of the loss with respect to the weighted sums
(logits). By the chain rule it is the loss's slope dL/da pulled back through the output function.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from mnistviz.nn.activations import (
    Elementwise,
    one_and_cosh,
    sigmoid,
    sigmoid_derivative,
)
from mnistviz.nn.arrays import Call, FloatArray
from mnistviz.nn.losses import LOSSES


@Elementwise
def softmax(z: FloatArray, out: FloatArray) -> list[Call]:
    """exp(z) / sum(exp(z)) per row ``(batch, 10)``; in place if ``out is z``.

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


def _through_sigmoid(a: FloatArray, slope: FloatArray) -> FloatArray:
    return slope * a * (1.0 - a)


def _through_softmax(a: FloatArray, slope: FloatArray) -> FloatArray:
    # Row by row J^T g with J = diag(a) - a a^T.
    mean: FloatArray = np.sum(slope * a, axis=1, keepdims=True)
    return a * (slope - mean)


@dataclass(frozen=True)
class Output:
    """``function`` of the logits; ``pullback(a, dL/da)`` gives dL/dz, ``(batch, 10)``."""

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
        calls: ``(a, y, out)``; NumPy's calls that fill ``out`` ``(batch, 10)``, in order.
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
    pullback, slope = OUTPUTS[output].pullback, LOSSES[loss].slope

    def error(a: FloatArray, y: FloatArray, out: FloatArray) -> None:
        out[...] = pullback(a, slope(a, y))

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
