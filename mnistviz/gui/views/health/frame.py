"""What stands above and below the charts of the view Health: the layers, and the epochs.

Where the small charts of the view Health stand: a column for each layer, all rows alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.theme import CAPTION, SMALL, Theme, font

_NAMES, _TICKS, _VALUES, _BETWEEN = 102, 32, 54, 10
"""Pixels for the rows' names, the ends of the scales, the newest values, and between columns."""

_NARROW, _NARROWEST = 150, 96
"""Columns below these leave out the ends of the scales, and the newest values as well."""


@dataclass(frozen=True)
class Column:
    """One layer's place in a row, from left to right; heights are the row's."""

    left: float
    plot: float
    value: float
    right: float

    @property
    def has_ticks(self) -> bool:
        """Whether there is room for the ends of the scale, from ``left`` to ``plot``."""
        return self.plot > self.left

    @property
    def has_value(self) -> bool:
        """Whether there is room for the newest value, from ``value`` to ``right``."""
        return self.right > self.value


def names_width(theme: Theme, width: float) -> float:
    """Pixels for the names at the left of rows that are so wide."""
    return min(theme.px(_NAMES), 0.27 * width)


def columns(theme: Theme, width: float, count: int) -> list[Column]:
    """The columns of rows that are so wide."""
    first, between = names_width(theme, width) + theme.px(8), theme.px(_BETWEEN)
    each = (width - first - between * (count - 1)) / max(count, 1)
    ticks = theme.px(_TICKS) if each >= theme.px(_NARROW) else 0.0
    values = theme.px(_VALUES) if each >= theme.px(_NARROWEST) else 0.0
    lefts = [first + number * (each + between) for number in range(count)]
    return [Column(left, left + ticks, left + each - values, left + each) for left in lefts]


@cache
def small_font(theme: Theme) -> QFont:
    """The type of names, scales and values."""
    return font(theme, SMALL)


@cache
def line_height(theme: Theme) -> float:
    """Pixels that a line in it takes."""
    return QFontMetricsF(small_font(theme)).height()


def plot_of(column: Column, height: float) -> QRectF:
    """The room of a chart in a row that is so high."""
    end = column.value - (6.0 if column.has_value else 0.0)
    return QRectF(column.plot, 3.0, max(end - column.plot, 1.0), max(height - 6.0, 1.0))


class _Line(QWidget):
    """A line of words in the columns of the charts."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, round(line_height(self.theme)) + 2 if self.theme else 16)

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return self.sizeHint()


class LayerNames(_Line):
    """Attributes: ``names`` are what is written above the columns, each in full and in short."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[tuple[str, str], ...] = ()

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """A name for each column; the short one is for where the other has no room."""
        if tuple(names) != self.names:
            self.names = tuple(names)
            self.setAccessibleName(" · ".join(name for name, _ in names))
            self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Above the charts' left edges."""
        if self.theme is None:
            return
        painter = QPainter(self)
        kind = font(self.theme, CAPTION, bold=True)
        painter.setFont(kind)
        painter.setPen(QColor(self.theme.muted))
        metrics = QFontMetricsF(kind)
        for place, names in zip(
            columns(self.theme, self.width(), len(self.names)), self.names, strict=True
        ):
            room = place.right - place.plot
            name = next((each for each in names if metrics.horizontalAdvance(each) <= room), "")
            painter.drawText(
                QRectF(place.plot, 0.0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, name
            )


class EpochAxis(_Line):
    """Attributes: ``ends`` are what is written below both ends of every column's chart."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = ("", "")
        self._count = 0

    def set_ends(self, left: str, right: str, count: int) -> None:
        """Write these below ``count`` charts."""
        if (left, right, count) != (*self.ends, self._count):
            self.ends, self._count = (left, right), count
            self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Below the charts' corners."""
        if self.theme is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font(self.theme))
        painter.setPen(QColor(self.theme.muted))
        left, right = self.ends
        needed = QFontMetricsF(painter.font()).horizontalAdvance(left + "  " + right)
        for place in columns(self.theme, self.width(), self._count):
            room = plot_of(place, self.height())
            rect = QRectF(room.left(), 0.0, room.width(), self.height())
            if needed <= room.width():
                painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, left)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip, right)
