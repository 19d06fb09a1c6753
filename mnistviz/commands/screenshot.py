"""``mnistviz screenshot``: a picture of the real window, taken off screen."""

import argparse
import math
import re

from mnistviz.errors import MnistvizError
from mnistviz.files import require_writable
from mnistviz.training.presets import preset_named
from mnistviz.training.spec import RunSpec

_SMALLEST, _LARGEST = 320, 8192


def run(options: argparse.Namespace) -> int:
    """Open the window off screen, train for the seconds asked for, and save what it shows.

    Raises:
        MnistvizError: the size or the time makes no sense, or the file cannot be written, or is
            not called a PNG.
    """
    width, height = _size(options.size)
    if not (math.isfinite(options.seconds) and 0.0 <= options.seconds <= 86400.0):
        raise MnistvizError(f"the seconds must be 0 to 86400, not {options.seconds:g}")
    if options.test_digit is not None and not 0 <= options.test_digit < 10_000:
        raise MnistvizError(f"the test digit must be 0 to 9999, not {options.test_digit}")
    require_writable(options.output)
    if options.output.suffix.lower() != ".png":
        raise MnistvizError(f"a picture of the window is a PNG: {options.output} must end in .png")
    from mnistviz.gui.shell.platform import use_offscreen

    use_offscreen()
    from mnistviz.app.experiments import settings_for, shipped_model
    from mnistviz.gui.shell.screenshot import take_screenshot

    if options.preset is None:
        model = shipped_model()
        settings = settings_for(model)
    else:
        model, settings = None, RunSpec.of(preset_named(options.preset))
    take_screenshot(
        options.output,
        settings,
        model,
        seconds=options.seconds,
        width=width,
        height=height,
        theme=options.theme,
        language=options.language,
        projector=options.projector,
        test_digit=options.test_digit,
        view=options.view,
    )
    return 0


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)x(\d+)", text)
    if match is None:
        raise MnistvizError(f"the size must look like 1280x800, not {text!r}")
    width, height = int(match[1]), int(match[2])
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise MnistvizError(f"the size must be {_SMALLEST} to {_LARGEST} a side, not {text}")
    return width, height
