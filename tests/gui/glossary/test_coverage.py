"""Every control, curve and number of the real window is explained, with the value that it shows."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QGraphicsView,
    QLabel,
    QSlider,
    QWidget,
)

from mnistviz.app.experiments import shipped_model
from mnistviz.gui.glossary.explain import Explanation, ExplanationPopup, explained
from mnistviz.gui.kit.figures import percent
from tests.gui.support import ONE, OpenUser, User, key_click

LOOKED_AT = ("network", "controls", "curves", "drawing", "status")
"""The window's attributes whose panels are walked through."""

PAINTED = ("network.diagram", "drawing.canvas", "drawing.grid", "drawing.bars", "drawing.meter")
"""Widgets that show something without being a control, a plot or a label."""


def walked(user: User) -> list[QWidget]:
    return [
        widget
        for name in LOOKED_AT
        for widget in getattr(user.window, name).findChildren(QWidget)
        if widget.isVisible() and not widget.objectName().startswith("qt_")
    ]


def painted(user: User) -> list[QWidget]:
    found = []
    for path in PAINTED:
        thing: Any = user.window
        for name in path.split("."):
            thing = getattr(thing, name)
        found.append(thing)
    return found


def is_title(widget: QWidget) -> bool:
    """A card's own title."""
    return isinstance(widget, QLabel) and widget.property("role") == "title"


def said_by(widget: QLabel) -> str:
    return re.sub(r"<[^>]*>|&nbsp;", " ", widget.text())


def found_for(widget: QWidget) -> Explanation:
    found = explained(widget)
    assert found is not None
    return found


@pytest.fixture(params=["new", "trained", "notebook", "a model"])
def busy(request: pytest.FixtureRequest, open_user: OpenUser) -> User:
    """A person whose window shows something everywhere."""
    user = open_user("sigmoid-notebook" if request.param == "notebook" else "relu")
    if request.param == "trained":
        user.train(5)
        user.draw(*ONE)
        user.window.curves.loss.following_changed.emit(False)
    elif request.param == "a model":
        user.window.experiments.show_model(shipped_model())
        user.wait_for_run(1)
        user.press(Qt.Key.Key_T)
    elif request.param == "notebook":
        user.train(5)
        user.press(Qt.Key.Key_T)
    return user


def test_everything_in_the_window_is_explained_with_its_value(busy: User) -> None:
    kinds = QAbstractButton | QAbstractSpinBox | QSlider | QGraphicsView
    seen = walked(busy)
    operated = [widget for widget in seen if isinstance(widget, kinds)]
    assert len(operated) > 20
    assert [one for one in (*operated, *painted(busy)) if explained(one) is None] == []
    labels = [w for w in seen if isinstance(w, QLabel) and w.text() and not is_title(w)]
    assert len(labels) > 20
    assert [one.text() for one in labels if explained(one) is None] == []
    assert_values_are_those_shown(busy, operated, labels)


def assert_values_are_those_shown(
    user: User, operated: Sequence[QWidget], labels: Sequence[QLabel]
) -> None:
    for box in operated:
        if isinstance(box, QAbstractSpinBox):
            assert found_for(box).value == box.text()
    # A remark that gives reasons stands beside the figure that it is about.
    remarks = {user.window.drawing.remark, user.window.network.summary}
    for one in labels:
        shown = re.findall(r"[\d.,]*\d", said_by(one))
        if shown and one not in remarks:
            assert re.findall(r"[\d.,]*\d", found_for(one).value) == shown, one.text()


def test_values_of_the_switches(user: User) -> None:
    network, curves = user.window.network, user.window.curves
    assert found_for(network.family).value == "ReLU"
    assert found_for(network.version).value == "Corrected"
    assert found_for(network.family.button(0)).term.title == "Logistic sigmoid"
    assert found_for(network.family.button(0)).value == "ReLU"
    assert "two hidden layers" in network.family.button(0).toolTip()
    assert found_for(network.diagram).value == "784-64-10 units, with biases: 50,890 parameters"
    assert found_for(curves.smoothing).value == curves.smoothing_text.text() == "Smoothing 5 %"
    assert found_for(curves.log_scale).value == "off"
    user.click(curves.log_scale)
    assert found_for(curves.log_scale).value == "on"


def test_updates_that_were_made(user: User) -> None:
    train = user.window.controls.train
    assert found_for(train).value == "0 updates made"
    user.steps(1)
    assert found_for(train).value == "1 update made"
    user.steps(1)
    assert found_for(user.window.controls.step).value == "2 updates made"


