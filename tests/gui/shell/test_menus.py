"""The menu bar: every entry, and models on their way to a file and back."""

from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction, QImage
from PyQt6.QtWidgets import QFileDialog, QLabel, QMessageBox

from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.language import Language
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.kit.theme import DARK, LIGHT
from mnistviz.gui.shell.help import ShortcutsDialog
from mnistviz.training.evaluation import evaluate
from mnistviz.training.model_file import load_model
from mnistviz.training.snapshot import Status
from mnistviz.versions import version_report
from tests.gui.support import ONE, User

CONTROL = Qt.KeyboardModifier.ControlModifier
THEMES = {"Light": LIGHT, "Dark": DARK}


def action(user: User, words: str) -> QAction:
    """The entry whose text contains ``words``, with or without its underlined letter."""
    found = [
        one
        for one in user.window.findChildren(QAction)
        if words in one.text().replace("&", "").split("\t")[0]
    ]
    assert len(found) == 1, words
    return found[0]


def choose(
    monkeypatch: pytest.MonkeyPatch, path: Path | None, *, method: str = "getSaveFileName"
) -> list[str]:
    """Let the file dialog answer ``path`` at once; returns the suggestions it is opened with."""
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggestion: str, _filter: str) -> tuple[str, str]:
        asked.append(suggestion)
        return ("" if path is None else str(path)), ""

    monkeypatch.setattr(QFileDialog, method, staticmethod(answer))
    return asked


def test_all_entries(user: User) -> None:
    bar = user.window.menuBar()
    assert bar is not None
    titles = [entry.text().replace("&", "") for entry in bar.actions()]
    assert titles == ["File", "Edit", "View", "Help"]
    for entry in bar.actions():
        menu = entry.menu()
        assert menu is not None
        assert len([one for one in menu.actions() if not one.isSeparator()]) >= 2
    shortcuts = [
        one.shortcut().toString()
        for one in user.window.findChildren(QAction)
        if not one.shortcut().isEmpty()
    ]
    assert len(set(shortcuts)) == len(shortcuts), "one key for two things"
    assert {"Ctrl+O", "Ctrl+S", "Ctrl+Z", "F11"} <= set(shortcuts)


def test_edit(user: User) -> None:
    user.draw(*ONE)
    drawn = user.window.document.content
    action(user, "Clear drawing").trigger()
    assert user.window.document.is_blank
    action(user, "Undo stroke").trigger()
    assert user.window.document.content is drawn
    action(user, "Random test digit").trigger()
    assert isinstance(user.window.document.content, StoredDigit)


def test_view_follow(user: User) -> None:
    user.train(5)
    user.wheel(user.window.curves.loss.viewport())
    assert not user.window.curves.loss.following
    action(user, "Curves follow").trigger()
    assert user.window.curves.loss.following


@pytest.mark.parametrize("name", ["Light", "Dark", "System"])
def test_themes_at_run_time(user: User, name: str) -> None:
    user.train(5)
    user.draw(*ONE)
    action(user, "Dark theme").trigger()
    assert user.window.theme.window == DARK.window
    action(user, f"{name} theme").trigger()
    theme = user.window.theme
    expected = themes.choose(theme.name) if name == "System" else THEMES[name]
    assert theme == expected
    user.steps(2)
    picture = user.window.grab().toImage()
    assert picture.pixelColor(2, picture.height() - 2).name() == theme.window
    canvas = user.window.drawing.canvas.grab().toImage()
    corner = user.place(0.1, 0.1)
    assert canvas.pixelColor(corner.x(), corner.y()).name() == theme.surface
    plot = user.window.curves.loss.viewport().grab().toImage()
    assert plot.pixelColor(1, 1).name() == theme.surface


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_help(user: User) -> None:
    action(user, "About").trigger()
    (about,) = user.window.findChildren(TextDialog)
    assert about.isVisible()
    assert about.text.toPlainText() == version_report()
    words = " ".join(one.text() for one in about.findChildren(QLabel))
    assert all(name in words for name in ("GPL", "LeCun", "Lucide", "Inter")), words
    about.close()
    action(user, "Keyboard").trigger()
    (dialog,) = user.window.findChildren(ShortcutsDialog)
    assert dialog.isVisible()
    dialog.close()


def test_quit(user: User) -> None:
    action(user, "Quit").trigger()
    assert not user.window.isVisible()


