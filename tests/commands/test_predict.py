"""``mnistviz predict``."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnistviz.commands import predict as command
from mnistviz.data.digits import Split, as_input
from mnistviz.data.picture import read_picture
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.model_file import TrainedModel
from tests.conftest import Cli

COUNT = 40


@pytest.fixture
def pictures(mnist: Split, tmp_path: Path) -> list[Path]:
    """Test digits as people have them: many sizes, half of them dark on light."""
    paths = []
    for index in range(COUNT):
        image = Image.fromarray(mnist.test.images[index].reshape(28, 28))
        if index % 2:
            image = Image.eval(image, lambda value: 255 - value)
        side = 28 + 10 * (index % 13)
        paths.append(tmp_path / f"{index}.png")
        image.resize((side, side), Image.Resampling.BICUBIC).save(paths[-1])
    return paths


def share_right(answers: list[dict[str, object]], mnist: Split) -> float:
    digits = np.array([answer["digit"] for answer in answers])
    return float((digits == mnist.test.labels[:COUNT]).mean())


def test_json(
    cli: Cli, pictures: list[Path], model_path: Path, trained: TrainedModel, mnist: Split
) -> None:
    outcome = cli("predict", *pictures, "--model", model_path, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    answers = json.loads(outcome.out)
    assert [{*answer} for answer in answers] == [{"file", "digit", "probabilities"}] * COUNT
    assert [answer["file"] for answer in answers] == [str(path) for path in pictures]
    for answer, path in zip(answers, pictures, strict=True):
        values = answer["probabilities"]
        assert len(values) == 10
        assert sum(values) == pytest.approx(1.0, abs=1e-5)
        assert values.index(max(values)) == answer["digit"]
        pixels = as_input(read_picture(path)[None], "float32")
        alone = trained.network().predict(trained.parameters, pixels)[0]
        assert values == pytest.approx(alone.tolist(), abs=1e-5)
    assert share_right(answers, mnist) >= 0.9


def test_one_picture_is_a_list_of_one(cli: Cli, pictures: list[Path], model_path: Path) -> None:
    answers = json.loads(cli("predict", "--json", "--model", model_path, pictures[0]).out)
    assert [(type(answer["digit"]), answer["digit"]) for answer in answers] == [(int, 7)]


def test_plainly(cli: Cli, pictures: list[Path], model_path: Path) -> None:
    outcome = cli("predict", *pictures, "--model", model_path)
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    answers = json.loads(cli("predict", *pictures, "--model", model_path, "--json").out)
    for line, path, answer in zip(lines, pictures, answers, strict=True):
        assert line.startswith(f"{path}: {answer['digit']} ")
        assert f"{max(answer['probabilities']):.1%}" in line


def test_the_model_that_ships_is_the_default(
    cli: Cli, pictures: list[Path], model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def resource(name: str) -> Path:
        asked.append(name)
        return model_path

    monkeypatch.setattr(command, "resource", resource)
    ours = cli("predict", pictures[0], "--json").out
    assert asked == ["models/drawings.npz"]
    assert ours == cli("predict", pictures[0], "--json", "--model", model_path).out


def test_the_model_that_ships_reads_digits(cli: Cli, pictures: list[Path], mnist: Split) -> None:
    answers = json.loads(cli("predict", *pictures, "--json").out)
    assert share_right(answers, mnist) >= 0.95


def test_all_pictures_go_through_the_network_at_once(
    cli: Cli, pictures: list[Path], model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    predict = Network.predict

    def look(self: Network, parameters: Parameters, images: FloatArray) -> FloatArray:
        sizes.append(len(images))
        return predict(self, parameters, images)

    monkeypatch.setattr(Network, "predict", look)
    cli("predict", *pictures, "--model", model_path)
    assert sizes == [COUNT]


def test_one_bad_picture_and_nothing_is_printed(
    refusal: Callable[..., str], pictures: list[Path], model_path: Path
) -> None:
    pictures[20].write_text("no picture")
    message = refusal("predict", *pictures, "--model", model_path, "--json")
    assert str(pictures[20]) in message
