"""The keys, as one table: what the window obeys is what its help lists."""

from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mnistviz.gui.theme import GAP
from mnistviz.gui.widgets.card import label

KEYS = (
    ("Space", "Train or pause"),
    ("Right arrow", "One update, then pause"),
    ("R", "Reset: fresh initial weights"),
    ("D", "A clean sheet to draw on"),
    ("E", "Eraser on or off"),
    ("0 to 9", "Pin the drawing, with this digit as its label"),
    ("P", "Open a picture"),
    ("Ctrl+V", "Paste a picture"),
    ("T", "A random test digit"),
    ("Ctrl+Z", "Undo in the drawing"),
    ("Delete", "Clear the drawing"),
    ("F", "Curves follow the training again"),
    ("Escape", "All filters again, after enlarging one"),
    ("Ctrl+1, 2, …", "Filters, X-ray, pinned drawings, reliability"),
    ("Ctrl+O", "Open a model"),
    ("Ctrl+S", "Save the network as a model"),
    ("F11", "Full screen"),
    ("?", "This list"),
)


class ShortcutsDialog(QDialog):
    """All keys with what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(8)
        for row, (key, meaning) in enumerate(KEYS):
            grid.addWidget(label(key, "value"), row, 0)
            grid.addWidget(label(meaning), row, 1)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
