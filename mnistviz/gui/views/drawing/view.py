"""A digit to draw, what the network is given of it, and what it answers."""

import numpy as np
from PyQt6.QtCore import QPoint, QSize, Qt, QTimer
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from mnistviz.app.predictor import Prediction, Predictor
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.page import stored_digit
from mnistviz.data.ink.preparation import Step, StoredDigit
from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.kit.card import Card, FixedWidthLabel, label
from mnistviz.gui.kit.figures import localized, name_in_words, percent
from mnistviz.gui.kit.language import changed, speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.pixel_picture import BLANK, Ink, PixelPicture
from mnistviz.gui.kit.theme import DISPLAY, ICON_SIDE, Theme, font, icon
from mnistviz.gui.views.drawing.answer import LikenessMeter, ProbabilityBars
from mnistviz.gui.views.drawing.canvas import Canvas
from mnistviz.gui.views.drawing.terms import TERMS
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.words import mark

_TOOLS = {
    mark("Undo"): "undo-2",
    mark("Erase"): "eraser",
    mark("Clear"): "trash-2",
    mark("Test digit"): "dices",
    mark("Open picture"): "image-plus",
}
"""Their names, in small letters those of their terms, and their icons."""

_JUDGE_MS = 60
"""Without a change, until the drawing is judged: while the pen moves, nothing is to delay it."""


class DrawingPanel(Card):
    """Shows what the predictor answers; what is drawn here is what it reads."""

    def __init__(self, predictor: Predictor, parent: QWidget | None = None) -> None:
        super().__init__("Draw a digit", parent)
        self._predictor, self._document = predictor, predictor.document
        self.canvas = Canvas(predictor.document)
        self._make_tools()
        self.body.addWidget(self.canvas)
        self.body.addLayout(self._make_answer())
        self.meter = LikenessMeter()
        self.body.addWidget(self.meter)
        self.bars = ProbabilityBars()
        self.body.addWidget(self.bars, 1)
        self.foot = label("", "caption", wrap=True)
        self.body.addWidget(self.foot)
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.setInterval(_JUDGE_MS)
        self._judging.timeout.connect(predictor.judge)
        predictor.content_changed.connect(self._show_input)
        predictor.answered.connect(self._show_answer)
        predictor.judged.connect(self._show_verdict)
        self._explain()
        self._document.changed.connect(self._fit_canvas)
        changed.connect(self._say_again)
        self._show_answer()

    def _make_tools(self) -> None:
        self._tools = [_tool(name) for name in _TOOLS]
        self.undo, self.erase, self.clear, self.digit, self.open = self._tools
        self.erase.setCheckable(True)
        self.undo.clicked.connect(self._document.undo)
        self.clear.clicked.connect(self._document.clear)
        self.digit.clicked.connect(lambda _checked: self.show_test_digit())
        self.erase.toggled.connect(self._set_erasing)
        for name, tool in zip(_TOOLS, self._tools, strict=True):
            explain(tool, TERMS[name.lower()], self._erasing if tool is self.erase else None)
            self.header.addWidget(tool)
        self.header.setSpacing(1)

    def _make_answer(self) -> QHBoxLayout:
        self.grid = PixelPicture("What the network is given", 84, BLANK)
        self.answer = label("")
        self.share = FixedWidthLabel("value")
        self.remark = label("", "caption", wrap=True)
        words = column(self.answer, self.share, self.remark, None, spacing=0)
        answer = row(self.grid, (words, 1), spacing=12)
        answer.setAlignment(self.grid, Qt.AlignmentFlag.AlignTop)
        return answer

    def _explain(self) -> None:
        explain(self.canvas, TERMS["canvas"], self.canvas.in_words)
        explain(self.grid, TERMS["network input"], self._inked)
        explain(self.answer, TERMS["answer"], self.answer.text)
        for figure in (self.share, self.remark):
            explain(figure, TERMS["answer"], part=self._share)
        explain(self.meter, TERMS["likeness"], self.meter.in_words)
        explain(self.bars, TERMS["answer"], part=self._bar)
        explain(self.foot, TERMS["reading network"], self.foot.text)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Say whose answers these are; the predictor has the snapshot already."""
        source = _source(snapshot)
        if source != self.foot.text():
            self.foot.setText(source)
            self._fit_canvas()  # it may take a line more now

    def _say_again(self) -> None:
        self._show_answer()
        if self._predictor.snapshot is not None:
            self.set_snapshot(self._predictor.snapshot)

    def show_test_digit(self, number: int | None = None) -> None:
        """Put a test digit on the canvas: image ``number``, or a random one."""
        if self._predictor.snapshot is None:
            return
        digits = self._predictor.snapshot.test_digits
        chosen = np.random.default_rng().integers(len(digits)) if number is None else number
        self._document.put(stored_digit(digits, int(chosen) % len(digits)))

    def start_drawing(self) -> None:
        """Give the canvas the keyboard, a pen and a clean sheet; undo brings the old one back."""
        self.erase.setChecked(False)
        self.canvas.setFocus()
        self._document.clear()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        for widget in (self.canvas, self.grid, self.bars):
            widget.set_theme(theme)
        self.answer.setFont(font(theme, DISPLAY, bold=True))
        self.answer.setFixedHeight(theme.px(DISPLAY + 6))
        side = theme.px(ICON_SIDE)
        for tool, name in zip(self._tools, _TOOLS.values(), strict=True):
            tool.setIcon(icon(name, theme.text, side))
            tool.setIconSize(QSize(side, side))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the canvas square, as wide as the panel unless that leaves no room for the bars."""
        super().resizeEvent(event)
        self._fit_canvas()

    def _fit_canvas(self) -> None:
        if self._document.is_under_way:  # it must not move under the pen
            return
        self.body.activate()  # or rows within rows keep the height that they had
        margins, room = self.body.contentsMargins(), self.contentsRect()  # within the frame
        inside = room.width() - margins.left() - margins.right()
        all_of_it = self.body.minimumHeightForWidth(room.width())  # with lines that wrap
        others = all_of_it - self.canvas.minimumHeight()
        high = min(round(room.height() * 0.46), room.height() - others)
        self.canvas.setFixedHeight(max(min(inside, high), 120))

    def _set_erasing(self, on: bool) -> None:
        self.canvas.erasing = on

    def _erasing(self) -> str:
        return tr("on") if self.canvas.erasing else tr("off")

    def _show_input(self) -> None:
        self._judging.start()
        pixels, data = self._predictor.pixels, self._predictor.data
        self.grid.show_pixels(BLANK if pixels is None else Ink(pixels, shape=data.shape))

    def _show_answer(self) -> None:
        prediction, shown = self._predictor.prediction, self._predictor.shown
        data = self._predictor.data
        self.bars.set_classes(data.classes)
        self.meter.setVisible(data == MNIST)  # it knows MNIST's digits alone
        if prediction is None or shown is None:
            self.bars.set_values(None)
            self.answer.setText("–")
            self.share.setText("")
            is_drawn = self._predictor.pixels is not None and self._predictor.snapshot is not None
            self._say(
                tr("What the network gives are no numbers.")
                if is_drawn
                else tr("The answer appears here as you draw.")
            )
            return
        self.bars.set_values(shown, prediction.label)
        self.answer.setText(data.classes[prediction.digit])
        self.share.setText(percent(float(shown[prediction.digit])))
        self._say(self._remark(prediction))

    def _say(self, remark: str) -> None:
        if remark != self.remark.text():
            self.remark.setText(remark)
            self._fit_canvas()

    def _remark(self, prediction: Prediction) -> str:
        content, snapshot = self._document.content, self._predictor.snapshot
        if self._predictor.without:
            left_out = ", ".join(
                tr(_STEPS[step]) for step in Step if step in self._predictor.without
            )
            return tr("Not {steps}: see X-ray").format(steps=left_out)
        if prediction.label is not None:
            number = content.number if isinstance(content, StoredDigit) else None
            label = self._predictor.data.classes[prediction.label]
            return _verdict(prediction.digit == prediction.label, label, number)
        if snapshot is not None and snapshot.updates == 0 and snapshot.origin is None:
            return tr("Untrained: a guess")
        return tr(_REMARKS[self._kind()]).replace(" %", "\N{NO-BREAK SPACE}%")

    def _kind(self) -> str:
        """What the ten numbers are: a key of ``TERMS``."""
        snapshot = self._predictor.snapshot
        if not self._predictor.uncalibrated:
            return "calibrated probability"
        if snapshot is not None and snapshot.network.architecture.output == "sigmoid":
            return "sigmoid output"
        return "softmax output"

    def _share(self, _at: QPoint | None) -> Part:
        return TERMS[self._kind()], self.share.text()

    def _bar(self, at: QPoint | None) -> Part:
        values = self.bars.values
        if values is None:
            return TERMS[self._kind()], ""
        digit = int(values.argmax()) if at is None else self.bars.digit_at(at.y())
        return TERMS[self._kind()], self.bars.said(digit)

    def _inked(self) -> str:
        pixels, words = self.grid.shown.pixels, tr("{n} of {count} pixels have ink")
        return words.format(n=np.count_nonzero(pixels), count=pixels.size)

    def _show_verdict(self) -> None:
        found = self._predictor.examination
        self.meter.set_verdict(None if found is None else found.judgement.verdict.value)


