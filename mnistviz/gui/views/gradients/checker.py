"""What gradients are checked on; the checks are made beside the window, one after the other."""

from dataclasses import dataclass
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


class _Stopped(MnistvizError):  # noqa: N818 - no mistake: nobody waits for it any more
    """The check was stopped, as somebody asked for that."""


@dataclass(eq=False)
class Question:
    """A network and what to check it on.

    Attributes:
        snapshot: whose weights, and whose rule.
        digits: as they are stored.
        name: what to call them, in the language of the window.
        share: how much is done, 0 to 1; like ``is_stopped`` read and written by both threads.
        is_stopped: whether the check is to be given up.
    """

    snapshot: Snapshot
    digits: LabelledImages
    name: str
    share: float = 0.0
    is_stopped: bool = False

    def work(self) -> "Answer":
        """Make the check, on any thread; all in float64."""
        start, info = perf_counter(), self.digits.info
        images = self.digits.images
        if self.snapshot.deskew:
            images = deskewed(images, info.shape)
        check = check_gradients(
            self.snapshot.network,
            self.snapshot.parameters,
            as_input(images, np.float64),
            one_hot(self.digits.labels, len(info.classes), np.float64),
            self._report,
        )
        return Answer(self, check, perf_counter() - start)

    def _report(self, share: float) -> None:
        self.share = share
        if self.is_stopped:
            raise _Stopped("stopped")


@dataclass(frozen=True, eq=False)
class Answer:
    """What came of a question, in so many seconds."""

    question: Question
    check: GradientCheck
    seconds: float


def label_of(content: Content) -> int | None:
    """What digit it is, if that is known, so that it has a loss."""
    return content.label if isinstance(content, StoredDigit) else None


def question_about(snapshot: Snapshot, content: Content, count: int | None, first: int) -> Question:
    """A question on digits as they are stored.

    Args:
        snapshot: which training images there are.
        content: what lies on the canvas.
        count: how many training images; None for what lies on the canvas, if it has a label.
        first: the number of the first training image; past the last it begins anew.
    """
    data, label = snapshot.data, label_of(content)
    if count is None and label is not None and isinstance(content, StoredDigit):
        images, labels = content.pixels[np.newaxis].copy(), np.array([label], np.uint8)
        name = tr("The {label} on the canvas").format(label=data.info.classes[label])
        return Question(snapshot, LabelledImages(images, labels, data.info), name)
    train = data.train
    places = (first + np.arange(min(count or 1, len(train)))) % len(train)
    ends = {"first": localized(places[0], ","), "last": localized(places[-1], ",")}
    name = tr("Training images {first} to {last}").format(**ends)
    return Question(snapshot, train[places], name)


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
        self._question: Question | None = None
        self._next: Question | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a question is under way."""
        return self._question is not None

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return 0.0 if self._question is None else self._question.share

    def ask(self, question: Question) -> None:
        """Answer this; what is under way is given up for it."""
        self.stop()
        self._next = question
        if self._question is None:
            self._begin()

    def stop(self) -> None:
        """Give up what is under way."""
        self._next = None
        if self._question is not None:
            self._question.is_stopped = True

    def _begin(self) -> None:
        self._question, self._next = self._next, None
        if self._question is not None:
            self._jobs.do(self._question.work, self._done, self._failed)
        self.changed.emit()

    def _done(self, answer: Answer) -> None:
        self.answer, self.problem = answer, None
        self._begin()

    def _failed(self, error: MnistvizError) -> None:
        self.problem = None if isinstance(error, _Stopped) else error
        self._begin()
