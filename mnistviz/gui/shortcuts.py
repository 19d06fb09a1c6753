"""The list of all keys."""

from collections.abc import Iterable
from functools import partial

from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mnistviz.gui.action import Action, keys_listed
from mnistviz.gui.language import speak
from mnistviz.gui.theme import GAP
from mnistviz.gui.widgets.card import label
from mnistviz.gui.words.keys import keys_in_words


class ShortcutsDialog(QDialog):
    """All keys with what they do, in two columns."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak(self, window_title="Keyboard")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(8)
        rows = keys_listed(actions)
        half = (len(rows) + 1) // 2
        for number, (action, keys) in enumerate(rows):
            row, side = number % half, 2 * (number // half)
            shown = speak(label("", "value"), text=partial(keys_in_words, keys))
            grid.addWidget(shown, row, side)
            grid.addWidget(speak(label(""), text=action.in_words), row, side + 1)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
