"""Trained networks as files: an .npz archive with the parameters and a page of plain facts.

Nothing in a file is ever executed (no pickle). What is read is checked before it is believed.
"""

import json
import math
import zipfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from mnistviz.errors import MnistvizError
from mnistviz.files import replacing
from mnistviz.nn.architecture import Architecture
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Parameters
from mnistviz.presets import MAX_UNITS

FORMAT = "mnistviz model"
FORMAT_VERSION = 2
_MAX_BYTES = 64 * 2**20
_DATE = (1980, 1, 1, 0, 0, 0)  # zip's first; a fixed one, so that equal models are equal files


@dataclass(frozen=True, eq=False)
class TrainedModel:
    """A network and where it comes from.

    Attributes:
        preset: name of the preset it was trained with.
        rule: how it was taught; its loss is the one that evaluations report.
        seed: of the run.
        epochs: that it was trained for, with the fraction of the last.
        test_accuracy: on its preset's test images when it was saved, 0 to 1.
        parameters: read-only.
        straighten: whether it takes straightened digits, as it was trained on.
        temperature: with which its probabilities mean most what they say (see
            ``nn.calibration``), above 0.
        name: what to call it on screen: that of its file; not part of the file.
    """

    preset: str
    rule: LearningRule
    seed: int
    epochs: float
    test_accuracy: float
    parameters: Parameters
    straighten: bool = False
    temperature: float = 1.0
    name: str = ""

    def network(self) -> Network:
        """The functions that go with the parameters."""
        return Network(self.parameters.architecture, self.rule)


def save_model(path: Path, model: TrainedModel) -> None:
    """Write ``model``; the same model always gives the same bytes.

    Raises:
        MnistvizError: the file cannot be written; an older one is left as it was.
    """
    facts = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "architecture": asdict(model.parameters.architecture),
        "rule": asdict(model.rule),
        "preset": model.preset,
        "seed": model.seed,
        "epochs": model.epochs,
        "test_accuracy": model.test_accuracy,
        "straighten": model.straighten,
        "temperature": model.temperature,
    }
    text = np.frombuffer(json.dumps(facts, sort_keys=True).encode(), np.uint8)
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in (("facts", text), ("parameters", model.parameters.flat)):
            member = zipfile.ZipInfo(f"{name}.npy", _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as stream:
                np.lib.format.write_array(stream, array, allow_pickle=False)


def load_model(path: Path) -> TrainedModel:
    """Read a model that ``save_model`` wrote.

    Raises:
        MnistvizError: the file is missing, cut off, too large, of another program, or written by
            a newer version of this one.
    """
    try:
        _refuse_oversized(path)
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            facts, flat = json.loads(file["facts"].tobytes()), file["parameters"]
    except MnistvizError:
        raise
    except OSError as error:
        raise MnistvizError(f"cannot read {path}: {error.strerror or error}") from error
    except Exception as error:  # on damaged bytes zipfile, zlib and NumPy raise just about anything
        raise MnistvizError(f"{path} is not a mnistviz model, or it is cut off") from error
    try:
        return replace(_checked(facts, flat), name=path.name)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise MnistvizError(f"{path} is not a valid mnistviz model: {error}") from error


def _refuse_oversized(path: Path) -> None:
    # The archive's own table says how large its members are once unpacked, before any is.
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if max(unpacked, path.stat().st_size) > _MAX_BYTES:
        raise MnistvizError(f"{path} is too large for a mnistviz model")


def _checked(facts: Any, flat: Any) -> TrainedModel:
    """Turn what a file says into a model; any mistake in it is a ValueError, Key- or TypeError."""
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ValueError("it was written by another program")
    if facts["version"] not in (1, FORMAT_VERSION):
        raise ValueError(
            f"it has format {facts['version']}, made by another version of mnistviz; "
            f"this one reads formats 1 and {FORMAT_VERSION}"
        )
    shape = dict(facts["architecture"])
    sizes = tuple(int(size) for size in shape.pop("sizes"))
    architecture = Architecture(sizes, **cast("dict[str, Any]", shape))
    if sizes[0] != 784 or sizes[-1] != 10 or max(sizes) > MAX_UNITS:
        raise ValueError(f"it has {architecture} units")
    if flat.dtype not in (np.float32, np.float64) or not np.isfinite(flat).all():
        raise ValueError("its parameters are not numbers")
    rule = LearningRule(**facts["rule"])
    Network(architecture, rule)  # refuses names that are in no table
    flat.flags.writeable = False
    parameters = Parameters(architecture, flat)
    _refuse_overflow(parameters)
    straighten = facts.get("straighten", False)
    if not isinstance(straighten, bool):
        raise TypeError(f"it says {straighten!r} where only true or false makes sense")
    temperature = float(facts.get("temperature", 1.0))
    if not (math.isfinite(temperature) and temperature > 0.0):
        raise ValueError(f"its temperature is {temperature:g}")
    return TrainedModel(
        preset=str(facts["preset"]),
        rule=rule,
        seed=int(facts["seed"]),
        epochs=float(facts["epochs"]),
        test_accuracy=float(facts["test_accuracy"]),
        parameters=parameters,
        straighten=straighten,
        temperature=temperature,
    )


def _refuse_overflow(parameters: Parameters) -> None:
    """Raise ValueError if some picture may lead to sums that the numbers' type cannot hold."""
    largest = float(np.finfo(parameters.flat.dtype).max)
    bound = np.ones(parameters.architecture.sizes[0])
    with np.errstate(over="ignore"):
        for layer, weights in enumerate(parameters.weights):
            bound = bound @ np.abs(weights).astype(np.float64)
            if parameters.biases:
                bound += np.abs(parameters.biases[layer])
            if not bound.max() < largest:
                raise ValueError("its weights are too large to compute with")
            if parameters.architecture.hidden == "sigmoid":
                bound = np.ones_like(bound)
