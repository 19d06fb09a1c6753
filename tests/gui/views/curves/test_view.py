"""Loss and accuracy while they happen, and what a person does to them meanwhile."""

import re

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt

from mnistviz.gui.kit.decimation import moving_average
from mnistviz.gui.kit.live_plot import LivePlot
from mnistviz.gui.views.curves.view import SMOOTHING
from tests.gui.support import OpenUser, User, mouse_press, mouse_release

Numbers = npt.NDArray[np.float64]
Ranges = tuple[tuple[float, float], tuple[float, float]]


def data_of(curve: object) -> tuple[Numbers, Numbers]:
    """What a curve draws."""
    x, y = curve.getData()  # type: ignore[attr-defined]
    nothing = np.empty(0)
    return (nothing, nothing) if x is None else (np.asarray(x), np.asarray(y))


def ranges(plot: LivePlot) -> Ranges:
    (left, right), (low, high) = plot.getPlotItem().getViewBox().viewRange()
    return (left, right), (low, high)


def followers(user: User) -> list[bool]:
    curves = user.window.curves
    return [curves.loss.following, curves.accuracy.following]


def place_of(plot: LivePlot, x: float) -> QPoint:
    """Where an x lies in the widget, at half the height."""
    box = plot.getPlotItem().getViewBox()
    (_left, _right), (low, high) = ranges(plot)
    in_scene = box.mapViewToScene(QPointF(x, (low + high) / 2.0))
    place: QPoint = plot.mapFromScene(in_scene)
    return place


def text_of(words: str) -> str:
    return re.sub(r"<[^>]*>|&nbsp;", " ", words)


def figures(words: str) -> list[float]:
    """The numbers in a legend, markup apart."""
    return [float(found) for found in re.findall(r"\d+\.\d+", text_of(words))]


def test_points_appear_as_training_goes_on(user: User) -> None:
    curves = user.window.curves
    assert "press Train" in curves.invitation.text()
    assert curves.invitation.isVisible()
    for plot in (curves.loss, curves.accuracy):
        assert len(data_of(plot._train)[0]) == 0
        assert len(data_of(plot._test)[0]) == 1, "the untrained network has been tested"
    user.train(5)
    shown = user.snapshot
    for plot, series, factor in (
        (curves.loss, shown.training.loss, 1.0),
        (curves.accuracy, shown.training.accuracy, 100.0),
    ):
        x, y = data_of(plot._train)
        assert 0 < len(x) <= len(series)
        assert x[-1] == shown.training.epoch[-1]
        assert y.min() >= series.min() * factor - 1e-9
        assert y.max() <= series.max() * factor + 1e-9
        faint_x, faint_y = data_of(plot._faint)
        assert len(faint_x) == len(faint_y) > 0
    test = user.snapshot.tests
    assert np.array_equal(data_of(curves.loss._test)[1], test.loss)
    assert data_of(curves.accuracy._test)[1] == pytest.approx(100.0 * test.accuracy)
    assert "training" in curves.loss_values.text()
    assert "test" in curves.accuracy_values.text()


def test_reset_empties_the_curves(user: User) -> None:
    curves = user.window.curves
    user.train(5)
    user.wheel(curves.loss.viewport())
    assert curves.follow.isVisible()
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    for plot in (curves.loss, curves.accuracy):
        assert len(data_of(plot._train)[0]) == 0
        assert len(data_of(plot._faint)[0]) == 0
        assert len(data_of(plot._test)[0]) == 1
        assert plot.following
    assert "press Train" in curves.invitation.text()
    assert curves.invitation.isVisible()
    assert not curves.follow.isVisible()


def test_everything_is_in_view_while_following(user: User) -> None:
    curves = user.window.curves
    user.train(30)
    for plot in (curves.loss, curves.accuracy):
        (left, right), (low, high) = ranges(plot)
        for curve in (plot._train, plot._test):
            x, y = data_of(curve)
            assert left <= x.min()
            assert x.max() <= right
            assert low <= y.min()
            assert y.max() <= high
    assert ranges(curves.loss)[0] == pytest.approx(ranges(curves.accuracy)[0])


