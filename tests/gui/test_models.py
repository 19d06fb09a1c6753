"""From what is on screen to a model, and back."""

import dataclasses

import numpy as np

from mnistviz.data.digits import Split
from mnistviz.gui.models import model_of, settings_for
from mnistviz.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.run import Run
from mnistviz.training.settings import RunSettings


def test_a_run_as_a_model(few_digits: Split) -> None:
    half = len(few_digits.train) // 2
    run = Run(1, RunSettings.of(PRESETS["sigmoid"], seed=4, batch_size=half), few_digits)
    run.advance(1)
    model = model_of(run.snapshot())
    assert (model.preset, model.seed, model.epochs) == ("sigmoid", 4, 0.5)
    assert model.rule == PRESETS["sigmoid"].rule
    assert np.array_equal(model.parameters.flat, run.trainer.parameters.flat)
    run.advance(1)
    assert not np.array_equal(model.parameters.flat, run.trainer.parameters.flat)


def test_a_model_from_a_file_stays_itself(few_digits: Split, trained: TrainedModel) -> None:
    run = Run(1, settings_for(trained), few_digits, trained)
    assert model_of(run.snapshot()) is trained


def test_settings_for_a_model(trained: TrainedModel) -> None:
    assert settings_for(trained) == RunSettings.of(PRESETS[trained.preset])
    unknown = dataclasses.replace(trained, preset="of another version")
    assert settings_for(unknown).preset is PRESETS[DEFAULT_PRESET]
