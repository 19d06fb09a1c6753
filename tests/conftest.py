"""What the tests share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits

from mnistviz.cli import main
from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.training.model_file import TrainedModel, save_model
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer


@pytest.fixture(scope="session", autouse=True)
def one_blas_thread() -> Iterator[None]:
    """Two are slower on our small matrices, and very much slower on a busy machine."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield


@pytest.fixture(scope="session")
def mnist() -> DataSet:
    """All of MNIST, read once; its arrays are read-only."""
    return load_mnist()


@pytest.fixture(scope="module")
def space(mnist: DataSet) -> DigitSpace:
    """What a picture is compared with."""
    return DigitSpace.load(mnist.train)


@pytest.fixture(scope="session")
def small(mnist: DataSet) -> DataSet:
    """A few real digits: 600 to learn from, which is ten batches of 64, and 200 for the test."""

    def first(digits: LabelledImages, count: int) -> LabelledImages:
        return digits[:count]

    return DataSet(first(mnist.train, 600), first(mnist.test, 200))


@pytest.fixture(scope="session")
def trained(mnist: DataSet) -> TrainedModel:
    """A network that reads about 95 % of the digits."""
    preset = PRESETS["relu"]
    trainer = Trainer(RunSpec.of(preset), mnist.train)
    while trainer.epochs_done < 1:
        trainer.advance(1)
    return TrainedModel(preset.name, preset.rule, 0, 1.0, 0.95, trainer.parameters.frozen_copy())


@pytest.fixture
def model_path(trained: TrainedModel, tmp_path: Path) -> Path:
    """The same network as a file."""
    path = tmp_path / "model.npz"
    save_model(path, trained)
    return path


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


Cli = Callable[..., Outcome]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """``cli("train", "--epochs", 1)`` runs a command in this process."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse's way out
            status = stop.code if isinstance(stop.code, int) else 1
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def refusal(cli: Cli) -> Callable[..., str]:
    """Runs a command that must be refused, and returns the one line that says why."""

    def run(*arguments: object) -> str:
        outcome = cli(*arguments)
        assert outcome.status == 2
        assert outcome.out == ""
        assert outcome.err.endswith("\n")
        assert len(outcome.err.splitlines()) == 1
        assert outcome.err.startswith("mnistviz")
        assert "Traceback" not in outcome.err
        return outcome.err

    return run
