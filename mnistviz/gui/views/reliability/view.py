"""Whether "90 %" is right nine times in ten: the probabilities, checked on the test images."""

import numpy as np
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QGridLayout, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import FixedWidthLabel, label
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.reliability.chart import FEW, ReliabilityChart
from mnistviz.nn.calibration import BINS, Reliability
from mnistviz.training.evaluation import Evaluation
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "reliability diagram": Term(
        "Reliability diagram",
        "The test images are sorted by how sure the network is of its answer, and each point is "
        "the share of right answers in one tenth of them. Points below the diagonal mean that it "
        "is too sure of itself, points above that it could be surer.",
        "accuracyₖ = right answers in bin k / answers in bin k",
    ),
    "temperature": Term(
        "Temperature",
        "All ten logits are divided by it before the softmax, which never changes which answer is "
        "the largest. Above 1 the network becomes less sure of itself, below 1 surer.",
        "pₖ = exp(zₖ / T) / Σⱼ exp(zⱼ / T)",
    ),
    "calibration error as computed": Term(
        "Calibration error as computed",
        "How far the network's own outputs are, on average, from how often they are right. It is "
        "measured on the test images, before the temperature is applied.",
        "ECE = Σₖ nₖ / n · |accuracyₖ − confidenceₖ|",
    ),
    "calibration error": Term(
        "Calibration error",
        "How far the calibrated probabilities are, on average, from how often they are right. At "
        "0, answers given 90 % are right nine times in ten.",
        "ECE = Σₖ nₖ / n · |accuracyₖ − confidenceₖ|",
    ),
    "numbers shown": Term(
        "Numbers in the whole window",
        "Calibrated probabilities say how often such answers are right, and they add up to 1. As "
        "computed, the outputs are those of the network itself, ten sigmoids one by one.",
        "calibrated: softmax(z / T), as computed: f(z)",
    ),
}


_WIDEST = 1.8
"""Times its height that the diagram is wide at most: beyond, the diagonal lies flat."""

_BESIDE = 0.4
"""Of the width, at most, that the words beside the diagram take."""


_BEFORE = mark("After the first test, this shows how far the network's percentages can be trusted.")
_NO_NUMBERS = mark("There is nothing to compare: the network's outputs are no longer numbers.")
_NAMES = (mark("Temperature"), mark("As computed"), mark("Calibrated"))
_TERMS = (TERMS["temperature"], TERMS["calibration error as computed"], TERMS["calibration error"])
"""What explains each of them."""


