"""``mnistviz`` alone: the window."""

import argparse

from mnistviz.presets import DEFAULT_PRESET, preset_named
from mnistviz.training.model_file import load_model
from mnistviz.training.settings import RunSettings


def run(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed.

    Raises:
        MnistvizError: there is no display, a system library is missing, or the model is broken.
    """
    from mnistviz.gui.platform import require_display

    model = load_model(options.model) if options.model else None
    require_display()
    from mnistviz.gui.application import PROJECTOR_SCALE, make_application, open_window
    from mnistviz.gui.models import settings_for, shipped_model

    app = make_application()
    if model is None and options.preset is None:
        model = shipped_model()
    if model is not None and options.preset is None:
        settings = settings_for(model)
    else:
        settings = RunSettings.of(preset_named(options.preset or DEFAULT_PRESET))
    scale = PROJECTOR_SCALE if options.projector else 1.0
    window = open_window(app, settings, theme=options.theme, scale=scale, model=model)
    if options.projector:
        window.showFullScreen()
    else:
        window.show()
    return int(app.exec())
