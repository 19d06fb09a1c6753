"""Whether the training goes well: a sentence, and each layer's figures over time."""

from enum import Enum

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QLabel, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import Theme, icon
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.health.charts import EpochAxis, HealthRow, LayerNames
from mnistviz.gui.views.health.words import TERMS, cells_of, figure, in_words, names_of, power
from mnistviz.training.diagnosis import GUIDE, Finding, Kind, diagnose
from mnistviz.training.facts import facts_of
from mnistviz.training.snapshot import Snapshot
from mnistviz.words import mark

_BEFORE = mark("After the first test, this shows whether the training goes well, layer by layer.")

_SPACE = 4
"""Pixels between the rows."""

_SIDE, _BESIDE = 20, 8
"""Pixels: the mark, and what is left free beside it."""


class Mood(Enum):
    """How it looks: the name of an icon, whose shape tells it as well as its colour."""

    OPEN = "circle"
    GOOD = "circle-tick"
    BAD = "triangle-mark"


class HealthSentence(QWidget):
    """A mark, and beside it what is so and what to try.

    Attributes:
        mood: what the mark shows.
        what, advice: the two texts; the second is left out while it is empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mood = Mood.OPEN
        self._theme: Theme | None = None
        self._mark = QLabel()
        self.what = label("", "strong", wrap=True)
        self.advice = label("", "caption", wrap=True)
        words = column(self.what, self.advice, spacing=0)
        whole = row(self._mark, (words, 1), on=self, spacing=_BESIDE)
        whole.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)

    def say(self, mood: Mood, what: str, advice: str) -> None:
        """Say something else."""
        self.mood = mood
        self._show_mark()
        for part, text in ((self.what, what), (self.advice, advice)):
            if text != part.text():
                part.setText(text)
        self.setAccessibleName(f"{what} {advice}".strip())

    def fit(self, width: int, height: int) -> None:
        """Take the room for all words, of so many pixels; if there is less, without the advice."""
        words = width - self._mark.width() - _BESIDE
        what, advice = (
            part.heightForWidth(words) if part.text() else 0 for part in (self.what, self.advice)
        )
        has_room = what + advice <= height
        self.advice.setVisible(bool(advice) and has_room)
        self.setFixedHeight(max(what + advice if has_room else what, self._mark.height()))

    def set_theme(self, theme: Theme) -> None:
        """Colours and size from ``theme``."""
        self._theme = theme
        self._show_mark()

    def _show_mark(self) -> None:
        if (theme := self._theme) is not None:
            side = theme.px(_SIDE)
            colors = {Mood.OPEN: theme.outline, Mood.GOOD: theme.text, Mood.BAD: theme.error}
            self._mark.setFixedSize(side, side)
            self._mark.setPixmap(icon(self.mood.value, colors[self.mood], side).pixmap(side, side))


class HealthView(View):
    """What the newest measurement says, and all of them as charts.

    Attributes:
        gradient, ratio, units, activations: the four rows of charts, from the top downwards.
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
        self.rows = self.gradient, self.ratio, self.units, self.activations
        rows = (part for each in self.rows for part in ((each, 1), _SPACE))
        column(self.sentence, _SPACE, self.names, *rows, self.axis, on=self, spacing=0)
        explain(self.sentence, TERMS["diagnosis"], self.sentence.what.text)
        explain(self.gradient, TERMS["gradient norm"], self.gradient.values)
        explain(self.ratio, TERMS["update-to-weight ratio"], self.ratio.values)
        explain(self.units, TERMS["dead and saturated units"], self.units.values)
        explain(self.activations, TERMS["distribution of activations"], self.activations.values)

    def dress(self, theme: Theme) -> None:
        """Colours and type of the parts."""
        for part in (self.sentence, self.names, *self.rows, self.axis):
            part.set_theme(theme)

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
        epochs = snapshot.health.epoch
        self.names.set_names(names_of(architecture))
        remarks = (
            tr("of training images"),
            tr("dashed: usual {value}").format(value=power(-3)),
            tr("percent of units"),
            tr("median, 50, 90 %"),
        )
        rows = cells_of(snapshot.health, architecture)
        for each, cells, remark in zip(self.rows, rows, remarks, strict=True):
            each.set_cells(epochs, cells, remark)
        end = float(epochs[-1])
        texts = ("0", tr("{count} epochs").format(count=figure(end))) if end else ("", "")
        self.axis.set_ends(*texts, len(rows[0]))

    def _show_charts(self, *, there: bool) -> None:
        for part in (self.sentence, self.names, *self.rows, self.axis):
            part.setVisible(there)
        self.say_instead("" if there else _BEFORE)


def _reasons(snapshot: Snapshot) -> tuple[object, ...]:
    """Equal for two moments of which the same is to be shown."""
    has_begun = snapshot.updates > 0
    return snapshot.run_id, snapshot.health, snapshot.settings, snapshot.diverged, has_begun
