"""``mnistviz`` alone: the window, as it was left unless the options say otherwise."""

import argparse
import gc

from mnistviz.presets import preset_named
from mnistviz.training.model_file import load_model
from mnistviz.training.settings import RunSettings


def run(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed.

    Raises:
        MnistvizError: there is no display, a system library is missing, or the model is broken.
    """
    from mnistviz.gui.platform import require_display

    gc.disable()  # hardly anything is litter yet; the window collects it later, in its own time
    model = load_model(options.model) if options.model else None
    require_display()
    from mnistviz.gui import memory as memories
    from mnistviz.gui.application import destroy, make_application, open_window
    from mnistviz.gui.crash_net import CrashNet
    from mnistviz.gui.models import settings_for, shipped_model

    app = make_application()
    memory = memories.Memory(memories.settings_path())
    found = memory.found
    net = CrashNet()
    if options.preset is not None:
        settings = RunSettings.of(preset_named(options.preset))
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
