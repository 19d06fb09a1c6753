"""A window as it was left: what is remembered of it is taken up, and kept when it closes."""

from PyQt6.QtCore import QByteArray, QObject, QSize, Qt
from PyQt6.QtWidgets import QStyle

from mnistviz.gui.main_window import MainWindow
from mnistviz.gui.memory import Memory, Remembered


class Habits(QObject):
    """Saves when the window closes, and whenever a theme, a mode or a language is chosen."""

    def __init__(self, window: MainWindow, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._memory = window, memory
        self._take_up(memory.found)
        window.closing.connect(self.save)
        window.closing.connect(memory.finish)
        window.appearance.chosen.connect(self.save)
        if memory.note:
            window.say(memory.note)

    def save(self) -> None:
        """Keep everything; if the file cannot be written, the window is none the worse for it."""
        window, look = self._window, self._window.appearance
        columns, middle = window.room.sizes()
        self._memory.save_soon(
            Remembered(
                geometry=window.kept_geometry().data(),
                columns=columns if any(columns) else None,
                middle=middle if any(middle) else None,
                view=window.views.names[window.views.tabs.currentIndex()],
                theme=look.theme_name,
                projector=look.projector,
                language=look.language,
                run=window.session.settings,
            )
        )

    def _take_up(self, found: Remembered) -> None:
        window = self._window
        if found.geometry:  # Qt refuses that of a screen which was much wider, or narrower
            window.restoreGeometry(QByteArray(found.geometry))
        _fit_screen(window, found.size or window.size())
        window.room.set_sizes((found.columns or (), found.middle or ()))
        if found.view in window.views.names:
            window.views.tabs.setCurrentIndex(window.views.names.index(found.view))
        elif found.view is not None:
            self._memory.ignore("window/view")


def _fit_screen(window: MainWindow, wanted: QSize) -> None:
    """Open as large as wanted, or on a smaller screen maximised, and never larger than that is."""
    screen, style = window.screen(), window.style()
    if screen is None or style is None:
        return
    # How wide the frame will be nobody knows before the window is on the screen.
    title = style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    room = screen.availableSize() - QSize(title, 2 * title)
    window.resize(wanted.boundedTo(room))
    if window.size() != wanted:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
