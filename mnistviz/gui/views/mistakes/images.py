"""The images of a cell of the confusion matrix, or of all mistakes, the most confident first."""

import numpy as np
from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mnistviz.analysis.mistakes import Cell, chosen_images
from mnistviz.app.events import Event
from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.ink.page import Content, stored_digit
from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.mistakes.gallery import DigitGallery
from mnistviz.gui.views.mistakes.words import TERMS, what, whole_percent
from mnistviz.nn.arrays import IntArray
from mnistviz.training.evaluation import Evaluation

_Test = tuple[Evaluation, LabelledImages]


class MistakeImages(QWidget):
    """While somebody is among the images, they stay those of the test that is looked at.

    ``picked`` carries an image as what may lie on the canvas; ``all_wanted`` is emitted when all
    mistakes are to be shown again.

    Attributes:
        all_button: back from a cell to all mistakes.
        nothing: why there are no images.
    """

    all_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.picked: Event[Content] = Event()
        self._cell: Cell | None = None
        self._newest: _Test | None = None
        self._shown: _Test | None = None
        self.heading = label("", "value", wrap=True)
        self.remark = label("", "caption", wrap=True)
        for text in (self.heading, self.remark):  # a long one makes the view no wider, but higher
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            text.setSizePolicy(policy)
        self.all_button = speak(
            QPushButton(), text="All", tip="Show all mistakes again.", name="Show all mistakes"
        )
        self.all_button.setObjectName("flat")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.clicked.connect(self.all_wanted)
        self.gallery = DigitGallery()
        self.gallery.picked.connect(self._pick)
        self.gallery.left.connect(self._catch_up)
        self.nothing = label("", "caption", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.row = row((self.heading, 1), self.all_button, spacing=4)
        below = (self.gallery, 1), (self.nothing, 1)
        column(self.row, self.remark, 4, *below, on=self, spacing=0)
        for widget in (self.heading, self.remark, self.nothing, self.all_button):
            explain(widget, TERMS["mistaken images"])
        explain(self.gallery, TERMS["mistaken images"], part=self._about_image)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.gallery.set_theme(theme)
        self.row.invalidate()
        self.row.addStrut(theme.px(28))  # as high without the button as with it

    def follow(self, evaluation: Evaluation, digits: LabelledImages) -> None:
        """Show this test from now on; later, if somebody is among the images of another."""
        self._newest = evaluation, digits
        if self._shown is None or not self.gallery.is_in_use:
            self._shown = self._newest
            self.refresh()
        elif self._shown[0] is not evaluation:
            self.remark.setText(tr("A newer test waits until you leave"))

    def forget(self) -> None:
        """There is no test any longer."""
        self._newest = self._shown = None

    def choose(self, cell: Cell | None) -> None:
        """Show the images of a cell, as the newest test has them; None for all mistakes."""
        self._cell = cell
        self._shown = self._newest
        self.refresh()
        self.gallery.scroll_to_start()

    def refresh(self) -> None:
        """Say and show everything again, in the language of the moment."""
        if self._shown is None:
            return
        found, digits = self._shown
        classes, widest = digits.info.classes, whole_percent(0.99)
        if self._cell is None:
            count, longest = found.images - int(found.confusion.trace()), max(classes, key=len)
            heading, happened = tr("All mistakes: {count}"), ""
            widest = _below(longest, longest, 0.99)
        else:
            count = int(found.confusion[self._cell])
            heading, happened = tr("{what}: {count}"), what(self._cell, classes)
        numbers = self._numbers(found, digits)
        self.heading.setText(heading.format(what=happened, count=localized(count, ",")))
        self.remark.setText(tr("Most confident first"))
        self.all_button.setVisible(self._cell is not None)
        self.gallery.set_images(digits, numbers, self._text, widest)
        self.gallery.setVisible(len(numbers) > 0)
        self.nothing.setVisible(len(numbers) == 0)
        if found.answers is None:
            self.nothing.setText(tr("No images: the network's outputs are no longer numbers."))
        else:
            self.nothing.setText(tr("No such image in the newest test."))

    def _numbers(self, found: Evaluation, digits: LabelledImages) -> IntArray:
        """Of the images to show, in order."""
        if found.answers is None or found.confidences is None:
            return np.empty(0, np.int64)
        return chosen_images(digits.labels, found.answers, found.confidences, self._cell)

    def _text(self, number: int) -> str:
        """How sure the answer to an image was, and what it was where that is not in the heading."""
        shown = self._shown
        if shown is None or shown[0].answers is None or shown[0].confidences is None:
            return ""
        sure = float(shown[0].confidences[number])
        if self._cell is not None:
            return whole_percent(sure)
        classes = shown[1].info.classes
        label, answer = shown[1].labels[number], shown[0].answers[number]
        return _below(classes[label], classes[answer], sure)

    def _catch_up(self) -> None:
        if self._shown is not self._newest:
            self._shown = self._newest
            self.refresh()

    def _pick(self, number: int) -> None:
        if self._shown is not None:
            self.picked.emit(stored_digit(self._shown[1], number))

    def _about_image(self, place: QPoint | None) -> Part | None:
        number, shown = self.gallery.number_at(place), self._shown
        if number is None or shown is None or shown[0].answers is None:
            return None
        cell = int(shown[1].labels[number]), int(shown[0].answers[number])
        happened = what(cell, shown[1].info.classes)
        text = tr("test image {number}, {what}").format(number=number, what=happened)
        return TERMS["mistaken images"], text


def _below(label: str, answer: str, confidence: float) -> str:
    return f"{label}→{answer} {whole_percent(confidence)}"
