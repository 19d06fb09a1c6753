"""What is remembered from one day to the next, and what is done with a file that makes no sense."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from PyQt6.QtCore import QLockFile, QRect, QSettings, QSize, Qt
from PyQt6.QtGui import QScreen
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.cli import main
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.files import replacing
from mnistviz.gui.shell import settings_writer
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.shell.window_state import WindowState, WindowStateFile
from mnistviz.gui.views.health.view import HealthView
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.shell.test_menus import action
from tests.gui.support import User

RUN = RunSpec(PRESETS["sigmoid"], 77, 32, 0.25, 0.5, 0.3)
ALL = WindowState(
    geometry=bytes.fromhex("01d9d0cb") + b"of a screen that was much wider",
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
        user.wait(lambda: user.window.experiments.snapshot is not None)
        QApplication.processEvents()
        return user

    return run


def test_there_and_back(settings_file: Path) -> None:
    assert WindowStateFile(settings_file).found == WindowState()
    assert WindowStateFile(settings_file).save(ALL)
    memory = WindowStateFile(settings_file)
    assert memory.found == ALL
    assert memory.note == ""
    assert memory.save(WindowState(view="X-ray"))
    assert WindowStateFile(settings_file).found == WindowState(view="X-ray"), "nothing else is left"


def test_a_window_comes_back_as_it_was_left(opened: Open, settings_file: Path) -> None:
    user = opened()
    window = user.window
    assert not settings_file.exists()
    window.resize(780, 760)  # the screen that tests have is 800x800, and Qt keeps within it
    window.room.columns.setSizes([500, 400])
    window.room.middle.setSizes([300, 360])
    user.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    action(user, "Dark theme").trigger()
    user.click(window.network.family.button(0))
    user.wait(lambda: user.snapshot.settings.preset.name == "sigmoid")
    for box, text in (
        *(
            (window.controls.boxes["learning_rate"], "0.125"),
            (window.controls.boxes["momentum"], "0.25"),
        ),
        *(
            (window.controls.boxes["batch_size"], "48"),
            (window.controls.boxes["augmentation"], "30"),
        ),
        (window.controls.seed, "9"),
    ):
        user.enter(box, text)
    QApplication.processEvents()
    columns, middle = window.room.columns.sizes(), window.room.middle.sizes()
    settings = window.experiments.settings
    assert settings == RunSpec(PRESETS["sigmoid"], 9, 48, 0.125, 0.25, 0.3)
    window.room.fill(window.curves)  # which does not count
    window.close()

    again = opened()
    assert again.window.size() == QSize(780, 760)
    assert again.window.room.filled is None
    assert again.window.theme.name == "dark"
    assert again.window.views.view(HealthView).isVisible()
    assert again.window.experiments.settings == settings
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
    action(user, "Dark theme").trigger()
    user.wait(lambda: WindowStateFile(settings_file).found.theme == "dark")
    action(user, "Light theme").trigger()
    user.wait(lambda: WindowStateFile(settings_file).found.theme == "light")
    user.press(Qt.Key.Key_F5)
    user.wait(lambda: WindowStateFile(settings_file).found.projector is True)


def test_options_win(opened: Open, settings_file: Path, model_path: Path) -> None:
    WindowStateFile(settings_file).save(ALL)
    user = opened("--theme", "light", "--language", "en", "--preset", "relu")
    assert user.window.theme.name == "light"
    assert user.window.appearance.language == "en"
    assert user.window.experiments.settings == RunSpec.of(PRESETS["relu"])
    user.window.close()
    WindowStateFile(settings_file).save(ALL)
    user = opened("--model", str(model_path))
    assert user.window.experiments.settings == RunSpec.of(PRESETS["relu"])
    assert user.window.theme.name == "dark"


def change(path: Path, key: str, value: str) -> None:
    """As a person may, who edits the file; or an older release, which wrote other keys."""
    section, name = key.split("/")
    text, count = re.subn(f"^{name}=.*$", f"{name}={value}", path.read_text(), flags=re.MULTILINE)
    if not count:
        text = text.replace(f"[{section}]\n", f"[{section}]\n{name}={value}\n")
    assert f"{name}={value}\n" in text
    path.write_text(text)


def test_a_file_that_qt_wrote(settings_file: Path) -> None:
    """As it was done before; other processes may have a lock on it, which is no reason to wait."""
    WindowStateFile(settings_file).save(ALL)
    file = QSettings(str(settings_file), QSettings.Format.IniFormat)
    file.setValue("window/view", "X-ray")
    file.sync()
    lock = QLockFile(f"{settings_file}.lock")
    assert lock.tryLock(0)
    memory = WindowStateFile(settings_file)
    assert memory.found == replace(ALL, view="X-ray")
    assert memory.save(ALL)
    assert WindowStateFile(settings_file).found == ALL
    lock.unlock()


def test_saving_never_waits(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that does not answer; what is newest is written when it does."""
    begun, answers = Event(), Event()
    written: list[Path] = []

    @contextmanager
    def slow(target: Path) -> Iterator[BinaryIO]:
        begun.set()
        answers.wait()
        written.append(target)
        with replacing(target) as file:
            yield file

    monkeypatch.setattr(settings_writer, "replacing", slow)
    memory = WindowStateFile(settings_file)
    memory.save_soon(WindowState(view="Filters"))
    begun.wait()
    for view in ("Network", "X-ray", "Health"):
        memory.save_soon(WindowState(view=view))
    with monkeypatch.context() as patch:
        patch.setattr(settings_writer, "_MOMENT", 0.0)
        assert not memory.finish()
    answers.set()
    assert memory.finish()
    assert WindowStateFile(settings_file).found == WindowState(view="Health")
    assert len(written) == 2, "what was between the first and the newest is not"


