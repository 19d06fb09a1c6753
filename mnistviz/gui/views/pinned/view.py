"""The pinned drawings: when did the network learn to read each of them?"""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QPushButton, QWidget

from mnistviz.app.pins import MAX_PINS
from mnistviz.data.ink.pinned_file import load_pinned, save_pinned
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.file_dialogs import ask_where_to_save, ask_which_to_open, say_errors
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.pinned.pin_tile import PinTile
from mnistviz.gui.views.pinned.words import TERMS
from mnistviz.words import mark

_COLUMNS = 6
_ROWS = MAX_PINS // _COLUMNS
_GAP = 8
_KIND = mark("mnistviz drawings")


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
            down, across = divmod(number, _COLUMNS)
            tile.setGeometry(across * (width + _GAP), down * (height + _GAP), width, height)


class PinnedView(View):
    """Shows what the pins keep."""

    seconds = 0.15  # twelve charts are a lot to paint
    least = None  # the buttons are never cut off
    usual = QSize(640, 240)  # two rows of tiles
    follows_run = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._predictor, self._pins = context.predictor, context.pins
        self._strip = _Strip()
        self.tiles, self.invitation = self._strip.tiles, self._strip.invitation
        for number, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _checked, tile=tile: context.document.put(tile.content))
            tile.removed.connect(lambda number=number: self._remove(number))
        self.caption = label("", "caption", wrap=True)
        self.caption.setMinimumWidth(60)
        self.save_button = _button("Save …", "Save these drawings, with their labels, as a file.")
        self.load_button = _button("Load …", "Show the drawings of a file instead of these.")
        self.clear_button = _button("Remove all", "Take all drawings off the strip.")
        self.save_button.clicked.connect(self.save)
        self.load_button.clicked.connect(self.load)
        self.clear_button.clicked.connect(context.pins.clear)
        explain(self.caption, TERMS["pinned drawing"], self.caption.text)
        explain(self.save_button, TERMS["save pinned drawings"], self._count)
        explain(self.load_button, TERMS["load pinned drawings"], self._count)
        explain(self.clear_button, TERMS["remove pinned drawings"], self._count)
        buttons = self.save_button, self.load_button, self.clear_button
        foot = row((self.caption, 1), *buttons, spacing=8)
        column((self._strip, 1), foot, on=self, spacing=8)
        context.pins.changed.connect(self.refresh_now)
        context.pins.followed.connect(self._follow_pins)

    def dress(self, theme: Theme) -> None:
        """Colours and type of the tiles."""
        for tile in self.tiles:
            tile.set_theme(theme)

    def save(self) -> None:
        """Ask where to, and save what is pinned now, however long that takes."""
        drawings, data = self._pins.drawings, self._predictor.data
        path = ask_where_to_save(self, "Save drawings", _KIND, "drawings.json")
        if path is not None:
            say_errors(self.context.say, lambda: save_pinned(path, drawings, data))

    def load(self) -> None:
        """Ask which, and pin the drawings of a file instead of these."""
        path = ask_which_to_open(self, "Load drawings", _KIND, "*.json")
        if path is not None:
            data = self._predictor.data
            say_errors(self.context.say, lambda: self._pins.replace(load_pinned(path, data)))

    def _remove(self, number: int) -> None:
        """Let one go; the keyboard stays in the row of tiles."""
        last = len(self._pins) - 1
        if number == last and number > 0 and self.tiles[number].hasFocus():
            self.tiles[number - 1].setFocus()
        self._pins.unpin(number)

    def _follow_pins(self) -> None:
        self.follow_if_due(at_once=not self._predictor.is_running)

    def refresh(self) -> None:
        """A tile a drawing, and what can be done with them."""
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
        snapshot = self._predictor.snapshot
        if snapshot is not None and snapshot.origin is not None:
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
