"""Equal tiles in rows that scroll."""

import math
from typing import NamedTuple

from PyQt6.QtCore import QPointF, QRect
from PyQt6.QtGui import QFontMetricsF

from mnistviz.gui.kit.theme import SMALL, Theme, font

_SMALLEST, _LARGEST = 42, 84
"""Sides of a picture, at scale 1."""

_COLUMNS = 8
"""With room for more, the pictures are larger instead."""

_GAP = 6
"""Between two pictures, at scale 1."""


class TileGrid(NamedTuple):
    """A picture and a line of text below it, many times.

    Attributes:
        columns: at least 1.
        side: of a picture, in pixels.
        width, height: of a tile, with the gap at its right, its text, and the gap below.
    """

    columns: int = 1
    side: int = 1
    width: int = 1
    height: int = 1

    @classmethod
    def of(cls, room: int, theme: Theme, text: str) -> "TileGrid":
        """As many columns as ``room`` pixels allow, each picture as wide as ``text`` at least."""
        metrics = QFontMetricsF(font(theme, SMALL))
        gap, line = theme.px(_GAP), math.ceil(metrics.height())
        widest = math.ceil(metrics.horizontalAdvance(text))
        smallest = max(theme.px(_SMALLEST), widest + 3) + gap
        columns = min(max(room // smallest, 1), _COLUMNS)
        width = max(min(room // columns, max(theme.px(_LARGEST) + gap, smallest)), gap + 1)
        return cls(max(room // width, 1), width - gap, width, width + line)

    def rows(self, count: int) -> int:
        """That so many tiles take."""
        return -(-count // self.columns)

    def tile(self, place: int, scrolled: int) -> QRect:
        """The ``place``-th tile, ``scrolled`` pixels down."""
        row, column = divmod(place, self.columns)
        return QRect(column * self.width, row * self.height - scrolled, self.width, self.height)

    def place_at(self, position: QPointF, scrolled: int) -> int:
        """The tile there, by its place in order, whether there are so many or not; -1 beside."""
        column = math.floor(position.x() / self.width)
        row = math.floor((position.y() + scrolled) / self.height)
        inside = 0 <= column < self.columns and row >= 0
        return row * self.columns + column if inside else -1

    def in_view(self, scrolled: int, height: int) -> range:
        """The tiles of which something is to be seen, as places in order."""
        first, last = scrolled // self.height, (scrolled + height) // self.height
        return range(first * self.columns, (last + 1) * self.columns)
