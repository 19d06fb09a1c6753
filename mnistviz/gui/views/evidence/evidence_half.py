"""Which pixels speak for and against a digit: a picture, its sums, and what kind of sums they are.

It is given what it shows, and tells what a person chooses; it asks nobody.
"""

import numpy as np
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QCheckBox, QGridLayout

from mnistviz.analysis.evidence import Evidence
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import FixedWidthLabel, label
from mnistviz.gui.kit.color_bar import ColorBar
from mnistviz.gui.kit.figures import localized, nice_ceiling
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.pixel_picture import BLANK, PixelPicture, Pointing
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.views.evidence.parts import SPACING, TOP_LEFT, Contributions, DigitChoice, Half
from mnistviz.nn.arrays import ByteArray
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "evidence digit": Term(
        "Evidence for a digit",
        "Whose logit is taken apart: that of the network's answer, or of any digit that you "
        "choose. Ask for a digit that it is not, and see what speaks against it.",
    ),
    "evidence against another digit": Term(
        "Compared with another digit",
        "What speaks for one digit rather than for another: the difference of the two logits, "
        "which alone decides between them. A misread digit shows at first why its answer wins "
        "over the label.",
        "z(digit) − z(other)",
    ),
    "contribution": Term(
        "Contribution of a pixel",
        "How much the ink of this pixel raises (+, green) or lowers (−, purple) the logit of the "
        "digit. Paper contributes exactly 0, as its value is 0, so all the colour lies on the ink.",
        "cᵢ = xᵢ · ∂z/∂xᵢ",
    ),
    "gradient times input": Term(
        "Exact, or an approximation",
        "A network of rectified linear units is linear around each picture, and there pixels and "
        "biases add up to the logit exactly. With sigmoid units the slope changes on the way from "
        "white paper to the picture, and gradient times input is a first-order approximation.",
        "ReLU: z = Σᵢ cᵢ + biases",
    ),
    "evidence for": Term(
        "Evidence for",
        "The sum of all contributions above 0. By itself it says little: what counts is what is "
        "left of it after the evidence against.",
        "Σ max(cᵢ, 0)",
    ),
    "evidence against": Term(
        "Evidence against",
        "The sum of all contributions below 0. Even a clear digit has ink that speaks against it.",
        "Σ min(cᵢ, 0)",
    ),
    "evidence remainder": Term(
        "Biases, or remainder",
        "What the pixels leave over of the logit. In a network of rectified linear units it is "
        "what the biases bring along; otherwise it also holds the error of the approximation.",
        "z − Σᵢ cᵢ",
    ),
    "logit": Term(
        "Logit",
        "The weighted sum that the digit's output unit makes its probability from. The digit with "
        "the largest logit is the answer.",
        "z = Σⱼ aⱼ·wⱼ + b",
    ),
}

_BESIDE = 124
"""Pixels at scale 1 that the words beside the picture need at least."""

_LINES, _BETWEEN = 4, 2
"""Of the sums, and pixels between them."""

_ABOVE_BAR = 4
"""Pixels between the picture and the key to its colours."""


