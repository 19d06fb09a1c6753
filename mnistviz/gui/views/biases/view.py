"""What each unit of each layer adds to its weighted sum."""

from functools import partial

import numpy as np
from PyQt6.QtCore import QPoint, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import FixedWidthLabel
from mnistviz.gui.kit.color_bar import ColorBar
from mnistviz.gui.kit.figures import localized, nice_ceiling
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.layouts import column
from mnistviz.gui.kit.pixel_image import LEVELS, color_table, shades
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.nn.arrays import FloatArray
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "biases": Term(
        "Biases",
        "What each unit of a layer adds to the weighted sum that comes in, a bar a unit: upwards "
        "and green if it is positive, downwards and purple if it is negative. A unit with a large "
        "bias gives much even for an empty picture, one with a very negative bias seldom wakes.",
        "z = Σᵢ wᵢ·xᵢ + b",
    ),
    "scale of the biases": Term(
        "Colour of a bias",
        "The bias that has a whole bar and the full colour, in all layers alike. So the layers can "
        "be compared.",
        "−limit … 0 … +limit",
    ),
}

_NO_DIGITS = mark("The biases appear here once the digits are loaded.")
_NO_BIASES = mark("This network has no biases: its units add nothing to their weighted sums.")


class BiasBars(QWidget):
    """A bar a unit; where a layer is wider than the widget, neighbours share pixels.

    Attributes:
        biases: ``(units,)``, as they are shown.
        theme: its colours.
    """

    def __init__(self) -> None:
        super().__init__()
        self.biases: FloatArray = np.zeros(1)
        self.theme: Theme = LIGHT
        self._limit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_biases(self, biases: FloatArray, limit: float) -> None:
        """Show them; ``limit``, above 0, and what is beyond it has a whole bar."""
        self.biases, self._limit = biases, limit
        self.update()

    def unit_at(self, at: QPoint) -> int:
        """The unit whose bar is above or below a place."""
        count = len(self.biases)
        return min(max(at.x() * count // max(self.width(), 1), 0), count - 1)

    def minimumSizeHint(self) -> QSize:
        """Two bars can still be told apart by their length."""
        return QSize(60, self.theme.px(16))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Bars, and the line they stand on."""
        painter, middle = QPainter(self), self.height() / 2
        levels = shades(self.biases, self._limit)
        colors = color_table(self.theme).take(levels).tolist()
        width = self.width() / len(levels)
        gap = 1.0 if width >= 3.0 else 0.0
        lengths = (levels.astype(float) - LEVELS) / LEVELS * (middle - 1)
        for unit, (length, color) in enumerate(zip(lengths.tolist(), colors, strict=True)):
            bar = QRectF(unit * width, middle, width - gap, -length)
            painter.fillRect(bar.normalized(), QColor.fromRgb(color))
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), QColor(self.theme.outline))


class BiasesView(View):
    """For each layer a line about it above its bars; below them the key to their colours."""

    seconds = 0.1  # biases move slowly

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: list[tuple[FixedWidthLabel, BiasBars]] = []
        self.inside = QWidget(self)
        self._layers = column(spacing=4)
        self.bar = ColorBar("Colour scale of the biases", QSize(244, 18), room=72)
        explain(self.bar, TERMS["scale of the biases"], self.bar.words)
        inside = QVBoxLayout(self.inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._layers, 1)
        inside.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignRight)
        column(self.inside, on=self, spacing=0)

    def refresh(self) -> None:
        """Every layer, in one scale."""
        biases = () if self.snapshot is None else self.snapshot.parameters.biases
        self.say_instead("" if biases else _NO_DIGITS if self.snapshot is None else _NO_BIASES)
        self.inside.setVisible(bool(biases))
        if len(biases) != len(self.rows):
            self._make_rows(len(biases))
        sizes = [float(np.abs(each).max(initial=0.0, where=np.isfinite(each))) for each in biases]
        limit = nice_ceiling(max([1e-6, *sizes]))
        self.bar.set_ends(*(sign + localized(limit, "g") for sign in ("≤ −", "≥ +")))
        for number, ((words, bars), each) in enumerate(zip(self.rows, biases, strict=True)):
            bars.show_biases(each, limit)
            low, high = _signed(each.min()), _signed(each.max())
            about = tr("Layer {number} · {count} units · {low} to {high}")
            words.setText(about.format(number=number + 1, count=len(each), low=low, high=high))

    def dress(self, theme: Theme) -> None:
        """Colours of the bars and of their key."""
        self.bar.set_theme(theme)
        for _words, bars in self.rows:
            bars.theme = theme
            bars.update()

    def _make_rows(self, count: int) -> None:
        for widget in (widget for row in self.rows for widget in row):
            widget.deleteLater()
        self.rows = [(FixedWidthLabel("caption"), BiasBars()) for _ in range(count)]
        for number, (words, bars) in enumerate(self.rows):
            explain(words, TERMS["biases"], words.text)
            explain(bars, TERMS["biases"], words.text, part=partial(self._part, number))
            self._layers.addWidget(words)
            self._layers.addWidget(bars, 1)
        self.dress(self.theme)

    def _part(self, number: int, at: QPoint | None) -> Part | None:
        bars = self.rows[number][1]
        if at is None:
            return None
        unit = bars.unit_at(at)
        words = tr("unit {n}: {bias}")
        return TERMS["biases"], words.format(n=unit + 1, bias=_signed(bars.biases[unit]))


def _signed(bias: float) -> str:
    """With a minus as wide as a plus."""
    return localized(bias, ".3g").replace("-", "−")
