"""All images of a block at once, in rounds, until their errors stand.

What an image meets depends on the errors of those before it, and these are not known. But where
the learning rate is small they are nearly those that the weights as they stand would give. So
begin with these; work out what every image would meet then, and with that all errors anew; and so
on. The first image's are right from the start, the second's after a round, and the i-th's after
i - 1 rounds at most; yet with small steps the difference falls to nothing long before, after three
or four rounds of single precision. A round is some fifty calls of NumPy for the whole block, where
one image after the other takes thirty calls each.
"""

from itertools import count

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.block import Block, Lessons
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

_FALL = 0.25
"""As a share of what the last round changed, what each round may change. Where it is more, one
image after the other is the faster way, or there is no end."""

_LEAST = 1e-30
"""In place of a length of 0, which nothing can be a share of."""


class InRounds:
    """Does blocks of up to ``size`` images, if their steps are small enough."""

    def __init__(self, network: Network, size: int, dtype: npt.DTypeLike) -> None:
        self._network = network
        self._earlier: FloatArray = np.tri(size, k=-1, dtype=dtype)
        self._bias = float(network.architecture.biases)
        self._units = network.architecture.sizes[1:]
        self._precision = float(np.finfo(dtype).eps)

    def __call__(self, parameters: Parameters, block: Block) -> Lessons | None:
        """What the images teach; None if the errors do not stand."""
        earlier = self._earlier[: len(block.images), : len(block.images)]
        alike = block.alike * earlier
        steps: list[FloatArray] = [
            np.zeros((len(alike), units), alike.dtype) for units in self._units
        ]
        last_change = fall = 1.0
        with np.errstate(over="ignore", invalid="ignore"):  # then they do not stand
            for number in count():
                values = self._forward(parameters, block, alike, earlier, steps)
                before, steps = steps, self._backward(parameters, block, earlier, values)
                change = sum(map(_change, before, steps))
                fall, last_fall, last_change = change / last_change, fall, change
                # The next change will be smaller than this one by as much as this one is than the
                # last, or than that one was: so much that it is no change at all.
                if change * max(fall, last_fall) <= self._precision:
                    return Lessons(values[-1], (block.images, *values[:-1]), tuple(steps))
                if number and not fall <= _FALL:  # or no number
                    break
        return None

    def _forward(
        self,
        parameters: Parameters,
        block: Block,
        alike: FloatArray,
        earlier: FloatArray,
        steps: list[FloatArray],
    ) -> list[FloatArray]:
        """Per layer the activations, if the images' steps are these."""
        z, values = block.z + alike @ steps[0], list[FloatArray]()
        for k, weights in enumerate(parameters.weights):
            if k:
                below = values[-1]
                alike = below @ below.T
                alike += self._bias
                alike *= earlier
                z = below @ weights
                z += alike @ steps[k]
                if parameters.biases:
                    z += parameters.biases[k]
            last = k == len(steps) - 1
            values.append((self._network.output if last else self._network.activate)(z, z))
        return values

    def _backward(
        self,
        parameters: Parameters,
        block: Block,
        earlier: FloatArray,
        values: list[FloatArray],
    ) -> list[FloatArray]:
        """Per layer the steps, if the activations are these."""
        step = np.empty_like(values[-1])
        for call in self._network.output_error.calls(values[-1], block.targets, step):
            call()
        step *= block.rates[:, np.newaxis]
        steps = [step]
        for k in range(len(values) - 1, 0, -1):
            alike = step @ step.T
            alike *= earlier
            below = step @ parameters.weights[k].T
            below += alike @ values[k - 1]
            below *= self._network.slope(values[k - 1], np.empty_like(below))
            steps.insert(0, step := below)
        return steps


def _change(before: FloatArray, now: FloatArray) -> float:
    """How far the one is from the other, as a share of the latter's length."""
    difference, whole = (now - before).ravel(), now.ravel()
    return float(np.sqrt(difference.dot(difference) / max(whole.dot(whole), _LEAST)))
