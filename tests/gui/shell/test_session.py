"""What the window lets through of what the worker says, and the other way round."""

import sys
from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit.interpreter_lock import LONG, SHORT
from mnistviz.gui.shell.session import FRAME_MS, Session
from mnistviz.training.commands import Begin, Drop, Pause, SetSpeed, Shutdown, Step, To, Train
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import settle

SETTINGS = RunSpec.of(PRESETS["relu"])


class SilentWorker(Worker):
    """Never starts its thread: what is said to it stays in the queue."""

    def start(self) -> None:
        pass

    def heard(self) -> list[object]:
        """Everything it was told since the last time."""
        return [self.commands.get() for _ in range(self.commands.qsize())]


@pytest.fixture
def worker() -> SilentWorker:
    return SilentWorker()


@pytest.fixture
def session(qtbot: QtBot, worker: SilentWorker) -> Session:
    result = Session(worker, SETTINGS)
    result.start()
    worker.heard()
    return result


@pytest.fixture
def snapshot(few_digits: DataSet) -> Snapshot:
    return Run(1, SETTINGS, few_digits).snapshot()


def test_starting_prepares_the_first_run(qtbot: QtBot, worker: SilentWorker) -> None:
    session = Session(worker, SETTINGS)
    session.start()
    assert worker.heard() == [Begin(1, SETTINGS)]
    session.close()
    assert worker.heard() == [Shutdown()]


def test_what_a_person_wants_becomes_a_command(session: Session, worker: SilentWorker) -> None:
    session.step()
    session.change(Change("learning_rate", 0.25))
    session.change(Change("momentum", 0.5))
    session.change(Change("augmentation", 0.75))
    session.change(Change("batch_size", 32))
    session.set_speed(3.0)
    session.set_speed(None)
    assert worker.heard() == [
        To(1, Step()),
        To(1, Change("learning_rate", 0.25)),
        To(1, Change("momentum", 0.5)),
        To(1, Change("augmentation", 0.75)),
        To(1, Change("batch_size", 32)),
        SetSpeed(3.0),
        SetSpeed(None),
    ]


def test_reset_takes_the_numbers_along(session: Session, worker: SilentWorker) -> None:
    session.change(Change("learning_rate", 0.25))
    session.change(Change("momentum", 0.5))
    session.change(Change("augmentation", 0.75))
    session.change(Change("batch_size", 32))
    worker.heard()
    session.reset()
    expected = RunSpec.of(
        PRESETS["relu"], learning_rate=0.25, momentum=0.5, batch_size=32, augmentation=0.75
    )
    assert worker.heard() == [Drop(1), Begin(2, expected)]
    session.set_seed(9)
    assert worker.heard() == [Drop(2), Begin(3, replace(expected, seed=9))]
    session.set_seed(9)
    assert worker.heard() == []
    session.choose_preset(PRESETS["sigmoid"])
    assert worker.heard() == [Drop(3), Begin(4, RunSpec.of(PRESETS["sigmoid"], seed=9))]


def test_train_and_pause_take_turns(
    session: Session, worker: SilentWorker, snapshot: Snapshot
) -> None:
    for status in Status:
        session.snapshot = replace(snapshot, status=status)
        session.train_or_pause()
        assert worker.heard() == [To(1, Pause() if status is Status.RUNNING else Train())]
    session.snapshot = None
    session.train_or_pause()
    assert worker.heard() == [To(1, Train())]


def test_a_snapshot_of_an_older_run_is_dropped(
    qtbot: QtBot, session: Session, worker: SilentWorker, snapshot: Snapshot
) -> None:
    session._latest.put(snapshot)
    with qtbot.waitSignal(session.snapshot_changed):
        session.poll()
    assert session.snapshot is snapshot
    older = session._latest
    session.reset()
    older.put(replace(snapshot, updates=5))
    with qtbot.assertNotEmitted(session.snapshot_changed):
        session.poll()
    assert session.snapshot is snapshot
    newer = replace(snapshot, run_id=2)
    session._latest.put(newer)
    session.poll()
    assert session.snapshot is newer


def test_nothing_new_is_no_news(qtbot: QtBot, session: Session) -> None:
    with qtbot.assertNotEmitted(session.snapshot_changed):
        session.poll()


def test_a_problem_is_passed_on(qtbot: QtBot, session: Session, worker: SilentWorker) -> None:
    worker.problem.put("no digits")
    with qtbot.waitSignal(session.problem_arose) as signal:
        session.poll()
    assert signal.args == ["no digits"]
    assert session.snapshot is None


def test_snapshots_are_looked_for_at_the_pace_of_a_display(
    qtbot: QtBot, session: Session, worker: SilentWorker, snapshot: Snapshot
) -> None:
    with qtbot.waitSignal(session.snapshot_changed):
        session._latest.put(snapshot)
    session.close()
    assert not session._timer.isActive()
    session._latest.put(snapshot)
    with qtbot.assertNotEmitted(session.snapshot_changed):
        settle()


def test_training_rests_while_the_pen_moves(
    qtbot: QtBot, session: Session, worker: SilentWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(worker, "give_way", rests.append)
    session.give_way()
    assert rests[0] > 0.0
    assert rests[0] < 0.05
    qtbot.waitUntil(lambda: rests[-1] == 0.0)


def test_training_rests_until_the_answer_is_painted(
    qtbot: QtBot, session: Session, worker: SilentWorker, monkeypatch: pytest.MonkeyPatch
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
        worker, "give_way", lambda seconds: done.append("rest" if seconds else "end")
    )
    session.give_way()
    canvas.update()  # as the canvas does once it has told the session
    qtbot.waitUntil(lambda: "end" in done and "painted" in done)
    assert done.index("rest") < done.index("painted") < done.index("end")


def test_while_the_pen_moves_training_rests_with_every_frame(
    session: Session,
    worker: SilentWorker,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session._timer.stop()
    now, rests = [0.0], [0.0]
    shown: list[object] = []
    monkeypatch.setattr("mnistviz.gui.shell.session.monotonic", lambda: now[0])
    monkeypatch.setattr(worker, "give_way", rests.append)
    session.snapshot_changed.connect(shown.append)

    def frames(count: int) -> tuple[int, int]:
        """How many are shown, and how often training rests."""
        shown.clear()
        rests.clear()
        for _ in range(count):
            session._latest.put(snapshot)
            session.poll()
        return len(shown), len(rests)

    assert frames(5) == (5, 0)
    session.give_way()
    assert frames(5) == (5, 5)
    now[0] = 1.0
    assert frames(5) == (5, 0)


def test_a_frame_keeps_the_interpreter_lock(
    qtbot: QtBot, session: Session, worker: SilentWorker, snapshot: Snapshot
) -> None:
    intervals = []

    def show(_snapshot: object) -> None:
        intervals.append(sys.getswitchinterval())
        raise ZeroDivisionError

    session._timer.stop()
    session.snapshot_changed.connect(show)
    session._latest.put(snapshot)
    with qtbot.captureExceptions() as mistakes:
        session.poll()
    assert len(mistakes) == 1
    assert intervals == pytest.approx([LONG])
    assert sys.getswitchinterval() == pytest.approx(SHORT)


def test_frames_come_thirty_times_a_second(session: Session) -> None:
    assert session._timer.interval() == FRAME_MS
    assert 29 < 1000 / FRAME_MS < 31
