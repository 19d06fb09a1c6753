"""Checks gradients beside the window, one batch after the other.

What gradients are checked on.
"""

from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from mnistviz.analysis.gradient_check import GradientCheck, check_gradients
from mnistviz.app.events import Event
from mnistviz.app.jobs import Jobs
from mnistviz.data.datasets.dataset import LabelledImages, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.ink.page import Content
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import tr
from mnistviz.training.snapshot import Snapshot


def has_label(content: Content) -> bool:
    """Whether it is known what digit it is, so that it has a loss."""
    return isinstance(content, StoredDigit) and content.label is not None


def chosen_digits(
    snapshot: Snapshot, content: Content, count: int | None, first: int
) -> tuple[LabelledImages, str]:
    """Digits as they are stored, and what to call them.

    Args:
        snapshot: which training images there are.
        content: what lies on the canvas.
        count: how many training images; None for what lies on the canvas, if it has a label.
        first: the number of the first training image; past the last it begins anew.
    """
    if count is None and isinstance(content, StoredDigit) and content.label is not None:
        label = np.array([content.label], np.uint8)
        name = tr("The {label} on the canvas").format(
            label=snapshot.data.info.classes[content.label]
        )
        return LabelledImages(content.pixels[np.newaxis].copy(), label, snapshot.data.info), name
    train = snapshot.data.train
    count = min(count or 1, len(train))
    places = (first + np.arange(count)) % len(train)
    name = tr("Training images {first} to {last}").format(
        first=localized(places[0], ","), last=localized(places[-1], ",")
    )
    return train[places], name


@dataclass(frozen=True, eq=False)
class Question:
    """A network and what to check it on.

    Attributes:
        snapshot: whose weights, and whose rule.
        digits: as they are stored.
        name: what to call them, in the language of the window.
    """

    snapshot: Snapshot
    digits: LabelledImages
    name: str


@dataclass(frozen=True, eq=False)
class Answer:
    """What came of a question, in so many seconds."""

    question: Question
    check: GradientCheck
    seconds: float


class _Stopped(MnistvizError):  # noqa: N818 - no mistake: nobody waits for it any more
    """The check was stopped, as somebody asked for that."""


@dataclass
class _Task:
    """A question under way; read and written by both threads, a field at a time."""

    question: Question
    share: float = 0.0
    is_stopped: bool = field(default=False)

    def report(self, share: float) -> None:
        self.share = share
        if self.is_stopped:
            raise _Stopped("stopped")

    def work(self) -> Answer:
        start, question = perf_counter(), self.question
        images, snapshot = question.digits.images, question.snapshot
        if snapshot.deskew:
            images = deskewed(images, question.digits.info.shape)
        check = check_gradients(
            snapshot.network,
            snapshot.parameters,
            as_input(images, np.float64),
            one_hot(question.digits.labels, len(question.digits.info.classes), np.float64),
            self.report,
        )
        return Answer(question, check, perf_counter() - start)


class GradientChecker:
    """Takes questions.

    Attributes:
        changed: a question is begun, answered or given up.
        answer: the newest; None before the first.
        problem: why the last question has no answer; None if it has.
    """

    def __init__(self, jobs: Jobs) -> None:
        self.changed: Event[()] = Event()
        self.answer: Answer | None = None
        self.problem: MnistvizError | None = None
        self._jobs = jobs
        self._task: _Task | None = None
        self._next: Question | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a question is under way."""
        return self._task is not None

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return self._task.share if self._task is not None else 0.0

    def ask(self, question: Question) -> None:
        """Answer this; what is under way is given up for it."""
        self._next = question
        if self._task is not None:
            self._task.is_stopped = True
        else:
            self._begin()

    def stop(self) -> None:
        """Give up what is under way."""
        self._next = None
        if self._task is not None:
            self._task.is_stopped = True

    def _begin(self) -> None:
        if self._next is not None:
            self._task, self._next = _Task(self._next), None
            self._jobs.do(self._task.work, self._done, self._failed)
        self.changed.emit()

    def _done(self, answer: Answer) -> None:
        self.answer, self.problem = answer, None
        self._task = None
        self._begin()

    def _failed(self, error: MnistvizError) -> None:
        self.problem = None if isinstance(error, _Stopped) else error
        self._task = None
        self._begin()
