"""The window without a mouse, and by ear."""

from collections.abc import Sequence

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QTabBar, QToolButton, QWidget

from mnistviz.gui.glossary.explain import ExplanationPopup
from mnistviz.gui.kit.language import LANGUAGES
from mnistviz.gui.shell import view_table
from mnistviz.gui.views.reliability.view import ReliabilityView
from tests.gui.support import ONE, User, settle, visible_controls

VIEWS = range(len(view_table.VIEWS))


def stops(window: QWidget) -> set[QWidget]:
    """Everything visible that the tab key should reach."""
    tab = Qt.FocusPolicy.TabFocus.value
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy().value & tab
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    }


def walk(user: User) -> Sequence[QWidget]:
    """Where the tab key leads, until it leads to the beginning again."""
    window, reached = user.window, list[QWidget]()
    window.setFocus()
    for _ in range(100):
        user.press(Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
    return reached


@pytest.mark.parametrize("view", VIEWS)
def test_the_tab_key_reaches_everything_once_and_in_order(user: User, view: int) -> None:
    window = user.window
    user.draw(*ONE)
    user.steps(1)
    window.say("a message")
    window.views.tabs.setCurrentIndex(view)
    user.wait(lambda: not window.thinking.is_busy)  # an answer brings controls of its own
    settle()
    reached = walk(user)
    assert len(set(reached)) == len(reached)
    missing = [f"{type(w).__name__} {w.accessibleName()}" for w in stops(window) - set(reached)]
    assert not missing
    cards = [window.room.card_of(widget) for widget in reached]
    order = [window.room.cards.index(card) for card in cards if card is not None]
    seen = [w.accessibleName() for w in reached]
    assert order == sorted(order), f"not rail, curves, views, drawing: {seen}"


def test_each_stop_has_a_name(user: User) -> None:
    user.draw(*ONE)
    for view in VIEWS:
        user.window.views.tabs.setCurrentIndex(view)
        settle()
        for widget in stops(user.window) | set(visible_controls(user.window)):
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{widget} in {widget.parent()}, view {view}"


def test_what_has_the_keyboard_looks_otherwise(user: User) -> None:
    window = user.window
    for widget in (
        *(window.network.family.button(1), window.controls.train, window.controls.step),
        *(window.controls.boxes["learning_rate"], window.controls.sliders["learning_rate"]),
        *(window.curves.log_scale, window.curves.smoothing, window.views.tabs),
        *(window.drawing.erase, window.drawing.canvas),
    ):
        window.setFocus()
        settle()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        assert widget.grab().toImage() != before, widget.accessibleName() or widget


def scroll_buttons(tabs: QTabBar) -> list[QToolButton]:
    """Of a row that has no room for all tabs."""
    return [one for one in tabs.findChildren(QToolButton) if one.isVisible()]


def is_whole(tabs: QTabBar, number: int) -> bool:
    """Whether a tab can be seen from end to end, beside the buttons that scroll."""
    left = min((one.x() for one in scroll_buttons(tabs)), default=tabs.width() + 1)
    place = tabs.tabRect(number)
    return place.left() >= 0 and place.right() < left


def test_a_narrow_row_of_tabs_scrolls(user: User) -> None:
    window, tabs = user.window, user.window.views.tabs
    window.resize(960, 600)
    settle()
    assert scroll_buttons(tabs)
    tabs.setFocus()
    for key, number in ((Qt.Key.Key_End, VIEWS[-1]), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0)):
        user.press(key)
        assert tabs.currentIndex() == number
        settle()
        assert is_whole(tabs, number)
    for number in VIEWS[1:]:
        user.press(Qt.Key.Key_Right)
        assert tabs.currentIndex() == number
        settle()
        assert is_whole(tabs, number)
    for _ in VIEWS:
        scroll_buttons(tabs)[0].click()
    assert is_whole(tabs, 0)
    assert tabs.currentIndex() == VIEWS[-1], "to scroll is not to turn"
    window.resize(1280, 800)
    settle()
    assert not scroll_buttons(tabs)
    assert all(is_whole(tabs, number) for number in VIEWS)


def test_no_title_is_cut_off_at_the_usual_size(user: User) -> None:
    tabs = user.window.views.tabs
    for language in LANGUAGES:
        user.window.appearance.choose_language(language)
        settle()
        assert not scroll_buttons(tabs)
        for number in VIEWS:
            assert is_whole(tabs, number)
            needed = tabs.fontMetrics().horizontalAdvance(tabs.tabText(number))
            assert tabs.tabRect(number).width() > needed


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform
def test_f1_explains(user: User) -> None:
    user.window.controls.boxes["momentum"].setFocus()
    user.press(Qt.Key.Key_F1)
    settle()
    popups = [p for p in user.window.findChildren(ExplanationPopup) if p.isVisible()]
    assert len(popups) == 1
    popups[0].close()


def test_the_window_can_be_used_without_a_mouse(user: User) -> None:
    """From opening it to a view that fills it, by keys alone."""
    user.press(Qt.Key.Key_T)
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(1)
    user.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    user.press(Qt.Key.Key_M)
    settle()
    assert user.window.room.filled is user.window.views
    assert user.window.views.view(ReliabilityView).isVisible()
    assert user.window.views.view(ReliabilityView).mapTo(user.window, QPoint()).x() < 60
    user.press(Qt.Key.Key_Escape)
    assert user.window.room.filled is None


def test_the_tab_key_takes_the_number_and_goes_on(user: User) -> None:
    controls = user.window.controls
    controls.boxes["batch_size"].setFocus()
    controls.boxes["batch_size"].selectAll()
    user.type("48")
    user.press(Qt.Key.Key_Tab)
    assert controls.boxes["momentum"].hasFocus()
    assert user.window.experiments.settings.batch_size == 48
    user.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert controls.boxes["batch_size"].hasFocus()
