"""Networks in files: those that ship, and from a moment of a run to a model and back."""

from dataclasses import replace

from mnistviz.files import resource
from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec
from mnistviz.words import mark

DRAWINGS = "drawings"
"""The one that reads drawings best; the window opens with it."""

SHIPPED = {
    DRAWINGS: mark("the network for drawings"),
    "relu": mark("the shipped ReLU network"),
    "sigmoid": mark("the shipped sigmoid network"),
}
"""Files in resources/models/, and what they are called on screen, in English."""


def shipped_model(name: str = DRAWINGS) -> TrainedModel:
    """One of the networks that come with the application.

    Raises:
        MnistvizError: its file is missing or damaged.
    """
    return replace(load_model(resource(f"models/{name}.npz")), name=SHIPPED[name])


def model_of(snapshot: Snapshot) -> TrainedModel:
    """The network of a moment, with what is known of it."""
    if snapshot.origin is not None:
        return snapshot.origin
    test = snapshot.last_test
    return TrainedModel(
        preset=snapshot.settings.preset.name,
        rule=snapshot.network.rule,
        seed=snapshot.settings.seed,
        epochs=snapshot.epoch,
        test_accuracy=test.accuracy if test else 0.0,
        parameters=snapshot.parameters,
        deskew=snapshot.deskew,
        temperature=snapshot.temperature,
        data=snapshot.settings.preset.data,
    )


def settings_for(model: TrainedModel) -> RunSpec:
    """Of the run that Train begins once ``model`` has been shown: its own preset's."""
    return RunSpec.of(replace(PRESETS.get(model.preset, PRESETS[DEFAULT_PRESET]), data=model.data))
