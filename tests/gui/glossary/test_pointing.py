"""What is explained depends on where in a plot or a chart one points."""

import math

import pytest
from PyQt6.QtCore import QPoint, QPointF
from PyQt6.QtWidgets import QToolTip, QWidget
from pytestqt.exceptions import TimeoutError as TooLong

from mnistviz.gui.glossary.explain import explained
from mnistviz.gui.widgets.live_plot import LivePlot
from mnistviz.gui.words.figures import percent
from tests.gui.support import ONE, PATIENCE_MS, User, surface_of


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


AWAKE_MS = 2100
"""For so long after an explanation Qt gives the next one at once, and takes it away as soon."""


def rest_on(user: User, view: QWidget, words: str, place: QPoint | None = None) -> None:
    """Rest the pointer on a place in a view, or on its middle, until it is explained.

    A window that changes below the pointer makes Qt wait anew; so a person who sees nothing moves
    the pointer away and back.
    """
    for _ in range(5):
        user.point(surface_of(view), place)
        try:
            user.qtbot.waitUntil(lambda: words in QToolTip.text(), timeout=PATIENCE_MS // 5)
        except TooLong:
            QToolTip.hideText()
            user.point(user.window.status)
            user.qtbot.wait(AWAKE_MS)
            continue
        return
    pytest.fail(f"{words!r} is not in {QToolTip.text()!r}")


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform's tool tips
def test_pointing_at_a_plot_and_at_a_bar_explains_them(user: User) -> None:
    user.train(5)
    user.draw(*ONE)
    rest_on(user, user.window.curves.loss, "surprised", BESIDE_THE_CURVES)
    rest_on(user, user.window.drawing.bars, "Now: 5: ")
    QToolTip.hideText()
