"""The command line as a whole: what is wrong is said in one line, with exit status 2."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import mnistviz
from mnistviz import cli as cli_module
from mnistviz.cli import main
from mnistviz.commands import evaluate, presets, train
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS, as_stored
from mnistviz.training.model_file import TrainedModel, save_model
from tests.conftest import Cli
from tests.training.models import with_facts, with_parameters

Refusal = Callable[..., str]
ROOT = Path(mnistviz.__file__).parents[1]
TRAIN = ("train", "--preset", "relu", "--epochs", "1", "--save", "old.npz", "--metrics", "old.csv")


@pytest.fixture
def folder(
    trained: TrainedModel, small: DataSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder that commands run in, with all kinds of files; MNIST is small."""
    monkeypatch.chdir(tmp_path)
    for command in (train, evaluate):
        monkeypatch.setattr(command, "load_mnist", lambda: small)
    for name in SPLITS:
        monkeypatch.setitem(SPLITS, name, as_stored)
    save_model(Path("good.npz"), trained)
    content = Path("good.npz").read_bytes()
    Path("old.npz").write_bytes(content)
    Path("old.csv").write_text("old")
    Path("cut.npz").write_bytes(content[: len(content) // 2])
    Path("text.npz").write_text("Dear reader,\nthis is no model.\n")
    Path("empty.npz").touch()
    np.savez("foreign.npz", allow_pickle=False, weights=np.zeros(10))
    Path("newer.npz").write_bytes(content)
    with_facts(Path("newer.npz"), version=99)
    flat = trained.parameters.flat.copy()
    flat[0] = np.nan
    Path("nan.npz").write_bytes(content)
    with_parameters(Path("nan.npz"), flat)
    page = Image.new("L", (50, 50), 255)
    page.save("blank.png")
    page.paste(0, (24, 10, 28, 40))
    page.save("one.png")
    picture = Path("one.png").read_bytes()
    Path("cut.png").write_bytes(picture[: len(picture) // 2])
    Path("text.png").write_text("Dear reader,\nthis is no picture.\n")
    Path("folder").mkdir()
    return tmp_path


def contents(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("paint", "paint"),
        ("--colour", "--colour"),
        ("--preset tanh", "tanh"),
        ("--theme purple", "purple"),
        ("--language tlh", "tlh"),
        ("presets --colour", "--colour"),
        ("presets relu", "relu"),
        ("train", "--preset"),
        ("train --preset", "--preset"),
        ("train --preset tanh", "tanh"),
        ("TRAIN --colour red", "--colour"),
        ("TRAIN --epochs 0", "epochs must be at least 1, not 0"),
        ("TRAIN --epochs -3", "not -3"),
        ("TRAIN --epochs many", "many"),
        ("TRAIN --epochs 1.5", "1.5"),
        ("TRAIN --seed -1", "seed must be 0 to 4294967295, not -1"),
        ("TRAIN --seed 4294967296", "not 4294967296"),
        ("TRAIN --seed x", "x"),
        ("TRAIN --batch 0", "batch size must be 1 to 10000, not 0"),
        ("TRAIN --batch -64", "not -64"),
        ("TRAIN --batch 10001", "not 10001"),
        ("TRAIN --learning-rate 0", "learning rate must be above 0 and at most 1000, not 0"),
        ("TRAIN --learning-rate -0.1", "not -0.1"),
        ("TRAIN --learning-rate nan", "not nan"),
        ("TRAIN --learning-rate inf", "not inf"),
        ("TRAIN --learning-rate 1e9", "not 1e+09"),
        ("TRAIN --learning-rate fast", "fast"),
        ("TRAIN --save nowhere/model.npz", "there is no folder nowhere"),
        ("TRAIN --save folder", "it is a folder"),
        ("TRAIN --save", "--save"),
        ("TRAIN --save old.npz/model.npz", "old.npz"),
        ("TRAIN --metrics nowhere/m.csv", "there is no folder nowhere"),
        ("TRAIN --metrics folder", "it is a folder"),
        ("TRAIN --learning-rate 1000 --quiet", "too high"),
        ("evaluate", "MODEL.npz"),
        ("evaluate good.npz good.npz", "good.npz"),
        ("evaluate missing.npz", "missing.npz: No such file"),
        ("evaluate folder", "folder"),
        ("evaluate cut.npz --json", "cut.npz is not a mnistviz model"),
        ("evaluate text.npz", "text.npz is not a mnistviz model"),
        ("evaluate empty.npz", "empty.npz is not a mnistviz model"),
        ("evaluate foreign.npz --json", "foreign.npz is not a mnistviz model"),
        ("evaluate newer.npz", "newer.npz is not a valid mnistviz model: it has format 99"),
        ("evaluate nan.npz", "not numbers"),
        ("evaluate one.png", "one.png is not a mnistviz model"),
        ("predict", "IMAGE"),
        ("predict missing.png --model good.npz", "missing.png: No such file"),
        ("predict folder --model good.npz", "folder"),
        ("predict text.png --model good.npz --json", "text.png is not a picture"),
        ("predict cut.png --model good.npz", "cut.png"),
        ("predict blank.png --model good.npz", "blank.png cannot be read: it shows nothing"),
        ("predict missing.png blank.png --model good.npz --json", "blank.png"),
        ("predict good.npz --model good.npz", "good.npz is not a picture"),
        ("predict one.png --model missing.npz", "missing.npz: No such file"),
        ("predict one.png --model cut.npz", "cut.npz is not a mnistviz model"),
        ("predict one.png --model text.npz", "text.npz is not a mnistviz model"),
        ("predict one.png --model one.png", "one.png is not a mnistviz model"),
        ("screenshot", "OUT.png"),
        ("screenshot s.png --size large", "'large'"),
        ("screenshot s.png --size 5x5", "5x5"),
        ("screenshot s.png --seconds -1", "not -1"),
        ("screenshot s.png --seconds nan", "not nan"),
        ("screenshot s.png --preset tanh", "tanh"),
        ("screenshot s.png --theme purple", "purple"),
        ("screenshot s.png --language tlh", "tlh"),
        ("screenshot nowhere/s.png", "there is no folder nowhere"),
        ("screenshot folder", "it is a folder"),
        ("screenshot s.jpg", "s.jpg must end in .png"),
        ("screenshot s", "s must end in .png"),
        ("screenshot s.png --seconds soon", "not soon"),
        ("TRAIN --learning-rate 0,0,5", "a number is needed, as 0.05 is, not 0,0,5"),
        ("TRAIN --epochs 1,5", "a whole number is needed, not 1,5"),
        ("TRAIN --augmentation 0,5x", "not 0,5x"),
    ],
)
def test_bad_use_is_one_line_and_touches_nothing(
    arguments: str, words: str, refusal: Refusal, folder: Path
) -> None:
    before = contents(folder)
    given = [word for part in arguments.split() for word in (TRAIN if part == "TRAIN" else [part])]
    assert words in refusal(*given)
    assert contents(folder) == before


@pytest.mark.parametrize("number", ["-1", "10000"])
def test_a_test_digit_that_there_is_not(
    number: str, refusal: Refusal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("mnistviz.gui.shell.screenshot.take_screenshot", lambda *_, **__: None)
    assert number in refusal("screenshot", "s.png", "--test-digit", number)


def test_good_use_of_the_same_files(cli: Cli, folder: Path) -> None:
    # So that the refusals above are due to what is wrong with each.
    for arguments in (
        TRAIN,
        ("evaluate", "good.npz"),
        ("predict", "one.png", "--model", "good.npz"),
    ):
        outcome = cli(*arguments)
        assert (outcome.status, outcome.err) == (0, "")
        assert outcome.out != ""


@pytest.mark.parametrize("option", [["--help"], ["train", "--help"], ["--version"]], ids=str)
def test_help_is_no_error(option: list[str], cli: Cli) -> None:
    outcome = cli(*option)
    assert (outcome.status, outcome.err) == (0, "")
    assert "mnistviz" in outcome.out


def test_help_names_every_command(cli: Cli) -> None:
    text = cli("--help").out
    assert all(name in text for name in ("presets", "train", "evaluate", "predict", "screenshot"))


def test_a_message_of_several_lines_becomes_one(
    refusal: Refusal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "two lines.npz" in refusal("evaluate", "two\nlines.npz")


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(presets, "run", fail)
    with pytest.raises(ZeroDivisionError):
        main(["presets"])


def test_the_programs_own_arguments_are_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["mnistviz", "presets"])
    left = []
    monkeypatch.setattr(cli_module, "leave_to_system", lambda: left.append(True))
    assert main() == 0
    assert left == [True]
    assert main(["presets"]) == 0
    assert left == [True], "a caller goes on"
    assert "relu-notebook" in capsys.readouterr().out


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "mnistviz", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_real_program(tmp_path: Path) -> None:
    listed = run("presets")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert len(listed.stdout.splitlines()) == 4
    refused = run("evaluate", str(tmp_path / "missing.npz"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "Traceback" not in refused.stderr


def test_the_real_program_when_training_diverges(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    path.write_bytes(b"old")
    options = ("--learning-rate", "1000", "--quiet", "--save", str(path))
    refused = run("train", "--preset", "relu", *options)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "too high" in refused.stderr
    assert path.read_bytes() == b"old"


def test_a_name_that_is_no_text(folder: Path) -> None:
    name = os.fsdecode(b"\xff.png")
    Path(name).write_bytes(Path("one.png").read_bytes())
    command = [sys.executable, "-m", "mnistviz", "predict", "--model", "good.npz", name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this file")
def test_output_that_cannot_be_written() -> None:
    command = [sys.executable, "-m", "mnistviz", "presets"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_reader_that_has_seen_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    command = [sys.executable, "-m", "mnistviz", "presets"]
    with subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-1) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
