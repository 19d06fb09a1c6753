"""What the core refuses has words, with all that is put into them; and what a label may show."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnistviz
from mnistviz import errors
from mnistviz.errors import (
    BugError,
    Diverged,
    FileError,
    FileFault,
    MnistvizError,
    Place,
    Reason,
    Setting,
    Words,
    one_line,
)

ROOT = Path(mnistviz.__file__).parent
CORE = ("analysis", "app", "data", "files.py", "nn", "training")


def fields_of(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the package, and where it stands."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def member(node: ast.expr) -> Words | None:
    """Which words are named, as in ``Reason.EMPTY``."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        table = getattr(errors, node.value.id, None)
        if isinstance(table, type) and issubclass(table, Words):
            return table[node.attr]
    return None


def test_whoever_refuses_something_gives_all_that_its_words_name() -> None:
    given: dict[str, set[str]] = {}
    for where, call in calls():
        words = next(filter(None, map(member, call.args)), None)
        match ast.unparse(call.func), words:
            case "FileError", FileFault():
                found = {"file", "reason"} if len(call.args) == 3 else {"file"}
            case "BugError", Place():
                found = {"reason"}
            case _, Reason() | Setting():
                found = {str(word.arg) for word in call.keywords}
            case _:
                continue
        given[f"{where} {words.name}"] = found ^ fields_of(words)
    assert len(given) > 50
    assert {where for where, wrong in given.items() if wrong} == set()


def test_no_words_are_there_for_nothing() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    named = [f"{table.__name__}.{one.name}" for table in Words.__subclasses__() for one in table]
    assert len(named) > 60
    assert [name for name in named if name not in source] == []


def test_what_the_core_refuses_has_a_type() -> None:
    """A plain error with a sentence of its own is for the command line, which has one language."""
    files = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] in CORE]
    assert len(files) > 40
    assert [path for path in files if "raise MnistvizError(" in path.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileError(Path("a  b"), FileFault.NO_PICTURE), "a  b is not a picture that can be read"),
        (FileError("ß", FileFault.REFUSED, Reason.NAN), f"ß cannot be read: {Reason.NAN}"),
        (FileError("x: {y}", FileFault.UNREADABLE, OSError(5, "{no}")), "Cannot read x: {y}: {no}"),
        (FileError(None, FileFault.TOO_MANY_PIXELS), "The picture has too many pixels"),
        (BugError(Place.STEP, KeyError("{a}")), "Training stopped: KeyError('{a}')"),
        (MnistvizError("no {field} at all"), "No {field} at all"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_one_sentence(error: MnistvizError, words: str) -> None:
    """A sentence begins with a capital letter, but a file keeps its name."""
    assert str(error).lower() == words.lower()
    assert error.said(capital=True) == words


def test_what_an_error_quotes_is_not_long() -> None:
    assert len(str(FileError("a", FileFault.BAD_MODEL, ValueError("x" * 10**6)))) < 300


def test_advice_holds_on_to_nothing_of_the_step_that_failed() -> None:
    error = Diverged(1, 1.0)
    with pytest.raises(Diverged, match="after update 1"):
        raise error
    assert error.__traceback__ is not None
    assert error.advised().fields["reason"] is error
    assert error.__traceback__ is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("as it is", "as it is"),
        ("a  name   with spaces", "a  name   with spaces"),
        ("two\nlines,\t and more", "two lines, and more"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("right \u202eto left", "right \ufffdto left"),
        ("no utf-8: \udcff", "no utf-8: \ufffd"),
        ("Zähler 数字 😀", "Zähler 数字 😀"),
    ],
)
def test_it_is_a_line_that_can_be_printed(text: str, line: str) -> None:
    assert one_line(text) == line


def test_the_middle_of_a_long_text_is_left_out() -> None:
    assert one_line("beginning" + "x" * 10**7 + "end", 31) == "beginningxxxxxx…xxxxxxxxxxxxend"


@given(text=st.text(), most=st.integers(1, 50))
def test_it_is_never_longer_and_always_printable(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert line.isprintable()
    assert one_line(line, most) == line
