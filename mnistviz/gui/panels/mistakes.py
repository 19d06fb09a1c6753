"""Where the network is wrong: the confusion matrix, each digit's accuracy, and the images."""

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QWidget

from mnistviz.analysis.confusions import Cell, most_frequent
from mnistviz.analysis.digit_accuracy import digit_accuracy
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.language import speak, tr
from mnistviz.gui.reader import Reader
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import GAP, LIGHT, Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.widgets.mistakes.confusion_grid import ConfusionGrid
from mnistviz.gui.widgets.mistakes.digit_accuracy_chart import DigitAccuracyChart
from mnistviz.gui.widgets.mistakes.mistake_images import MistakeImages
from mnistviz.gui.words.figures import percent
from mnistviz.gui.words.mistakes import about_digits, about_mistakes, what
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS = 0.4
"""Between two tests that are shown while the network learns."""

_LOW = 215
"""A lower view, in pixels at scale 1, has images in place of the sentences."""

_MOST_WORDS = 0.4
"""Of the height, that sentences take at most."""

_CHART, _WIDEST_CHART = 104, 420
_IMAGES, _FEWEST_IMAGES = 170, 128
"""Widths, at scale 1: if chart and images had less, there is no chart; the matrix leaves so much
to the images in any case."""


class MistakesPanel(QWidget):
    """Follows the newest test; works only while it is visible.

    ``show_requested`` carries a test image that is to lie on the canvas.

    Attributes:
        grid: the confusion matrix.
        chart: each digit's accuracy, in rows beside those of the matrix.
        images: of the chosen cell, or of all mistakes.
        sentences: which differences are beyond chance.
        note: what is there instead before the first test.
    """

    show_requested = pyqtSignal(object)

    def __init__(self, reader: Reader) -> None:  # noqa: ARG002 - views are all made alike
        super().__init__()
        speak(self, name="Mistakes")
        self._theme = LIGHT
        self._newest: Snapshot | None = None
        self._shown: Evaluation | None = None
        self._is_due = Seldom(_SECONDS)
        self.grid, self.chart, self.images = ConfusionGrid(), DigitAccuracyChart(), MistakeImages()
        self.sentences = label("", "caption", wrap=True)
        self._words, self._sentences_height = ("", ""), 0
        self.note = label(
            "After the first test, this shows which digits the network takes for which, and the "
            "images of its mistakes.",
            "caption",
            wrap=True,
        )
        left = Qt.AlignmentFlag.AlignLeft
        self.note.setAlignment(left | Qt.AlignmentFlag.AlignTop)
        self.sentences.setAlignment(left | Qt.AlignmentFlag.AlignBottom)
        for part in (self.grid, self.chart, self.images, self.sentences, self.note):
            part.setParent(self)
        self.grid.chosen.connect(self._choose)
        self.images.all_wanted.connect(lambda: self._choose(None))
        self.images.picked.connect(self.show_requested)
        explain(self.grid, "confusion matrix", self._about_cell)
        explain(self.chart, "accuracy per digit", self._about_accuracy)
        explain(self.sentences, "frequent mistakes")
        self._fit()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show its last test."""
        other = self._newest is None or snapshot.run_id != self._newest.run_id
        self._newest = snapshot
        at_once = other or snapshot.status is not Status.RUNNING
        if self.isVisible() and self._is_stale() and self._is_due.is_due(at_once=at_once):
            self._show_test()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        for part in (self.grid, self.chart, self.images):
            part.set_theme(theme)
        self._sentences_height = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A matrix, and a column of images."""
        return QSize(300, 190)

    def sizeHint(self) -> QSize:
        """All three side by side."""
        return QSize(660, 270)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The matrix is as large as the height allows."""
        super().resizeEvent(event)
        self._sentences_height = 0
        self._fit()

    def showEvent(self, event: QShowEvent | None) -> None:
        """What happened while another view was in front was not followed."""
        super().showEvent(event)
        if self._is_stale():
            self._show_test()

    def changeEvent(self, event: QEvent | None) -> None:
        """Texts that were put together are put together again."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self._sentences_height = 0
            self._show_figures()
            self.images.refresh()

    def _is_stale(self) -> bool:
        return self._newest is not None and self._newest.last_test is not self._shown

    def _show_test(self) -> None:
        newest = self._newest
        if newest is None:
            return
        self._shown = newest.last_test
        if self._shown is None:
            self.images.forget()
        else:
            self.images.follow(self._shown, newest.test_digits)
        self._show_figures()

    def _show_figures(self) -> None:
        if self._shown is not None:
            confusion = self._shown.confusion
            accuracy = digit_accuracy(confusion)
            self.grid.set_confusion(confusion)
            self.chart.set_accuracy(accuracy)
            frequent = most_frequent(confusion)
            self._words = about_digits(accuracy), about_mistakes(frequent)
        self._fit()

    def _fit(self) -> None:
        """The matrix at the left, the images at the right, the chart between them if it can be."""
        there, px = self._shown is not None, self._theme.px
        width, height = self.width(), self.height()
        matrix = min(self.grid.width_for(height), width - px(_FEWEST_IMAGES) - GAP)
        self.grid.setGeometry(0, 0, matrix, height)
        room = width - matrix - 2 * GAP
        charted = room >= px(_CHART) + px(_IMAGES)
        chart = min(max(round(0.35 * room), px(_CHART)), room - px(_IMAGES), px(_WIDEST_CHART))
        self.chart.setGeometry(matrix + GAP, 0, max(chart, 0), height)
        self.chart.set_rows(*self.grid.rows())
        left = matrix + GAP + (chart + GAP if charted else 0)
        worded = height >= px(_LOW)
        below = self._say(width - left, height) if worded and there else 0
        self.images.setGeometry(left, 0, width - left, height - below)
        self.sentences.setGeometry(left, height - below, width - left, below)
        self.note.setGeometry(self.rect())
        for part, shown in (
            (self.grid, there),
            (self.chart, there and charted),
            (self.images, there),
            (self.sentences, there and worded),
            (self.note, not there),
        ):
            part.setVisible(shown)

    def _say(self, width: int, height: int) -> int:
        """Say what there is room for; how high it is: as the longest so far.

        Else the images would move with every test.
        """
        for words in (" ".join(self._words), self._words[0]):
            self.sentences.setText(words)
            wanted = self.sentences.heightForWidth(width) + self._theme.px(6)
            if wanted <= _MOST_WORDS * height:
                break
        self._sentences_height = max(self._sentences_height, wanted)
        return self._sentences_height

    def _choose(self, cell: Cell | None) -> None:
        self.grid.select(cell)
        self.images.choose(cell)

    def _about_cell(self) -> str:
        cell, shown = self.grid.pointed, self._shown
        if cell is None or shown is None:
            return ""
        count, of = int(shown.confusion[cell]), int(shown.confusion[cell[0]].sum())
        text = tr("{what}: {count} of {all} ({share})")
        share = percent(count / max(of, 1))
        return text.format(what=what(cell), count=f"{count:,}", all=f"{of:,}", share=share)

    def _about_accuracy(self) -> str:
        shown = self.chart.shown
        return "" if shown is None else tr("{share} of all").format(share=percent(shown.overall))
