"""The picture of the real window that nobody looks at."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication

from mnistviz.app.experiments import DRAWINGS, SHIPPED
from mnistviz.app.jobs import Jobs
from mnistviz.cli import main
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.theme import DARK, LIGHT, ThemeName
from mnistviz.gui.shell import application
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.shell.screenshot import take_screenshot
from mnistviz.gui.views.drawing import view as drawing
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker
from tests.gui.support import PATIENCE_MS, threads_left

SETTINGS = RunSpec.of(PRESETS["relu"])


@pytest.fixture(autouse=True)
def few(app: QApplication, monkeypatch: pytest.MonkeyPatch, few_digits: DataSet) -> Iterator[None]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(lambda: few_digits))
    before = QApplication.topLevelWidgets()
    yield
    assert threads_left() == []
    left = [window for window in QApplication.topLevelWidgets() if window not in before]
    assert not any(isinstance(window, MainWindow) for window in left)


@pytest.mark.parametrize(
    ("name", "size", "corner"),
    [("light", (1280, 800), LIGHT.window), ("dark", (1024, 640), DARK.window)],
)
def test_size_and_theme(
    tmp_path: Path, name: ThemeName, size: tuple[int, int], corner: str
) -> None:
    path = tmp_path / "window.png"
    width, height = size
    take_screenshot(path, SETTINGS, seconds=0.0, width=width, height=height, theme=name)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == size
    assert picture.pixelColor(2, height - 2).name() == corner
    assert path.read_bytes().startswith(b"\x89PNG")


def test_after_training_with_a_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    save = MainWindow.save_picture

    def remember(window: MainWindow, path: Path) -> None:
        snapshot, content = window.experiments.snapshot, window.document.content
        assert snapshot is not None
        assert isinstance(content, StoredDigit)
        seen.append((snapshot.updates, content.number))
        save(window, path)

    monkeypatch.setattr(MainWindow, "save_picture", remember)
    path = tmp_path / "window.png"
    take_screenshot(
        path, SETTINGS, seconds=30.0, width=1280, height=800, theme="light", test_digit=7
    )
    # The few epochs of the few digits end long before the seconds do.
    assert seen == [(60, 7)]
    assert path.exists()


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Whether it looked like a digit, as far as was known when the picture was taken."""
    seen: list[str | None] = []
    monkeypatch.setattr(
        MainWindow, "save_picture", lambda window, _: seen.append(window.drawing.meter.verdict)
    )
    return seen


def take_with_a_digit(tmp_path: Path) -> None:
    path = tmp_path / "window.png"
    take_screenshot(path, SETTINGS, seconds=0.0, width=800, height=600, theme="light", test_digit=8)


def test_training_digits_that_come_late_are_waited_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verdicts: list[str | None],
    few_digits: DataSet,
    space: DigitSpace,
) -> None:
    somebody_waits = Event()

    def is_busy(jobs: Jobs) -> bool:
        somebody_waits.set()
        return jobs._waiting > 0

    def late(_train: object) -> DigitSpace:
        assert somebody_waits.wait(PATIENCE_MS / 1000)
        return space

    monkeypatch.setattr("mnistviz.app.application.TRAINING_DIGITS", len(few_digits.train))
    monkeypatch.setattr("mnistviz.app.application.space_of", late)
    monkeypatch.setattr(Jobs, "is_busy", property(is_busy))
    take_with_a_digit(tmp_path)
    assert verdicts in (["no"], ["unsure"], ["yes"])


def test_a_verdict_that_comes_late_is_waited_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verdicts: list[str | None],
    space: DigitSpace,
) -> None:
    monkeypatch.setattr(drawing, "_JUDGE_MS", 500)  # long after all the others are there

    def open_window(*arguments: Any, **options: Any) -> MainWindow:
        window = application.open_window(*arguments, **options)
        window.predictor.set_space(space)
        return window

    monkeypatch.setattr("mnistviz.gui.shell.screenshot.open_window", open_window)
    take_with_a_digit(tmp_path)
    assert verdicts in (["no"], ["unsure"], ["yes"])


def test_no_verdict_is_waited_for_where_there_is_none(
    tmp_path: Path, verdicts: list[str | None]
) -> None:
    take_with_a_digit(tmp_path)  # the few digits are not MNIST's, and nothing is compared with them
    assert verdicts == [None]


