"""A panel's frame, its labels, and a part of a view that scrolls where it has no room."""

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP


class Card(QFrame):
    """Attributes: ``header`` is the row after the title, ``body`` the layout below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` is in English, and said again in every other language."""
        super().__init__(parent)
        self.setObjectName("card")
        speak(self, name=title)
        self.header = row(spacing=8)
        self.header.addStrut(30)  # titles stand at one height, with controls beside them or without
        self.header.addWidget(label(title, "title"))
        self.header.addStretch(1)
        self.body = column(self.header, spacing=8, on=self)
        self.body.setContentsMargins(GAP, GAP - 4, GAP, GAP)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the style sheet's roles: title, heading, caption or value.

    Args:
        text: in English, and said again in every other language; empty for a label whose text is
            set later, and then left alone.
        role: as the style sheet has it.
        wrap: whether it may take several lines.
    """
    result = speak(QLabel(), text=text)
    result.setTextFormat(Qt.TextFormat.PlainText)  # names of files and models may look like markup
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    return result


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


class Scrolled(QScrollArea):
    """A frameless area around a part, which has all of it and may need more in one direction.

    The other direction has no scroll bar: there the view has to make its parts fit. ``resized`` is
    emitted when there is another amount of room, also if a scroll bar takes it.
    """

    resized = pyqtSignal()

    def __init__(self, inside: QWidget, direction: Qt.Orientation) -> None:
        super().__init__()
        inside.setObjectName("plain")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if direction is Qt.Orientation.Horizontal:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Of the viewport, which has less room while there is a scroll bar."""
        super().resizeEvent(event)
        self.resized.emit()
