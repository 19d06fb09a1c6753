"""The axes of a plot, however it is zoomed: figures that are there, and can be read."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QPainter, QPicture, QWheelEvent
from PyQt6.QtWidgets import QApplication

from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.live_plot import LivePlot, as_widget
from mnistviz.gui.kit.plot_axis import Bounds, PlotAxis
from tests.gui.support import settle

Figures = list[tuple[QRectF, str]]


@pytest.fixture(params=[None, 100.0], ids=["loss", "accuracy"])
def plot(request: pytest.FixtureRequest, app: QApplication) -> LivePlot:
    plot = LivePlot("Loss", fixed_top=request.param)
    as_widget(plot).show()
    return plot


def axis_of(plot: LivePlot, side: str) -> PlotAxis:
    axis: PlotAxis = plot.getPlotItem().getAxis(side)
    return axis


def figures(plot: LivePlot, side: str) -> Figures:
    """What pyqtgraph writes at an axis, and where in the plot's pixels."""
    axis, picture = axis_of(plot, side), QPicture()
    painter = QPainter(picture)
    specs = axis.generateDrawSpecs(painter)
    painter.end()
    assert specs is not None
    return [(axis.mapRectToScene(rect), text) for rect, _flags, text in specs[2]]


def assert_readable(plot: LivePlot) -> None:
    for side in ("left", "bottom"):
        shown = figures(plot, side)
        texts = [text for _place, text in shown]
        assert len(shown) >= 2, (side, plot._box.viewRange())
        assert len(set(texts)) == len(texts), "no two places have the same figure"
        for (before, _), (after, _) in pairwise(shown):
            assert not before.intersects(after), texts
        room = QRectF(as_widget(plot).rect())
        assert all(room.left() <= place.left() for place, _ in shown), texts
        assert all(place.right() <= room.right() for place, _ in shown), texts


def turn(plot: LivePlot, notches: int, share: tuple[float, float]) -> None:
    """Turn the wheel over a place within the axes, in shares of their size."""
    box = plot.mapFromScene(plot._box.sceneBoundingRect()).boundingRect()
    where = QPointF(box.left() + share[0] * box.width(), box.top() + share[1] * box.height())
    sign, steps = (1 if notches > 0 else -1), abs(notches)
    for count in [*[20] * (steps // 20), steps % 20]:
        event = QWheelEvent(
            where,
            QPointF(plot.viewport().mapToGlobal(where)),
            QPoint(),
            QPoint(0, 120 * count * sign),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(plot.viewport(), event)


SHARES = st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    size=st.tuples(st.integers(250, 1900), st.integers(100, 1000)),
    scale=st.sampled_from([1.0, 1.2, 1.5]),
    log=st.booleans(),
    top=st.floats(-6.0, 38.0),
    end=st.floats(0.01, 3000.0),
    turns=st.lists(st.tuples(st.integers(-60, 60), SHARES), max_size=3),
)
@example((600, 240), 1.0, True, 0.4, 3.0, [(9, (0.5, 0.5))])
@example((600, 240), 1.0, True, 0.4, 3.0, [(125, (0.5, 0.5))])
@example((600, 240), 1.0, True, 0.4, 3.0, [(-60, (0.5, 0.5))])
@example((600, 240), 1.0, False, 0.4, 3.0, [(-3000, (0.5, 0.5))])
@example((600, 240), 1.0, False, 0.4, 3.0, [(3000, (0.02, 0.98))])
@example((600, 240), 1.0, False, 310.0, 3.0, [(-30, (0.5, 0.5))])
def test_there_are_two_figures_or_more_and_all_can_be_read(
    plot: LivePlot,
    app: QApplication,
    size: tuple[int, int],
    scale: float,
    log: bool,
    top: float,
    end: float,
    turns: list[tuple[int, tuple[float, float]]],
) -> None:
    theme = themes.choose("light", scale)
    plot.set_theme(theme)
    as_widget(plot).resize(round(size[0] * scale), round(size[1] * scale))
    plot.restart()
    plot.set_log_scale(log)
    plot.outgrow(end, min(10.0**top, 1.7e308) if top < 308.0 else 1.7e308, 0.01)
    settle()
    assert_readable(plot)
    for notches, share in turns:
        turn(plot, notches, share)
        assert_readable(plot)


def test_no_axis_scales_its_figures(plot: LivePlot) -> None:
    plot.set_theme(themes.choose("light"))
    as_widget(plot).resize(600, 240)
    plot.restart()
    plot.set_log_scale(False)
    plot.outgrow(4e-5, 3e-5, 1.0)
    for side, ends in zip(("bottom", "left"), plot._box.viewRange(), strict=True):
        axis_of(plot, side).setLabel("Epochs")
        plot.set_theme(themes.choose("light"))  # as when a card comes into another place
        settle()
        assert axis_of(plot, side).autoSIPrefixScale == 1.0
        for _place, text in figures(plot, side):
            assert ends[0] <= float(text) <= ends[1]


def test_the_wheel_ends_somewhere_and_leads_back(plot: LivePlot) -> None:
    plot.set_theme(themes.choose("light"))
    plot.restart()
    plot.set_log_scale(False)
    plot.outgrow(3.0, 2.5, 1.0)
    followed = plot._box.viewRange()
    for notches in (2000, -2000):
        turn(plot, notches, (0.5, 0.5))
        once = plot._box.viewRange()
        turn(plot, notches, (0.5, 0.5))
        assert plot._box.viewRange() == [pytest.approx(ends, rel=1e-6) for ends in once]
    plot.follow()
    assert plot._box.viewRange() == followed


BOUNDS = Bounds(-10.0, 100.0, 0.5, 0.1)


@given(st.floats(-1e9, 1e9), st.floats(0.0, 1e9))
def test_bounds_are_kept(low: float, width: float) -> None:
    first, last = BOUNDS.nearest((low, low + width))
    assert BOUNDS.low - 1e-6 <= first < last <= BOUNDS.high + 1e-6
    assert last - first >= BOUNDS.least - 1e-6


@pytest.mark.parametrize("wanted", [(0.0, 1.0), (-10.0, 100.0), (40.0, 60.0)])
def test_what_is_within_bounds_stays_as_it_is(wanted: tuple[float, float]) -> None:
    assert BOUNDS.nearest(wanted) == wanted


def test_the_nearest_depends_on_the_values() -> None:
    assert BOUNDS.nearest((1.0, 1.0)) == (0.75, 1.25)
    assert BOUNDS.nearest((80.0, 80.0)) == (76.0, 84.0)
    assert BOUNDS.nearest((-30.0, -20.0)) == (-10.0, 0.0)
    assert BOUNDS.nearest((95.0, 115.0)) == (80.0, 100.0)
