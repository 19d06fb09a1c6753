"""The way from what is drawn to what the network is given, step by step, and what lies near it."""

from functools import partial

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from mnistviz.app.jobs import Newest
from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.ink.preparation import Stage, Step, stages
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import FixedWidthLabel, Scrolled, label
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.pixel_picture import BLANK, Ink, PixelPicture
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "step: raw": Term(
        "Raw",
        "The whole canvas or page as 28 by 28 pixels, before anything is done. A small digit in "
        "a corner looks like nothing that the network has learned from.",
        "x = ink / 255, from 0 to 1",
    ),
    "step: cropped": Term(
        "Cropped",
        "The box around the digit is moved to the middle of the picture; stray dots are left out, "
        "and in a picture the paper's lines, frames and what comes in from the border. After that "
        "it does not matter where on the canvas one draws.",
        "shift = middle of the picture − middle of the box",
    ),
    "step: scaled": Term(
        "Scaled",
        "The digit's longer side is made 20 pixels long, keeping its shape, with a pen as wide as "
        "in MNIST. After that it does not matter how large one draws.",
        "scale = (20 − pen) / longer side",
    ),
    "step: centred": Term(
        "Centred",
        "The picture is moved until its centre of mass lies at row and column 14, as MNIST's "
        "makers did it. Without this a 6 or a 9 sits some pixels off, and the network errs more "
        "often.",
        "centre of mass = Σ p · ink(p) / Σ ink(p)",
    ),
    "step: straightened": Term(
        "Straightened",
        "Each row slides sideways until the digit does not slant any more. A network that has "
        "learned from upright digits alone need not know every slant.",
        "k = Σ x · y / Σ y², each row slides back by k · y",
    ),
    "answer after a step": Term(
        "Answer after a step",
        "What the network would answer if this picture were its input, and how sure it is of "
        "that. From left to right it shows how much each step helps.",
        "answer = argmaxₖ pₖ",
    ),
    "nearest training digits": Term(
        "Nearest training digits",
        "The five of the 60,000 training digits that are most alike pixel by pixel, with their "
        "labels. The network does not look them up: it has only its weights.",
        "d = √ Σ (xᵢ − yᵢ)²",
    ),
}

_NEAREST = 5
_INVITATION = mark("Draw a digit, and see here how it is prepared for the network, step by step.")

_SMALLEST, _LARGEST = 76, 240
"""Sides of a picture, at scale 1."""


