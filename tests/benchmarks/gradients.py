"""The update of every preset beside the true gradient of its loss, layer by layer.

    python tests/benchmarks/gradients.py [--preset NAME] [--images N] [--batches N]
                                         [--quick] [--json]

Trains each preset with its own settings and checks it on the first training images: before the
first update, and after an epoch; relu-notebook a third time, mended after that epoch and trained
for another. Figures are medians over the batches. It prints as well what the test accuracy, the
units without any activation and the filters come to with the mending and without. ``--quick`` is
one preset and one small batch.
"""

import json
import time
from collections import Counter
from statistics import median
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from _shared import parsed, parser, table
from mnistviz.analysis.gradient_check import LayerCheck, check_gradients
from mnistviz.data.datasets.dataset import as_input, one_hot
from mnistviz.data.datasets.mnist import SPLITS, load_mnist
from mnistviz.training.evaluation import evaluate
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer

Row = dict[str, Any]
_HIDDEN = 2000
"""Test images that a unit has to be silent for to be counted as dead."""


def rows(trainer: Trainer, moment: str, images: int, batches: int) -> list[Row]:
    """One for each layer of the network as it stands."""
    found: list[list[LayerCheck]] = []
    start = time.perf_counter()
    for number in range(batches):
        part = slice(number * images, (number + 1) * images)
        check = check_gradients(
            trainer.network,
            trainer.parameters,
            as_input(trainer.digits.images[part], np.float64),
            one_hot(trainer.digits.labels[part], 10, np.float64),
        )
        found.append(list(check.layers))
    seconds = (time.perf_counter() - start) / batches
    sizes = trainer.settings.preset.architecture.sizes
    return [
        {
            "preset": trainer.settings.preset.name,
            "moment": moment,
            "layer": f"{sizes[number]} → {sizes[number + 1]}",
            "update": median(each.update_norm for each in layers),
            "gradient": median(each.gradient_norm for each in layers),
            "cosine": _median([each.cosine for each in layers if each.cosine is not None]),
            "error": median(each.relative_error for each in layers),
            "kinks": sum(int(each.derivatives.at_kink.sum()) for each in layers),
            "verdict": Counter(each.verdict.name for each in layers).most_common(1)[0][0],
            "seconds": seconds,
        }
        for number, layers in enumerate(zip(*found, strict=True))
    ]


def _median(values: list[float]) -> float | None:
    return median(values) if values else None


def health(trainer: Trainer, moment: str, test: Any) -> str:
    """A line about what the network has come to."""
    images = as_input(test.images[:_HIDDEN], trainer.parameters.flat.dtype)
    with np.errstate(over="ignore"):
        hidden = trainer.network.forward(trainer.parameters, images)[0]
        result = evaluate(trainer.network, trainer.parameters, test)
    change = np.abs(trainer.parameters.weights[0] - trainer.initial.weights[0])
    dead = int((hidden <= 0.0).all(axis=0).sum())
    return (
        f"{trainer.settings.preset.name}, {moment}: test accuracy {result.accuracy:.1%}, "
        f"{dead} dead units, filters moved by {change.mean():.1e} (at most {change.max():.1e})"
    )


def run(name: str, images: int, batches: int) -> tuple[list[Row], list[str]]:
    """All moments of a preset."""
    preset = PRESETS[name]
    split = SPLITS[preset.split](load_mnist())
    trainer = Trainer(RunSpec.of(preset), split.train)
    table, lines = rows(trainer, "at the start", images, batches), []

    def epoch() -> None:
        done = trainer.epochs_done + 1
        while trainer.epochs_done < done:
            trainer.advance()

    epoch()
    table += rows(trainer, "after 1 epoch", images, batches)
    lines.append(health(trainer, "after 1 epoch", split.test))
    if preset.rule.hidden_derivative != "derivative":
        trainer.change(Change("true_derivative", True))
        table += rows(trainer, "mended then", images, batches)
        epoch()
        table += rows(trainer, "mended, 1 epoch on", images, batches)
        lines.append(health(trainer, "mended, 1 epoch on", split.test))
    return table, lines


def main() -> None:
    """Print the table."""
    arguments = parser(__doc__)
    arguments.add_argument("--preset", choices=[*PRESETS, "all"], default="all")
    arguments.add_argument("--images", type=int, default=8)
    arguments.add_argument("--batches", type=int, default=5)
    options = parsed(arguments, preset="relu-notebook", images=2, batches=1)
    names = list(PRESETS) if options.preset == "all" else [options.preset]
    with threadpool_limits(limits=1, user_api="blas"):
        results = [run(name, options.images, options.batches) for name in names]
    found = [row for rows, _ in results for row in rows]
    if options.json:
        print(json.dumps(found))
        return
    head = ("preset", "when", "layer", "‖update‖", "‖gradient‖", "cosine", "error", "s", "verdict")
    cells = [
        (
            *(row[name] for name in ("preset", "moment", "layer")),
            f"{row['update']:.3g}",
            f"{row['gradient']:.3g}",
            "–" if row["cosine"] is None else f"{row['cosine']:.10f}",
            f"{row['error']:.1e}",
            f"{row['seconds']:.2f}",
            row["verdict"],
        )
        for row in found
    ]
    print(table(head, cells))
    print(*("", *(line for _, lines in results for line in lines)), sep="\n")


if __name__ == "__main__":
    main()
