"""One mini-batch's way through the network and back, prepared once for the arrays it works on."""

import numpy as np

from mnistviz.data.datasets.stream import Batch
from mnistviz.nn.arrays import FloatArray, make
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.parameters import Parameters


class BatchStep:
    """All calls of NumPy for a batch, with their arguments; they allocate no arrays of their own.

    Attributes:
        batch: views whose contents the stream changes from step to step.
    """

    def __init__(
        self, network: Network, parameters: Parameters, batch: Batch, gradient: Parameters
    ) -> None:
        """``gradient`` is where ``backward`` leaves its result; several steps may share it."""
        count, dtype = len(batch.labels), parameters.flat.dtype
        buffers = Buffers.for_batch(network.architecture, count, dtype)
        self.batch = batch
        self._network = network
        self._scale = buffers.scale
        self._error_scale = network.error_scale(count)
        self._forward = network.forward_calls(parameters, batch.images, buffers)
        self._backward = network.backward_calls(
            parameters, batch.images, batch.targets, buffers, gradient
        )
        self._outputs = buffers.activations[-1]
        self._losses: FloatArray = np.empty(count, dtype)
        self._answers = np.empty(count, np.intp)
        self._is_correct = np.empty(count, np.bool_)

    def forward(self) -> float:
        """The batch's mean loss."""
        make(self._forward)
        losses = self._network.loss.value(self._outputs, self.batch.targets, self._losses)
        return float(np.add.reduce(losses)) / len(losses)

    def count_correct(self) -> int:
        """How many of its images ``forward`` read rightly."""
        self._outputs.argmax(axis=1, out=self._answers)
        np.equal(self._answers, self.batch.labels, out=self._is_correct)
        return int(np.count_nonzero(self._is_correct))

    def backward(self, learning_rate: float) -> None:
        """Leave the mean gradient times ``learning_rate`` in the gradient."""
        self._scale[...] = self._error_scale * learning_rate
        make(self._backward)
