"""Whether what is drawn looks like a digit at all, as a word."""

from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mnistviz.gui.widgets.card import label

VERDICTS = ("no", "unsure", "yes")


class LikenessMeter(QWidget):
    """Three words side by side; the one that holds is set off, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Looks like a digit")
        self.setToolTip(
            "How near the drawing comes to the 60,000 training digits, whatever the network "
            "answers. Of the test digits, fewer than 2 % are called “no”."
        )
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
        self.setAccessibleDescription(verdict or "")
        for name, word in self._words.items():
            word.setProperty("on", name == verdict)
            if (style := word.style()) is not None:
                style.unpolish(word)
                style.polish(word)
