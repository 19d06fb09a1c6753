"""From a moment of a run to a model, and back."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from mnistviz import files
from mnistviz.app.models import DRAWINGS, SHIPPED, model_of, settings_for, shipped_model
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.spec import RunSpec


def test_a_run_as_a_model(small: DataSet) -> None:
    half = len(small.train) // 2
    run = Run(1, RunSpec.of(PRESETS["sigmoid"], seed=4, batch_size=half), small)
    run.advance(1)
    model = model_of(run.snapshot())
    assert (model.preset, model.seed, model.epochs) == ("sigmoid", 4, 0.5)
    assert model.rule == PRESETS["sigmoid"].rule
    assert np.array_equal(model.parameters.flat, run.trainer.parameters.flat)
    run.advance(1)
    assert not np.array_equal(model.parameters.flat, run.trainer.parameters.flat)


def test_a_model_from_a_file_stays_itself(small: DataSet, trained: TrainedModel) -> None:
    run = EndedRun(1, settings_for(trained), small, trained)
    assert model_of(run.snapshot()) is trained


def test_settings_for_a_model(trained: TrainedModel) -> None:
    assert settings_for(trained) == RunSpec.of(PRESETS[trained.preset])
    unknown = dataclasses.replace(trained, preset="of another version")
    assert settings_for(unknown).preset == PRESETS[DEFAULT_PRESET]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_has_a_name_for_the_screen(name: str) -> None:
    model = shipped_model(name)
    assert model.name == SHIPPED[name]
    assert model.deskew is (name == DRAWINGS)
    assert settings_for(model).preset.name == ("sigmoid" if name == "sigmoid" else "relu")


def test_the_one_for_drawings_unless_another_is_named() -> None:
    assert shipped_model().name == SHIPPED[DRAWINGS]


def test_a_shipped_model_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path,))
    with pytest.raises(MnistvizError, match="reinstall mnistviz"):
        shipped_model()
