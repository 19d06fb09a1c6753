"""Model files, good and bad, for the tests of both."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnistviz.errors import MnistvizError
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.model_file import TrainedModel, load_model
from mnistviz.training.presets import PRESETS, Preset

TINY = Architecture((784, 3, 10), "relu", "softmax", biases=True)


def model_of(preset: Preset, seed: int = 1) -> TrainedModel:
    count = preset.architecture.parameter_count
    flat = np.random.default_rng(seed).normal(size=count).astype(preset.dtype)
    parameters = Parameters(preset.architecture, flat).frozen_copy()
    return TrainedModel(preset.name, preset.rule, 2**32 - 1, 12.0625, 0.1 + 0.2, parameters)


def tiny_model() -> TrainedModel:
    return model_of(replace(PRESETS["relu"], hidden=(3,)))


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, np.asanyarray(array), allow_pickle=True)
    return stream.getvalue()


def write(path: Path, facts: bytes, parameters: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("facts.npy", facts)
        archive.writestr("parameters.npy", parameters)
    return path


def facts_of(path: Path) -> dict[str, Any]:
    with np.load(path) as file:
        facts: dict[str, Any] = json.loads(file["facts"].tobytes())
    return facts


def with_facts(path: Path, **changes: Any) -> Path:
    """The same file with some of its facts replaced."""
    text = json.dumps({**facts_of(path), **changes}).encode()
    with np.load(path) as file:
        parameters = npy(file["parameters"])
    return write(path, npy(np.frombuffer(text, np.uint8)), parameters)


def without_facts(path: Path, *names: str) -> Path:
    """The same file with some of its facts left out."""
    facts = {name: fact for name, fact in facts_of(path).items() if name not in names}
    with np.load(path) as file:
        parameters = npy(file["parameters"])
    return write(path, npy(np.frombuffer(json.dumps(facts).encode(), np.uint8)), parameters)


def with_parameters(path: Path, parameters: Any) -> Path:
    content = parameters if isinstance(parameters, bytes) else npy(parameters)
    with np.load(path) as file:
        facts = npy(file["facts"])
    return write(path, facts, content)


def refusal_of(path: Path) -> str:
    """The message with which the file is refused, which must be a single line naming it."""
    with pytest.raises(MnistvizError) as caught:
        load_model(path)
    message = str(caught.value)
    assert str(path) in message
    assert len(message.splitlines()) == 1
    return message


def header(text: str) -> bytes:
    """An .npy file that ends after its header."""
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


def promising(count: int) -> bytes:
    return header(f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count},), }}\n")
