"""Single keys on keyboards of other languages, as the platforms report them."""

import sys

import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QApplication

from mnistviz.gui.shell import action_table as keys
from mnistviz.gui.shell.help import ShortcutsDialog
from tests.gui.support import ONE, User, mouse_click

# The place of the key on a keyboard: evdev's code, which is Windows' scan code, and macOS's key.
PLACES = {"R": (19, 0x0F), "E": (18, 0x0E), "D": (32, 0x02), "A": (30, 0x00)}
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def press(
    user: User,
    text: str,
    place: str = "",
    held: Qt.KeyboardModifier = NONE,
    platform: str = "linux",
) -> None:
    """A key with what the layout makes of it, sent to what has the keyboard."""
    scan, mac = PLACES.get(place, (0, 0))
    native = {"linux": (scan + 8, ord(text)), "win32": (scan, 0x41), "darwin": (1, mac)}[platform]
    key = ord(text.upper())  # as Qt names the keys of letters
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, *native, 0, text)
    QApplication.sendEvent(user.window.focusWidget() or user.window, event)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("text", ["к", "К", "ρ", "ر", "ㄱ", "Ｒ"])
def test_the_place_counts_without_latin_letters(
    user: User, monkeypatch: pytest.MonkeyPatch, text: str, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    press(user, text, "R", platform=platform)
    user.wait_for_run(1)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize(
    ("letter", "scan", "mac"),
    [
        *(("Q", 16, 0x0C), ("P", 25, 0x23), ("A", 30, 0x00), ("D", 32, 0x02), ("L", 38, 0x25)),
        *(("Z", 44, 0x06), ("M", 50, 0x2E), ("T", 20, 0x11), ("F", 33, 0x03), ("", 2, 0x12)),
        *(("", 26, 0x21), ("", 43, 0x2A), ("", 57, 0x31), ("", 200, 0x7E)),
    ],
)
def test_where_the_letters_are(
    monkeypatch: pytest.MonkeyPatch, platform: str, letter: str, scan: int, mac: int
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    native = {"linux": (scan + 8, 0), "win32": (scan, 0), "darwin": (1, mac)}[platform]
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Ж"), NONE, *native, 0, "ж")
    assert keys._key(event) == letter


def test_a_digit_is_what_is_typed_not_what_its_key_is_called() -> None:
    """A French keyboard has letters there, unless Shift is held."""
    assert keys._key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, NONE, 16, 0, 0, "è")) == ""
    assert keys._key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, SHIFT, 16, 0, 0, "7")) == "7"


def test_other_letters_and_other_places_do_nothing(user: User) -> None:
    user.draw(*ONE)
    content = user.window.document.content
    press(user, "ф", "A")
    press(user, "к")
    press(user, "к", "R", Qt.KeyboardModifier.ControlModifier)
    assert user.window.document.content is content
    user.steps(1)
    assert user.snapshot.run_id == 1


@pytest.mark.parametrize("text", ["e", "E"])
def test_latin_letters_count_wherever_they_are(user: User, text: str) -> None:
    """Caps Lock makes no difference; on a keyboard of another order the letter does."""
    press(user, text, "D")
    assert user.window.drawing.canvas.erasing


@pytest.mark.parametrize("text", ["é", "è", "ğ", "ı"])
def test_a_letter_with_an_accent_is_no_other_letter(user: User, text: str) -> None:
    press(user, text, "E")
    assert not user.window.drawing.canvas.erasing


@pytest.mark.parametrize(
    ("text", "held"),
    [
        *(("7", NONE), ("7", SHIFT), ("٧", NONE), ("۷", NONE), ("७", NONE)),
        ("7", Qt.KeyboardModifier.KeypadModifier),
    ],
)
def test_digits_of_any_script_and_any_keyboard(
    user: User, text: str, held: Qt.KeyboardModifier
) -> None:
    user.draw(*ONE)
    press(user, text, held=held)
    assert [pin.label for pin in user.window.pins.drawings] == [7]


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
@pytest.mark.parametrize(("text", "held"), [("?", NONE), ("?", SHIFT), ("؟", SHIFT)])
def test_the_question_mark(user: User, text: str, held: Qt.KeyboardModifier) -> None:
    press(user, text, held=held)
    assert len(user.window.findChildren(ShortcutsDialog)) == 1


def test_a_dead_key_does_nothing(user: User) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, NONE, 26, 0, 0, "")
    QApplication.sendEvent(user.window, event)
    assert not user.window.drawing.canvas.erasing


def test_letters_in_a_number_stay_there(user: User) -> None:
    box = user.window.controls.seed
    mouse_click(box)
    press(user, "к", "R")
    assert "к" in box.text()
    user.steps(1)
    assert user.snapshot.run_id == 1