class ReliabilityView(View):
    """A diagram, its figures in words, and the switch for the whole window's numbers.

    Attributes:
        which: whether the window shows calibrated probabilities or the outputs as computed.
        values: temperature, and the mean distance before and after.
        sentence: what one bin says, in words.
    """

    seconds = 0.2  # nobody reads figures faster
    usual = QSize(640, 230)  # a diagram and the words beside it

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._predictor = context.predictor
        self._shown: tuple[Evaluation | None, bool] | None = None
        self.chart = ReliabilityChart()
        self.figures = self._make_figures()
        row((self.chart, 1000), self.figures, None, on=self, spacing=2 * GAP)
        context.predictor.answered.connect(self._follow_predictor)

    def _make_figures(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        self.names = tuple(FixedWidthLabel("caption", markup=True) for _ in _NAMES)
        right = Qt.AlignmentFlag.AlignRight
        self.values = tuple(FixedWidthLabel("value", right) for _ in _NAMES)
        for line, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
            for widget in (name, value):
                explain(widget, _TERMS[line], value.text)
        grid.setColumnStretch(2, 1)
        self.sentence = label("", wrap=True)
        self.advice = label("", "caption", wrap=True)
        self.which = Segmented(
            "Numbers shown",
            [
                ("Calibrated", "The whole window shows probabilities at this temperature."),
                ("As computed", "The whole window shows the network's outputs as they are."),
            ],
        )
        self.which.chosen.connect(lambda index: self._predictor.show_uncalibrated(index == 1))
        for shown in (self.chart, self.sentence):
            explain(shown, TERMS["reliability diagram"], self.sentence.text)
        explain(self.which, TERMS["numbers shown"], self.which.words)
        self.caption, figures = label("Numbers in the whole window", "caption"), QWidget()
        words = (grid, self.sentence, self.advice, None, self.caption, self.which)
        column(*words, on=figures, spacing=8).setAlignment(self.which, Qt.AlignmentFlag.AlignLeft)
        return figures

    def dress(self, theme: Theme) -> None:
        """Colours and type of the diagram, and of the names of its two lines."""
        self.chart.set_theme(theme)
        self._name()

    def _name(self) -> None:
        for name, sign, words in zip(self.names, ("", "○ ", "● "), _NAMES, strict=True):
            name.setText(f'<span style="color: {self.theme.test}">{sign}</span>{tr(words)}')
        text = tr(
            "On the diagonal, “90 %” is right nine times in ten. Faint: fewer than {few} answers."
        )
        self.advice.setText(text.format(few=FEW))

    def fit(self) -> None:
        """Keep the diagram's shape."""
        px, width, height = self.theme.px, self.width(), self.height()
        self.chart.setMaximumWidth(max(round(height * _WIDEST), px(160)))
        # In a narrow window the diagram gets what figures and switch do not need; in a low one
        # the figures come before the words that explain them.
        names, values = (
            max(label.sizeHint().width() for label in labels)
            for labels in (self.names, self.values)
        )
        needed = max(names + GAP + values, self.which.sizeHint().width())
        self.figures.setFixedWidth(max(min(round(width * _BESIDE), px(250)), needed))
        self.advice.setVisible(height >= px(220))
        self.caption.setVisible(height >= px(190))

    def _follow_predictor(self) -> None:
        # Answers come many times a second; only another choice of numbers changes this view.
        if self._shown is None or self._shown[1] != self._predictor.uncalibrated:
            self.refresh_now()

    def _wanted(self) -> tuple[Evaluation | None, bool]:
        test = None if self.snapshot is None else self.snapshot.last_test
        return test, self._predictor.uncalibrated

    def is_stale(self) -> bool:
        """Whether there is another test, or other numbers are to be shown."""
        return self._shown != self._wanted()

    def refresh(self) -> None:
        """The newest test."""
        self.chart.say_titles()
        self._name()
        self._shown = self._wanted()
        self.which.select(int(self._predictor.uncalibrated))
        self._show(self._shown[0])

    def _show(self, test: Evaluation | None) -> None:
        there = test is not None and test.with_temperature is not None
        self.chart.setVisible(there)
        self.figures.setVisible(there)
        self.say_instead("" if there else _BEFORE if test is None else _NO_NUMBERS)
        if test is None or test.uncalibrated is None or test.with_temperature is None:
            return
        before, after = test.uncalibrated, test.with_temperature
        chosen = before if self._predictor.uncalibrated else after
        self.chart.set_values(before, after, chosen.counts)
        self.values[0].setText(localized(test.temperature, ".2f"))
        for value, each in zip(self.values[1:], (before, after), strict=True):
            value.setText(tr("{share} off").format(share=percent(each.calibration_error)))
        self.sentence.setText(in_words(chosen))
        self.fit()  # longer figures may need more room


def in_words(reliability: Reliability) -> str:
    """What one bin says: that of 80 to 90 percent, or the fullest if that has few answers."""
    number = BINS - 2
    if reliability.counts[number] < FEW:
        number = int(np.argmax(reliability.counts))
    low, high = number * 100 // BINS, (number + 1) * 100 // BINS
    return tr("Of the {count} answers given as {low} to {high}, {share} are right.").format(
        count=localized(reliability.counts[number], ",.0f"),
        low=low,
        high=percent(high / 100, 0),
        share=percent(reliability.accuracy[number], 0),
    )
