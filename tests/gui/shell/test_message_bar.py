"""One line at the top."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnistviz import errors
from mnistviz.data.ink.picture import load_picture
from mnistviz.data.ink.pinned_file import load_pinned
from mnistviz.errors import (
    BugError,
    Diverged,
    FileError,
    FileFault,
    Flaw,
    MnistvizError,
    Place,
    Reason,
    Setting,
    SettingError,
    Words,
)
from mnistviz.gui.kit.language import choose_language, tr
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.shell.message_bar import MessageBar
from mnistviz.training.model_file import load_model
from tests.gui.support import mouse_click


@pytest.fixture
def bar(qtbot: QtBot, light: Theme) -> Iterator[MessageBar]:
    window = QWidget()
    qtbot.addWidget(window)
    result = MessageBar()
    QVBoxLayout(window).addWidget(result)
    result.set_theme(light)
    # The parent lives as long as somebody knows it.
    yield result
    window.close()


@pytest.fixture
def german() -> Iterator[None]:
    choose_language("de")
    yield
    choose_language("en")


IN_GERMAN = [
    (
        FileError(None, FileFault.REFUSED, Reason.EMPTY),
        "Das Bild kann nicht gelesen werden: es ist nichts zu sehen: es ist leer",
    ),
    (
        FileError("it", FileFault.UNREADABLE, OSError(13, "Permission denied")),
        "it kann nicht gelesen werden: keine Berechtigung",
    ),
    (
        Flaw(Reason.IN_DRAWING, number=3, reason=Flaw(Reason.LABEL, most=9)),
        "Zeichnung 3: das Label ist nicht 0 bis 9",
    ),
    (
        SettingError(
            Setting.RANGE, setting=MnistvizError("momentum"), low=0.0, most=0.999, value=1.5
        ),
        "Momentum muss 0 bis 0,999 sein, nicht 1,5",
    ),
    (
        Diverged(1234, 0.5).advised(),
        "Nach Update 1.234 ist der Verlust keine endliche Zahl mehr: Eine Lernrate von 0,5 ist zu "
        "hoch. Sie senken und Neustart drücken.",
    ),
    (BugError(Place.STEP, KeyError("it")), "Das Training wurde angehalten: KeyError('it')"),
]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("error", "words"), IN_GERMAN, ids=lambda value: type(value).__name__)
def test_an_error_is_said_in_german(bar: MessageBar, error: MnistvizError, words: str) -> None:
    bar.say(error)
    assert bar.text == words


@pytest.mark.usefixtures("german")
def test_all_words_are_said_in_german(app: object) -> None:
    tables = Words.__subclasses__()
    assert len(tables) >= 4
    assert [one for table in tables for one in table if tr(one) == one] == []


def test_every_kind_of_error_was_looked_at() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    seen = {type(error) for error, _ in IN_GERMAN} | {Diverged}
    assert {kind for kind in kinds if issubclass(kind, MnistvizError)} == seen


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("load", [load_model, load_pinned, load_picture])
def test_a_file_that_is_not_there(
    bar: MessageBar, load: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "Ä: nicht da.png"
    with pytest.raises(FileError) as caught:
        load(path)
    bar.say(caught.value)
    assert bar.text == f"{path} kann nicht gelesen werden: Datei nicht gefunden"


def test_hidden_at_first(bar: MessageBar) -> None:
    assert bar.isHidden()
    assert bar.text == ""


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("something is wrong", "Something is wrong"),
        ("MNIST is missing", "MNIST is missing"),
        ("two\nlines,\t and  room", "Two lines, and  room"),
        ("x", "X"),
    ],
)
def test_it_says_one_line(bar: MessageBar, message: str, shown: str) -> None:
    bar.say(MnistvizError(message))
    assert not bar.isHidden()
    assert bar.text == shown


def test_saying_nothing_hides_it(bar: MessageBar) -> None:
    bar.say("Something")
    bar.say(" \n ")
    assert bar.isHidden()


def test_it_can_be_put_away_and_comes_back(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("Something")
    mouse_click(bar._close)
    assert bar.isHidden()
    bar.say("Something")
    assert not bar.isHidden()


def test_markup_in_a_message_is_text(bar: MessageBar) -> None:
    bar.say("Cannot read <b>file</b>.npz")
    assert bar.text == "Cannot read <b>file</b>.npz"
    assert bar._text.textFormat() is Qt.TextFormat.PlainText


def test_a_report_has_details(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("Something")
    assert bar._details.isHidden()
    bar.report("a fault")
    assert bar.text == "a fault"
    with qtbot.waitSignal(bar.details_requested):
        mouse_click(bar._details)
    assert not bar.isHidden(), "looking at it does not put it away"


def test_a_report_stays_behind_other_messages(bar: MessageBar) -> None:
    bar.report("a fault")
    bar.say("Something else")
    assert bar.text == "Something else"
    assert not bar._details.isHidden()
    bar.say("")
    assert bar.text == "a fault"
    assert not bar.isHidden()
    mouse_click(bar._close)
    bar.say("Something else")
    assert bar._details.isHidden()


def test_a_message_that_says_more_stays_in_front_of_a_report(bar: MessageBar) -> None:
    bar.say("Something")
    bar.report("a fault", behind=True)
    assert bar.text == "Something"
    assert not bar._details.isHidden()
    bar.say("")
    assert bar.text == "a fault"


def test_what_comes_again_stays_away_once_it_was_put_away(bar: MessageBar) -> None:
    bar.report("a fault")
    bar.report("2 faults", again=True)
    assert bar.text == "2 faults"
    bar.say("Something else")
    bar.report("3 faults", again=True)
    assert bar.text == "Something else"
    mouse_click(bar._close)
    bar.report("4 faults", again=True)
    assert bar.isHidden()
    bar.report("another fault")
    assert bar.text == "another fault"
