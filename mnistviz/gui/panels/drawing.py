"""A digit to draw, what the network is given of it, and what it answers."""

import numpy as np
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from mnistviz.data.content import stored_digit
from mnistviz.data.preparation import Step, StoredDigit
from mnistviz.gui.icons import icon
from mnistviz.gui.reader import Reader, Reading
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import DISPLAY, Theme, font
from mnistviz.gui.widgets.canvas import Canvas
from mnistviz.gui.widgets.card import Card, label
from mnistviz.gui.widgets.likeness_meter import LikenessMeter
from mnistviz.gui.widgets.pixel_grid import PixelGrid
from mnistviz.gui.widgets.probability_bars import ProbabilityBars
from mnistviz.gui.widgets.still_label import StillLabel
from mnistviz.training.snapshot import Snapshot, Status


class DrawingPanel(Card):
    """Shows what the reader answers; what is drawn here is what it reads."""

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__("Draw a digit", parent)
        self._reader = reader
        self._random = np.random.default_rng()
        self._source_is_due = Seldom()
        self.canvas = Canvas()
        self._make_tools()
        self.canvas.changed.connect(self._drawing_changed)
        self.body.addWidget(self.canvas)
        self.body.addLayout(self._make_answer())
        self.meter = LikenessMeter()
        self.body.addWidget(self.meter)
        self.bars = ProbabilityBars()
        self.body.addWidget(self.bars, 1)
        self.foot = label("", "caption", wrap=True)
        self.body.addWidget(self.foot)
        reader.content_changed.connect(self._show_input)
        reader.answered.connect(self._show_answer)
        reader.judged.connect(self._show_verdict)
        self._drawing_changed()

    def _make_tools(self) -> None:
        self.undo = _tool("Undo", "Take back the last stroke. (Ctrl+Z)")
        self.erase = _tool("Erase", "Rub out parts of strokes instead of drawing. (E)")
        self.erase.setCheckable(True)
        self.clear = _tool("Clear", "Take the whole drawing away. (Delete)")
        self.digit = _tool("Test digit", "Put a random test digit here, with its label. (T)")
        self.open = _tool("Open picture", "Read a picture of a digit from a file. (P)")
        self.undo.clicked.connect(self.canvas.undo)
        self.clear.clicked.connect(self.canvas.clear)
        self.digit.clicked.connect(lambda _checked: self.show_test_digit())
        self.erase.toggled.connect(self._set_erasing)
        for tool in (self.undo, self.erase, self.clear, self.digit, self.open):
            self.header.addWidget(tool)
        self.header.setSpacing(1)

    def _make_answer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.grid = PixelGrid("What the network is given", 84)
        self.grid.setToolTip(
            "The 28×28 picture that the network is given: the drawing scaled to 20 pixels, its "
            "centre of mass at row and column 14."
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        self.answer = label("")
        self.share = StillLabel("value")
        self.remark = label("", "caption", wrap=True)
        words.addWidget(self.answer)
        words.addWidget(self.share)
        words.addWidget(self.remark)
        words.addStretch(1)
        row.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Say whose answers these are; the reader has the snapshot already."""
        if self._source_is_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            source = _source(snapshot)
            if source != self.foot.text():
                self.foot.setText(source)
                self._fit_canvas()  # it may take a line more now

    def show_test_digit(self, number: int | None = None) -> None:
        """Put a test digit on the canvas: image ``number``, or a random one."""
        if self._reader.snapshot is None:
            return
        digits = self._reader.snapshot.test_digits
        chosen = int(self._random.integers(len(digits))) if number is None else number
        self.canvas.show_content(stored_digit(digits, chosen % len(digits)))

    def start_drawing(self) -> None:
        """Give the canvas the keyboard, and a clean sheet; undo brings the old one back."""
        self.canvas.setFocus()
        self.canvas.clear()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        for widget in (self.canvas, self.grid, self.bars):
            widget.set_theme(theme)
        self.answer.setFont(font(theme, DISPLAY, bold=True))
        self.answer.setFixedHeight(theme.px(DISPLAY + 6))
        for tool, name in (
            (self.undo, "undo-2"),
            (self.erase, "eraser"),
            (self.clear, "trash-2"),
            (self.digit, "dices"),
            (self.open, "image-plus"),
        ):
            tool.setIcon(icon(name, theme.text))
            tool.setIconSize(QSize(theme.px(16), theme.px(16)))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the canvas square, as wide as the panel unless that leaves no room for the bars."""
        super().resizeEvent(event)
        self._fit_canvas()

    def _fit_canvas(self) -> None:
        margins = self.body.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        all_of_it = self.body.minimumHeightForWidth(self.width())  # with lines that wrap
        others = all_of_it - self.canvas.minimumHeight()
        room = min(round(self.height() * 0.46), self.height() - others)
        self.canvas.setFixedHeight(max(min(inside, room), 120))

    def _set_erasing(self, on: bool) -> None:
        self.canvas.erasing = on

    def _drawing_changed(self) -> None:
        self.undo.setEnabled(self.canvas.can_undo)
        self.clear.setEnabled(not self.canvas.is_blank)
        self._reader.set_content(self.canvas.content)

    def _show_input(self) -> None:
        pixels = self._reader.pixels
        self.grid.set_pixels(np.zeros(784, np.uint8) if pixels is None else pixels)

    def _show_answer(self) -> None:
        reading, shown = self._reader.reading, self._reader.shown
        if reading is None or shown is None:
            self.bars.set_values(None)
            self.answer.setText("–")
            self.share.setText("")
            self.remark.setText("The answer appears here as you draw.")
            return
        self.bars.set_values(shown, reading.label)
        self.answer.setText(str(reading.digit))
        self.share.setText(f"{shown[reading.digit]:.1%}")
        self.remark.setText(self._remark(reading))

    def _remark(self, reading: Reading) -> str:
        content, snapshot = self.canvas.content, self._reader.snapshot
        if self._reader.without:
            left_out = ", ".join(step.value for step in Step if step in self._reader.without)
            return f"Not {left_out}: see X-ray"
        if reading.label is not None:
            verdict = "Right" if reading.digit == reading.label else f"Wrong: a {reading.label}"
            number = content.number if isinstance(content, StoredDigit) else None
            return verdict if number is None else f"{verdict} · test image {number:,}"
        if snapshot is not None and snapshot.updates == 0 and snapshot.model is None:
            return "Untrained: a guess"
        if not self._reader.as_computed:
            return "Calibrated probability"
        if snapshot is not None and snapshot.network.architecture.output == "sigmoid":
            return "Ten sigmoids: they need not add up to 100 %"
        return "Softmax output"

    def _show_verdict(self) -> None:
        found = self._reader.examination
        self.meter.set_verdict(None if found is None else found.judgement.verdict.value)


def _source(snapshot: Snapshot) -> str:
    """Which network is answering, in a few words."""
    layers = snapshot.parameters.architecture
    if snapshot.model is not None:
        return f"Read by {snapshot.model.name or 'a saved network'} ({layers})"
    if snapshot.updates == 0:
        return f"Read by a new network ({layers}) that has learned nothing yet"
    return f"Read by this run's network ({layers}) after {snapshot.epoch:.1f} epochs"


def _tool(name: str, tip: str) -> QToolButton:
    tool = QToolButton()
    tool.setAccessibleName(name)
    tool.setToolTip(f"{name}: {tip[0].lower()}{tip[1:]}")
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return tool
