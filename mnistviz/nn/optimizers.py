"""The update rule: gradient descent with momentum."""

import numpy as np

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.parameters import Parameters


class Momentum:
    """v = momentum * v + gradient;  parameters = parameters - learning_rate * v  (Polyak 1964).

    The velocity holds no learning rate, so a change of the learning rate takes hold at once.
    With a momentum of 0 this is plain gradient descent, to the last bit.

    Attributes:
        velocity: ``(parameter_count,)``; all zero at the start.
    """

    def __init__(self, parameters: Parameters) -> None:
        self.velocity: FloatArray = np.zeros_like(parameters.flat)
        self._step: FloatArray = np.empty_like(parameters.flat)
        self._moving = False

    def update(
        self, parameters: Parameters, gradient: Parameters, learning_rate: float, momentum: float
    ) -> None:
        """Move ``parameters`` by one step, in place; ``gradient`` is left as it is."""
        if momentum == 0.0:
            np.multiply(gradient.flat, learning_rate, out=self._step)
            self._forget()
        else:
            self.velocity *= momentum
            self.velocity += gradient.flat
            np.multiply(self.velocity, learning_rate, out=self._step)
            self._moving = True
        parameters.flat[...] -= self._step

    def _forget(self) -> None:
        # What was gathered before momentum was switched off must not come back when it returns.
        if self._moving:
            self.velocity.fill(0.0)
            self._moving = False
