"""A part of a view that scrolls where it has no room."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inside: QWidget, direction: Qt.Orientation) -> QScrollArea:
    """``inside`` in a frameless area, as large as the area unless it needs more in one direction.

    The other direction has no scroll bar: there the view has to make its parts fit.
    """
    inside.setObjectName("plain")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if direction is Qt.Orientation.Horizontal:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    else:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
