"""Ten bars, one a digit."""

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.data.digits import CLASSES
from mnistviz.gui.theme import CAPTION, Theme, font
from mnistviz.nn.arrays import FloatArray


class ProbabilityBars(QWidget):
    """The network's ten outputs; the largest is dark, and so are its digit and its figure."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Probability of each digit")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._values: FloatArray | None = None
        self._label: int | None = None
        self._theme: Theme | None = None

    @property
    def values(self) -> FloatArray | None:
        """What is shown, ``(10,)``, or None for nothing."""
        return self._values

    def set_values(self, values: FloatArray | None, label: int | None = None) -> None:
        """Show ``(10,)`` values in 0 to 1; ``label`` is the right answer where it is known."""
        self._values, self._label = values, label
        text = "" if values is None else f"{values.argmax()}, {values.max():.1%}"
        self.setAccessibleDescription(text)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.setMinimumHeight(theme.px(14) * CLASSES)
        self.update()

    def sizeHint(self) -> QSize:
        """Ten comfortable rows."""
        return QSize(200, 22 * CLASSES)

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A row a digit: the digit (framed if it is the label), its bar on a track, its figure."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        best = -1 if self._values is None else int(np.argmax(self._values))
        height = self.height() / CLASSES
        for digit in range(CLASSES):
            row = QRectF(0, digit * height, self.width(), height)
            self._paint_row(painter, self._theme, digit, row, is_best=digit == best)

    def _paint_row(
        self, painter: QPainter, theme: Theme, digit: int, row: QRectF, *, is_best: bool
    ) -> None:
        ink = QColor(theme.text if is_best else theme.muted)
        name = QRectF(0, row.top(), theme.px(16), row.height())
        figure = QRectF(row.right() - theme.px(54), row.top(), theme.px(54), row.height())
        track = QRectF(name.right() + 6, 0, figure.left() - name.right() - 6, 0)
        track.setHeight(min(row.height() * 0.55, theme.px(12)))
        track.moveCenter(QPointF(track.center().x(), row.center().y()))
        painter.setFont(font(theme, CAPTION, bold=is_best))
        painter.setPen(ink)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, str(digit))
        if digit == self._label:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(name.adjusted(0.5, 1, -0.5, -1), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        painter.drawRoundedRect(track, 3, 3)
        if self._values is None:
            return
        share = float(self._values[digit])
        track.setWidth(max(track.width() * share, 1.0))
        painter.setBrush(QColor(theme.strong if is_best else theme.outline))
        painter.drawRoundedRect(track, 3, 3)
        painter.setPen(ink)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(figure, right, f"{share:.1%}")
