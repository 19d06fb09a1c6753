"""A frame's parts: one at a time, none left out, none waiting for ever."""

import sys

import pytest
from PyQt6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.interpreter_lock import LONG, SHORT
from mnistviz.gui.shell.parts import Parts
from tests.gui.support import PATIENCE_MS


class Frame:
    """Three parts that note their turn, and a clock that the test moves."""

    def __init__(self) -> None:
        self.done = ""
        self.intervals: list[float] = []
        self.owner = QObject()
        self.parts = Parts(self.owner, 30, *(lambda name=name: self.do(name) for name in "abc"))
        self.parts._timer.blockSignals(True)

    def do(self, name: str) -> None:
        self.done += name
        self.intervals.append(sys.getswitchinterval())

    def tick(self, times: int = 1) -> None:
        """The parts' timer, as often as it would come."""
        for _ in range(times):
            if self.parts._timer.isActive():
                self.parts._go_on()


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    return Frame()


def test_the_first_comes_at_once_and_the_others_follow(frame: Frame) -> None:
    frame.parts.begin()
    assert frame.done == "a"
    frame.tick()
    assert frame.done == "ab"
    frame.tick(5)
    assert frame.done == "abc", "and then it rests"
    frame.parts.begin()
    frame.tick(5)
    assert frame.done == "abcabc"


def test_a_part_that_fails_is_reported_and_the_others_follow(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *found: reported.append(found[0]))
    frame.parts._parts = (lambda: frame.do("a"), lambda: frame.do(""[0]), lambda: frame.do("c"))
    frame.parts.begin()
    frame.tick(5)
    frame.parts.do_all()
    assert (frame.done, reported) == ("acac", [IndexError] * 2)


def test_a_frame_that_comes_too_soon_keeps_no_part_waiting(frame: Frame) -> None:
    for _ in range(4):  # a machine so slow that each frame comes after a single part
        frame.parts.begin()
        frame.tick()
    assert frame.done == "abcab"
    frame.tick(5)
    assert frame.done == "abcabcabc", "what came last is shown in all parts, and once"


def test_all_at_once(frame: Frame) -> None:
    frame.parts.begin()
    frame.parts.begin()
    frame.parts.do_all()
    frame.tick(5)
    assert frame.done == "aabc", "and nothing is left"


def test_the_lock_is_kept_for_a_part(frame: Frame) -> None:
    frame.parts.begin()
    frame.tick(2)
    assert frame.intervals[1:] == pytest.approx([LONG, LONG])
    assert sys.getswitchinterval() == pytest.approx(SHORT)


def test_a_timer_moves_it_on(qtbot: QtBot, frame: Frame) -> None:
    frame.parts._timer.blockSignals(False)
    frame.parts.begin()
    qtbot.waitUntil(lambda: frame.done == "abc", timeout=PATIENCE_MS)
    assert not frame.parts._timer.isActive()
