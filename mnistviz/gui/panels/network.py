"""Which network: two switches, a diagram of its layers, and a sentence about it."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import Card, label
from mnistviz.gui.widgets.layer_diagram import LayerDiagram
from mnistviz.gui.widgets.segmented import Segmented
from mnistviz.presets import Preset, preset_for
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.settings import RunSettings
from mnistviz.training.snapshot import Snapshot

_FAMILIES = ("sigmoid", "relu")


class NetworkPanel(Card):
    """``preset_chosen`` carries a Preset."""

    preset_chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Network", parent)
        self._run_id, self._shows_model = -1, False
        self.family = Segmented(
            "Activation",
            [
                ("Sigmoid", "Two hidden layers (128 and 64 units) that use the logistic sigmoid."),
                ("ReLU", "One hidden layer of 64 units that use the rectified linear unit."),
            ],
        )
        self.version = Segmented(
            "Arithmetic",
            [
                (
                    "As in the notebook",
                    "Exactly the arithmetic of the notebook, mistakes included.",
                ),
                ("Corrected", "The same layers with true gradients, softmax and cross-entropy."),
            ],
        )
        self.diagram = LayerDiagram()
        self.summary = label("", "caption", wrap=True)
        for widget in (self.family, self.version, self.diagram, self.summary):
            self.body.addWidget(widget)
        for switch in (self.family, self.version):
            switch.chosen.connect(self._choose)

    def show_settings(self, settings: RunSettings) -> None:
        """Show what is about to run, before its first snapshot."""
        self._show(settings.preset)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is running, or the file's model."""
        if snapshot.run_id == self._run_id and (snapshot.model is not None) == self._shows_model:
            return
        self._run_id, self._shows_model = snapshot.run_id, snapshot.model is not None
        self._show(snapshot.settings.preset)
        self.diagram.set_architecture(snapshot.parameters.architecture)
        if snapshot.model is not None:
            self.summary.setText(_describe(snapshot.model, snapshot.settings.preset))

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.diagram.set_theme(theme)

    def _show(self, preset: Preset) -> None:
        self.family.select(_FAMILIES.index(preset.family))
        self.version.select(0 if preset.as_written else 1)
        self.diagram.set_architecture(preset.architecture)
        self.summary.setText(preset.summary)

    def _choose(self) -> None:
        preset = preset_for(_FAMILIES[self.family.index], as_written=self.version.index == 0)
        self._show(preset)
        self.preset_chosen.emit(preset)


def _describe(model: TrainedModel, next_preset: Preset) -> str:
    name = model.name or "a saved network"
    # A file keeps its own spelling; what ships has a name in words.
    subject = f"The file {name}" if name.endswith(".npz") else f"{name[:1].upper()}{name[1:]}"
    return (
        f"{subject}: {model.epochs:.3g} epoch{'' if model.epochs == 1 else 's'}, reads "
        f"{model.test_accuracy:.1%} of the test digits. Train starts a fresh "
        f"{next_preset.architecture} network."
    )
