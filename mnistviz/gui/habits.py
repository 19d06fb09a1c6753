"""A window as it was left: what is remembered of it is taken up, and kept when it closes."""

from PyQt6.QtCore import QObject, QPoint, QSize
from PyQt6.QtGui import QGuiApplication

from mnistviz.gui.main_window import MainWindow
from mnistviz.gui.memory import Memory, Remembered

_GRIP = QPoint(80, 20)
"""Of a window's corner, what must be on a screen so that it can be moved."""


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
        normal = window.normalGeometry()
        columns, middle = window.room.columns.sizes(), window.room.middle.sizes()
        self._memory.save_soon(
            Remembered(
                size=normal.size() if normal.isValid() else window.size(),
                position=normal.topLeft() if normal.isValid() else window.pos(),
                maximized=window.isMaximized(),
                columns=tuple(columns) if any(columns) else None,
                middle=tuple(middle) if any(middle) else None,
                view=window.views.names[window.views.tabs.currentIndex()],
                theme=look.theme_name,
                projector=look.projector,
                language=look.language,
                run=window.session.settings,
            )
        )

    def _take_up(self, found: Remembered) -> None:
        window = self._window
        if found.size is not None:
            window.resize(_bounded(found.size, window))
        if found.position is not None and QGuiApplication.screenAt(found.position + _GRIP):
            window.move(found.position)
        for splitter, sizes in (
            (window.room.columns, found.columns),
            (window.room.middle, found.middle),
        ):
            if sizes is not None and any(sizes):
                splitter.setSizes(sizes)
        if found.view in window.views.names:
            window.views.tabs.setCurrentIndex(window.views.names.index(found.view))
        elif found.view is not None:
            self._memory.ignore("window/view")


def _bounded(size: QSize, window: MainWindow) -> QSize:
    """No larger than the screen is now, and no smaller than the window can be."""
    screen = window.screen()
    if screen is not None:
        size = size.boundedTo(screen.availableSize())
    return size.expandedTo(window.minimumSize())