@pytest.mark.parametrize("which", ["loss", "accuracy"])
def test_a_zoom_stays_while_points_stream_in(user: User, which: str) -> None:
    curves = user.window.curves
    plot: LivePlot = getattr(curves, which)
    other = curves.accuracy if plot is curves.loss else curves.loss
    user.click(user.window.controls.train)
    user.wait_for_updates(20)
    user.wheel(plot.viewport(), 2)
    assert not plot.following
    assert not other.following
    assert curves.follow.isVisible()
    zoomed = ranges(plot)
    end = zoomed[0][1]
    user.wait(lambda: bool(user.snapshot.epoch > 2.0 * end))
    assert ranges(plot) == zoomed
    assert ranges(other)[0] == pytest.approx(zoomed[0])


@pytest.mark.parametrize("way", ["button", "key"])
def test_following_again(user: User, way: str) -> None:
    curves = user.window.curves
    user.train(20)
    followed = ranges(curves.loss), ranges(curves.accuracy)
    user.wheel(curves.loss.viewport(), 3)
    user.wheel(curves.accuracy.viewport(), 3)
    assert followers(user) == [False, False]
    if way == "button":
        user.click(curves.follow)
    else:
        user.window.setFocus()
        user.press(Qt.Key.Key_F)
    assert followers(user) == [True, True]
    assert not curves.follow.isVisible()
    assert (ranges(curves.loss), ranges(curves.accuracy)) == followed
    user.train(40)
    for plot in (curves.loss, curves.accuracy):
        (left, right), _y = ranges(plot)
        assert left == pytest.approx(0.0)
        assert right >= user.snapshot.epoch


def test_dragging_counts_as_zooming(user: User) -> None:
    plot = user.window.curves.loss
    user.train(20)
    before = ranges(plot)
    viewport = plot.viewport()
    middle = viewport.rect().center()
    mouse_press(viewport, middle)
    for shift in (10, 30, 60):
        user.point(viewport, middle + QPoint(shift, 0))
    mouse_release(viewport, middle + QPoint(60, 0))
    user.wait(lambda: not plot.following)
    assert ranges(plot) != before


def test_both_plots_share_their_epochs(user: User) -> None:
    curves = user.window.curves
    user.train(20)
    for plot in (curves.loss, curves.accuracy):
        user.wheel(plot.viewport(), 2)
        assert ranges(curves.loss)[0] == pytest.approx(ranges(curves.accuracy)[0])
    user.window.resize(1500, 900)
    user.steps(1)
    assert ranges(curves.loss)[0] == pytest.approx(ranges(curves.accuracy)[0])


def test_log_loss(user: User) -> None:
    curves = user.window.curves
    user.train(20)
    _x, plain = data_of(curves.loss._train)
    _x, accuracy = data_of(curves.accuracy._train)
    user.click(curves.log_scale)
    assert curves.log_scale.isChecked()
    _x, logarithms = data_of(curves.loss._train)
    assert logarithms == pytest.approx(np.log10(plain))
    assert data_of(curves.loss._test)[1] == pytest.approx(np.log10(user.snapshot.tests.loss))
    assert np.array_equal(data_of(curves.accuracy._train)[1], accuracy)
    _x_range, (low, high) = ranges(curves.loss)
    assert low <= logarithms.min()
    assert logarithms.max() <= high
    user.steps(3)
    user.window.grab()
    curves.log_scale.setFocus()
    user.press(Qt.Key.Key_Space)
    assert not curves.log_scale.isChecked()
    assert data_of(curves.loss._train)[1].max() > 1.0


def test_log_loss_before_any_update(user: User) -> None:
    user.click(user.window.curves.log_scale)
    user.window.grab()
    user.train(3)
    assert len(data_of(user.window.curves.loss._train)[0])


def test_smoothing_changes_the_line(user: User) -> None:
    curves = user.window.curves
    user.train(30)
    epoch, loss = user.snapshot.training.epoch, user.snapshot.training.loss
    lines: list[Numbers] = []
    for position, window in enumerate(SMOOTHING):
        curves.smoothing.setValue(position)
        assert curves.window_in_epochs == window
        x, y = data_of(curves.loss._train)
        at = np.searchsorted(epoch, x)
        assert y == pytest.approx(moving_average(epoch, loss, window, at))
        lines.append(y)
    assert np.ptp(lines[-1]) < np.ptp(lines[0])


