"""A label for figures that change many times a second."""

from PyQt6.QtCore import QEvent, QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QLabel, QSizePolicy, QWidget

from mnistviz.gui.kit.card import label


class FixedWidthLabel(QWidget):
    """Keeps its size while its text changes, unless a text has no room.

    A plain label tells its layout about every new text, and the whole window is laid out again,
    which takes longer than painting it. This one is no part of a layout itself.
    """

    def __init__(
        self,
        role: str,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        markup: bool = False,
    ) -> None:
        super().__init__()
        self._label: QLabel = label("", role)
        self._label.setParent(self)
        if markup:
            self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
        self._size = QSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def setText(self, text: str) -> None:
        """Say something."""
        if text != self._label.text():
            self._label.setText(text)
            self._grow()

    def sizeHint(self) -> QSize:
        """Room for the largest text so far."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """It never has less."""
        return self._size

    def resizeEvent(self, _event: QResizeEvent | None) -> None:
        """The text uses all of it."""
        self._label.setGeometry(self.rect())

    def changeEvent(self, event: QEvent | None) -> None:
        """With another type, the sizes seen so far mean nothing."""
        super().changeEvent(event)
        if event is not None and event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size = QSize(0, 0)
            self._grow()

    def _grow(self) -> None:
        wanted = self._size.expandedTo(self._label.sizeHint())
        if wanted != self._size:
            self._size = wanted
            self.updateGeometry()
