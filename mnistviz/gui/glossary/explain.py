"""Explanations that appear where one points, or at F1.

An explanation as it is read: as rich text where one points, as plain text by ear.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PyQt6.QtGui import (
    QCursor,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
)
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QLabel,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from mnistviz.gui.glossary.term import Key, Term, keys_in_words
from mnistviz.gui.kit.language import speak, tr

Part = tuple[Term, str]
"""What is there, and its current value as it is shown."""

Finder = Callable[[QPoint | None], Part | None]
"""What is at a place in a widget (None: the widget as a whole); None if it is nothing special."""

_HOW = Term(
    "Explanations",
    "Move to a control with Tab, or point at a control, a curve or a number, and press F1. "
    "Pointing at it for a moment explains it as well.",
)


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

_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
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


class _Entry(QObject):
    """What there is to say of its parent; shows it as the tool tip of the parent and its parts.

    ``keys`` do the same as the parent.
    """

    def __init__(
        self, widget: QWidget, term: Term, value: Callable[[], str] | None, part: Finder | None
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self.keys: tuple[Key, ...] = ()
        self._term, self._value, self._part = term, value, part
        self._has_own_tip = bool(widget.toolTip())
        if not self._has_own_tip:
            speak(widget, tip=term.text)
        # Events go up from parts to the widget, except from those with a tool tip of their own.
        widget.installEventFilter(self)
        for below in widget.findChildren(QWidget):
            if below.toolTip():
                below.installEventFilter(self)

    def eventFilter(self, part: QObject | None, event: QEvent | None) -> bool:
        if event is None or event.type() != QEvent.Type.ToolTip:
            return False
        if not (isinstance(event, QHelpEvent) and isinstance(part, QWidget)):
            return False
        if _entry_above(part) is not self:  # a part that was given an entry of its own since
            return False
        found = self.found(part, self._widget.mapFromGlobal(event.globalPos()))
        QToolTip.showText(event.globalPos(), found.markup(), part)
        return True

    def found(self, part: QWidget, at: QPoint | None) -> Explanation:
        """The explanation of ``part`` at the place ``at`` of the widget."""
        special = None if self._part is None else self._part(at)
        is_own = part is not self._widget or self._has_own_tip
        remark = part.toolTip() if is_own else ""
        if special is not None:
            return Explanation(*special, remark)
        value = "" if self._value is None else self._value()
        return Explanation(self._term, value, remark, self.keys)


def explain(
    widget: QWidget,
    term: Term,
    value: Callable[[], str] | None = None,
    *,
    part: Finder | None = None,
) -> None:
    """Have ``widget``, and all in it that has no entry of its own, explained by a term.

    Args:
        widget: a control, a plot, or a label with a figure; each is explained once. A tool tip
            that it has already is shown with the explanation.
        term: what it is.
        value: what to give as its current value; nothing if omitted.
        part: for a widget with several things in it, or of which the term changes: asked first.
    """
    _Entry(widget, term, value, part)
    if isinstance(widget, QAbstractButton | QAbstractSpinBox | QAbstractSlider):
        speak(widget, description=term.text)


def explain_keys(widget: QWidget, keys: tuple[Key, ...]) -> None:
    """Have the explanation of ``widget``, which has one, name the keys that do the same."""
    if (entry := _entry(widget)) is not None:
        entry.keys = keys


def explained(widget: QWidget, at: QPoint | None = None) -> Explanation | None:
    """What there is to say of a widget, by its own entry or that of what it is a part of.

    Args:
        widget: anything in a window.
        at: a place in the widget; the widget as a whole if omitted.
    """
    entry = _entry_above(widget)
    if entry is None:
        return None
    host = entry.parent()
    assert isinstance(host, QWidget)  # noqa: S101 - entries are made with one
    return entry.found(widget, None if at is None else widget.mapTo(host, at))


def explanation(widget: QWidget, at: QPoint | None = None) -> str:
    """The same as rich text; empty if nobody has explained it."""
    found = explained(widget, at)
    return "" if found is None else found.markup()


def show_explanation(window: QWidget) -> None:
    """Explain what has the keyboard, else what is under the pointer, else how to be explained to.

    If an explanation is open already, it is closed instead.
    """
    for popup in window.findChildren(ExplanationPopup):
        if popup.isVisible():
            popup.close()
            return
    QToolTip.hideText()
    focused, pointer = window.focusWidget(), QCursor.pos()
    found = None if focused is None or focused is window else explained(focused)
    if found is not None and focused is not None:
        place = QRect(focused.mapToGlobal(QPoint(0, 0)), focused.size())
    else:
        under = QApplication.widgetAt(pointer)
        if under is not None and window.isAncestorOf(under):
            found = explained(under, under.mapFromGlobal(pointer))
        place = QRect(pointer, QSize(1, 1))
    if found is None:
        found = Explanation(_HOW)
        place = QRect(window.mapToGlobal(window.rect().center()), QSize(1, 1))
    ExplanationPopup(window, found).open_beside(place)


def _entry(widget: QWidget) -> _Entry | None:
    return next((child for child in widget.children() if isinstance(child, _Entry)), None)


def _entry_above(widget: QWidget) -> _Entry | None:
    above: QWidget | None = widget
    while above is not None:
        if (entry := _entry(above)) is not None:
            return entry
        above = None if above.isWindow() else above.parentWidget()
    return None
