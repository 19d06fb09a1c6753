"""What nobody catches: it is said and logged, and the window goes on."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer, qCritical, qWarning
from PyQt6.QtGui import QGuiApplication, QKeyEvent
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.cli import main
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.shell.crash_net import CrashNet
from mnistviz.gui.shell.error_log import ErrorLog
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Status
from mnistviz.versions import version_report
from tests.gui.support import User, key_click, mouse_click

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|only a test")

Hooks = tuple[object, object, object]


def hooks() -> Hooks:
    return sys.excepthook, threading.excepthook, sys.unraisablehook


@contextmanager
def caught(user: User | None = None) -> Iterator[list[object]]:
    """A net under the test; the list is of what the hooks that were there before get to print."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    printed: list[object] = []
    sys.excepthook = lambda *found: printed.append(found[1])
    threading.excepthook = lambda found: printed.append(found.exc_value)
    sys.unraisablehook = lambda found: printed.append(found.exc_value)
    net = CrashNet()
    if user is not None:
        net.show_in(user.window)
    try:
        yield printed
    finally:
        net.close()
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def fail() -> None:
    raise ZeroDivisionError("only a test")


def said(user: User, *words: str) -> None:
    """Wait until the line has all of the words."""
    user.wait(lambda: all(word in user.window.message.text for word in words))


def log_of(folder: Path) -> str:
    return (folder / "window-1.log").read_text()


def test_an_error_in_a_slot(user: User, logs: Path) -> None:
    with caught(user) as printed:
        QTimer.singleShot(0, fail)
        said(user, "Something went wrong, and the program goes on", "only a test")
        assert [str(error) for error in printed] == ["only a test"]
        assert "in fail" in log_of(logs)
        user.train(3)
    assert user.snapshot.status is Status.PAUSED


def test_an_error_in_a_thread(user: User, logs: Path) -> None:
    with caught(user) as printed:
        thread = threading.Thread(target=fail, name="some-thread")
        thread.start()
        thread.join()
        said(user, "ZeroDivisionError: only a test")
        assert len(printed) == 1
        assert "some-thread" in log_of(logs)


def test_an_error_in_an_event_handler(user: User, qtbot: QtBot, logs: Path) -> None:
    class Failing(QWidget):
        def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
            fail()

    widget = Failing()
    qtbot.addWidget(widget)
    with caught(user):
        key_click(widget, "x")
        said(user, "only a test")
        assert "keyPressEvent" in log_of(logs)


def test_an_error_that_python_ignores_is_only_logged(user: User, logs: Path) -> None:
    class Failing:
        def __del__(self) -> None:
            fail()

    with caught(user) as printed:
        Failing()
        assert len(printed) == 1
        assert "in __del__" in log_of(logs)
        user.steps(1)
        assert user.window.message.text == ""


