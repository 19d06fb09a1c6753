"""When the window looks for something new; a frame's parts, none left out or waiting for ever."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.experiments import Experiments
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit.interpreter_lock import LONG, SHORT
from mnistviz.gui.shell.frames import FRAME_MS, Frames, Parts
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import PATIENCE_MS, settle

SETTINGS = RunSpec.of(PRESETS["relu"])


class Frame:
    """Three parts that note their turn, and a clock that the test moves."""

    def __init__(self) -> None:
        self.done = ""
        self.intervals: list[float] = []
        self.owner = QObject()
        self.parts = Parts(self.owner, *(lambda name=name: self.do(name) for name in "abc"))
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


@pytest.fixture
def experiments() -> Experiments:
    """Of a worker that does nothing."""
    return Experiments(Worker(), SETTINGS)


@pytest.fixture
def frames(qtbot: QtBot, experiments: Experiments) -> Iterator[Frames]:
    owner = QObject()
    yield Frames(owner, experiments)
    owner.deleteLater()


@pytest.fixture
def shown(experiments: Experiments) -> list[Snapshot]:
    seen: list[Snapshot] = []
    experiments.shown.connect(seen.append)
    return seen


@pytest.fixture
def snapshot(small: DataSet) -> Snapshot:
    return Run(1, SETTINGS, small).snapshot()


def test_snapshots_are_looked_for_at_the_pace_of_a_display(
    qtbot: QtBot,
    frames: Frames,
    experiments: Experiments,
    shown: list[Snapshot],
    snapshot: Snapshot,
) -> None:
    frames.start()
    assert frames.interval() == FRAME_MS
    assert 29 < 1000 / FRAME_MS < 31
    experiments.front.latest.put(snapshot)
    qtbot.waitUntil(lambda: shown == [snapshot])
    frames.stop()
    experiments.front.latest.put(replace(snapshot, updates=1))
    settle()
    assert shown == [snapshot]


def test_what_is_asked_for_is_not_kept_waiting_for_a_frame(
    qtbot: QtBot,
    frames: Frames,
    experiments: Experiments,
    shown: list[Snapshot],
    snapshot: Snapshot,
) -> None:
    experiments.front.latest.put(snapshot)
    experiments.step()
    qtbot.waitUntil(lambda: shown == [snapshot])


def test_training_rests_while_the_pen_moves(
    qtbot: QtBot, frames: Frames, experiments: Experiments, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(experiments, "give_way", rests.append)
    frames.give_way()
    assert rests[0] > 0.0
    assert rests[0] < 0.05
    qtbot.waitUntil(lambda: rests[-1] == 0.0)


def test_training_rests_until_the_answer_is_painted(
    qtbot: QtBot, frames: Frames, experiments: Experiments, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    class Canvas(QWidget):
        def paintEvent(self, _event: object) -> None:  # noqa: N802
            done.append("painted")

    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitUntil(lambda: bool(done))
    done.clear()
    monkeypatch.setattr(
        experiments, "give_way", lambda seconds: done.append("rest" if seconds else "end")
    )
    frames.give_way()
    canvas.update()  # as the canvas does once it has told of a movement
    qtbot.waitUntil(lambda: "end" in done and "painted" in done)
    assert done.index("rest") < done.index("painted") < done.index("end")


def test_while_the_pen_moves_training_rests_with_every_frame(
    frames: Frames,
    experiments: Experiments,
    shown: list[Snapshot],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, rests = [0.0], [0.0]
    monkeypatch.setattr("mnistviz.gui.shell.frames.monotonic", lambda: now[0])
    monkeypatch.setattr(experiments, "give_way", rests.append)

    def come(count: int) -> tuple[int, int]:
        """How many are shown, and how often training rests."""
        shown.clear()
        rests.clear()
        for _ in range(count):
            experiments.front.latest.put(replace(snapshot))
            frames.poll()
        return len(shown), len(rests)

    assert come(5) == (5, 0)
    frames.give_way()
    assert come(5) == (5, 5)
    now[0] = 1.0
    assert come(5) == (5, 0)


def test_a_frame_keeps_the_interpreter_lock(
    qtbot: QtBot, frames: Frames, experiments: Experiments, snapshot: Snapshot
) -> None:
    intervals = []

    def show(_snapshot: object) -> None:
        intervals.append(sys.getswitchinterval())
        raise ZeroDivisionError

    experiments.shown.connect(show)
    experiments.front.latest.put(snapshot)
    with qtbot.captureExceptions() as mistakes:
        frames.poll()
    assert len(mistakes) == 1
    assert intervals == pytest.approx([LONG])
    assert sys.getswitchinterval() == pytest.approx(SHORT)
