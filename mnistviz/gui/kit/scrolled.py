"""A part of a view that scrolls where it has no room."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QFrame, QScrollArea, QWidget


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
