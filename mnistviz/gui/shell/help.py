"""The list of all keys.

What the window says about itself.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PyQt6.QtCore import QSize, QTimer
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QWidget,
)

from mnistviz.gui.glossary.explain import show_explanation
from mnistviz.gui.glossary.term import keys_in_words
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.language import changed, speak
from mnistviz.gui.kit.layouts import column
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.kit.theme import GAP
from mnistviz.gui.shell.action import Action, keys_listed
from mnistviz.versions import version_report
from mnistviz.words import mark

_ABOUT = mark(
    "Watch a neural network, written with NumPy alone, learn to read handwritten digits.\n\n"
    "mnistviz is free software under the GPL, version 3.0 or later. MNIST by Yann LeCun and "
    "Corinna Cortes (CC BY-SA 3.0), icons by Lucide and Feather (ISC, MIT), typeface by the "
    "Inter Project Authors (SIL OFL 1.1)."
)


class Help:
    """Opens dialogs and explanations in front of a window."""

    def __init__(self, window: QWidget, actions: Callable[[], Iterable[Action]]) -> None:
        """``actions`` gives all that have keys, once the window is made."""
        self._window, self._actions = window, actions

    def explain(self) -> None:
        """Explain what has the keyboard or is under the pointer."""
        show_explanation(self._window)

    def list_keys(self) -> None:
        """List all keys."""
        ShortcutsDialog(self._actions(), self._window).open()

    def tell_about(self) -> None:
        """Name the authors, the licences and the versions."""
        TextDialog(self._window, "About mnistviz", _ABOUT, version_report()).open()


_FRAME = 48
"""Pixels of a screen's height and width that are left to the dialog's own frame."""


class ShortcutsDialog(QDialog):
    """All keys with what they do, in two columns; on a small screen in one, which scrolls."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak(self, window_title="Keyboard")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(8)
        self._rows = [
            (
                speak(label("", "value"), text=partial(keys_in_words, keys)),
                speak(label(""), text=action.in_words),
            )
            for action, keys in keys_listed(actions)
        ]
        self._place(columns=2)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)  # that of the dialog shows through
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = column((self.area, 1), buttons, spacing=GAP, on=self)
        whole.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        changed.connect(self._fit_soon)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Now the type is known."""
        self._fit()
        super().showEvent(event)

    def _place(self, columns: int) -> None:
        """Put the rows below one another, in so many columns side by side."""
        height = -(-len(self._rows) // columns)
        self._grid.setContentsMargins(0, 0, 0 if columns > 1 else GAP, 0)  # beside a scroll bar
        for number, row in enumerate(self._rows):
            for part, widget in enumerate(row):
                self._grid.addWidget(widget, number % height, 2 * (number // height) + part)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self._fit)  # once the other words have their room

    def _fit(self) -> None:
        """Make room for all keys, as far as the screen has it."""
        inside, bar = self.area.widget(), self.area.verticalScrollBar()
        screen, layout = self.screen(), self.layout()
        if inside is None or bar is None or screen is None or layout is None:
            return
        self._place(columns=2)
        beside = layout.sizeHint() - self.area.sizeHint()
        room = screen.availableSize() - QSize(_FRAME, _FRAME)
        if inside.sizeHint().width() + beside.width() > room.width():
            self._place(columns=1)
            beside += QSize(bar.sizeHint().width(), 0)
        self.resize((inside.sizeHint() + beside).boundedTo(room))
