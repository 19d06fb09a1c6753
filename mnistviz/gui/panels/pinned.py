"""The pinned drawings: when did the network learn to read each of them?"""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnistviz.data.pinned_file import load_pinned, save_pinned
from mnistviz.errors import MnistvizError
from mnistviz.gui.file_dialogs import ask_where_to_save, ask_which_to_open
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.language import speak, tr
from mnistviz.gui.pins import MAX_PINS, Pins
from mnistviz.gui.reader import Reader
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.widgets.pin_tile import PinTile

_COLUMNS = 6
_ROWS = MAX_PINS // _COLUMNS
_GAP = 8
_KIND = "mnistviz drawings"
_SECONDS = 0.15
"""Between two looks while a network learns: twelve charts are a lot to paint."""


class _Strip(QWidget):
    """Six columns and two rows of tiles, or what to do to get some."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(_COLUMNS * 48, _ROWS * 60)
        self.tiles = [PinTile() for _ in range(MAX_PINS)]
        for tile in self.tiles:
            tile.setParent(self)
            tile.hide()
        self.invitation = label(
            "Draw a digit, then press its key, 0 to 9, to pin it here: its chart shows when the "
            "network learns it.",
            "caption",
            wrap=True,
        )
        self.invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.invitation.setParent(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """All tiles of one size, with one gap between them."""
        super().resizeEvent(event)
        self.invitation.setGeometry(
            self.rect().adjusted(self.width() // 6, 0, -self.width() // 6, 0)
        )
        width = (self.width() - (_COLUMNS - 1) * _GAP) // _COLUMNS
        height = (self.height() - (_ROWS - 1) * _GAP) // _ROWS
        for number, tile in enumerate(self.tiles):
            row, column = divmod(number, _COLUMNS)
            tile.setGeometry(column * (width + _GAP), row * (height + _GAP), width, height)


class PinnedPanel(QWidget):
    """Shows what the pins keep; works only while it is visible.

    ``show_requested`` carries a drawing that is to lie on the canvas, ``said`` a line about what
    went wrong, or nothing once something has gone well.
    """

    show_requested = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(self, reader: Reader, pins: Pins) -> None:
        super().__init__()
        speak(self, name="Pinned drawings")
        self._reader, self._pins = reader, pins
        self._is_due = Seldom(_SECONDS)
        self._strip = _Strip()
        self.tiles, self.invitation = self._strip.tiles, self._strip.invitation
        for number, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _checked, tile=tile: self.show_requested.emit(tile.content))
            tile.removed.connect(lambda number=number: self._remove(number))
        self.caption = label("", "caption", wrap=True)
        self.caption.setMinimumWidth(60)
        self.save_button = _button("Save …", "Save these drawings, with their labels, as a file.")
        self.load_button = _button("Load …", "Show the drawings of a file instead of these.")
        self.clear_button = _button("Remove all", "Take all drawings off the strip.")
        self.save_button.clicked.connect(self.save)
        self.load_button.clicked.connect(self.load)
        self.clear_button.clicked.connect(pins.clear)
        explain(self.caption, "pinned drawing", self.caption.text)
        explain(self.save_button, "save pinned drawings", self._count)
        explain(self.load_button, "load pinned drawings", self._count)
        explain(self.clear_button, "remove pinned drawings", self._count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.caption, 1)
        for button in (self.save_button, self.load_button, self.clear_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._strip, 1)
        column.addLayout(foot)
        pins.changed.connect(self._refresh)
        pins.followed.connect(self._refresh_if_due)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        for tile in self.tiles:
            tile.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Two rows of tiles."""
        return QSize(640, 240)

    def showEvent(self, event: QShowEvent | None) -> None:
        """What happened meanwhile was not followed."""
        super().showEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent | None) -> None:
        """The line below, in the new language."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self.caption.setText(self._words(len(self._pins)))

    def save(self) -> None:
        """Ask where to, and save what is pinned now, however long that takes."""
        drawings = self._pins.drawings
        path = ask_where_to_save(self, "Save drawings", _KIND, "drawings.json")
        if path is not None:
            self._say_errors(lambda: save_pinned(path, drawings))

    def load(self) -> None:
        """Ask which, and pin the drawings of a file instead of these."""
        path = ask_which_to_open(self, "Load drawings", _KIND, "*.json")
        if path is not None:
            self._say_errors(lambda: self._pins.replace(load_pinned(path)))

    def _say_errors(self, do: Callable[[], None]) -> None:
        try:
            do()
        except MnistvizError as error:
            self.said.emit(str(error))
        else:
            self.said.emit("")

    def _remove(self, number: int) -> None:
        """Let one go; the keyboard stays in the row of tiles."""
        last = len(self._pins) - 1
        if number == last and number > 0 and self.tiles[number].hasFocus():
            self.tiles[number - 1].setFocus()
        self._pins.unpin(number)

    def _refresh_if_due(self) -> None:
        if self.isVisible() and self._is_due.is_due(at_once=not self._reader.is_running):
            self._refresh()

    def _refresh(self) -> None:
        count = len(self._pins)
        self.save_button.setEnabled(count > 0)
        self.clear_button.setEnabled(count > 0)
        self.invitation.setVisible(not count)
        self.caption.setText(self._words(count))
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < count)
            if number < count:
                content = self._pins.drawings[number].content
                tile.show_pin(content, self._pins.progress(number))

    def _words(self, count: int) -> str:
        if not count:
            return ""
        snapshot = self._reader.snapshot
        if snapshot is not None and snapshot.model is not None:
            words = tr("how a network from a file learned them is not known")
        else:
            words = tr("lines: the label's probability by epoch")
        return f"{self._count()} · {words}"

    def _count(self) -> str:
        return tr("{count} of {most}").format(count=len(self._pins), most=MAX_PINS)


def _button(text: str, tip: str) -> QPushButton:
    button = speak(QPushButton(), text=text, tip=tip)
    button.setObjectName("flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
