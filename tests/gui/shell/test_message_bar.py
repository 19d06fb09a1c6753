"""One line at the top."""

from collections.abc import Iterator

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.shell.message_bar import MessageBar
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
    bar.say(message)
    assert not bar.isHidden()
    assert bar.text == shown


def test_saying_nothing_hides_it(bar: MessageBar) -> None:
    bar.say("something")
    bar.say(" \n ")
    assert bar.isHidden()


def test_it_can_be_put_away_and_comes_back(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("something")
    mouse_click(bar._close)
    assert bar.isHidden()
    bar.say("something")
    assert not bar.isHidden()


def test_markup_in_a_message_is_text(bar: MessageBar) -> None:
    bar.say("cannot read <b>file</b>.npz")
    assert bar.text == "Cannot read <b>file</b>.npz"
    assert bar._text.textFormat() is Qt.TextFormat.PlainText


def test_a_report_has_details(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("something")
    assert bar._details.isHidden()
    bar.report("a fault")
    assert bar.text == "a fault"
    with qtbot.waitSignal(bar.details_requested):
        mouse_click(bar._details)
    assert not bar.isHidden(), "looking at it does not put it away"


def test_a_report_stays_behind_other_messages(bar: MessageBar) -> None:
    bar.report("a fault")
    bar.say("something else")
    assert bar.text == "Something else"
    assert not bar._details.isHidden()
    bar.say("")
    assert bar.text == "a fault"
    assert not bar.isHidden()
    mouse_click(bar._close)
    bar.say("something else")
    assert bar._details.isHidden()


def test_a_message_that_says_more_stays_in_front_of_a_report(bar: MessageBar) -> None:
    bar.say("something")
    bar.report("a fault", behind=True)
    assert bar.text == "Something"
    assert not bar._details.isHidden()
    bar.say("")
    assert bar.text == "a fault"


def test_what_comes_again_stays_away_once_it_was_put_away(bar: MessageBar) -> None:
    bar.report("a fault")
    bar.report("2 faults", again=True)
    assert bar.text == "2 faults"
    bar.say("something else")
    bar.report("3 faults", again=True)
    assert bar.text == "Something else"
    mouse_click(bar._close)
    bar.report("4 faults", again=True)
    assert bar.isHidden()
    bar.report("another fault")
    assert bar.text == "another fault"
