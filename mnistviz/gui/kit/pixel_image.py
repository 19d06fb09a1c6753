"""Arrays as images, a pixel each: a digit's ink in shades of grey, numbers in diverging colours."""

from functools import cache

import numpy as np
import numpy.typing as npt
from PyQt6.QtGui import QColor, QImage

from mnistviz.gui.kit.theme import Theme
from mnistviz.nn.arrays import ByteArray, FloatArray

LEVELS = 127
"""Shades on either side of zero."""


def ink_image(pixels: ByteArray, theme: Theme, strength: float = 1.0) -> QImage:
    """Bytes as an image: paper is the surface's colour, full ink the text's.

    Args:
        pixels: ``(height, width)``.
        theme: whose colours.
        strength: how much of the text's colour full ink has, 0 to 1.
    """
    height, width = pixels.shape
    data = np.ascontiguousarray(pixels)
    image = QImage(data.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(_greys(theme.surface, theme.text, strength))
    return image


@cache
def _greys(paper: str, ink: str, strength: float) -> list[int]:
    """The colours of the 256 levels; to mix them takes longer than to paint a picture."""
    table: list[int] = _between((paper, ink), np.linspace(0.0, strength, 256)).tolist()
    return table


@cache
def color_table(theme: Theme) -> npt.NDArray[np.uint32]:
    """255 colours from the most negative over zero (in the middle) to the most positive."""
    ends = theme.negative, theme.neutral, theme.positive
    return _between(ends, np.linspace(0.0, 2.0, 2 * LEVELS + 1))


def _between(names: tuple[str, ...], at: npt.NDArray[np.float64]) -> npt.NDArray[np.uint32]:
    """Mixtures of neighbours in a row of colours: 0.5 lies halfway from the first to the second."""
    rgb = np.array([QColor(name).getRgb()[:3] for name in names], float)
    mixed = np.stack([np.interp(at, np.arange(len(rgb)), part) for part in rgb.T]).round()
    red, green, blue = mixed.astype(np.uint32)
    table: npt.NDArray[np.uint32] = 0xFF000000 | red << 16 | green << 8 | blue
    return table


def shades(values: FloatArray, limits: FloatArray | float) -> npt.NDArray[np.uint8]:
    """Indices into the colour table: beyond the limit that of the limit, of NaN that of 0.

    Args:
        values: of any shape.
        limits: the size that has the full colour, 0 or more; or one each of the last axis.
    """
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        scaled = np.clip(values * np.divide(LEVELS, limits), -LEVELS, LEVELS)
    unknown = np.isnan(scaled)
    if unknown.any():
        scaled[unknown] = 0.0
    levels: npt.NDArray[np.uint8] = np.rint(scaled + LEVELS).astype(np.uint8)
    return levels


def heat_image(values: FloatArray, limit: float, theme: Theme) -> QImage:
    """A matrix in the colours of the table; ``limit``, 0 or more, and beyond has the full one."""
    return image_of(color_table(theme).take(shades(values, limit)))


def image_of(colors: npt.NDArray[np.uint32]) -> QImage:
    """``(rows, columns)`` colours, as 0xFFRRGGBB."""
    height, width = colors.shape
    return QImage(colors.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
