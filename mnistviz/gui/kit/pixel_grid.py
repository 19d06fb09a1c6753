"""Shows a 28x28 picture exactly as the network is given it."""

from functools import cache

import numpy as np
from PyQt6.QtCore import QRectF, QSize
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.ink.ink import SHAPE, SIDE
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import Theme
from mnistviz.nn.arrays import ByteArray


class PixelGrid(QWidget):
    """A square of 28 by 28 plain pixels, ink dark on light or light on dark as the theme has it."""

    def __init__(self, name: str, side: int) -> None:
        """``name`` is its accessible name, in English; ``side`` in pixels at scale 1."""
        super().__init__()
        speak(self, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._side = side
        self._theme: Theme | None = None
        self._fixed: int | None = None
        self._faint = False
        self._pixels: ByteArray = np.zeros(SIDE * SIDE, np.uint8)

    @property
    def pixels(self) -> ByteArray:
        """The picture shown, ``(784,)``."""
        return self._pixels

    def set_pixels(self, pixels: ByteArray) -> None:
        """Show ``(784,)`` bytes, ink is 255."""
        if pixels is not self._pixels:
            self._pixels = pixels
            self.update()

    def set_side(self, side: int) -> None:
        """Be so many pixels wide and high, whatever the theme's scale."""
        if side != self._fixed:
            self._fixed = side
            self.updateGeometry()
            self.update()

    def set_faint(self, *, faint: bool) -> None:
        """Paint the picture faintly, as one that adds nothing to the one before."""
        if faint != self._faint:
            self._faint = faint
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        side = self._theme.px(self._side) if self._theme else self._side
        side = side if self._fixed is None else self._fixed
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """One image, not smoothed."""
        if self._theme is None:
            return
        painter = QPainter(self)
        image = ink_image(self._pixels, self._theme)
        side = float(min(self.width(), self.height()))
        painter.setOpacity(0.4 if self._faint else 1.0)
        painter.drawImage(QRectF(0, 0, side, side), image)
        painter.setOpacity(1.0)
        painter.setPen(QColor(self._theme.border))
        painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1))


def ink_image(pixels: ByteArray, theme: Theme) -> QImage:
    """Bytes as an image: paper is the surface's colour, full ink the text's.

    Args:
        pixels: ``(height, width)``; ``(784,)`` if it is of the canvas's shape.
        theme: whose colours.
    """
    height, width = pixels.shape if pixels.ndim == 2 else SHAPE
    data = np.ascontiguousarray(pixels)
    image = QImage(data.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(_shades(theme.surface, theme.text))
    return image


@cache
def _shades(paper: str, ink: str) -> list[int]:
    """The colours of the 256 levels; to mix them takes longer than to paint a picture."""
    low, high = QColor(paper), QColor(ink)
    return [_mix(low, high, level / 255.0) for level in range(256)]


def _mix(a: QColor, b: QColor, share: float) -> int:
    def part(low: int, high: int) -> int:
        return round(low + (high - low) * share)

    return qRgb(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()))
