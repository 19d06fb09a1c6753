"""The smallest change that turns the answer: what comes and goes, what it becomes, and how sure.

It is given what it shows, and tells what a person chooses; it asks nobody.
"""

from dataclasses import dataclass

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QPushButton

from mnistviz.analysis.stroke_change import MOST_STROKES, Change
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import row
from mnistviz.gui.kit.pixel_picture import BLANK, Ink, PixelPicture
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.views.evidence.change_search import Found
from mnistviz.gui.views.evidence.parts import HEAD, SPACING, TOP_LEFT, DigitChoice, Half, InkChange
from mnistviz.nn.arrays import ByteArray
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "change target": Term(
        "What the answer is to become",
        "The digit that the search tries to turn the answer into: the runner-up, the label of a "
        "misread digit, or one that you choose. Far digits need more ink, or cannot be reached.",
    ),
    "smallest change": Term(
        "Smallest stroke-like change",
        "Thousands of straight strokes of a pen and an eraser are tried on the prepared 28 by 28 "
        "picture, and the change with the least ink that turns the answer is shown. It is a "
        "search, so there may be a smaller one that it did not find.",
        "min Σᵢ |x′ᵢ − xᵢ|, argmax f(x′) = target",
    ),
    "changed picture": Term(
        "The changed picture",
        "The very picture, rounded to bytes, that the network was given to make sure that its "
        "answer has turned. A network that straightens digits gets it without being straightened "
        "a second time.",
    ),
    "ink of a change": Term(
        "Ink of a change",
        "What is added (outlined) and what is taken away (crossed out), counted in pixels full of "
        "ink. A whole digit of MNIST has about 100.",
        "Σᵢ |x′ᵢ − xᵢ| / 255",
    ),
    "change on the canvas": Term(
        "Put on canvas",
        "Puts the changed picture where you draw, so that every view shows it; undo brings back "
        "what was there. It is prepared again there, as everything is: a network that straightens "
        "may then read it otherwise, and a line says so.",
    ),
}

_NONE = 0.05
"""Pixels of ink that would be shown as 0.0."""

_LOW, _WORDS = 210, 18
"""Pixels at scale 1: a half that has no room for everything; the least height of the words."""

_THIN = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Verdict:
    """What is said about a change beside its picture.

    Attributes:
        share: the answer's probability or output after the change, 0 to 1.
        again: what the changed picture is read as where it is prepared once more.
    """

    share: float
    again: int


