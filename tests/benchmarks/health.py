"""Every sentence that the view Health says of a run, from its first update to its last.

    python tests/benchmarks/health.py [--preset NAME ...] [--seeds N] [--epochs N] [--dense N]
        [--rate X] [--images N] [--no-augmentation] [--mend EPOCH]

Trains without a window, tests as often as the window does on an idle machine (after each of the
first ``--dense`` updates as well), and prints every finding that differs from the one before it,
with the epoch. At the end, for each run, how near its figures came to each alarm.
"""

import argparse
import json
import math
from collections.abc import Iterator

import numpy as np
from threadpoolctl import threadpool_limits

from mnistviz.data.digits import Digits, Split
from mnistviz.data.mnist import load_mnist
from mnistviz.data.splits import SPLITS
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.presets import PRESETS
from mnistviz.training.diagnosis import Finding, diagnose
from mnistviz.training.evaluation import evaluate
from mnistviz.training.facts import facts_of
from mnistviz.training.run import Run
from mnistviz.training.settings import RunSettings
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.trainer import Diverged


def look(run: Run) -> Snapshot:
    """Test and measure, as the worker has it done."""
    shown = run.snapshot()
    evaluation = evaluate(
        shown.network, shown.parameters, run.split.test, straighten=shown.straighten
    )
    run.add_test(shown.epoch, evaluation, run.health_of(shown)())
    return run.snapshot()


def moments(run: Run, dense: int, mend: float) -> Iterator[Snapshot]:
    """Every moment of a run at which the window would have something new to say."""
    run.start()
    yield look(run)
    while run.status is Status.RUNNING:
        if run.trainer.epoch >= mend:
            run.trainer.mended = True
        slowly = run.trainer.updates < dense
        try:
            run.advance(1 if slowly else BLOCK)
        except Diverged as error:
            run.fail(str(error), diverged=True)
            break
        if run.wants_test(evaluator_is_rested=True) or slowly:
            yield look(run)
    yield run.snapshot()


def margins(snapshot: Snapshot) -> dict[str, float]:
    """The figures nearest to an alarm, over the whole run."""
    health, tests = snapshot.health, snapshot.tests
    moved = health.updates > 0
    gradients = np.array([layer.gradient_norm[moved] for layer in health.layers])
    ratios = np.array([layer.update_ratio[moved] for layer in health.layers])

    def most(values: list[float]) -> float:
        known = [value for value in values if not math.isnan(value)]
        return max(known, default=math.nan)

    return {
        "weakest_gradient_share": float((gradients.min(axis=0) / gradients.max(axis=0)).min()),
        "largest_ratio": float(ratios.max()),
        "most_dead": most([float(layer.dead.max()) for layer in health.layers]),
        "most_saturated_hidden": most(
            [float(layer.saturated.max()) for layer in health.layers[:-1]]
        ),
        "test_loss_over_best_at_end": float(tests.loss[-1] / max(tests.loss[2:].min(), 1e-9)),
        "accuracy": float(tests.accuracy[-1]),
    }


def main() -> None:
    """Train, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--preset", choices=PRESETS, nargs="*", default=[*PRESETS])
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--dense", type=int, default=0)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--images", type=int)
    parser.add_argument("--no-augmentation", action="store_true")
    parser.add_argument("--mend", type=float, default=math.inf)
    options = parser.parse_args()
    mnist = load_mnist()
    for name in options.preset:
        preset = PRESETS[name]
        split = SPLITS[preset.split](mnist)
        if options.images:
            few = slice(0, options.images)
            train = Digits(split.train.images[few], split.train.labels[few])
            split = Split(train, split.test)
        for seed in range(options.seeds):
            bent = 0.0 if options.no_augmentation else None
            settings = RunSettings.of(
                preset, seed=seed, learning_rate=options.rate, augmentation=bent
            )
            run, last = Run(1, settings, split), None
            run.epochs_asked = options.epochs or preset.epochs
            for snapshot in moments(run, options.dense, options.mend):
                finding: Finding = diagnose(facts_of(snapshot))
                if last is None or (finding.kind, finding.layer) != (last.kind, last.layer):
                    print(f"{name} {seed} epoch {snapshot.epoch:7.3f}: {finding}", flush=True)
                last = finding
            print(name, seed, json.dumps(margins(snapshot)), flush=True)


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        main()
