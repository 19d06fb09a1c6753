"""What is done beside the window is told in the window's own thread, as soon as it is done."""

import threading

from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.context import prompt_jobs


def test_an_answer_comes_to_the_event_loop_of_the_windows_thread(qtbot: QtBot) -> None:
    jobs, came = prompt_jobs(), list[tuple[threading.Thread, threading.Thread]]()
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
