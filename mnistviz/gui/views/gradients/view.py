"""Whether the calculus is right: every layer's update beside the true gradient of the loss."""

from time import monotonic

from PyQt6.QtCore import QSize, Qt, QTimer
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import Scrolled, label
from mnistviz.gui.kit.figures import percent, said
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.gradients.checker import GradientChecker, label_of, question_about
from mnistviz.gui.views.gradients.parts import GradientControls, GradientTable
from mnistviz.gui.views.gradients.weight_picker import WeightPicker
from mnistviz.gui.views.gradients.words import TERMS, about, rows
from mnistviz.training.snapshot import Snapshot, Status

_REST, _RESTS = 1.0, 8.0
"""Seconds between two checks of a network that is learning, and how many times its own duration;
the longer counts. A check takes a core of the processor, and training is to have it most of the
time."""

_LEFT = 412
"""Pixels that the table and the controls below it get of the width, at scale 1."""

_LOW = 80
"""Pixels above the controls that the table has at least, at scale 1."""

_BAR = 8
"""Pixels that a scroll bar is wide, at scale 1."""

_PATIENCE = 0.4
"""Seconds after which a check shows how far it is."""


class GradientsView(View):
    """Checks the network on screen, again and again or when it is asked to.

    Attributes:
        controls, table, picker: its parts.
        checker: does the work beside the window.
        info: what was checked; ``invitation`` is there before the first check.
    """

    usual = QSize(660, 280)  # table and pictures side by side

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asked: object = None
        self._first = 0
        self._begun = self._rest_until = 0.0
        self._by_hand = self._can_stop = False
        self.checker = GradientChecker(context.jobs)
        self.controls, self.table, self.picker = GradientControls(), GradientTable(), WeightPicker()
        self.info = label("", "caption", wrap=True)
        self.invitation = label("", "caption", wrap=True)
        explain(self.info, TERMS["images of the check"], self.info.text)
        self._progress = QTimer(self)
        self._progress.setInterval(200)
        self._progress.timeout.connect(self._show_state)
        inside = QWidget()
        self._inside = column(self.invitation, self.table, 4, self.info, None, on=inside, spacing=4)
        self._inside.setContentsMargins(0, 0, _BAR, 0)
        area = Scrolled(inside, Qt.Orientation.Vertical)
        self._left = column((area, 1), self.controls, spacing=8)
        beside = row((self._left, 1), self.picker, on=self, spacing=GAP)
        beside.setAlignment(self.picker, Qt.AlignmentFlag.AlignTop)
        self._wire()

    def _wire(self) -> None:
        controls = self.controls
        controls.check.clicked.connect(self._press)
        controls.images.chosen.connect(self._check)
        controls.others.clicked.connect(self._take_others)
        controls.live.toggled.connect(self._turn_live)
        controls.mend.clicked.connect(self.context.set_true_derivative)
        controls.filters.clicked.connect(self.context.show_change)
        self.table.chosen.connect(self._show_layer)
        self.picker.unit.said.connect(self.context.say)
        self.checker.changed.connect(self._take_change)
        self.context.predictor.content_changed.connect(self._follow_canvas)

    def begin_run(self) -> None:
        """What is being checked is there no longer."""
        self.checker.stop()

    def dress(self, theme: Theme) -> None:
        """Colours and type of table and pictures."""
        self.table.set_bad_color(theme.error)
        self.picker.set_theme(theme)

    def wake(self) -> None:
        """Another digit may lie on the canvas."""
        self._asked = None
        self._follow_canvas()

    def rest(self) -> None:
        """Nobody waits for what is under way."""
        self.checker.stop()

    def refresh(self) -> None:
        """The newest answer."""
        self._show_answer()
        self.follow()

    def follow(self) -> None:
        """What can be mended; and check again if it is time."""
        if (newest := self.snapshot) is not None:
            is_wrong = newest.network.rule.hidden_derivative != "derivative"
            true_derivative = newest.settings.true_derivative
            can_correct = newest.status is not Status.ENDED and (is_wrong or true_derivative)
            self.controls.show_rule(can_correct=can_correct, true_derivative=true_derivative)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Enter checks, wherever in the view the keyboard is."""
        if event is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._check()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Pictures as large as there is room for."""
        px, width = self.theme.px, self.width()
        beside = width >= px(560) and self._is_shown
        self.picker.setVisible(beside)
        self.picker.fit(max(width - px(_LEFT) - GAP, px(180)), self.height())
        left = width - (self.picker.sizeHint().width() + GAP if beside else 0)
        self.controls.fit(left)
        self.table.fit(left - 2 * px(_BAR))
        # Where it is low, the controls scroll with the table.
        is_low = self.height() < self.controls.sizeHint().height() + px(_LOW)
        home = self._inside if is_low else self._left
        if home.indexOf(self.controls) < 0:
            (self._left if is_low else self._inside).removeWidget(self.controls)
            home.addWidget(self.controls)

    @property
    def _is_shown(self) -> bool:
        """Whether there is an answer about the run on screen."""
        answer, newest = self.checker.answer, self.snapshot
        if answer is None or newest is None:
            return False
        return answer.question.snapshot.run_id == newest.run_id

    def _state(self, newest: Snapshot) -> object:
        """Equal for two moments between which nothing has changed that a check could show."""
        return newest.run_id, newest.updates, newest.settings, self._first

    def _go_on(self) -> None:
        """Check again if it is time and there is something new."""
        newest = self.snapshot
        if newest is None or self.checker.is_busy or not self.isVisible():
            return
        rests = newest.status is Status.RUNNING and monotonic() < self._rest_until
        if self.controls.live.isChecked() and not rests and self._state(newest) != self._asked:
            self._ask(newest, by_hand=False)

    def _press(self) -> None:
        (self.checker.stop if self._can_stop else self._check)()

    def _check(self) -> None:
        if self.snapshot is not None and self.isVisible():
            self._ask(self.snapshot, by_hand=True)

    def _ask(self, newest: Snapshot, *, by_hand: bool) -> None:
        self._asked, self._by_hand, self._begun = self._state(newest), by_hand, monotonic()
        content, count = self.context.document.content, self.controls.count
        self.checker.ask(question_about(newest, content, count, self._first))
        self._progress.start()

    def _take_others(self) -> None:
        self._first += self.controls.count or 1
        self._check()

    def _turn_live(self, on: bool) -> None:
        if on:
            self._go_on()
        elif not self._by_hand:
            self.checker.stop()

    def _follow_canvas(self) -> None:
        allowed = label_of(self.context.document.content) is not None
        moved = self.controls.allow_canvas(allowed)
        if moved or (allowed and self.controls.count is None):
            self._check()

    def _take_change(self) -> None:
        if not self.checker.is_busy:
            self._progress.stop()
            answer = self.checker.answer
            took = 0.0 if answer is None else answer.seconds
            self._rest_until = monotonic() + max(_REST, _RESTS * took)
            self._show_answer()
            self._go_on()
        self._show_state()

    def _show_state(self) -> None:
        """How far a check is, if it takes long."""
        checker, answer = self.checker, self.checker.answer
        is_slow = checker.is_busy and monotonic() - self._begun > _PATIENCE
        self._can_stop = is_slow and self._by_hand
        speak(self.controls.check, text="Stop" if self._can_stop else "Check")
        text = ""
        if checker.problem is not None:
            text = said(checker.problem)
        elif is_slow:
            text = tr("Checking … {share}").format(share=percent(checker.share, 0))
        checked = "" if answer is None else about(answer)
        self.info.setText(" · ".join(filter(None, (checked, text))))
        live = tr("Here every layer's update is compared with the true gradient of the loss.")
        asked = tr(
            "Press Check, and see here whether every layer's update is the true gradient of the "
            "loss."
        )
        self.invitation.setText(text or (live if self.controls.live.isChecked() else asked))

    def _show_answer(self) -> None:
        answer, there = self.checker.answer, self._is_shown
        self.invitation.setVisible(not there)
        self.table.setVisible(there)
        self.info.setVisible(there)
        self.fit()
        self._show_state()
        if answer is not None and there:
            self.table.set_rows(rows(answer.check))
            self._show_layer()
            self.fit()

    def _show_layer(self) -> None:
        if (answer := self.checker.answer) is not None:
            self.picker.show_layer(answer.check, self.table.layer, answer.question.digits.info)
