"""One line about something that went wrong, until it is put away."""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from mnistviz.gui.icons import icon
from mnistviz.gui.language import speak
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.words.refusals import in_words


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        self._icon = QLabel()
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        speak(self._close, tip="Put this message away", name="Put this message away")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.hide)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, message: str) -> None:
        """Show ``message``, made one line; an empty one hides the bar."""
        line = " ".join(in_words(message).split())
        self._text.setText(line[:1].upper() + line[1:])
        self.setVisible(bool(line))

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        side = theme.px(16)
        self._icon.setPixmap(icon("triangle-alert", theme.error).pixmap(side))
        self._close.setIcon(icon("x", theme.text))
        self._close.setIconSize(QSize(side, side))
