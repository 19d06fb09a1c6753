"""``mnistviz train``: what it prints, what it writes, and what it never overwrites."""

import csv
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from numpy.random import Generator

from mnistviz.commands import train as command
from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.data.datasets.mnist import SPLITS, as_stored
from mnistviz.errors import Diverged
from mnistviz.nn.parameters import INITIALIZERS, Parameters
from mnistviz.training.evaluation import evaluate
from mnistviz.training.history import Updates
from mnistviz.training.model_file import load_model
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer
from tests.conftest import Cli

HEADER = "epoch,train_loss,train_accuracy,test_loss,test_accuracy,samples_per_second,seconds"
EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS)
Refusal = Callable[..., str]


@pytest.fixture(autouse=True)
def few_digits(small: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    """600 to learn from and 200 for the test, whatever the preset."""
    monkeypatch.setattr(command, "load_mnist", lambda: small)
    for name in SPLITS:
        monkeypatch.setitem(SPLITS, name, as_stored)


def rows_of(path: Path) -> list[dict[str, float]]:
    with path.open(newline="") as file:
        return [{name: float(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


@EVERY_PRESET
def test_a_line_an_epoch(preset: str, cli: Cli) -> None:
    outcome = cli("train", "--preset", preset, "--epochs", 3)
    assert (outcome.status, outcome.err) == (0, "")  # no progress bar where nobody is watching
    heading, *lines = outcome.out.splitlines()
    assert heading.split()[0] == "epoch"
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert all("%" in line for line in lines)


def test_quiet_prints_nothing(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    outcome = cli("train", "--preset", "relu", "--epochs", 2, "--quiet", "--metrics", path)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert len(rows_of(path)) == 2


@EVERY_PRESET
def test_a_metrics_file_has_a_row_an_epoch(
    preset: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "metrics.csv"
    looks = count()  # every look at the clock is half a second after the one before
    monkeypatch.setattr(command, "perf_counter", lambda: 0.5 * next(looks))
    assert cli("train", "--preset", preset, "--epochs", 3, "--metrics", path).status == 0
    assert path.read_text().splitlines()[0] == HEADER
    rows = rows_of(path)
    assert [row["epoch"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert row["train_loss"] > 0
        assert row["test_loss"] > 0
        assert 0 <= row["train_accuracy"] <= 1
        assert 0 <= row["test_accuracy"] <= 1
        assert row["samples_per_second"] == 600 / 0.5
    assert [row["seconds"] for row in rows] == [0.5, 1.0, 1.5]
    assert list(tmp_path.iterdir()) == [path]


def test_the_first_line_is_the_header_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    cli("train", "--preset", "relu", "--epochs", 1, "--metrics", tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_bytes().split(b"\n")[0] == HEADER.encode()


@EVERY_PRESET
def test_the_figures_are_those_of_the_run(
    preset: str, cli: Cli, small: DataSet, tmp_path: Path
) -> None:
    path = tmp_path / "metrics.csv"
    cli("train", "--preset", preset, "--epochs", 2, "--seed", 5, "--metrics", path)
    trainer = Trainer(RunSpec.of(PRESETS[preset], seed=5), small.train)
    for epoch, row in enumerate(rows_of(path)):
        made: list[Updates] = []
        while trainer.epochs_done == epoch:
            made.append(trainer.advance())
        loss = sum(float(updates.losses @ updates.images) for updates in made) / 600
        assert row["train_loss"] == pytest.approx(loss, rel=1e-6)
        accuracy = sum(int(updates.correct.sum()) for updates in made) / 600
        if preset == "relu-notebook":  # its notebook looks at all images after the epoch
            accuracy = evaluate(trainer.network, trainer.parameters, small.train).accuracy
        assert row["train_accuracy"] == pytest.approx(accuracy)
        test = evaluate(trainer.network, trainer.parameters, small.test)
        assert row["test_loss"] == pytest.approx(test.loss, rel=1e-6)
        assert row["test_accuracy"] == test.accuracy


def test_numbers_with_a_comma(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[RunSpec] = []

    class Noting(Trainer):
        def __init__(self, settings: RunSpec, digits: LabelledImages) -> None:
            given.append(settings)
            super().__init__(settings, digits)

    monkeypatch.setattr(command, "Trainer", Noting)
    numbers = ("--learning-rate", "0,05", "--augmentation", "0,5", "--seed", "1.000")
    assert cli("train", "--preset", "relu", "--epochs", "1", *numbers).status == 0
    (settings,) = given
    assert (settings.learning_rate, settings.augmentation, settings.seed) == (0.05, 0.5, 1000)


@pytest.mark.parametrize("name", ["mine", "run.1", "MINE.NPZ"])
def test_the_model_is_saved_under_the_very_name(cli: Cli, tmp_path: Path, name: str) -> None:
    """A script finds what it asked for; only the window completes a name."""
    cli("train", "--preset", "relu", "--epochs", 1, "--save", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert load_model(tmp_path / name).preset == "relu"


@EVERY_PRESET
def test_the_saved_model_is_the_trained_one(
    preset: str, cli: Cli, small: DataSet, tmp_path: Path
) -> None:
    path = tmp_path / "model.npz"
    assert cli("train", "--preset", preset, "--epochs", 2, "--seed", 5, "--save", path).status == 0
    trainer = Trainer(RunSpec.of(PRESETS[preset], seed=5), small.train)
    while trainer.epochs_done < 2:
        trainer.advance()
    model = load_model(path)
    assert (model.preset, model.seed, model.epochs) == (preset, 5, 2.0)
    assert model.rule == PRESETS[preset].rule
    np.testing.assert_array_equal(model.parameters.flat, trainer.parameters.flat)
    test = evaluate(trainer.network, trainer.parameters, small.test)
    assert model.test_accuracy == test.accuracy
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_seed_is_the_same_file(cli: Cli, tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        path = tmp_path / name
        cli("train", "--preset", "relu", "--epochs", 1, "--seed", seed, "--save", path)
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() != three.read_bytes()


def test_batch_and_learning_rate_replace_the_presets(
    cli: Cli, small: DataSet, tmp_path: Path
) -> None:
    path = tmp_path / "model.npz"
    options = ("--batch", 50, "--learning-rate", 0.02)
    cli("train", "--preset", "relu", "--epochs", 1, "--seed", 3, *options, "--save", path)
    settings = RunSpec.of(PRESETS["relu"], seed=3, batch_size=50, learning_rate=0.02)
    trainer = Trainer(settings, small.train)
    while trainer.epochs_done < 1:
        trainer.advance()
    np.testing.assert_array_equal(load_model(path).parameters.flat, trainer.parameters.flat)


@pytest.mark.parametrize("strength", [0, 0.25, 2])
def test_augmentation_replaces_the_presets(
    strength: float, cli: Cli, small: DataSet, tmp_path: Path
) -> None:
    path = tmp_path / "model.npz"
    options = ("--epochs", 1, "--augmentation", strength, "--save", path)
    assert cli("train", "--preset", "relu", *options).status == 0
    trainer = Trainer(RunSpec.of(PRESETS["relu"], augmentation=strength), small.train)
    while trainer.epochs_done < 1:
        trainer.advance()
    np.testing.assert_array_equal(load_model(path).parameters.flat, trainer.parameters.flat)


@pytest.mark.parametrize(
    ("preset", "strength", "complaint"),
    [
        ("relu-notebook", 0.5, "relu-notebook is trained as written, without augmentation"),
        ("sigmoid-notebook", 1, "sigmoid-notebook is trained as written, without augmentation"),
        ("relu", -1, "the augmentation must be 0 to 2, not -1"),
        ("relu", 2.5, "the augmentation must be 0 to 2, not 2.5"),
        ("relu", "nan", "a number is needed, as 0.05 is, not nan"),
        ("relu", "much", "a number is needed, as 0.05 is, not much"),
    ],
)
def test_augmentation_out_of_place_is_refused(
    preset: str, strength: object, complaint: str, refusal: Refusal, old: Path
) -> None:
    options = ("--preset", preset, "--augmentation", strength, "--save", old)
    assert complaint in refusal("train", *options)
    assert old.read_bytes() == b"old"


def test_old_files_are_replaced(cli: Cli, tmp_path: Path) -> None:
    model, metrics = tmp_path / "model.npz", tmp_path / "metrics.csv"
    model.write_text("old")
    metrics.write_text("old")
    options = ("--save", model, "--metrics", metrics)
    assert cli("train", "--preset", "relu", "--epochs", 1, *options).status == 0
    assert load_model(model).preset == "relu"
    assert len(rows_of(metrics)) == 1
    assert {*tmp_path.iterdir()} == {model, metrics}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A model that is already there."""
    path = tmp_path / "old.npz"
    path.write_bytes(b"old")
    return path


def spoil(parameters: Parameters, rng: Generator) -> None:
    parameters.flat.fill(np.nan)


def test_a_run_that_diverges_overwrites_nothing(
    refusal: Refusal, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INITIALIZERS, "He normal", spoil)
    metrics = tmp_path / "metrics.csv"
    metrics.write_bytes(b"old")
    options = ("--quiet", "--save", old, "--metrics", metrics)
    assert "too high" in refusal("train", "--preset", "relu", *options)
    assert old.read_bytes() == metrics.read_bytes() == b"old"
    assert {*tmp_path.iterdir()} == {old, metrics}


@pytest.mark.parametrize("preset", ["relu", "sigmoid"])
def test_a_learning_rate_that_is_far_too_high(preset: str, refusal: Refusal, old: Path) -> None:
    options = ("--preset", preset, "--learning-rate", 1000, "--quiet", "--save", old)
    assert "too high" in refusal("train", *options)
    assert old.read_bytes() == b"old"


def test_a_run_that_diverges_late_keeps_the_old_model_and_the_epochs_before(
    cli: Cli, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance = Trainer.advance

    def diverge(self: Trainer) -> Updates:
        if self.updates == 25:
            raise Diverged(25, 0.16)
        return advance(self)

    monkeypatch.setattr(Trainer, "advance", diverge)
    metrics = tmp_path / "metrics.csv"
    options = ("--epochs", 5, "--batch", 64, "--save", old, "--metrics", metrics)
    outcome = cli("train", "--preset", "relu", *options)
    assert outcome.status == 2
    assert outcome.err == f"mnistviz: {Diverged(25, 0.16)}\n"
    assert old.read_bytes() == b"old"
    assert [row["epoch"] for row in rows_of(metrics)] == [1, 2]


def test_a_run_that_is_interrupted_keeps_the_old_model_and_the_epochs_before(
    cli: Cli, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance = Trainer.advance

    def interrupt(self: Trainer) -> Updates:
        if self.updates == 25:
            signal.raise_signal(signal.SIGINT)
        return advance(self)

    monkeypatch.setattr(Trainer, "advance", interrupt)
    metrics = tmp_path / "metrics.csv"
    options = ("--epochs", 5, "--batch", 64, "--save", old, "--metrics", metrics)
    outcome = cli("train", "--preset", "relu", *options)
    assert outcome.status == 130
    assert outcome.err == (
        f"mnistviz: stopped after 2.53 of 5 epochs; {metrics} has 2 of them; {old} is not written\n"
    )
    assert old.read_bytes() == b"old"
    assert [row["epoch"] for row in rows_of(metrics)] == [1, 2]


@pytest.mark.parametrize("option", ["--save", "--metrics"])
@pytest.mark.parametrize("target", ["nowhere/file", "."], ids=["missing folder", "a folder"])
def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    option: str, target: str, refusal: Refusal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trainer, "advance", lambda _: pytest.fail("it trains"))
    message = refusal("train", "--preset", "relu", option, tmp_path / target)
    assert "cannot write" in message
    assert list(tmp_path.iterdir()) == []


def test_one_file_cannot_be_both(refusal: Refusal, tmp_path: Path) -> None:
    target = tmp_path / "file"
    message = refusal("train", "--preset", "relu", "--save", target, "--metrics", target)
    assert "cannot be both" in message
    assert list(tmp_path.iterdir()) == []


def test_a_bar_is_drawn_for_a_person(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    outcome = cli("train", "--preset", "relu", "--epochs", 1)
    assert "epoch 1 of 1" in outcome.err
    quiet = cli("train", "--preset", "relu", "--epochs", 1, "--quiet")
    assert (quiet.out, quiet.err) == ("", "")


def trained_as(settings: RunSpec, digits: LabelledImages, epochs: int) -> Trainer:
    trainer = Trainer(settings, digits)
    while trainer.epochs_done < epochs:
        trainer.advance()
    return trainer


@pytest.mark.parametrize(("option", "hidden"), [("32", (32,)), ("20,30", (20, 30)), ("1", (1,))])
def test_other_hidden_layers(
    option: str, hidden: tuple[int, ...], cli: Cli, small: DataSet, tmp_path: Path
) -> None:
    path = tmp_path / "model.npz"
    options = ("--epochs", 1, "--hidden", option, "--save", path)
    assert cli("train", "--preset", "relu", *options).status == 0
    model = load_model(path)
    assert model.parameters.architecture.sizes == (784, *hidden, 10)
    settings = RunSpec.of(PRESETS["relu"].variant(hidden=hidden))
    trainer = trained_as(settings, small.train, 1)
    np.testing.assert_array_equal(model.parameters.flat, trainer.parameters.flat)


def test_deskewed_digits(cli: Cli, small: DataSet, tmp_path: Path) -> None:
    path, metrics = tmp_path / "model.npz", tmp_path / "metrics.csv"
    options = ("--epochs", 2, "--straighten", "--save", path, "--metrics", metrics)
    assert cli("train", "--preset", "relu", *options).status == 0
    model = load_model(path)
    assert model.deskew
    settings = RunSpec.of(PRESETS["relu"].variant(deskew=True))
    trainer = trained_as(settings, small.train, 2)
    np.testing.assert_array_equal(model.parameters.flat, trainer.parameters.flat)
    test = evaluate(trainer.network, trainer.parameters, small.test, deskew=True)
    assert (model.test_accuracy, model.temperature) == (test.accuracy, test.temperature)
    assert rows_of(metrics)[-1]["test_loss"] == pytest.approx(test.loss, rel=1e-6)


def test_a_cosine_over_all_the_epochs(cli: Cli, small: DataSet, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    options = ("--epochs", 3, "--cosine", "--save", path)
    assert cli("train", "--preset", "relu", *options).status == 0
    settings = RunSpec.of(PRESETS["relu"].variant(schedule="cosine over 3 epochs"))
    trainer = trained_as(settings, small.train, 3)
    np.testing.assert_array_equal(load_model(path).parameters.flat, trainer.parameters.flat)


def test_a_saved_model_has_its_temperature(cli: Cli, small: DataSet, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    cli("train", "--preset", "relu", "--epochs", 2, "--save", path)
    model = load_model(path)
    test = evaluate(model.network(), model.parameters, small.test)
    assert model.temperature == test.temperature != 1.0
    assert not model.deskew


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--preset", "relu-notebook", "--hidden", "32"), "relu-notebook is trained as written"),
        (("--preset", "relu-notebook", "--straighten"), "relu-notebook is trained as written"),
        (("--preset", "sigmoid-notebook", "--cosine"), "sigmoid-notebook is trained as written"),
        (("--preset", "relu", "--hidden", "0"), "1 to 4096 units"),
        (("--preset", "relu", "--hidden", "5000"), "1 to 4096 units"),
        (("--preset", "relu", "--hidden", "32,-1"), "1 to 4096 units"),
        (("--preset", "relu", "--hidden", "many"), "many"),
        (("--preset", "relu", "--hidden", ""), "--hidden"),
        (("--preset", "relu", "--hidden", "32,,32"), "32,,32"),
    ],
    ids=str,
)
def test_variants_out_of_place_are_refused(
    options: tuple[str, ...], complaint: str, refusal: Refusal, old: Path
) -> None:
    assert complaint in refusal("train", *options, "--save", old)
    assert old.read_bytes() == b"old"
