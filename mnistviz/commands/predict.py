"""``mnistviz predict``: reads pictures of handwritten digits, and says which look like none."""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from mnistviz.data.datasets.dataset import as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.ink.picture import read_picture
from mnistviz.data.reference.digit_space import DigitSpace, Verdict
from mnistviz.errors import MnistvizError, one_line
from mnistviz.files import resource
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.model_file import TrainedModel, load_model

SHIPPED_MODEL = "models/drawings.npz"


def run(options: argparse.Namespace) -> int:
    """Print the digit in each picture; all pictures go through the network at once.

    Whether they look like digits is judged as the window does: by the picture, whatever the network
    answers.

    Raises:
        MnistvizError: a file is no model; or some are no pictures, once the others are answered.
    """
    model = load_model(options.model or resource(SHIPPED_MODEL))
    read, refusals = _read(options.images)
    if read:
        _answer(model, read, as_json=options.json)
    if refusals:
        raise MnistvizError("; ".join(refusals))
    return 0


def _read(paths: Iterable[Path]) -> tuple[list[tuple[Path, ByteArray]], list[str]]:
    """The pictures that can be read, and what is wrong with the others."""
    read, refusals = [], []
    for path in paths:
        try:
            read.append((path, read_picture(path)))
        except MnistvizError as error:
            refusals.append(str(error))
    return read, refusals


def _answer(model: TrainedModel, read: Sequence[tuple[Path, ByteArray]], *, as_json: bool) -> None:
    paths = [path for path, _picture in read]
    pictures = np.stack([picture for _path, picture in read])
    given = deskewed(pictures) if model.deskew else pictures
    outputs = model.network().predict(
        model.parameters, as_input(given, model.parameters.flat.dtype)
    )
    answers = calibrated(outputs, model.parameters.architecture.output, model.temperature)
    verdicts = DigitSpace.load(load_mnist().train).verdicts(pictures)
    rows = list(zip(paths, answers, verdicts, strict=True))
    if as_json:
        print(json.dumps([_described(*row) for row in rows], allow_nan=False))
        return
    for path, answer, verdict in rows:
        answered = f"{answer.argmax()} ({answer.max():.1%})"
        print(f"{one_line(str(path))}: {answered}  looks like a digit: {verdict.value}")


def _described(path: Path, answer: FloatArray, verdict: Verdict) -> dict[str, object]:
    return {
        "file": str(path),
        "digit": int(answer.argmax()),
        "probabilities": answer.tolist(),
        "looks_like_a_digit": verdict.value,
    }