class ChangeHalf(Half):
    """``put_clicked`` is emitted at the button.

    ``said`` follows other words, which may need another line.

    Attributes:
        marks: what comes and goes.
        result: the changed picture.
        headline, details: what it comes to, in words.
        found: what is shown.
    """

    put_clicked = pyqtSignal()
    said = pyqtSignal()

    def __init__(self) -> None:
        self.put = speak(
            QPushButton(),
            text="Put on canvas",
            tip="Show the changed picture on the canvas and in every view.",
            name="Put the changed picture on the canvas",
        )
        automatic = mark("The runner-up; or the label, if a digit is misread.")
        super().__init__(DigitChoice(mark("Smallest change to"), automatic), self.put)
        self._target = 0
        self.found: Found | None = None
        self._verdict: Verdict | None = None
        self._words_height = 0
        nothing = InkChange(BLANK.pixels, BLANK.pixels)
        self.marks = PixelPicture("What the change adds and takes away", 156, nothing)
        self.result = PixelPicture("The changed picture", 156, BLANK)
        self.headline = label("", "value", wrap=True)
        self.details = label("", "caption", wrap=True)
        self.details.setTextFormat(Qt.TextFormat.RichText)
        self.headline.setAlignment(TOP_LEFT)
        self.details.setAlignment(TOP_LEFT)
        self.put.clicked.connect(self.put_clicked)
        self.column.addLayout(row(self.marks, self.result, None, spacing=GAP))
        self.column.addWidget(self.headline)
        self.column.addWidget(self.details)
        self.column.addStretch(1)
        explain(self.digits, TERMS["change target"], self.title.text)
        explain(self.marks, TERMS["smallest change"], self._in_words)
        explain(self.result, TERMS["changed picture"], self.headline.text)
        explain(self.headline, TERMS["smallest change"])
        explain(self.details, TERMS["ink of a change"])
        explain(self.put, TERMS["change on the canvas"])

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.marks.set_theme(theme)
        self.result.set_theme(theme)
        self.put.setFixedHeight(theme.px(HEAD))
        super().set_theme(theme)

    def set_target(self, target: int) -> None:
        """Say what is being looked for."""
        self._target = target
        text = tr("Smallest change to {digit}").format(digit=self.data.classes[target])
        if text != self.title.text():
            self.title.setText(text)

    def show_waiting(self, pixels: ByteArray) -> None:
        """Show a picture that something is being looked for."""
        self.marks.show_pixels(InkChange(pixels, pixels))
        self.result.show_pixels(Ink(pixels, faint=True))

    def show_found(self, found: Found | None, verdict: Verdict | None) -> None:
        """Show what a search came to; None while there is nothing yet."""
        self.found, self._verdict = found, verdict
        if found is not None:
            before = found.question.pixels
            after = before if found.change is None else found.change.after
            self.marks.show_pixels(InkChange(before, after))
            self.result.show_pixels(Ink(after, faint=not self._turns))
        self.put.setEnabled(self._turns)
        self.refresh_words()

    @property
    def _turns(self) -> bool:
        found = self.found
        return found is not None and found.change is not None and bool(found.change.strokes)

    def refresh_words(self) -> None:
        """Say it (again), in the language and the colours of the moment."""
        self.set_target(self._target)
        said = self.headline.text(), self.details.text()
        words = self._words()
        if words != said:
            self.headline.setText(words[0])
            self.details.setText(words[1])
            self.said.emit()

    def _in_words(self) -> str:
        return f"{self.headline.text()}. {self.details.text()}"

    def _words(self) -> tuple[str, str]:
        found = self.found
        if found is None:
            return tr("Searching …"), ""
        answer, target, change = found.answer, found.question.target, found.change
        old, new = self.data.classes[answer], self.data.classes[target]
        if answer == target:
            text = tr("It is read as {digit} already. Choose another digit.")
            return text.format(digit=new), ""
        if change is None or self._verdict is None:
            text = tr("{old} → {new}: no change of up to {most} strokes was found that does it.")
            return text.format(old=old, new=new, most=MOST_STROKES), ""
        headline = tr("{old} → {new}: the answer becomes {new} with {share}").format(
            old=old, new=new, share=_percent(self._verdict.share)
        )
        details = _ink_in_words(change, self.theme)
        if self._verdict.again != target:
            more = tr("Straightened again on the canvas, it is a {digit}.")
            details += " " + more.format(digit=self.data.classes[self._verdict.again])
        return headline, details

    def room(self, width: int, height: int) -> int:
        """How large either picture may be, in screen pixels, in a half of that size."""
        px = self.theme.px
        # In a low view the pictures come before the ink in figures; pointing at them tells it.
        self.details.setVisible(height >= px(_LOW))
        texts = [text for text in (self.headline, self.details) if not text.isHidden()]
        lines = sum(max(t.heightForWidth(width), t.fontMetrics().height()) for t in texts)
        # The pictures make room for a line more, but do not grow and shrink with every answer.
        self._words_height = max(self._words_height, lines, px(_WORDS))
        return height - self.above() - self._words_height - 4 * SPACING

    def forget_sizes(self) -> None:
        """With another size or type, what the words needed so far means nothing."""
        self._words_height = 0

    def set_side(self, side: int) -> None:
        """Paint both pictures so large, in screen pixels."""
        self.marks.set_side(side)
        self.result.set_side(side)


def _percent(share: float) -> str:
    """A notebook's ten sigmoids may all be next to 0, the answer's as well."""
    if share < 0.001:
        return f"<{_THIN}{percent(0.001)}"
    return percent(share, 0 if share >= 0.1 else 1)


def _ink_in_words(change: Change, theme: Theme) -> str:
    """As rich text, with the marks of the picture."""
    plus = f'<span style="color: {theme.positive}">■</span> {localized(change.added, ".1f")}'
    minus = f'<b style="color: {theme.negative}">×</b> {localized(change.removed, ".1f")}'
    if change.removed < _NONE:
        return tr("{added} pixels of ink added.").format(added=plus)
    if change.added < _NONE:
        return tr("{removed} pixels of ink taken away.").format(removed=minus)
    text = tr("{added} pixels of ink added, {removed} taken away.")
    return text.format(added=plus, removed=minus)
