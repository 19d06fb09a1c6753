"""Where the application without Qt meets the window: its thread, and the end of its widgets."""

import threading

from PyQt6 import sip
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnistviz.app.events import Event
from mnistviz.app.jobs import Jobs
from mnistviz.gui.kit.view import prompt


def test_an_answer_comes_to_the_event_loop_of_the_windows_thread(qtbot: QtBot) -> None:
    jobs, came = prompt(Jobs()), list[tuple[threading.Thread, threading.Thread]]()
    go_on = threading.Event()

    def work() -> threading.Thread:
        go_on.wait()
        return threading.current_thread()

    jobs.do(work, lambda worker: came.append((worker, threading.current_thread())), lambda _: None)
    go_on.set()
    assert came == [], "the event loop has not run"
    qtbot.waitUntil(lambda: bool(came))
    ((worker, told),) = came
    assert told is threading.main_thread()
    assert worker is not told
    jobs.close()


class Label(QLabel):
    heard = 0

    def hear(self) -> None:
        self.heard += 1
        self.setNum(self.heard)


def test_a_widget_that_qt_has_deleted_hears_no_more(app: object) -> None:
    event: Event[()] = Event()
    gone, there = Label(), Label()
    event.connect(gone.hear)
    event.connect(there.hear)
    event.emit()
    sip.delete(gone)
    event.emit()
    assert (gone.heard, there.heard) == (1, 2)
    assert len(event._listeners) == 1
