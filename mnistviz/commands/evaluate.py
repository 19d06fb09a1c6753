"""``mnistviz evaluate``: how well a saved network reads the test images."""

import argparse
import json
import math

from mnistviz.data.datasets.mnist import SPLITS, load_mnist
from mnistviz.nn.calibration import Reliability
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import PRESETS


def run(options: argparse.Namespace) -> int:
    """Test the model on the test images of its preset's split, which it never learned from.

    Raises:
        MnistvizError: the file is no model.
    """
    model = load_model(options.model)
    preset = PRESETS.get(model.preset)
    mnist = load_mnist()
    split = SPLITS[preset.split](mnist) if preset else mnist
    result = evaluate(model.network(), model.parameters, split.test, deskew=model.deskew)
    if options.json:
        print(json.dumps(_as_json(model, result), allow_nan=False))
    else:
        _print_plainly(model, result)
    return 0


def _as_json(model: TrainedModel, result: Evaluation) -> dict[str, object]:
    return {
        "preset": model.preset,
        "seed": model.seed,
        "epochs": model.epochs,
        "images": result.images,
        "accuracy": result.accuracy,
        "standard_error": result.standard_error,
        "loss": result.loss if math.isfinite(result.loss) else None,  # JSON knows no infinity
        "temperature": result.temperature,
        "calibration_error": {
            "as computed": _error(result.uncalibrated),
            "with temperature": _error(result.with_temperature),
        },
        "confusion_matrix": result.confusion.tolist(),
    }


def _error(measured: Reliability | None) -> float | None:
    return None if measured is None else measured.calibration_error


def _print_reliability(measured: Reliability) -> None:
    print("of the answers given with a probability of about ... so many are right:")
    for count, sure, right in zip(
        measured.counts, measured.confidence, measured.accuracy, strict=True
    ):
        if count:
            print(f"  {sure:7.1%}  {right:7.1%}  ({count:,.0f} answers)")
    print(f"  mean distance between the two: {measured.calibration_error:.2%}")


def _print_plainly(model: TrainedModel, result: Evaluation) -> None:
    print(
        f"{model.preset} ({model.parameters.architecture}), seed {model.seed}, "
        f"{model.epochs:g} epoch{'' if model.epochs == 1 else 's'}"
        f"{', on straightened digits' if model.deskew else ''}"
    )
    print(
        f"accuracy {result.accuracy:.2%} ± {result.standard_error:.2%} "
        f"on {result.images:,} test images"
    )
    print(f"loss     {result.loss:.5f} ({model.rule.loss})")
    if result.with_temperature is not None:
        print(f"temperature {result.temperature:.3f}; with it,", end=" ")
        _print_reliability(result.with_temperature)
    print("confusion matrix (a row a label, a column an answer)")
    print("      " + "".join(f"{name:>6}" for name in model.data.classes))
    for name, row in zip(model.data.classes, result.confusion, strict=True):
        print(f"{name:>6}" + "".join(f"{count:6}" for count in row))
