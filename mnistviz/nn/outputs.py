"""Output layers, and the error that a backward pass starts from.

The error of an output layer is dL/dz, the slope of the loss with respect to the weighted sums
(logits). By the chain rule it is the loss's slope dL/da pulled back through the output function.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnistviz.nn.activations import Elementwise, logistic_slope_of_activation, sigmoid
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.losses import LOSSES

OutputError = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
"""``error(a, y, out)``: fills ``out`` (batch, 10) with the error that is sent backwards."""


def softmax(z: FloatArray, out: FloatArray) -> FloatArray:
    """exp(z) / sum(exp(z)) per row; in place if ``out is z``.

    The row's maximum is subtracted first, which changes nothing but keeps exp from overflowing.
    """
    np.subtract(z, z.max(axis=1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=1, keepdims=True)
    return out


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


def difference(a: FloatArray, y: FloatArray, out: FloatArray) -> FloatArray:
    """What the chain rule gives for softmax with cross-entropy: a - y, with no division by a."""
    return np.subtract(a, y, out=out)


def _gradient(output: str, loss: str) -> OutputError:
    if (output, loss) == ("softmax", "cross-entropy"):
        return difference
    pullback, slope = OUTPUTS[output].pullback, LOSSES[loss].slope

    def error(a: FloatArray, y: FloatArray, out: FloatArray) -> FloatArray:
        out[...] = pullback(a, slope(a, y))
        return out

    return error


def _notebook_error(a: FloatArray, y: FloatArray, out: FloatArray) -> FloatArray:
    logistic_slope_of_activation(a, out)
    out *= a - y
    return out


ERROR_RULES: dict[str, Callable[[str, str], OutputError]] = {
    "gradient of the loss": _gradient,
    # The ReLU notebook: (a - y) times the logistic slope taken at a instead of z. That factor
    # stays between 0.197 and 0.25, so it only scales the step; but it belongs to no loss.
    "difference times logistic slope of the activation": lambda _output, _loss: _notebook_error,
}
"""Where the backward pass starts, chosen for an output function and a loss."""
