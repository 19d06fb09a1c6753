"""``mnistviz predict``."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnistviz.commands import predict as command
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.data.ink.picture import read_picture
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.model_file import TrainedModel
from tests.conftest import Cli

COUNT = 40


@pytest.fixture
def pictures(mnist: DataSet, tmp_path: Path) -> list[Path]:
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


def share_right(answers: list[dict[str, object]], mnist: DataSet) -> float:
    digits = np.array([answer["digit"] for answer in answers])
    return float((digits == mnist.test.labels[:COUNT]).mean())


def test_json(
    cli: Cli, pictures: list[Path], model_path: Path, trained: TrainedModel, mnist: DataSet
) -> None:
    outcome = cli("predict", *pictures, "--model", model_path, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    answers = json.loads(outcome.out)
    assert [{*answer} for answer in answers] == [
        {"file", "digit", "probabilities", "looks_like_a_digit"}
    ] * COUNT
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
    verdicts = [answer["looks_like_a_digit"] for answer in answers]
    assert verdicts.count("yes") >= 0.8 * COUNT


def test_what_looks_like_no_digit_is_called_so(cli: Cli, model_path: Path, tmp_path: Path) -> None:
    """A dash and three digits side by side, which a network may be sure of."""
    marks = {"-": [(60, 140, 220, 140)], "111": [(x, 60, x, 220) for x in (60, 140, 220)]}
    paths = []
    for name, lines in marks.items():
        image = Image.new("L", (280, 280), 255)
        for line in lines:
            ImageDraw.Draw(image).line(line, 0, 20)
        paths.append(tmp_path / f"mark {name}.png")
        image.save(paths[-1])
    answers = json.loads(cli("predict", *paths, "--model", model_path, "--json").out)
    assert [answer["looks_like_a_digit"] for answer in answers] == ["no", "no"]
    lines_out = cli("predict", *paths, "--model", model_path).out.splitlines()
    assert all(line.endswith("looks like a digit: no") for line in lines_out)


def test_it_judges_as_the_window_does(
    cli: Cli, pictures: list[Path], model_path: Path, mnist: DataSet
) -> None:
    space = DigitSpace.load(mnist.train)
    answers = json.loads(cli("predict", *pictures, "--model", model_path, "--json").out)
    for answer, path in zip(answers, pictures, strict=True):
        verdict = space.examine(read_picture(path)).judgement.verdict
        assert answer["looks_like_a_digit"] == verdict.value


@pytest.mark.parametrize("name", ["-dash.png", "--dash.png"])
def test_a_name_that_begins_with_a_dash(
    refusal: Callable[..., str], cli: Cli, pictures: list[Path], model_path: Path, name: str
) -> None:
    for arguments in ((name,), (pictures[0], name)):
        message = refusal("predict", "--model", model_path, *arguments)
        assert f'if {name} is a file, write "--" before it' in message
    outcome = cli("predict", "--model", model_path, "--", pictures[0], name)
    assert f"cannot read {name}: No such file" in outcome.err


def test_an_empty_name(refusal: Callable[..., str]) -> None:
    assert "the name of the file is empty" in refusal("predict", "")


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
        assert line.endswith(f"  looks like a digit: {answer['looks_like_a_digit']}")


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


def test_the_model_that_ships_reads_digits(cli: Cli, pictures: list[Path], mnist: DataSet) -> None:
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
    assert sizes == [COUNT, COUNT]  # the network, and the one that judges what looks like a digit


@pytest.mark.parametrize("as_json", [True, False])
def test_what_can_be_read_is_answered_though_some_cannot(
    cli: Cli, pictures: list[Path], model_path: Path, tmp_path: Path, as_json: bool
) -> None:
    missing = tmp_path / "missing.png"
    pictures[20].write_text("no picture")
    options = ["--model", model_path, *(["--json"] if as_json else [])]
    outcome = cli("predict", *pictures, missing, *options)
    assert outcome.status == 2
    assert len(outcome.err.splitlines()) == 1
    assert str(pictures[20]) in outcome.err
    assert str(missing) in outcome.err
    good = [str(path) for path in pictures if path != pictures[20]]
    if as_json:
        assert [answer["file"] for answer in json.loads(outcome.out)] == good
    else:
        assert [line.split(": ")[0] for line in outcome.out.splitlines()] == good


def test_nothing_is_printed_where_nothing_can_be_read(
    refusal: Callable[..., str], tmp_path: Path
) -> None:
    assert "missing.png" in refusal("predict", tmp_path / "missing.png", "--json")
