"""What stands above and below the charts of the view Health: the layers, and the epochs."""

from collections.abc import Sequence

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.theme import CAPTION, Theme, font
from mnistviz.gui.widgets.health.health_columns import columns, line_height, plot_of, small_font


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
