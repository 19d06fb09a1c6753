"""Where the network is wrong: the confusion matrix, each digit's accuracy, and the images."""

from PyQt6.QtCore import QPoint, QSize, Qt

from mnistviz.analysis.mistakes import Cell, digit_accuracy, most_frequent
from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.mistakes.chart import DigitAccuracyChart
from mnistviz.gui.views.mistakes.confusion import ConfusionMatrix
from mnistviz.gui.views.mistakes.images import MistakeImages
from mnistviz.gui.views.mistakes.words import TERMS, about_digits, about_mistakes, what
from mnistviz.training.evaluation import Evaluation
from mnistviz.words import mark

_LOW = 215
"""A lower view, in pixels at scale 1, has images in place of the sentences."""

_MOST_WORDS = 0.4
"""Of the height, that sentences take at most."""

_CHART, _WIDEST_CHART = 104, 420
_IMAGES, _FEWEST_IMAGES = 170, 128
"""Widths, at scale 1: if chart and images had less, there is no chart; the matrix leaves so much
to the images in any case."""


_BEFORE = mark(
    "After the first test, this shows which digits the network takes for which, and the images of "
    "its mistakes."
)


class MistakesView(View):
    """Follows the newest test.

    Attributes:
        chart: each digit's accuracy, in rows beside those of the matrix.
        images: of the chosen cell, or of all mistakes.
        sentences: which differences are beyond chance.
    """

    seconds = 0.4
    usual = QSize(660, 270)  # all three side by side

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: Evaluation | None = None
        self.grid, self.chart = ConfusionMatrix(), DigitAccuracyChart()
        self.images = MistakeImages()
        self.sentences = label("", "caption", wrap=True)
        self._words, self._sentences_height = ("", ""), 0
        self.sentences.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        for part in (self.grid, self.chart, self.images, self.sentences):
            part.setParent(self)
        self.grid.chosen.connect(self._choose)
        self.images.all_wanted.connect(lambda: self._choose(None))
        self.images.picked.connect(context.show_evidence)
        explain(self.grid, TERMS["confusion matrix"], part=self._about_cell)
        explain(self.chart, TERMS["accuracy per digit"], self._about_accuracy)
        explain(self.sentences, TERMS["frequent mistakes"])

    def dress(self, theme: Theme) -> None:
        """Colours and type of the parts."""
        for part in (self.grid, self.chart, self.images):
            part.set_theme(theme)

    def fit(self) -> None:
        """How high the sentences were so far means nothing any longer."""
        self._sentences_height = 0
        self._arrange()

    def is_stale(self) -> bool:
        """Whether there is another test."""
        return self.snapshot is not None and self.snapshot.last_test is not self._shown

    def refresh(self) -> None:
        """The newest test."""
        snapshot, before = self.snapshot, self._shown
        self._shown = None if snapshot is None else snapshot.last_test
        if snapshot is None or self._shown is None:
            self.images.forget()
        else:
            if self._shown is before:
                self.images.refresh()
            else:
                self.images.follow(self._shown, snapshot.test_digits)
            confusion, classes = self._shown.confusion, snapshot.test_digits.info.classes
            accuracy, frequent = digit_accuracy(confusion), most_frequent(confusion)
            self.grid.set_confusion(confusion, classes)
            self.chart.set_accuracy(accuracy, classes)
            self._words = about_digits(accuracy, classes), about_mistakes(frequent, classes)
        self._arrange()

    def _arrange(self) -> None:
        """The matrix at the left, the images at the right, the chart between them if it can be."""
        there, px = self._shown is not None, self.theme.px
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
        for part, shown in (
            (self.grid, there),
            (self.chart, there and charted),
            (self.images, there),
            (self.sentences, there and worded),
        ):
            part.setVisible(shown)
        self.say_instead("" if there else _BEFORE)

    def _say(self, width: int, height: int) -> int:
        """Say what there is room for; how high it is: as the longest so far.

        Else the images would move with every test.
        """
        for words in (" ".join(self._words), self._words[0]):
            self.sentences.setText(words)
            wanted = self.sentences.heightForWidth(width) + self.theme.px(6)
            if wanted <= _MOST_WORDS * height:
                break
        self._sentences_height = max(self._sentences_height, wanted)
        return self._sentences_height

    def _choose(self, cell: Cell | None) -> None:
        self.grid.select(cell)
        self.images.choose(cell)

    def _about_cell(self, place: QPoint | None) -> Part | None:
        cell, shown = self.grid.cell_at(place), self._shown
        if cell is None or shown is None or self.snapshot is None:
            return None
        happened = what(cell, self.snapshot.test_digits.info.classes)
        count, of = int(shown.confusion[cell]), int(shown.confusion[cell[0]].sum())
        text = tr("{what}: {count} of {all} ({share})")
        share = percent(count / max(of, 1))
        numbers = {"count": localized(count, ","), "all": localized(of, ","), "share": share}
        return TERMS["confusion matrix"], text.format(what=happened, **numbers)

    def _about_accuracy(self) -> str:
        shown = self.chart.shown
        return "" if shown is None else tr("{share} of all").format(share=percent(shown.overall))
