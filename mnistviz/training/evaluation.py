"""How well a network reads a set of digits."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnistviz.data.digits import CLASSES, Digits, one_hot, put_input
from mnistviz.data.straightening import straightened
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray
from mnistviz.nn.calibration import Reliability, best_temperature, calibrated, reliability
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

_CHUNK = 500
"""Images per forward pass. Every pass takes the interpreter lock from training for a moment; larger
ones do not fit the processor's cache, which training wants as well."""

_EVERY = 4
"""Of the digits, the temperature is fitted on every fourth: that settles it to two percent, and
takes a twentieth of the test's time."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A network's answers on a set of digits, counted.

    Attributes:
        loss: mean loss per image, in the network's own loss.
        confusion: ``(10, 10)`` counts; the row is the label, the column the answer.
        temperature: with which its probabilities mean most what they say.
        as_computed: how reliable the network's own outputs are; None if that was not measured.
        with_temperature: the same of its probabilities at that temperature.
        answers: ``(images,)`` bytes, the digit answered to each; None if that was not kept.
        confidences: ``(images,)`` float32, the probability of each answer, calibrated.
    """

    loss: float
    confusion: IntArray
    temperature: float = 1.0
    as_computed: Reliability | None = None
    with_temperature: Reliability | None = None
    answers: ByteArray | None = None
    confidences: FloatArray | None = None

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
    *,
    straighten: bool = False,
) -> Evaluation:
    """Read every digit, a chunk at a time.

    Args:
        network: the functions; its loss is the one reported.
        parameters: nothing may change them meanwhile.
        digits: at least one.
        cancelled: asked between two chunks.
        straighten: whether the network is to be given straightened digits.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    confusion = np.zeros((CLASSES, CLASSES), np.int64)
    total, dtype = 0.0, parameters.flat.dtype
    room: FloatArray = np.empty((_CHUNK, digits.images.shape[1]), dtype)
    all_outputs: FloatArray = np.empty((len(digits), CLASSES), dtype)
    for start in range(0, len(digits), _CHUNK):
        if cancelled():
            raise Cancelled
        labels = digits.labels[start : start + _CHUNK]
        images = room[: len(labels)]
        chunk = digits.images[start : start + _CHUNK]
        put_input(straightened(chunk) if straighten else chunk, images)
        outputs = network.predict(parameters, images)
        all_outputs[start : start + len(labels)] = outputs
        total += float(network.loss.value(outputs, one_hot(labels, dtype)).sum(dtype=np.float64))
        np.add.at(confusion, (labels, outputs.argmax(axis=1)), 1)
    kind = network.architecture.output
    if not np.isfinite(all_outputs).all():  # of weights that are on their way to NaN
        return Evaluation(total / len(digits), confusion)
    temperature = best_temperature(all_outputs[::_EVERY], kind, digits.labels[::_EVERY])
    probabilities = calibrated(all_outputs, kind, temperature)
    return Evaluation(
        total / len(digits),
        confusion,
        temperature,
        reliability(all_outputs, digits.labels),
        reliability(probabilities, digits.labels),
        all_outputs.argmax(axis=1).astype(np.uint8),
        probabilities.max(axis=1).astype(np.float32),
    )
