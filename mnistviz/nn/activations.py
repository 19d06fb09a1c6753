"""Hidden activations, their derivatives, and the slope that one notebook used instead.

All three are written in terms of the activation ``a = f(z)``, so a backward pass needs no ``z``.
Each function fills ``out`` and returns it; ``out`` may be the input itself where the text says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnistviz.nn.arrays import FloatArray

Elementwise = Callable[[FloatArray, FloatArray], FloatArray]


def sigmoid(z: FloatArray, out: FloatArray) -> FloatArray:
    """The logistic function, 1 / (1 + exp(-z)); in place if ``out is z``.

    Computed as (1 + tanh(z / 2)) / 2, the same function written so that it overflows for no ``z``.
    It is exact to the arithmetic's rounding at 1, so values below that come out as 0.
    """
    np.multiply(z, 0.5, out=out)
    np.tanh(out, out=out)
    out *= 0.5
    out += 0.5
    return out


def sigmoid_derivative(a: FloatArray, out: FloatArray) -> FloatArray:
    """The derivative at ``z``, in terms of ``a = sigmoid(z)``: a (1 - a). Not in place."""
    np.subtract(1.0, a, out=out)
    out *= a
    return out


def relu(z: FloatArray, out: FloatArray) -> FloatArray:
    """max(z, 0); in place if ``out is z``."""
    return np.maximum(z, 0.0, out=out)


def relu_derivative(a: FloatArray, out: FloatArray) -> FloatArray:
    """1 where the unit is active, else 0 (``a > 0`` exactly where ``z > 0``). Not in place."""
    np.greater(a, 0.0, out=out, casting="unsafe")
    return out


def logistic_slope_of_activation(a: FloatArray, out: FloatArray) -> FloatArray:
    """The logistic function's derivative taken at the *activation*: s(a) (1 - s(a)). Not in place.

    The ReLU notebook multiplies by this in both layers. It is the derivative of neither: for an
    activation of 54 it is about 1e-24, which is why that network's first layer never moves.
    """
    sigmoid(a, out)
    # One temporary array: the rule is the notebook's, and its layers are small.
    out *= 1.0 - out
    return out


@dataclass(frozen=True)
class Activation:
    """A hidden layer's activation: ``function`` of z, and its ``derivative`` in terms of a."""

    function: Elementwise
    derivative: Elementwise


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "relu": Activation(relu, relu_derivative),
}

SLOPE_RULES: dict[str, Callable[[Activation], Elementwise]] = {
    "derivative": lambda activation: activation.derivative,
    "logistic slope of the activation": lambda _activation: logistic_slope_of_activation,
}
"""What a backward pass multiplies by at a hidden layer, chosen for that layer's activation."""
