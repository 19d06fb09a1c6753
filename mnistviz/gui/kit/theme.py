"""Colours, type and spacing, in one place.

The interface itself is grey; colour is kept for data, and means one thing everywhere: blue is
training, orange is the test, purple to green are weights from negative to positive. The pairs are
chosen to stay apart for every common kind of colour blindness (after Okabe and Ito, and ColorBrewer
PRGn), and to be seen on a projector in a room that is not dark; the tests simulate both.
"""

import logging
import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PyQt6.QtCore import QByteArray, Qt
from PyQt6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PyQt6.QtSvg import QSvgRenderer
from PyQt6.QtWidgets import QApplication

from mnistviz.files import resource

ThemeName = Literal["system", "light", "dark"]

_log = logging.getLogger(__name__)

GAP = 12
"""Pixels between panels, and from a panel's edge to what is in it."""


@dataclass(frozen=True)
class Theme:
    """One set of colours, as ``#rrggbb``.

    Attributes:
        window: behind the panels; ``surface``: a panel; ``hover``: under the pointer.
        border: lines that separate; ``outline``: lines that a control is recognised by.
        text: what is read; ``muted``: captions, at least 4.5 to 1 on all grounds.
        strong: the one thing to press, the digit that is read; ``on_strong``: text on it.
        train, test: the two curves; the faint one is training per batch.
        negative, neutral, positive: of weights.
        error: messages of something gone wrong.
        scale: of all type, 1 on a desk and more on a projector.
    """

    name: Literal["light", "dark"]
    window: str
    surface: str
    hover: str
    border: str
    outline: str
    text: str
    muted: str
    strong: str
    on_strong: str
    train: str
    train_faint: str
    test: str
    negative: str
    neutral: str
    positive: str
    error: str
    scale: float = 1.0

    def px(self, size: float) -> int:
        """A length in pixels that grows with the type."""
        return round(size * self.scale)

    def pen(self, width: float) -> float:
        """A line's width in pixels; it grows faster than the type, as thin lines are lost first."""
        return width * math.pow(self.scale, 1.5)


LIGHT = Theme(
    name="light",
    window="#f4f4f5",
    surface="#ffffff",
    hover="#ececee",
    border="#e1e2e6",
    outline="#757882",
    text="#17181c",
    muted="#585b64",
    strong="#17181c",
    on_strong="#ffffff",
    train="#0067a8",
    train_faint="#cfe4f2",
    test="#d14500",
    negative="#762a83",
    neutral="#f7f7f7",
    positive="#1b7837",
    error="#a40000",
)

DARK = Theme(
    name="dark",
    window="#141518",
    surface="#1d1e22",
    hover="#2a2c31",
    border="#303238",
    outline="#848892",
    text="#ecedf0",
    muted="#b4b7c0",
    strong="#ecedf0",
    on_strong="#17181c",
    train="#56b4e9",
    train_faint="#2c4a5e",
    test="#ff7000",
    negative="#c8a2ce",
    neutral="#26272c",
    positive="#b0f5b3",
    error="#ff9580",
)

SMALL, CAPTION, BODY, TITLE, DISPLAY = 11, 12, 13, 14, 40
"""The type scale, in pixels at scale 1; the smallest is for figures within charts."""


def load_fonts() -> None:
    """Make the fonts that ship known to Qt, so that the window looks alike everywhere."""
    for weight in ("Regular", "SemiBold"):
        file = resource(f"fonts/Inter-{weight}.otf")
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            _log.warning("cannot read the typeface %s; another one takes its place", file)


def font(theme: Theme, size: float = BODY, *, bold: bool = False) -> QFont:
    """The window's typeface; its digits all have one width, so that numbers do not jitter."""
    result = QFont("Inter")
    result.setPixelSize(theme.px(size))
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    result.setFeature(QFont.Tag(b"tnum"), 1)
    return result


def choose(name: ThemeName, scale: float = 1.0) -> Theme:
    """The theme of that name; "system" follows the desktop's setting."""
    if name == "system":
        hints = QGuiApplication.styleHints()
        dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
        name = "dark" if dark else "light"
    base = DARK if name == "dark" else LIGHT
    return Theme(**{**vars(base), "scale": scale})


def prepare(app: QApplication, theme: Theme) -> None:
    """What widgets are made with: colours and type, without the style sheet."""
    app.setPalette(_palette(theme))
    app.setFont(font(theme))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, color in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.Highlight: theme.strong,
        role.HighlightedText: theme.on_strong,
        role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.strong,
        role.ToolTipText: theme.on_strong,
        role.Link: theme.text,
        role.Light: theme.surface,
        role.Mid: theme.border,
        role.Dark: theme.outline,
    }.items():
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.outline))
    return palette


ICON_SIDE = 16
"""Side of an icon on a button, in pixels at scale 1."""


def icon(name: str, color: str, side: int = ICON_SIDE) -> QIcon:
    """The icon ``resources/icons/<name>.svg``, drawn in ``color`` (``#rrggbb``) at that size.

    It is as sharp as the finest screen.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, color, side, ratio)


@cache
def _drawn(name: str, color: str, side: int, ratio: float) -> QIcon:
    source = resource(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", color.encode())))
    pixels = round(side * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)
