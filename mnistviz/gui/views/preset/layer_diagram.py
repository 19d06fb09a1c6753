"""A drawing of the layer sizes."""

from itertools import pairwise

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.nn.parameters import Architecture
from mnistviz.words import mark

_MOST_DOTS = 8
"""A layer is drawn with so many units at most; its number stands below."""

_KINDS = {"relu": mark("ReLU"), "sigmoid": mark("sigmoid"), "softmax": mark("softmax")}


class LayerDiagram(QWidget):
    """Columns of units, joined; under each its size and what it computes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._architecture: Architecture | None = None
        self._theme: Theme | None = None

    def set_architecture(self, architecture: Architecture) -> None:
        """Show another one."""
        if architecture != self._architecture:
            self._architecture = architecture
            self._name()
            self.update()

    def in_words(self) -> str:
        """What it shows, in one line; empty before there is anything."""
        architecture = self._architecture
        if architecture is None:
            return ""
        if architecture.biases:
            words = tr("{layers} units, with biases: {count} parameters")
        else:
            words = tr("{layers} units, without biases: {count} parameters")
        return words.format(layers=architecture, count=localized(architecture.parameter_count, ","))

    def changeEvent(self, event: QEvent | None) -> None:
        """Say and paint it in another language."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(tr("Layers: {layers}").format(layers=self.in_words()))

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, a few lines high."""
        return QSize(200, self._theme.px(96) if self._theme else 96)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Lines first, then units, then words."""
        if self._theme is None or self._architecture is None:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(theme)
        painter.setPen(QPen(QColor(theme.border), 1))
        for left, right in pairwise(columns):
            for a in left:
                for b in right:
                    painter.drawLine(a, b)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        for column in columns:
            for point in column:
                painter.drawEllipse(point, 2.5 * theme.scale, 2.5 * theme.scale)
        self._paint_words(painter, theme, [column[0].x() for column in columns])

    def _columns(self, theme: Theme) -> list[list[QPointF]]:
        """Where the units are drawn, a list a layer."""
        assert self._architecture is not None  # noqa: S101 - paintEvent has looked
        sizes = self._architecture.sizes
        room, height = self.width() / len(sizes), self.height() - theme.px(38)
        columns = []
        for k, size in enumerate(sizes):
            count = max(4, min(_MOST_DOTS, round(size**0.5 / 1.4)))
            gap = height / _MOST_DOTS
            top = (height - gap * (count - 1)) / 2.0
            columns.append([QPointF(room * (k + 0.5), top + gap * i) for i in range(count)])
        return columns

    def _paint_words(self, painter: QPainter, theme: Theme, middles: list[float]) -> None:
        assert self._architecture is not None  # noqa: S101 - paintEvent has looked
        architecture, room = self._architecture, self.width() / len(middles)
        hidden, output = _KINDS[architecture.hidden], _KINDS[architecture.output]
        kinds = [tr("pixels"), *[tr(hidden)] * (len(middles) - 2), tr(output)]
        line = theme.px(17)
        for x, size, kind in zip(middles, architecture.sizes, kinds, strict=True):
            place = QRectF(x - room / 2.0, self.height() - 2 * line, room, line)
            painter.setFont(font(theme, bold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(size))
            painter.setFont(font(theme, CAPTION))
            painter.setPen(QColor(theme.muted))
            painter.drawText(place.translated(0, line), Qt.AlignmentFlag.AlignCenter, kind)
