"""Looks for the smallest change beside the window, always for what is wanted last."""

from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import QObject, QTimer

from mnistviz.analysis.stroke_change import Change, smallest_change
from mnistviz.app.events import Event
from mnistviz.app.jobs import Jobs
from mnistviz.data.datasets.dataset import as_input
from mnistviz.errors import MnistvizError
from mnistviz.nn.arrays import ByteArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Question:
    """What would turn the answer to a picture?

    Attributes:
        network, parameters: whose answer it is.
        pixels: what it is given, ``(784,)`` bytes.
        target: what the answer is to become.
        thorough: whether to look for long; while a network learns, that would hold it up.
    """

    network: Network
    parameters: Parameters
    pixels: ByteArray
    target: int
    thorough: bool

    def answer(self, pixels: ByteArray) -> int:
        """What ``pixels`` are read as if the network is given them as they are."""
        images = as_input(pixels[np.newaxis], self.parameters.flat.dtype)
        return int(self.network.predict(self.parameters, images).argmax())

    def is_like(self, other: "Question | None") -> bool:
        """Whether it needs no other search."""
        return (
            other is not None
            and self.parameters is other.parameters
            and self.target == other.target
            and self.thorough <= other.thorough
            and np.array_equal(self.pixels, other.pixels)
        )


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to.

    Attributes:
        question: what was asked.
        answer: what the network reads the picture as, unchanged.
        change: what turns it; None if nothing was found.
    """

    question: Question
    answer: int
    change: Change | None


class ChangeSearch(QObject):
    """One search at a time, with a rest after each, so that what else runs gets its share."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.found: Event[Found] = Event()
        self._jobs = jobs
        self._wanted: Question | None = None
        self._asked: Question | None = None
        self._is_busy = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin)
        self.rest_ms = 0

    def ask(self, question: Question, rest_ms: int) -> None:
        """Search as soon as may be; an older question that waits is forgotten.

        Args:
            question: nothing is done if it was the one before as well.
            rest_ms: how long to rest between two searches from now on.
        """
        self._wanted = None if question.is_like(self._asked) else question
        self.rest_ms = rest_ms
        if self._rest.isActive() and self._rest.remainingTime() > rest_ms:
            self._rest.start(rest_ms)
        self._begin()

    def forget(self) -> None:
        """Search no more; what is under way is not reported."""
        self._wanted = self._asked = None

    def _begin(self) -> None:
        if self._is_busy or self._rest.isActive() or self._wanted is None:
            return
        question, self._asked, self._wanted = self._wanted, self._wanted, None
        self._is_busy = True
        self._jobs.do(lambda: _answered(question), self._end, self._end)

    def _end(self, result: Found | MnistvizError) -> None:
        self._is_busy = False
        self._rest.start(self.rest_ms)
        # An error is in the log; the next picture may fare better.
        if self._asked is not None and isinstance(result, Found):
            self.found.emit(result)


def _answered(question: Question) -> Found:
    network, parameters, pixels = question.network, question.parameters, question.pixels
    answer = question.answer(pixels)
    change = smallest_change(
        network, parameters, pixels, question.target, thorough=question.thorough
    )
    return Found(question, answer, change)
