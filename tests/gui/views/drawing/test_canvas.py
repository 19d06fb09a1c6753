"""Strokes on the canvas, whatever its size on screen."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QEvent, QPoint, QRect, Qt
from PyQt6.QtGui import QFocusEvent, QImage
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.app.document import Document
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.gui.kit.theme import DARK, Theme
from mnistviz.gui.views.drawing.canvas import Canvas
from mnistviz.nn.arrays import ByteArray
from tests.gui.support import mouse_move, mouse_press, mouse_release

RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def canvas(qtbot: QtBot, light: Theme) -> Canvas:
    result = Canvas(Document())
    qtbot.addWidget(result)
    result.set_theme(light)
    result.resize(400, 300)
    result.show()
    qtbot.waitExposed(result)
    return result


def stroke(canvas: Canvas, qtbot: QtBot, *places: tuple[int, int]) -> None:
    """Within the square, which is 300 wide and begins 50 to the right."""
    points = [QPoint(50 + x, y) for x, y in places]
    mouse_press(canvas, points[0])
    for point in points[1:]:
        mouse_move(canvas, point)
    mouse_release(canvas, points[-1])


def given(canvas: Canvas) -> ByteArray:
    """What a network would be given of it."""
    return network_input(canvas._document.content, deskew=False)


def drawing_of(canvas: Canvas) -> Drawing:
    content = canvas._document.content
    assert isinstance(content, Drawing)
    return content


def test_places_are_in_units_of_the_canvas(canvas: Canvas, qtbot: QtBot) -> None:
    stroke(canvas, qtbot, (30, 60), (150, 150), (270, 240))
    (points,) = drawing_of(canvas).strokes
    expected = np.array([[30, 60], [150, 150], [270, 240]]) * CANVAS / 300
    np.testing.assert_allclose(points, expected, atol=1.0)


def test_the_same_strokes_at_another_size(canvas: Canvas, qtbot: QtBot) -> None:
    stroke(canvas, qtbot, (30, 60), (270, 240))
    before = given(canvas)
    canvas.resize(900, 600)
    assert np.array_equal(given(canvas), before)


def test_a_stroke_that_leaves_the_square_ends_at_its_edge(canvas: Canvas, qtbot: QtBot) -> None:
    stroke(canvas, qtbot, (150, 150), (900, -80))
    (points,) = drawing_of(canvas).strokes
    assert points.min() >= 0.0
    assert points.max() <= CANVAS


def test_a_dot(canvas: Canvas, qtbot: QtBot) -> None:
    stroke(canvas, qtbot, (150, 150))
    assert len(drawing_of(canvas).strokes) == 1
    assert given(canvas).any()
    canvas.grab()


def test_only_the_left_button_draws(canvas: Canvas, qtbot: QtBot) -> None:
    mouse_press(canvas, QPoint(200, 150), RIGHT)
    mouse_move(canvas, QPoint(250, 150))
    mouse_release(canvas, QPoint(250, 150), RIGHT)
    assert canvas._document.is_blank
    assert not canvas._document.can_undo


def test_moving_without_a_button_draws_nothing(canvas: Canvas, qtbot: QtBot) -> None:
    mouse_move(canvas, QPoint(200, 150))
    mouse_move(canvas, QPoint(250, 150))
    assert canvas._document.is_blank


def test_the_eraser_takes_away_what_it_meets(canvas: Canvas, qtbot: QtBot) -> None:
    stroke(canvas, qtbot, (50, 50), (250, 50))
    canvas.erasing = True
    stroke(canvas, qtbot, (50, 250), (250, 250))
    assert len(drawing_of(canvas).strokes) == 1
    stroke(canvas, qtbot, (150, 20), (150, 80))
    assert len(drawing_of(canvas).strokes) == 2


def test_who_loses_the_keyboard_lifts_the_pen(canvas: Canvas, qtbot: QtBot) -> None:
    """A dialog that opens is told of the release, and the canvas is not."""
    mouse_press(canvas, QPoint(100, 100))
    mouse_move(canvas, QPoint(150, 150))
    drawn_on = [canvas._document.is_under_way]
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut))
    drawn_on.append(canvas._document.is_under_way)
    assert drawn_on == [True, False]
    assert len(drawing_of(canvas).strokes) == 1
    mouse_move(canvas, QPoint(200, 200))
    assert len(drawing_of(canvas).strokes[0]) == 2


def _test_digit() -> StoredDigit:
    pixels: ByteArray = np.zeros(784, np.uint8)
    pixels[300:340] = 255
    return StoredDigit(pixels, 7, 3)


def test_a_test_digit_is_shown_as_it_is(canvas: Canvas) -> None:
    digit = _test_digit()
    canvas._document.put(digit)
    assert not canvas._document.is_blank
    assert np.array_equal(given(canvas), digit.pixels)
    canvas._document.undo()
    assert canvas._document.is_blank


def test_what_is_painted(canvas: Canvas, qtbot: QtBot) -> None:
    invitation = canvas.grab().toImage()
    stroke(canvas, qtbot, (60, 150), (240, 150))
    picture = canvas.grab().toImage()
    assert picture != invitation
    assert picture.pixelColor(50 + 150, 150).name() == "#17181c"
    assert picture.pixelColor(50 + 150, 60).name() == "#ffffff"
    canvas.set_theme(DARK)
    picture = canvas.grab().toImage()
    assert picture.pixelColor(50 + 150, 150).name() == DARK.text
    assert picture.pixelColor(50 + 150, 60).name() == DARK.surface
    canvas._document.clear()
    blank = canvas.grab().toImage()
    assert {blank.pixelColor(x, 150).name() for x in range(120, 280)} != {DARK.surface}


def _ways_of_painting(canvas: Canvas) -> tuple[QImage, QImage]:
    """The canvas as its pieces built it up, and as a new canvas paints the same drawing."""
    piece_by_piece = canvas.grab().toImage()
    at_once = Canvas(Document())
    at_once.set_theme(canvas_theme(canvas))
    at_once.resize(canvas.size())
    at_once._document.put(canvas._document.content)
    return piece_by_piece, at_once.grab().toImage()


def canvas_theme(canvas: Canvas) -> Theme:
    assert canvas._theme is not None
    return canvas._theme


def test_a_stroke_painted_piece_by_piece_looks_like_one_painted_at_once(
    canvas: Canvas, qtbot: QtBot
) -> None:
    stroke(canvas, qtbot, (40, 40), (120, 50))
    places = [(60 + 4 * k, 150 + round(60 * np.sin(k / 3))) for k in range(40)]
    mouse_press(canvas, QPoint(50 + places[0][0], places[0][1]))
    for x, y in places[1:]:
        mouse_move(canvas, QPoint(50 + x, y))
        canvas.grab()
    piece_by_piece, at_once = _ways_of_painting(canvas)
    inside = QRect(56, 6, 288, 288)
    one, other = (pixels_of(image.copy(inside)) for image in (piece_by_piece, at_once))
    assert np.abs(one - other).max() < 64


def pixels_of(image: QImage) -> npt.NDArray[np.int16]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = grey.constBits()
    assert bits is not None
    rows = np.frombuffer(bits.asstring(grey.sizeInBytes()), np.uint8)
    return rows.reshape(grey.height(), -1)[:, : grey.width()].astype(np.int16)


def test_points_far_apart_are_joined_by_a_bow(canvas: Canvas, qtbot: QtBot) -> None:
    ring = [(150 + round(100 * np.cos(a)), 150 + round(100 * np.sin(a))) for a in range(7)]
    stroke(canvas, qtbot, *ring)
    image = canvas.grab().toImage()
    # Half way between two points, on the circle, where a straight line would not be.
    middle = (50 + 150 + round(100 * np.cos(1.5)), 150 + round(100 * np.sin(1.5)))
    assert image.pixelColor(middle[0], middle[1] + 8).name() == canvas_theme(canvas).text


def test_a_picture_is_shown_in_its_own_shape(canvas: Canvas) -> None:
    grey = np.full((60, 120), 255, np.uint8)
    grey[20:40, 40:80] = 0
    canvas._document.put(Picture.of(grey.astype(np.float32)))
    image = canvas.grab().toImage()
    assert image.pixelColor(200, 150).name() == "#000000"
    assert image.pixelColor(60, 150).name() == "#ffffff"
    assert image.pixelColor(200, 20).name() == canvas_theme(canvas).surface
    assert not canvas._document.is_blank


def test_the_keyboard_is_shown_by_a_ring(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.clearFocus()
    without = canvas.grab().toImage()
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    assert canvas.grab().toImage() != without
