"""Painted pictures of evidence and of changes."""

import numpy as np
import pytest
from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.pixel_picture import PixelPicture, Pixels
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.evidence.parts import Contributions, InkChange, outline

SIDE = 280


def shown(qtbot: QtBot, light: Theme, pixels: Pixels) -> QWidget:
    widget = PixelPicture("A picture", SIDE, pixels)
    qtbot.addWidget(widget)
    widget.set_theme(light)
    widget.resize(SIDE, SIDE)
    widget.show()
    return widget


@pytest.fixture
def picture(qtbot: QtBot, light: Theme) -> QWidget:
    values, pixels = np.zeros(784, np.float32), np.zeros(784, np.uint8)
    values[3 * 28 + 5], values[10 * 28 + 20], values[0] = 2.0, -2.0, 0.2
    pixels[3 * 28 + 5] = pixels[10 * 28 + 20] = 255
    return shown(qtbot, light, Contributions(values, pixels, 2.0))


def color(widget: QWidget, row: int, column: int, dx: int = 2, dy: int = 2) -> QColor:
    """Near the upper left corner of a cell, where no sign is painted."""
    return widget.grab().toImage().pixelColor(column * 10 + dx, row * 10 + dy)


def test_green_for_and_purple_against(picture: QWidget, light: Theme) -> None:
    assert color(picture, 3, 5).name() == light.positive
    assert color(picture, 10, 20).name() == light.negative
    assert color(picture, 20, 20).name() == light.neutral
    faint = color(picture, 0, 0)
    assert faint.green() > faint.red()
    assert faint.name() != light.positive


def test_strong_pixels_bear_their_sign(picture: QWidget, light: Theme) -> None:
    assert color(picture, 3, 5, 5, 5).name() == light.surface
    assert color(picture, 3, 5, 5, 3).name() == light.surface, "upwards as well: a plus"
    assert color(picture, 10, 20, 5, 5).name() == light.surface
    assert color(picture, 10, 20, 5, 3).name() == light.negative, "a minus"
    assert color(picture, 0, 0, 5, 5).name() == color(picture, 0, 0).name(), "too weak for one"


def test_the_ink_has_an_outline(picture: QWidget, light: Theme) -> None:
    image = picture.grab().toImage()
    along = [image.pixelColor(x, y).name() for x in (49, 50) for y in range(32, 38)]
    assert light.muted in along


def test_ink_that_comes_and_goes(qtbot: QtBot, light: Theme) -> None:
    before, after = np.zeros(784, np.uint8), np.zeros(784, np.uint8)
    before[5 * 28 + 5] = before[9 * 28 + 9] = after[5 * 28 + 5] = after[12 * 28 + 20] = 255
    widget = shown(qtbot, light, InkChange(before, after))
    assert color(widget, 12, 20, 5, 5).name() == light.positive
    assert color(widget, 9, 9, 5, 2).name() == light.negative
    assert color(widget, 9, 9, 5, 5).name() != light.negative, "crossed out"
    stays = color(widget, 5, 5, 5, 5)
    assert stays.red() == pytest.approx(stays.green(), abs=6)
    assert 90 < stays.red() < 200
    assert color(widget, 20, 3, 5, 5).name() == light.surface
    image = widget.grab().toImage()
    edges = {image.pixelColor(x, 125).name() for x in (199, 200)}
    assert light.text in edges, "what is added has an outline"


def test_an_outline_runs_between_inside_and_outside() -> None:
    inside = np.zeros(784, bool)
    inside[[0, 1, 28]] = True
    path = outline(inside.reshape(28, 28))
    assert path.elementCount() == 2 * 8
    assert path.boundingRect() == QRectF(0, 0, 2, 2)
    assert path.elementAt(0).isMoveTo()
    assert QPointF(path.elementAt(0).x, path.elementAt(0).y) == QPointF(0.0, 0.0)
    assert outline(np.zeros((28, 28), bool)).isEmpty()