def test_a_link_stays_a_link(settings_file: Path, tmp_path: Path) -> None:
    settings_file.parent.mkdir()
    settings_file.symlink_to(tmp_path / "elsewhere.ini")
    assert WindowStateFile(settings_file).save(ALL)
    assert settings_file.is_symlink()
    assert WindowStateFile(tmp_path / "elsewhere.ini").found == ALL


DAMAGED = {
    "binary": bytes(range(256)) * 20,
    "text": b"Dear reader,\nthese are no settings.\n",
    "huge": b"[window]\nview=" + b"x" * 2_000_000,
    "zeros": b"\0" * 500,
    "no name": b"[window]\n=5\n",
    "no value": b"[window]\nview\n",
    "zero": b"[window]\nview=X\0\n",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file(settings_file: Path, content: bytes) -> None:
    settings_file.parent.mkdir()
    settings_file.write_bytes(content)
    memory = WindowStateFile(settings_file)
    assert memory.found == WindowState()
    assert "cannot be read" in memory.note
    assert str(settings_file) in memory.note
    assert memory.save(ALL)
    again = WindowStateFile(settings_file)
    assert (again.found, again.note) == (ALL, "")


def test_a_window_with_a_damaged_file(opened: Open, settings_file: Path) -> None:
    settings_file.parent.mkdir()
    settings_file.write_bytes(DAMAGED["binary"])
    user = opened()
    assert user.window.message.isVisible()
    assert "remembered settings" in user.window.message.text
    assert user.window.experiments.settings.preset.name == "relu"
    user.steps(1)
    assert user.window.message.isVisible(), "it is there until somebody has read it"
    user.window.close()
    assert WindowStateFile(settings_file).note == ""
    assert not opened().window.message.isVisible()


NONSENSE = {
    "window/size": ("12", "-5 100", "1e9 1", "0 0", "wide", "", "1 2 3"),
    "window/geometry": ("here", "123", "1234"),
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
    "run/weight_decay": ("1", "much"),
}


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in NONSENSE.items() for value in values]
)
def test_a_value_that_makes_no_sense(settings_file: Path, key: str, value: str) -> None:
    WindowStateFile(settings_file).save(ALL)
    change(settings_file, key, value)
    memory = WindowStateFile(settings_file)
    name = "run" if key.startswith("run/") else key.split("/")[1]
    if name == "view":
        assert memory.found.view == value, "which only the window can tell"
        return
    assert getattr(memory.found, name) is None
    named = "run" if name == "run" else key
    assert memory.note == f"Some remembered settings make no sense and are ignored: {named}"
    # All the others are taken up.
    others = [one for one in vars(ALL) if one != name]
    assert all(getattr(memory.found, one) == getattr(ALL, one) for one in others)


def test_a_number_that_the_version_before_did_not_know(settings_file: Path) -> None:
    WindowStateFile(settings_file).save(ALL)
    lines = settings_file.read_text().splitlines(keepends=True)
    kept = [line for line in lines if "weight_decay" not in line]
    assert len(kept) == len(lines) - 1
    settings_file.write_text("".join(kept))
    memory = WindowStateFile(settings_file)
    assert (memory.found.run, memory.note) == (ALL.run, "")


