"""A page of plain text to read and to copy."""

from pathlib import Path

from PyQt6.QtCore import Qt, QUrl
from PyQt6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.layouts import column
from mnistviz.gui.kit.theme import GAP

_NARROWEST, _WIDEST, _TALLEST = 65, 100, 24
"""Characters and lines that there is room for at first."""


class TextDialog(QDialog):
    """Some words, a text below them, and buttons to copy it and to open the folder it is from."""

    def __init__(
        self, parent: QWidget | None, title: str, words: str, text: str, folder: Path | None = None
    ) -> None:
        """``title`` and ``words`` are in English, and said in the language that is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        speak(self, window_title=title)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.font().pixelSize())
        self.text.setFont(font)
        speak(self.text, name=title)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        parts = label(words, wrap=True), (self.text, 1), self.buttons
        inside = column(*parts, spacing=GAP, on=self)
        inside.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy = speak(QPushButton(), text="&Copy")
        self.buttons.addButton(self.copy, action)
        self.copy.clicked.connect(self._copy)
        if folder is not None:
            address = QUrl.fromLocalFile(str(folder))
            self.open_folder = speak(QPushButton(), text="&Open folder")
            self.buttons.addButton(self.open_folder, action)
            self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(address))
        self._fit()

    def _fit(self) -> None:
        """Make room for the text, as far as that is sensible; it may still be made smaller."""
        metrics, lines = self.text.fontMetrics(), self.text.toPlainText().split("\n")
        letter = metrics.averageCharWidth()
        width = max(_NARROWEST * letter, *map(metrics.horizontalAdvance, lines))
        width = min(width, _WIDEST * letter)
        height = min(len(lines), _TALLEST) * metrics.lineSpacing()
        self.text.setMinimumSize(width + 3 * GAP, height + 2 * GAP)
        self.adjustSize()
        self.text.setMinimumSize(0, 0)

    def _copy(self) -> None:
        if (clipboard := QGuiApplication.clipboard()) is not None:
            clipboard.setText(self.text.toPlainText())
