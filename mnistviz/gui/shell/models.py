"""From a snapshot to a model that can be saved, and back on screen."""

from dataclasses import replace

from mnistviz.files import resource
from mnistviz.gui.kit.language import tr
from mnistviz.gui.shell.session import Session
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


def name_in_words(model: TrainedModel) -> str:
    """What a model is called, in the language that is chosen; a file keeps its own spelling."""
    for called in SHIPPED.values():
        if called == model.name:
            return tr(called)
    return model.name or tr("a saved network")


def model_of(snapshot: Snapshot) -> TrainedModel:
    """The network on screen, with what is known of it."""
    if snapshot.model is not None:
        return snapshot.model
    test = snapshot.last_test
    return TrainedModel(
        preset=snapshot.settings.preset.name,
        rule=snapshot.network.rule,
        seed=snapshot.settings.seed,
        epochs=snapshot.epoch,
        test_accuracy=test.accuracy if test else 0.0,
        parameters=snapshot.parameters,
        deskew=snapshot.deskew,
        temperature=test.temperature if test else 1.0,
        data=snapshot.settings.preset.data,
    )


def shipped_model(name: str = DRAWINGS) -> TrainedModel:
    """One of the networks that come with the application.

    Raises:
        MnistvizError: its file is missing or damaged.
    """
    return replace(load_model(resource(f"models/{name}.npz")), name=SHIPPED[name])


def settings_for(model: TrainedModel) -> RunSpec:
    """Settings of the run that Train starts while ``model`` is on screen: its own preset's."""
    return RunSpec.of(replace(PRESETS.get(model.preset, PRESETS[DEFAULT_PRESET]), data=model.data))


def show_model(session: Session, model: TrainedModel) -> None:
    """Put a network from a file on screen."""
    session.show_model(model, settings_for(model))
