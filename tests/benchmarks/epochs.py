"""What the networks come to, epoch by epoch, trained by the command ``mnistviz train``.

    python tests/benchmarks/epochs.py [--only PART ...] [--epochs N] [--seeds N]
                                      [--quick] [--json]

``notebooks``: the two presets as in the notebooks, beside what the notebooks printed: the mean loss
of an epoch (ReLU), the share of the test images read rightly after it (sigmoid).
``corrected``: accuracy on the test images of the other two after 1, 5 and 10 epochs, by seeds.
``long``: the same of two ReLU networks after 30 epochs of augmented images.
"""

import csv
import tempfile
from pathlib import Path

from _shared import parsed, parser, show
from mnistviz.cli import main as mnistviz

Figures = dict[str, object]

# Printed by the notebooks after each epoch.
_RELU_LOSS = (
    0.96602, 0.68191, 0.62060, 0.58602, 0.56905, 0.55655, 0.54548, 0.54079, 0.53291, 0.52655,
    0.52014, 0.51920, 0.51474, 0.51353, 0.51063, 0.51047, 0.50726,
)  # fmt: skip
_SIGMOID_ACCURACY = (
    0.25257, 0.27514, 0.31029, 0.35971, 0.41600, 0.46629, 0.51186, 0.54914, 0.58529, 0.62671,
    0.66571, 0.69657, 0.72329, 0.74314, 0.75957, 0.77414, 0.78557, 0.79314, 0.80243, 0.81114,
    0.81843, 0.82529,
)  # fmt: skip
_CORRECTED = (1, 5, 10)
_LONG = 30
_LONG_OPTIONS = "--batch 64 --learning-rate 0.05 --augmentation 1 --cosine --hidden"


def trained(preset: str, epochs: int, arguments: str = "") -> list[dict[str, float]]:
    """The row of every epoch in the metrics file of ``mnistviz train``."""
    with tempfile.TemporaryDirectory() as folder:
        metrics = Path(folder) / "metrics.csv"
        command = f"train --preset {preset} --epochs {epochs} {arguments} --quiet --metrics"
        if mnistviz([*command.split(), str(metrics)]):
            raise SystemExit(f"mnistviz {command} failed")
        with metrics.open(newline="") as file:
            return [{key: float(row[key]) for key in row} for row in csv.DictReader(file)]


def notebooks(most: int, _seeds: int) -> Figures:
    """Each epoch's printed figure and ours, for at most so many epochs."""
    figures: Figures = {}
    for preset, column, printed in (
        ("relu-notebook", "train_loss", _RELU_LOSS),
        ("sigmoid-notebook", "test_accuracy", _SIGMOID_ACCURACY),
    ):
        ours = trained(preset, min(most, len(printed)))
        figures[preset] = {
            "printed": printed[: len(ours)],
            "here": [round(row[column], 5) for row in ours],
        }
    return figures


def corrected(most: int, seeds: int) -> Figures:
    """Test accuracy after some epochs, for each preset and seed."""
    marks = [epoch for epoch in _CORRECTED if epoch <= most]
    figures: Figures = {}
    for preset in ("relu", "sigmoid"):
        for seed in range(seeds):
            rows = trained(preset, marks[-1], f"--seed {seed}")
            figures[f"{preset} {seed}"] = {
                f"after {epoch}": rows[epoch - 1]["test_accuracy"] for epoch in marks
            }
    return figures


def long(most: int, seeds: int) -> Figures:
    """Test accuracy after a long training on augmented images, a figure a seed."""
    return {
        f"784-{hidden.replace(',', '-')}-10": [
            trained("relu", min(most, _LONG), f"{_LONG_OPTIONS} {hidden} --seed {seed}")[-1][
                "test_accuracy"
            ]
            for seed in range(seeds)
        ]
        for hidden in ("64", "128,64")
    }


_PARTS = {"notebooks": notebooks, "corrected": corrected, "long": long}


def main() -> None:
    """Train, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--only", choices=_PARTS, nargs="+", default=[*_PARTS], metavar="PART")
    arguments.add_argument("--epochs", type=int, default=_LONG, help="at most so many")
    arguments.add_argument("--seeds", type=int, default=3)
    options = parsed(arguments, epochs=1, seeds=1)
    figures = {part: _PARTS[part](options.epochs, options.seeds) for part in options.only}
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
