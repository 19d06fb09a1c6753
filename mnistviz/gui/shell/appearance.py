"""How the window looks and what it speaks: theme, projector mode and language, as chosen."""

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QWidget

from mnistviz.errors import MnistvizError, Say
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.language import Language, choose_language
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.shell.panel_layout import PanelLayout, Sizes

_WIDE, _USUAL = 1600, 1280
"""Widths of a window in pixels, from which on a projector gets larger type."""


def projector_scale(width: int) -> float:
    """Of the type in projector mode: as large as a window so many pixels wide has room for.

    At 1.5 the body of the text is 19.5 pixels, of which a screen of 1080 rows has 55.
    """
    if width >= _WIDE:
        return 1.5
    return 1.35 if width >= _USUAL else 1.2


class Appearance(QObject):
    """``chosen`` is emitted when a person has chosen another theme, mode or language.

    Attributes:
        theme_name: light, dark, or system, which follows the desktop while the window is open.
        projector: whether type and lines are for people three metres away.
        language: system, or one of those that ship.
    """

    chosen = pyqtSignal()

    def __init__(
        self,
        window: QWidget,
        theme: themes.Theme,
        room: PanelLayout,
        set_theme: Callable[[themes.Theme], None],
        say: Say,
    ) -> None:
        """``set_theme`` passes a theme on to all in the window, ``say`` shows one line in it."""
        super().__init__(window)
        self._window, self._room, self._set_theme, self._say = window, room, set_theme, say
        self._worn = theme
        self._scale = theme.scale
        self._sizes: Sizes = ((), ())
        self.theme_name: themes.ThemeName = theme.name
        self.projector = False
        self.language: Language = "system"
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_desktop)

    def choose_theme(self, name: themes.ThemeName) -> None:
        """Wear the theme of that name from now on."""
        self.theme_name = name
        self._apply()
        self.chosen.emit()

    def set_projector(self, on: bool) -> None:
        """Large type and thick lines, or those of a desk."""
        if on != self.projector:
            self.projector = on
            before, self._sizes = self._sizes, self._room.sizes()
            self._apply()
            # The sizes of before, once everything is as large as it was then.
            QTimer.singleShot(0, partial(self._room.set_sizes, before))
            self.chosen.emit()

    def choose_language(self, language: Language) -> None:
        """Say everything in that language from now on."""
        self.language = language
        try:
            choose_language(language)
        except MnistvizError as error:
            self._say(error)
        self.chosen.emit()

    def dress(self) -> None:
        """Put on what is chosen: the application's style, then what the window adds to it.

        Needed once, when everything in the window is in its place: a style sheet that is there
        before, Qt applies anew to all that is in a widget whenever that is put into another.
        """
        theme, app = self._fitting(), QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        apply(app, theme)
        self._worn = theme
        self._set_theme(theme)

    def fit(self) -> None:
        """The window may be wide enough for larger type now, or too narrow for what it has."""
        if self.projector:
            self._apply()

    def _follow_desktop(self) -> None:
        if self.theme_name == "system":
            self._apply()

    def _apply(self) -> None:
        if self._fitting() != self._worn:
            self.dress()

    def _fitting(self) -> themes.Theme:
        """The theme with type that is as large as the window has room for."""
        scale = projector_scale(self._window.width()) if self.projector else self._scale
        return themes.choose(self.theme_name, scale)