def test_without_smoothing_the_raw_values_show(user: User) -> None:
    curves = user.window.curves
    user.steps(8)
    curves.smoothing.setFocus()
    user.press(Qt.Key.Key_Home)
    assert curves.smoothing_text.text() == "No smoothing"
    x, y = data_of(curves.loss._train)
    assert np.array_equal(x, user.snapshot.training.epoch)
    assert np.array_equal(y, user.snapshot.training.loss)
    assert figures(curves.loss_values.text())[0] == pytest.approx(y[-1], abs=1e-4)
    user.press(Qt.Key.Key_End)
    assert figures(curves.loss_values.text())[0] == pytest.approx(y.mean(), abs=1e-4)


def test_a_spike_is_never_lost(user: User) -> None:
    plot = user.window.curves.loss
    user.enter(user.window.controls.boxes["batch_size"], "4")
    user.train(2 * plot.pixel_columns())
    shown = user.snapshot.training
    _x, faint = data_of(plot._faint)
    assert len(faint) <= 2 * (plot.pixel_columns() + 1)
    assert len(faint) < len(shown.loss), "otherwise nothing was thinned"
    assert faint.max() == shown.loss_max.max()
    assert faint.min() == shown.loss_min.min()


def test_hovering_shows_the_values_there(user: User) -> None:
    curves = user.window.curves
    user.steps(10)
    curves.smoothing.setValue(0)
    training = user.snapshot.training
    for plot in (curves.loss, curves.accuracy):
        for index in (2, 6):
            user.point(plot.viewport(), place_of(plot, float(training.epoch[index])))
            epoch = f"epoch {training.epoch[index]:.2f}"
            user.wait(lambda epoch=epoch: epoch in curves.loss_values.text())  # type: ignore[misc]
            loss = figures(curves.loss_values.text())[1]
            assert np.abs(training.loss - loss)[index - 1 : index + 2].min() < 1e-4
            accuracy = figures(curves.accuracy_values.text())[1] / 100.0
            assert np.abs(training.accuracy - accuracy)[index - 1 : index + 2].min() < 1e-3
            assert curves.loss._cursor.isVisible()
            assert curves.accuracy._cursor.isVisible()
    user.point(user.window.drawing.canvas)
    user.wait(lambda: "epoch" not in curves.loss_values.text() + curves.accuracy_values.text())
    # A test may have come in since, so that only the training figures are known to be the same.
    assert figures(curves.loss_values.text())[0] == pytest.approx(training.loss[-1], abs=1e-4)
    shown = figures(curves.accuracy_values.text())[0]
    assert shown == pytest.approx(training.accuracy[-1] * 100.0, abs=0.1)
    assert not curves.loss._cursor.isVisible()
    assert not curves.accuracy._cursor.isVisible()


def test_values_under_the_pointer_stay_while_training(user: User) -> None:
    curves = user.window.curves
    user.steps(10)
    first = float(user.snapshot.training.epoch[0])
    user.point(curves.loss.viewport(), place_of(curves.loss, first))
    user.wait(lambda: "epoch 0.00" in curves.loss_values.text())
    user.steps(3)
    assert "epoch 0.00" in curves.loss_values.text()


def test_the_title_names_the_loss(open_user: OpenUser) -> None:
    user = open_user("sigmoid-notebook")
    assert user.window.curves.loss_title.text() == "Mean squared error"
    user.click(user.window.network.version.button(1))
    user.wait_for_run(1)
    assert user.window.curves.loss_title.text() == "Cross-entropy"


def test_single_images_have_no_band_of_accuracy(open_user: OpenUser) -> None:
    user = open_user("sigmoid-notebook")
    user.steps(5)
    assert len(data_of(user.window.curves.accuracy._faint)[0]) == 0
    assert len(data_of(user.window.curves.loss._faint)[0]) > 0
