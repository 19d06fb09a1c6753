"""What is remembered from one day to the next, and what is done with a file that makes no sense."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PyQt6.QtGui import QScreen
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.cli import main
from mnistviz.data.digits import Split
from mnistviz.gui import application
from mnistviz.gui.main_window import MainWindow
from mnistviz.gui.memory import Memory, Remembered
from mnistviz.gui.panels.health import HealthPanel
from mnistviz.presets import PRESETS
from mnistviz.training.settings import RunSettings
from mnistviz.training.worker import Worker
from tests.gui.support import User
from tests.gui.test_menus import action

RUN = RunSettings(PRESETS["sigmoid"], 77, 32, 0.25, 0.5, 0.3)
ALL = Remembered(
    size=QSize(1111, 777),
    position=QPoint(12, 34),
    maximized=False,
    columns=(600, 400),
    middle=(300, 350),
    view="Health",
    theme="dark",
    projector=True,
    language="de",
    run=RUN,
)
Open = Callable[..., User]


@pytest.fixture
def opened(left_open: list[MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Runs ``mnistviz`` as a person does, again and again; each window is closed by its user."""
    # The screen that tests have is smaller than the window.
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1920, 1080))

    def run(*arguments: str) -> User:
        assert main(list(arguments)) == 0
        user = User(left_open[-1], qtbot)
        user.wait(lambda: user.window.session.snapshot is not None)
        QApplication.processEvents()
        return user

    return run


def test_there_and_back(settings_file: Path) -> None:
    assert Memory(settings_file).found == Remembered()
    assert Memory(settings_file).save(ALL)
    memory = Memory(settings_file)
    assert memory.found == ALL
    assert memory.note == ""
    assert memory.save(Remembered(view="X-ray"))
    assert Memory(settings_file).found == Remembered(view="X-ray"), "nothing else is left"


def test_a_window_comes_back_as_it_was_left(opened: Open, settings_file: Path) -> None:
    user = opened()
    window = user.window
    assert not settings_file.exists()
    window.resize(1200, 760)
    window.room.columns.setSizes([500, 400])
    window.room.middle.setSizes([300, 360])
    user.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    action(user, "Dark theme").trigger()
    user.click(window.network.family.button(0))
    user.wait(lambda: user.snapshot.settings.preset.name == "sigmoid")
    for box, text in (
        *((window.controls.learning_rate, "0.125"), (window.controls.momentum, "0.25")),
        *((window.controls.batch_size, "48"), (window.controls.augmentation, "30")),
        (window.controls.seed, "9"),
    ):
        user.enter(box, text)
    QApplication.processEvents()
    columns, middle = window.room.columns.sizes(), window.room.middle.sizes()
    settings = window.session.settings
    assert settings == RunSettings(PRESETS["sigmoid"], 9, 48, 0.125, 0.25, 0.3)
    window.room.fill(window.curves)  # which does not count
    window.close()

    again = opened()
    assert again.window.size() == QSize(1200, 760)
    assert again.window.room.filled is None
    assert again.window.theme.name == "dark"
    assert again.window.views.view(HealthPanel).isVisible()
    assert again.window.session.settings == settings
    assert again.window.controls.seed.value() == 9
    assert again.window.room.columns.sizes() == pytest.approx(columns, abs=2)
    assert again.window.room.middle.sizes() == pytest.approx(middle, abs=2)
    assert not again.window.message.isVisible()
    again.steps(1)
    assert again.snapshot.settings == settings


def test_language_and_projector_mode(opened: Open) -> None:
    user = opened()
    action(user, "Deutsch").trigger()
    user.press(Qt.Key.Key_F5)
    user.window.close()
    again = opened()
    assert again.window.appearance.language == "de"
    assert again.window.appearance.projector
    assert again.window.theme.scale > 1.0
    assert again.window.views.tabs.tabText(0) == "Filter"


def test_a_choice_is_kept_at_once(opened: Open, settings_file: Path) -> None:
    user = opened()
    for name in ("Dark", "Light"):
        action(user, f"{name} theme").trigger()
        assert Memory(settings_file).found.theme == name.lower()
    user.press(Qt.Key.Key_F5)
    assert Memory(settings_file).found.projector


def test_options_win(opened: Open, settings_file: Path, model_path: Path) -> None:
    Memory(settings_file).save(ALL)
    user = opened("--theme", "light", "--language", "en", "--preset", "relu")
    assert user.window.theme.name == "light"
    assert user.window.appearance.language == "en"
    assert user.window.session.settings == RunSettings.of(PRESETS["relu"])
    user.window.close()
    Memory(settings_file).save(ALL)
    user = opened("--model", str(model_path))
    assert user.window.session.settings == RunSettings.of(PRESETS["relu"])
    assert user.window.theme.name == "dark"


