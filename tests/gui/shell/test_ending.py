"""Signals end the window as the button that closes it does, whatever is open before it."""

import os
import signal
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.children import child, ended, wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals")

_SCRIPT = """
import os
from PyQt6.QtCore import QPoint, QPointF, QTimer, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QMenu
from mnistviz.gui.shell import application, settings_writer

settings_writer._MOMENT = 100.0
number, state = sys.argv[1:]
LEFT = Qt.MouseButton.LeftButton

def ready():
    print("ready", flush=True)

def begin(window):
    canvas = window.drawing.canvas
    match state:
        case "idle":
            ready()
        case "training":
            window.experiments.shown.connect(lambda one: one.updates and ready())
            window.experiments.train_or_pause()
        case "dialog":
            window.action_table.run("keys")
            ready()
        case "file dialog":
            QTimer.singleShot(0, ready)
            window.pictures.choose()
        case "menu":
            QTimer.singleShot(0, ready)
            window.menuBar().actions()[0].menu().exec(QPoint())
        case "stroke":
            QTest.mousePress(canvas, LEFT, pos=QPoint(50, 50))
            QTest.mouseMove(canvas, QPoint(80, 90))
            ready()
        case "stuck":
            window.closing.connect(stick)
            ready()

def stick():
    ready()
    while True:
        pass

def open_window(*arguments, **options):
    if state == "start-up":
        ready()
        os.kill(os.getpid(), int(number))
    window = opened(*arguments, **options)
    QTimer.singleShot(0, lambda: begin(window))
    return window

opened, application.open_window = application.open_window, open_window
sys.exit(main(["--theme", "light"]))
"""


def test_a_signal_comes_where_nothing_else_happens() -> None:
    script = """
from PyQt6.QtCore import QCoreApplication, QTimer
from mnistviz.gui.shell.crash_net import ending
app = QCoreApplication([])
with ending(app.exit):
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    status = app.exec()
sys.exit(status)
"""
    with child(script) as process:
        wait_for(process, "ready")
        process.send_signal(signal.SIGINT)
        assert ended(process) == (130, "")


def opened(
    folder: Path, state: str, number: signal.Signals
) -> "AbstractContextManager[subprocess.Popen[str]]":
    env = {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    return child(_SCRIPT, str(int(number)), state, env=env)


@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("idle", signal.SIGTERM),
        ("training", signal.SIGINT),
        ("dialog", signal.SIGHUP),
        ("file dialog", signal.SIGTERM),
        ("menu", signal.SIGINT),
        ("stroke", signal.SIGHUP),
        ("start-up", signal.SIGINT),
    ],
)
def test_a_signal_closes_the_window(state: str, number: signal.Signals, tmp_path: Path) -> None:
    with opened(tmp_path, state, number) as process:
        wait_for(process, "ready")
        if state != "start-up":
            process.send_signal(number)
        status, said = ended(process)
    assert status == 128 + number
    # Which is about the screen that tests have.
    assert [one for one in said.splitlines() if "plugin does not support" not in one] == []
    (file,) = tmp_path.rglob("mnistviz.ini")
    assert "theme=light" in file.read_text(), "it is saved as the button does"


def test_a_window_that_does_not_close(tmp_path: Path) -> None:
    """A second signal ends it at once."""
    with opened(tmp_path, "stuck", signal.SIGTERM) as process:
        wait_for(process, "ready")
        process.send_signal(signal.SIGTERM)
        wait_for(process, "ready")
        while process.poll() is None:  # what comes at nearly the same time is taken for one
            process.send_signal(signal.SIGTERM)
        assert ended(process) == (143, "")
