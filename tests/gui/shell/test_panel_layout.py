"""A panel that fills the window, and the way back."""

from collections.abc import Callable

import pytest
from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtWidgets import QScrollArea, QWidget

from mnistviz.gui.shell.main_window import MainWindow
from tests.gui.support import ONE, User, mouse_click, mouse_double_click, settle, surface_of

CARDS = ("network", "controls", "curves", "views", "drawing")
cards = pytest.mark.parametrize("name", CARDS)


def card_of(user: User, name: str) -> QWidget:
    card: QWidget = getattr(user.window, name)
    return card


def sizes(window: MainWindow) -> object:
    """Of everything that a person can make larger or smaller, and of what is in it."""
    settle()
    inside = window.rail.widget()
    assert inside is not None
    return (
        (window.room.middle.sizes(), window.room.columns.sizes(), inside.size()),
        [(card.size(), card.mapTo(window, QPoint())) for card in window.room.cards],
        [part.size() for part in (window.drawing.canvas, window.filters.mosaic)],
        [part.size() for part in (window.curves.loss, window.network.diagram)],
        window.drawing.answer.font(),
    )


def assert_alone(user: User, card: QWidget) -> None:
    """It has everything but the menu, the message and the status line."""
    settle()
    window = user.window
    assert window.room.filled is card
    assert [one for one in window.room.cards if one.isVisible()] == [card]
    assert card.size() == window.room.size()
    page = window.centralWidget()
    assert page is not None
    assert card.width() >= page.width() - 24
    assert card.height() >= page.height() - window.status.height() - 24
    assert window.status.isVisible()


