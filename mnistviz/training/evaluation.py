"""How well a network reads a set of digits.

Tests networks on a thread of its own, so that testing takes next to nothing from training.

The matrix products of a test run outside the interpreter lock, on a second core where there is
one. Training only pays for the copy of its parameters.
"""

import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from time import monotonic

import numpy as np

from mnistviz.data.datasets.dataset import LabelledImages, one_hot, put_input
from mnistviz.data.datasets.deskewing import deskewed
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
        confusion: ``(classes, classes)`` counts; the row is the label, the column the answer.
        temperature: with which its probabilities mean most what they say.
        uncalibrated: how reliable the network's own outputs are; None if that was not measured.
        with_temperature: the same of its probabilities at that temperature.
        answers: ``(images,)`` bytes, the class answered to each; None if that was not kept.
        confidences: ``(images,)`` float32, the probability of each answer, calibrated.
    """

    loss: float
    confusion: IntArray
    temperature: float = 1.0
    uncalibrated: Reliability | None = None
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
    digits: LabelledImages,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    deskew: bool = False,
) -> Evaluation:
    """Read every digit, a chunk at a time.

    Args:
        network: the functions; its loss is the one reported.
        parameters: nothing may change them meanwhile.
        digits: at least one.
        cancelled: asked between two chunks.
        deskew: whether the network is to be given deskewed digits.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    info, classes = digits.info, len(digits.info.classes)
    confusion = np.zeros((classes, classes), np.int64)
    total, dtype = 0.0, parameters.flat.dtype
    room: FloatArray = np.empty((_CHUNK, info.pixels), dtype)
    all_outputs: FloatArray = np.empty((len(digits), classes), dtype)
    for start in range(0, len(digits), _CHUNK):
        if cancelled():
            raise Cancelled
        labels = digits.labels[start : start + _CHUNK]
        images = room[: len(labels)]
        chunk = digits.images[start : start + _CHUNK]
        put_input(deskewed(chunk, info.shape) if deskew else chunk, images)
        outputs = all_outputs[start : start + len(labels)] = network.predict(parameters, images)
        losses = network.loss.value(outputs, one_hot(labels, classes, dtype))
        total += float(losses.sum(dtype=np.float64))
        np.add.at(confusion, (labels, outputs.argmax(axis=1)), 1)
    result = Evaluation(total / len(digits), confusion)
    if not np.isfinite(all_outputs).all():  # of weights that are on their way to NaN
        return result
    return _with_certainty(result, network.architecture.output, all_outputs, digits.labels)


def _with_certainty(
    counted: Evaluation, kind: str, outputs: FloatArray, labels: ByteArray
) -> Evaluation:
    temperature = best_temperature(outputs[::_EVERY], kind, labels[::_EVERY])
    probabilities = calibrated(outputs, kind, temperature)
    return Evaluation(
        counted.loss,
        counted.confusion,
        temperature,
        reliability(outputs, labels),
        reliability(probabilities, labels),
        outputs.argmax(axis=1).astype(np.uint8),
        probabilities.max(axis=1).astype(np.float32),
    )


_REST, _FIRST_REST = 9.0, 3.0
"""Times its duration that a test is followed by rest, when it is not an important one. The first
tests come closer together: most is learned in the first seconds."""

_FIRST = 8
"""Tests of a run that count as its first."""


class Evaluator:
    """One thread that tests what it is given, oldest first."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mnistviz-evaluator")
        self._pending: list[Future[None]] = []
        self._made: dict[int, list[int]] = {}
        self._rested_at = 0.0

    def submit(
        self,
        run_id: int,
        network: Network,
        parameters: Parameters,
        digits: LabelledImages,
        report: Callable[[Evaluation], None],
        *,
        deskew: bool = False,
    ) -> None:
        """Test ``parameters`` (frozen); ``report`` is called on the evaluator's thread.

        See ``evaluate`` for the other arguments; ``run_id`` is what ``cancel`` goes by.

        If two tests are waiting already, this waits for them: nothing piles up.
        """
        if len(self._unfinished()) > 2:
            wait(self._pending)
        made = self._made.setdefault(run_id, [0])

        def cancelled() -> bool:
            return self._made.get(run_id) is not made

        def job() -> None:
            start = monotonic()
            try:
                result = evaluate(network, parameters, digits, cancelled, deskew=deskew)
            except Cancelled:
                return
            end = monotonic()
            made[0] += 1
            rest = _FIRST_REST if made[0] <= _FIRST else _REST
            self._rested_at = end + rest * (end - start)
            report(result)

        self._pending.append(self._pool.submit(job))

    @property
    def is_rested(self) -> bool:
        """Whether a test that can as well be left out would take little from anyone."""
        return not self._unfinished() and monotonic() >= self._rested_at

    def cancel(self, run_id: int) -> None:
        """Drop what is waiting and under way for a run; none of it is reported."""
        self._made.pop(run_id, None)

    def close(self) -> None:
        """End the thread, within the time of one chunk."""
        self._made.clear()
        self._pool.shutdown(cancel_futures=True)

    def _unfinished(self) -> list[Future[None]]:
        self._pending = [future for future in self._pending if not future.done()]
        return self._pending
