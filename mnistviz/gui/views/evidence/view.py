"""Why the network answers as it does: what its pixels say, and what would turn the answer."""

import numpy as np
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QWidget

from mnistviz.analysis.evidence import evidence
from mnistviz.app.predictor import Prediction
from mnistviz.data.datasets.dataset import MAX_SIDE
from mnistviz.data.ink.pen import SHAPE
from mnistviz.data.ink.preparation import Step, StoredDigit, network_input
from mnistviz.gui.kit.card import Scrolled
from mnistviz.gui.kit.layouts import row
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.evidence.change_half import ChangeHalf, Verdict
from mnistviz.gui.views.evidence.change_search import ChangeSearch, Found, Question
from mnistviz.gui.views.evidence.evidence_half import EvidenceHalf
from mnistviz.nn.arrays import ByteArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.snapshot import Snapshot
from mnistviz.words import mark

_REST_MS, _REST_RUNNING_MS = 40, 900
"""Between two searches for a change; the longer one for a picture that lies there while the network
learns, as a search takes up to 100 ms of a processor that training wants."""

_INVITATION = mark(
    "Draw a digit, and see here which of its pixels speak for the answer and which against it, "
    "and the smallest stroke that would turn it."
)
_NO_NUMBERS = mark(
    "There is no evidence to show: the network's weights are too large to calculate with."
)