@cards
def test_a_double_click_on_free_ground(user: User, name: str) -> None:
    card, before = card_of(user, name), sizes(user.window)
    mouse_double_click(card, QPoint(4, card.height() // 2))
    assert_alone(user, card)
    mouse_double_click(card, QPoint(4, card.height() // 2))
    assert user.window.room.filled is None
    assert sizes(user.window) == before


@cards
def test_a_double_click_on_the_title(user: User, name: str) -> None:
    card = card_of(user, name)
    mouse_double_click(card, QPoint(30, 22))
    assert_alone(user, card)


@cards
def test_escape(user: User, name: str) -> None:
    before = sizes(user.window)
    user.window.room.fill(card_of(user, name))
    assert_alone(user, card_of(user, name))
    user.press(Qt.Key.Key_Escape)
    assert user.window.room.filled is None
    assert sizes(user.window) == before


@pytest.mark.parametrize("part", ["loss", "accuracy"])
def test_a_double_click_on_a_chart(user: User, part: str) -> None:
    user.train(5)
    user.wheel(getattr(user.window.curves, part).viewport())
    mouse_double_click(getattr(user.window.curves, part))
    assert_alone(user, user.window.curves)
    assert not user.window.curves.loss.following, "what one has zoomed in on stays in view"


def test_a_double_click_on_a_tab_and_beside_it(user: User) -> None:
    views = user.window.views
    mouse_double_click(views.tabs, views.tabs.tabRect(2).center())
    assert_alone(user, views)
    assert views.tabs.currentIndex() == 2
    mouse_double_click(views, QPoint(views.width() - 8, 22))
    assert user.window.room.filled is None
    mouse_double_click(views.tabs, QPoint(views.tabs.width() - 5, 12))
    assert_alone(user, views)
    assert views.tabs.currentIndex() == 2


@pytest.mark.parametrize("enlarged", [False, True])
def test_a_double_click_on_a_filter_leaves_it_as_it_was(user: User, enlarged: bool) -> None:
    mosaic = user.window.filters.mosaic
    if enlarged:
        mouse_click(mosaic, mosaic.tile_rect(7).center().toPoint())
    before = mosaic.only
    mouse_double_click(mosaic, mosaic.tile_rect(9).center().toPoint())
    assert_alone(user, user.window.views)
    assert mosaic.only == before
    mouse_click(mosaic, mosaic.tile_rect(9).center().toPoint())
    assert (mosaic.only is None) == enlarged, "and the next click is one again"


def test_a_double_click_on_the_canvas_draws(user: User) -> None:
    mouse_double_click(user.window.drawing.canvas, user.place(0.5, 0.5))
    assert user.window.room.filled is None
    assert not user.window.document.is_blank


def test_what_takes_clicks_keeps_them(user: User) -> None:
    for widget in (
        *(user.window.controls.step, user.window.curves.log_scale),
        *(user.window.filters.what.button(1), user.window.controls.sliders["learning_rate"]),
    ):
        mouse_double_click(surface_of(widget))
        assert user.window.room.filled is None, widget


def test_only_the_left_button(user: User) -> None:
    from tests.gui.support import _qtest

    _qtest.mouseDClick(user.window.network, Qt.MouseButton.RightButton, pos=QPoint(5, 60))
    assert user.window.room.filled is None


def focus(user: User, name: str) -> QWidget:
    window = user.window
    widget: QWidget = {
        "network": window.network.family.button(1),
        "controls": window.controls.sliders["learning_rate"],
        "curves": window.curves.smoothing,
        "views": window.views.tabs,
        "drawing": window.drawing.canvas,
    }[name]
    widget.setFocus()
    assert widget.hasFocus()
    return widget


@cards
def test_m_fills_with_the_card_that_has_the_keyboard(user: User, name: str) -> None:
    focused = focus(user, name)
    before = sizes(user.window)
    user.press(Qt.Key.Key_M)
    assert_alone(user, card_of(user, name))
    assert focused.hasFocus()
    user.press(Qt.Key.Key_M)
    assert user.window.room.filled is None
    assert focused.hasFocus()
    assert sizes(user.window) == before


def test_m_without_a_card_fills_with_the_views(user: User) -> None:
    user.window.setFocus()
    user.press(Qt.Key.Key_M)
    assert_alone(user, user.window.views)


def test_the_keyboard_comes_back_to_where_it_was(user: User) -> None:
    focused = focus(user, "curves")
    user.window.room.fill(user.window.views)
    assert user.window.hasFocus()
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(1)
    user.press(Qt.Key.Key_Escape)
    assert focused.hasFocus()


def test_escape_leaves_what_was_entered_last(user: User) -> None:
    window, mosaic = user.window, user.window.filters.mosaic
    window.room.fill(window.views)
    settle()
    mouse_click(mosaic, mosaic.tile_rect(3).center().toPoint())
    user.press(Qt.Key.Key_Escape)
    assert mosaic.only is None
    assert_alone(user, window.views)
    user.press(Qt.Key.Key_Escape)
    assert window.room.filled is None


def test_escape_leaves_no_filter_that_is_out_of_sight(user: User) -> None:
    window, mosaic = user.window, user.window.filters.mosaic
    mouse_click(mosaic, mosaic.tile_rect(3).center().toPoint())
    window.room.fill(window.curves)
    user.press(Qt.Key.Key_Escape)
    assert window.room.filled is None
    assert mosaic.only == 3


def test_one_after_the_other(user: User) -> None:
    before = sizes(user.window)
    for name in CARDS:
        user.window.room.fill(card_of(user, name))
        assert_alone(user, card_of(user, name))
    user.window.room.leave()
    user.window.room.leave()
    assert sizes(user.window) == before


def test_sizes_that_a_person_has_chosen(user: User) -> None:
    window = user.window
    window.room.middle.setSizes([317, 401])
    window.room.columns.setSizes([601, 341])
    before = sizes(window)
    for name in CARDS:
        window.room.fill(card_of(user, name))
        settle()
        window.room.leave()
        assert sizes(window) == before, name


def test_a_window_that_is_made_larger_and_smaller_meanwhile(user: User) -> None:
    window = user.window
    before = sizes(window)
    window.room.fill(window.drawing)
    for size in ((1500, 900), (1280, 800)):
        window.resize(*size)
        settle()
        assert window.drawing.size() == window.room.size()
    window.room.leave()
    assert sizes(window) == before


def test_it_learns_on_meanwhile(user: User) -> None:
    user.click(user.window.controls.train)
    for press in _ways(user) * 2:
        press()
        settle()
        user.wait_for_updates(user.snapshot.updates + 3)
    assert user.snapshot.status.value == "running"
    user.press(Qt.Key.Key_Space)


def _ways(user: User) -> list[Callable[[], object]]:
    fill = user.window.room.fill
    return [lambda card=card: fill(card) for card in user.window.room.cards]  # type: ignore[misc]


def test_controls_do_not_become_as_wide_as_the_window(user: User) -> None:
    window = user.window
    user.draw(*ONE)
    window.resize(1920, 1080)
    for name, part in (("network", window.network.family), ("controls", window.controls.train)):
        window.room.fill(card_of(user, name))
        settle()
        assert part.width() <= window.height()
        assert part.height() < 60
    window.room.fill(window.drawing)
    settle()
    assert window.drawing.canvas.height() > 400
    assert window.drawing.canvas.size() != QSize()


@pytest.mark.parametrize("size", [(683, 480), (320, 240)], ids=str)
def test_a_window_on_a_small_screen_scrolls(user: User, size: tuple[int, int]) -> None:
    window = user.window
    page = window.centralWidget()
    assert isinstance(page, QScrollArea)
    bars = page.horizontalScrollBar(), page.verticalScrollBar()
    assert all(bar is not None and bar.maximum() == 0 for bar in bars)
    window.resize(*size)
    settle()
    assert window.size() == QSize(*size)
    viewport, inside = page.viewport(), page.widget()
    assert viewport is not None
    assert inside is not None
    assert inside.size() == QSize(960, 560).expandedTo(viewport.size())
    left_out = inside.size() - viewport.size()
    for bar, pixels in zip(bars, (left_out.width(), left_out.height()), strict=True):
        assert bar is not None
        assert bar.maximum() == pixels > 0, "all of it can be reached"
    window.drawing.clear.setFocus()
    user.press(Qt.Key.Key_Right)  # a step, and no scrolling
    user.wait_for_updates(1)
    assert all(bar is not None and bar.value() == 0 for bar in bars)


def test_the_projector_leaves_the_sizes_as_they_were(user: User) -> None:
    window = user.window
    window.room.columns.setSizes([640, 300])
    before = sizes(window)
    for _ in range(2):
        user.press(Qt.Key.Key_F5)
        settle()
        assert window.drawing.minimumWidth() > 300
        user.press(Qt.Key.Key_F5)
        settle()
        assert sizes(window) == before
