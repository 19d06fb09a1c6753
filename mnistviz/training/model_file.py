"""Trained networks as files: an .npz archive with the parameters and a page of plain facts.

Nothing in a file is ever executed (no pickle). What is read is checked before it is believed.
"""

import json
import re
import zipfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from mnistviz.data.datasets.dataset import MAX_SIDE, DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.errors import FileError, FileFault, Flaw, Reason, one_line
from mnistviz.files import open_regular, replacing
from mnistviz.nn.calibration import HOTTEST
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.presets import MAX_HIDDEN_LAYERS, MAX_UNITS

FORMAT = "mnistviz model"
_VERSIONS = 1, 2, 3
"""Of the facts that are read. One is written with the lowest that says what it holds, so that an
older program reads all that it can: 3 if it is not of MNIST, else 2."""
_MAX_BYTES, _MAX_FACTS = 64 * 2**20, 2**16
_MAX_EPOCHS, _MAX_SEED = 1e9, 2**32 - 1
_NAME = re.compile(r"\w[\w -]{0,63}")
"""Of a preset: it is shown, and proposed as the name of a file."""

_RULE = {"loss": "loss", "hidden_slope": "hidden_derivative", "output_error": "output_error"}
"""What files call a rule's parts, and what they are called here."""

_DATE = (1980, 1, 1, 0, 0, 0)  # zip's first; a fixed one, so that equal models are equal files


@dataclass(frozen=True, eq=False)
class TrainedModel:
    """A network and where it comes from.

    Attributes:
        preset: name of the preset it was trained with; letters, digits, "_", "-" and spaces, at
            most 64.
        rule: how it was taught; its loss is the one that evaluations report.
        seed: of the run, 0 to 2**32 - 1.
        epochs: that it was trained for, with the fraction of the last; 0 to 1e9.
        test_accuracy: on its preset's test images when it was saved, 0 to 1.
        parameters: read-only.
        deskew: whether it takes deskewed digits, as it was trained on.
        temperature: with which its probabilities mean most what they say (see
            ``nn.calibration``), 0.05 to 20.
        data: what it was trained on.
        name: what to call it on screen: that of its file, cut if it is long; not part of the file.
    """

    preset: str
    rule: LearningRule
    seed: int
    epochs: float
    test_accuracy: float
    parameters: Parameters
    deskew: bool = False
    temperature: float = 1.0
    data: DataSetInfo = MNIST
    name: str = ""

    def network(self) -> Network:
        """The functions that go with the parameters."""
        return Network(self.parameters.architecture, self.rule)


