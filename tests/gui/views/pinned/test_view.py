"""The strip of pinned drawings: what it shows, and what can be done with it."""

import html
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QImage, QWindow
from PyQt6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.pins import MAX_PINS, Progress, Refusal
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content, Picture, stored_digit
from mnistviz.data.ink.pinned_file import PinnedDrawing, load_pinned, save_pinned
from mnistviz.errors import MnistvizError
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit import throttle
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.gui.views.pinned.pin_tile import _FIGURE, PinTile
from mnistviz.gui.views.pinned.view import PinnedView
from mnistviz.gui.views.pinned.words import captions, described, refused
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.app.test_pins import ONE, SEVEN, Training
from tests.gui.support import key_click, make_context, mouse_click, mouse_move


class Strip(Training):
    """A person at the panel, while a network trains."""

    def __init__(self, digits: DataSet, theme: Theme) -> None:
        super().__init__(digits)
        self.messages: list[str | MnistvizError] = []
        self.requested: list[Content] = []
        self.panel = PinnedView(make_context(self.predictor, self.pins, say=self.messages.append))
        self.document.changed.connect(lambda: self.requested.append(self.document.content))
        self.panel.set_theme(theme)
        self.window = QWidget()  # as one panel among others
        self.panel.setParent(self.window)
        self.panel.resize(650, 230)
        self.window.resize(1300, 500)

    @property
    def keyboard(self) -> QWindow | None:
        return self.window.windowHandle()

    @property
    def shown(self) -> list[PinTile]:
        return [tile for tile in self.panel.tiles if tile.isVisible()]


@pytest.fixture
def strip(qtbot: QtBot, light: Theme, small: DataSet) -> Strip:
    result = Strip(small, light)
    qtbot.addWidget(result.window)
    result.window.show()
    qtbot.waitExposed(result.window)
    result.window.activateWindow()
    qtbot.waitUntil(result.window.isActiveWindow)
    return result


def test_an_empty_strip_says_how_to_fill_it(strip: Strip) -> None:
    panel = strip.panel
    assert strip.shown == []
    assert panel.invitation.isVisible()
    assert "press its key, 0 to 9" in panel.invitation.text()
    assert panel.caption.text() == ""
    assert not panel.save_button.isEnabled()
    assert not panel.clear_button.isEnabled()
    assert panel.load_button.isEnabled()
    strip.pins.pin(SEVEN, 7)
    assert not panel.invitation.isVisible()
    assert panel.save_button.isEnabled()
    assert panel.clear_button.isEnabled()
    strip.pins.unpin(0)
    assert panel.invitation.isVisible()
    assert strip.shown == []


def test_a_tile_a_drawing(strip: Strip) -> None:
    strip.pins.pin(SEVEN, 7)
    assert strip.panel.tiles[0].accessibleDescription() == "Pinned as a 7; no network reads it yet."
    strip.show()
    strip.pin_digits(4)
    assert [tile.content for tile in strip.shown] == [pin.content for pin in strip.pins.drawings]
    for tile, pin in zip(strip.shown, strip.pins.drawings, strict=True):
        assert tile.accessibleName() == f"Pinned drawing of a {pin.label}"
        assert f"Pinned as a {pin.label}, read as a" in tile.accessibleDescription()
        assert tile.accessibleDescription() in tile.toolTip()
        assert tile.remove.accessibleName() == f"Remove the pinned {pin.label}"
    assert strip.panel.caption.text().startswith("5 of 12")
    strip.pins.unpin(0)
    assert [tile.content for tile in strip.shown] == [pin.content for pin in strip.pins.drawings]


def test_tiles_show_the_newest_answers(strip: Strip) -> None:
    strip.show()
    strip.pin_digits(MAX_PINS)
    for _ in range(3):
        strip.step(4)
        for number, tile in enumerate(strip.shown):
            progress, shown = strip.pins.progress(number), tile.progress
            assert shown is not None
            assert progress.probabilities is not None
            np.testing.assert_array_equal(shown.probabilities, progress.probabilities)
            np.testing.assert_array_equal(shown.values, progress.values)
            words = tile.accessibleDescription()
            assert f"read as a {progress.digit}." in words
            assert percent(progress.probabilities[progress.label]) in words


