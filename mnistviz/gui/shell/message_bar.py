"""One line about something that went wrong, until it is put away.

What is wrong with a run beyond repair, for the line that is seen whatever view is in front.
"""

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from mnistviz.errors import MnistvizError, one_line
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import said
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.theme import Theme, icon
from mnistviz.training.snapshot import Snapshot


class Trouble:
    """Looks at a run once for every test of it, which is seldom enough."""

    def __init__(self) -> None:
        self._judged: object = None
        self._said = ""

    def of(self, snapshot: Snapshot) -> str:
        """What is so and what to try, if a layer is dead or saturated; else ""."""
        moment = snapshot.run_id, len(snapshot.health), snapshot.settings
        if moment != self._judged:
            self._judged = moment
            self._said = _found(snapshot) if len(snapshot.health) > 1 else ""
        return self._said


def _found(snapshot: Snapshot) -> str:
    from mnistviz.gui.views.health.words import in_words
    from mnistviz.training.diagnosis import Kind, diagnose
    from mnistviz.training.facts import facts_of

    finding = diagnose(facts_of(snapshot))
    return " ".join(in_words(finding)) if finding.kind in (Kind.DEAD, Kind.SATURATED) else ""


class MessageBar(QFrame):
    """Hidden while there is nothing to say.

    A report of a fault stays behind other messages until it is put away; while there is one,
    ``details_requested`` is emitted by a button.
    """

    details_requested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._message = self._report = ""
        self.setObjectName("message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        self._icon = QLabel()
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = speak(QPushButton(), text="Show details")
        self._details.clicked.connect(self.details_requested)
        self._close = QToolButton()
        speak(self._close, tip="Put this message away", name="Put this message away")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self._put_away)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._details)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, message: str | MnistvizError) -> None:
        """Show an error, or a sentence; an empty one hides the bar, unless there is a report."""
        if isinstance(message, MnistvizError):
            message = said(message, capital=True)
        self._message = one_line(message).strip()
        self._show()

    def report(self, line: str, *, again: bool = False, behind: bool = False) -> None:
        """Show a fault in the language that is chosen.

        Args:
            line: replaces what was said before.
            again: it was reported already; if that was put away, it stays away.
            behind: what was said before says more of it, and stays in front.
        """
        if again and not self._report:
            return
        if not (again or behind):
            self._message = ""
        self._report = line
        self._show()

    def _show(self) -> None:
        self._text.setText(self._message or self._report)
        self._details.setVisible(bool(self._report))
        self.setVisible(bool(self._message or self._report))

    def _put_away(self) -> None:
        self._message = self._report = ""
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        side = theme.px(16)
        self._icon.setPixmap(icon("triangle-alert", theme.error, side).pixmap(side))
        self._close.setIcon(icon("x", theme.text, side))
        self._close.setIconSize(QSize(side, side))
