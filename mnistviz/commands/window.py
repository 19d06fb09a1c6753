"""``mnistviz`` alone: the window, as it was left unless the options say otherwise."""

import argparse
import gc
from typing import TYPE_CHECKING

from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import preset_named
from mnistviz.training.spec import RunSpec

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QApplication


def run(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed.

    Raises:
        MnistvizError: there is no display, a system library is missing, or the model is broken.
    """
    from mnistviz.gui.shell.platform import require_display

    gc.disable()  # hardly anything is litter yet; the window collects it later, in its own time
    model = load_model(options.model) if options.model else None
    require_display()
    from mnistviz.gui.shell.application import make_application
    from mnistviz.gui.shell.crash_net import ending

    app = make_application()
    with ending(lambda status: _end(app, status)):
        return _live(app, options, model)


def _live(app: "QApplication", options: argparse.Namespace, model: TrainedModel | None) -> int:
    from mnistviz.app.experiments import settings_for, shipped_model
    from mnistviz.gui.shell import window_state
    from mnistviz.gui.shell.application import destroy, open_window
    from mnistviz.gui.shell.crash_net import CrashNet

    memory = window_state.WindowStateFile(window_state.settings_path())
    found = memory.found
    net = CrashNet()
    if options.preset is not None:
        settings = RunSpec.of(preset_named(options.preset))
    elif model is not None:
        settings = settings_for(model)
    else:
        model = shipped_model()
        settings = found.run or settings_for(model)
    window = open_window(
        app,
        settings,
        theme=options.theme or found.theme or "system",
        projector=options.projector or bool(found.projector),
        language=options.language or found.language or "system",
        model=model,
        memory=memory,
    )
    net.show_in(window)
    if options.projector:
        window.toggle_full_screen()
    window.show()
    status = int(app.exec())
    destroy(window)
    net.close()
    return status


def _end(app: "QApplication", status: int) -> None:
    """Do what the button that closes the window does, whatever is open before it."""
    from mnistviz.gui.shell.main_window import MainWindow

    app.setQuitOnLastWindowClosed(False)  # which would be with another status
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close()
    app.exit(status)