def test_while_the_network_runs_tiles_change_seldom(
    strip: Strip, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip.pins.pin(SEVEN, 7)
    now = 1000.0
    monkeypatch.setattr(throttle, "monotonic", lambda: now)
    seen = []
    for number in range(10):
        now = 1000.0 + number * 0.04
        strip.run.advance(1)
        strip.show(replace(strip.run.snapshot(), status=Status.RUNNING))
        progress = strip.panel.tiles[0].progress
        assert progress is not None
        seen.append(len(progress.epochs))
    assert seen == [1, 1, 1, 1, 5, 5, 5, 5, 9, 9]
    strip.show(replace(strip.run.snapshot(), status=Status.PAUSED))
    progress = strip.panel.tiles[0].progress
    assert progress is not None
    assert len(progress.epochs) == 10


def test_a_hidden_strip_rests_and_catches_up(strip: Strip) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.show()
    strip.panel.hide()
    before = strip.panel.tiles[0].progress
    strip.step(3)
    assert strip.panel.tiles[0].progress is before
    strip.panel.show()
    after = strip.panel.tiles[0].progress
    assert after is not None
    np.testing.assert_array_equal(after.values, strip.pins.progress(0).values)
    assert len(after.values) == 2


def test_a_click_asks_for_the_drawing(strip: Strip) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    mouse_click(strip.panel.tiles[1])
    mouse_click(strip.panel.tiles[0])
    assert strip.requested == [ONE, SEVEN]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_ask_for_it_too(strip: Strip, key: Qt.Key) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    strip.panel.tiles[1].setFocus()
    key_click(strip.keyboard, key)
    assert strip.requested == [ONE]
    assert len(strip.pins) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_that_remove(strip: Strip, key: Qt.Key) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    strip.pins.pin(SEVEN, 1)
    strip.panel.tiles[1].setFocus()
    key_click(strip.keyboard, key)
    assert [(pin.content, pin.label) for pin in strip.pins.drawings] == [(SEVEN, 7), (SEVEN, 1)]
    assert strip.panel.tiles[1].hasFocus()  # the next one took its place
    key_click(strip.keyboard, key)
    assert strip.panel.tiles[0].hasFocus()  # none did
    key_click(strip.keyboard, key)
    assert len(strip.pins) == 0
    assert strip.panel.invitation.isVisible()


def test_other_keys_are_left_to_the_window(strip: Strip, qtbot: QtBot) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.panel.tiles[0].setFocus()
    for key in ("7", "t", Qt.Key.Key_Escape):
        with qtbot.assertNotEmitted(strip.panel.tiles[0].clicked):
            key_click(strip.keyboard, key)
    assert len(strip.pins) == 1


def test_the_tab_key_reaches_every_tile(strip: Strip) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    strip.panel.tiles[0].setFocus()
    plain = strip.panel.tiles[1].grab().toImage()
    key_click(strip.keyboard, Qt.Key.Key_Tab)
    assert strip.panel.tiles[1].hasFocus()
    assert strip.panel.tiles[1].grab().toImage() != plain  # it has a ring
    key_click(strip.keyboard, Qt.Key.Key_Tab)
    assert strip.panel.save_button.hasFocus()
    assert strip.panel.tiles[1].grab().toImage() == plain


def test_a_cross_under_the_pointer_removes(strip: Strip, qtbot: QtBot) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    tile = strip.panel.tiles[0]

    def point(widget: QWidget, place: QPoint) -> None:
        for step in (QPoint(1, 1), QPoint(0, 0)):  # entering needs a movement of its own
            mouse_move(widget, place + step)
            QApplication.processEvents()

    point(tile, QPoint(20, 50))  # where the pointer was before, nobody knows
    point(strip.panel.tiles[1], QPoint(20, 50))
    assert not tile.remove.isVisible()
    point(tile, QPoint(20, 50))
    assert tile.remove.isVisible()
    assert not strip.panel.tiles[1].remove.isVisible()
    assert tile.rect().contains(tile.remove.geometry())
    mouse_click(tile.remove)
    assert [pin.content for pin in strip.pins.drawings] == [ONE]
    assert strip.requested == []
    assert strip.shown == [tile]
    assert tile.content is ONE


def test_remove_all(strip: Strip) -> None:
    strip.show()
    strip.pin_digits(5)
    mouse_click(strip.panel.clear_button)
    assert len(strip.pins) == 0
    assert strip.panel.invitation.isVisible()


def test_a_models_training_is_not_known(strip: Strip, trained: TrainedModel) -> None:
    strip.pins.pin(SEVEN, 7)
    strip.open(2, trained)
    assert "is not known" in strip.panel.caption.text()
    assert "ince" not in strip.panel.tiles[0].accessibleDescription()
    strip.begin(3)
    strip.step()
    assert "probability by epoch" in strip.panel.caption.text()


Answer = Callable[[str], None]


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Says what a person chooses in the next file dialog; nothing: to cancel."""
    suggested = []

    def choose(name: str) -> None:
        def ask(_parent: object, _title: str, suggestion: str, _files: str) -> tuple[str, str]:
            suggested.append(suggestion)
            assert suggested[-1] in {"drawings.json", ""}
            return name, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)

    return choose


def test_save_and_load(strip: Strip, dialogs: Answer, tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    strip.pins.pin(SEVEN, 7)
    strip.pins.pin(ONE, 1)
    dialogs(str(path))
    mouse_click(strip.panel.save_button)
    assert [pin.label for pin in load_pinned(path)] == [7, 1]
    strip.pins.clear()
    strip.pins.pin(ONE, 0)
    mouse_click(strip.panel.load_button)
    assert [pin.label for pin in strip.pins.drawings] == [7, 1]
    content = strip.pins.drawings[0].content
    assert isinstance(content, Drawing)
    np.testing.assert_array_equal(content.strokes[0], SEVEN.strokes[0])
    assert len(strip.shown) == 2
    assert strip.messages == ["", ""]


def test_a_dialog_that_is_cancelled(strip: Strip, dialogs: Answer) -> None:
    strip.pins.pin(SEVEN, 7)
    dialogs("")
    mouse_click(strip.panel.save_button)
    mouse_click(strip.panel.load_button)
    assert [pin.content for pin in strip.pins.drawings] == [SEVEN]
    assert strip.messages == []


def test_files_that_cannot_be_used(strip: Strip, dialogs: Answer, tmp_path: Path) -> None:
    strip.pins.pin(SEVEN, 7)
    dialogs(str(tmp_path / "missing" / "drawings.json"))
    mouse_click(strip.panel.save_button)
    mouse_click(strip.panel.load_button)
    assert str(strip.messages[0]).startswith("cannot write")
    assert str(strip.messages[1]).startswith("cannot read")
    assert [pin.content for pin in strip.pins.drawings] == [SEVEN]


def test_what_is_there_when_the_dialog_opens_is_saved(
    strip: Strip, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "drawings.json"
    strip.pins.pin(SEVEN, 7)

    def slow(*_: object) -> tuple[str, str]:
        strip.pins.pin(ONE, 1)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", slow)
    mouse_click(strip.panel.save_button)
    assert [pin.label for pin in load_pinned(path)] == [7]


@pytest.mark.parametrize("size", [(360, 190), (548, 213), (650, 230), (1200, 400), (701, 333)])
def test_tiles_are_alike_and_evenly_spaced(strip: Strip, size: tuple[int, int]) -> None:
    strip.show()
    strip.pin_digits(MAX_PINS)
    strip.panel.resize(*size)
    QApplication.processEvents()
    assert (strip.panel.width(), strip.panel.height()) == size
    places = [tile.geometry() for tile in strip.shown]
    strip_rect = strip.panel._strip.rect()
    assert len({(place.width(), place.height()) for place in places}) == 1
    assert all(strip_rect.contains(place) for place in places)
    assert not any(a.intersects(b) for a, b in combinations(places, 2))
    lefts = sorted({place.left() for place in places})
    tops = sorted({place.top() for place in places})
    assert (len(lefts), len(tops)) == (6, 2)
    assert set(np.diff(lefts)) == {places[0].width() + 8}
    assert set(np.diff(tops)) == {places[0].height() + 8}
    assert strip_rect.right() - places[-1].right() < 6


def test_figures_have_room_beside_the_drawing(strip: Strip) -> None:
    for scale in (1.0, 1.35):
        theme = themes.choose("dark", scale)
        metrics = QFontMetrics(font(theme, CAPTION, bold=True))
        assert metrics.horizontalAdvance(percent(1.0)) <= theme.px(_FIGURE)


# What a tile paints.

Ink = npt.NDArray[np.bool_]


@pytest.fixture
def tile(qtbot: QtBot, light: Theme) -> Iterator[PinTile]:
    result, window = PinTile(), QWidget()
    qtbot.addWidget(window)
    result.setParent(window)
    result.set_theme(light)
    result.resize(190, 170)
    result.move(50, 50)  # not where the pointer may happen to be
    window.resize(500, 400)
    window.show()
    qtbot.waitExposed(window)
    yield result
    window.close()


def progress(value: float = 0.5, since: float | None = None, answer: int = 7) -> Progress:
    """Of a 7 that had the same probability for four epochs."""
    epochs = np.linspace(0.0, 4.0, 401)
    probabilities = np.eye(10)[answer]
    return Progress(7, probabilities, epochs, np.full(401, value), since, since == 0.0)


def ink_of(tile: PinTile, theme: Theme = themes.LIGHT) -> Ink:
    """Where it is nearer to the text's colour than to the surface's."""
    image = tile.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    bits = image.constBits()
    assert bits is not None
    raw = np.frombuffer(bits.asstring(image.sizeInBytes()), np.uint8)
    grey = raw.reshape(image.height(), -1)[:, : image.width()].astype(float)
    paper, text = (QColor(color).lightness() for color in (theme.surface, theme.text))
    return np.asarray((grey - paper) / (text - paper) > 0.45)


def chart_of(tile: PinTile, theme: Theme = themes.LIGHT) -> Ink:
    """The same, without what stands around the chart."""
    ink = ink_of(tile, theme)
    ink[:66] = ink[148:] = False
    ink[:, :3] = ink[:, -3:] = False
    return ink


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_line_is_as_high_as_the_probability(
    tile: PinTile, name: themes.ThemeName, qtbot: QtBot
) -> None:
    theme = themes.choose(name)
    tile.set_theme(theme)
    rows = []
    for value in (1.0, 0.75, 0.5, 0.25, 0.0):
        tile.show_pin(SEVEN, progress(value))
        ink = chart_of(tile, theme)
        row = int(ink.sum(axis=1).argmax())
        assert ink[row].sum() > 0.85 * tile.width()
        rows.append(row)
    assert np.ptp(np.diff(rows)) <= 1
    assert rows[-1] - rows[0] > 40


def test_a_line_that_rises_ends_where_it_is_now(tile: PinTile) -> None:
    epochs = np.linspace(0.0, 2.0, 50)
    rising = replace(progress(), epochs=epochs, values=epochs / 2.0)
    tile.show_pin(SEVEN, rising)
    ink = chart_of(tile)
    columns = np.flatnonzero(ink.any(axis=0))
    heights = [float(np.flatnonzero(ink[:, column]).mean()) for column in columns]
    assert np.corrcoef(columns, heights)[0, 1] < -0.99
    assert np.ptp(columns) > 0.85 * tile.width()


def test_the_dot_is_where_it_was_learned(tile: PinTile) -> None:
    places = []
    for since in (1.0, 2.0, 3.0):
        tile.show_pin(SEVEN, progress(0.5, since))
        ink = chart_of(tile)
        thick = np.flatnonzero(ink.sum(axis=0) >= 4)
        assert 3 <= len(thick) <= 9
        places.append(float(thick.mean()))
    left, right = 6.0, tile.width() - 6.0
    np.testing.assert_allclose(
        places, [left + share * (right - left) for share in (0.25, 0.5, 0.75)], atol=1.5
    )
    tile.show_pin(SEVEN, progress(0.5))
    ink = chart_of(tile)
    assert not (ink.sum(axis=0) >= 4).any()


def test_a_label_that_is_read_is_filled(tile: PinTile) -> None:
    amounts = []
    for answer in (7, 1):
        tile.show_pin(SEVEN, progress(answer=answer))
        amounts.append(int(ink_of(tile)[:66].sum()))
    assert amounts[0] > amounts[1] + 100


def test_all_kinds_of_drawings_are_shown(tile: PinTile, small: DataSet) -> None:
    grey = np.full((90, 120), 220.0, np.float32)
    grey[20:70, 55:65] = 20.0
    heads = []
    for content in (SEVEN, ONE, stored_digit(small.test, 0), Picture.of(grey)):
        tile.show_pin(content, progress())
        image = tile.grab().toImage()
        heads.append(image.copy(6, 6, 50, 60))
    assert not any(a == b for a, b in combinations(heads, 2))


@pytest.mark.parametrize("size", [(20, 20), (53, 60), (84, 84), (106, 106), (400, 300)])
@pytest.mark.parametrize("scale", [1.0, 1.35])
def test_a_tile_of_any_size(tile: PinTile, size: tuple[int, int], scale: float) -> None:
    tile.set_theme(themes.choose("dark", scale))
    tile.resize(*size)
    for each in (
        progress(0.3, 2.0),
        replace(progress(), epochs=np.empty(0), values=np.empty(0)),
        replace(progress(), epochs=np.zeros(1), values=np.ones(1)),
        replace(progress(), probabilities=None, epochs=np.empty(0), values=np.empty(0)),
    ):
        tile.show_pin(SEVEN, each)
        assert not tile.grab().isNull()


def test_when_it_was_learned_in_words() -> None:
    read = progress(0.9, 1.25)
    assert captions(read) == ("Read since epoch 1.25", "Since 1.25")
    assert described(read) == (
        f"Pinned as a 7, read as a 7. Probability of 7: {percent(1.0)}. Read since epoch 1.25."
    )
    assert captions(progress(0.9, 0.0))[0] == "Read from the start"
    late = replace(progress(0.9, 2.0), read_always=True, epochs=np.linspace(2.0, 4.0, 401))
    assert captions(late)[0] == "Read since pinned"
    assert captions(progress(0.1, answer=1))[0] == "Not read rightly"
    assert "read as a 1. Probability of 7: 0.0\N{NO-BREAK SPACE}%." in described(
        progress(0.1, answer=1)
    )
    untrained = replace(progress(0.1, 0.0), epochs=np.zeros(1), values=np.zeros(1))
    assert captions(untrained) == ()


def test_loaded_drawings_need_no_network(strip: Strip, tmp_path: Path, dialogs: Answer) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, [PinnedDrawing(SEVEN, 7)])
    dialogs(str(path))
    strip.panel.load()
    assert strip.predictor.snapshot is None
    assert len(strip.shown) == 1
    assert not strip.panel.grab().isNull()


def test_pins_are_explained_and_follow_the_language(strip: Strip, qtbot: QtBot) -> None:
    strip.show()
    strip.pin_digits(2)
    strip.step()
    panel, tile = strip.panel, strip.panel.tiles[0]
    label = strip.pins.drawings[0].label
    assert tile.accessibleDescription() in html.unescape(explanation(tile))
    assert "2 of 12" in explanation(panel.save_button)
    choose_language("de")
    qtbot.waitUntil(lambda: tile.accessibleName() == f"Angepinnte Zeichnung einer {label}")
    assert tile.accessibleDescription().startswith(f"Als {label} angepinnt")
    assert tile.accessibleDescription() in tile.toolTip()
    assert tile.remove.toolTip() == f"Diese {label} wegnehmen (Entf)"
    assert panel.caption.text().startswith("2 von 12 · ")
    assert panel.clear_button.text() == "Alle entfernen"
    assert refused(Refusal.BLANK, "3").startswith("Nichts zum Anpinnen")
    choose_language("en")
    qtbot.waitUntil(lambda: tile.accessibleName() == f"Pinned drawing of a {label}")
    assert tile.accessibleDescription().startswith(f"Pinned as a {label}")