def test_a_view_that_there_is_not(opened: Open, settings_file: Path) -> None:
    WindowStateFile(settings_file).save(WindowState(view="Kitchen"))
    user = opened()
    assert user.window.message.text.endswith("window/view")
    assert user.window.views.tabs.currentIndex() == 0


def test_a_notebook_is_not_bent(settings_file: Path) -> None:
    WindowStateFile(settings_file).save(ALL)
    change(settings_file, "run/preset", "relu-notebook")
    assert WindowStateFile(settings_file).found.run is None


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
    assert settings_file.is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has named pipes")
def test_a_pipe_in_place_of_the_file(settings_file: Path) -> None:
    settings_file.parent.mkdir()
    os.mkfifo(settings_file)
    assert "cannot be read" in WindowStateFile(settings_file).note


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_cannot_be_read(opened: Open, settings_file: Path) -> None:
    WindowStateFile(settings_file).save(ALL)
    settings_file.chmod(0)
    assert "remembered settings" in opened().window.message.text


def remember_size(settings_file: Path, size: str) -> None:
    """As a release did that kept no more of the window's place."""
    WindowStateFile(settings_file).save(WindowState(view="Health"))
    file = QSettings(str(settings_file), QSettings.Format.IniFormat)
    file.setValue("window/size", size)
    file.setValue("window/position", "12 34")
    file.setValue("window/maximized", "no")
    file.sync()


def test_settings_of_an_older_release(opened: Open, settings_file: Path) -> None:
    remember_size(settings_file, "1111 777")
    window = opened().window
    assert window.size() == QSize(1111, 777)
    assert not window.isMaximized()
    assert window.views.view(HealthView).isVisible()
    assert not window.message.isVisible()


@pytest.mark.parametrize(
    "available", [QSize(1366, 700), QSize(1024, 768), QSize(683, 512)], ids=str
)
@pytest.mark.parametrize("kept", [True, False])
def test_a_screen_that_is_smaller_than_the_window(
    opened: Open,
    settings_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    available: QSize,
    kept: bool,
) -> None:
    if kept:
        remember_size(settings_file, "3000 2000")
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: available)
    window = opened().window
    assert window.isMaximized()
    normal = window.normalGeometry().size()
    assert normal.boundedTo(available) == normal
    assert normal != available, "there is room for a frame"


def test_nothing_is_kept_that_says_where(opened: Open, settings_file: Path) -> None:
    WindowStateFile(settings_file).save(ALL)  # a geometry that Qt does not take up, here and now
    window = opened().window
    assert not window.message.isVisible()
    assert window.size() == QSize(1280, 800)


def test_the_window_stays_where_it_is(opened: Open) -> None:
    window = opened().window
    window.setGeometry(23, 45, 700, 500)
    places = [window.geometry()]
    for _ in range(3):
        window.close()
        window = opened().window
        places.append(window.geometry())
    assert places == [places[0]] * 4


@pytest.mark.parametrize("maximized", [True, False])
def test_full_screen_ends_with_the_window_as_it_was(opened: Open, maximized: bool) -> None:
    user = opened()
    window = user.window
    window.setGeometry(23, 45, 700, 500)
    if maximized:
        window.showMaximized()
    user.press(Qt.Key.Key_F11)
    assert window.isFullScreen()
    window.close()
    user = opened()
    assert not user.window.isFullScreen()
    assert user.window.isMaximized() == maximized
    assert user.window.normalGeometry() == QRect(23, 45, 700, 500)
    user.press(Qt.Key.Key_F11)
    # What some desktops do: they forget the one state over the other.
    user.window.setWindowState(Qt.WindowState.WindowFullScreen)
    user.press(Qt.Key.Key_F11)
    assert not user.window.isFullScreen()
    assert user.window.isMaximized() == maximized


def test_a_window_of_a_test_remembers_nothing(user: User, settings_file: Path) -> None:
    action(user, "Dark theme").trigger()
    user.window.close()
    assert not settings_file.exists()


def test_a_picture_remembers_nothing(
    settings_file: Path, tmp_path: Path, few_digits: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    WindowStateFile(settings_file).save(ALL)
    before = settings_file.read_bytes()
    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    assert main(["screenshot", str(tmp_path / "one.png")]) == 0
    assert settings_file.read_bytes() == before
