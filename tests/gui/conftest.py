"""The window, opened as ``mnistviz`` opens it, with fewer test digits so that tests are quick."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyqtgraph
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.application import Application
from mnistviz.data.datasets.dataset import DataSet, DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.shell import application, error_log, settings_writer, window_state
from mnistviz.gui.shell.application import destroy, make_application
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.training.presets import PRESETS, preset_named
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import PATIENCE_MS, OpenUser, User, mouse_release, threads_left

# Windows are painted into memory. Qt reads this when its application is made, at the first test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def digits(mnist: DataSet) -> DataSet:
    """All training images, so that no run ends by itself; 500 for the tests."""
    return DataSet(mnist.train, mnist.test[:500])


@pytest.fixture(scope="session")
def few_digits(mnist: DataSet) -> DataSet:
    """So few that an epoch of the ReLU network's batches is two updates."""
    count = 2 * PRESETS["relu"].batch_size
    return DataSet(
        mnist.train[:count],
        mnist.test[:100],
    )


@pytest.fixture(scope="session")
def app(qapp: QApplication) -> QApplication:
    """The application with its fonts, in English."""
    assert make_application() is qapp
    choose_language("en")
    # Otherwise a plot overlooks a movement that comes less than 10 ms after another.
    pyqtgraph.setConfigOption("mouseRateLimit", -1)
    return qapp


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """The plugin's own, but as patient as we are: a busy machine may take a second for nothing."""
    for name in ("waitUntil", "waitSignal", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes what the person who runs it has chosen in their own window."""
    path = tmp_path / "settings" / "mnistviz.ini"
    monkeypatch.setattr(window_state, "settings_path", lambda: path)
    monkeypatch.setattr(settings_writer, "_MOMENT", PATIENCE_MS / 1000)
    return path


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nor does one write into that person's log."""
    path = tmp_path / "logs"
    monkeypatch.setattr(error_log, "log_folder", lambda: path)
    return path


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever a test chooses, the next one is in English again."""
    yield
    choose_language("en")


@pytest.fixture(autouse=True)
def bare_screen() -> Iterator[None]:
    """What a test leaves open or pressed would get in the way of the next one's pointer."""
    yield
    if QApplication.instance() is None:
        return
    for widget in QApplication.topLevelWidgets():
        widget.hide()
    nobody = QWidget()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        mouse_release(nobody, QPoint(), button)


@pytest.fixture(autouse=True)
def automatic_collection() -> Iterator[None]:
    """A window turns it off for good; here more tests follow."""
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture
def light(app: QApplication) -> themes.Theme:
    """The light theme, applied."""
    theme = themes.choose("light")
    apply(app, theme)
    return theme


@pytest.fixture
def open_user(qtbot: QtBot, light: themes.Theme, digits: DataSet) -> Iterator[OpenUser]:
    """Opens windows; at the end they are closed, and no thread may be left."""
    windows: list[MainWindow] = []
    standard = digits

    def open_one(
        preset: str = "relu",
        *,
        digits: DataSet | None = None,
        load: Callable[[], DataSet] | None = None,
        data: DataSetInfo = MNIST,
        wait: bool = True,
        seed: int = 0,
    ) -> User:
        settings = RunSpec.of(replace(preset_named(preset), data=data), seed=seed)
        application = Application(settings, load=load or (lambda: digits or standard))
        window = MainWindow(application, light)
        windows.append(window)
        window.appearance.dress()
        application.start()
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        user = User(window, qtbot)
        user.wait(window.isActiveWindow)
        if wait:
            user.wait_for_run(0)
        return user

    yield open_one
    for window in windows:
        window.close()
    assert threads_left() == []
    for window in windows:
        destroy(window)
    windows.clear()
    gc.collect()


@pytest.fixture
def left_open(
    app: QApplication, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[MainWindow]]:
    """The windows that the command ``mnistviz`` opens, which does not wait for their end here."""
    windows: list[MainWindow] = []
    open_window = application.open_window

    def remember(*arguments: object, **options: object) -> MainWindow:
        windows.append(open_window(*arguments, **options))  # type: ignore[arg-type]
        return windows[-1]

    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    monkeypatch.setattr(application, "open_window", remember)
    monkeypatch.setattr(application, "destroy", lambda _: None)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    yield windows
    for window in windows:
        window.close()
        destroy(window)
    assert threads_left() == []


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """A person in front of the corrected ReLU network, loaded and tested once."""
    return open_user()
