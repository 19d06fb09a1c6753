"""What the core refuses, said in German: every sentence that it can raise is known."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import mnistviz
from mnistviz.data.ink.picture import load_picture
from mnistviz.data.ink.pinned_file import load_pinned
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.language import Language, choose_language
from mnistviz.gui.kit.refusals import in_words, sentence
from mnistviz.training.model_file import load_model
from tests.odd_files import ODD, odd_file

ROOT = Path(mnistviz.__file__).parent
FILES = (
    "files.py",
    "files.py",
    "data/picture.py",
    "data/pinned_file.py",
    "data/mnist.py",
    "data/digit_space.py",
    "training/model_file.py",
    "training/trainer.py",
    "training/worker.py",
    "gui/background.py",
    "gui/picture_input.py",
)
"""Whose errors come to the window."""

RAISED = {
    "MnistvizError",
    "UnreadableError",
    "ValueError",
    "Diverged",
    "self.problem.put",
    "run.fail",
}


@pytest.fixture
def german(app: object) -> Iterator[None]:
    choose_language("de")
    yield
    choose_language("en")


def sentences() -> Iterator[str]:
    """Every one that these files raise or put, with "7" for each figure or name."""
    for name in FILES:
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = ast.unparse(node.func)
            if called not in RAISED:
                continue
            match node.args[0]:
                case ast.Constant(value=str(text)):
                    yield text
                case ast.JoinedStr(values=values):
                    parts = [str(v.value) if isinstance(v, ast.Constant) else "7" for v in values]
                    yield "".join(parts)


@pytest.mark.usefixtures("german")
def test_every_sentence_of_the_core_is_known() -> None:
    found = list(sentences())
    assert len(found) > 40
    assert [text for text in found if in_words(text) == text] == []


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("load", [load_model, load_pinned, load_picture])
def test_a_file_that_is_not_there(load: object, tmp_path: Path) -> None:
    path = tmp_path / "Ä: nicht da.png"
    with pytest.raises(MnistvizError) as caught:
        load(path)  # type: ignore[operator]
    words = in_words(str(caught.value))
    assert words.endswith("kann nicht gelesen werden: Datei nicht gefunden")
    assert path.name in words


@pytest.mark.usefixtures("german")
def test_reasons_within_reasons(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    path.write_text('{"program": "mnistviz", "content": "drawings", "version": 99, "drawings": []}')
    with pytest.raises(MnistvizError) as caught:
        load_pinned(path)
    english = str(caught.value)
    words = in_words(english)
    assert words != english
    assert " it " not in words


def test_english_stays_as_it_is(app: object) -> None:
    for text in sentences():
        assert in_words(text) == text


@pytest.mark.usefixtures("german")
def test_what_is_not_the_cores_stays_as_it_is() -> None:
    assert in_words("Schon als 7 angepinnt.") == "Schon als 7 angepinnt."
    assert in_words("") == ""


@pytest.mark.parametrize(
    "name", ["model.npz", "a  b.npz", "the picture.png", "ß", "/home/x/model", "it", "x: y: z"]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_name_of_a_file_is_left_alone(app: object, name: str, language: Language) -> None:
    choose_language(language)
    try:
        for text in (
            f"{name} is not a mnistviz model, or it is cut off",
            f"cannot read {name}: No such file or directory",
            f"{name} cannot be read: it shows nothing: too much noise",
            f"training cannot go on: {name} is not MNIST: it is damaged or cut off",
        ):
            words = sentence(text)
            assert name in words
            assert words.startswith(name) or words[0].isupper()
    finally:
        choose_language("en")


def test_what_has_no_name_begins_with_a_capital_letter(app: object) -> None:
    assert sentence("the picture has too many pixels").startswith("The picture")
    assert sentence("something went wrong: no") == "Something went wrong: no"
    assert sentence("nothing of ours") == "Nothing of ours"


@pytest.mark.usefixtures("german")
def test_a_picture_without_a_name_in_german() -> None:
    assert sentence("the picture cannot be read: it shows nothing: it is empty").startswith(
        "Das Bild kann nicht gelesen werden: "
    )


@pytest.mark.usefixtures("german")
def test_what_the_system_says_of_odd_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for odd in ODD if os.name == "posix" else ("folder", "huge"):
        odd_file(odd, odd)
        with pytest.raises(MnistvizError) as caught:
            load_pinned(Path(odd))
        said = str(caught.value)
        reason = said.removeprefix(f"cannot read {odd}: ")
        assert in_words(reason) != reason