class EvidenceView(View):
    """Asks the predictor. In a narrow window it scrolls sideways."""

    seconds = 0.05
    usual = QSize(660, 260)  # two halves
    follows_run = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._predictor = context.predictor
        self._search = ChangeSearch(context.jobs)
        self._words_are_due = Throttle()
        self._compares: bool | None = None
        self._pixels: ByteArray | None = None
        self.evidence, self.change = EvidenceHalf(), ChangeHalf()
        self.inside = QWidget()
        row(self.evidence, (self.change, 1), on=self.inside, spacing=2 * GAP)
        self.area = Scrolled(self.inside, Qt.Orientation.Horizontal)
        self.area.setWidgetResizable(False)  # see ``_arrange``
        self.area.setParent(self)
        self.area.resized.connect(self.fit)
        self.evidence.chosen.connect(self._choose)
        self.change.chosen.connect(self.refresh_now)
        self.change.put_clicked.connect(self._put)
        self.change.said.connect(self._arrange)
        self._search.found.connect(self._show_found)
        context.predictor.answered.connect(self._follow_predictor)

    def dress(self, theme: Theme) -> None:
        """Colours and type of both halves."""
        self.evidence.set_theme(theme)
        self.change.set_theme(theme)

    def fit(self) -> None:
        """What the words needed so far means nothing any longer."""
        self.area.setGeometry(self.rect())
        self.change.forget_sizes()
        self._arrange()

    def rest(self) -> None:
        """Nobody waits for what is being looked for."""
        self._search.forget()

    def _arrange(self) -> None:
        """Pictures as large as there is room for: the changed one is as large as its original."""
        viewport = self.area.viewport()
        if viewport is None:
            return
        # The layout's own least height is that of the pictures of now: it must not decide.
        evidence, change = self.evidence, self.change
        least = evidence.least_width() + 2 * GAP + change.least_width()
        width, height = max(viewport.width(), least), viewport.height()
        self.inside.resize(width, height)
        beside, whole = evidence.beside(), change.least_width()
        third = (width - 3 * GAP - beside) // 3
        right = max(2 * third + GAP, whole)
        small = max(min(third, change.room(right, height)), 2 * MAX_SIDE)
        right = max(2 * small + GAP, whole)
        large = min(evidence.room(height), width - 2 * GAP - right - beside)
        large = max(large, 2 * MAX_SIDE)
        # What is left over in a low and wide view is for both halves' words.
        most = max(large + beside + self.theme.px(120), evidence.least_width())
        evidence.setFixedWidth(min(width - 2 * GAP - right, most))
        evidence.set_side(large)
        change.set_side(small)
        evidence.fit()

    def _show_instead(self, text: str) -> None:
        self.inside.setVisible(not text)
        self.say_instead(text)

    def _choose(self) -> None:
        self._compares = self.evidence.against.isChecked()
        self.refresh_now()

    def _put(self) -> None:
        found = self.change.found
        if found is not None and found.change is not None:
            self.context.document.put(StoredDigit(found.change.after))

    @property
    def _is_moving(self) -> bool:
        """Whether another answer comes soon."""
        return self._predictor.is_running and self._predictor.prediction is not None

    def _follow_predictor(self) -> None:
        if self._predictor.pixels is not self._pixels:  # first the answer itself is painted
            self.follow_soon()
        else:
            self.follow_if_due(at_once=not self._is_moving)

    def refresh(self) -> None:
        """Evidence and change, in pictures and words."""
        self.change.refresh_words()
        self._show(words=True)

    def follow(self) -> None:
        """The pictures; the words less often, as they are read."""
        self._show(words=self._words_are_due.is_due(at_once=not self._is_moving))

    def _show(self, *, words: bool) -> None:
        prediction, snapshot = self._predictor.prediction, self._predictor.snapshot
        self._pixels = self._predictor.pixels
        if prediction is None or snapshot is None:
            self._search.forget()
            self.change.show_found(None, None)
            self._show_instead(_INVITATION)
            return
        if not np.isfinite(prediction.outputs).all():
            self._search.forget()
            self._show_instead(_NO_NUMBERS)
            return
        data = snapshot.data.info
        for half in (self.evidence, self.change):
            half.set_data(data)
        self._show_evidence(prediction, snapshot, words=words)
        # The strokes that are tried are drawn on pictures of the canvas's shape.
        self.change.setVisible(data.shape == SHAPE)
        if data.shape == SHAPE:
            self._ask(prediction, snapshot)

    def _show_evidence(self, prediction: Prediction, snapshot: Snapshot, *, words: bool) -> None:
        chosen = self.evidence.digits.digit
        digit = prediction.digit if chosen is None else chosen
        rival = _rival(prediction, digit)
        misread = prediction.label is not None and prediction.label != prediction.digit
        compares = misread if self._compares is None else self._compares
        against = rival if compares else None
        found = evidence(snapshot.network, snapshot.parameters, prediction.pixels, digit, against)
        if not found.is_finite:
            self._show_instead(_NO_NUMBERS)
            return
        self._show_instead("")
        if words:
            self.evidence.offer(rival, compares=compares)
        self.evidence.show_evidence(found, prediction.pixels, digit, against, words=words)
        if words and self.evidence.width() < self.evidence.least_width():
            self._arrange()

    def _ask(self, prediction: Prediction, snapshot: Snapshot) -> None:
        chosen = self.change.digits.digit
        target = _rival(prediction, prediction.digit) if chosen is None else chosen
        if chosen is not None or self.change.found is None:
            self.change.set_target(target)  # otherwise the title goes with what is shown
        if self.change.found is None:
            self.change.show_waiting(prediction.pixels)
        running = self._predictor.is_running
        question = Question(
            snapshot.network, snapshot.parameters, prediction.pixels, target, thorough=not running
        )
        found = self.change.found
        is_new = found is None or not np.array_equal(found.question.pixels, prediction.pixels)
        self._search.ask(question, _REST_MS if is_new or not running else _REST_RUNNING_MS)

    def _show_found(self, found: Found) -> None:
        if self.isVisible():
            if self.change.digits.digit is None:
                self.change.set_target(found.question.target)
            self.change.show_found(found, self._verdict(found))

    def _verdict(self, found: Found) -> Verdict | None:
        snapshot, change, question = self._predictor.snapshot, found.change, found.question
        if snapshot is None or change is None:
            return None
        kind, outputs = question.network.architecture.output, change.outputs[np.newaxis]
        if not self._predictor.uncalibrated:
            outputs = calibrated(outputs, kind, snapshot.temperature)
        again = change.after
        if self._predictor.deskew and Step.DESKEWED not in self._predictor.without:
            again = network_input(StoredDigit(change.after), deskew=True)
        return Verdict(float(outputs[0, change.target]), question.answer(again))


def _rival(prediction: Prediction, digit: int) -> int:
    """What ``digit`` is compared with: the answer; for the answer its label, or the runner-up."""
    if digit != prediction.digit:
        return prediction.digit
    if prediction.label is not None and prediction.label != digit:
        return prediction.label
    others = prediction.outputs.copy()
    others[digit] = -np.inf
    return int(others.argmax())
