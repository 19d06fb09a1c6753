"""The window without a mouse, and by ear."""

from collections.abc import Sequence

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.glossary.popup import ExplanationPopup
from mnistviz.gui.views.reliability.view import ReliabilityView
from tests.gui.support import ONE, User, settle, visible_controls

VIEWS = range(9)


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
        *(window.controls.learning_rate, window.controls.learning_rate_slider),
        *(window.curves.log_scale, window.curves.smoothing, window.views.tabs),
        *(window.drawing.erase, window.drawing.canvas),
    ):
        window.setFocus()
        settle()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        assert widget.grab().toImage() != before, widget.accessibleName() or widget


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_End])
def test_the_row_of_tabs_by_keyboard(user: User, key: Qt.Key) -> None:
    window, tabs = user.window, user.window.views.tabs
    window.resize(960, 600)
    settle()
    assert window.views.more.isVisible()
    tabs.setCurrentIndex(4)
    tabs.setFocus()
    user.press(key)
    at = tabs.currentIndex()
    assert at == (0 if key == Qt.Key.Key_Home else 8)
    assert tabs.isTabVisible(at)
    assert tabs.tabRect(at).right() <= tabs.width()


def test_views_that_have_no_room_are_in_a_menu(user: User) -> None:
    window, views = user.window, user.window.views
    window.resize(960, 600)
    settle()
    hidden = [n for n in VIEWS if not views.tabs.isTabVisible(n)]
    assert hidden
    menu = views.more.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    assert [one.text().split("\t")[0] for one in menu.actions()] == [
        views.tabs.tabText(n) for n in hidden
    ]
    menu.actions()[-1].trigger()
    settle()
    assert views.tabs.currentIndex() == hidden[-1]
    assert views.tabs.isTabVisible(hidden[-1])
    assert views.tabs.width() + views.more.width() <= views.width()
    window.resize(1280, 800)
    settle()
    assert all(views.tabs.isTabVisible(n) for n in VIEWS)
    assert not views.more.isVisible()
    assert views.tabs.currentIndex() == hidden[-1]


def test_one_row_at_the_usual_size_also_in_german(user: User) -> None:
    views = user.window.views
    user.window.appearance.choose_language("de")
    settle()
    assert all(views.tabs.isTabVisible(n) for n in VIEWS)
    assert not views.more.isVisible()
    room = views.contentsRect().width() - 24
    assert views.tabs.sizeHint().width() <= room


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform
def test_f1_explains(user: User) -> None:
    user.window.controls.momentum.setFocus()
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
    controls.batch_size.setFocus()
    controls.batch_size.selectAll()
    user.type("48")
    user.press(Qt.Key.Key_Tab)
    assert controls.momentum.hasFocus()
    assert user.window.session.settings.batch_size == 48
    user.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert controls.batch_size.hasFocus()
