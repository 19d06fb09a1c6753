"""Tests a copy of the network that lacks some units, beside the window and beside the training.

The line above the units: what one looks at, and the way back to the whole network.
"""

from dataclasses import dataclass
from time import monotonic

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PyQt6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from mnistviz.analysis.units import Unit, without_units
from mnistviz.app.events import Event
from mnistviz.app.jobs import Jobs
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.layouts import row
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Cancelled, Evaluation, evaluate
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS, _REST = 1.0, 9.0
"""While the network learns, the next test begins so many seconds after the last, and so many times
its duration: it must take next to nothing from training."""

_Key = tuple[int, int]


@dataclass(frozen=True, eq=False)
class CopyResult:
    """Two tests on the same digits with weights of the same moment.

    Attributes:
        off: the units that the copy lacks.
        copy: how well the copy reads.
        whole: how well the network with all its units does.
    """

    off: frozenset[Unit]
    copy: Evaluation
    whole: Evaluation


class AblationTest:
    """One test at a time; what is asked for last wins.

    Attributes:
        changed: there is a result, or a problem.
        result: the newest for the units asked for last; None while there is none.
        problem: why there will be none, if that is so.
    """

    def __init__(self, jobs: Jobs) -> None:
        self.changed: Event[()] = Event()
        self._jobs = jobs
        self.result: CopyResult | None = None
        self.problem: MnistvizError | None = None
        self._snapshot: Snapshot | None = None
        self._off: frozenset[Unit] = frozenset()
        self._generation = 0
        self._is_busy = False
        self._rested_at = 0.0
        self._tested: _Key | None = None
        self._whole: tuple[_Key, Evaluation] | None = None

    def ask(self, snapshot: Snapshot, off: frozenset[Unit]) -> None:
        """Want to know how that network reads the test digits without those units.

        Without any, nothing is tested. Other units than before cancel a test that is under way;
        newer weights do not, or there would never be a result while the network learns.
        """
        before = self._snapshot
        if off != self._off or before is None or before.run_id != snapshot.run_id:
            self._generation += 1
            self.result, self.problem, self._tested = None, None, None
        self._snapshot, self._off = snapshot, off
        self._start_if_due()

    def _start_if_due(self) -> None:
        snapshot = self._snapshot
        if self._is_busy or not self._off or snapshot is None or _key(snapshot) == self._tested:
            return
        waits = snapshot.status is Status.RUNNING and self.result is not None
        if waits and monotonic() < self._rested_at:
            return
        self._is_busy = True
        generation, off, began = self._generation, self._off, monotonic()

        def done(result: CopyResult | None) -> None:
            self._is_busy = False
            now = monotonic()
            self._rested_at = now + max(_SECONDS, _REST * (now - began))
            if result is not None and generation == self._generation:
                self.result, self._tested = result, _key(snapshot)
                self.changed.emit()
            self._start_if_due()

        def failed(error: MnistvizError) -> None:
            self._is_busy = False
            if generation == self._generation:
                self.problem, self._tested = error, _key(snapshot)
                self.changed.emit()
            self._start_if_due()

        self._jobs.do(lambda: self._test(snapshot, off, generation), done, failed)

    def _test(self, snapshot: Snapshot, off: frozenset[Unit], generation: int) -> CopyResult | None:
        """On the other thread; None if it was cancelled."""

        def tested(parameters: Parameters) -> Evaluation:
            return evaluate(
                snapshot.network,
                parameters,
                snapshot.test_digits,
                lambda: generation != self._generation,
                deskew=snapshot.deskew,
            )

        try:
            if self._whole is None or self._whole[0] != _key(snapshot):
                self._whole = _key(snapshot), tested(snapshot.parameters)
            copy = tested(without_units(snapshot.parameters, off))
        except Cancelled:
            return None
        return CopyResult(off, copy, self._whole[1])


def _key(snapshot: Snapshot) -> _Key:
    """What tells the weights of one moment from others."""
    return snapshot.run_id, snapshot.updates


class CopyBar(QWidget):
    """Framed, with a button, while units are switched off; else one quiet line.

    Attributes:
        words: what it says.
        restore: the button, by which all units are to be switched on.
        is_copy: whether units are switched off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_copy = False
        self._theme = LIGHT
        self._texts: tuple[str, ...] = ("",)
        self.words: QLabel = label("", "caption")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setMinimumWidth(1)
        self.restore = speak(
            QPushButton(),
            text="Switch all on",
            tip="Every unit works again. The run was not touched.",
            name="Switch all units on",
        )
        self.restore.setObjectName("flat")
        self.restore.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restore.hide()
        self._row = row((self.words, 1), self.restore, on=self, spacing=8)

    def say(self, texts: tuple[str, ...], *, is_copy: bool) -> None:
        """Show the first of ``texts`` that there is room for (the last one is shown anyway)."""
        if (texts, is_copy) == (self._texts, self.is_copy):
            return
        self._texts = texts
        if is_copy != self.is_copy:
            self.is_copy = is_copy
            if not is_copy and self.restore.hasFocus():
                self.restore.clearFocus()
            self.restore.setVisible(is_copy)
            self.words.setProperty("role", "" if is_copy else "caption")
            self._row.setContentsMargins(8 if is_copy else 0, 0, 3 if is_copy else 0, 0)
            if (style := self.words.style()) is not None:
                style.polish(self.words)
            self._row.activate()
            self.update()
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.setFixedHeight(theme.px(30))
        self._fit()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, 30)

    def resizeEvent(self, _event: QResizeEvent | None) -> None:
        """A longer text may fit."""
        self._row.activate()
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.words.fontMetrics(), self.words.width()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        self.words.setText(next(fitting, self._texts[-1]))
        self.words.setAccessibleName(self._texts[0])

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A frame that says: this is not the run's network."""
        if not self.is_copy:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.strong), self._theme.pen(1.0)))
        painter.setBrush(QColor(self._theme.hover))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0)
        painter.setBrush(QColor(self._theme.surface))  # or the button would look like a word
        button = QRectF(self.restore.geometry())
        painter.drawRoundedRect(button.adjusted(0.5, 1.5, -0.5, -1.5), 5.0, 5.0)
