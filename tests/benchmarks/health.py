"""Every sentence that the view Health says of a run, from its first update to its last.

    python tests/benchmarks/health.py [--preset NAME ...] [--seeds N] [--epochs N] [--dense N]
        [--rate X] [--images N] [--no-augmentation] [--mend EPOCH] [--quick] [--json]

Trains without a window, tests as often as the window does on an idle machine (after each of the
first ``--dense`` updates as well), and prints every finding that differs from the one before it,
with the epoch. At the end, for each run, how near its figures came to each alarm. ``--quick`` is
two presets on few images.
"""

import math
from collections.abc import Iterator

import numpy as np
from threadpoolctl import threadpool_limits

from _shared import parsed, parser, show
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS, load_mnist
from mnistviz.errors import Diverged
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.diagnosis import Finding, diagnose
from mnistviz.training.evaluation import evaluate
from mnistviz.training.facts import facts_of
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec


def look(run: Run) -> Snapshot:
    """Test and measure, as the worker has it done."""
    shown = run.snapshot()
    evaluation = evaluate(shown.network, shown.parameters, run.split.test, deskew=shown.deskew)
    run.add_test(shown.epoch, evaluation, run.health_of(shown)())
    return run.snapshot()


def moments(run: Run, dense: int, mend: float) -> Iterator[Snapshot]:
    """Every moment of a run at which the window would have something new to say."""
    run.start()
    yield look(run)
    while run.status is Status.RUNNING:
        if run.trainer.epoch >= mend:
            run.trainer.change(Change("true_derivative", True))
        slowly = run.trainer.updates < dense
        try:
            run.advance(1 if slowly else BLOCK)
        except Diverged as error:
            run.fail(error, diverged=True)
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


def findings_of(run: Run, dense: int, mend: float) -> dict[str, object]:
    """What is said of a run, by the epoch, and its margins."""
    found: dict[str, object] = {}
    last = None
    for snapshot in moments(run, dense, mend):
        finding: Finding = diagnose(facts_of(snapshot))
        if last is None or (finding.kind, finding.layer) != (last.kind, last.layer):
            found[f"epoch {snapshot.epoch:.3f}"] = str(finding)
        last = finding
    return {**found, **margins(snapshot)}


def main() -> None:
    """Train, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--preset", choices=PRESETS, nargs="*", default=[*PRESETS])
    arguments.add_argument("--seeds", type=int, default=2)
    arguments.add_argument("--epochs", type=int)
    arguments.add_argument("--dense", type=int, default=0)
    arguments.add_argument("--rate", type=float)
    arguments.add_argument("--images", type=int)
    arguments.add_argument("--no-augmentation", action="store_true")
    arguments.add_argument("--mend", type=float, default=math.inf)
    options = parsed(arguments, preset=["relu", "relu-notebook"], seeds=1, epochs=1, images=6000)
    mnist, bent = load_mnist(), 0.0 if options.no_augmentation else None
    figures: dict[str, object] = {}
    for name in options.preset:
        preset = PRESETS[name]
        split = SPLITS[preset.split](mnist)
        if options.images:
            few = slice(0, options.images)
            train = split.train[few]
            split = DataSet(train, split.test)
        for seed in range(options.seeds):
            settings = RunSpec.of(preset, seed=seed, learning_rate=options.rate, augmentation=bent)
            run = Run(1, settings, split)
            run.epochs_asked = options.epochs or preset.epochs
            figures[f"{name}, seed {seed}"] = findings_of(run, options.dense, options.mend)
    show(figures, as_json=options.json)


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        main()
