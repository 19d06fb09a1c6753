"""What is not drawn with the pen, as an image for the screen."""

import gc

import numpy as np
import pytest
from PyQt6.QtGui import QColor, QImage

from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.gui.kit.stroke_layer import content_image
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme

_RANDOM = np.random.default_rng(5)


def levels(image: QImage) -> list[list[int]]:
    return [
        [image.pixelColor(x, y).red() for x in range(image.width())] for y in range(image.height())
    ]


@pytest.mark.parametrize("size", [(7, 31), (40, 33), (1, 5), (64, 64)])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_picture_is_shown_as_it_is(size: tuple[int, int], theme: Theme) -> None:
    """Whatever the theme: rows whose width is no multiple of four too."""
    grey = _RANDOM.integers(0, 256, size).astype(np.float32)
    picture = Picture.of(grey)
    image = content_image(picture, theme)
    assert (image.width(), image.height()) == size[::-1]
    assert levels(image) == picture.grey.tolist()
    assert image.isGrayscale()


def test_a_picture_that_is_a_view() -> None:
    """Turned or cut out of another, its rows do not follow one another in memory."""
    grey = _RANDOM.integers(0, 256, (30, 50)).astype(np.float32)
    picture = Picture.of(grey.T[3:40:2])
    assert levels(content_image(picture, LIGHT)) == picture.grey.tolist()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_digit_is_shown_with_the_themes_ink(theme: Theme) -> None:
    pixels = np.zeros(784, np.uint8)
    pixels[28 * 3 + 5], pixels[28 * 3 + 6] = 255, 128
    image = content_image(StoredDigit(pixels), theme)
    assert (image.width(), image.height()) == (28, 28)
    paper, ink = QColor(theme.surface), QColor(theme.text)
    assert image.pixelColor(0, 0) == paper
    assert image.pixelColor(5, 3) == ink
    between = image.pixelColor(6, 3).red()
    assert min(paper.red(), ink.red()) < between < max(paper.red(), ink.red())


def test_an_image_outlives_what_it_was_made_of() -> None:
    grey = np.full((200, 200), 77.0, np.float32)
    grey[50:150, 90:110] = 200.0
    image = content_image(Picture.of(grey), LIGHT)
    expected = grey.astype(np.uint8).tolist()
    del grey
    gc.collect()
    other = [np.zeros((200, 200), np.uint8) for _ in range(20)]
    assert levels(image) == expected
    assert len(other) == 20
