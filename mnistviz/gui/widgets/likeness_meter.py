"""Whether what is drawn looks like a digit at all, as a word."""

from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mnistviz.gui.language import mark, speak
from mnistviz.gui.widgets.card import label

VERDICTS = (mark("no"), mark("unsure"), mark("yes"))


class LikenessMeter(QWidget):
    """Three words side by side; the one that holds is set off, or none."""

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Looks like a digit")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verdict: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label("Looks like a digit:", "caption"), 1)
        self._words: dict[str, QLabel] = {}
        for verdict in VERDICTS:
            word = label(verdict, "verdict")
            word.setProperty("on", False)
            self._words[verdict] = word
            row.addWidget(word)

    def set_verdict(self, verdict: str | None) -> None:
        """Show one of ``VERDICTS``, or none."""
        if verdict == self.verdict:
            return
        self.verdict = verdict
        self.setAccessibleDescription(self.in_words())
        for name, word in self._words.items():
            word.setProperty("on", name == verdict)
            if (style := word.style()) is not None:
                style.unpolish(word)
                style.polish(word)

    def in_words(self) -> str:
        """The word that is set off; empty if none is."""
        return "" if self.verdict is None else self._words[self.verdict].text()

    def changeEvent(self, event: QEvent | None) -> None:
        """Say it in another language."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleDescription(self.in_words())
