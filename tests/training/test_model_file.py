"""Trained networks as files: whole and exact."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnistviz.errors import MnistvizError
from mnistviz.nn.network import LearningRule
from mnistviz.training.model_file import TrainedModel, load_model, save_model
from mnistviz.training.presets import PRESETS, Preset
from tests.training.models import (
    facts_of,
    model_of,
    tiny_model,
    with_facts,
    with_parameters,
    without_facts,
)

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good model of 2,395 parameters."""
    path = tmp_path / "tiny.npz"
    save_model(path, tiny_model())
    return path


@EVERY_PRESET
def test_a_model_comes_back_bit_for_bit(preset: Preset, tmp_path: Path) -> None:
    saved = model_of(preset)
    save_model(tmp_path / "model.npz", saved)
    loaded = load_model(tmp_path / "model.npz")
    assert loaded.parameters.flat.tobytes() == saved.parameters.flat.tobytes()
    assert loaded.parameters.flat.dtype == preset.dtype
    assert loaded.parameters.architecture == preset.architecture
    assert not loaded.parameters.flat.flags.writeable
    for name in ("preset", "rule", "seed", "epochs", "test_accuracy"):
        assert getattr(loaded, name) == getattr(saved, name)
    assert loaded.network().rule == preset.rule
    assert (loaded.deskew, loaded.temperature) == (False, 1.0)
    assert loaded.network().architecture == preset.architecture


def test_a_loaded_model_answers_as_the_saved_one(trained: TrainedModel, model_path: Path) -> None:
    images = np.random.default_rng(0).random((5, 784), np.float32)
    loaded = load_model(model_path)
    ours = trained.network().predict(trained.parameters, images)
    np.testing.assert_array_equal(ours, loaded.network().predict(loaded.parameters, images))


def test_equal_models_are_equal_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    save_model(one, tiny_model())
    monkeypatch.setattr("time.time", lambda: 2e9)
    save_model(two, tiny_model())
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"preset": "other"},
        {"epochs": 3.0},
        {"deskew": True},
        {"temperature": 1.5},
    ],
    ids=str,
)
def test_other_models_are_other_files(change: dict[str, Any], path: Path) -> None:
    before = path.read_bytes()
    save_model(path, replace(tiny_model(), **change))
    assert path.read_bytes() != before


def test_nothing_in_a_file_says_where_or_when_it_was_made(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == ["facts.npy", "parameters.npy"]
    assert facts_of(path)["format"] == "mnistviz model"


def test_numpy_alone_can_read_one(path: Path) -> None:
    with np.load(path, allow_pickle=False) as file:
        np.testing.assert_array_equal(file["parameters"], tiny_model().parameters.flat)


def test_any_name_will_do(tmp_path: Path) -> None:
    path = tmp_path / "no suffix"
    save_model(path, tiny_model())
    assert load_model(path).preset == "relu"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failed_write_leaves_the_old_file(
    step: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    before = path.read_bytes()
    monkeypatch.setattr(step, fail)
    with pytest.raises(MnistvizError, match="No space left"):
        save_model(path, model_of(PRESETS["relu"]))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]


def test_a_model_that_cannot_be_written_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    before = path.read_bytes()
    monkeypatch.setattr("numpy.lib.format.write_array", fail)
    with pytest.raises(MnistvizError, match="No space left"):
        save_model(path, model_of(PRESETS["relu"]))
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]


def test_saving_into_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(MnistvizError, match="no folder"):
        save_model(tmp_path / "nowhere" / "model.npz", tiny_model())


def test_a_rule_keeps_its_quirks(tmp_path: Path) -> None:
    rule = LearningRule("cross-entropy / 10", "logistic slope of the activation")
    save_model(tmp_path / "m.npz", replace(tiny_model(), rule=rule))
    assert load_model(tmp_path / "m.npz").rule == rule


@pytest.mark.parametrize("deskew", [False, True])
@pytest.mark.parametrize("temperature", [0.05, 1.0, 0.1 + 0.2, 20.0])
def test_how_its_digits_and_answers_are_meant(deskew: bool, temperature: float, path: Path) -> None:
    save_model(path, replace(tiny_model(), deskew=deskew, temperature=temperature))
    loaded = load_model(path)
    assert (loaded.deskew, loaded.temperature) == (deskew, temperature)
    assert facts_of(path)["version"] == 2


def test_it_is_called_as_its_file_whatever_it_was_called(tmp_path: Path) -> None:
    save_model(tmp_path / "one.npz", replace(tiny_model(), name="of old"))
    (tmp_path / "one.npz").rename(tmp_path / "two.npz")
    assert load_model(tmp_path / "two.npz").name == "two.npz"
    assert "name" not in facts_of(tmp_path / "two.npz")


def test_a_file_of_version_1_knows_no_deskewing_and_no_temperature(path: Path) -> None:
    with_facts(path, version=1)
    without_facts(path, "straighten", "temperature")
    loaded = load_model(path)
    assert (loaded.deskew, loaded.temperature) == (False, 1.0)
    np.testing.assert_array_equal(loaded.parameters.flat, tiny_model().parameters.flat)


def test_weights_that_are_large_but_bearable(path: Path) -> None:
    flat = np.full(2395, 1e15, np.float32)  # 784 * 1e15 * 3 * 1e15 and the biases
    loaded = load_model(with_parameters(path, flat))
    with np.errstate(all="raise"):
        loaded.network().predict(loaded.parameters, np.ones((1, 784), np.float32))
