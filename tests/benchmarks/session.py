"""What a person feels of a training run: the first point, the cost of testing, closing.

    python tests/benchmarks/session.py [--preset NAME] [--rounds N] [--quick] [--json]

Prints medians over the rounds. ``test_cost`` is the share of its speed that training loses to the
test evaluations: two workers without a window, with and without tests, in turn in one run.
"""

import os
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication

from _shared import parsed, parser, show
from mnistviz.app.application import Application
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.gui.shell.application import destroy, make_application, open_window
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.run import Run
from mnistviz.training.spec import RunSpec


def speed(settings: RunSpec, seconds: float, *, tested: bool) -> float:
    """Images a second of a worker on its own, over so many seconds."""
    mnist = load_mnist()
    application = Application(settings, load=lambda: mnist)
    worker = application.worker
    if not tested:
        worker._test = lambda run: None  # type: ignore[method-assign]
    application.experiments.train_or_pause()
    application.start()
    while 1 not in worker._runs:
        time.sleep(0.01)
    run = worker._runs[1]
    assert isinstance(run, Run)
    time.sleep(0.5)
    start, before = time.perf_counter(), run.trainer.images_seen
    time.sleep(seconds)
    rate = (run.trainer.images_seen - before) / (time.perf_counter() - start)
    application.close()
    return rate


def wait(window: MainWindow, until: str, seconds: float = 30.0) -> float:
    """Seconds until the window's snapshot has ``until``: "tests" or "points"."""
    start, loop, timer = time.perf_counter(), QEventLoop(), QTimer()

    def look() -> None:
        shown = window.experiments.snapshot
        there = shown is not None and (
            shown.last_test is not None if until == "tests" else len(shown.training.epoch) > 0
        )
        if there or time.perf_counter() - start > seconds:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(1)
    loop.exec()
    return time.perf_counter() - start


def first_point_and_close(app: QApplication, settings: RunSpec) -> tuple[float, float]:
    """Seconds from pressing Train to the first point, painted; and from closing to no thread."""
    window = open_window(app, settings, theme="light")
    window.show()
    wait(window, "tests")
    window.controls.train.click()
    first = wait(window, "points")
    start = time.perf_counter()
    window.repaint()
    first += time.perf_counter() - start
    idle = QEventLoop()
    QTimer.singleShot(1000, idle.quit)
    idle.exec()
    start = time.perf_counter()
    window.close()
    closing = time.perf_counter() - start
    destroy(window)
    return first, closing


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=4.0, help="each training's")
    options = parsed(arguments, rounds=1, seconds=0.5)
    settings, seconds = RunSpec.of(PRESETS[options.preset]), options.seconds
    app = make_application()  # kept: with each round's own, all that Qt has would be made anew
    felt = [first_point_and_close(app, settings) for _ in range(options.rounds)]
    costs = [
        1.0 - speed(settings, seconds, tested=True) / speed(settings, seconds, tested=False)
        for _ in range(options.rounds)
    ]
    figures = {
        "preset": options.preset,
        "first_point_seconds": round(median(first for first, _ in felt), 4),
        "close_seconds": round(median(close for _, close in felt), 4),
        "test_cost": round(median(costs), 4),
    }
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
