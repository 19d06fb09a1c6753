"""Which network: two switches, a diagram of its layers, and a sentence about it."""

from functools import partial
from itertools import pairwise

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.app.events import Event
from mnistviz.app.experiments import SHIPPED
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import Card, label
from mnistviz.gui.kit.figures import localized, name_in_words, percent
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.language import changed, ntr, tr
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.nn.parameters import Architecture
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import Preset, preset_for
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec
from mnistviz.words import mark

_MOST_DOTS = 8
"""A layer is drawn with so many units at most; its number stands below."""

_KINDS = {"relu": mark("ReLU"), "sigmoid": mark("sigmoid"), "softmax": mark("softmax")}


class LayerDiagram(QWidget):
    """Columns of units, joined; under each its size and what it computes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._architecture: Architecture | None = None
        self._theme: Theme | None = None
        changed.connect(self._say_again)

    def set_architecture(self, architecture: Architecture) -> None:
        """Show another one."""
        if architecture != self._architecture:
            self._architecture = architecture
            self._say_again()

    def in_words(self) -> str:
        """What it shows, in one line; empty before there is anything."""
        architecture = self._architecture
        if architecture is None:
            return ""
        if architecture.biases:
            words = tr("{layers} units, with biases: {count} parameters")
        else:
            words = tr("{layers} units, without biases: {count} parameters")
        return words.format(layers=architecture, count=localized(architecture.parameter_count, ","))

    def _say_again(self) -> None:
        self.setAccessibleName(tr("Layers: {layers}").format(layers=self.in_words()))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, a few lines high."""
        return QSize(200, self._theme.px(96) if self._theme else 96)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Lines first, then units, then words."""
        if self._theme is None or self._architecture is None:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(theme)
        painter.setPen(QPen(QColor(theme.border), 1))
        for left, right in pairwise(columns):
            for a in left:
                for b in right:
                    painter.drawLine(a, b)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        for column in columns:
            for point in column:
                painter.drawEllipse(point, 2.5 * theme.scale, 2.5 * theme.scale)
        self._paint_words(painter, theme, [column[0].x() for column in columns])

    def _columns(self, theme: Theme) -> list[list[QPointF]]:
        """Where the units are drawn, a list a layer."""
        assert self._architecture is not None  # noqa: S101 - paintEvent has looked
        sizes = self._architecture.sizes
        room, height = self.width() / len(sizes), self.height() - theme.px(38)
        columns = []
        for k, size in enumerate(sizes):
            count = max(4, min(_MOST_DOTS, round(size**0.5 / 1.4)))
            gap = height / _MOST_DOTS
            top = (height - gap * (count - 1)) / 2.0
            columns.append([QPointF(room * (k + 0.5), top + gap * i) for i in range(count)])
        return columns

    def _paint_words(self, painter: QPainter, theme: Theme, middles: list[float]) -> None:
        assert self._architecture is not None  # noqa: S101 - paintEvent has looked
        architecture, room = self._architecture, self.width() / len(middles)
        hidden, output = _KINDS[architecture.hidden], _KINDS[architecture.output]
        kinds = [tr("pixels"), *[tr(hidden)] * (len(middles) - 2), tr(output)]
        line = theme.px(17)
        for x, size, kind in zip(middles, architecture.sizes, kinds, strict=True):
            place = QRectF(x - room / 2.0, self.height() - 2 * line, room, line)
            painter.setFont(font(theme, bold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(size))
            painter.setFont(font(theme, CAPTION))
            painter.setPen(QColor(theme.muted))
            painter.drawText(place.translated(0, line), Qt.AlignmentFlag.AlignCenter, kind)


TERMS: dict[str, Term] = {
    "activation": Term(
        "Activation",
        "What every hidden unit makes of the weighted sum that comes in, which is what lets a "
        "network learn more than straight lines. Two are on offer, each with layers of its own.",
        "a = f(z), z = Σᵢ wᵢ·xᵢ + b",
    ),
    "sigmoid activation": Term(
        "Logistic sigmoid",
        "Squeezes any number smoothly into 0 to 1, and is flat far from 0, where units learn "
        "slowly. This network has two hidden layers, of 128 and 64 units.",
        "σ(z) = 1 / (1 + e⁻ᶻ), σ′(z) = σ(z)·(1 − σ(z))",
    ),
    "relu activation": Term(
        "Rectified linear unit (ReLU)",
        "Lets positive numbers through as they are and makes all others 0, so that its slope is "
        "either 1 or 0. This network has one hidden layer of 64 units.",
        "ReLU(z) = max(0, z)",
    ),
    "arithmetic": Term(
        "Arithmetic",
        "Whether the network learns exactly as the notebook was written, mistakes included, or "
        "with those mistakes mended. Switch to and fro to see what they cost.",
    ),
    "notebook arithmetic": Term(
        "As in the notebook",
        "Every formula is the notebook's own, whether it is the true derivative or not. The "
        "sentence below the diagram says what is wrong with it.",
    ),
    "corrected arithmetic": Term(
        "Corrected",
        "The same layers with true gradients, softmax and cross-entropy, in mini-batches with "
        "momentum. It reads far more digits rightly, and sooner.",
        "∂L/∂z = softmax(z) − y",
    ),
    "architecture": Term(
        "Layers",
        "A fully connected network, or multilayer perceptron: every unit of a column is joined to "
        "every unit of the next by a weight. The numbers count the units, and the words say what "
        "each column computes.",
        "a⁽ˡ⁾ = f(W⁽ˡ⁾·a⁽ˡ⁻¹⁾ + b⁽ˡ⁾)",
    ),
}


_FAMILIES = ("sigmoid", "relu")


class PresetPanel(Card):
    """Attributes: ``preset_chosen``, a person wants a run of that preset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Network", parent)
        self._run_id = -1
        self.preset_chosen: Event[Preset] = Event()
        self._preset: Preset | None = None
        self._model: TrainedModel | None = None
        self.family = Segmented("Activation", [("Sigmoid", ""), ("ReLU", "")])
        self.version = Segmented("Arithmetic", [("As in the notebook", ""), ("Corrected", "")])
        self.diagram = LayerDiagram()
        self.summary = label("", "caption", wrap=True)
        for widget in (self.family, self.version, self.diagram, self.summary):
            self.body.addWidget(widget)
        for switch in (self.family, self.version):
            switch.chosen.connect(self._choose)
        self._explain()
        changed.connect(self._summarize)

    def _explain(self) -> None:
        for switch, term, options in (
            (self.family, "activation", ("sigmoid activation", "relu activation")),
            (self.version, "arithmetic", ("notebook arithmetic", "corrected arithmetic")),
        ):
            chosen = partial(_chosen, switch)
            explain(switch, TERMS[term], chosen)
            for index, option in enumerate(options):
                explain(switch.button(index), TERMS[option], chosen)
        explain(self.diagram, TERMS["architecture"], self.diagram.in_words)
        explain(self.summary, TERMS["arithmetic"], self.summary.text)

    def show_settings(self, settings: RunSpec) -> None:
        """Show what is about to run, before its first snapshot."""
        self._show(settings.preset)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is running, or the file's model."""
        if snapshot.run_id == self._run_id:
            return
        self._run_id = snapshot.run_id
        self._show(snapshot.settings.preset, snapshot.origin)
        self.diagram.set_architecture(snapshot.parameters.architecture)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.diagram.set_theme(theme)

    def _show(self, preset: Preset, model: TrainedModel | None = None) -> None:
        self._preset, self._model = preset, model
        self.family.select(_FAMILIES.index(preset.family))
        self.version.select(0 if preset.as_written else 1)
        self.diagram.set_architecture(preset.architecture)
        self._summarize()

    def _summarize(self) -> None:
        if self._preset is not None:
            model, preset = self._model, self._preset
            text = tr(preset.summary) if model is None else _describe(model, preset)
            self.summary.setText(text)

    def _choose(self) -> None:
        preset = preset_for(_FAMILIES[self.family.index], as_written=self.version.index == 0)
        self._show(preset)
        self.preset_chosen.emit(preset)


def _chosen(switch: Segmented) -> str:
    return switch.button(switch.index).text()


def _describe(model: TrainedModel, next_preset: Preset) -> str:
    name = name_in_words(model)
    # A file keeps its own spelling; what ships has a name in words.
    if model.name and model.name not in SHIPPED.values():
        subject = tr("The file {name}").format(name=name)
    else:
        subject = name[:1].upper() + name[1:]
    words = ntr(
        "{network}: {epochs} epoch, reads {share} of the test digits. "
        "Train starts a fresh {layers} network.",
        "{network}: {epochs} epochs, reads {share} of the test digits. "
        "Train starts a fresh {layers} network.",
        1 if model.epochs == 1 else 2,  # half an epoch is 0.5 epochs
    )
    return words.format(
        network=subject,
        epochs=localized(model.epochs, ".3g"),
        share=percent(model.test_accuracy),
        layers=next_preset.architecture,
    )
