"""Whether "90 %" is right nine times in ten: the probabilities, checked on the test images."""

import numpy as np
from PyQt6.QtCore import QEvent, QSize, Qt
from PyQt6.QtGui import QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.language import mark, speak, tr
from mnistviz.gui.reader import Reader
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import GAP, Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.widgets.reliability_chart import FEW, ReliabilityChart
from mnistviz.gui.widgets.segmented import Segmented
from mnistviz.gui.widgets.still_label import StillLabel
from mnistviz.nn.calibration import BINS, Reliability
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS = 0.2
"""Between two figures while the network learns; nobody reads them faster."""

_WIDEST = 1.8
"""Times its height that the diagram is wide at most: beyond, the diagonal lies flat."""

_BESIDE = 0.4
"""Of the width, at most, that the words beside the diagram take."""

_PERCENT = "\N{NO-BREAK SPACE}%"

_BEFORE = mark("After the first test, this shows how far the network's percentages can be trusted.")
_NO_NUMBERS = mark("There is nothing to compare: the network's outputs are no longer numbers.")
_NAMES = (mark("Temperature"), mark("As computed"), mark("Calibrated"))
_TERMS = ("temperature", "calibration error as computed", "calibration error")
"""What explains each of them."""


class ReliabilityPanel(QWidget):
    """A diagram, its figures in words, and the switch for the whole window's numbers.

    Attributes:
        chart: the diagram.
        which: whether the window shows calibrated probabilities or the outputs as computed.
        values: temperature, and the mean distance before and after.
        sentence: what one bin says, in words.
        note: what is there instead before the first test.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        speak(self, name="Reliability")
        self._reader = reader
        self._theme: Theme | None = None
        self._newest: Snapshot | None = None
        self._shown: tuple[Evaluation | None, bool] | None = None
        self._is_due = Seldom(_SECONDS)
        self.chart = ReliabilityChart()
        self.figures = self._make_figures()
        self.note = label("", "caption", wrap=True)
        self.note.setParent(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self.chart, 1000)
        row.addWidget(self.figures)
        row.addStretch(1)
        self._show(None)
        reader.answered.connect(self._follow_reader)

    def _make_figures(self) -> QWidget:
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        self.names = tuple(StillLabel("caption", markup=True) for _ in _NAMES)
        right = Qt.AlignmentFlag.AlignRight
        self.values = tuple(StillLabel("value", right) for _ in _NAMES)
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
        self.which.chosen.connect(lambda index: self._reader.show_as_computed(index == 1))
        explain(self.chart, "reliability diagram", self.sentence.text)
        explain(self.sentence, "reliability diagram", self.sentence.text)
        explain(self.which, "numbers shown", lambda: self.which.button(self.which.index).text())
        column.addLayout(grid)
        column.addWidget(self.sentence)
        column.addWidget(self.advice)
        column.addStretch(1)
        self.caption = label("Numbers in the whole window", "caption")
        column.addWidget(self.caption)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        return figures

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show its last test."""
        other = self._newest is None or snapshot.run_id != self._newest.run_id
        self._newest = snapshot
        at_once = other or snapshot.status is not Status.RUNNING
        if self.isVisible() and self._is_stale() and self._is_due.is_due(at_once=at_once):
            self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.chart.set_theme(theme)
        self._say(theme)
        self._fit()

    def changeEvent(self, event: QEvent | None) -> None:
        """All words, in the new language."""
        super().changeEvent(event)
        is_other = event is not None and event.type() == QEvent.Type.LanguageChange
        if is_other and self._theme is not None:
            self._say(self._theme)
            self._fit()
            self._show(None if self._shown is None else self._shown[0])

    def _say(self, theme: Theme) -> None:
        for name, sign, words in zip(self.names, ("", "○ ", "● "), _NAMES, strict=True):
            name.setText(f'<span style="color: {theme.test}">{sign}</span>{tr(words)}')
        self.advice.setText(
            tr(
                "On the diagonal, “90 %” is right nine times in ten. "
                "Faint: fewer than {few} answers."
            ).format(few=FEW)
        )

    def minimumSizeHint(self) -> QSize:
        """The switch, and figures without the words that only explain."""
        return QSize(300, 190)

    def sizeHint(self) -> QSize:
        """A diagram and the words beside it."""
        return QSize(640, 230)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the diagram's shape."""
        super().resizeEvent(event)
        self.note.setGeometry(self.rect())
        self._fit()

    def showEvent(self, event: QShowEvent | None) -> None:
        """What happened while another view was in front was not followed."""
        super().showEvent(event)
        if self._is_stale():
            self._refresh()

    def _fit(self) -> None:
        if self._theme is None:
            return
        px, width, height = self._theme.px, self.width(), self.height()
        self.chart.setMaximumWidth(max(round(height * _WIDEST), px(160)))
        # In a narrow window the diagram gets what the switch does not need; in a low one the
        # figures come before the words that explain them.
        beside = max(round(width * _BESIDE), self.which.sizeHint().width())
        self.figures.setFixedWidth(min(beside, px(250)))
        self.advice.setVisible(height >= px(220))
        self.caption.setVisible(height >= px(190))

    def _follow_reader(self) -> None:
        # Answers come many times a second; only another choice of numbers changes this view.
        chosen_otherwise = self._shown is None or self._shown[1] != self._reader.as_computed
        if self.isVisible() and chosen_otherwise:
            self._refresh()

    def _wanted(self) -> tuple[Evaluation | None, bool]:
        test = None if self._newest is None else self._newest.last_test
        return test, self._reader.as_computed

    def _is_stale(self) -> bool:
        test, as_computed = self._wanted()
        return self._shown is None or self._shown[0] is not test or self._shown[1] != as_computed

    def _refresh(self) -> None:
        self._shown = self._wanted()
        self.which.select(int(self._reader.as_computed))
        self._show(self._shown[0])

    def _show(self, test: Evaluation | None) -> None:
        there = test is not None and test.with_temperature is not None
        self.chart.setVisible(there)
        self.figures.setVisible(there)
        self.note.setVisible(not there)
        self.note.setText(tr(_BEFORE if test is None else _NO_NUMBERS))
        if test is None or test.as_computed is None or test.with_temperature is None:
            return
        before, after = test.as_computed, test.with_temperature
        chosen = before if self._reader.as_computed else after
        self.chart.set_values(before, after, chosen.counts)
        texts = (
            f"{test.temperature:.2f}",
            tr("{share} off").format(share=_percent(before.calibration_error, 1)),
            tr("{share} off").format(share=_percent(after.calibration_error, 1)),
        )
        for value, text in zip(self.values, texts, strict=True):
            value.setText(text)
        self.sentence.setText(in_words(chosen))


def in_words(reliability: Reliability) -> str:
    """What one bin says: that of 80 to 90 percent, or the fullest if that has few answers."""
    number = BINS - 2
    if reliability.counts[number] < FEW:
        number = int(np.argmax(reliability.counts))
    low, high = number * 100 // BINS, (number + 1) * 100 // BINS
    return tr("Of the {count} answers given as {low} to {high}, {share} are right.").format(
        count=f"{reliability.counts[number]:,.0f}",
        low=low,
        high=f"{high}{_PERCENT}",
        share=_percent(reliability.accuracy[number], 0),
    )


def _percent(share: float, digits: int) -> str:
    return f"{100.0 * share:.{digits}f}{_PERCENT}"
