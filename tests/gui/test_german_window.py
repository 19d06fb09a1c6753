"""The real window in German: nothing is left in English, nothing is cut off, and it comes back."""

import html
import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from itertools import product
from typing import Any

import pytest
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QGraphicsSimpleTextItem,
    QGraphicsTextItem,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from mnistviz.gui.glossary.term import keys_in_words
from mnistviz.gui.kit import language
from mnistviz.gui.kit.language import LANGUAGES, Language, catalogue, choose_language
from mnistviz.gui.shell.help import ShortcutsDialog
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from tests.gui.support import OpenUser, User, settle
from tests.gui.test_translation import pairs

FIVE = ((0.7, 0.2), (0.35, 0.2), (0.35, 0.5), (0.65, 0.6), (0.6, 0.8), (0.35, 0.85))
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"mnistviz", "relu", "notebook", "sigmoid", "softmax", *LANGUAGES.values()}
"""Words of their own."""


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    choose_language("en")


def texts_of(widget: QWidget) -> list[str]:
    """What a widget shows or says of itself, but for what it paints."""
    texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    match widget:
        case QLabel() | QAbstractButton() | QAbstractSpinBox():
            texts.append(widget.text())
        case QTabBar():
            for index in range(widget.count()):
                texts += [widget.tabText(index), widget.tabToolTip(index)]
        case QAbstractItemView() if (model := widget.model()) is not None:
            columns = model.columnCount() if isinstance(widget, QTableView) else 1
            places = product(range(model.rowCount()), range(columns))
            texts += [str(model.index(*place).data() or "") for place in places]
        case QMenu():
            texts += [action.text() for action in widget.actions()]
        case QGraphicsView() if (scene := widget.scene()) is not None:
            for item in scene.items():
                if isinstance(item, QGraphicsSimpleTextItem) and item.isVisible():
                    texts.append(item.text())
                if isinstance(item, QGraphicsTextItem) and item.isVisible():
                    texts.append(item.toPlainText())
    return [html.unescape(re.sub("<[^>]*>", " ", text)) for text in texts if text]


def shown(window: QWidget) -> list[tuple[QWidget, list[str]]]:
    """All widgets that are visible, and the menus, with their texts."""
    widgets = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    menus = [menu for menu in window.findChildren(QMenu) if menu.actions()]
    inner = [widget for widget in widgets if isinstance(widget, QLineEdit)]  # of number boxes
    return [(widget, texts_of(widget)) for widget in [*widgets, *menus] if widget not in inner]


def words(texts: list[str]) -> set[str]:
    plain = (text.replace("&", "").replace("\N{SOFT HYPHEN}", "") for text in texts)
    return {word for text in plain for word in WORD.findall(text)}


def visit(user: User, look: Callable[[str], None]) -> None:
    """Bring every view to the front, with a drawing, and let it work out what it shows."""
    for page in user.window.views.names:
        user.window.views.turn_to(page)
        before: object = None
        while before != (now := [texts for _, texts in shown(user.window)]):
            before = now
            user.let_time_pass()
            user.wait(lambda: not user.window.thinking.is_busy)
        look(page)


GERMAN = words([translation for _, translation in pairs()])


@pytest.fixture
def busy(open_user: OpenUser) -> User:
    """In front of a window that has something to say everywhere."""
    user = open_user()
    user.train(8)
    user.draw(*FIVE)
    user.type("53")
    user.wait(lambda: user.window.predictor.examination is not None)
    user.rest()
    return user