def test_digits_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot() -> DataSet:
        raise MnistvizError("no digits here")

    monkeypatch.setattr("mnistviz.app.application.Worker", lambda _: Worker(cannot))
    with pytest.raises(MnistvizError, match="o digits here"):
        take_screenshot(
            tmp_path / "x.png", SETTINGS, seconds=0.0, width=800, height=600, theme="light"
        )
    assert not list(tmp_path.iterdir())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "window.png"
    arguments = ["screenshot", str(path), "--preset", "sigmoid", "--size", "1100x700"]
    assert main(arguments) == 0
    assert (QImage(str(path)).width(), QImage(str(path)).height()) == (1100, 700)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "wrong",
    [
        *(["--size", size] for size in ("1280", "axb", "0x0", "100x100", "99999x800", "-1x5", "")),
        *(["--seconds", seconds] for seconds in ("-1", "nan", "inf", "1e9", "soon")),
        ["--theme", "pink"],
        ["--preset", "none"],
        ["--test-digit", "seven"],
    ],
    ids=" ".join,
)
def test_bad_use(tmp_path: Path, refusal: Callable[..., str], wrong: list[str]) -> None:
    path = tmp_path / "window.png"
    # "--size=-1x5" is one word, as a dash would otherwise begin another option.
    arguments = ["screenshot", str(path), f"{wrong[0]}={wrong[1]}"]
    refusal(*arguments)
    assert not path.exists()


def test_a_folder_that_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screenshot", str(tmp_path / "no" / "window.png")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


Saved = list[tuple[str, str, str]]


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> Saved:
    """What was on screen when the picture was taken: the view, the model's name, the preset."""
    seen: Saved = []
    save = MainWindow.save_picture

    def remember(window: MainWindow, path: Path) -> None:
        snapshot, tabs = window.experiments.snapshot, window.views.tabs
        assert snapshot is not None
        assert snapshot.last_test is not None
        name = snapshot.origin.name if snapshot.origin is not None else ""
        seen.append((tabs.tabText(tabs.currentIndex()), name, snapshot.settings.preset.name))
        save(window, path)

    monkeypatch.setattr(MainWindow, "save_picture", remember)
    return seen


@pytest.mark.parametrize(
    ("view", "title"),
    [("filters", "Filters"), ("x-ray", "X-ray"), ("PINNED", "Pinned"), ("Reliability",) * 2],
)
def test_a_view(tmp_path: Path, saved: Saved, view: str, title: str) -> None:
    path = tmp_path / "window.png"
    assert main(["screenshot", str(path), "--view", view, "--test-digit", "3"]) == 0
    assert saved == [(title, SHIPPED[DRAWINGS], "relu")]
    assert not QImage(str(path)).isNull()


def test_views_look_different(tmp_path: Path) -> None:
    pictures = []
    for view in ("filters", "x-ray", "pinned", "reliability"):
        path = tmp_path / f"{view}.png"
        assert main(["screenshot", str(path), "--view", view]) == 0
        pictures.append(path.read_bytes())
    assert len(set(pictures)) == 4


def test_a_view_that_there_is_not(tmp_path: Path, refusal: Callable[..., str]) -> None:
    path = tmp_path / "window.png"
    line = refusal("screenshot", path, "--view", "none")
    assert "filters, network, x-ray, evidence, pinned, mistakes, reliability" in line
    assert not path.exists()


def test_a_preset_instead_of_the_network_for_drawings(tmp_path: Path, saved: Saved) -> None:
    assert main(["screenshot", str(tmp_path / "a.png"), "--preset", "sigmoid-notebook"]) == 0
    assert main(["screenshot", str(tmp_path / "b.png")]) == 0
    assert saved == [("Filters", "", "sigmoid-notebook"), ("Filters", SHIPPED[DRAWINGS], "relu")]


def test_a_language_and_projector_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    save = MainWindow.save_picture

    def remember(window: MainWindow, path: Path) -> None:
        tabs = window.views.tabs
        seen.append((tabs.tabText(tabs.currentIndex()), window.theme.scale))
        save(window, path)

    monkeypatch.setattr(MainWindow, "save_picture", remember)
    options = ("--language", "de", "--projector", "--view", "mistakes")
    assert main(["screenshot", str(tmp_path / "a.png"), *options]) == 0
    assert main(["screenshot", str(tmp_path / "b.png"), "--view", "mistakes"]) == 0
    assert seen == [("Fehler", 1.35), ("Mistakes", 1.0)]
