"""One line at the top."""

from collections.abc import Iterator

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.message_bar import MessageBar
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
        ("two\nlines,\t and  room", "Two lines, and room"),
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
