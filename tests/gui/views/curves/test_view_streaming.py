"""Curves drawn a piece at a time, while points stream in, against curves drawn all at once."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit.curve_items import CurveItems
from mnistviz.gui.kit.decimation import PIECE, Drawn, Points
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.curves.view import CurvesPanel
from mnistviz.training.history import Series, TestHistory, TrainingHistory, Updates
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec

# The offscreen platform says that it cannot do this with a window as small as the panel.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Numbers = npt.NDArray[np.float64]


@pytest.fixture
def panel(qtbot: QtBot, light: Theme) -> CurvesPanel:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.set_theme(light)
    panel.resize(700, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


class Stream:
    """A run that has been through as much as it is told, without any training."""

    def __init__(self, small: DataSet, batch_size: int = 128, seed: int = 0) -> None:
        settings = RunSpec.of(PRESETS["relu"], batch_size=batch_size)
        self._moment = replace(Run(1, settings, small).snapshot(), status=Status.RUNNING)
        self._training, self._tests = TrainingHistory(), TestHistory()
        self._rng = np.random.default_rng(seed)
        self._batch_size = batch_size
        self._images = 0

    def go_on(self, updates: int, tested: bool = False) -> Snapshot:
        """So many updates later."""
        rng, size = self._rng, self._batch_size
        if updates:
            seen = self._images + size * np.arange(1, updates + 1)
            self._images = int(seen[-1])
            losses = 2.0 / (1.0 + seen / 20_000) + rng.exponential(0.1, updates)
            correct = rng.integers(0, size + 1, updates)
            images = np.full(updates, size)
            self._training.extend(Updates(seen / 60_000, images, losses, correct))
        epoch = self._images / 60_000
        if tested:
            self._tests.append(epoch, 1.0 / (1.0 + epoch), 0.9)
        return replace(
            self._moment,
            epoch=epoch,
            training=self._training.curve(),
            tests=self._tests.curve(),
        )


def curves_of(panel: CurvesPanel) -> dict[str, CurveItems]:
    return {
        f"{name} {kind}": getattr(plot, kind)
        for name, plot in (("loss", panel.loss), ("accuracy", panel.accuracy))
        for kind in ("_train", "_faint", "_test")
    }


def drawn(panel: CurvesPanel) -> dict[str, tuple[Numbers, Numbers]]:
    return {name: curve.getData() for name, curve in curves_of(panel).items()}


def painted(curve: CurveItems) -> list[list[tuple[float, float]]]:
    """All that the items of a curve paint."""
    paths = [item.path() for item in curve._items if not item.path().isEmpty()]
    return [
        [(path.elementAt(i).x, path.elementAt(i).y) for i in range(path.elementCount())]
        for path in paths
    ]


def assert_as_from_scratch(panel: CurvesPanel) -> None:
    streamed, items = drawn(panel), {n: painted(c) for n, c in curves_of(panel).items()}
    panel._drawn = Drawn()
    panel._draw_both()
    for name, (x, y) in drawn(panel).items():
        ours_x, ours_y = streamed[name]
        np.testing.assert_array_equal(ours_x, x, err_msg=name)
        np.testing.assert_allclose(ours_y, y, rtol=1e-9, atol=1e-9, err_msg=name)
        now = painted(curves_of(panel)[name])
        assert [len(piece) for piece in items[name]] == [len(piece) for piece in now], name
        for ours, theirs in zip(items[name], now, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6, err_msg=name)


PORTIONS = {
    "one at a time": [1] * 60,
    "a few": [7] * 150,
    "an epoch a frame": [469] * 12,
    "uneven": [1, 0, 300, 2, 2, 900, 0, 0, 5, 40, 1500, 1, 1],
    "long": [900] * 40,  # more updates than are kept one by one
}


@pytest.mark.parametrize("portions", PORTIONS.values(), ids=PORTIONS)
@pytest.mark.parametrize("log_scale", [False, True], ids=["plain", "logarithmic"])
def test_streaming_draws_what_a_full_redraw_draws(
    panel: CurvesPanel, small: DataSet, portions: list[int], log_scale: bool
) -> None:
    panel.log_scale.setChecked(log_scale)
    stream = Stream(small)
    for number, updates in enumerate(portions):
        panel.set_snapshot(stream.go_on(updates, tested=number % 5 == 0))
        if number % 10 == 9:
            # Without disturbing what is drawn: it is what it was.
            assert_as_from_scratch(panel)
    assert_as_from_scratch(panel)


def test_also_where_a_person_has_zoomed_to(panel: CurvesPanel, small: DataSet) -> None:
    stream = Stream(small)
    panel.set_snapshot(stream.go_on(400))
    box = panel.loss.getPlotItem().getViewBox()
    panel.loss.stop_following()
    box.setRange(xRange=(0.5, 1.7), padding=0.0)
    QApplication.processEvents()
    for _ in range(30):  # into the view, through it, and out of it
        panel.set_snapshot(stream.go_on(31))
    assert_as_from_scratch(panel)
    x, _y = panel.loss._train.getData()
    assert x[0] < 0.6
    assert x[-1] > 1.6


def test_only_the_last_piece_is_drawn_again(
    panel: CurvesPanel, small: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream(small)
    panel.set_snapshot(stream.go_on(900))  # within an x axis of two epochs
    panel.set_snapshot(stream.go_on(1))
    firsts: list[int] = []
    replace_from = CurveItems.replace

    def look(self: CurveItems, first: int, edges: Numbers, points: tuple[Numbers, Numbers]) -> None:
        firsts.append(first)
        assert len(points[0]) <= 2 * (PIECE + 2)
        replace_from(self, first, edges, points)

    monkeypatch.setattr(CurveItems, "replace", look)
    panel.set_snapshot(stream.go_on(1))
    assert len(firsts) == 4  # two plots, two curves each; no new test
    assert len({*firsts}) == 1
    assert firsts[0] > 5


def test_tests_that_are_not_new_are_not_drawn_again(
    panel: CurvesPanel, small: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream, times = Stream(small), 0
    panel.set_snapshot(stream.go_on(100, tested=True))
    set_test = panel.loss.set_test

    def look(x: Numbers, y: Numbers) -> None:
        nonlocal times
        times += 1
        set_test(x, y)

    monkeypatch.setattr(panel.loss, "set_test", look)
    panel.set_snapshot(stream.go_on(1))
    assert times == 0
    panel.set_snapshot(stream.go_on(1, tested=True))
    assert times == 1
    assert len(panel.loss._test.getData()[0]) == 2


def test_a_test_is_shown_though_the_same_frame_moves_the_axis(
    panel: CurvesPanel, small: DataSet
) -> None:
    # The training loss is the higher one, and the axis grows once more when its line is known.
    panel.set_snapshot(Stream(small).go_on(3, tested=True))
    for plot in (panel.loss, panel.accuracy):
        assert len(plot._test.getData()[0]) == 1


def many_tests(small: DataSet) -> Snapshot:
    stream = Stream(small)
    for _ in range(2500):
        shown = stream.go_on(1, tested=True)
    return shown


def test_no_more_tests_than_there_are_pixels_for(panel: CurvesPanel, small: DataSet) -> None:
    shown = many_tests(small)
    panel.set_snapshot(shown)
    x, y = panel.loss._test.getData()
    assert 100 < len(x) <= 2 * (panel.loss.pixel_columns() + 3) < len(shown.tests.epoch)
    assert (y.max(), y.min()) == (shown.tests.loss.max(), shown.tests.loss.min())


def test_tests_after_the_view_do_not_show_in_it(panel: CurvesPanel, small: DataSet) -> None:
    shown = many_tests(small)
    panel.set_snapshot(shown)
    panel.loss.stop_following()
    panel.loss.getPlotItem().getViewBox().setRange(xRange=(0.5, 1.0), padding=0.0)
    panel.set_snapshot(shown)
    _x, y = panel.loss._test.getData()
    # The line runs on to the first one beyond the edge, and the loss falls from test to test.
    next_one = shown.tests.loss[np.searchsorted(shown.tests.epoch, 1.0, "right")]
    assert y.min() >= next_one


def test_no_more_points_than_there_are_pixels_for(panel: CurvesPanel, small: DataSet) -> None:
    stream = Stream(small)
    for _ in range(20):
        shown = stream.go_on(700)
        panel.set_snapshot(shown)
    for plot in (panel.loss, panel.accuracy):
        columns = plot.pixel_columns()
        pieces = -(-columns // PIECE)
        assert len(shown.training.epoch) > 5 * columns, "otherwise nothing was thinned"
        for curve in (plot._train, plot._faint):
            x, _y = curve.getData()
            assert 0.5 * columns < len(x) <= 2 * columns + pieces
            assert (np.diff(x) >= 0.0).all()
    _x, faint = panel.loss._faint.getData()
    assert faint.max() == shown.training.loss_max.max()
    assert faint.min() == shown.training.loss_min.min()


def test_another_run_begins_with_an_empty_plot(panel: CurvesPanel, small: DataSet) -> None:
    panel.set_snapshot(Stream(small).go_on(2000, tested=True))
    panel.set_snapshot(replace(Stream(small, seed=1).go_on(3), run_id=2))
    for plot in (panel.loss, panel.accuracy):
        assert len(plot._train.getData()[0]) == 3
        assert len({place for piece in painted(plot._train) for place in piece}) == 3
        assert len(plot._test.getData()[0]) == 0
    assert_as_from_scratch(panel)


def test_single_images_have_no_band_of_accuracy(panel: CurvesPanel, small: DataSet) -> None:
    stream = Stream(small, batch_size=1)
    for _ in range(20):
        panel.set_snapshot(stream.go_on(500))
    assert len(panel.accuracy._faint.getData()[0]) == 0
    assert painted(panel.accuracy._faint) == []
    assert len(panel.loss._faint.getData()[0]) > 0
    assert_as_from_scratch(panel)


def test_a_band_may_begin_in_the_midst_of_a_run(panel: CurvesPanel, small: DataSet) -> None:
    # Single images at first, and then a person asks for larger batches.
    stream = Stream(small, batch_size=1)
    for _ in range(10):
        panel.set_snapshot(stream.go_on(2000))
    stream._batch_size = 16
    larger = RunSpec.of(PRESETS["relu"], batch_size=16)
    for _ in range(10):
        panel.set_snapshot(replace(stream.go_on(10), settings=larger))
    x, _y = panel.accuracy._faint.getData()
    assert len(x)
    assert all(before <= after for before, after in pairwise(x.tolist())), "drawn twice"


def test_a_range_that_grows_has_everything_drawn_once(
    panel: CurvesPanel, small: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream(small)
    draws: list[int] = []
    panel.set_snapshot(stream.go_on(50))
    draw, right = panel.loss.set_training, panel.loss.x_range()[1]

    def set_training(first: int, edges: Series, faint: Points, train: Points) -> None:
        draws.append(first)
        draw(first, edges, faint, train)

    monkeypatch.setattr(panel.loss, "set_training", set_training)
    panel.set_snapshot(stream.go_on(2000))
    assert panel.loss.x_range()[1] > right, "otherwise this would say nothing"
    assert draws == [0]
    assert_as_from_scratch(panel)
