"""Where the files of resources/ are found."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from mnistviz import files
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import PRESETS


@dataclass(frozen=True)
class Promise:
    """What a shipped network must be, at least."""

    preset: str
    sizes: tuple[int, ...]
    accuracy: float
    deskew: bool = False


SHIPPED = {
    "relu": Promise("relu", (784, 64, 10), 0.983),
    "sigmoid": Promise("sigmoid", (784, 128, 64, 10), 0.985),
    "drawings": Promise("relu", (784, 128, 64, 10), 0.990, deskew=True),
}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A wheel's folder and a checkout's, both empty, in place of the real ones."""
    both = tmp_path / "wheel", tmp_path / "checkout"
    for folder in both:
        (folder / "fonts").mkdir(parents=True)
    monkeypatch.setattr(files, "_FOLDERS", both)
    return both


def test_finds_what_ships() -> None:
    for name in ("mnist.npz", "fonts/Inter-Regular.otf"):
        path = resource(name)
        assert path.is_absolute()
        assert path.is_file()


def test_looks_inside_the_package_and_beside_it() -> None:
    package = Path(files.__file__).resolve().parent
    expected = package / "resources", package.parent / "resources"
    assert expected == files._FOLDERS


@pytest.mark.parametrize("place", [0, 1], ids=["wheel", "checkout"])
def test_finds_a_file_in_either_folder(folders: tuple[Path, Path], place: int) -> None:
    file = folders[place] / "fonts" / "some.otf"
    file.touch()
    assert resource("fonts/some.otf") == file


def test_a_missing_file_is_said_in_one_line(folders: tuple[Path, Path]) -> None:
    with pytest.raises(MnistvizError) as caught:
        resource("fonts/some.otf")
    assert str(caught.value) == "resources/fonts/some.otf is missing; reinstall mnistviz"


def test_every_model_that_ships_is_tested() -> None:
    files = resource("models/relu.npz").parent.iterdir()
    assert {file.stem for file in files if file.suffix == ".npz"} == set(SHIPPED)


Shipped = tuple[Promise, TrainedModel, Evaluation]


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest, mnist: DataSet) -> Shipped:
    """A network from its file, and how it reads all test images now."""
    model = load_model(resource(f"models/{request.param}.npz"))
    found = evaluate(model.network(), model.parameters, mnist.test, deskew=model.deskew)
    return SHIPPED[request.param], model, found


def test_a_shipped_model_says_what_it_is(shipped: Shipped) -> None:
    promise, model, _found = shipped
    preset = PRESETS[promise.preset]
    assert (model.preset, model.deskew) == (promise.preset, promise.deskew)
    assert model.rule == preset.rule
    assert model.parameters.architecture.sizes == promise.sizes
    assert model.parameters.architecture.output == preset.architecture.output
    assert model.parameters.flat.dtype == preset.dtype
    assert np.isfinite(model.parameters.flat).all()
    assert model.epochs > 0.0


def test_a_shipped_model_reads_as_well_as_it_says(shipped: Shipped) -> None:
    promise, model, found = shipped
    assert found.images == 10_000
    assert found.accuracy >= promise.accuracy
    assert model.test_accuracy == pytest.approx(found.accuracy, abs=0.0002)


def test_a_shipped_models_percentages_can_be_trusted(shipped: Shipped) -> None:
    _promise, model, found = shipped
    assert model.temperature == pytest.approx(found.temperature, rel=0.001)
    assert found.with_temperature is not None
    assert found.with_temperature.calibration_error < 0.01


def test_deskewing_is_what_the_model_for_drawings_was_trained_on(mnist: DataSet) -> None:
    """Given digits as they are, it reads fewer of them: the file says it for a reason."""
    model = load_model(resource("models/drawings.npz"))
    straight, leaning = (
        evaluate(model.network(), model.parameters, mnist.test, deskew=yes).accuracy
        for yes in (True, False)
    )
    assert straight > leaning


def test_the_licence_of_the_digits_stands_among_the_others() -> None:
    licences = resource("LICENSES.md").read_text(encoding="utf-8")
    for part in MNIST.licence.split(", "):
        assert part in licences
