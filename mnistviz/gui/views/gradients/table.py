"""A row for each layer: update beside gradient, and what is seen; one of the rows is chosen."""

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QToolButton, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.fixed_width_label import FixedWidthLabel
from mnistviz.gui.kit.theme import GAP
from mnistviz.gui.views.gradients.terms import TERMS
from mnistviz.gui.views.gradients.words import Row
from mnistviz.words import mark

_COLUMNS = (
    ("Update", TERMS["length of the update"]),
    ("Gradient", TERMS["length of the gradient"]),
    ("Cosine", TERMS["cosine"]),
    (mark("Error"), TERMS["relative error"]),
)
_RIGHT = Qt.AlignmentFlag.AlignRight


class _Line:
    """The widgets of a row."""

    def __init__(self) -> None:
        self.name = QToolButton()
        self.name.setCheckable(True)
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.figures = tuple(FixedWidthLabel("value", _RIGHT) for _ in _COLUMNS)
        self.sentence: QLabel = label("", "caption", wrap=True)

    def show(self, row: Row, bad: str) -> None:
        self.name.setText(row.name)
        self.name.setAccessibleName(f"{row.name}. {row.sentence}")
        for widget, text in zip(self.figures, row.figures, strict=True):
            widget.setText(text)
        self.sentence.setText(row.sentence)
        color = f"color: {bad}" if row.is_bad else ""
        if self.sentence.styleSheet() != color:
            self.sentence.setStyleSheet(color)

    def remove(self) -> None:
        for widget in (self.name, *self.figures, self.sentence):
            widget.deleteLater()


class GradientTable(QWidget):
    """``chosen`` carries a layer's number when a person chooses it, by a click or arrow keys.

    Attributes:
        lines: the widgets of every row.
    """

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._bad, self._shown = "", 1 + len(_COLUMNS)
        self._rows: list[Row] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        heading = label("Layer", "heading")
        explain(heading, TERMS["gradient check"])
        self._grid.addWidget(heading, 0, 0)
        self.headings = [heading]
        for column, (title, term) in enumerate(_COLUMNS, start=1):
            heading = label(title, "heading")
            self._grid.addWidget(heading, 0, column, _RIGHT)
            explain(heading, term)
            self.headings.append(heading)
        for heading in self.headings:
            heading.setContentsMargins(0, 0, 0, 4)

    @property
    def layer(self) -> int:
        """The number of the chosen row."""
        return max(self._group.checkedId(), 0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen row stays chosen if there are as many as before."""
        if len(rows) != len(self.lines):
            self._make_lines(len(rows))
        self._rows = list(rows)
        for line, row in zip(self.lines, rows, strict=True):
            line.show(row, self._bad)

    def fit(self, width: int) -> None:
        """Leave the last figures out if so many pixels are not enough for all."""
        shown, needed = 0, -GAP
        for number, heading in enumerate(self.headings):
            widgets = [(line.name, *line.figures)[number] for line in self.lines]
            widest = max(each.sizeHint().width() for each in (heading, *widgets))
            needed += GAP + widest
            if needed > width:
                break
            shown += 1
        self._show_columns(max(shown, 1))

    def _show_columns(self, count: int) -> None:
        self._shown = count
        for number, heading in enumerate(self.headings):
            heading.setVisible(number < count)
            for line in self.lines:
                (line.name, *line.figures)[number].setVisible(number < count)

    def set_bad_color(self, color: str) -> None:
        """Of sentences that tell of something wrong."""
        if color != self._bad:
            self._bad = color
            for line, row in zip(self.lines, self._rows, strict=True):
                line.show(row, color)

    def _make_lines(self, count: int) -> None:
        for line in self.lines:
            self._group.removeButton(line.name)
            line.remove()
        self.lines = [_Line() for _ in range(count)]
        for number, line in enumerate(self.lines):
            self._group.addButton(line.name, number)
            top = 1 + 2 * number
            self._grid.addWidget(line.name, top, 0)
            for column, widget in enumerate(line.figures, start=1):
                self._grid.addWidget(widget, top, column)
                explain(widget, _COLUMNS[column - 1][1], widget.text)
            self._grid.addWidget(line.sentence, top + 1, 0, 1, 1 + len(_COLUMNS))
            explain(line.name, TERMS["gradient check"], line.sentence.text)
            explain(line.sentence, TERMS["verdict on a layer"], line.sentence.text)
        self._show_columns(self._shown)
        if self.lines:
            self.lines[0].name.setChecked(True)