def test_a_model_on_its_way_to_a_file_and_back(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.npz"
    user.train(10)
    user.draw(*ONE)
    user.window.predictor.show_uncalibrated(True)  # another test may bring another temperature
    saved, values = user.snapshot, user.window.drawing.bars.values
    assert values is not None
    assert saved.last_test is not None
    asked = choose(monkeypatch, path)
    user.press(Qt.Key.Key_S, CONTROL)
    assert asked == ["relu.npz"]
    model = load_model(path)
    assert np.array_equal(model.parameters.flat, saved.parameters.flat)
    assert (model.preset, model.seed, model.epochs) == ("relu", 0, saved.epoch)
    # A test that was under way may have ended meanwhile.
    tests = [saved.last_test, user.snapshot.last_test]
    assert model.test_accuracy in [test.accuracy for test in tests if test is not None]

    user.click(user.window.network.family.button(0))
    user.wait_for_run(1)
    choose(monkeypatch, path, method="getOpenFileName")
    user.press(Qt.Key.Key_O, CONTROL)
    user.wait_for_run(2)
    opened = user.snapshot
    assert opened.origin is not None
    assert np.array_equal(user.snapshot.parameters.flat, saved.parameters.flat)
    assert user.window.drawing.bars.values == pytest.approx(values)
    assert user.window.network.summary.text().startswith(
        f"The file mine.npz: {saved.epoch:.3g} epochs, "
    )
    assert user.window.network.family.index == 1
    assert user.snapshot.last_test is not None
    expected = evaluate(saved.network, saved.parameters, saved.test_digits)
    assert user.snapshot.last_test.accuracy == expected.accuracy
    assert not user.window.message.isVisible()

    again = tmp_path / "again.npz"
    choose(monkeypatch, again)
    action(user, "Save network").trigger()
    assert again.read_bytes() == path.read_bytes()

    user.steps(1)
    assert user.snapshot.origin is None
    assert "From a file" not in user.window.network.summary.text()
    assert user.snapshot.updates == 1


def test_a_broken_file(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.steps(2)
    for name, content in (("cut.npz", b"PK\x03\x04 and then"), ("text.npz", b"no model")):
        (tmp_path / name).write_bytes(content)
        choose(monkeypatch, tmp_path / name, method="getOpenFileName")
        action(user, "Open model").trigger()
        assert user.window.message.isVisible()
        assert name in user.window.message.text
        assert len(user.window.message.text.splitlines()) == 1
    choose(monkeypatch, tmp_path / "missing.npz", method="getOpenFileName")
    action(user, "Open model").trigger()
    assert "missing.npz" in user.window.message.text
    user.steps(1)
    assert user.snapshot.run_id == 1
    assert user.snapshot.updates == 3


def test_dialogs_that_are_cancelled(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, None)
    choose(monkeypatch, None, method="getOpenFileName")
    for words in ("Open model", "Save network", "Save picture"):
        action(user, words).trigger()
    user.steps(1)
    assert user.snapshot.run_id == 1
    assert not user.window.message.isVisible()


def answer_replacing(
    monkeypatch: pytest.MonkeyPatch, *answers: QMessageBox.StandardButton
) -> list[str]:
    """Answer the questions whether to replace a file in turn; returns those that are asked."""
    asked, waiting = list[str](), iter(answers)

    def ask(_parent: object, _title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return next(waiting)

    monkeypatch.setattr(QMessageBox, "question", staticmethod(ask))
    return asked


@pytest.mark.parametrize(
    ("words", "suffix"),
    [("Save network", ".npz"), ("Save picture", ".png"), ("Save pinned", ".json")],
)
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        *(("mine", "mine{}"), ("mine.", "mine{}"), ("run.1", "run.1{}"), ("mine{}", "mine{}")),
        *(("MINE.{upper}", "MINE.{upper}"), ("mine.txt", "mine.txt{}")),
    ],
)
def test_a_name_gets_its_suffix(
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    suffix: str,
    typed: str,
    written: str,
) -> None:
    folder, upper = tmp_path / "here", suffix[1:].upper()
    folder.mkdir()
    user.draw(*ONE)
    user.type("1")
    asked = answer_replacing(monkeypatch)
    choose(monkeypatch, folder / typed.format(suffix, upper=upper))
    action(user, words).trigger()
    assert [path.name for path in folder.iterdir()] == [written.format(suffix, upper=upper)]
    assert asked == []
    assert user.window.message.text == ""


def test_a_completed_name_that_is_there_is_asked_for(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.npz"
    path.write_bytes(b"old")
    names = iter([tmp_path / "mine", None, tmp_path / "mine"])
    monkeypatch.setattr(
        *(QFileDialog, "getSaveFileName"),
        staticmethod(lambda *_: (str(next(names) or ""), "")),
    )
    button = QMessageBox.StandardButton
    asked = answer_replacing(monkeypatch, button.No, button.Yes)
    action(user, "Save network").trigger()
    assert path.read_bytes() == b"old", "the dialog came again, and was left"
    assert asked == ["mine.npz exists already. Replace it?"]
    action(user, "Save network").trigger()
    assert load_model(path).preset == "relu"
    assert len(asked) == 2


def test_a_name_that_is_too_long_when_it_is_completed(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / ("n" * 253))
    action(user, "Save network").trigger()
    assert "annot write" in user.window.message.text
    assert list(tmp_path.glob("n*")) == []


@pytest.mark.parametrize("words", ["Open model", "Open picture", "Load pinned"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_all_files_can_be_opened(
    user: User, monkeypatch: pytest.MonkeyPatch, words: str, language: Language
) -> None:
    entry, offered = action(user, words), list[str]()
    user.window.appearance.choose_language(language)

    def leave(*arguments: str) -> tuple[str, str]:
        offered.append(arguments[-1])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(leave))
    entry.trigger()
    last = {"en": "All files (*)", "de": "Alle Dateien (*)"}[language]
    assert offered[0].split(";;")[-1] == last
    assert len(offered[0].split(";;")) == 2


def test_what_cannot_be_written(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("Save network", "Save picture"):
        user.window.say("")
        choose(monkeypatch, tmp_path / "no-such-folder" / "file")
        action(user, words).trigger()
        assert user.window.message.isVisible()
        assert "no-such-folder" in user.window.message.text
        choose(monkeypatch, tmp_path / "file")
        action(user, words).trigger()
        assert not user.window.message.isVisible(), "now it is written"


def test_what_was_on_screen_is_saved_however_long_the_dialog_takes(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "slow.npz"
    user.click(user.window.controls.train)
    user.wait_for_updates(5)
    seen = []

    def answer(*_arguments: object) -> tuple[str, str]:
        seen.append(user.snapshot)
        user.wait_for_updates(seen[0].updates + 10)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    action(user, "Save network").trigger()
    assert np.array_equal(load_model(path).parameters.flat, seen[0].parameters.flat)
    assert user.snapshot.status is Status.RUNNING


def test_a_picture(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "window.png"
    user.steps(2)
    choose(monkeypatch, path)
    action(user, "Save picture").trigger()
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (user.window.width(), user.window.height())
    assert not user.window.message.isVisible()
