"""The application as the command opens it."""

import gc
import threading
import weakref

import numpy as np
import pytest
from PyQt6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnistviz import __version__
from mnistviz.app.experiments import settings_for
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.shell.application import destroy, make_application, open_window
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import User, settle, threads_left


def test_there_is_one(app: QApplication) -> None:
    assert make_application() is app
    assert app.applicationName() == "mnistviz"
    assert app.applicationVersion() == __version__


def test_garbage_is_collected_in_the_windows_own_thread(
    app: QApplication, qtbot: QtBot, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cycle:
        def __init__(self) -> None:
            self.me = self

    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    threads: list[threading.Thread] = []
    window = open_window(app, RunSpec.of(PRESETS["relu"]), theme="light")
    try:
        assert not gc.isenabled()
        weakref.finalize(Cycle(), lambda: threads.append(threading.current_thread()))
        litter = [Cycle() for _ in range(gc.get_threshold()[0] + 1)]
        litter.clear()
        qtbot.waitUntil(lambda: bool(threads))
        assert threads == [threading.main_thread()]
    finally:
        window.close()
        destroy(window)


def test_with_a_model(
    app: QApplication,
    qtbot: QtBot,
    few_digits: DataSet,
    trained: TrainedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    window = open_window(app, settings_for(trained), theme="dark", scale=1.35, model=trained)
    try:
        window.show()
        qtbot.waitUntil(lambda: window.experiments.snapshot is not None)
        user = User(window, qtbot)
        assert (window.theme.name, window.theme.scale) == ("dark", 1.35)
        first = user.snapshot
        assert first.origin is trained
        assert window.status.state.text() == "Shown: relu"
        user.wait_for_run(0)
        test = user.snapshot.last_test
        assert test is not None
        assert test.accuracy > 0.8
        user.steps(1)
        assert user.snapshot.origin is None
        assert not np.array_equal(user.snapshot.parameters.flat, trained.parameters.flat)
    finally:
        window.close()
        destroy(window)
    assert threads_left() == []


def test_a_window_that_begins_in_projector_mode_is_large_all_over(
    app: QApplication, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    window = open_window(app, RunSpec.of(PRESETS["relu"]), theme="light", projector=True)
    window.show()
    settle()
    sizes = {widget.fontInfo().pixelSize() for widget in window.controls.findChildren(QPushButton)}
    assert sizes == {window.theme.px(13)}
    window.close()
    destroy(window)


def test_a_closed_window_gives_everything_back(
    app: QApplication, qtbot: QtBot, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))

    def live() -> list[weakref.ref[object]]:
        window = open_window(app, RunSpec.of(PRESETS["relu"]), theme="light")
        user = User(window, qtbot)
        window.show()
        user.wait(lambda: window.experiments.snapshot is not None)
        window.drawing.show_test_digit(0)
        for number in range(len(window.views.names)):
            window.views.tabs.setCurrentIndex(number)
            user.wait(lambda: not window.thinking.is_busy)
        user.train(3)
        window.message.say("one line")
        seen = [weakref.ref[object](widget) for widget in window.findChildren(QWidget)]
        runs = window.application
        seen += map(weakref.ref[object], (window, runs, runs.worker, runs.experiments))
        seen += map(weakref.ref[object], (window.predictor, window.pins, window.thinking))
        seen.append(weakref.ref[object](user.snapshot.parameters.flat))
        window.close()
        destroy(window)
        return seen

    for _ in range(2):
        seen = live()
        assert len(seen) > 300
        gc.collect()
        assert [ref() for ref in seen if ref() is not None] == []
        assert gc.isenabled()
    assert threads_left() == []
