"""A card with tabs."""

from functools import cache, partial

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.tabs import TabbedCard
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import key_click, mouse_click

# The offscreen platform says that it cannot do this with so small a window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def card(qtbot: QtBot, light: Theme) -> TabbedCard:
    card = TabbedCard("Views")
    qtbot.addWidget(card)
    for title in ("One", "Two", "Three"):
        card.add(title, cache(partial(QLabel, f"page {title}")), f"What {title} shows.")
    card.resize(500, 300)
    card.show()
    qtbot.waitExposed(card)
    return card


def in_front(card: TabbedCard) -> int:
    """The one page that is visible, which is the one whose tab is chosen."""
    visible = [n for n in range(3) if (page := card.pages.widget(n)) and page.isVisible()]
    assert visible == [card.tabs.currentIndex()]
    return visible[0]


def test_the_first_is_in_front(card: TabbedCard) -> None:
    assert in_front(card) == 0
    assert card.accessibleName() == card.tabs.accessibleName() == "Views"
    assert [card.tabs.tabText(n) for n in range(3)] == ["One", "Two", "Three"]
    assert [card.tabs.tabToolTip(n) for n in range(3)] == [
        f"What {title} shows." for title in ("One", "Two", "Three")
    ]


def test_a_click_turns(card: TabbedCard) -> None:
    turned: list[int] = []
    card.changed.connect(lambda: turned.append(in_front(card)))
    for number in (2, 1, 0):
        mouse_click(card.tabs, card.tabs.tabRect(number).center())
        assert in_front(card) == number
    assert turned == [2, 1, 0]
    mouse_click(card.tabs, card.tabs.tabRect(0).center())
    assert turned == [2, 1, 0], "nothing has changed"


def test_a_page_comes_to_the_front(card: TabbedCard) -> None:
    turned: list[int] = []
    card.changed.connect(lambda: turned.append(in_front(card)))
    card.turn_to(card.names[1])
    card.turn_to(card.names[1])
    assert in_front(card) == 1
    assert turned == [1]


def test_the_arrow_keys_move_along(card: TabbedCard, qtbot: QtBot) -> None:
    card.activateWindow()
    card.tabs.setFocus()
    qtbot.waitUntil(card.tabs.hasFocus)
    for key, number in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
    ):
        key_click(card.tabs, key)
        assert in_front(card) == number


def test_the_tabs_keep_their_place(card: TabbedCard) -> None:
    places = set()
    for number in range(3):
        card.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        rows = [card.tabs.tabRect(n).getRect() for n in range(3)]
        places.add(str((card.tabs.geometry().getRect(), rows, card.pages.geometry().getRect())))
    assert len(places) == 1


def test_no_title_is_cut_off(card: TabbedCard) -> None:
    for number in range(3):
        needed = card.tabs.fontMetrics().horizontalAdvance(card.tabs.tabText(number))
        assert card.tabs.tabRect(number).width() > needed


@pytest.mark.parametrize("width", [520, 300, 200])
def test_the_chosen_tab_is_whole_in_a_row_that_begins_at_the_left(
    qtbot: QtBot, light: Theme, width: int
) -> None:
    card = TabbedCard("Views")
    qtbot.addWidget(card)
    titles = ("Filters", "Network", "X-ray", "Evidence", "Mistakes", "Reliability", "Gradients")
    for title in titles:
        card.add(title, cache(partial(QLabel, title)), title)
    card.resize(width, 200)
    card.show()
    qtbot.waitExposed(card)
    for number in (*range(len(titles)), 4, 0):
        card.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        shown = [n for n in range(len(titles)) if card.tabs.isTabVisible(n)]
        assert number in shown
        assert card.tabs.tabRect(shown[0]).left() == 0, "the row was not moved"
        assert card.tabs.tabRect(number).right() - card.tabs.space <= card.tabs.width()
        assert card.more.isVisible() == (len(shown) < len(titles))
        if card.more.isVisible():
            assert card.more.geometry().right() <= card.contentsRect().right()
