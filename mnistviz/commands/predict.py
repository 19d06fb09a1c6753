"""``mnistviz predict``: reads pictures of handwritten digits."""

import argparse
import json

import numpy as np

from mnistviz.data.digits import as_input
from mnistviz.data.picture import read_picture
from mnistviz.nn.calibration import calibrated
from mnistviz.resources import resource
from mnistviz.training.model_file import load_model

SHIPPED_MODEL = "models/drawings.npz"


def run(options: argparse.Namespace) -> int:
    """Print the digit in each picture; all pictures go through the network at once.

    Raises:
        MnistvizError: a file is no picture, or no model; then nothing is printed.
    """
    model = load_model(options.model or resource(SHIPPED_MODEL))
    pictures = np.stack(
        [read_picture(path, straighten=model.straighten) for path in options.images]
    )
    dtype = model.parameters.flat.dtype
    outputs = model.network().predict(model.parameters, as_input(pictures, dtype))
    kind = model.parameters.architecture.output
    answers = calibrated(outputs, kind, model.temperature)
    if options.json:
        rows = [
            {"file": str(path), "digit": int(row.argmax()), "probabilities": row.tolist()}
            for path, row in zip(options.images, answers, strict=True)
        ]
        print(json.dumps(rows))
    else:
        for path, row in zip(options.images, answers, strict=True):
            print(f"{path}: {row.argmax()} ({row.max():.1%})")
    return 0
