"""The view Health in the window: what it says and shows of a run, and when."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from PyQt6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.health import view as module
from mnistviz.gui.views.health.view import HealthView, Mood
from mnistviz.gui.views.health.words import figure, in_words
from mnistviz.training.diagnosis import Finding, Kind
from mnistviz.training.health import HealthHistory
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from tests.gui.support import OpenUser, User, make_context
from tests.training.health_runs import findings, make_test

NARROW = "\N{NO-BREAK SPACE}"


@pytest.fixture
def panel(qtbot: QtBot, light: Theme) -> Iterator[HealthView]:
    window = QWidget()
    qtbot.addWidget(window)
    panel = HealthView(make_context())
    panel.setParent(window)
    panel.set_theme(light)
    panel.resize(660, 280)
    window.resize(660, 280)
    window.show()
    yield panel
    window.close()


def trained_for(epochs: float, small: DataSet, preset: str = "relu") -> Snapshot:
    run = Run(1, RunSpec.of(PRESETS[preset]), small)
    for _ in findings(run, epochs):
        pass
    return replace(run.snapshot(), status=Status.PAUSED)


@pytest.fixture
def snapshot(small: DataSet) -> Snapshot:
    """Of a run that was tested a few times."""
    return trained_for(2.0, small)


def test_before_the_first_test_there_are_words(panel: HealthView, small: DataSet) -> None:
    for _ in range(2):
        assert panel.note.isVisible()
        assert "first test" in panel.note.text()
        assert not panel.sentence.isVisible()
        assert not panel.gradient.isVisible()
        panel.set_snapshot(Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot())


def test_every_row_has_the_newest_figure_of_each_layer(
    panel: HealthView, snapshot: Snapshot
) -> None:
    panel.set_snapshot(snapshot)
    assert not panel.note.isVisible()
    newest = snapshot.health.newest
    assert newest is not None
    first, second = newest.layers
    values = [[cell.value for cell in row.cells] for row in panel.rows]
    assert values == [
        [figure(first.gradient_norm), figure(second.gradient_norm)],
        [figure(first.update_ratio), figure(second.update_ratio)],
        [f"{100 * first.dead:.0f}{NARROW}%", "–"],
        [figure(first.mean), figure(second.mean)],
    ]
    assert [cell.word for cell in panel.units.cells] == ["dead", ""]
    assert panel.names.names == (
        ("Layer 1 · 64 ReLU", "Layer 1"),
        ("Layer 2 · 10 softmax", "Layer 2"),
    )
    assert panel.axis.ends == ("0", "2.0 epochs")


def test_rows_that_are_compared_have_one_scale(panel: HealthView, snapshot: Snapshot) -> None:
    panel.set_snapshot(snapshot)
    for row in (panel.gradient, panel.ratio):
        assert row.cells[0].scale == row.cells[1].scale
    assert panel.ratio.cells[0].scale.low < -3 < panel.ratio.cells[0].scale.high


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_can_be_shown(preset: str, panel: HealthView, small: DataSet) -> None:
    snapshot = trained_for(0.5, small, preset)
    panel.set_snapshot(snapshot)
    assert len(panel.gradient.cells) == len(snapshot.parameters.weights)
    panel.grab()


def test_a_gradient_of_exactly_0_is_said(panel: HealthView, small: DataSet) -> None:
    run = Run(1, RunSpec.of(PRESETS["relu"]), small)
    run.trainer.parameters.biases[0][:] = -1000.0
    make_test(run)
    panel.set_snapshot(run.snapshot())
    assert panel.gradient.cells[0].value == "0"
    assert panel.gradient.cells[0].scale.low_text == "0"
    assert panel.units.cells[0].value == f"100{NARROW}%"


def test_a_model_has_activations_and_no_gradients(
    panel: HealthView, small: DataSet, trained: TrainedModel
) -> None:
    run = EndedRun(1, RunSpec.of(PRESETS["relu"]), small, trained)
    make_test(run)
    panel.set_snapshot(run.snapshot())
    assert panel.finding == Finding(Kind.MODEL)
    assert "from a file" in panel.sentence.what.text()
    assert [cell.value for cell in panel.gradient.cells] == ["–", "–"]
    assert panel.activations.cells[0].value != "–"
    assert panel.axis.ends == ("", "")


_runs = count(10)


def say(panel: HealthView, finding: Finding, monkeypatch: pytest.MonkeyPatch, s: Snapshot) -> None:
    monkeypatch.setattr(module, "diagnose", lambda _facts: finding)
    panel.set_snapshot(replace(s, run_id=next(_runs)))


@pytest.mark.parametrize("kind", Kind)
def test_every_finding_has_words_a_shape_and_room(
    kind: Kind, panel: HealthView, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding(kind, 2, 0.75, False, True, 1.5, 0.16, 2.4e-6, 0.9, 0.3)
    for one in (finding, replace(finding, from_start=True, wrong_derivative=False)):
        what, advice = in_words(one)
        assert "{" not in what + advice
        assert what.endswith(".")
        assert bool(advice) is (kind is not Kind.FINE)
        say(panel, one, monkeypatch, snapshot)
        assert panel.sentence.what.text() == what
        assert panel.sentence.accessibleName() == f"{what} {advice}".strip()
        mood = Mood.BAD if one.is_alarm else Mood.GOOD if kind is Kind.FINE else Mood.OPEN
        assert panel.sentence.mood is mood
        assert panel.sentence.advice.isVisible() is bool(advice)
        QApplication.processEvents()
        assert_nothing_is_cut_off(panel)


def assert_nothing_is_cut_off(panel: HealthView) -> None:
    below = 0
    for part in (panel.sentence, panel.names, *panel.rows, panel.axis):
        place = part.geometry()
        assert place.top() >= below, part.accessibleName()
        assert place.height() >= part.minimumSizeHint().height(), part.accessibleName()
        below = place.bottom()
    assert below <= panel.height()
    for words in panel.sentence.findChildren(QLabel):
        if words.isVisible() and words.text():
            assert words.heightForWidth(words.width()) <= words.height(), words.text()


@pytest.mark.parametrize("base", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("scale", "width", "height"),
    [(1.0, 660, 280), (1.0, 1100, 420), (1.0, 1900, 950), (1.0, 384, 190), (1.35, 770, 280)],
)
def test_it_fits_every_window(
    panel: HealthView,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    base: Theme,
    scale: float,
    width: int,
    height: int,
) -> None:
    panel.set_theme(Theme(**{**vars(base), "scale": scale}))
    panel.resize(width, height)
    longest = Finding(Kind.DEAD, 1, 0.95, False, False, 1.5, 0.16)
    say(panel, longest, monkeypatch, snapshot)
    QApplication.processEvents()
    assert_nothing_is_cut_off(panel)
    panel.grab()
    assert panel.sentence.advice.isVisible() or height < 200
    assert "0.16" in panel.sentence.accessibleName()


def test_it_is_judged_anew_only_when_there_is_something_new(
    panel: HealthView, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.set_snapshot(snapshot)
    asked: list[int] = []

    def diagnose(_facts: object) -> Finding:
        asked.append(1)
        return Finding(Kind.FINE)

    monkeypatch.setattr(module, "diagnose", diagnose)
    for updates in range(1, 6):
        panel.set_snapshot(replace(snapshot, updates=updates))
    assert not asked
    panel.set_snapshot(replace(snapshot, settings=replace(snapshot.settings, true_derivative=True)))
    assert len(asked) == 1
    panel.set_snapshot(replace(snapshot, settings=replace(snapshot.settings, learning_rate=0.3)))
    assert len(asked) == 2


def test_a_running_network_is_followed_four_times_a_second(
    panel: HealthView, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("mnistviz.gui.kit.throttle.monotonic", lambda: now)
    history, seen = HealthHistory(), []
    for _ in range(10):
        assert snapshot.health.newest is not None
        history.append(snapshot.health.newest)
        panel.set_snapshot(replace(snapshot, status=Status.RUNNING, health=history.curve))
        line = panel.gradient.cells[0].line
        assert line is not None
        seen.append(len(line))
        now += 0.084
    assert seen == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10]


def test_all_its_parts_are_explained(panel: HealthView, snapshot: Snapshot) -> None:
    panel.set_snapshot(snapshot)
    for row in panel.rows:
        assert row.values() in explanation(row)
    assert panel.sentence.what.text() in explanation(panel.sentence)
    assert panel.sentence.what.text() in explanation(panel.sentence.what)


def open_health(user: User) -> HealthView:
    user.window.views.turn_to("Health")
    return user.window.views.view(HealthView)


def test_in_the_window_it_follows_the_training(user: User) -> None:
    panel = open_health(user)
    assert panel.finding == Finding(Kind.READY)
    assert panel.sentence.advice.text() == "Press Train."
    user.click(user.window.controls.train)
    user.wait(lambda: panel.finding == Finding(Kind.FINE))
    user.wait(lambda: len(user.snapshot.health) > 6)
    assert panel.sentence.what.text() == "Nothing looks wrong."
    assert panel.sentence.mood is Mood.GOOD
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    user.wait(lambda: panel.gradient.cells[0].line is not None)
    user.click(user.window.controls.reset)
    user.wait(lambda: panel.finding == Finding(Kind.READY))


def test_in_the_window_it_tells_what_is_wrong_with_the_notebook(open_user: OpenUser) -> None:
    user = open_user("relu-notebook")
    panel = open_health(user)
    user.click(user.window.controls.train)
    user.wait(lambda: panel.finding is not None and panel.finding.kind is Kind.NO_GRADIENT)
    assert panel.sentence.mood is Mood.BAD
    user.window.experiments.change(Change("true_derivative", True))
    user.wait(lambda: panel.finding is not None and panel.finding.kind is Kind.EARLY)
    user.wait(lambda: panel.finding is not None and panel.finding.kind is Kind.FINE)


def test_in_the_window_it_tells_of_a_run_that_diverged(open_user: OpenUser) -> None:
    user = open_user()
    panel = open_health(user)
    user.enter(user.window.controls.boxes["learning_rate"], "10")
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FAILED)
    user.wait(lambda: panel.finding is not None and panel.finding.kind is Kind.DIVERGED)
    assert "10 is too high" in panel.sentence.what.text()
    assert "0.16" in panel.sentence.advice.text()
