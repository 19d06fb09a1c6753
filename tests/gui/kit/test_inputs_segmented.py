"""A switch between named things."""

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import key_click, mouse_click

# The offscreen platform says that it cannot do this with a window as small as the switch.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def switch(qtbot: QtBot, light: Theme) -> Segmented:
    result = Segmented("Fruit", [("Apple", "Red."), ("Pear", "Green."), ("Plum", "Blue.")])
    qtbot.addWidget(result)
    result.show()
    qtbot.waitExposed(result)
    return result


def test_the_first_is_chosen(switch: Segmented) -> None:
    assert switch.index == 0
    assert [switch.button(i).isChecked() for i in range(3)] == [True, False, False]


def test_choosing_by_click(switch: Segmented, qtbot: QtBot) -> None:
    got: list[int] = []
    switch.chosen.connect(got.append)
    mouse_click(switch.button(2))
    assert (switch.index, got) == (2, [2])
    mouse_click(switch.button(0))
    assert (switch.index, got) == (0, [2, 0])


def test_what_is_chosen_already_is_no_choice(switch: Segmented, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(switch.chosen):
        mouse_click(switch.button(0))
    assert switch.index == 0


def test_choosing_without_telling(switch: Segmented, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(switch.chosen):
        switch.select(1)
    assert switch.index == 1
    assert [switch.button(i).isChecked() for i in range(3)] == [False, True, False]


def test_choosing_by_keyboard(switch: Segmented, qtbot: QtBot) -> None:
    got: list[int] = []
    switch.chosen.connect(got.append)
    switch.activateWindow()
    qtbot.waitUntil(switch.isActiveWindow)
    switch.button(0).setFocus()
    key_click(switch.button(0), Qt.Key.Key_Right)
    assert (switch.index, got) == (1, [1])
    assert switch.button(1).hasFocus()
    key_click(switch.button(1), Qt.Key.Key_Right)
    assert (switch.index, got) == (2, [1, 2])
    key_click(switch.button(2), Qt.Key.Key_Left)
    assert (switch.index, got) == (1, [1, 2, 1])


def test_names_and_explanations(switch: Segmented) -> None:
    assert switch.accessibleName() == "Fruit"
    assert switch.button(1).accessibleName() == "Fruit: Pear"
    assert switch.button(1).toolTip() == "Green."
