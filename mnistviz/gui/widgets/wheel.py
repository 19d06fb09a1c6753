"""Inputs that leave the wheel to the panel they stand on."""

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint
from PyQt6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget as _Input
else:
    _Input = object  # PyQt lets no class have two of Qt's


class WheelWithFocus(_Input):
    """Stands before an input's class of Qt's: the wheel changes it only if a person turned to it.

    It has to have the keyboard, and to be where it was when it got that or was pressed. If it has
    moved since, the panel was scrolled, and the pointer is over it by chance.
    """

    _taken_at: QPoint | None = None

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """From here on the wheel is its own."""
        super().focusInEvent(event)
        self._taken_at = self._place()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Again, though the panel was scrolled meanwhile."""
        super().mousePressEvent(event)
        self._taken_at = self._place()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Left to what is behind, unless it is meant."""
        if self.hasFocus() and self._taken_at == self._place():
            super().wheelEvent(event)
        elif event is not None:
            event.ignore()

    def _place(self) -> QPoint:
        return self.mapTo(self.window(), QPoint())
