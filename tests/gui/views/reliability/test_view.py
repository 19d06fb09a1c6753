"""The reliability view: what it draws and says, when, and the switch of the window's numbers."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QRectF
from PyQt6.QtWidgets import QApplication, QGraphicsSimpleTextItem, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.document import Document
from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.reliability import view as module
from mnistviz.gui.views.reliability.chart import ReliabilityChart
from mnistviz.gui.views.reliability.view import ReliabilityView, in_words
from mnistviz.nn.calibration import Reliability
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec
from tests.gui.support import make_context

NARROW = "\N{NO-BREAK SPACE}"


def bins(counts: list[float], accuracy: list[float] | None = None) -> Reliability:
    """Ten bins whose confidences are the middles."""
    middles = (np.arange(10) + 0.5) / 10.0
    return Reliability(
        np.array(counts, float), middles, middles if accuracy is None else np.array(accuracy)
    )


BEFORE = bins([0, 0, 5, 30, 40, 50, 60, 200, 300, 9000])
AFTER = bins([0, 0, 19, 20, 40, 50, 60, 80, 150, 9581], [0, 0, 1, 0.4, 0.5, 0.5, 0.6, 0.7, 0.84, 1])
TESTED = Evaluation(0.1, np.eye(10, dtype=np.int64), 1.25, BEFORE, AFTER)


@pytest.fixture
def snapshot(small: DataSet) -> Snapshot:
    """Of a run without any test yet."""
    return Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot()


@pytest.fixture
def predictor() -> Predictor:
    return Predictor(Document())


@pytest.fixture
def panel(qtbot: QtBot, light: Theme, predictor: Predictor) -> Iterator[ReliabilityView]:
    window = QWidget()
    qtbot.addWidget(window)
    panel = ReliabilityView(make_context(predictor))
    panel.setParent(window)
    panel.set_theme(light)
    panel.resize(650, 230)
    window.show()
    yield panel
    window.close()


def test_before_the_first_test_there_are_words(panel: ReliabilityView, snapshot: Snapshot) -> None:
    for _ in range(2):
        assert panel.note.isVisible()
        assert "first test" in panel.note.text()
        assert not panel.chart.isVisible()
        assert not panel.figures.isVisible()
        panel.set_snapshot(snapshot)


def test_figures_in_words(panel: ReliabilityView, snapshot: Snapshot) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    assert panel.chart.isVisible()
    assert not panel.note.isVisible()
    assert [value.text() for value in panel.values] == [
        "1.25",
        f"{100 * BEFORE.calibration_error:.1f}{NARROW}% off",
        f"{100 * AFTER.calibration_error:.1f}{NARROW}% off",
    ]
    assert panel.sentence.text() == (
        f"Of the 150 answers given as 80 to 90{NARROW}%, 84{NARROW}% are right."
    )


def test_weights_that_are_no_numbers(panel: ReliabilityView, snapshot: Snapshot) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    panel.set_snapshot(replace(snapshot, last_test=Evaluation(np.nan, TESTED.confusion)))
    assert "no longer numbers" in panel.note.text()
    assert not panel.chart.isVisible()


def test_a_reset_goes_back_to_words(panel: ReliabilityView, snapshot: Snapshot) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    panel.set_snapshot(replace(snapshot, run_id=2))
    assert panel.note.isVisible()
    assert "first test" in panel.note.text()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_presets_tests_can_be_shown(
    preset: str, panel: ReliabilityView, small: DataSet
) -> None:
    run = Run(1, RunSpec.of(PRESETS[preset]), small)
    run.add_test(0.0, evaluate(run.trainer.network, run.trainer.parameters, small.test))
    panel.set_snapshot(run.snapshot())
    assert panel.chart.isVisible()
    assert panel.sentence.text().startswith("Of the ")
    panel.grab()


def test_the_sentence_is_of_80_to_90_percent_or_of_the_fullest_bin() -> None:
    assert "150 answers given as 80 to 90" in in_words(AFTER)
    assert f"84{NARROW}% are right" in in_words(AFTER)
    few = bins([0, 3, 0, 0, 0, 0, 0, 4, 19, 12])
    assert "19 answers given as 80 to 90" in in_words(few)
    assert "9,981 answers given as 10 to 20" in in_words(bins([0, 9981, 0, 0, 0, 0, 0, 0, 19, 0]))


def test_the_switch_sets_what_the_window_shows(
    panel: ReliabilityView, predictor: Predictor, snapshot: Snapshot, qtbot: QtBot
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    seen = []
    for index in (1, 0):
        with qtbot.waitSignal(predictor.answered):
            panel.which.button(index).click()
        seen.append((predictor.uncalibrated, panel.sentence.text().split(" given")[0]))
    assert seen == [(True, "Of the 300 answers"), (False, "Of the 150 answers")]


def test_the_switch_follows_what_others_set(
    panel: ReliabilityView, predictor: Predictor, snapshot: Snapshot
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    predictor.show_uncalibrated(True)
    assert panel.which.index == 1
    assert "300 answers" in panel.sentence.text()
    panel.hide()
    predictor.show_uncalibrated(False)
    assert panel.which.index == 1
    panel.show()
    assert panel.which.index == 0


def test_a_running_network_is_followed_five_times_a_second(
    panel: ReliabilityView, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("mnistviz.gui.kit.throttle.monotonic", lambda: now)
    running = replace(snapshot, status=Status.RUNNING)
    seen = []
    for number in range(11):
        test = replace(TESTED, temperature=1.0 + number)
        panel.set_snapshot(replace(running, last_test=test))
        seen.append(panel.values[0].text())
        now += 0.0601
    assert seen == [f"{1 + number // 4 * 4:.2f}" for number in range(11)]
    panel.set_snapshot(replace(running, status=Status.PAUSED, last_test=test))
    assert panel.values[0].text() == "11.00"


def test_the_same_test_is_not_drawn_again(
    panel: ReliabilityView, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    monkeypatch.setattr(ReliabilityChart, "set_values", lambda *_: pytest.fail("drawn again"))
    for updates in range(5):
        panel.set_snapshot(replace(snapshot, last_test=TESTED, updates=updates))


@pytest.fixture
def chart(panel: ReliabilityView, snapshot: Snapshot) -> ReliabilityChart:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    return panel.chart


def middles(item: object, radius: float = 3.5) -> list[tuple[float, float]]:
    """The middles of the circles in a path: each is a move and four curves."""
    path = item.path()  # type: ignore[attr-defined]
    starts = [path.elementAt(number) for number in range(0, path.elementCount(), 13)]
    return [(start.x - radius, start.y) for start in starts]


def plot_of(chart: ReliabilityChart) -> QRectF:
    return chart._diagonal.path().boundingRect()


def test_points_lie_where_they_belong(chart: ReliabilityChart) -> None:
    plot = plot_of(chart)
    points = middles(chart.calibrated.points)
    assert len(points) == 7
    for (x, y), number in zip(points, range(3, 10), strict=True):
        assert x == pytest.approx(plot.left() + plot.width() * AFTER.confidence[number])
        assert y == pytest.approx(plot.bottom() - plot.height() * AFTER.accuracy[number])


def test_bins_with_few_answers_are_faint_and_not_joined(chart: ReliabilityChart) -> None:
    assert len(middles(chart.calibrated.faint)) == 1  # the one of 19
    assert len(middles(chart.uncalibrated.faint)) == 1
    assert chart.calibrated.line.path().elementCount() == 7
    assert chart.calibrated.faint.pen().color().alpha() < 128
    assert chart.calibrated.points.pen().color().alpha() == 255


def test_form_tells_the_two_apart(chart: ReliabilityChart) -> None:
    hollow, filled = chart.uncalibrated, chart.calibrated
    assert hollow.points.brush().color().name() == LIGHT.surface
    assert filled.points.brush().color().name() == LIGHT.test
    assert hollow.line.pen().style() != filled.line.pen().style()


def test_error_bars_are_the_interval(chart: ReliabilityChart) -> None:
    plot, path = plot_of(chart), chart.calibrated.bars.path()
    low, high = AFTER.interval
    ends = [path.elementAt(number).y for number in range(path.elementCount())]
    expected = np.stack([low, high], axis=1)[3:].ravel()
    np.testing.assert_allclose(ends, plot.bottom() - plot.height() * expected)


def words(chart: ReliabilityChart) -> list[str]:
    items = chart.items_scene.items()
    texts = [item for item in items if isinstance(item, QGraphicsSimpleTextItem)]
    return [item.text() for item in texts if item.isVisible()]


def test_bins_say_how_many_answers_they_have(
    chart: ReliabilityChart, panel: ReliabilityView
) -> None:
    assert {"19", "150", "9.6k"} <= {*words(chart)}
    panel.which.button(1).click()
    assert {"5", "300", "9.0k"} <= {*words(chart)}
    chart.setFixedWidth(150)
    chart.grab()
    assert "300" not in words(chart)  # no room


@pytest.mark.parametrize(
    ("scale", "width", "height"),
    [
        (1.0, 650, 230),
        (1.0, 1200, 400),
        (1.0, 493, 211),
        (1.0, 358, 171),  # in the smallest window
        (1.35, 650, 230),
        (1.35, 1200, 400),
        (1.35, 493, 211),
    ],
)
@pytest.mark.parametrize("base", [LIGHT, DARK], ids=["light", "dark"])
def test_no_words_overlap_or_are_cut_off(
    panel: ReliabilityView,
    chart: ReliabilityChart,
    base: Theme,
    scale: float,
    width: int,
    height: int,
) -> None:
    panel.set_theme(Theme(**{**vars(base), "scale": scale}))
    panel.resize(width, height)
    QApplication.processEvents()  # another width moves things, and so another height
    texts = [
        item.sceneBoundingRect()
        for item in chart.items_scene.items()
        if isinstance(item, QGraphicsSimpleTextItem) and item.isVisible() and item.text()
    ]
    view = QRectF(chart.rect()).adjusted(-1, -1, 1, 1)
    for number, text in enumerate(texts):
        assert view.contains(text)
        for other in texts[number + 1 :]:
            shared = text.intersected(other)
            assert shared.width() <= 1.0 or shared.height() <= 3.0  # lines may touch
    assert chart.geometry().right() < panel.figures.geometry().left()
    assert panel.rect().contains(panel.figures.geometry())


def test_the_diagram_never_lies_flat(chart: ReliabilityChart, panel: ReliabilityView) -> None:
    panel.resize(1600, 300)
    QApplication.processEvents()
    assert chart.width() <= module._WIDEST * 300


def test_figures_are_explained_with_their_values(
    panel: ReliabilityView, snapshot: Snapshot
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    for name, value in zip(panel.names, panel.values, strict=True):
        for widget in (name, value):
            assert value.text() in html.unescape(explanation(widget)).split("Now:")[1]
    assert "ECE" in explanation(panel.values[1])
    assert "exp(zₖ / T)" in explanation(panel.values[0])
    assert panel.sentence.text() in html.unescape(explanation(panel.chart))
    assert "Calibrated" in explanation(panel.which).split("Now:")[1]


def test_all_words_follow_the_language(
    panel: ReliabilityView, snapshot: Snapshot, chart: ReliabilityChart, qtbot: QtBot
) -> None:
    def said() -> list[str]:
        labels = [each.text() for each in (*panel.names, *panel.values)]
        return [*labels, panel.sentence.text(), panel.advice.text(), *words(chart)]

    panel.set_snapshot(replace(snapshot, last_test=TESTED))
    english = said()
    choose_language("de")
    qtbot.waitUntil(lambda: "Wie oft richtig" in said())
    german = said()
    choose_language("en")
    qtbot.waitUntil(lambda: said() == english)
    same = {text for text in {*english} & {*german} if text}
    assert all(re.fullmatch(r"[\d.]+(k|\s%)?", text) for text in same)


@pytest.mark.parametrize("width", [358, 650, 1200])
def test_german_titles_of_the_diagram_have_room(
    panel: ReliabilityView, chart: ReliabilityChart, qtbot: QtBot, width: int
) -> None:
    panel.resize(width, 230)
    choose_language("de")
    qtbot.waitUntil(lambda: "Wie sicher" in words(chart))
    view = QRectF(chart.rect()).adjusted(-1, -1, 1, 1)
    for item in chart.items_scene.items():
        if isinstance(item, QGraphicsSimpleTextItem) and item.isVisible() and item.text():
            assert view.contains(item.sceneBoundingRect()), item.text()
    choose_language("en")