class EvidenceHalf(Half):
    """``chosen`` is also emitted when a person chooses a comparison.

    Attributes:
        against: whether it is compared with another digit's.
        values: sums for, against, what remains, and the logit.
        kind: what the sums are; or the pixel pointed at.
    """

    def __init__(self) -> None:
        self.against = QCheckBox()
        automatic = mark("The network's answer, whatever it is at the moment.")
        super().__init__(DigitChoice(mark("Evidence for"), automatic), self.against)
        self._shown: tuple[Evidence, int, int | None] | None = None
        nothing = Contributions(np.zeros(BLANK.pixels.shape, np.float32), BLANK.pixels)
        self.picture = PixelPicture("Evidence of each pixel", 168, nothing, Pointing.HOVER)
        self.picture.pointed.connect(self._say_kind)
        self.bar = ColorBar("Colour scale of the evidence", QSize(168, 16))
        self.against.clicked.connect(lambda _on: self.chosen.emit())
        self.kind = label("", "caption", wrap=True)
        self.kind.setAlignment(TOP_LEFT)
        picture = column(self.picture, self.bar, None, spacing=_ABOVE_BAR)
        words = column(self._make_figures(), self.kind, None, spacing=8)
        self.column.addLayout(row(picture, (words, 1), spacing=GAP), 1)
        explain(self.digits, TERMS["evidence digit"], self.title.text)
        explain(self.against, TERMS["evidence against another digit"], self.against.text)
        for part in (self.picture, self.bar):
            explain(part, TERMS["contribution"], self.kind.text)
        explain(self.kind, TERMS["gradient times input"])

    def _make_figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(_BETWEEN)
        self.names = tuple(FixedWidthLabel("caption", markup=True) for _ in range(_LINES))
        right = Qt.AlignmentFlag.AlignRight
        self.values = tuple(FixedWidthLabel("value", right) for _ in range(_LINES))
        terms = ("evidence for", "evidence against", "evidence remainder", "logit")
        for line, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
            for widget in (name, value):
                explain(widget, TERMS[terms[line]], value.text)
        grid.setColumnStretch(2, 1)
        return grid

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.picture.set_theme(theme)
        self.bar.set_theme(theme)
        super().set_theme(theme)

    def set_side(self, side: int) -> None:
        """Paint the picture so large, in screen pixels."""
        self.picture.set_side(side)
        self.bar.set_width(side)
        self.fit()

    def offer(self, rival: int, *, compares: bool) -> None:
        """Offer a comparison with the digit ``rival``, and show whether it is being made."""
        text = tr("against {digit}").format(digit=self.data.classes[rival])
        if text != self.against.text():
            self.against.setText(text)
        if compares != self.against.isChecked():
            self.against.setChecked(compares)

    def show_evidence(
        self, found: Evidence, pixels: ByteArray, digit: int, against: int | None, *, words: bool
    ) -> None:
        """Show what speaks for ``digit``, compared with ``against`` or with none.

        Args:
            found: finite.
            pixels: what the network was given, ``(inputs,)``.
            digit: whose evidence it is.
            against: whose evidence was subtracted.
            words: whether the figures are due as well.
        """
        self._shown = found, digit, against
        # Colours that change their meaning with every frame cannot be read: round limits do so
        # seldom.
        limit = nice_ceiling(max(float(np.abs(found.contributions).max()), 1e-6))
        self.picture.show_pixels(Contributions(found.contributions, pixels, limit, self.data.shape))
        self.bar.set_ends(*(sign + localized(limit, "g") for sign in "−+"))
        if words:
            self.refresh_words()

    def refresh_words(self) -> None:
        """Say it (again), in the language and the colours of the moment."""
        if self._shown is None:
            return
        found, digit, against = self._shown
        of_one = against is None
        names = (
            _dot(self.theme.positive) + tr("For"),
            _dot(self.theme.negative) + tr("Against"),
            tr("Biases") if found.exact else tr("Remainder"),
            tr("Logit") if of_one else tr("Difference"),
        )
        figures = (found.speaking_for, found.speaking_against, found.remainder, found.logit)
        places = 2 if max(map(abs, figures)) < 1000.0 else 0
        for name, value, text, figure in zip(self.names, self.values, names, figures, strict=True):
            name.setText(text)
            value.setText(signed(figure, places))
        title = tr("Evidence for {digit}") if of_one else tr("Evidence for {digit} against {other}")
        classes = self.data.classes
        other = "" if against is None else classes[against]
        self.title.setText(title.format(digit=classes[digit], other=other))
        self._say_kind()

    def room(self, height: int) -> int:
        """How large the picture may be, in screen pixels, in a half so high."""
        below = _ABOVE_BAR + self.bar.sizeHint().height()
        return height - self.above() - 2 * SPACING - below

    def beside(self) -> int:
        """Screen pixels that are needed besides the picture."""
        return GAP + self.theme.px(_BESIDE)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The figures come before what kind of sums they are."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Say what kind of sums they are if there is room for all of it."""
        width = self.width() - self.picture.sizeHint().width() - GAP
        lines = [value.sizeHint().height() for value in self.values]
        above = self.above() + 2 * SPACING
        needed = sum(lines) + _BETWEEN * (_LINES - 1) + 8 + self.kind.heightForWidth(width)
        spare = _LINES  # a line can do without the lowest row of pixels: figures do not reach it
        self.kind.setVisible(needed - spare <= self.height() - above)

    def _say_kind(self) -> None:
        if self._shown is None:
            return
        found, _digit, against = self._shown
        if self.picture.at is not None:
            down, across = self.picture.at
            pixel = down * self.data.width + across
            text = tr("Row {row}, column {column}: ink {ink:.0f} %, contributes {figure}.").format(
                row=down,
                column=across,
                ink=self.picture.shown.pixels[pixel] / 2.55,
                figure=signed(float(found.contributions[pixel]), 3),
            )
        elif not found.exact:
            text = tr(
                "Gradient times input: a first-order approximation, which leaves a remainder."
            )
        elif against is None:
            text = tr("Exact: the pixels and the biases add up to the logit.")
        else:
            text = tr("Exact: the pixels and the biases add up to the difference of the logits.")
        if text != self.kind.text():
            self.kind.setText(text)
            self.fit()


def signed(figure: float, places: int) -> str:
    """With a sign, and a minus as wide as the plus."""
    return localized(figure, f"+,.{places}f").replace("-", "−")


def _dot(color: str) -> str:
    return f'<span style="color: {color}">■</span> '
