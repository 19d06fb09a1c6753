"""Whether the training goes well: a sentence, and each layer's figures over time."""

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QVBoxLayout

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.context import Context
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import View
from mnistviz.gui.views.health.cells import cells_of, names_of
from mnistviz.gui.views.health.chart import HealthRow
from mnistviz.gui.views.health.frame import EpochAxis, LayerNames
from mnistviz.gui.views.health.sentence import HealthSentence, Mood
from mnistviz.gui.views.health.terms import TERMS
from mnistviz.gui.views.health.words import figure, in_words, power
from mnistviz.training.diagnosis import GUIDE, Finding, Kind, diagnose
from mnistviz.training.facts import facts_of
from mnistviz.training.snapshot import Snapshot
from mnistviz.words import mark

_BEFORE = mark("After the first test, this shows whether the training goes well, layer by layer.")

_SPACE = 4
"""Pixels between the rows."""


class HealthView(View):
    """What the newest measurement says, and all of them as charts.

    Attributes:
        sentence: what looks wrong, and what to try.
        gradient, ratio, units, activations: the four rows of charts.
        finding: what the sentence says; None before there is anything to say.
    """

    seconds = 0.25  # tests hardly come faster, after the first ones
    least = QSize(300, 160)  # the sentence, and rows of a line each
    usual = QSize(640, 260)  # charts that can be read

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: tuple[object, ...] = ()
        self.finding: Finding | None = None
        self.sentence = HealthSentence()
        self.names, self.axis = LayerNames(), EpochAxis()
        self.gradient = speak(HealthRow(), name="Gradient norm")
        self.ratio = speak(HealthRow(guide=GUIDE), name="Update ÷ weights")
        self.units = speak(HealthRow(ink=True), name="Dead or saturated")
        self.activations = speak(HealthRow(ink=True), name="Activations")
        self._explain()
        self._lay_out()

    @property
    def rows(self) -> tuple[HealthRow, ...]:
        """From the top."""
        return self.gradient, self.ratio, self.units, self.activations

    def _explain(self) -> None:
        explain(self.sentence, TERMS["diagnosis"], self.sentence.what.text)
        for row, term in zip(
            self.rows,
            (
                TERMS["gradient norm"],
                TERMS["update-to-weight ratio"],
                TERMS["dead and saturated units"],
                TERMS["distribution of activations"],
            ),
            strict=True,
        ):
            explain(row, term, row.values)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addSpacing(_SPACE)
        column.addWidget(self.names)
        for row in self.rows:
            column.addWidget(row, 1)
            column.addSpacing(_SPACE)
        column.addWidget(self.axis)

    def dress(self, theme: Theme) -> None:
        """Colours and type of the parts."""
        self.sentence.set_theme(theme)
        self.names.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)
        self.axis.set_theme(theme)

    def fit(self) -> None:
        """In a low window the charts come before the advice."""
        charts = (self.names, *self.rows, self.axis)
        needed = sum(each.minimumSizeHint().height() for each in charts)
        between = _SPACE * (len(self.rows) + 1)
        self.sentence.fit(self.width(), self.height() - needed - between)

    def is_stale(self) -> bool:
        """Whether there is another measurement, or another reason for a finding."""
        return self.snapshot is not None and _reasons(self.snapshot) != self._shown

    def refresh(self) -> None:
        """The finding and the charts."""
        snapshot = self.snapshot
        if snapshot is None:
            self._show_charts(there=False)
            return
        self._shown = _reasons(snapshot)
        there = snapshot.health.newest is not None
        self._show_charts(there=there or snapshot.diverged)
        self.finding = finding = diagnose(facts_of(snapshot))
        mood = Mood.GOOD if finding.kind is Kind.FINE else Mood.OPEN
        self.sentence.say(Mood.BAD if finding.is_alarm else mood, *in_words(finding))
        self.fit()
        if not there:
            return
        architecture = snapshot.network.architecture
        cells = cells_of(snapshot.health, architecture)
        self.names.set_names(names_of(architecture))
        usual = tr("dashed: usual {value}").format(value=power(-3))
        self.gradient.set_cells(cells.epochs, cells.gradient, tr("of training images"))
        self.ratio.set_cells(cells.epochs, cells.ratio, usual)
        self.units.set_cells(cells.epochs, cells.units, tr("percent of units"))
        self.activations.set_cells(cells.epochs, cells.activations, tr("median, 50, 90 %"))
        end = float(cells.epochs[-1])
        texts = ("0", tr("{count} epochs").format(count=figure(end))) if end else ("", "")
        self.axis.set_ends(*texts, len(cells.gradient))

    def _show_charts(self, *, there: bool) -> None:
        for part in (self.sentence, self.names, *self.rows, self.axis):
            part.setVisible(there)
        self.say_instead("" if there else _BEFORE)


def _reasons(snapshot: Snapshot) -> tuple[object, ...]:
    """Equal for two moments of which the same is to be shown."""
    return (
        snapshot.run_id,
        snapshot.health,
        snapshot.settings,
        snapshot.diverged,
        snapshot.updates > 0,
    )
