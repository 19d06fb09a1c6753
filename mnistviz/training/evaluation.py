"""How well a network reads a set of digits."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnistviz.data.digits import CLASSES, Digits, one_hot, put_input
from mnistviz.nn.arrays import FloatArray, IntArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

_CHUNK = 500
"""Images per forward pass. Every pass takes the interpreter lock from training for a moment; larger
ones do not fit the processor's cache, which training wants as well."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A network's answers on a set of digits, counted.

    Attributes:
        loss: mean loss per image, in the network's own loss.
        confusion: ``(10, 10)`` counts; the row is the label, the column the answer.
    """

    loss: float
    confusion: IntArray

    @property
    def images(self) -> int:
        """How many digits were read."""
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float:
        """The share that was read rightly, 0 to 1."""
        return int(self.confusion.trace()) / self.images

    @property
    def standard_error(self) -> float:
        """Of the accuracy p over n images: sqrt(p (1 - p) / n), the binomial formula."""
        return math.sqrt(self.accuracy * (1.0 - self.accuracy) / self.images)


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The evaluation was told to stop."""


def evaluate(
    network: Network,
    parameters: Parameters,
    digits: Digits,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """Read every digit, a chunk at a time.

    Args:
        network: the functions; its loss is the one reported.
        parameters: nothing may change them meanwhile.
        digits: at least one.
        cancelled: asked between two chunks.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    confusion = np.zeros((CLASSES, CLASSES), np.int64)
    total, dtype = 0.0, parameters.flat.dtype
    room: FloatArray = np.empty((_CHUNK, digits.images.shape[1]), dtype)
    for start in range(0, len(digits), _CHUNK):
        if cancelled():
            raise Cancelled
        labels = digits.labels[start : start + _CHUNK]
        images = room[: len(labels)]
        put_input(digits.images[start : start + _CHUNK], images)
        outputs = network.predict(parameters, images)
        total += float(network.loss.value(outputs, one_hot(labels, dtype)).sum(dtype=np.float64))
        np.add.at(confusion, (labels, outputs.argmax(axis=1)), 1)
    return Evaluation(total / len(digits), confusion)
