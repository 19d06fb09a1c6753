"""A plot's surface: inside its axes, and everything on it where the axes say."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.live_plot import LivePlot, as_widget
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import key_click

Numbers = npt.NDArray[np.float64]
NOTHING = np.empty(0)


@pytest.fixture(params=[(600, 240), (431, 137), (300, 90)], ids=str)
def plot(request: pytest.FixtureRequest, qtbot: QtBot, light: Theme) -> LivePlot:
    plot = LivePlot("Loss")
    widget = as_widget(plot)
    qtbot.addWidget(widget)
    plot.set_theme(light)
    widget.resize(*request.param)
    widget.show()
    qtbot.waitExposed(widget)
    plot.outgrow(3.0, 2.0, 0.01)
    QApplication.processEvents()
    return plot


def inside(plot: LivePlot) -> QRectF:
    """The room within the axes, in the pixels of the widget."""
    box = plot.getPlotItem().getViewBox()
    place: QRectF = plot.viewportTransform().mapRect(box.sceneBoundingRect())
    return place


def ends(plot: LivePlot) -> tuple[tuple[float, float], tuple[float, float]]:
    x, y = plot.getPlotItem().getViewBox().viewRange()
    return tuple(x), tuple(y)


def in_widget(plot: LivePlot, x: float, y: float) -> QPointF:
    """Where pyqtgraph, whose the axes are, has a place in the data; in pixels of the widget."""
    box = plot.getPlotItem().getViewBox()
    scene: QPointF = box.mapViewToScene(QPointF(x, y))
    place: QPointF = plot.viewportTransform().map(scene)
    return place


def lines(plot: LivePlot) -> tuple[set[float], set[float]]:
    """Where the grid's lines stand, upright ones and lying ones, in pixels of the widget."""
    path, corner = plot._grid.path(), plot._surface.pos()
    across: set[float] = set()
    down: set[float] = set()
    for index in range(0, path.elementCount(), 2):
        start, end = path.elementAt(index), path.elementAt(index + 1)
        if start.x == end.x:
            across.add(start.x + corner.x())
        else:
            assert start.y == end.y
            down.add(start.y + corner.y())
    return across, down


def ticks(plot: LivePlot, side: str) -> list[float]:
    """Where the figures of an axis stand."""
    axis, (x, y) = plot.getPlotItem().getAxis(side), ends(plot)
    size = inside(plot)
    low, high, length = (*x, size.width()) if side == "bottom" else (*y, size.height())
    values: list[float] = axis.tickValues(low, high, length)[0][1]
    return [value for value in values if low <= value <= high]


def change(plot: LivePlot, how: str) -> None:
    if how == "zoomed":
        plot.getPlotItem().getViewBox().setRange(xRange=(0.7, 1.9), yRange=(0.3, 0.8), padding=0.0)
    if how == "logarithmic":
        plot.set_log_scale(True)
    if how == "resized":
        as_widget(plot).resize(500, 170)
    QApplication.processEvents()


EVERY_WAY = pytest.mark.parametrize("how", ["as it is", "zoomed", "logarithmic", "resized"])


@EVERY_WAY
def test_the_surface_lies_inside_the_axes(plot: LivePlot, how: str) -> None:
    change(plot, how)
    surface, room = QRectF(plot._surface.geometry()), inside(plot)
    assert QRectF(plot.viewport().rect()).contains(surface)
    for ours, theirs in (
        (surface.left(), room.left()),
        (surface.top(), room.top()),
        (surface.right(), room.right()),
        (surface.bottom(), room.bottom()),
    ):
        assert ours == pytest.approx(theirs, abs=1.0)
    # It hides neither axis.
    left, bottom = (plot.getPlotItem().getAxis(side) for side in ("left", "bottom"))
    assert surface.left() >= left.mapRectToScene(left.rect()).right() - 1
    assert surface.bottom() <= bottom.mapRectToScene(bottom.rect()).top() + 1


@EVERY_WAY
def test_points_lie_where_the_axes_say(plot: LivePlot, how: str) -> None:
    change(plot, how)
    (left, right), (low, high) = ends(plot)
    corner = plot._surface.pos()
    for x in np.linspace(left, right, 5):
        for y in np.linspace(low, high, 5):
            (ours_x,), (ours_y,) = plot._scale.apply((np.array([x]), np.array([y])))
            theirs = in_widget(plot, float(x), float(y))
            assert ours_x + corner.x() == pytest.approx(theirs.x(), abs=0.51)
            assert ours_y + corner.y() == pytest.approx(theirs.y(), abs=0.51)


