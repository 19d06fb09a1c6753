"""One line about something that went wrong, until it is put away."""

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from mnistviz.errors import one_line
from mnistviz.gui.icons import icon
from mnistviz.gui.language import speak
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.words.refusals import sentence


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

    def say(self, message: str) -> None:
        """Show ``message`` as a sentence; an empty one hides the bar, unless there is a report."""
        self._message = one_line(sentence(message)).strip()
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
