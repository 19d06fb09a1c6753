"""The left of the view Gradients: a row for each layer; below, what is checked, and when."""

from collections.abc import Iterator, Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import FixedWidthLabel, label
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP
from mnistviz.gui.views.gradients.words import TERMS, Row
from mnistviz.words import mark

_COLUMNS = (
    (mark("Layer"), TERMS["gradient check"]),
    ("Update", TERMS["length of the update"]),
    ("Gradient", TERMS["length of the gradient"]),
    ("Cosine", TERMS["cosine"]),
    (mark("Error"), TERMS["relative error"]),
)
_RIGHT = Qt.AlignmentFlag.AlignRight

_COUNTS = (1, 8, 32, 128)
"""Images to choose from; one choice more is the digit on the canvas."""

_USUAL = 1
_BESIDE = 8
"""Pixels between two controls."""


class _Line:
    """The widgets of a row; ``cells`` are the name and the figures."""

    def __init__(self) -> None:
        self.name = QToolButton()
        self.name.setCheckable(True)
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.figures = tuple(FixedWidthLabel("value", _RIGHT) for _ in _COLUMNS[1:])
        self.cells = (self.name, *self.figures)
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


class GradientTable(QWidget):
    """Update beside gradient, and what is seen; one of the rows is chosen.

    ``chosen`` carries a layer's number when a person chooses it, by a click or arrow keys.

    Attributes:
        lines: the widgets of every row.
    """

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._bad, self._shown = "", len(_COLUMNS)
        self._rows: Sequence[Row] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self.headings = [label(title, "heading") for title, _term in _COLUMNS]
        for number, heading in enumerate(self.headings):
            heading.setContentsMargins(0, 0, 0, 4)
            self._grid.addWidget(heading, 0, number, _RIGHT if number else Qt.AlignmentFlag(0))
            explain(heading, _COLUMNS[number][1])

    @property
    def layer(self) -> int:
        """The number of the chosen row."""
        return max(self._group.checkedId(), 0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen row stays chosen if there are as many as before."""
        if len(rows) != len(self.lines):
            self._make_lines(len(rows))
        self._rows = rows
        for line, shown in zip(self.lines, rows, strict=True):
            line.show(shown, self._bad)

    def set_bad_color(self, color: str) -> None:
        """Of sentences that tell of something wrong."""
        self._bad = color
        self.set_rows(self._rows)

    def fit(self, width: int) -> None:
        """Leave the last figures out if so many pixels are not enough for all."""
        shown, needed = 0, -GAP
        for heading, *cells in self._columns():
            needed += GAP + max(each.sizeHint().width() for each in (heading, *cells))
            if needed > width:
                break
            shown += 1
        self._show_columns(max(shown, 1))

    def _columns(self) -> Iterator[tuple[QWidget, ...]]:
        return zip(self.headings, *(line.cells for line in self.lines), strict=True)

    def _show_columns(self, count: int) -> None:
        self._shown = count
        for number, widgets in enumerate(self._columns()):
            for widget in widgets:
                widget.setVisible(number < count)

    def _make_lines(self, count: int) -> None:
        for line in self.lines:
            self._group.removeButton(line.name)
            for widget in (*line.cells, line.sentence):
                widget.deleteLater()
        self.lines = [_Line() for _ in range(count)]
        for number, line in enumerate(self.lines):
            self._group.addButton(line.name, number)
            top = 1 + 2 * number
            for place, widget in enumerate(line.cells):
                self._grid.addWidget(widget, top, place)
            for figure, (_title, term) in zip(line.figures, _COLUMNS[1:], strict=True):
                explain(figure, term, figure.text)
            self._grid.addWidget(line.sentence, top + 1, 0, 1, len(_COLUMNS))
            explain(line.name, TERMS["gradient check"], line.sentence.text)
            explain(line.sentence, TERMS["verdict on a layer"], line.sentence.text)
        self._show_columns(self._shown)
        if self.lines:
            self.lines[0].name.setChecked(True)


class GradientControls(QWidget):
    """What a check is made on, and when; and the switch that mends the wrong derivative.

    Attributes:
        images: how many, or the canvas.
        others: takes the images that follow.
        check: begins or stops; ``live`` has it done again and again.
        mend: the switch; ``filters`` leads to where its effect is to be seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.images = Segmented(
            "Images of the check",
            [
                ("1", "One training image."),
                ("8", "Eight training images."),
                ("32", "32 training images."),
                ("128", "128 training images; this takes some seconds."),
                ("Canvas", "The digit on the canvas, if it is one whose label is known."),
            ],
        )
        self.images.select(_USUAL)
        self.others = speak(QPushButton(), text="Others", name="Other images")
        self.check = speak(QPushButton(), text="Check")
        self.live = speak(QCheckBox(), text="Live")
        self.mend = speak(QPushButton(), text="Mend it")
        self.filters = speak(QPushButton(), text="See the filters move")
        self.live.setChecked(True)
        self.mend.setCheckable(True)
        terms: dict[QWidget, str] = {
            self.images: "images of the check",
            self.others: "other images",
            self.check: "check",
            self.live: "live check",
            self.mend: "mend it",
            self.filters: "see the filters move",
        }
        self._all = tuple(terms)
        for widget, term in terms.items():
            explain(widget, TERMS[term])
        for widget in self._all[1:]:
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lines = [row(None, spacing=_BESIDE) for _ in self._all]
        column(*self._lines, on=self, spacing=8)
        self._placed: list[int] = []
        self._width = 0
        self.fit(0)

    def fit(self, width: int) -> None:
        """Stand in as few lines as so many pixels are enough for."""
        self._width = width
        placed: list[int] = []
        number, used = 0, -_BESIDE
        for widget in self._all:
            needed = 0 if widget.isHidden() else _BESIDE + widget.sizeHint().width()
            if placed and needed and used + needed > width:
                number, used = number + 1, -_BESIDE
            used += needed
            placed.append(number)
        if placed == self._placed:
            return
        self._placed = placed
        for widget in self._all:
            for line in self._lines:
                line.removeWidget(widget)
        for widget, number in zip(self._all, placed, strict=True):
            line = self._lines[number]
            line.insertWidget(line.count() - 1, widget)

    @property
    def count(self) -> int | None:
        """How many training images; None for the digit on the canvas."""
        return _COUNTS[self.images.index] if self.images.index < len(_COUNTS) else None

    def allow_canvas(self, allowed: bool) -> bool:
        """Offer the canvas or not; whether that has changed what is chosen."""
        self.images.button(len(_COUNTS)).setEnabled(allowed)
        if allowed or self.count is not None:
            return False
        self.images.select(_USUAL)
        return True

    def show_rule(self, *, can_correct: bool, true_derivative: bool) -> None:
        """Show the switch where there is something to mend, and how it stands."""
        was = self.mend.isHidden(), self.filters.isHidden()
        self.mend.setVisible(can_correct)
        self.mend.setChecked(true_derivative)
        speak(self.mend, text="Undo the mending" if true_derivative else "Mend it")
        self.filters.setVisible(can_correct and true_derivative)
        if was != (self.mend.isHidden(), self.filters.isHidden()):
            self.fit(self._width)
