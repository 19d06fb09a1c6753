"""Where the files of resources/ are found."""

from pathlib import Path

import pytest

from mnistviz import resources
from mnistviz.errors import MnistvizError
from mnistviz.resources import resource


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A wheel's folder and a checkout's, both empty, in place of the real ones."""
    both = tmp_path / "wheel", tmp_path / "checkout"
    for folder in both:
        (folder / "fonts").mkdir(parents=True)
    monkeypatch.setattr(resources, "_FOLDERS", both)
    return both


def test_finds_what_ships() -> None:
    for name in ("mnist.npz", "fonts/Inter-Regular.otf"):
        path = resource(name)
        assert path.is_absolute()
        assert path.is_file()


def test_looks_inside_the_package_and_beside_it() -> None:
    package = Path(resources.__file__).resolve().parent
    expected = package / "resources", package.parent / "resources"
    assert expected == resources._FOLDERS


@pytest.mark.parametrize("place", [0, 1], ids=["wheel", "checkout"])
def test_finds_a_file_in_either_folder(folders: tuple[Path, Path], place: int) -> None:
    file = folders[place] / "fonts" / "some.otf"
    file.touch()
    assert resource("fonts/some.otf") == file


def test_a_missing_file_is_said_in_one_line(folders: tuple[Path, Path]) -> None:
    with pytest.raises(MnistvizError) as caught:
        resource("fonts/some.otf")
    assert str(caught.value) == "resources/fonts/some.otf is missing; reinstall mnistviz"
