"""An explanation as it is read: as rich text where one points, as plain text by ear."""

from dataclasses import dataclass

from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QToolTip

from mnistviz.gui.glossary.term import Term
from mnistviz.gui.language import tr
from mnistviz.gui.words.keys import Key, keys_in_words

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
