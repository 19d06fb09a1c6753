"""The line above the units: what one looks at, and the way back to the whole network."""

from collections.abc import Sequence

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from mnistviz.gui.language import speak
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import label


class CopyBar(QWidget):
    """Framed, with a button, while units are switched off; else one quiet line.

    ``restored`` is emitted when all units are to be switched on.

    Attributes:
        words: what it says.
        restore: the button.
        is_copy: whether units are switched off.
    """

    restored = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.is_copy = False
        self._theme: Theme | None = None
        self._texts: tuple[str, ...] = ("",)
        self.words: QLabel = label("", "caption")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setMinimumWidth(1)
        self.restore = speak(
            QPushButton(),
            text="Switch all on",
            tip="Every unit works again. The run was not touched.",
            name="Switch all units on",
        )
        self.restore.setObjectName("flat")
        self.restore.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restore.clicked.connect(self.restored)
        self.restore.hide()
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.restore)

    def say(self, texts: Sequence[str], *, is_copy: bool) -> None:
        """Show the first of ``texts`` that there is room for (the last one is shown anyway)."""
        if (tuple(texts), is_copy) == (self._texts, self.is_copy):
            return
        self._texts = tuple(texts)
        if is_copy != self.is_copy:
            self.is_copy = is_copy
            if not is_copy and self.restore.hasFocus():
                self.restore.clearFocus()
            self.restore.setVisible(is_copy)
            self.words.setProperty("role", "" if is_copy else "caption")
            self._row.setContentsMargins(8 if is_copy else 0, 0, 3 if is_copy else 0, 0)
            if (style := self.words.style()) is not None:
                style.polish(self.words)
            self._row.activate()
            self.update()
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.setFixedHeight(theme.px(30))
        self._fit()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, 30)

    def resizeEvent(self, _event: QResizeEvent | None) -> None:
        """A longer text may fit."""
        self._row.activate()
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.words.fontMetrics(), self.words.width()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        self.words.setText(next(fitting, self._texts[-1]))
        self.words.setAccessibleName(self._texts[0])

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A frame that says: this is not the run's network."""
        if self._theme is None or not self.is_copy:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.strong), self._theme.pen(1.0)))
        painter.setBrush(QColor(self._theme.hover))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0)
        painter.setBrush(QColor(self._theme.surface))  # or the button would look like a word
        button = QRectF(self.restore.geometry())
        painter.drawRoundedRect(button.adjusted(0.5, 1.5, -0.5, -1.5), 5.0, 5.0)
