"""Whether the training goes well: a sentence, and each layer's figures over time."""

from PyQt6.QtCore import QEvent, QSize, Qt
from PyQt6.QtGui import QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.health_cells import cells_of, names_of
from mnistviz.gui.language import speak, tr
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.widgets.health.health_chart import HealthRow
from mnistviz.gui.widgets.health.health_frame import EpochAxis, LayerNames
from mnistviz.gui.widgets.health.health_sentence import HealthSentence, Mood
from mnistviz.gui.words.health import figure, in_words, power
from mnistviz.training.diagnosis import GUIDE, Finding, Kind, diagnose
from mnistviz.training.facts import facts_of
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS = 0.25
"""Between two pictures while the network learns; tests hardly come faster, after the first ones."""

_SPACE = 4
"""Pixels between the rows."""


class HealthPanel(QWidget):
    """Works only while it is visible, and only when there is a new measurement.

    Attributes:
        sentence: what looks wrong, and what to try.
        gradient, ratio, units, activations: the four rows of charts.
        finding: what the sentence says; None before there is anything to say.
        note: what is there instead before the first measurement.
    """

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Health")
        self._snapshot: Snapshot | None = None
        self._shown: tuple[object, ...] = ()
        self._is_due = Seldom(_SECONDS)
        self.finding: Finding | None = None
        self.sentence = HealthSentence()
        self.names, self.axis = LayerNames(), EpochAxis()
        self.gradient = speak(HealthRow(), name="Gradient norm")
        self.ratio = speak(HealthRow(guide=GUIDE), name="Update ÷ weights")
        self.units = speak(HealthRow(ink=True), name="Dead or saturated")
        self.activations = speak(HealthRow(ink=True), name="Activations")
        self.note = label(
            "After the first test, this shows whether the training goes well, layer by layer.",
            "caption",
            wrap=True,
        )
        self.note.setParent(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._explain()
        self._lay_out()
        self._show_charts(there=False)

    @property
    def rows(self) -> tuple[HealthRow, ...]:
        """From the top."""
        return self.gradient, self.ratio, self.units, self.activations

    def _explain(self) -> None:
        explain(self.sentence, "diagnosis", self.sentence.what.text)
        for row, term in zip(
            self.rows,
            (
                "gradient norm",
                "update-to-weight ratio",
                "dead and saturated units",
                "distribution of activations",
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

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the run."""
        other = self._snapshot is None or snapshot.run_id != self._snapshot.run_id
        self._snapshot = snapshot
        at_once = other or snapshot.status is not Status.RUNNING
        if self.isVisible() and self._is_due.is_due(at_once=at_once):
            self._catch_up()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.sentence.set_theme(theme)
        self.names.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)
        self.axis.set_theme(theme)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The sentence, and rows of a line each."""
        return QSize(300, 160)

    def sizeHint(self) -> QSize:
        """Charts that can be read."""
        return QSize(640, 260)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """In a low window the charts come before the advice."""
        super().resizeEvent(event)
        self.note.setGeometry(self.rect())
        self._fit()

    def showEvent(self, event: QShowEvent | None) -> None:
        """What happened while another view was in front was not followed."""
        super().showEvent(event)
        self._catch_up()

    def changeEvent(self, event: QEvent | None) -> None:
        """All words, in the new language."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
            if self.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        wanted = (
            snapshot.run_id,
            snapshot.health,
            snapshot.settings,
            snapshot.diverged,
            snapshot.updates > 0,
        )
        if wanted != self._shown:
            self._shown = wanted
            self._refresh(snapshot)

    def _refresh(self, snapshot: Snapshot) -> None:
        there = snapshot.health.newest is not None
        self._show_charts(there=there or snapshot.diverged)
        self.finding = finding = diagnose(facts_of(snapshot))
        mood = Mood.GOOD if finding.kind is Kind.FINE else Mood.OPEN
        self.sentence.say(Mood.BAD if finding.is_alarm else mood, *in_words(finding))
        self._fit()
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

    def _fit(self) -> None:
        charts = (self.names, *self.rows, self.axis)
        needed = sum(each.minimumSizeHint().height() for each in charts)
        between = _SPACE * (len(self.rows) + 1)
        self.sentence.fit(self.width(), self.height() - needed - between)

    def _show_charts(self, *, there: bool) -> None:
        for part in (self.sentence, self.names, *self.rows, self.axis):
            part.setVisible(there)
        self.note.setVisible(not there)
