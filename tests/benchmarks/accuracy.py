"""How long it takes from pressing Train until the network reads 97 and 98 percent.

    python tests/benchmarks/accuracy.py [--preset NAME] [--seeds N] [--augmented EPOCHS] [--json]

Opens the real window with the preset's own settings, presses Train, and waits for a test of all
test images that reaches the mark; a seed after the other, medians over the seeds. With
``--augmented`` it instead trains 784-64-10 and 784-128-64-10 ReLU networks for so many epochs on
bent images, one run a seed, and prints the accuracy after the last epoch.
"""

import argparse
import json
import math
import os
import time
from dataclasses import replace
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication
from threadpoolctl import threadpool_limits

from mnistviz.data.mnist import load_mnist
from mnistviz.gui.application import destroy, make_application, open_window
from mnistviz.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.evaluation import evaluate
from mnistviz.training.settings import RunSettings
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.trainer import Trainer

_MARKS = (0.97, 0.98)
_PATIENCE = 60.0


def times_to(app: QApplication, preset: str, seed: int) -> dict[float, float]:
    """Seconds from the click to each mark; infinity for one that was not reached."""
    window = open_window(app, RunSettings.of(PRESETS[preset], seed=seed), theme="light")
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

    window.session.snapshot_changed.connect(look)
    QTimer.singleShot(round(1000 * _PATIENCE), loop.quit)
    loop.exec()
    window.close()
    destroy(window)
    return reached


def augmented(sizes: tuple[int, ...], seed: int, epochs: int) -> float:
    """Test accuracy of a ReLU network after so many epochs on bent images."""
    relu = PRESETS["relu"]
    preset = replace(
        relu,
        architecture=replace(relu.architecture, sizes=sizes),
        schedule="cosine over 30 epochs",
        learning_rate=0.05,
        batch_size=64,
    )
    mnist = load_mnist()
    trainer = Trainer(RunSettings.of(preset, seed=seed, augmentation=1.0), mnist.train)
    with threadpool_limits(limits=1):
        while trainer.epochs_done < epochs:
            trainer.advance()
        return evaluate(trainer.network, trainer.parameters, mnist.test).accuracy


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--augmented", type=int, metavar="EPOCHS")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures: dict[str, object] = {}
    if options.augmented:
        for sizes in ((784, 64, 10), (784, 128, 64, 10)):
            figures["-".join(map(str, sizes))] = [
                augmented(sizes, seed, options.augmented) for seed in range(options.seeds)
            ]
    else:
        app = make_application()
        runs = [times_to(app, options.preset, seed) for seed in range(options.seeds)]
        for mark in _MARKS:
            seconds = [round(run[mark], 3) for run in runs]
            figures[f"seconds_to_{mark:.0%}".replace("%", "_percent")] = median(seconds)
            figures[f"each_seed_to_{mark:.0%}".replace("%", "_percent")] = seconds
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value}")


if __name__ == "__main__":
    main()