def save_model(path: Path, model: TrainedModel) -> None:
    """Write ``model``; the same model always gives the same bytes.

    Raises:
        FileError: the file cannot be written, or could not be loaded again, as of a network
            that has diverged; an older one is left as it was.
    """
    facts: dict[str, Any] = {
        "format": FORMAT,
        "version": 2,
        "architecture": asdict(model.parameters.architecture),
        "rule": {file: getattr(model.rule, field) for file, field in _RULE.items()},
        "preset": model.preset,
        "seed": model.seed,
        "epochs": model.epochs,
        "test_accuracy": model.test_accuracy,
        "straighten": model.deskew,
        "temperature": model.temperature,
    }
    if model.data != MNIST:
        facts |= {"version": 3, "data": _facts_of(model.data)}
    try:
        text = json.dumps(facts, sort_keys=True, allow_nan=False)
        _checked(json.loads(text), model.parameters.flat, model.data)
    except ValueError as error:
        raise FileError(path, FileFault.UNWRITABLE, error) from error
    encoded = np.frombuffer(text.encode(), np.uint8)
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in (("facts", encoded), ("parameters", model.parameters.flat)):
            member = zipfile.ZipInfo(f"{name}.npy", _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as stream:
                np.lib.format.write_array(stream, array, allow_pickle=False)


def load_model(path: Path, data: DataSetInfo = MNIST) -> TrainedModel:
    """Read a model that ``save_model`` wrote, to be used on ``data``.

    Raises:
        FileError: the file is missing, cut off, too large, of another program, written by
            a newer version of this one, or trained on other data.
    """
    try:
        with open_regular(path, _MAX_BYTES) as raw:
            _refuse_oversized(path, raw)
            with np.load(raw, allow_pickle=False) as file:
                facts, flat = json.loads(file["facts"].tobytes()), file["parameters"]
    except FileError:
        raise
    except Exception as error:  # on damaged bytes zipfile, zlib and NumPy raise just about anything
        raise FileError(path, FileFault.NO_MODEL) from error
    try:
        flat.flags.writeable = False
        return replace(_checked(facts, flat, data), name=one_line(path.name, 80))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise FileError(path, FileFault.BAD_MODEL, error) from error


def _refuse_oversized(path: Path, file: BinaryIO) -> None:
    # The archive's own table says how large its members are once unpacked, before any is.
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        facts = archive.getinfo("facts.npy").file_size
    file.seek(0)
    if unpacked > _MAX_BYTES or facts > _MAX_FACTS:
        raise FileError(path, FileFault.TOO_LARGE_A_MODEL)


def _checked(facts: Any, flat: Any, data: DataSetInfo) -> TrainedModel:
    """Turn what a file says into a model; any mistake in it is a ValueError, Key- or TypeError."""
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise Flaw(Reason.FOREIGN)
    if facts["version"] not in _VERSIONS:
        found = one_line(str(facts["version"]), 40)
        raise Flaw(Reason.OTHER_FORMATS, found=found, known=_VERSIONS[-1])
    trained_on = _data(dict(facts["data"])) if facts["version"] == 3 else MNIST
    if trained_on != data:
        raise Flaw(Reason.OTHER_DATA, found=trained_on, wanted=data)
    architecture = _architecture(dict(facts["architecture"]), data)
    if flat.dtype not in (np.float32, np.float64) or not np.isfinite(flat).all():
        raise Flaw(Reason.NO_NUMBERS)
    rule = LearningRule(**{_RULE[name]: value for name, value in facts["rule"].items()})
    Network(architecture, rule)  # refuses names that are in no table
    parameters = Parameters(architecture, flat)
    _refuse_overflow(parameters)
    if not (isinstance(facts["preset"], str) and _NAME.fullmatch(facts["preset"])):
        raise Flaw(Reason.PRESET)
    return TrainedModel(
        preset=facts["preset"],
        rule=rule,
        seed=_whole(facts["seed"], "seed", _MAX_SEED),
        epochs=_number(facts["epochs"], "epochs", 0.0, _MAX_EPOCHS),
        test_accuracy=_number(facts["test_accuracy"], "test_accuracy", 0.0, 1.0),
        parameters=parameters,
        deskew=_yes_or_no(facts.get("straighten", False)),
        temperature=_number(facts.get("temperature", 1.0), "temperature", 1 / HOTTEST, HOTTEST),
        data=data,
    )


def _facts_of(data: DataSetInfo) -> dict[str, Any]:
    """What a file says of a data set; a list for the classes, as JSON has them."""
    classes = list(data.classes)
    return {"name": data.name, "height": data.height, "width": data.width, "classes": classes}


def _data(facts: dict[str, Any]) -> DataSetInfo:
    height, width = (_whole(facts[side], side, MAX_SIDE) for side in ("height", "width"))
    data = DataSetInfo(facts["name"], height, width, tuple(facts["classes"]))
    if facts != _facts_of(data):
        raise ValueError("what it says of its data makes no sense")
    return data


def _architecture(shape: dict[str, Any], data: DataSetInfo) -> Architecture:
    sizes = tuple(_whole(size, "sizes", MAX_UNITS) for size in shape.pop("sizes"))
    _yes_or_no(shape["biases"])
    architecture = Architecture(sizes, **shape)
    if len(sizes) > 2 + MAX_HIDDEN_LAYERS:
        raise Flaw(Reason.LAYERS, count=len(sizes))
    if (sizes[0], sizes[-1]) != (data.pixels, len(data.classes)):
        raise Flaw(Reason.UNITS, layers=architecture)
    return architecture


def _number(value: Any, name: str, low: float, high: float) -> float:
    if type(value) not in (int, float) or not low <= value <= high:  # NaN fails any comparison
        raise Flaw(Reason.FACT, name=repr(name), low=f"{low:g}", high=f"{high:g}")
    return float(value)


def _whole(value: Any, name: str, high: int) -> int:
    if type(value) is not int or not 0 <= value <= high:
        raise Flaw(Reason.FACT, name=repr(name), low=0, high=high)
    return value


def _yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise Flaw(Reason.NO_BOOLEAN, found=one_line(repr(value), 80))
    return value


def _refuse_overflow(parameters: Parameters) -> None:
    """Raise a Flaw if some picture may lead to sums that the numbers' type cannot hold."""
    largest = float(np.finfo(parameters.flat.dtype).max)
    bound = np.ones(parameters.architecture.sizes[0])
    with np.errstate(over="ignore"):
        for layer, weights in enumerate(parameters.weights):
            bound = bound @ np.abs(weights).astype(np.float64)
            if parameters.biases:
                bound += np.abs(parameters.biases[layer])
            if not bound.max() < largest:
                raise Flaw(Reason.TOO_LARGE_WEIGHTS)
            if parameters.architecture.hidden == "sigmoid":
                bound = np.ones_like(bound)
