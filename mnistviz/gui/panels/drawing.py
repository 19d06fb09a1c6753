"""A digit to draw, what the network is given of it, and what it answers."""

import numpy as np
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from mnistviz.data.digits import as_input
from mnistviz.gui.icons import icon
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import DISPLAY, Theme, font
from mnistviz.gui.widgets.canvas import Canvas, TestDigit
from mnistviz.gui.widgets.card import Card, label
from mnistviz.gui.widgets.pixel_grid import PixelGrid
from mnistviz.gui.widgets.probability_bars import ProbabilityBars
from mnistviz.gui.widgets.still_label import StillLabel
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS = 0.03
"""Between two answers to the same drawing, while the network learns."""

_NO_IMAGE: FloatArray = np.empty(0, np.float16)
"""Of a type that no network has."""


class DrawingPanel(Card):
    """Predicts after every stroke while it is drawn, and after every snapshot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Draw a digit", parent)
        self._snapshot: Snapshot | None = None
        self._input: ByteArray | None = None
        self._image: FloatArray = _NO_IMAGE
        self._answer_is_due = Seldom(_SECONDS)
        self._random = np.random.default_rng()
        self.canvas = Canvas()
        self._make_tools()
        self.canvas.changed.connect(self._drawing_changed)
        self.body.addWidget(self.canvas)
        self.body.addLayout(self._make_answer())
        self.bars = ProbabilityBars()
        self.body.addWidget(self.bars, 1)
        self.foot = label("", "caption", wrap=True)
        self.body.addWidget(self.foot)
        self._drawing_changed()

    def _make_tools(self) -> None:
        self.undo = _tool("Undo", "Take back the last stroke. (Ctrl+Z)")
        self.erase = _tool("Erase", "Rub out parts of strokes instead of drawing. (E)")
        self.erase.setCheckable(True)
        self.clear = _tool("Clear", "Take the whole drawing away. (Delete)")
        self.digit = _tool("Test digit", "Put a random test digit here, with its label. (T)")
        self.undo.clicked.connect(self.canvas.undo)
        self.clear.clicked.connect(self.canvas.clear)
        self.digit.clicked.connect(lambda _checked: self.show_test_digit())
        self.erase.toggled.connect(self._set_erasing)
        for tool in (self.undo, self.erase, self.clear, self.digit):
            self.header.addWidget(tool)
        self.header.setSpacing(2)

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
        """Predict with its weights."""
        self._snapshot = snapshot
        if self._answer_is_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            self._predict()

    def show_test_digit(self, number: int | None = None) -> None:
        """Put a test digit on the canvas: image ``number``, or a random one."""
        if self._snapshot is None:
            return
        digits = self._snapshot.test_digits
        chosen = int(self._random.integers(len(digits))) if number is None else number
        self.canvas.show_content(TestDigit.of(digits, chosen % len(digits)))

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
        ):
            tool.setIcon(icon(name, theme.text))
            tool.setIconSize(QSize(theme.px(16), theme.px(16)))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the canvas square, as wide as the panel unless that leaves no room for the bars."""
        super().resizeEvent(event)
        margins = self.body.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        others = self.grid.sizeHint().height() + self.bars.minimumHeight() + 120
        room = min(round(self.height() * 0.46), self.height() - others)
        self.canvas.setFixedHeight(max(min(inside, room), 120))

    def _set_erasing(self, on: bool) -> None:
        self.canvas.erasing = on

    def _drawing_changed(self) -> None:
        blank = self.canvas.is_blank
        self._input = None if blank else self.canvas.network_input()
        self._image = _NO_IMAGE
        self.undo.setEnabled(self.canvas.can_undo)
        self.clear.setEnabled(not blank)
        self.grid.set_pixels(np.zeros(784, np.uint8) if self._input is None else self._input)
        content = self.canvas.content
        self.foot.setText(
            f"Test image {content.number:,} · its label is {content.label}"
            if isinstance(content, TestDigit)
            else ""
        )
        self.foot.setVisible(bool(self.foot.text()))
        self._predict()

    def _predict(self) -> None:
        if self._snapshot is None or self._input is None:
            self._show_nothing()
            return
        parameters = self._snapshot.parameters
        if self._image.dtype != parameters.flat.dtype:
            self._image = as_input(self._input, parameters.flat.dtype)[None]
        outputs = self._snapshot.network.predict(parameters, self._image)[0]
        content = self.canvas.content
        known = content.label if isinstance(content, TestDigit) else None
        self.bars.set_values(outputs, known)
        best = int(outputs.argmax())
        self.answer.setText(str(best))
        self.share.setText(f"{outputs[best]:.1%}")
        if self._snapshot.updates == 0 and self._snapshot.model is None:
            self.remark.setText("Untrained: a guess")
        elif known is not None:
            self.remark.setText("Right" if best == known else f"Wrong: it is a {known}")
        elif self._snapshot.network.architecture.output == "sigmoid":
            self.remark.setText("Ten sigmoids: they need not add up to 100 %")
        else:
            self.remark.setText("Softmax probability")

    def _show_nothing(self) -> None:
        self.bars.set_values(None)
        self.answer.setText("–")
        self.share.setText("")
        self.remark.setText("The answer appears here as you draw.")


def _tool(name: str, tip: str) -> QToolButton:
    tool = QToolButton()
    tool.setAccessibleName(name)
    tool.setToolTip(f"{name}: {tip[0].lower()}{tip[1:]}")
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return tool
