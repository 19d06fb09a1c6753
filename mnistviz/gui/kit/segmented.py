"""A switch between a few named things, all of them visible."""

from collections.abc import Callable, Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from mnistviz.gui.kit.language import speak, tr


class Segmented(QFrame):
    """Buttons side by side, exactly one of them chosen.

    Left and right move the choice, as in any group of radio buttons. ``chosen`` carries the index
    and is emitted only when a person changes it.

    Attributes:
        index: which one is chosen.
    """

    chosen = pyqtSignal(int)

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """``options`` are (text, tooltip) pairs; ``name`` is for screen readers. In English.

        A tool tip may be empty, for an option that the glossary explains.
        """
        super().__init__()
        self.setObjectName("segments")
        speak(self, name=name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self._name, self._group = name, QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer others; the first is chosen, without ``chosen``."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for index, (text, tip) in enumerate(options):
            button = speak(QPushButton(), text=text, tip=tip, name=_joined(self._name, text))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, index)
            self._row.addWidget(button, 1)
        self.select(0)

    def select(self, index: int) -> None:
        """Choose without emitting ``chosen``."""
        self.index = index
        if (button := self._group.button(index)) is not None:
            button.setChecked(True)

    def _choose(self, index: int) -> None:
        if index != self.index:
            self.index = index
            self.chosen.emit(index)

    def button(self, index: int) -> QPushButton:
        """One of the buttons."""
        button = self._group.button(index)
        assert isinstance(button, QPushButton)  # noqa: S101 - only such were added
        return button


def _joined(name: str, text: str) -> Callable[[], str]:
    return lambda: f"{tr(name)}: {tr(text)}"
