"""The key to a diverging colour map."""

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.mosaic import color_table
from mnistviz.gui.kit.theme import CAPTION, Theme, font


class ColorBar(QWidget):
    """From minus the limit over 0 to plus the limit."""

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Colour scale of the filters")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._limit: float | None = None
        self._theme: Theme | None = None

    def set_limit(self, limit: float | None) -> None:
        """The value at the right end; None if every filter has its own."""
        if limit != self._limit:
            self._limit = limit
            self.update()

    def words(self) -> str:
        """Both ends."""
        return " … ".join(self._ends())

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A bar with a figure at either end."""
        scale = self._theme.scale if self._theme else 1.0
        return QSize(round(244 * scale), round(18 * scale))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The bar, and the figures beside it."""
        if self._theme is None:
            return
        theme, painter = self._theme, QPainter(self)
        colors = color_table(theme)
        image = QImage(len(colors), 1, QImage.Format.Format_RGB32)
        for x, color in enumerate(colors):
            image.setPixel(x, 0, color)
        text = theme.px(72)
        bar = QRect(text, theme.px(4), self.width() - 2 * text, self.height() - 2 * theme.px(4))
        painter.drawImage(bar, image)
        painter.setPen(QColor(theme.border))
        painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        painter.setFont(font(theme, CAPTION))
        low, high = self._ends()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = QRect(0, 0, text - 6, self.height())
        right = QRect(self.width() - text + 6, 0, text - 6, self.height())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, low)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, high)

    def _ends(self) -> tuple[str, str]:
        if (limit := self._limit) is None:
            return tr("min"), tr("max")
        figure = f"{limit:.2g}" if limit >= 1e-3 else f"{limit:.0e}"
        return f"≤ −{figure}", f"≥ +{figure}"
