"""Hidden activations, their derivatives, and the derivative that one notebook used instead.

All three are written in terms of the activation ``a = f(z)``, so a backward pass needs no ``z``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, update_wrapper

import numpy as np

from mnistviz.nn.arrays import Call, FloatArray, constants, make

_ZERO, _QUARTER, _HALF, _ONE = (constants(value) for value in (0.0, 0.25, 0.5, 1.0))


class Elementwise:
    """A function ``f(x, out)`` that fills ``out`` and returns it.

    ``out`` may be ``x`` itself where the function's text says so. It is written as the list of
    NumPy's calls that carry it out, so that these can also be kept for arrays that are used again
    and again (see ``one_by_one``).

    Attributes:
        calls: ``(x, out)``; the calls, in order.
    """

    def __init__(self, calls: Callable[[FloatArray, FloatArray], list[Call]]) -> None:
        self.calls = calls
        update_wrapper(self, calls)

    def __call__(self, x: FloatArray, out: FloatArray) -> FloatArray:
        """Fill ``out``."""
        make(self.calls(x, out))
        return out


@Elementwise
def sigmoid(z: FloatArray, out: FloatArray) -> list[Call]:
    """The logistic function, 1 / (1 + exp(-z)); in place if ``out is z``.

    Where exp(-z) overflows, the result is 0, as it should be; NumPy's warning about it is for the
    caller to switch off. Unlike a form with tanh, this one keeps very small results apart from 0,
    and a loss takes their logarithm.
    """
    one = _ONE[z.dtype.char]
    return [
        partial(np.negative, z, out),
        partial(np.exp, out, out),
        partial(np.add, out, one, out),
        partial(np.reciprocal, out, out),
    ]


@Elementwise
def sigmoid_derivative(a: FloatArray, out: FloatArray) -> list[Call]:
    """The derivative at ``z``, in terms of ``a = sigmoid(z)``: a (1 - a). Not in place."""
    one = _ONE[a.dtype.char]
    return [partial(np.subtract, one, a, out), partial(np.multiply, out, a, out)]


@Elementwise
def relu(z: FloatArray, out: FloatArray) -> list[Call]:
    """max(z, 0); in place if ``out is z``."""
    return [partial(np.maximum, z, _ZERO[z.dtype.char], out=out)]


@Elementwise
def relu_derivative(a: FloatArray, out: FloatArray) -> list[Call]:
    """1 where the unit is active, else 0: the sign of ``a``, which is never negative."""
    return [partial(np.sign, a, out)]


@Elementwise
def logistic_derivative_of_activation(a: FloatArray, out: FloatArray) -> list[Call]:
    """The logistic function's derivative taken at the *activation*: s(a) (1 - s(a)). Not in place.

    The ReLU notebook multiplies by this in both layers. It is the derivative of neither: for an
    activation of 54 it is about 1e-24, which is why that network's first layer never moves.

    Computed as (1 - tanh(a / 2)^2) / 4, which is the same, and exactly 0 where it is next to
    nothing: numbers near the smallest that there are would be very slow to calculate with.
    """
    kind = a.dtype.char
    return [
        partial(np.multiply, a, _HALF[kind], out),
        partial(np.tanh, out, out),
        partial(np.multiply, out, out, out),
        partial(np.subtract, _ONE[kind], out, out),
        partial(np.multiply, out, _QUARTER[kind], out),
    ]


@Elementwise
def one_and_cosh(a: FloatArray, out: FloatArray) -> list[Call]:
    """1 + cosh(a): half the reciprocal of the logistic function's derivative. Not in place."""
    return [partial(np.cosh, a, out), partial(np.add, out, _ONE[a.dtype.char], out)]


@dataclass(frozen=True)
class Activation:
    """A hidden layer's activation: ``function`` of z, and its ``derivative`` in terms of a."""

    function: Elementwise
    derivative: Elementwise


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "relu": Activation(relu, relu_derivative),
}

DERIVATIVE_RULES: dict[str, Callable[[Activation], Elementwise]] = {
    "derivative": lambda activation: activation.derivative,
    "logistic slope of the activation": lambda _activation: logistic_derivative_of_activation,
}
"""What a backward pass multiplies by at a hidden layer, chosen for that layer's activation."""
