"""Makes the application and its window."""

import gc

from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QApplication
from pyqtgraph.util.garbage_collector import GarbageCollector

from mnistviz import __version__
from mnistviz.app.application import Application
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.interpreter_lock import take_turns
from mnistviz.gui.kit.language import Language, choose_language
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.shell.window_state import WindowStateFile, WindowStateKeeper
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.spec import RunSpec


def make_application() -> QApplication:
    """The one QApplication, with the fonts that ship; whoever asks for it must keep it.

    It is Python's to destroy, and every object of Qt goes with it.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["mnistviz"])
    take_turns()
    app.setApplicationName("mnistviz")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("mnistviz")
    app.setStyle("Fusion")  # which looks the same everywhere, but for its colours
    themes.load_fonts()
    return app


def open_window(
    app: QApplication,
    settings: RunSpec,
    *,
    theme: themes.ThemeName = "system",
    scale: float = 1.0,
    projector: bool = False,
    language: Language = "system",
    model: TrainedModel | None = None,
    memory: WindowStateFile | None = None,
) -> MainWindow:
    """A window with its worker already loading the digits; the caller shows it.

    Args:
        app: from ``make_application``.
        settings: of the run that Train starts.
        theme: "system" follows the desktop.
        scale: of all type, while the window is not in projector mode.
        projector: whether it begins in projector mode.
        language: in which everything is said from now on.
        model: shown until the run begins.
        memory: what is remembered of the last time; without one nothing is read or kept.
    """
    problem = _problem_with(language)
    chosen = themes.choose(theme, scale)
    themes.prepare(app, chosen)
    application = Application(settings, model)
    application.start()  # now: the digits are unpacked while the window is made
    window = MainWindow(application, chosen)
    look = window.appearance
    look.theme_name, look.language, look.projector = theme, language, projector
    if memory is not None:
        WindowStateKeeper(window, memory)
    if problem is not None:
        window.say(problem)
    look.dress()
    _collect_here(window)
    return window


def _problem_with(language: Language) -> MnistvizError | None:
    """Have everything said in it; what keeps it from that, if anything."""
    try:
        choose_language(language)
    except MnistvizError as error:
        return error
    return None


def _collect_here(window: MainWindow) -> None:
    """Collect garbage in this thread from now on, by a timer.

    Python does so in whatever thread happens to be running; objects of Qt must not be destroyed in
    the worker's. What exists by now stays, and need not be looked through again and again, which
    would make a frame late.
    """
    window.belongings.append(GarbageCollector())
    gc.freeze()


def destroy(window: MainWindow) -> None:
    """Destroy a closed window with all in it, while the application still lives.

    What is left when the application goes, PyQt destroys while it walks through the table of all
    its objects. An event filter written in Python enters events in that table meanwhile; the table
    moved when it grew, and one process in fifty crashed at its end.
    """
    window.deleteLater()
    # Functions that signals were connected to are kept by objects of PyQt's own. These are told by
    # a queued call that their signals are gone, and then ask to be deleted in their turn.
    for kind in (QEvent.Type.DeferredDelete, QEvent.Type.MetaCall, QEvent.Type.DeferredDelete):
        QApplication.sendPostedEvents(None, kind.value)
    gc.unfreeze()  # it was frozen while it lived, and would stay for good
    gc.enable()  # nobody else collects any more
