"""Many small pictures: which are painted, pointed at and picked."""

from collections.abc import Iterator

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.mistakes.gallery import DigitGallery
from tests.gui.support import key_click, mouse_click, mouse_move, surface_of

WIDEST = "99 %"
OUTSIDE = QPoint(20, 300)


@pytest.fixture
def digits(small: DataSet) -> LabelledImages:
    return small.test


@pytest.fixture
def gallery(qtbot: QtBot, light: Theme, digits: LabelledImages) -> Iterator[DigitGallery]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 400)
    result = DigitGallery()
    result.setParent(window)
    result.set_theme(light)
    result.setGeometry(50, 0, 210, 160)
    result.set_images(digits, np.arange(100, 200), lambda number: f"{number} %", WIDEST)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    mouse_move(window, OUTSIDE)
    result.clearFocus()
    yield result
    window.close()


@pytest.fixture
def picked(gallery: DigitGallery) -> list[int]:
    result: list[int] = []
    gallery.picked.connect(result.append)
    return result


def pointed(gallery: DigitGallery) -> int | None:
    """The place in order of the image with the keyboard."""
    number = gallery.number_at(None)
    return None if number is None else gallery.numbers.tolist().index(number)


def place_at(gallery: DigitGallery, point: QPoint) -> int:
    number = gallery.number_at(point)
    assert number is not None
    return list(gallery.numbers).index(number)


def texts(gallery: DigitGallery) -> list[str]:
    model = gallery.model()
    assert model is not None
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def in_use(gallery: DigitGallery) -> bool:
    return gallery.is_in_use


def scrolled(gallery: DigitGallery) -> int:
    bar = gallery.verticalScrollBar()
    assert bar is not None
    return bar.value()


def scroll(gallery: DigitGallery, to: int) -> None:
    bar = gallery.verticalScrollBar()
    assert bar is not None
    bar.setValue(to)


def ink(gallery: DigitGallery, place: int) -> float:
    """The mean darkness of a picture as it is painted, 0 to 1."""
    tile = gallery.tile(place)
    side = tile.width() - 6
    image = surface_of(gallery).grab(tile.adjusted(2, 2, -8, side - tile.height() - 2)).toImage()
    shades = [
        image.pixelColor(x, y).lightnessF()
        for x in range(image.width())
        for y in range(image.height())
    ]
    return 1.0 - float(np.mean(shades))


def columns(gallery: DigitGallery) -> int:
    return sum(1 for place in range(20) if gallery.tile(place).top() == gallery.tile(0).top())


def test_pictures_in_reading_order(gallery: DigitGallery, digits: LabelledImages) -> None:
    wide = columns(gallery)
    assert wide >= 3
    expected = [float(digits.images[100 + place].mean()) / 255.0 for place in range(2 * wide)]
    seen = [ink(gallery, place) for place in range(2 * wide)]
    assert np.corrcoef(expected, seen)[0, 1] > 0.98
    assert gallery.tile(wide).topLeft().x() == gallery.tile(0).topLeft().x()
    assert texts(gallery)[3] == "103 %"


def test_both_themes(gallery: DigitGallery) -> None:
    light = ink(gallery, 0)
    gallery.set_theme(DARK)
    assert ink(gallery, 0) > 0.5 > light
    gallery.set_theme(LIGHT)
    assert ink(gallery, 0) == light


def test_only_what_is_in_view_is_drawn(gallery: DigitGallery) -> None:
    surface_of(gallery).grab()
    assert len(gallery._tile._pictures) <= 4 * columns(gallery)
    assert scrolled(gallery) == 0


def test_the_wheel_reaches_the_last(gallery: DigitGallery) -> None:
    bar = gallery.verticalScrollBar()
    assert bar is not None
    scroll(gallery, bar.maximum())
    assert gallery.tile(99).bottom() < surface_of(gallery).height()
    assert place_at(gallery, gallery.tile(99).center()) == 99


def test_a_click_picks(gallery: DigitGallery, picked: list[int]) -> None:
    mouse_click(gallery, gallery.tile(4).center())
    scroll(gallery, 300)
    under = place_at(gallery, gallery.tile(40).center())
    mouse_click(gallery, QPoint(20, 20))
    expected = place_at(gallery, QPoint(20, 20))
    assert under == 40
    assert picked == [104, 100 + expected]
    assert expected > 4


