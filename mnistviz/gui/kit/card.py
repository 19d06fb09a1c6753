"""A panel's frame: a surface with a title, room for controls beside it, and a body."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import GAP


class Card(QFrame):
    """Attributes: ``header`` is the row after the title, ``body`` the layout below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` is in English, and said again in every other language."""
        super().__init__(parent)
        self.setObjectName("card")
        speak(self, name=title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GAP, GAP - 4, GAP, GAP)
        self.body.setSpacing(8)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        self.header.addStrut(30)  # titles stand at one height, with controls beside them or without
        self.header.addWidget(label(title, "title"))
        self.header.addStretch(1)
        self.body.addLayout(self.header)


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
