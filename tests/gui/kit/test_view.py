"""The base of all views, by a small view of its own: when it does what, and when nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PyQt6.QtCore import QSize, QTimer
from PyQt6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit import throttle
from mnistviz.gui.kit.language import choose_language, tr
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme, choose
from mnistviz.gui.kit.view import Context, View
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec
from tests.gui.support import let_time_pass, make_context


class Updates(View):
    """Shows how many updates were made, and keeps what it was told."""

    seconds = 0.2
    usual = QSize(500, 400)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.told: list[str] = []
        self.text = QLabel(self)
        self.is_worth_it = True

    def refresh(self) -> None:
        self.told.append("refresh")
        self.text.setText("" if self.snapshot is None else self._updates(self.snapshot))
        self.say_instead("" if self.snapshot else "Nothing has changed yet: press Train.")

    def follow(self) -> None:
        self.told.append("follow")
        assert self.snapshot is not None
        self.text.setText(self._updates(self.snapshot))

    def _updates(self, snapshot: Snapshot) -> str:
        return f"{tr('Filters')} {snapshot.updates}"

    def is_stale(self) -> bool:
        return self.is_worth_it

    def begin_run(self) -> None:
        self.told.append("begin_run")

    def dress(self, theme: Theme) -> None:
        self.told.append(f"dress {theme.name}")

    def fit(self) -> None:
        self.told.append("fit")

    def wake(self) -> None:
        self.told.append("wake")

    def rest(self) -> None:
        self.told.append("rest")

    def since(self) -> list[str]:
        """What it was told since it was last asked."""
        told, self.told = self.told, []
        return told


class ByItself(Updates):
    """Is told of snapshots, and follows something else."""

    follows_run = False


class Clock:
    now = 1000.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that a test sets."""
    clock = Clock()
    monkeypatch.setattr(throttle, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def running(small: DataSet) -> Snapshot:
    snapshot = Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot()
    return replace(snapshot, status=Status.RUNNING)


@pytest.fixture
def host(qtbot: QtBot, light: Theme, clock: Clock) -> Iterator[QWidget]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(700, 300)
    host.show()
    yield host
    host.close()


def shown(kind: type[Updates], host: QWidget) -> Updates:
    view = kind(make_context())
    view.setParent(host)
    view.resize(600, 250)
    view.show()
    view.since()
    return view


@pytest.fixture
def view(host: QWidget) -> Updates:
    return shown(Updates, host)


def test_it_shows_something_when_it_is_first_seen(host: QWidget) -> None:
    view = Updates(make_context())
    view.is_worth_it = False
    view.setParent(host)
    view.resize(600, 250)
    assert view.since() == []
    view.show()
    told = view.since()
    assert told[-2:] == ["wake", "refresh"]
    assert "fit" in told
    assert view.note.isVisible()


def test_it_follows_a_running_network_at_its_pace(
    view: Updates, clock: Clock, running: Snapshot
) -> None:
    seen = []
    for number in range(8):
        view.set_snapshot(replace(running, updates=number))
        seen.append(view.text.text())
        clock.now += 0.07
    assert seen == [f"Filters {number}" for number in (0, 0, 0, 3, 3, 3, 6, 6)]
    assert view.since() == ["begin_run", "refresh", "follow", "follow"]


def test_the_last_moment_is_never_missed(view: Updates, running: Snapshot) -> None:
    view.set_snapshot(running)
    view.set_snapshot(replace(running, updates=1))
    assert view.text.text() == "Filters 0"
    view.set_snapshot(replace(running, updates=2, status=Status.PAUSED))
    assert view.text.text() == "Filters 2"


def test_what_is_not_new_is_not_shown_and_does_not_use_up_its_time(
    view: Updates, clock: Clock, running: Snapshot
) -> None:
    view.set_snapshot(running)
    clock.now += 1.0
    view.is_worth_it = False
    view.set_snapshot(replace(running, updates=1))
    view.set_snapshot(replace(running, updates=1, status=Status.PAUSED))
    assert view.text.text() == "Filters 0"
    view.is_worth_it = True
    view.set_snapshot(replace(running, updates=2))
    assert view.text.text() == "Filters 2"


def test_behind_another_it_does_nothing_and_catches_up(
    view: Updates, clock: Clock, running: Snapshot
) -> None:
    view.set_snapshot(running)
    view.since()
    view.hide()
    assert view.since() == ["rest"]
    clock.now += 1.0
    for number in range(3):
        view.set_snapshot(replace(running, updates=number, status=Status.PAUSED))
        view.follow_if_due(at_once=True)
        view.follow_soon()
        assert not any(timer.isActive() for timer in view.findChildren(QTimer))
    assert view.since() == []
    view.show()
    assert view.since() == ["wake", "refresh"]
    assert view.text.text() == "Filters 2"


def test_it_does_not_catch_up_with_nothing(view: Updates, running: Snapshot) -> None:
    view.set_snapshot(running)
    view.is_worth_it = False
    view.hide()
    view.since()
    view.show()
    assert view.since() == ["wake"]
    view.hide()
    view.refresh_now()
    assert view.since() == ["rest"]
    view.show()
    assert view.since() == ["wake", "refresh"], "somebody wanted it meanwhile"


def test_another_run_is_shown_at_once(view: Updates, running: Snapshot) -> None:
    for number, snapshot in enumerate((running, replace(running, run_id=2))):
        view.set_snapshot(replace(snapshot, updates=number))
        assert view.since() == ["begin_run", "refresh"]
        assert view.text.text() == f"Filters {number}"
        view.set_snapshot(replace(snapshot, updates=9))
        assert view.since() == [], "it is the same one, and not due"


def test_behind_another_it_learns_of_another_run_all_the_same(
    view: Updates, running: Snapshot
) -> None:
    view.set_snapshot(running)
    view.hide()
    view.since()
    view.set_snapshot(replace(running, run_id=2))
    assert view.since() == ["begin_run"]


def test_one_that_follows_something_else(host: QWidget, clock: Clock, running: Snapshot) -> None:
    view = shown(ByItself, host)
    view.set_snapshot(running)
    view.set_snapshot(replace(running, updates=1, status=Status.PAUSED))
    assert view.since() == ["begin_run"]
    assert view.snapshot is not None
    assert view.snapshot.updates == 1
    for at_once in (False, False, True):
        view.follow_if_due(at_once=at_once)
    assert view.since() == ["follow", "follow"]


def test_after_the_pen_it_follows_once(view: Updates, running: Snapshot) -> None:
    view.set_snapshot(running)
    view.since()
    for _ in range(3):
        view.follow_soon()
    assert view.since() == []
    let_time_pass(view)
    assert view.since() == ["follow"]


def test_theme_and_size(view: Updates) -> None:
    assert view.theme is LIGHT
    view.set_theme(DARK)
    assert view.theme is DARK
    assert view.since() == ["dress dark", "fit"]
    view.resize(400, 200)
    assert view.since() == ["fit"]
    assert view.note.geometry() == view.rect()
    assert view.minimumSizeHint() == QSize(300, 190)
    assert view.sizeHint() == QSize(500, 400)


def test_without_sizes_of_its_own_it_has_those_of_its_layout(light: Theme) -> None:
    class Plain(View):
        least = None

    view, part = Plain(make_context()), QWidget()
    part.setMinimumSize(123, 45)
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    assert view.minimumSizeHint() == view.sizeHint() == QSize(123, 45)


def test_another_language(view: Updates, running: Snapshot, qtbot: QtBot) -> None:
    view.set_snapshot(running)
    view.is_worth_it = False
    view.since()
    choose_language("de")
    qtbot.waitUntil(lambda: view.text.text() == "Filter 0")
    assert view.since() == ["fit", "refresh"]
    view.hide()
    choose_language("en")
    QApplication.processEvents()
    assert "refresh" not in view.since()
    view.show()
    assert view.text.text() == "Filters 0"


def test_the_note_stands_over_everything_and_follows_the_language(
    view: Updates, running: Snapshot
) -> None:
    english = "Nothing has changed yet: press Train."
    assert view.note.isVisible()
    assert view.note.text() == english
    above = view.childAt(view.text.geometry().center())
    assert above is view.note
    choose_language("de")
    assert view.note.text() == tr(english) != english
    view.set_snapshot(running)
    assert not view.note.isVisible()


def test_its_least_size_grows_with_the_type(view: Updates) -> None:
    before = view.minimumSizeHint()
    view.set_theme(choose("light", 1.5))
    assert view.minimumSizeHint() == before * 1.5
