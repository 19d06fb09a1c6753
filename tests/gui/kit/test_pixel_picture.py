"""Pixels as pictures: where each lies, in which colour, and how one is pointed at or chosen."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.color_bar import ColorBar
from mnistviz.gui.kit.pixel_image import color_table, heat_image, ink_image
from mnistviz.gui.kit.pixel_picture import BLANK, Ink, PixelPicture, Place, Pointing
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.filters.view import ends_of
from mnistviz.gui.views.gradients.weight_picker import Heat
from tests.gui.support import key_click, mouse_click, mouse_move

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def picture(widget: QWidget, qtbot: QtBot, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


@pytest.fixture
def pixels() -> npt.NDArray[np.uint8]:
    result = np.zeros(784, np.uint8)
    result[5 * 28 + 3] = 255
    result[20 * 28 + 10] = 128
    return result


@both
def test_ink_in_a_picture(
    qtbot: QtBot, light: Theme, theme: Theme, pixels: npt.NDArray[np.uint8]
) -> None:
    widget = PixelPicture("What the network is given", 84, BLANK)
    nothing = picture(widget, qtbot, 280, 280)
    assert len({nothing.pixelColor(x, 30).name() for x in range(280)}) == 1
    widget.set_theme(theme)
    assert widget.sizeHint() == QSize(84, 84)
    widget.show_pixels(Ink(pixels))
    image = widget.grab().toImage()
    # Ten screen pixels a pixel, so that it can be seen where each of them lies.
    assert image.pixelColor(35, 55).name() == theme.text
    assert image.pixelColor(45, 55).name() == theme.surface
    between = image.pixelColor(105, 205).lightness()
    ends = (QColor(theme.text).lightness(), QColor(theme.surface).lightness())
    assert min(ends) + 40 < between < max(ends) - 40
    assert image.pixelColor(0, 140).name() == theme.border
    widget.show_pixels(Ink(pixels, faint=True))
    faint = widget.grab().toImage().pixelColor(35, 55).lightness()
    assert min(ends) + 40 < faint < max(ends) - 40
    assert widget.accessibleName() == "What the network is given"


def test_its_size_grows_with_the_type_unless_it_is_fixed(light: Theme, qtbot: QtBot) -> None:
    widget = PixelPicture("A picture", 84, BLANK)
    qtbot.addWidget(widget)
    widget.set_theme(Theme(**{**vars(LIGHT), "scale": 2.0}))
    assert widget.sizeHint() == QSize(168, 168)
    widget.set_side(100)
    assert widget.sizeHint() == QSize(100, 100)


def test_the_same_pixels_are_not_painted_again(
    light: Theme, qtbot: QtBot, pixels: npt.NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = PixelPicture("A picture", 84, Ink(pixels))
    qtbot.addWidget(widget)
    asked: list[None] = []
    monkeypatch.setattr(widget, "update", lambda: asked.append(None))
    widget.show_pixels(Ink(pixels))
    assert not asked
    widget.show_pixels(Ink(pixels, faint=True))
    widget.show_pixels(Ink(pixels.copy(), faint=True))
    assert len(asked) == 2


def shown(pointing: Pointing, qtbot: QtBot) -> tuple[PixelPicture[Ink], list[Place | None]]:
    """Ten screen pixels a pixel, and where it was pointed at."""
    widget, told = PixelPicture("A picture", 280, BLANK, pointing), list[Place | None]()
    qtbot.addWidget(widget)
    widget.set_theme(LIGHT)
    widget.resize(280, 280)
    widget.pointed.connect(lambda: told.append(widget.at))
    widget.show()
    return widget, told


def test_a_pixel_is_pointed_at(light: Theme, qtbot: QtBot) -> None:
    widget, told = shown(Pointing.HOVER, qtbot)
    mouse_move(widget, QPoint(55, 35))
    mouse_move(widget, QPoint(57, 36))
    assert told == [(3, 5)]
    key_click(widget, Qt.Key.Key_Down)
    key_click(widget, Qt.Key.Key_Left)
    assert told[-2:] == [(4, 5), (4, 4)]
    widget.leaveEvent(None)
    assert told[-1:] == [None]
    for _ in range(20):
        key_click(widget, Qt.Key.Key_Up)
    assert told[-1] == (0, 14), "from the middle as far as there are pixels"
    count = len(told)
    key_click(widget, Qt.Key.Key_A)
    mouse_click(widget, QPoint(100, 100))
    assert len(told) == count


def test_a_pixel_is_chosen(light: Theme, qtbot: QtBot) -> None:
    widget, told = shown(Pointing.CHOOSE, qtbot)
    mouse_move(widget, QPoint(55, 35))
    assert told == [], "without the button"
    mouse_click(widget, widget.place_of(7, 20).center().toPoint())
    mouse_click(widget, QPoint(279, 0))
    assert told == [(7, 20), (0, 27)]
    widget.mark(3, 3)
    widget.leaveEvent(None)
    assert widget.at == (3, 3)
    assert len(told) == 2, "nobody is told what nobody has done"
    key_click(widget, Qt.Key.Key_Right)
    assert told[-1] == (3, 4)


def test_one_that_is_only_looked_at(light: Theme, qtbot: QtBot) -> None:
    widget, told = shown(Pointing.NONE, qtbot)
    mouse_move(widget, QPoint(55, 35))
    mouse_click(widget, QPoint(55, 35))
    key_click(widget, Qt.Key.Key_Right)
    assert told == []
    assert widget.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_several_numbers_in_a_screen_pixel_are_mixed(light: Theme, qtbot: QtBot) -> None:
    ends = Heat(np.where(np.indices((200, 200)).sum(axis=0) % 2, 1.0, -1.0), 1.0)
    widget = PixelPicture("A picture", 100, ends)
    widget.set_theme(light)
    for side, mixed in ((100, True), (400, False)):
        color = picture(widget, qtbot, side, side).pixelColor(side // 2, side // 2).name()
        assert (color not in {light.positive, light.negative}) is mixed


@both
def test_ink(theme: Theme, pixels: npt.NDArray[np.uint8]) -> None:
    image = ink_image(pixels.reshape(28, 28), theme)
    assert (image.width(), image.height()) == (28, 28)
    assert image.pixelColor(3, 5).name() == theme.text
    assert image.pixelColor(0, 0).name() == theme.surface


@both
def test_numbers_as_colours(theme: Theme) -> None:
    image = heat_image(np.array([[-3.0, 0.0], [np.nan, 0.5]]), 0.5, theme)
    assert (image.width(), image.height()) == (2, 2)
    names = [image.pixelColor(x, y).name() for y in range(2) for x in range(2)]
    assert names == [theme.negative, theme.neutral, theme.neutral, theme.positive]


def _distance(a: QColor, b: QColor) -> int:
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return sum(abs(one - other) for one, other in pairs)


def bar_in(theme: Theme, room: int | None = None) -> ColorBar:
    bar = ColorBar("A scale", QSize(244, 18), room)
    bar.set_theme(theme)
    return bar


@both
def test_color_bar(qtbot: QtBot, light: Theme, theme: Theme) -> None:
    bar = bar_in(theme, 72)
    hint = bar.sizeHint()
    own = picture(bar, qtbot, hint.width(), hint.height())
    y = hint.height() // 2
    colors = [own.pixelColor(x, y) for x in range(hint.width())]
    table = color_table(theme)
    places = []
    for shade in (0, 127, 254):
        wanted = QColor.fromRgb(int(table[shade]))
        distances = [_distance(color, wanted) for color in colors]
        assert min(distances) < 24, "the bar has fewer pixels than shades, but not that few"
        places.append(distances.index(min(distances)))
    assert places[0] < places[2]
    assert places[0] < hint.width() // 2 < places[2]
    bar.set_ends("−0.25", "+0.25")
    assert bar.grab().toImage() != own
    assert bar.words() == "−0.25 … +0.25"
    bar.set_ends("", "")
    assert bar.grab().toImage() == own


LIMITS = [*(0.00123, 0.6, 2.5, 60.0), *(1e-12, 1e-4, 1.5e-5, 1e9)]


@pytest.mark.parametrize("limit", LIMITS)
def test_the_figures_beside_the_bar_have_room(qtbot: QtBot, light: Theme, limit: float) -> None:
    bar = bar_in(light, 72)
    bar.set_ends(*ends_of(limit))
    hint = bar.sizeHint()
    image = picture(bar, qtbot, hint.width(), hint.height())
    paper = image.pixelColor(0, 0).name()
    for x in (0, hint.width() - 1):
        column = {image.pixelColor(x, y).name() for y in range(hint.height())}
        assert column == {paper}, "a figure is cut off"


def test_figures_that_need_less_leave_more_for_the_bar(qtbot: QtBot, light: Theme) -> None:
    bar = bar_in(light)
    bar.set_width(200)
    widths = []
    for end in ("1", "0.00025"):
        bar.set_ends(f"−{end}", f"+{end}")
        image = picture(bar, qtbot, 200, 18)
        edge = [x for x in range(200) if image.pixelColor(x, 4).name() == light.border]
        widths.append(max(edge) - min(edge))
    assert widths[0] > widths[1] + 20