@pytest.mark.parametrize(
    ("preset", "title", "formula"),
    [
        ("relu", "Cross-entropy", "L = −ln p(label)"),
        ("relu-notebook", "Cross-entropy / 10", "L = −1/10·ln(a(label) + 10⁻¹⁵)"),
        ("sigmoid-notebook", "Mean squared error", "L = 1/10·Σⱼ (aⱼ − yⱼ)²"),
    ],
)
def test_the_loss_is_the_one_that_is_shown(
    open_user: OpenUser, preset: str, title: str, formula: str
) -> None:
    user = open_user(preset)
    curves = user.window.curves
    assert found_for(curves.loss_title).term.title == curves.loss_title.text() == title
    assert found_for(curves.loss).term.formula == formula
    assert found_for(curves.loss).value == ""
    user.train(5)
    said = re.findall(r"\d\.\d+", said_by(curves.loss_values._label))
    assert re.findall(r"\d\.\d+", found_for(curves.loss).value) == said


@pytest.mark.parametrize("preset", ["relu", "sigmoid"])
def test_the_schedule_is_the_one_in_force(open_user: OpenUser, preset: str) -> None:
    user = open_user(preset)
    found = found_for(user.window.controls.rate_now)
    assert ("cos" in found.term.formula) == (preset == "relu")
    rate = user.window.controls.rate_now
    assert found.value == rate.text()


def test_what_the_figures_of_the_answer_are(open_user: OpenUser) -> None:
    user = open_user("relu-notebook")
    drawing = user.window.drawing
    assert found_for(drawing.share).value == ""
    user.draw(*ONE)
    found = found_for(drawing.share)
    assert (found.term.title, found.value) == ("Sigmoid output", drawing.share.text())
    user.window.predictor.show_uncalibrated(False)
    assert found_for(drawing.share).term.title == "Calibrated probability"
    assert found_for(drawing.answer).value == drawing.answer.text()


def test_each_bar_has_its_own_value(user: User) -> None:
    user.draw(*ONE)
    bars = user.window.drawing.bars
    values = bars.values
    assert values is not None
    for digit in (0, 4, 9):
        place = QPoint(20, (2 * digit + 1) * bars.height() // 20)
        found = explained(bars.viewport() or bars, place)
        assert found is not None
        assert found.value == f"{digit}: {percent(float(values[digit]))}"
    best = int(values.argmax())
    assert found_for(bars).value.startswith(f"{best}: ")


def test_what_lies_on_the_canvas(user: User) -> None:
    canvas = user.window.drawing.canvas
    assert found_for(canvas).value == "0 strokes"
    user.draw(*ONE)
    assert found_for(canvas).value == "1 stroke"
    assert found_for(user.window.drawing.erase).value == "off"
    user.press(Qt.Key.Key_E)
    assert found_for(user.window.drawing.erase).value == "on"
    user.press(Qt.Key.Key_T)
    assert re.fullmatch(r"test image [\d,]+", found_for(canvas).value)
    inked = int((user.window.drawing.grid.shown.pixels > 0).sum())
    assert found_for(user.window.drawing.grid).value == f"{inked} of 784 pixels have ink"


def test_the_likeness(user: User) -> None:
    meter = user.window.drawing.meter
    assert found_for(meter).value == ""
    user.press(Qt.Key.Key_T)
    user.wait(lambda: meter.verdict is not None)
    assert found_for(meter).value == meter.verdict


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform's windows
def test_f1_in_the_real_window(user: User) -> None:
    rate = user.window.controls.boxes["learning_rate"]
    rate.setFocus()
    rate.selectAll()
    user.type("0.025")
    user.press(Qt.Key.Key_F1)
    (popup,) = user.window.findChildren(ExplanationPopup)
    assert popup.accessibleName() == "Learning rate η"
    assert "Now: 0.025" in popup.accessibleDescription()
    key_click(popup, Qt.Key.Key_Escape)
    assert rate.hasFocus()
    user.press(Qt.Key.Key_Return)
    user.wait(lambda: user.snapshot.settings.learning_rate == 0.025)
    assert user.snapshot.updates == 0


def test_every_control_and_chart_of_the_views_is_explained(user: User) -> None:
    user.train(5)
    user.press(Qt.Key.Key_T)
    views = user.window.views
    for number in range(views.pages.count()):
        page = views.page(number)
        views.tabs.setCurrentIndex(number)
        user.wait(page.isVisible)
        kinds = QAbstractButton | QAbstractSpinBox | QSlider | QGraphicsView
        unexplained = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.isVisible()
            and not widget.objectName().startswith("qt_")
            and (isinstance(widget, kinds) or is_pointed_at(widget))
            and explained(widget) is None
        ]
        assert unexplained == [], type(page).__name__


def is_pointed_at(widget: QWidget) -> bool:
    """One that paints itself and can be moved in."""
    ours = type(widget).__module__.startswith("mnistviz.gui")
    return ours and widget.focusPolicy() == Qt.FocusPolicy.StrongFocus