@pytest.fixture
def lines(user: User, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window is told, each time."""
    lines: list[str] = []
    report = user.window.message.report

    def count(line: str, **how: bool) -> None:
        lines.append(line)
        report(line, **how)

    monkeypatch.setattr(user.window.message, "report", count)
    return lines


def test_a_storm_of_errors(
    user: User, lines: list[str], logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with caught(user) as printed:
        for _ in range(500):
            QTimer.singleShot(0, fail)
        threads = [threading.Thread(target=log_fifty) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        said(user, "600 times")
        assert len(printed) == 3, "the 1st, 10th and 100th: the terminal may be a file"
        assert capsys.readouterr().err.count("only a test") == 3
    assert len(lines) < 50, "the line is not written anew for each"
    assert len(log_of(logs).splitlines()) < 80


def test_a_storm_that_does_not_end(user: User, lines: list[str]) -> None:
    """As of something that fails whenever it is painted."""
    storm = QTimer()
    storm.timeout.connect(fail)
    with caught(user):
        storm.start(0)
        user.wait(lambda: len(lines) == 2)
        user.steps(1)
        storm.stop()


def log_fifty() -> None:
    for _ in range(50):
        log_one()


def log_one() -> None:
    logging.getLogger("mnistviz.some").error("only a test")


def test_the_count_never_falls(user: User) -> None:
    """Of more kinds of faults than are kept, all are counted."""
    with caught(user):
        for number in range(30):
            logging.getLogger("mnistviz.some").error("fault %d", number)
        said(user, "30 times")


def test_a_part_that_fails_keeps_no_other_from_being_shown(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user.window.pins, "follow", lambda _: fail())
    with caught(user):
        user.click(user.window.controls.train)
        said(user, "only a test")
        user.wait(lambda: user.window.controls.train.text().strip() == "Pause")
        user.click(user.window.controls.train)
        user.wait_for_status(Status.PAUSED)


def test_what_was_put_away_does_not_come_back_by_itself(user: User, lines: list[str]) -> None:
    message = user.window.message
    with caught(user):
        QTimer.singleShot(0, fail)
        said(user, "only a test")
        mouse_click(message._close)
        told = len(lines)
        QTimer.singleShot(0, fail)
        user.wait(lambda: len(lines) > told)
        assert message.isHidden()
        log_one()
        said(user, "3 times", "only a test")


def test_what_the_core_logs_is_kept_too(
    user: User, logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Run, "advance", lambda *_: fail())
    with caught(user) as printed:
        user.click(user.window.controls.train)
        user.wait_for_status(Status.FAILED)
        said(user, "Training stopped")
        user.wait(user.window.message._details.isVisible)
        assert "Training stopped" in user.window.message.text, "which says what can be done"
        assert "a step failed" in log_of(logs)
        assert printed == []
        assert capsys.readouterr().err.count("a step failed") == 1, "still on the terminal, once"


def test_the_details_by_keyboard(
    user: User, logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = user.window.message
    with caught(user):
        QTimer.singleShot(0, fail)
        said(user, "only a test")
        user.window.setFocus()
        for _ in range(100):
            user.press(Qt.Key.Key_Tab)
            if message._details.hasFocus():
                break
        user.press(Qt.Key.Key_Space)
        (dialog,) = user.window.findChildren(TextDialog)
        text = dialog.text.toPlainText()
        assert text.startswith(version_report())
        assert "in fail" in text
        mouse_click(dialog.copy)
        clipboard = QGuiApplication.clipboard()
        assert clipboard is not None
        assert clipboard.text() == text
        assert dialog.open_folder.isVisible()
        key_click(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_who_wants_the_program_to_end_is_not_stopped(logs: Path) -> None:
    with caught() as printed:
        for error in (KeyboardInterrupt(), SystemExit()):
            sys.excepthook(type(error), error, None)
    assert len(printed) == 2
    assert not (logs / "window-1.log").exists()


def test_what_qt_says(user: User, logs: Path, qtbot: QtBot) -> None:
    with caught(user):
        qWarning("a warning, only a test")
        assert "WARNING" in log_of(logs)
        assert "a warning" in log_of(logs)
        qCritical("an error, only a test")
        said(user, "an error", "Something went wrong, and")


def test_it_is_said_in_german(user: User) -> None:
    user.window.appearance.choose_language("de")
    with caught(user):
        QTimer.singleShot(0, fail)
        said(user, "Etwas ging schief", "only a test")
        QTimer.singleShot(0, fail)
        said(user, "2-mal")


def test_a_crash_is_said_at_the_next_start(user: User, logs: Path) -> None:
    logs.mkdir()
    (logs / "window-1.crash").write_text("Fatal Python error: Segmentation fault\nsomewhere")
    with caught(user):
        said(user, "The last session ended in a crash")
        assert "somewhere" in log_of(logs)
        mouse_click(user.window.message._details)
        (dialog,) = user.window.findChildren(TextDialog)
        assert "Segmentation fault" in dialog.text.toPlainText()
        dialog.close()
        log_one()
        said(user, "Something went wrong, and", "only a test")
    user.window.message.report("")
    with caught(user):
        assert user.window.message.text == ""


def test_what_came_before_the_window_is_said_in_it(user: User) -> None:
    with caught():
        net = CrashNet()
        log_one()
        net.show_in(user.window)
        assert "only a test" in user.window.message.text
        net.close()


def test_everything_is_put_back(qtbot: QtBot, logs: Path) -> None:
    before, handlers = hooks(), list(logging.root.handlers)
    net = CrashNet()
    assert all(now != then for now, then in zip(hooks(), before, strict=True))
    net.close()
    net.close()
    assert hooks() == before
    assert logging.root.handlers == handlers
    qWarning("only a test")
    assert not (logs / "window-1.log").exists()


def test_without_a_place_for_the_log(
    user: User, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.touch()
    with caught(user):
        QTimer.singleShot(0, fail)
        said(user, "only a test")
        mouse_click(user.window.message._details)
        (dialog,) = user.window.findChildren(TextDialog)
        assert len(dialog.buttons.buttons()) == 2, "there is no folder to open"
        dialog.close()


@pytest.mark.usefixtures("left_open")
def test_the_command_has_a_net(logs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hooks()
    monkeypatch.setattr(QApplication, "exec", lambda *_: run_slot(fail))
    with qtbot.captureExceptions() as errors:
        assert main([]) == 0
        assert len(errors) == 1
    assert "in fail" in log_of(logs)
    assert hooks() == before


def run_slot(slot: Callable[[], None]) -> int:
    done: list[bool] = []
    QTimer.singleShot(0, slot)
    QTimer.singleShot(0, lambda: done.append(True))
    while not done:
        QApplication.processEvents()
    return 0


def test_a_log_that_fails_raises_nothing(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("only a test")

    monkeypatch.setattr(ErrorLog, "_write", broken)
    with caught(user) as printed:
        QTimer.singleShot(0, fail)
        said(user, "only a test")
    assert [type(error) for error in printed] == [ZeroDivisionError]
