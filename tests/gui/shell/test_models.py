"""From what is on screen to a model, and back."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtGui import QAction

from mnistviz import files
from mnistviz.app.models import DRAWINGS, SHIPPED, model_of, settings_for, shipped_model
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.spec import RunSpec
from tests.gui.support import ONE, User


def test_a_run_as_a_model(few_digits: DataSet) -> None:
    half = len(few_digits.train) // 2
    run = Run(1, RunSpec.of(PRESETS["sigmoid"], seed=4, batch_size=half), few_digits)
    run.advance(1)
    model = model_of(run.snapshot())
    assert (model.preset, model.seed, model.epochs) == ("sigmoid", 4, 0.5)
    assert model.rule == PRESETS["sigmoid"].rule
    assert np.array_equal(model.parameters.flat, run.trainer.parameters.flat)
    run.advance(1)
    assert not np.array_equal(model.parameters.flat, run.trainer.parameters.flat)


def test_a_model_from_a_file_stays_itself(few_digits: DataSet, trained: TrainedModel) -> None:
    run = EndedRun(1, settings_for(trained), few_digits, trained)
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


def shipped_entry(user: User, name: str) -> QAction:
    """In the menu of the shipped networks."""
    title = SHIPPED[name][:1].upper() + SHIPPED[name][1:]
    (entry,) = (one for one in user.window.findChildren(QAction) if one.text() == title)
    return entry


@pytest.mark.parametrize("name", SHIPPED)
def test_the_menu_shows_a_shipped_network(user: User, name: str) -> None:
    user.train(3)
    user.draw(*ONE)
    run = user.snapshot.run_id
    shipped_entry(user, name).trigger()
    user.wait_for_run(run)
    shown, expected = user.snapshot, shipped_model(name)
    assert shown.origin is not None
    assert shown.origin.name == SHIPPED[name]
    assert np.array_equal(shown.parameters.flat, expected.parameters.flat)
    assert shown.deskew is expected.deskew
    assert shown.updates == 0
    assert shown.last_test is not None
    assert shown.last_test.accuracy > 0.97
    layers = expected.parameters.architecture
    assert user.window.drawing.foot.text() == f"Read by {SHIPPED[name]} ({layers})"
    assert user.window.drawing.answer.text() == "1"
    assert user.window.drawing.remark.text() == "Calibrated probability"
    # Train then learns anew, from the beginning.
    user.train(2)
    assert user.snapshot.origin is None
    assert user.snapshot.settings.preset.name == expected.preset
    assert user.window.drawing.foot.text().startswith("Read by this run's network")


def test_a_shipped_network_that_is_missing_costs_one_line(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path,))
    shipped_entry(user, "sigmoid").trigger()
    assert user.window.message.text == "resources/models/sigmoid.npz is missing; reinstall mnistviz"
    assert user.snapshot.origin is None
    user.steps(1)
