"""Whatever a path leads to, a command answers at once, in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.ink.pinned_file import load_pinned
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.errors import MnistvizError
from tests.odd_files import EVERY_ODD_FILE, EVERY_ODD_TARGET, odd_file

READING = {
    "a picture": ("predict", "odd"),
    "a model to predict with": ("predict", "any.png", "--model", "odd"),
    "a model to evaluate": ("evaluate", "odd"),
    "a model to show": ("--model", "odd"),
}

WRITING = {
    "a model": ("train", "--preset", "relu", "--save", "odd"),
    "metrics": ("train", "--preset", "relu", "--metrics", "odd"),
    "a screenshot": ("screenshot", "odd"),
    "neighbours": ("neighbours", "odd"),
}


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@EVERY_ODD_FILE
@pytest.mark.parametrize("what", READING)
def test_it_is_not_read(refusal: Callable[..., str], what: str, odd: str) -> None:
    _path, says = odd_file(odd, "odd")
    assert says in refusal(*READING[what])


@EVERY_ODD_TARGET
@pytest.mark.parametrize("what", WRITING)
def test_it_is_not_written(refusal: Callable[..., str], what: str, odd: str) -> None:
    path, _says = odd_file(odd, "odd")
    assert "cannot write odd: it is a" in refusal(*WRITING[what])
    assert path.exists()
    assert list(Path().iterdir()) == [path]


@EVERY_ODD_FILE
@pytest.mark.parametrize("what", ["pins", "neighbours", "MNIST"])
def test_nor_are_the_windows_own_files(what: str, odd: str, small: DataSet) -> None:
    path, says = odd_file(odd, "odd")
    loads: dict[str, Callable[[Path], object]] = {
        "pins": load_pinned,
        "neighbours": lambda path: DigitSpace.load(small.train, path),
        "MNIST": load_mnist,
    }
    with pytest.raises(MnistvizError, match=says):
        loads[what](path)
