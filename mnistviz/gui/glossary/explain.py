"""Explanations that appear where one points, or at F1."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PyQt6.QtGui import QCursor, QHelpEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QToolTip,
    QWidget,
)

from mnistviz.gui.glossary.popup import Explanation
from mnistviz.gui.glossary.term import Key, Term
from mnistviz.gui.kit.language import speak

Part = tuple[Term, str]
"""What is there, and its current value as it is shown."""

Finder = Callable[[QPoint | None], Part | None]
"""What is at a place in a widget (None: the widget as a whole); None if it is nothing special."""

_HOW = Term(
    "Explanations",
    "Move to a control with Tab, or point at a control, a curve or a number, and press F1. "
    "Pointing at it for a moment explains it as well.",
)


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
        for watched in (widget, *_tipped(widget)):
            watched.installEventFilter(self)

    def eventFilter(self, part: QObject | None, event: QEvent | None) -> bool:
        """A tool tip with the value of this moment."""
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
    from mnistviz.gui.glossary.popup import ExplanationPopup

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


def _tipped(widget: QWidget) -> list[QWidget]:
    return [part for part in widget.findChildren(QWidget) if part.toolTip()]
