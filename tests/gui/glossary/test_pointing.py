"""What is explained depends on where in a plot or a chart one points."""

import math

import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF
from PyQt6.QtGui import QHelpEvent
from PyQt6.QtWidgets import QApplication, QToolTip, QWidget

from mnistviz.gui.glossary.explain import explained
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.live_plot import LivePlot
from tests.gui.support import ONE, User, surface_of


def place_on(plot: LivePlot, x: float, y: float) -> QPoint:
    """Where a point of a curve lies in the plot's widget."""
    in_scene = plot.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y))
    place: QPoint = plot.mapFromScene(in_scene)
    return place


@pytest.mark.parametrize("log_scale", [False, True])
def test_which_curve_one_points_at(user: User, log_scale: bool) -> None:
    curves = user.window.curves
    user.train(30)
    curves.smoothing.setValue(0)
    if log_scale:
        user.click(curves.log_scale)
    training, tests = user.snapshot.training, user.snapshot.tests
    at, x = len(training.loss) // 2, float(training.epoch[len(training.loss) // 2])

    def height(loss: float) -> float:
        return math.log10(loss) if log_scale else loss

    found = explained(curves.loss, place_on(curves.loss, x, height(float(training.loss[at]))))
    assert found is not None
    assert found.term.title == "Training loss"
    assert found.value == f"{training.loss[at]:.4f} at epoch {x:.2f}"
    accuracy = float(tests.accuracy[0])
    found = explained(curves.accuracy, place_on(curves.accuracy, 0.0, 100.0 * accuracy) + RIGHT)
    assert found is not None
    assert found.term.title == "Test accuracy"
    assert found.value.startswith(percent(accuracy))


RIGHT = QPoint(2, 0)
"""The axis itself belongs to no curve."""


BESIDE_THE_CURVES = QPoint(3, 3)


def test_beside_the_curves_the_plot_itself_is_explained(user: User) -> None:
    user.train(5)
    plot = user.window.curves.accuracy
    for place in (BESIDE_THE_CURVES, place_on(plot, 0.9, 99.0)):
        found = explained(plot, place)
        assert found is not None
        assert found.term.title == "Accuracy"


def rest_on(user: User, view: QWidget, place: QPoint | None = None) -> str:
    """What is said when the pointer has rested on a place in a view, or on its middle."""
    surface = surface_of(view)
    where = surface.rect().center() if place is None else place
    user.point(surface, where)
    # This is what Qt sends when its time has passed.
    event = QHelpEvent(QEvent.Type.ToolTip, where, surface.mapToGlobal(where))
    QApplication.sendEvent(surface, event)
    return QToolTip.text()


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform's tool tips
def test_pointing_at_a_plot_and_at_a_bar_explains_them(user: User) -> None:
    user.train(5)
    user.draw(*ONE)
    assert "surprised" in rest_on(user, user.window.curves.loss, BESIDE_THE_CURVES)
    bars = user.window.drawing.bars
    middle_of_5 = QPoint(bars.width() // 2, round(0.55 * bars.height()))
    assert "Now: 5: " in rest_on(user, bars, middle_of_5)
    QToolTip.hideText()
