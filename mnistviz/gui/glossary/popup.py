"""The explanation that F1 opens: a small sheet that any key or click takes away again."""

from PyQt6.QtCore import QEvent, QPoint, QRect, Qt
from PyQt6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPalette
from PyQt6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from mnistviz.gui.glossary.rendering import Explanation
from mnistviz.gui.language import tr

_GAP = 4
"""Pixels between the sheet and what it explains."""

_CLOSING = {Qt.Key.Key_Escape, Qt.Key.Key_F1}
"""Keys that do nothing else."""


class ExplanationPopup(QFrame):
    """Has the keyboard while it is open; Qt gives it back to where it was.

    A key that is not for the sheet closes it and then does what it always does, so that Tab goes
    on to the next control, and F1 explains that one.
    """

    def __init__(self, window: QWidget, found: Explanation) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("explanation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr(found.term.title))
        self.setAccessibleDescription(found.plain())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self.text = QLabel(found.markup(), self)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        colors = QApplication.palette()
        paper = colors.color(QPalette.ColorRole.ToolTipBase).name()
        ink = colors.color(QPalette.ColorRole.ToolTipText).name()
        self.setStyleSheet(
            f"#explanation {{ background: {paper}; border: 0; }} QLabel {{ color: {ink}; }}"
        )
        room = self.fontMetrics().height() // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(room, room, room, room)
        column.addWidget(self.text)

    def open_beside(self, place: QRect) -> None:
        """Show it below ``place`` (global), or above it, wherever there is room on the screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place.center()) or self.screen()
        left, top = place.left(), place.bottom() + _GAP
        if screen is not None:
            room = screen.availableGeometry()
            if top + self.height() > room.bottom():
                top = place.top() - _GAP - self.height()
            left = min(left, room.right() - self.width())
            left, top = max(left, room.left()), max(top, room.top())
        self.move(QPoint(left, top))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Close; other keys than its own go on to where they were meant for."""
        if event is None or event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        self.close()
        if event.key() not in _CLOSING:
            meant = self._window.focusWidget() or self._window
            QApplication.sendEvent(meant, event.clone())

    def mousePressEvent(self, _event: QMouseEvent | None) -> None:
        """Close; clicks beside it do so by themselves."""
        self.close()

    def event(self, event: QEvent | None) -> bool:
        """Tab is a key like the others here: there is nothing to move to."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)


_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
