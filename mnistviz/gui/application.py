"""Makes the application and its window."""

import gc
import sys

from PyQt6.QtWidgets import QApplication
from pyqtgraph.util.garbage_collector import GarbageCollector

from mnistviz import __version__
from mnistviz.gui import theme as themes
from mnistviz.gui.main_window import MainWindow
from mnistviz.gui.session import Session
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.settings import RunSettings
from mnistviz.training.worker import Worker

PROJECTOR_SCALE = 1.35

_SWITCH_SECONDS = 0.0005
"""How long the window waits for the interpreter lock at most, if training does not give it up by
itself. Python's own 5 ms are a third of a frame, and a frame needs the lock several times."""


def make_application() -> QApplication:
    """The one QApplication, with the fonts that ship."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["mnistviz"])
    sys.setswitchinterval(_SWITCH_SECONDS)
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
    """A window with its worker already loading the digits; the caller shows it."""
    chosen = themes.choose(theme, scale)
    themes.apply(app, chosen)
    session = Session(Worker(), settings)
    window = MainWindow(session, chosen)
    session.start(model)
    # Python collects garbage in whatever thread happens to be running; objects of Qt must not be
    # destroyed in the worker's. From now on it is collected here, by a timer. What exists by now
    # stays, and need not be looked through again and again, which would make a frame late.
    window.belongings.append(GarbageCollector())
    gc.freeze()
    return window
