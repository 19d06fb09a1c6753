"""The keys, as one table: what the window obeys is what its help lists."""

from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mnistviz.gui.language import speak, tr
from mnistviz.gui.theme import GAP
from mnistviz.gui.widgets.card import label


def keys() -> tuple[tuple[str, str], ...]:
    """Each key with what it does, in the language that is chosen."""
    return (
        (tr("Space"), tr("Train or pause")),
        (tr("Right arrow"), tr("One update, then pause")),
        (tr("R"), tr("Reset: fresh initial weights")),
        (tr("D"), tr("A clean sheet to draw on")),
        (tr("E"), tr("Eraser on or off")),
        (tr("0 to 9"), tr("Pin the drawing, with this digit as its label")),
        (tr("P"), tr("Open a picture")),
        (tr("Ctrl+V"), tr("Paste a picture")),
        (tr("T"), tr("A random test digit")),
        (tr("Ctrl+Z"), tr("Undo in the drawing")),
        (tr("Ctrl+Shift+Z or Ctrl+Y"), tr("Redo in the drawing")),
        (tr("Delete"), tr("Clear the drawing")),
        (tr("F"), tr("Curves follow the training again")),
        (tr("Ctrl+1 to Ctrl+9"), tr("The views, from filters to gradients")),
        (tr("M or double click"), tr("One panel fills the window; again for all")),
        (tr("Escape"), tr("Back: all filters, all panels")),
        (tr("F1"), tr("Explain what has the keyboard")),
        (tr("F5"), tr("Projector: large type, thick lines")),
        (tr("F11"), tr("Full screen")),
        (tr("Tab"), tr("To the next control")),
        (tr("Ctrl+O"), tr("Open a model")),
        (tr("Ctrl+S"), tr("Save the network as a model")),
        (tr("?"), tr("This list")),
    )


class ShortcutsDialog(QDialog):
    """All keys with what they do, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak(self, window_title="Keyboard")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(8)
        table = keys()
        half = (len(table) + 1) // 2
        for number, (key, meaning) in enumerate(table):
            row, side = number % half, 2 * (number // half)
            grid.addWidget(label(key, "value"), row, side)
            grid.addWidget(label(meaning), row, side + 1)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