@EVERY_WAY
def test_grid_lines_stand_at_the_figures(plot: LivePlot, how: str) -> None:
    change(plot, how)
    across, down = lines(plot)
    _x, (low, _high) = ends(plot)
    for value in ticks(plot, "bottom"):
        at = in_widget(plot, value, low).x()
        assert min(abs(line - at) for line in across) <= 1.51, value
    for value in ticks(plot, "left"):
        at = in_widget(plot, 0.0, value).y()
        assert min(abs(line - at) for line in down) <= 1.51, value
    assert len(across) >= len(ticks(plot, "bottom")) >= 2
    assert len(down) >= len(ticks(plot, "left")) >= 1


@EVERY_WAY
def test_the_cursor_is_where_the_x_is(plot: LivePlot, how: str) -> None:
    plot.show_cursor(1.25)
    change(plot, how)  # it moves along
    line, corner = plot._cursor.line(), plot._surface.pos()
    assert plot._cursor.isVisible()
    assert line.x1() == line.x2()
    assert line.x1() + corner.x() == pytest.approx(in_widget(plot, 1.25, 0.5).x(), abs=0.51)
    assert (line.y1(), line.y2()) == (0.0, plot._surface.height())
    plot.show_cursor(float("nan"))
    assert not plot._cursor.isVisible()


def test_the_x_under_the_pointer_is_the_one_that_is_there(plot: LivePlot, qtbot: QtBot) -> None:
    seen: list[float] = []
    plot.hovered.connect(seen.append)
    box = plot.getPlotItem().getViewBox()
    for x in (0.5, 2.5):
        plot._hover(box.mapViewToScene(QPointF(x, 1.0)))
        assert seen[-1] == pytest.approx(x)
    plot._hover(QPointF(1.0, 1.0))
    assert np.isnan(seen[-1])


def test_the_pointer_meets_the_plot_and_not_the_surface(plot: LivePlot) -> None:
    middle = plot._surface.geometry().center()
    assert as_widget(plot).childAt(middle) is plot.viewport()


def color_under(plot: LivePlot, x: float, y: float) -> set[str]:
    """The colours painted within two pixels of a place in the data."""
    QApplication.processEvents()
    image: QImage = as_widget(plot).grab().toImage()
    middle: QPoint = in_widget(plot, x, y).toPoint()
    near = range(-2, 3)
    return {image.pixelColor(middle + QPoint(a, b)).name() for a in near for b in near}


def test_curves_are_painted_on_it(plot: LivePlot, light: Theme) -> None:
    x, y = np.array([0.0, 3.0]), np.array([1.0, 1.0])
    plot.set_training(0, np.array([0.0]), (NOTHING, NOTHING), (x, y))
    plot.set_test(np.array([1.5]), np.array([0.4]))
    assert light.train in color_under(plot, 2.0, 1.0)
    assert light.test in color_under(plot, 1.5, 0.4)
    plot.restart()
    plot.outgrow(3.0, 2.0, 0.01)
    assert light.train not in color_under(plot, 2.0, 1.0)
    assert light.test not in color_under(plot, 1.5, 0.4)


def test_a_logarithmic_axis_shows_logarithms(plot: LivePlot) -> None:
    plot.set_log_scale(True)
    x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 0.1, 0.0])
    plot.set_training(0, np.array([0.0]), (x, y), (x, y))
    for curve in (plot._faint, plot._train):
        _x, shown = curve.getData()
        assert shown[:2].tolist() == pytest.approx([0.0, -1.0])
        assert np.isfinite(shown).all()
    plot.outgrow(0.0, 0.0, 0.003)
    assert ends(plot)[1][0] <= np.log10(0.003)


def test_the_keyboard_points_and_zooms(plot: LivePlot, light: Theme, qtbot: QtBot) -> None:
    widget, seen = as_widget(plot), list[float]()
    plot.hovered.connect(seen.append)
    plot.hovered.connect(plot.show_cursor)
    widget.activateWindow()
    widget.clearFocus()
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    assert widget.grab().toImage() != before, "what has the keyboard is marked"
    seen.clear()
    key_click(widget, Qt.Key.Key_Left)
    key_click(widget, Qt.Key.Key_Left)
    key_click(widget, Qt.Key.Key_Right)
    left, right = plot.x_range()
    assert seen == pytest.approx([right - n * 0.02 * (right - left) for n in (1, 2, 1)])
    for _ in range(60):
        key_click(widget, Qt.Key.Key_Right)
    assert seen[-1] == pytest.approx(right)
    key_click(widget, Qt.Key.Key_Plus)
    closer = plot.x_range()
    assert closer[1] - closer[0] == pytest.approx(0.8 * (right - left))
    assert not plot.following
    key_click(widget, Qt.Key.Key_Minus)
    assert plot.x_range()[1] - plot.x_range()[0] == pytest.approx(right - left)
    plot.follow()
    widget.clearFocus()
    assert np.isnan(seen[-1])
    assert widget.grab().toImage() == before


def test_a_click_leaves_the_keys_to_the_window(plot: LivePlot) -> None:
    assert as_widget(plot).focusPolicy() == Qt.FocusPolicy.TabFocus