_STEPS = {
    Step.RAW: mark("raw"),
    Step.CROPPED: mark("cropped"),
    Step.SCALED: mark("scaled"),
    Step.CENTRED: mark("centred"),
    Step.DESKEWED: mark("straightened"),
}

_REMARKS = {
    "calibrated probability": mark("Calibrated probability"),
    "sigmoid output": mark("Ten sigmoids: they need not add up to 100 %"),
    "softmax output": mark("Softmax output"),
}


def _verdict(is_right: bool, label: str, number: int | None) -> str:
    words = tr("Right") if is_right else tr("Wrong: a {label}").format(label=label)
    if number is None:
        return words
    return tr("{verdict} · test image {number}").format(
        verdict=words, number=localized(number, ",")
    )


def _source(snapshot: Snapshot) -> str:
    """Which network is answering, in a few words."""
    layers = snapshot.parameters.architecture
    if snapshot.origin is not None:
        name = name_in_words(snapshot.origin)
        return tr("Read by {network} ({layers})").format(network=name, layers=layers)
    if snapshot.updates == 0:
        words = tr("Read by a new network ({layers}) that has learned nothing yet")
        return words.format(layers=layers)
    if snapshot.status is Status.RUNNING:  # each other text would lay the whole window out anew
        return tr("Read by this run's network ({layers}) as it learns").format(layers=layers)
    words = tr("Read by this run's network ({layers}) after {n} epochs")
    return words.format(layers=layers, n=localized(snapshot.epoch, ".1f"))


def _tool(name: str) -> QToolButton:
    tool = speak(QToolButton(), name=name)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return tool