class _Tile(QWidget):
    """One step: its name (a switch, unless it is where it starts), its picture, its answer."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step, term = step, TERMS[f"step: {step.value}"]
        self.switch = QCheckBox() if step is not Step.RAW else None
        if self.switch is not None:
            self.switch.setChecked(True)
            speak(self.switch, tip="Switch it off to see what it is good for.")
        self.heading = speak(self.switch or label(""), text=term.title)
        self.grid = PixelPicture(term.title, 84, BLANK)
        self.answer = FixedWidthLabel("value")
        for widget in (self.heading, self.grid):
            explain(widget, term, self.answer.text)
        explain(self.answer, TERMS["answer after a step"], self.answer.text)
        column(self.heading, self.grid, self.answer, None, on=self, spacing=4)

    def show_stage(self, stage: Stage, data: DataSetInfo, shown: FloatArray | None) -> None:
        self.grid.show_pixels(Ink(stage.pixels, faint=not stage.applied, shape=data.shape))
        text = ""
        if shown is not None:
            best = int(shown.argmax())
            text = f"{data.classes[best]} · {percent(shown[best], 0)}"
        self.answer.setText(text)


class XrayView(View):
    """Asks the predictor. In a narrow window it scrolls sideways.

    The stages are worked out beside the window: each is a picture of its own to draw, and the pen
    waits for none of them.
    """

    seconds = 0.03  # between two looks at a drawing that grows
    usual = QSize(640, 240)  # five pictures and what is near
    follows_run = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._predictor = context.predictor
        self._newest = Newest(context.jobs)
        self._stages: tuple[Stage, ...] = ()
        self._prepared: ByteArray | None = None
        self.tiles = {step: _Tile(step) for step in Step}
        self.nearest = [(PixelPicture("", 48, BLANK), label("")) for _ in range(_NEAREST)]
        inside = QWidget()
        row(*self.tiles.values(), self._make_nearest(), None, on=inside, spacing=GAP)
        leave_out = context.predictor.leave_out
        for step, tile in self.tiles.items():
            if tile.switch is not None:
                tile.switch.toggled.connect(lambda on, step=step: leave_out(step, out=not on))
        self.area = Scrolled(inside, Qt.Orientation.Horizontal)
        self.area.setParent(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        context.predictor.answered.connect(self._follow_predictor)
        context.predictor.judged.connect(self._show_nearest)

    def _make_nearest(self) -> QVBoxLayout:
        self.nearest_title = label("Nearest training digits", "caption")
        explain(self.nearest_title, TERMS["nearest training digits"], self._labels)
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, (picture, name) in enumerate(self.nearest):
            explain(picture, TERMS["nearest training digits"], self._labels)
            cell = column(picture, name, spacing=0)
            cell.setAlignment(name, Qt.AlignmentFlag.AlignHCenter)
            grid.addLayout(cell, number // 3, number % 3)
        return column(self.nearest_title, grid, None, spacing=4)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the stages are those of what the network is given now."""
        return self._prepared is self._predictor.pixels

    def dress(self, theme: Theme) -> None:
        """Colours of the pictures."""
        nearest = (picture for picture, _name in self.nearest)
        for picture in (*(tile.grid for tile in self.tiles.values()), *nearest):
            picture.set_theme(theme)

    def fit(self) -> None:
        """Pictures as large as there is room for."""
        self.area.setGeometry(self.rect())
        steps, px = len(Step) - (not self._predictor.deskew), self.theme.px
        # Three neighbours side by side are as wide as 1.3 steps.
        width = int((self.width() - (steps + 3) * GAP) / (steps + 1.3))
        side = max(min(width, self.height() - px(50), px(_LARGEST)), px(_SMALLEST))
        for tile in self.tiles.values():
            tile.grid.set_side(side)
            name = tile.switch.sizeHint().width() if tile.switch is not None else 0
            tile.setFixedWidth(max(side, name))
        for picture, _name in self.nearest:
            picture.set_side(int(1.3 * side / 3))

    def _follow_predictor(self) -> None:
        if not self.is_up_to_date and self._predictor.pixels is not None:
            self.follow_soon()
        else:
            self.follow_if_due(at_once=not self._predictor.is_running)

    def refresh(self) -> None:
        """The stages, and what is near."""
        self.follow()
        self._show_nearest()

    def follow(self) -> None:
        """The stages; if others are needed, once they are worked out."""
        predictor, pixels = self._predictor, self._predictor.pixels
        if self.is_up_to_date or pixels is None:
            self._show(pixels, self._stages if pixels is not None else ())
            return
        content, deskew, without = predictor.document.content, predictor.deskew, predictor.without
        shape = predictor.data.shape
        self._newest.ask(
            lambda: stages(content, deskew=deskew, without=without, shape=shape),
            partial(self._show_prepared, pixels),
        )

    def _show_prepared(self, pixels: ByteArray, stages: tuple[Stage, ...]) -> None:
        if self._predictor.pixels is not None and self.isVisible():
            self._show(pixels, stages)

    def _show(self, pixels: ByteArray | None, stages: tuple[Stage, ...]) -> None:
        self._prepared, self._stages = pixels, stages
        self.say_instead("" if stages else _INVITATION)
        predictor = self._predictor
        shown = predictor.predict([stage.pixels for stage in stages])
        for number, tile in enumerate(self.tiles.values()):
            there = number < len(stages)
            if tile.isVisibleTo(self) != there:
                tile.setVisible(there)
                self.fit()
            if there:
                tile.show_stage(
                    stages[number], predictor.data, None if shown is None else shown[number]
                )

    def _show_nearest(self) -> None:
        if not self.isVisible():
            return
        found, snapshot = self._predictor.examination, self._predictor.snapshot
        neighbours = () if found is None else found.neighbours
        self.nearest_title.setVisible(bool(neighbours))
        for number, (picture, name) in enumerate(self.nearest):
            there = number < len(neighbours)
            picture.setVisible(there)
            name.setVisible(there)
            if there and snapshot is not None:
                index, digit = neighbours[number].index, str(neighbours[number].label)
                picture.show_pixels(Ink(snapshot.data.train.images[index]))
                name.setText(digit)
                text = tr("Nearest training digit {n}, a {label}")
                picture.setAccessibleName(text.format(n=number + 1, label=digit))

    def _labels(self) -> str:
        found = self._predictor.examination
        return "" if found is None else ", ".join(str(each.label) for each in found.neighbours)
