"""The explanation that F1 opens: a small sheet that any key or click takes away again.

An explanation as it is read: as rich text where one points, as plain text by ear.
"""

from dataclasses import dataclass

from PyQt6.QtCore import QEvent, QPoint, QRect, Qt
from PyQt6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QPalette
from PyQt6.QtWidgets import QApplication, QFrame, QLabel, QToolTip, QVBoxLayout, QWidget

from mnistviz.gui.glossary.term import Key, Term, keys_in_words
from mnistviz.gui.kit.language import tr

_CHARACTERS = 58
"""In a line: more are hard to read."""


@dataclass(frozen=True)
class Explanation:
    """A term at one moment.

    Attributes:
        term: what it is, in English.
        value: its current value as it is shown, already in the language that is chosen, or empty.
        remark: what else there is to say of the very part that is pointed at, or empty.
        keys: what to press on the keyboard for it.
    """

    term: Term
    value: str = ""
    remark: str = ""
    keys: tuple[Key, ...] = ()

    def markup(self) -> str:
        """Rich text of a fixed width, so that it wraps alike everywhere."""
        from html import escape  # its table of all entities is large, and a start needs none

        title = f"<b>{escape(tr(self.term.title))}</b>"
        if self.keys:
            title += f" &nbsp;({escape(keys_in_words(self.keys))})"
        lines = [title, *(escape(line) for line in (self.remark, tr(self.term.text)) if line)]
        if self.term.formula:
            lines.append(f"<i>{escape(tr(self.term.formula))}</i>")
        if self.value:
            lines.append(f"<b>{escape(tr('Now:'))} {escape(self.value)}</b>")
        width = QFontMetrics(QToolTip.font()).averageCharWidth() * _CHARACTERS
        space = "<p style='margin: 6px 0 0 0'>"
        rows = lines[0] + "".join(f"{space}{line}</p>" for line in lines[1:])
        return f"<table width='{width}'><tr><td>{rows}</td></tr></table>"

    def plain(self) -> str:
        """The same without markup, for screen readers."""
        parts = [tr(self.term.title), self.remark, tr(self.term.text), tr(self.term.formula)]
        if self.keys:
            parts[0] += f" ({keys_in_words(self.keys)})"
        if self.value:
            parts.append(f"{tr('Now:')} {self.value}")
        return "\n".join(part for part in parts if part)


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
