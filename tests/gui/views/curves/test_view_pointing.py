"""What the learning curves say of the place under the pointer, and of the line that keys move."""

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt

from mnistviz.gui.glossary.explain import explained
from mnistviz.gui.kit.live_plot import LivePlot, as_widget
from tests.gui.support import User, key_click


@pytest.fixture(params=["loss", "accuracy"])
def plot(user: User, request: pytest.FixtureRequest) -> LivePlot:
    """Of a run that goes from 0 to some part of the first epoch, zoomed out to both sides."""
    user.steps(10)
    user.rest()  # or a test that comes in late changes the newest values
    plot: LivePlot = getattr(user.window.curves, request.param)
    plot.stop_following()
    show(plot, -user.snapshot.epoch, 3.0 * user.snapshot.epoch)
    return plot


def show(plot: LivePlot, left: float, right: float) -> None:
    plot.getPlotItem().getViewBox().setXRange(left, right, padding=0.0)


def place_of(plot: LivePlot, x: float) -> QPoint:
    """Where an x lies in the widget, at half the height."""
    box = plot.getPlotItem().getViewBox()
    _x_range, (low, high) = box.viewRange()
    place: QPoint = plot.mapFromScene(box.mapViewToScene(QPointF(x, (low + high) / 2.0)))
    return place


def epochs_said(user: User) -> list[str]:
    """The epoch whose values each of the two legends shows; nothing if they are the newest."""
    curves = user.window.curves
    legends = (curves.loss_values.text(), curves.accuracy_values.text())
    return [legend.split("&nbsp;")[0] for legend in legends if "epoch" in legend]


def lines_stand(user: User) -> list[bool]:
    return [p._cursor.isVisible() for p in (user.window.curves.loss, user.window.curves.accuracy)]


@pytest.mark.parametrize("share", [-0.5, 1.5], ids=["before the first", "after the last"])
def test_where_there_is_no_point_nothing_is_read(user: User, plot: LivePlot, share: float) -> None:
    curves, end = user.window.curves, user.snapshot.epoch
    newest = curves.loss_values.text(), curves.accuracy_values.text()
    user.point(plot.viewport(), place_of(plot, 0.5 * end))
    user.wait(lambda: len(epochs_said(user)) == 2)
    assert lines_stand(user) == [True, True]
    user.point(plot.viewport(), place_of(plot, share * end))
    user.wait(lambda: not epochs_said(user))
    assert (curves.loss_values.text(), curves.accuracy_values.text()) == newest
    assert lines_stand(user) == [False, False]


@pytest.mark.parametrize("share", [-0.5, 1.5], ids=["before the first", "after the last"])
def test_nor_is_a_curve_explained_there(user: User, plot: LivePlot, share: float) -> None:
    curves, tests = user.window.curves, user.snapshot.tests
    index = 0 if share < 0.0 else -1  # the measurement that is nearest to the place
    y = float(tests.loss[index] if plot is curves.loss else 100.0 * tests.accuracy[index])
    box = plot.getPlotItem().getViewBox()
    place = plot.mapFromScene(box.mapViewToScene(QPointF(share * user.snapshot.epoch, y)))
    found = explained(as_widget(plot), place)
    assert found is not None
    assert "at epoch" not in found.value


def test_values_follow_the_axes_below_a_pointer_at_rest(user: User, plot: LivePlot) -> None:
    end = user.snapshot.epoch
    user.point(plot.viewport(), place_of(plot, 0.75 * end))
    user.wait(lambda: len(epochs_said(user)) == 2)
    before = epochs_said(user)
    show(plot, 0.0, 0.25 * end)  # it lies at 7/16 of the width: 0.11 of the end
    assert epochs_said(user) != before
    x = plot.x_range()[1] * 7 / 16
    assert plot._cursor_x == pytest.approx(x, abs=2.0 * plot.x_range()[1] / plot.pixel_columns())
    assert epochs_said(user) == [f"epoch {plot._cursor_x:.2f}"] * 2
    show(plot, end * 2.0, end * 3.0)
    assert not epochs_said(user)


def test_values_follow_the_axes_back_to_the_whole_run(user: User, plot: LivePlot) -> None:
    place = place_of(plot, -0.5 * user.snapshot.epoch)  # an eighth of the width
    user.point(plot.viewport(), place)
    user.wait(lambda: not epochs_said(user))
    user.window.setFocus()
    user.press(Qt.Key.Key_F)
    x = plot.getPlotItem().getViewBox().mapSceneToView(plot.mapToScene(place)).x()
    assert 0.0 < x < user.snapshot.epoch
    assert plot._cursor_x == pytest.approx(x)
    assert epochs_said(user) == [f"epoch {x:.2f}"] * 2


def test_a_run_that_reaches_the_pointer_is_read_there(user: User, plot: LivePlot) -> None:
    end = user.snapshot.epoch
    user.point(plot.viewport(), place_of(plot, 1.5 * end))
    user.wait(lambda: not epochs_said(user))
    user.steps(10)
    user.wait(lambda: len(epochs_said(user)) == 2)
    assert lines_stand(user) == [True, True]


def test_keys_lead_from_point_to_point(user: User, plot: LivePlot) -> None:
    widget, end = as_widget(plot), user.snapshot.epoch
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    user.wait(widget.hasFocus)
    key_click(widget, Qt.Key.Key_Right)
    assert plot._cursor_x == pytest.approx(end)
    for _ in range(60):
        key_click(widget, Qt.Key.Key_Left)
    assert plot._cursor_x == 0.0
    assert lines_stand(user) == [True, True]
    assert len(epochs_said(user)) == 2
    show(plot, -2.0 * end, 2.0 * end)
    assert plot._cursor_x == 0.0, "the line is at its epoch, wherever that is on the axis"
