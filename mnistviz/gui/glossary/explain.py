"""Explanations that appear where one points, or at F1."""

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtGui import QHelpEvent
from PyQt6.QtWidgets import QToolTip, QWidget

from mnistviz.gui.glossary.table import TERMS
from mnistviz.gui.language import tr


@dataclass(frozen=True)
class _Explained:
    """Which term, and what its figure is at the moment."""

    term: str
    value: Callable[[], str] | None


_explained: WeakKeyDictionary[QWidget, _Explained] = WeakKeyDictionary()


class _Tips(QObject):
    """Shows the explanation as the tool tip of a widget that has one."""

    def eventFilter(self, widget: QObject | None, event: QEvent | None) -> bool:
        """A tool tip with the value of this moment."""
        if not (isinstance(event, QHelpEvent) and isinstance(widget, QWidget)):
            return False
        text = explanation(widget) if event.type() == QEvent.Type.ToolTip else ""
        if text:
            QToolTip.showText(event.globalPos(), text, widget)
        return bool(text)


_tips: list[_Tips] = []


def explain(widget: QWidget, term: str, value: Callable[[], str] | None = None) -> None:
    """Have ``widget`` explained by a term of the glossary.

    Args:
        widget: a control, a plot, or a label with a figure.
        term: a key of ``TERMS``.
        value: what to give as its current value; nothing if omitted.

    Raises:
        KeyError: there is no such term.
    """
    TERMS[term]
    if not _tips:
        _tips.append(_Tips())
    _explained[widget] = _Explained(term, value)
    widget.installEventFilter(_tips[0])


def explanation(widget: QWidget) -> str:
    """What there is to say of a widget, as rich text; empty if it has no entry of its own."""
    found = _explained.get(widget)
    if found is None:
        return ""
    term = TERMS[found.term]
    lines = [f"<b>{tr(term.title)}</b>", tr(term.text)]
    if term.formula:
        lines.append(f"<i>{tr(term.formula)}</i>")
    if found.value is not None and (value := found.value()):
        lines.append(f"{tr('Now:')} {value}")
    return "<p>" + "<br>".join(lines) + "</p>"
