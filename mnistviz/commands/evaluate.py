"""``mnistviz evaluate``: how well a saved network reads the test images."""

import argparse
import json

from mnistviz.data.mnist import load_mnist
from mnistviz.data.splits import SPLITS
from mnistviz.presets import PRESETS
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel, load_model


def run(options: argparse.Namespace) -> int:
    """Test the model on the test images of its preset's split, which it never learned from.

    Raises:
        MnistvizError: the file is no model.
    """
    model = load_model(options.model)
    preset = PRESETS.get(model.preset)
    mnist = load_mnist()
    split = SPLITS[preset.split](mnist) if preset else mnist
    result = evaluate(model.network(), model.parameters, split.test)
    if options.json:
        print(json.dumps(_as_json(model, result)))
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
        "loss": result.loss,
        "confusion_matrix": result.confusion.tolist(),
    }


def _print_plainly(model: TrainedModel, result: Evaluation) -> None:
    print(
        f"{model.preset} ({model.parameters.architecture}), seed {model.seed}, "
        f"{model.epochs:g} epochs"
    )
    print(
        f"accuracy {result.accuracy:.2%} ± {result.standard_error:.2%} "
        f"on {result.images:,} test images"
    )
    print(f"loss     {result.loss:.5f} ({model.rule.loss})")
    print("confusion matrix (a row a label, a column an answer)")
    print("      " + "".join(f"{digit:6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:6}" + "".join(f"{count:6}" for count in row))