def misses_of(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The texts that are asked for in German from now on, and not translated."""
    missing: set[str] = set()

    class Noting(NullTranslations):
        def gettext(self, message: str) -> str:
            if message not in translated:
                missing.add(message)
            return known.gettext(message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            if msgid1 not in translated:
                missing.add(msgid1)
            return known.ngettext(msgid1, msgid2, n)

    translated, known = dict(pairs()), catalogue("de")
    monkeypatch.setattr(language, "catalogue", lambda _code: Noting())
    return missing


def words_of_keys(user: User) -> set[str]:
    """As Qt says them in the language that is chosen."""
    actions = user.window.action_table.actions.values()
    return words([keys_in_words([key]) for action in actions for key in action.keys])


def test_nothing_is_left_in_english(busy: User, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = misses_of(monkeypatch)
    choose_language("de")
    german = GERMAN | NAMES | words_of_keys(busy)
    strange: dict[str, set[str]] = {}

    def look(page: str) -> None:
        for widget, texts in shown(busy.window):
            if unknown := words(texts) - german:
                strange[f"{page}: {type(widget).__name__} {texts}"] = unknown

    visit(busy, look)
    assert strange == {}
    assert {text for text in missing if WORD.search(text)} <= NAMES


@pytest.mark.parametrize(("code", "other", "own"), [("de", ".", ","), ("en", ",", ".")])
def test_numbers_are_written_as_the_language_has_them(
    busy: User, monkeypatch: pytest.MonkeyPatch, code: Language, other: str, own: str
) -> None:
    painted: list[str] = []
    draw = QPainter.drawText

    def note(painter: QPainter, *arguments: Any) -> Any:
        painted.extend(found for found in arguments if isinstance(found, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", note)
    choose_language(code)
    # What groups three digits is no decimal mark, but for one behind a 0.
    decimal = r"\d{0}\d{{1,2}}(?!\d)|\d{0}\d{{4}}|(?<!\d)0{0}\d"
    wrong, right = (re.compile(decimal.format(re.escape(mark))) for mark in (other, own))
    strange: list[str] = []
    written: set[str] = set()

    def look(page: str) -> None:
        painted.clear()
        busy.window.grab()
        texts = [*painted, *(text for _, said in shown(busy.window) for text in said)]
        strange.extend(f"{page}: {text}" for text in texts if wrong.search(text))
        written.update(text for text in painted if right.search(text))

    visit(busy, look)
    assert strange == []
    assert written, "what is painted is seen too"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_described_in_german(open_user: OpenUser, preset: str) -> None:
    choose_language("de")
    user = open_user(preset)
    summary = user.window.network.summary.text()
    assert summary == dict(pairs())[PRESETS[preset].summary]
    choose_language("en")
    user.wait(lambda: user.window.network.summary.text() == PRESETS[preset].summary)


def test_a_network_from_a_file_is_described_in_german(user: User, trained: TrainedModel) -> None:
    choose_language("de")
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    german = GERMAN | NAMES
    for text in (user.window.network.summary.text(), user.window.status.state.text()):
        assert words([text]) <= german


@pytest.mark.parametrize("code", ["en", "de"])
def test_each_letter_of_a_menu_is_one_entrys(user: User, code: Language) -> None:
    choose_language(code)
    for menu in [user.window.menuBar(), *user.window.findChildren(QMenu)]:
        assert menu is not None
        texts = [action.text() for action in menu.actions()]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len({*letters}), texts


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_the_list_of_keys_is_in_german(user: User) -> None:
    choose_language("de")
    user.window.action_table.run("keys")
    dialog = user.window.findChild(ShortcutsDialog)
    assert dialog is not None
    german = GERMAN | {"Schließen"} | words_of_keys(user)
    assert dialog.windowTitle() == "Tastatur"
    said = [text for _, texts in shown(dialog) for text in texts]
    assert words(said) <= german
    assert {"Leertaste", "Pfeil rechts", "0 bis 9", "Strg+Umschalt+Z oder Strg+Y"} <= {*said}
    choose_language("en")
    assert "Right arrow" in [text for _, texts in shown(dialog) for text in texts]
    dialog.close()


def is_cut_off(widget: QWidget) -> bool:
    """Whether a text has less room than it needs."""
    match widget:
        case QLabel() if widget.text() and widget.pixmap().isNull():
            if widget.wordWrap():
                return widget.heightForWidth(widget.width()) > widget.height() + 1
            return widget.sizeHint().width() > widget.width() + 1
        case QTabBar():
            metrics = widget.fontMetrics()
            return any(
                metrics.horizontalAdvance(widget.tabText(index)) > widget.tabRect(index).width()
                for index in range(widget.count())
                if widget.isTabVisible(index)
            )
        case QAbstractButton() if widget.text():
            icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
            return widget.fontMetrics().horizontalAdvance(widget.text()) + icon > widget.width() - 8
        case QLineEdit():
            return widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width()
    return False


def is_outside(widget: QWidget) -> bool:
    """Whether a label or a button does not lie within what it is in."""
    parent = widget.parentWidget()
    if parent is None or not isinstance(widget, QLabel | QAbstractButton):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def cut_off(window: QWidget) -> dict[str, str]:
    """What is visible and cut off, with what it says."""
    return {
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}": texts_of(widget)[-1]
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and (is_cut_off(widget) or is_outside(widget))
    }


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=["1280", "1920"])
@pytest.mark.parametrize("code", ["en", "de"])
def test_nothing_is_cut_off(busy: User, code: Language, size: tuple[int, int]) -> None:
    busy.window.resize(*size)
    choose_language(code)
    cut: dict[str, dict[str, str]] = {}

    def look(page: str) -> None:
        settle()  # layouts follow their texts a little later
        if found := cut_off(busy.window):
            cut[page] = found

    visit(busy, look)
    assert cut == {}


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("preset", ["relu", "sigmoid-notebook"])
def test_what_stands_where_the_curves_will_be_is_whole_in_a_small_window(
    open_user: OpenUser, preset: str, code: Language
) -> None:
    user = open_user(preset)
    user.window.resize(1024, 640)
    choose_language(code)
    settle()
    said = user.window.curves.loss_values  # a card with too little room reaches out of sight
    assert said.visibleRegion().boundingRect() == said.rect()
    assert not cut_off(said)


def test_back_to_english_everything_is_as_it_was(busy: User) -> None:
    def texts() -> list[list[str]]:
        return [texts for _, texts in shown(busy.window)]

    before: dict[str, list[list[str]]] = {}
    others: dict[str, list[list[str]]] = {}
    visit(busy, lambda page: before.update({page: texts()}))
    choose_language("de")
    visit(busy, lambda page: busy.wait(lambda: texts() != before[page]))
    choose_language("en")

    def compare(page: str) -> None:
        if texts() != before[page]:
            others[page] = [text for text in texts() if text not in before[page]]

    visit(busy, compare)
    assert others == {}