def test_beside_the_pictures_is_nothing(gallery: DigitGallery, picked: list[int]) -> None:
    gallery.set_images(gallery._tile.digits, np.array([7]), str, WIDEST)  # type: ignore[arg-type]
    mouse_click(gallery, gallery.tile(1).center())
    mouse_click(gallery, gallery.tile(0).center())
    assert picked == [7]


def test_the_keyboard_moves_and_scrolls(gallery: DigitGallery, picked: list[int]) -> None:
    wide = columns(gallery)
    gallery.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        key_click(gallery, key)
    assert pointed(gallery) == 2 * wide
    assert scrolled(gallery) > 0
    key_click(gallery, Qt.Key.Key_Return)
    key_click(gallery, Qt.Key.Key_End)
    key_click(gallery, Qt.Key.Key_Space)
    assert gallery.tile(99).bottom() < surface_of(gallery).height()
    key_click(gallery, Qt.Key.Key_PageUp)
    assert (pointed(gallery) or 99) < 99 - wide
    key_click(gallery, Qt.Key.Key_Home)
    key_click(gallery, Qt.Key.Key_Up)
    key_click(gallery, Qt.Key.Key_Enter)
    assert picked == [100 + 2 * wide, 199, 100]
    assert scrolled(gallery) == 0


def test_where_the_keyboard_is_can_be_seen(gallery: DigitGallery) -> None:
    plain = gallery.grab().toImage()
    gallery.setFocus()
    assert gallery.grab().toImage() != plain


def test_the_pointer(gallery: DigitGallery) -> None:
    plain = gallery.grab().toImage()
    mouse_move(gallery, gallery.tile(4).center())
    assert gallery.number_at(gallery.tile(4).center()) == 104
    assert gallery.grab().toImage() != plain


def test_other_images_leave_it_where_it_is_scrolled(
    gallery: DigitGallery, digits: LabelledImages
) -> None:
    scroll(gallery, 200)
    gallery.set_images(digits, np.arange(50, 200), str, WIDEST)
    assert scrolled(gallery) == 200
    gallery.scroll_to_start()
    assert scrolled(gallery) == 0


def test_the_keyboard_stays_on_its_image(gallery: DigitGallery, digits: LabelledImages) -> None:
    gallery.setFocus()
    key_click(gallery, Qt.Key.Key_Right)
    gallery.set_images(digits, np.array([3, 4, 101, 5]), str, WIDEST)
    assert pointed(gallery) == 2
    gallery.set_images(digits, np.array([3, 4]), str, WIDEST)
    assert pointed(gallery) == 0
    gallery.set_images(digits, np.empty(0, np.int64), str, WIDEST)
    assert pointed(gallery) is None
    key_click(gallery, Qt.Key.Key_Right)
    key_click(gallery, Qt.Key.Key_Return)
    surface_of(gallery).grab()


def test_it_tells_when_it_is_left(gallery: DigitGallery, qtbot: QtBot) -> None:
    left: list[None] = []
    gallery.left.connect(lambda: left.append(None))
    assert not in_use(gallery)
    gallery.setFocus()
    assert in_use(gallery)
    mouse_move(gallery, gallery.tile(0).center())
    gallery.clearFocus()
    assert in_use(gallery), "the pointer is in it"
    assert left == []
    window = gallery.window()
    assert window is not None
    mouse_move(window, OUTSIDE)
    assert not in_use(gallery)
    assert left == [None]


@pytest.mark.parametrize("width", [90, 130, 210, 450, 1000])
def test_as_many_columns_as_there_is_room_for(gallery: DigitGallery, width: int) -> None:
    gallery.resize(width, 300)
    viewport = surface_of(gallery)
    wide = columns(gallery)
    assert gallery.tile(wide - 1).right() <= viewport.width()
    assert gallery.tile(0).width() >= min(48, width - 8)
    assert gallery.tile(0).width() <= 90


def test_wide_texts_have_room(gallery: DigitGallery, digits: LabelledImages) -> None:
    narrow = gallery.tile(0).width()
    gallery.set_images(digits, np.arange(9), str, "a text as long as this")
    assert gallery.tile(0).width() > narrow
