"""Theme, projector mode and language, changed while the window is open."""

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.card import FixedWidthLabel
from mnistviz.gui.kit.language import Language
from mnistviz.gui.kit.theme import DARK, LIGHT
from mnistviz.gui.shell.appearance import projector_scale
from tests.gui.shell.test_menus import action
from tests.gui.support import ONE, OpenUser, User, settle


@pytest.mark.parametrize(
    ("width", "scale"), [(960, 1.2), (1279, 1.2), (1280, 1.35), (1600, 1.5), (3840, 1.5)]
)
def test_scale(width: int, scale: float) -> None:
    assert projector_scale(width) == scale


def test_f5_and_back(user: User) -> None:
    window = user.window
    before = window.room.columns.sizes(), window.room.middle.sizes()
    pen = window.curves.loss._train._pen.widthF()
    height = window.controls.train.fontMetrics().height()
    user.press(Qt.Key.Key_F5)
    settle()
    assert window.theme.scale == 1.35
    assert window.controls.train.fontMetrics().height() > 1.25 * height
    assert window.curves.loss._train._pen.widthF() > 1.5 * pen
    window.resize(1920, 1080)
    settle()
    assert window.theme.scale == 1.5
    window.resize(1280, 800)
    settle()
    user.press(Qt.Key.Key_F5)
    settle()
    assert window.theme == LIGHT
    assert window.curves.loss._train._pen.widthF() == pen
    assert window.controls.train.fontMetrics().height() == height
    after = window.room.columns.sizes(), window.room.middle.sizes()
    assert [sum(sizes) for sizes in after] == [sum(sizes) for sizes in before]


def test_the_menu_says_how_things_are(user: User) -> None:
    entry, dark = action(user, "Projector"), action(user, "Dark theme")
    menu = entry.parent()
    for on in (True, False):
        user.press(Qt.Key.Key_F5)
        menu.aboutToShow.emit()  # type: ignore[union-attr]
        assert entry.isChecked() == on
    assert not dark.isChecked()
    dark.trigger()
    menu.aboutToShow.emit()  # type: ignore[union-attr]
    assert dark.isChecked()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=str)
def test_nothing_is_cut_off_in_projector_mode(user: User, size: tuple[int, int]) -> None:
    window = user.window
    user.train(5)
    user.draw(*ONE)
    window.resize(*size)
    user.press(Qt.Key.Key_F5)
    settle()
    assert (window.width(), window.height()) == size
    page = window.centralWidget()
    assert page is not None
    for card in (window.rail, window.curves, window.views, window.drawing, window.status):
        corner = card.mapTo(page, QPoint(0, 0))
        assert page.rect().contains(corner), card
        assert page.rect().contains(corner + QPoint(card.width() - 1, card.height() - 1)), card
    for one in page.findChildren(QLabel):
        plain = one.textFormat() != Qt.TextFormat.RichText and not one.wordWrap()
        if one.isVisible() and plain and not window.views.isAncestorOf(one):
            needed = one.fontMetrics().horizontalAdvance(one.text())
            assert needed <= one.width(), f"{one.text()!r} needs {needed} of {one.width()}"


@pytest.mark.parametrize("preset", ["relu", "sigmoid-notebook"])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("size", "on"),
    [((1024, 640), True), ((1280, 800), True), ((1024, 640), False)],
    ids=["small projector", "projector", "small"],
)
def test_no_words_are_squeezed_in_any_view(
    open_user: OpenUser, preset: str, language: Language, size: tuple[int, int], on: bool
) -> None:
    """Where there is too little room for them, the page scrolls."""
    user = open_user(preset)
    window = user.window
    window.resize(*size)
    window.appearance.choose_language(language)
    window.appearance.set_projector(on)
    settle()
    _assert_words_have_room(user, "before it learns")
    user.train(5)
    user.press(Qt.Key.Key_T)
    user.rest()
    user.draw(*ONE)
    for name in window.views.names:
        window.views.turn_to(name)
        user.rest()
        settle()
        _assert_words_have_room(user, name)
    page = window.centralWidget()
    assert isinstance(page, QScrollArea)
    viewport, inside = page.viewport(), page.widget()
    assert viewport is not None
    assert inside is not None
    assert (inside.width() > viewport.width()) == (on and size[0] == 1024)


def _assert_words_have_room(user: User, where: str) -> None:
    window = user.window
    for kind in (QLabel, FixedWidthLabel, QAbstractButton):
        for one in window.room.findChildren(kind):
            assert isinstance(one, QLabel | FixedWidthLabel | QAbstractButton)
            if not one.isVisible() or window.rail.isAncestorOf(one) or not one.text():
                continue
            least = one.minimumSizeHint() if kind is FixedWidthLabel else one.sizeHint()
            told = f"{where}: {one.text()!r} needs {least} of {one.size()}"
            if isinstance(one, QLabel) and one.wordWrap():
                assert one.height() >= one.heightForWidth(one.width()), told
            else:
                assert one.width() >= least.width(), told
                # Above and below a figure a line of type has a tenth for nothing.
                assert one.height() >= 0.9 * least.height(), told


def test_a_panel_that_fills_the_window_in_projector_mode(user: User) -> None:
    window = user.window
    window.room.fill(window.drawing)
    user.press(Qt.Key.Key_F5)
    settle()
    assert window.room.filled is window.drawing
    assert window.drawing.size() == window.room.size()
    font = window.drawing.answer.font()
    user.press(Qt.Key.Key_Escape)
    settle()
    assert window.theme.scale == 1.35
    assert window.drawing.answer.font().pixelSize() == font.pixelSize() == 54


def test_the_system_theme_follows_the_desktop(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    window, dark = user.window, [True]
    hints = QGuiApplication.styleHints()
    assert hints is not None
    choose = themes.choose

    def pretend(name: themes.ThemeName, scale: float = 1.0) -> themes.Theme:
        return choose(("dark" if dark[0] else "light") if name == "system" else name, scale)

    monkeypatch.setattr(themes, "choose", pretend)
    action(user, "System theme").trigger()
    assert window.theme == DARK
    for on in (False, True):
        dark[0] = on
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark if on else Qt.ColorScheme.Light)
        assert window.theme == (DARK if on else LIGHT)
    action(user, "Light theme").trigger()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.theme == LIGHT, "a theme that was chosen stays"


def test_languages(user: User) -> None:
    window = user.window
    tabs = window.views.tabs
    titles = [tabs.tabText(n) for n in range(tabs.count())]
    action(user, "Deutsch").trigger()
    settle()
    assert window.views.tabs.tabText(0) == "Filter"
    assert window.views.tabs.tabToolTip(0).endswith("1)")
    assert window.appearance.language == "de"
    bar = window.menuBar()
    assert bar is not None
    assert bar.actions()[0].text() != "&File"
    action(user, "English").trigger()
    settle()
    assert (
        [window.views.tabs.tabText(n) for n in range(window.views.tabs.count())]
        == titles
        == window.views.names
    )
    assert bar.actions()[0].text() == "&File"
    assert window.views.tabs.tabToolTip(8).endswith("(Ctrl+9)")
