"""``mnistviz evaluate``."""

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnistviz.commands import evaluate as command
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import evaluate
from mnistviz.training.model_file import TrainedModel, save_model
from mnistviz.training.presets import PRESETS
from tests.conftest import Cli


@pytest.fixture(autouse=True)
def loaded_once(mnist: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "load_mnist", lambda: mnist)


def test_json(cli: Cli, model_path: Path, trained: TrainedModel, mnist: DataSet) -> None:
    outcome = cli("evaluate", model_path, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert len(outcome.out.splitlines()) == 1
    answer = json.loads(outcome.out)
    expected = evaluate(trained.network(), trained.parameters, mnist.test)
    assert answer["accuracy"] == expected.accuracy > 0.9
    assert answer["loss"] == expected.loss
    assert answer["confusion_matrix"] == expected.confusion.tolist()
    assert answer["images"] == 10_000
    assert answer["temperature"] == expected.temperature
    assert expected.uncalibrated is not None
    assert expected.with_temperature is not None
    assert answer["calibration_error"] == {
        "as computed": expected.uncalibrated.calibration_error,
        "with temperature": expected.with_temperature.calibration_error,
    }
    p = answer["accuracy"]
    assert answer["standard_error"] == pytest.approx(math.sqrt(p * (1 - p) / 10_000))
    assert (answer["preset"], answer["seed"], answer["epochs"]) == ("relu", 0, 1.0)


def test_a_row_of_the_confusion_matrix_is_a_label(
    cli: Cli, model_path: Path, mnist: DataSet
) -> None:
    confusion = np.array(json.loads(cli("evaluate", model_path, "--json").out)["confusion_matrix"])
    np.testing.assert_array_equal(confusion.sum(axis=1), np.bincount(mnist.test.labels))


def test_plainly(cli: Cli, model_path: Path, trained: TrainedModel, mnist: DataSet) -> None:
    outcome = cli("evaluate", model_path)
    assert (outcome.status, outcome.err) == (0, "")
    expected = evaluate(trained.network(), trained.parameters, mnist.test)
    assert f"accuracy {expected.accuracy:.2%}" in outcome.out
    assert "10,000 test images" in outcome.out
    assert f"{expected.loss:.5f} (cross-entropy)" in outcome.out
    assert f"temperature {expected.temperature:.3f}" in outcome.out
    assert expected.with_temperature is not None
    sure, right = expected.with_temperature.confidence[-1], expected.with_temperature.accuracy[-1]
    assert re.search(rf"{sure:.1%} +{right:.1%} +\([\d,]+ answers\)", outcome.out)
    assert f"{expected.with_temperature.calibration_error:.2%}" in outcome.out
    numbers = [line.split() for line in outcome.out.splitlines()[-10:]]
    assert [[int(cell) for cell in row] for row in numbers] == [
        [digit, *row] for digit, row in enumerate(expected.confusion.tolist())
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_only_images_that_were_never_learned_from(
    name: str, cli: Cli, mnist: DataSet, tmp_path: Path
) -> None:
    preset = PRESETS[name]
    parameters = Parameters.zeros(preset.architecture, preset.dtype).frozen_copy()
    save_model(tmp_path / "m.npz", TrainedModel(name, preset.rule, 0, 0.0, 0.1, parameters))
    answer = json.loads(cli("evaluate", tmp_path / "m.npz", "--json").out)
    test = SPLITS[preset.split](mnist).test
    assert answer["images"] == len(test) == (7000 if name == "sigmoid-notebook" else 10_000)
    # All its answers are 0.
    assert [row[0] for row in answer["confusion_matrix"]] == np.bincount(test.labels).tolist()


def test_a_preset_that_we_do_not_know(cli: Cli, trained: TrainedModel, tmp_path: Path) -> None:
    save_model(tmp_path / "m.npz", replace(trained, preset="of the future"))
    answer = json.loads(cli("evaluate", tmp_path / "m.npz", "--json").out)
    assert (answer["preset"], answer["images"]) == ("of the future", 10_000)


def test_nothing_is_written(cli: Cli, model_path: Path) -> None:
    before = model_path.read_bytes()
    cli("evaluate", model_path)
    assert model_path.read_bytes() == before
    assert [*model_path.parent.iterdir()] == [model_path]


def test_a_model_for_deskewed_digits(
    cli: Cli, trained: TrainedModel, mnist: DataSet, tmp_path: Path
) -> None:
    save_model(tmp_path / "m.npz", replace(trained, deskew=True))
    answer = json.loads(cli("evaluate", tmp_path / "m.npz", "--json").out)
    network, parameters = trained.network(), trained.parameters
    assert answer["loss"] == evaluate(network, parameters, mnist.test, deskew=True).loss
    assert answer["loss"] != evaluate(network, parameters, mnist.test).loss
    assert "on straightened digits" in cli("evaluate", tmp_path / "m.npz").out
