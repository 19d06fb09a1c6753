"""The wheel over a panel scrolls it, and changes nothing that lies under the pointer."""

from collections.abc import Iterator

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QScrollBar,
    QTabBar,
    QWidget,
)

from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.shell.help import ShortcutsDialog
from tests.gui.support import User, mouse_click, settle

SMALL = 960, 600
"""The least that the window can be: the panel at the left has more than fits."""


def value_of(widget: QWidget) -> object:
    """What an input says; None for what is none."""
    value: object = None
    match widget:
        case QScrollBar():
            pass
        case QAbstractSpinBox():
            value = widget.text()
        case QAbstractSlider():
            value = widget.value()
        case QComboBox() | QTabBar():
            value = widget.currentIndex()
        case QAbstractButton():
            value = widget.isChecked()
        case Segmented():
            value = widget.index
    return value


def inputs(window: QWidget) -> list[QWidget]:
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return [widget for widget in shown if value_of(widget) is not None]


def turn_over_all(user: User, window: QWidget) -> int:
    """The wheel, both ways, over each input; returns how many there are."""
    found = inputs(window)
    for widget in found:
        before = [value_of(one) for one in found]
        for notches in (1, -1, -1, 1):
            user.wheel(widget, notches)
            assert [value_of(one) for one in found] == before, (widget, widget.accessibleName())
        assert not widget.hasFocus(), widget
    return len(found)


def test_no_input_of_any_view_answers(user: User) -> None:
    user.train(3)
    user.draw((0.3, 0.2), (0.5, 0.8))
    run = user.snapshot.run_id
    views = user.window.views
    counts = []
    for index, name in enumerate(views.names):
        views.tabs.setCurrentIndex(index)
        user.wait(lambda: not user.window.thinking.is_busy)
        user.window.setFocus()
        counts.append((name, turn_over_all(user, user.window)))
    assert min(count for _name, count in counts) > 15, counts
    assert user.snapshot.run_id == run


@pytest.fixture
def dialogs(user: User) -> Iterator[list[QDialog]]:
    opened: list[QDialog] = [
        ShortcutsDialog((), user.window),
        TextDialog(user.window, "", "", "text"),
    ]
    yield opened
    for dialog in opened:
        dialog.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_no_input_of_any_dialog_answers(user: User, dialogs: list[QDialog]) -> None:
    ours = {kind for kind in QDialog.__subclasses__() if kind.__module__.startswith("mnistviz")}
    for dialog in dialogs:
        dialog.open()
        settle()
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        turn_over_all(user, dialog)
    assert {type(dialog) for dialog in dialogs} == ours


@pytest.mark.parametrize("name", ["seed", "slider"])
def test_the_panel_scrolls_instead(user: User, name: str) -> None:
    user.window.resize(*SMALL)
    settle()
    bar = user.window.rail.verticalScrollBar()
    assert bar is not None
    assert bar.maximum() > 0
    controls = user.window.controls
    at = controls.seed if name == "seed" else controls.sliders["learning_rate"]
    user.wheel(at, -1)
    assert bar.value() > 0


def test_a_box_that_was_clicked_answers_until_the_panel_is_scrolled(user: User) -> None:
    user.window.resize(*SMALL)
    settle()
    controls, rail = user.window.controls, user.window.rail
    box, bar = controls.boxes["batch_size"], rail.verticalScrollBar()
    assert bar is not None
    mouse_click(box)
    user.wheel(box, 1)
    assert (box.value(), bar.value()) == (256, 0)
    user.wheel(controls.train, -1)
    moved = bar.value()
    assert moved > 0
    user.wheel(box, -1)
    assert box.hasFocus()
    assert box.value() == 256, "the panel went on"
    assert bar.value() >= moved
    mouse_click(box)
    user.wheel(box, -1)
    assert box.value() == 128


def test_a_slider_and_the_tabs_answer_with_the_keyboard(user: User) -> None:
    slider, tabs = user.window.curves.smoothing, user.window.views.tabs
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    before = slider.value()
    user.wheel(slider, -1)
    assert slider.value() != before
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    user.wheel(tabs, -1)
    assert tabs.currentIndex() == 1
