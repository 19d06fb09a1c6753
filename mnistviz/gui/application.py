"""Makes the application and its window."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QApplication, QWidget

from mnistviz import __version__
from mnistviz.gui import theme as themes
from mnistviz.gui.main_window import MainWindow
from mnistviz.gui.session import Session
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.settings import RunSettings
from mnistviz.training.worker import Worker

PROJECTOR_SCALE = 1.35


def make_application() -> QApplication:
    """The one QApplication, with the fonts that ship."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["mnistviz"])
    app.setApplicationName("mnistviz")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("mnistviz")
    themes.load_fonts()
    return app


def open_window(
    app: QApplication,
    settings: RunSettings,
    *,
    theme: themes.ThemeName = "system",
    scale: float = 1.0,
    model: TrainedModel | None = None,
) -> MainWindow:
    """A window whose worker loads the digits as soon as it is painted; the caller shows it."""
    chosen = themes.choose(theme, scale)
    themes.apply(app, chosen)
    session = Session(Worker(), settings)
    window = MainWindow(session, chosen)
    # Not sooner: loading would delay the first paint by more than the digits would gain by it.
    _AfterFirstPaint(window, lambda: session.start(model))
    return window


class _AfterFirstPaint(QObject):
    """Does something when a window has been painted for the first time."""

    def __init__(self, window: QWidget, do: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._do = window, do
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._begin)  # what is in the window is painted after it
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if self._window.isVisible():  # and not closed again at once
            self._do()
