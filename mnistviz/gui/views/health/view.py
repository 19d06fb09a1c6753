"""Whether the training goes well: a sentence, and each layer's figures over time."""

from enum import Enum

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.context import Context
from mnistviz.gui.kit.icons import icon
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import View
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
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BESIDE)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, mood: Mood, what: str, advice: str) -> None:
        """Say something else."""
        self.mood = mood
        self._show_mark()
        for part, text in ((self.what, what), (self.advice, advice)):
            if text != part.text():
                part.setText(text)
        self.setAccessibleName(f"{what} {advice}".strip())

    def fit(self, width: int, height: int) -> None:
        """Take the room for all words; without the advice if there is less than that.

        Args:
            width: pixels that it has.
            height: pixels that it has at most.
        """
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
        """All rows, from the top downwards."""
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
        epochs = snapshot.health.epoch
        self.names.set_names(names_of(architecture))
        remarks = (
            tr("of training images"),
            tr("dashed: usual {value}").format(value=power(-3)),
            tr("percent of units"),
            tr("median, 50, 90 %"),
        )
        rows = cells_of(snapshot.health, architecture)
        for row, cells, remark in zip(self.rows, rows, remarks, strict=True):
            row.set_cells(epochs, cells, remark)
        end = float(epochs[-1])
        texts = ("0", tr("{count} epochs").format(count=figure(end))) if end else ("", "")
        self.axis.set_ends(*texts, len(rows[0]))

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
