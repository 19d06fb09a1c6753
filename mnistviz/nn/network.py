"""The forward and the backward pass of a fully connected network.

Forward, layer by layer:   z_k = a_{k-1} W_k + b_k,   a_k = f(z_k),   a_0 = the images.
Backward, from the output: d_K = the output error,    d_{k-1} = (d_k W_k^T) * f'(z_{k-1}),
and the gradients are      dL/dW_k = a_{k-1}^T d_k,   dL/db_k = the sum of d_k over the batch.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from mnistviz.nn.activations import ACTIVATIONS, DERIVATIVE_RULES
from mnistviz.nn.arrays import Call, FloatArray, make
from mnistviz.nn.outputs import ERROR_RULES, LOSSES, OUTPUTS
from mnistviz.nn.parameters import Architecture, Parameters


@dataclass(frozen=True)
class LearningRule:
    """How a network is taught: which loss is reported, and what is sent backwards.

    Attributes:
        loss: a key of ``LOSSES``.
        hidden_derivative: a key of ``DERIVATIVE_RULES``; "derivative" is the right one.
        output_error: a key of ``ERROR_RULES``; "gradient of the loss" is the right one.
    """

    loss: str
    hidden_derivative: str = "derivative"
    output_error: str = "gradient of the loss"


@dataclass(frozen=True, eq=False)
class Buffers:
    """Room for one batch, made once and used for every step.

    Attributes:
        activations: per layer after the input ``(batch, units)``; the last are the outputs.
        errors: the same shapes, for dL/dz.
        derivatives: the same shapes, for the activation's derivative.
        scale: a single number that the output error is multiplied by.
    """

    activations: tuple[FloatArray, ...]
    errors: tuple[FloatArray, ...]
    derivatives: tuple[FloatArray, ...]
    scale: FloatArray

    @classmethod
    def for_batch(cls, architecture: Architecture, batch: int, dtype: npt.DTypeLike) -> "Buffers":
        """Uninitialised room for ``batch`` images."""

        def make() -> tuple[FloatArray, ...]:
            return tuple(np.empty((batch, units), dtype) for units in architecture.sizes[1:])

        return cls(make(), make(), make(), np.empty((), dtype))


class Network:
    """An architecture and a learning rule, as functions of the parameters.

    It holds no numbers: parameters come in, and results go into the caller's buffers or into new
    arrays. So predicting with one copy of the parameters while another thread trains a second
    copy needs no lock.

    Attributes:
        architecture: sizes and functions of the layers.
        rule: how it is taught.
        loss: the figure reported.
        activate: the hidden activation, ``(z, out)``.
        derivative: what the backward pass multiplies by at a hidden layer, ``(a, out)``.
        output: the output function, ``(z, out)``.
        output_error: where the backward pass starts.

    Raises:
        KeyError: the rule names something that is in no table.
    """

    def __init__(self, architecture: Architecture, rule: LearningRule) -> None:
        activation = ACTIVATIONS[architecture.hidden]
        self.architecture = architecture
        self.rule = rule
        self.loss = LOSSES[rule.loss]
        self.activate = activation.function
        self.derivative = DERIVATIVE_RULES[rule.hidden_derivative](activation)
        self.output = OUTPUTS[architecture.output].function
        self.output_error = ERROR_RULES[rule.output_error](
            architecture.output, rule.loss, architecture.sizes[-1]
        )

    def forward(
        self, parameters: Parameters, images: FloatArray, buffers: Buffers | None = None
    ) -> tuple[FloatArray, ...]:
        """The activations of every layer after the input, the outputs last.

        ``images`` are ``(batch, inputs)``, 0 to 1, of the parameters' type; the activations are
        put in ``buffers``, or in new arrays.
        """
        if buffers is None:
            buffers = Buffers.for_batch(self.architecture, len(images), images.dtype)
        make(self.forward_calls(parameters, images, buffers))
        return buffers.activations

    def backward(
        self,
        parameters: Parameters,
        images: FloatArray,
        targets: FloatArray,
        buffers: Buffers,
        gradient: Parameters,
    ) -> None:
        """Fill ``gradient`` with the batch's mean gradient (as the learning rule has it).

        Args:
            parameters: the values that ``forward`` ran with.
            images: the batch that ``forward`` ran on.
            targets: one-hot labels ``(batch, classes)``.
            buffers: what ``forward`` filled; its errors and derivatives are overwritten.
            gradient: overwritten.
        """
        buffers.scale[...] = self.error_scale(len(images))
        make(self.backward_calls(parameters, images, targets, buffers, gradient))

    def error_scale(self, batch: int) -> float:
        """What the output error has to be multiplied by for the mean gradient of a batch."""
        return self.output_error.factor / batch

    def forward_calls(
        self, parameters: Parameters, images: FloatArray, buffers: Buffers
    ) -> list[Call]:
        """What ``forward`` does, as calls that can be made again when the arrays' values change."""
        calls: list[Call] = []
        values, last = images, len(parameters.weights) - 1
        for k, weights in enumerate(parameters.weights):
            z = buffers.activations[k]
            calls.append(partial(np.matmul, values, weights, z))
            if parameters.biases:
                calls.append(partial(np.add, z, parameters.biases[k], z))
            calls += (self.output if k == last else self.activate).calls(z, z)
            values = z
        return calls

    def backward_calls(
        self,
        parameters: Parameters,
        images: FloatArray,
        targets: FloatArray,
        buffers: Buffers,
        gradient: Parameters,
    ) -> list[Call]:
        """What ``backward`` does, but for setting ``buffers.scale``, as calls to be made again.

        A factor for the gradient, such as a learning rate, is best multiplied into the scale:
        there it costs a multiplication per output, later it would be one per parameter.
        """
        activations, errors = buffers.activations, buffers.errors
        error = errors[-1]
        calls = self.output_error.calls(activations[-1], targets, error)
        calls.append(partial(np.multiply, error, buffers.scale, error))
        for k in range(len(errors) - 1, -1, -1):
            inputs, error = activations[k - 1] if k else images, errors[k]
            calls.append(partial(np.matmul, inputs.T, error, gradient.weights[k]))
            if gradient.biases:
                ones = np.ones(len(error), error.dtype)  # a product sums up faster than a sum does
                calls.append(partial(ones.dot, error, gradient.biases[k]))
            if k:
                below, derivative = errors[k - 1], buffers.derivatives[k - 1]
                calls.append(partial(np.matmul, error, parameters.weights[k].T, below))
                calls += self.derivative.calls(activations[k - 1], derivative)
                calls.append(partial(np.multiply, below, derivative, below))
        return calls

    def predict(self, parameters: Parameters, images: FloatArray) -> FloatArray:
        """The outputs for ``images`` ``(batch, inputs)``: ``(batch, classes)``, each 0 to 1.

        With a softmax output the ten add up to 1; with sigmoid outputs they need not.
        """
        # Weights may be on their way to NaN.
        with np.errstate(over="ignore", invalid="ignore"):
            return self.forward(parameters, images)[-1]
