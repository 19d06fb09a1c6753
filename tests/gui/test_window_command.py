"""``mnistviz`` alone: which network its window opens with."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PyQt6 import sip
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.experiments import DRAWINGS, SHIPPED, shipped_model
from mnistviz.cli import main
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.shell.appearance import projector_scale
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS, preset_named
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import User, threads_left

Open = Callable[..., User]

_COUNTING = """
import json, sys
from collections import Counter
from PyQt6 import QtGui, QtWidgets, sip
from PyQt6.QtCore import QObject

LATER = "layers xray evidence pinned mistakes reliability health gradients".split()
counts = Counter()

class Application(QtWidgets.QApplication):
    def __init__(self, *arguments):
        counts["applications"] += 1
        super().__init__(*arguments)

    def setStyleSheet(self, sheet):
        counts["style sheets"] += 1
        super().setStyleSheet(sheet)

    @staticmethod
    def exec():
        Application.processEvents()
        counts["later"] = sum(f"mnistviz.gui.panels.{name}" in sys.modules for name in LATER)
        counts["pictures"] = sum(name in sys.modules for name in ("PIL", "scipy"))
        counts["lost"] = sip.isdeleted(before)
        Application.closeAllWindows()
        return 0

def load(*arguments):
    counts["fonts"] += 1
    return load_unwatched(*arguments)

load_unwatched = QtGui.QFontDatabase.addApplicationFont
QtGui.QFontDatabase.addApplicationFont = load
QtWidgets.QApplication = Application
before = QObject()

from mnistviz.cli import main
status = main(["--theme", "light", "--language", "de"])
print(json.dumps(counts))
sys.exit(status)
"""
"""Runs the command in a process of its own, and prints how often what is slow was done.

"later" and "pictures" are modules that are there too early.
"""


@pytest.fixture
def opened(left_open: list[MainWindow], qtbot: QtBot) -> Open:
    """Runs the command as ``mnistviz`` does."""

    def run(*arguments: str) -> User:
        assert main(list(arguments)) == 0
        (window,) = left_open
        assert window.isVisible()
        user = User(window, qtbot)
        user.wait(lambda: window.experiments.snapshot is not None)
        user.wait(lambda: user.snapshot.last_test is not None)
        return user

    return run


def test_nothing_is_left_for_the_end_of_the_application(
    app: QApplication, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyQt may crash where it has to destroy a window then."""
    windows: list[QWidget] = []

    def close_all(*_: object) -> int:
        windows.extend(one for one in app.topLevelWidgets() if isinstance(one, MainWindow))
        app.closeAllWindows()
        return 3

    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    monkeypatch.setattr(QApplication, "exec", close_all)
    assert main([]) == 3
    (window,) = windows
    assert sip.isdeleted(window)
    assert threads_left() == []


def test_the_application_is_made_and_set_up_once(tmp_path: Path) -> None:
    """A second one costs as much again, and whatever was made with the first is gone.

    Nor does the window wait for views that are not in front, or for what reads pictures.
    """
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _COUNTING],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    weights = 2
    assert json.loads(done.stdout) == {
        "applications": 1,
        "fonts": weights,
        "style sheets": 1,
        "later": 0,
        "pictures": 0,
        "lost": False,
    }


def shown_model(user: User) -> str | None:
    """What the file's network is called; None if it is the run's own."""
    model = user.snapshot.origin
    return None if model is None else model.name


def test_it_opens_with_the_network_for_drawings(opened: Open) -> None:
    user = opened()
    assert shown_model(user) == SHIPPED[DRAWINGS]
    assert user.snapshot.deskew
    assert np.array_equal(user.snapshot.parameters.flat, shipped_model().parameters.flat)
    assert SHIPPED[DRAWINGS] in user.window.drawing.foot.text()
    assert user.window.views.tabs.currentIndex() == 0
    assert user.window.message.text == ""
    user.draw((0.25, 0.2), (0.75, 0.2), (0.45, 0.85))
    assert user.window.drawing.answer.text() == "7"
    user.steps(1)
    assert shown_model(user) is None
    assert user.snapshot.settings == RunSpec.of(PRESETS[DEFAULT_PRESET])


@pytest.mark.parametrize("name", PRESETS)
def test_it_opens_with_a_preset(opened: Open, name: str) -> None:
    user = opened("--preset", name)
    assert shown_model(user) is None
    assert user.snapshot.updates == 0
    assert user.snapshot.settings == RunSpec.of(preset_named(name))
    assert not user.snapshot.deskew


def test_it_opens_with_a_file(opened: Open, model_path: Path, trained: TrainedModel) -> None:
    user = opened("--model", str(model_path))
    assert shown_model(user) == model_path.name
    assert np.array_equal(user.snapshot.parameters.flat, trained.parameters.flat)
    assert model_path.name in user.window.drawing.foot.text()


def test_a_file_and_the_preset_that_train_then_starts(opened: Open, model_path: Path) -> None:
    user = opened("--model", str(model_path), "--preset", "sigmoid")
    assert shown_model(user) == model_path.name
    user.steps(1)
    assert shown_model(user) is None
    assert user.snapshot.settings.preset.name == "sigmoid"


def test_theme_and_size_of_type(opened: Open) -> None:
    user = opened("--theme", "dark", "--projector")
    assert user.window.isFullScreen()
    assert user.window.appearance.projector
    assert user.window.theme.name == "dark"
    user.wait(lambda: user.window.theme.scale == projector_scale(user.window.width()))
    assert user.window.theme.scale > 1.0


def test_a_file_that_is_missing(tmp_path: Path, refusal: Callable[..., str]) -> None:
    assert "no.npz" in refusal("--model", tmp_path / "no.npz")
