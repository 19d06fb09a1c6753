"""How long it takes from pressing Train until the network reads 97 and 98 percent.

    python tests/benchmarks/accuracy.py [--preset NAME] [--seeds N] [--quick] [--json]

Opens the real window with the preset's own settings, presses Train, and waits for a test of all
test images that reaches the mark; a seed after the other, medians over the seeds. ``--quick`` is
one seed.
"""

import math
import os
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication

from _shared import parsed, parser, show
from mnistviz.gui.shell.application import destroy, make_application, open_window
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec

_MARKS = (0.97, 0.98)
_PATIENCE = 60.0


def times_to(app: QApplication, preset: str, seed: int) -> dict[float, float]:
    """Seconds from the click to each mark; infinity for one that was not reached."""
    window = open_window(app, RunSpec.of(PRESETS[preset], seed=seed), theme="light")
    window.show()
    loop, reached, start = QEventLoop(), dict.fromkeys(_MARKS, math.inf), math.inf

    def look(snapshot: Snapshot) -> None:
        nonlocal start
        if start == math.inf:
            if snapshot.status is Status.READY and snapshot.last_test is not None:
                start = time.perf_counter()
                window.controls.train.click()
            return
        now = time.perf_counter() - start
        for mark in _MARKS:
            if snapshot.last_test is not None and snapshot.last_test.accuracy >= mark:
                reached[mark] = min(reached[mark], now)
        if reached[_MARKS[-1]] < math.inf or snapshot.status is Status.FINISHED:
            loop.quit()

    window.experiments.shown.connect(look)
    QTimer.singleShot(round(1000 * _PATIENCE), loop.quit)
    loop.exec()
    window.close()
    destroy(window)
    return reached


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    arguments.add_argument("--seeds", type=int, default=5)
    options = parsed(arguments, seeds=1)
    app = make_application()
    runs = [times_to(app, options.preset, seed) for seed in range(options.seeds)]
    figures: dict[str, object] = {}
    for mark in _MARKS:
        seconds = [round(run[mark], 3) for run in runs]
        figures[f"seconds_to_{mark:.0%}".replace("%", "_percent")] = median(seconds)
        figures[f"each_seed_to_{mark:.0%}".replace("%", "_percent")] = seconds
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