DAMAGED = {
    "binary": bytes(range(256)) * 20,
    "text": b"Dear reader,\nthese are no settings.\n",
    "huge": b"[window]\nview=" + b"x" * 2_000_000,
    "zeros": b"\0" * 500,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file(settings_file: Path, content: bytes) -> None:
    settings_file.parent.mkdir()
    settings_file.write_bytes(content)
    memory = Memory(settings_file)
    assert memory.found == Remembered()
    assert "cannot be read" in memory.note
    assert str(settings_file) in memory.note
    assert memory.save(ALL)
    again = Memory(settings_file)
    assert (again.found, again.note) == (ALL, "")


def test_a_window_with_a_damaged_file(opened: Open, settings_file: Path) -> None:
    settings_file.parent.mkdir()
    settings_file.write_bytes(DAMAGED["binary"])
    user = opened()
    assert user.window.message.isVisible()
    assert "remembered settings" in user.window.message.text
    assert user.window.session.settings.preset.name == "relu"
    user.steps(1)
    assert user.window.message.isVisible(), "it is there until somebody has read it"
    user.window.close()
    assert Memory(settings_file).note == ""
    assert not opened().window.message.isVisible()


NONSENSE = {
    "window/size": ("12", "-5 100", "1e9 1", "0 0", "wide", "", "1 2 3"),
    "window/position": ("here", "99999999 0"),
    "window/maximized": ("perhaps",),
    "window/columns": ("-1 5", "none", "100"),
    "window/view": ("Kitchen", ""),
    "look/theme": ("purple", "DARK"),
    "look/projector": ("1",),
    "look/language": ("tlh",),
    "run/preset": ("tanh", ""),
    "run/seed": ("-1", "1.5", "99999999999", "x"),
    "run/batch_size": ("0", "10001"),
    "run/learning_rate": ("nan", "inf", "-1", "0", "fast"),
    "run/momentum": ("1.0", "nan"),
    "run/augmentation": ("7", "nan"),
}


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in NONSENSE.items() for value in values]
)
def test_a_value_that_makes_no_sense(settings_file: Path, key: str, value: str) -> None:
    Memory(settings_file).save(ALL)
    file = QSettings(str(settings_file), QSettings.Format.IniFormat)
    file.setValue(key, value)
    file.sync()
    memory = Memory(settings_file)
    name = "run" if key.startswith("run/") else key.split("/")[1]
    if name == "view":
        assert memory.found.view == value, "which only the window can tell"
        return
    assert getattr(memory.found, name) is None
    named = "run" if name == "run" else key
    assert memory.note == f"Some remembered settings make no sense and are ignored: {named}"
    # All the others are taken up.
    kept = [one for one in vars(ALL) if getattr(memory.found, one) == getattr(ALL, one)]
    assert len(kept) == len(vars(ALL)) - 1


def test_a_view_that_there_is_not(opened: Open, settings_file: Path) -> None:
    Memory(settings_file).save(Remembered(view="Kitchen"))
    user = opened()
    assert user.window.message.text.endswith("window/view")
    assert user.window.views.tabs.currentIndex() == 0


def test_a_notebook_is_not_bent(settings_file: Path) -> None:
    Memory(settings_file).save(ALL)
    file = QSettings(str(settings_file), QSettings.Format.IniFormat)
    file.setValue("run/preset", "relu-notebook")
    file.sync()
    assert Memory(settings_file).found.run is None


@pytest.mark.qt_log_ignore("QSettings|QLockFile")
def test_a_folder_that_cannot_be_written(opened: Open, settings_file: Path) -> None:
    settings_file.parent.write_text("a file where the folder would be")
    user = opened()
    action(user, "Dark theme").trigger()
    user.steps(1)
    user.window.close()
    assert settings_file.parent.is_file()


def test_a_folder_in_place_of_the_file(opened: Open, settings_file: Path) -> None:
    settings_file.mkdir(parents=True)
    user = opened()
    assert "remembered settings" in user.window.message.text
    user.window.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_cannot_be_read(opened: Open, settings_file: Path) -> None:
    Memory(settings_file).save(ALL)
    settings_file.chmod(0)
    assert "remembered settings" in opened().window.message.text


def test_a_screen_that_is_smaller_now(
    opened: Open, settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Memory(settings_file).save(Remembered(size=QSize(3000, 2000), position=QPoint(5000, 10)))
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1366, 700))
    window = opened().window
    assert window.size() == QSize(1366, 700)
    assert QRect(0, 0, 800, 800).contains(window.pos())


def test_a_window_of_a_test_remembers_nothing(user: User, settings_file: Path) -> None:
    action(user, "Dark theme").trigger()
    user.window.close()
    assert not settings_file.exists()


def test_a_picture_remembers_nothing(
    settings_file: Path, tmp_path: Path, few_digits: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    Memory(settings_file).save(ALL)
    before = settings_file.read_bytes()
    monkeypatch.setattr(application, "Worker", lambda: Worker(load=lambda: few_digits))
    assert main(["screenshot", str(tmp_path / "one.png")]) == 0
    assert settings_file.read_bytes() == before
