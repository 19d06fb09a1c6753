"""What is not a model is refused in one plain line, and nothing of it is ever executed."""

import contextlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnistviz.errors import MnistvizError
from mnistviz.nn.parameters import Parameters
from mnistviz.training.model_file import load_model, save_model
from tests.training.models import (
    TINY,
    facts_of,
    header,
    npy,
    promising,
    refusal_of,
    tiny_model,
    with_facts,
    with_parameters,
    write,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good model of 2,395 parameters."""
    path = tmp_path / "tiny.npz"
    save_model(path, tiny_model())
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert "No such file" in refusal_of(tmp_path / "nowhere.npz")


def test_a_folder(tmp_path: Path) -> None:
    assert "directory" in refusal_of(tmp_path)


@pytest.mark.parametrize("content", [b"", b"P", b"PK\x03\x04", b"Dear reader,\nno.\n" * 99])
def test_a_file_that_is_no_archive(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.npz"
    path.write_bytes(content)
    assert "not a mnistviz model" in refusal_of(path)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.99])
def test_a_cut_off_file(share: float, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert "cut off" in refusal_of(path)


def test_every_way_to_cut_a_file_off(path: Path) -> None:
    content = path.read_bytes()
    for length in range(0, len(content), 97):
        path.write_bytes(content[:length])
        refusal_of(path)


def test_a_damaged_file(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    refusal_of(path)


@pytest.mark.parametrize(
    "arrays",
    [
        {"x": np.zeros(3)},
        {"facts": np.zeros(3, np.uint8), "parameters": np.zeros(3)},
        {"facts": np.frombuffer(b'{"format": "x"}', np.uint8), "parameters": np.zeros(3)},
        {"facts": np.frombuffer(b"[1, 2]", np.uint8), "parameters": np.zeros(3)},
        {"facts": np.frombuffer(b"\xff\xfe", np.uint8), "parameters": np.zeros(3)},
        {"facts": np.frombuffer(b"{}", np.uint8)},
        {"parameters": np.zeros(3)},
    ],
    ids=["other names", "no text", "other format", "a list", "no utf-8", "facts only", "no facts"],
)
def test_the_npz_file_of_another_program(arrays: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "foreign.npz"
    np.savez(path, allow_pickle=False, **arrays)
    assert "mnistviz model" in refusal_of(path)


def test_an_npy_file(tmp_path: Path) -> None:
    path = tmp_path / "array.npz"
    path.write_bytes(npy(np.zeros(10)))
    assert "not a mnistviz model" in refusal_of(path)


@pytest.mark.parametrize("version", [0, 4, 99, "1", None])
def test_the_file_of_another_version(version: object, path: Path) -> None:
    message = refusal_of(with_facts(path, version=version))
    assert f"format {version}" in message
    assert "another version of mnistviz" in message


class Trap:
    """Unpickling one would create a file; see ``object.__reduce__``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("member", ["facts", "parameters"])
def test_nothing_is_unpickled(member: str, path: Path, tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    bad = npy(np.array([Trap(trap)], object))
    with np.load(path) as file:
        good = {name: npy(file[name]) for name in ("facts", "parameters")}
    write(path, **{**good, member: bad})
    refusal_of(path)
    assert not trap.exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("member", ["parameters", "something else"])
def test_an_archive_that_unpacks_to_too_much(
    member: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{member}.npy", bytes(65 * 2**20))
    assert path.stat().st_size < 2**20
    monkeypatch.setattr("numpy.load", lambda *_, **__: pytest.fail("it was unpacked"))
    refusal_of(path)


def test_a_large_file(path: Path) -> None:
    with path.open("r+b") as file:  # a hole of 65 MiB before the archive's own bytes
        content = file.read()
        file.seek(0)
        file.truncate()
        file.seek(65 * 2**20)
        file.write(content)
    refusal_of(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_parameters_that_are_no_numbers(value: float, path: Path) -> None:
    flat = tiny_model().parameters.flat.copy()
    flat[1234] = value
    assert "not numbers" in refusal_of(with_parameters(path, flat))


@pytest.mark.parametrize("value", [1e36, -1e36, 3.4e38])
def test_weights_with_which_sums_would_overflow(value: float, path: Path) -> None:
    flat = np.full(TINY.parameter_count, value, np.float32)
    assert "too large to compute with" in refusal_of(with_parameters(path, flat))


@pytest.mark.parametrize(
    ("kind", "layer"), [("weights", 0), ("biases", 0), ("weights", 1)], ids=str
)
def test_one_huge_number_is_enough(kind: str, layer: int, path: Path) -> None:
    flat = tiny_model().parameters.flat.copy()
    getattr(Parameters(TINY, flat), kind)[layer].flat[-1] = 3.4e38
    assert "too large" in refusal_of(with_parameters(path, flat))


@pytest.mark.parametrize(
    "temperature", [0.0, -1.0, float("nan"), float("inf"), "warm", None, [1.0]], ids=str
)
def test_a_temperature_that_is_none(temperature: object, path: Path) -> None:
    refusal_of(with_facts(path, temperature=temperature))


@pytest.mark.parametrize("dtype", ["int32", "float16", "complex64", ">f4", "bool", "U3"])
def test_parameters_of_another_type(dtype: str, path: Path) -> None:
    refusal_of(with_parameters(path, np.ones(TINY.parameter_count).astype(dtype)))


@pytest.mark.parametrize("shape", [(0,), (2394,), (2396,), (2395, 1), (1, 2395), ()], ids=str)
def test_another_number_of_parameters(shape: tuple[int, ...], path: Path) -> None:
    assert TINY.parameter_count == 2395
    refusal_of(with_parameters(path, np.zeros(shape, np.float32)))


@pytest.mark.parametrize(
    "sizes",
    [
        [784],
        [],
        [784, 0, 10],
        [784, -3, 10],
        [783, 3, 10],
        [784, 3, 11],
        [784, 5000, 10],
        [784, 10**20, 10],
        [784, "many", 10],
        [784, [3], 10],
        [784, None, 10],
        None,
        5,
    ],
    ids=str,
)
def test_sizes_that_are_not_ours(sizes: object, path: Path) -> None:
    refusal_of(with_facts(path, architecture={**facts_of(path)["architecture"], "sizes": sizes}))


@pytest.mark.parametrize(
    "change",
    [{"hidden": "tanh"}, {"output": "tanh"}, {"hidden": ["relu"]}, {"colour": "red"}],
    ids=str,
)
def test_an_architecture_that_is_not_ours(change: dict[str, Any], path: Path) -> None:
    refusal_of(with_facts(path, architecture={**facts_of(path)["architecture"], **change}))


@pytest.mark.parametrize(
    "rule",
    [
        {"loss": "hinge"},
        {"loss": "cross-entropy", "hidden_slope": "steep"},
        {"loss": "cross-entropy", "output_error": "none"},
        {"loss": "cross-entropy", "colour": "red"},
        {"loss": ["cross-entropy"]},
        {},
        None,
        "cross-entropy",
    ],
    ids=str,
)
def test_a_rule_that_is_not_ours(rule: object, path: Path) -> None:
    refusal_of(with_facts(path, rule=rule))


@pytest.mark.parametrize("fact", ["architecture", "rule", "preset", "seed", "epochs", "version"])
def test_a_fact_left_out(fact: str, path: Path) -> None:
    facts = facts_of(path)
    del facts[fact]
    with np.load(path) as file:
        parameters = npy(file["parameters"])
    refusal_of(write(path, npy(np.frombuffer(json.dumps(facts).encode(), np.uint8)), parameters))


@pytest.mark.parametrize("change", [{"seed": "x"}, {"epochs": "x"}, {"test_accuracy": None}])
def test_a_fact_of_another_type(change: dict[str, Any], path: Path) -> None:
    refusal_of(with_facts(path, **change))


@pytest.mark.parametrize("parameters", [promising(3), promising(3)[:40], header("{}"), header("?")])
def test_a_member_that_is_half_an_array(parameters: bytes, path: Path) -> None:
    refusal_of(with_parameters(path, parameters))


@pytest.mark.parametrize(
    "parameters",
    [b"no array", promising(10**13), promising(10**30), header("{'descr': (")],
    ids=["no array", "would not fit", "beyond numbers", "open bracket"],
)
def test_a_member_that_is_no_array(parameters: bytes, path: Path) -> None:
    refusal_of(with_parameters(path, parameters))


@pytest.mark.parametrize("fact", ["seed", "architecture"])
def test_infinity_where_a_number_belongs(fact: str, path: Path) -> None:
    sizes = [784, float("inf"), 10]
    value = {
        "seed": float("inf"),
        "architecture": {**facts_of(path)["architecture"], "sizes": sizes},
    }
    refusal_of(with_facts(path, **{fact: value[fact]}))


def test_facts_nested_too_deep(path: Path) -> None:
    with np.load(path) as file:
        parameters = npy(file["parameters"])
    refusal_of(write(path, npy(np.frombuffer(b"[" * 200_000, np.uint8)), parameters))


@pytest.mark.parametrize(("offset", "value"), [(8, 1), (10, 99)], ids=["encrypted", "compression"])
def test_an_archive_of_an_unknown_kind(offset: int, value: int, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + offset] = value
    content[content.find(b"PK\x03\x04") + offset - 2] = value
    path.write_bytes(content)
    refusal_of(path)


@pytest.mark.parametrize("value", ["no", 1, None, []])
def test_deskewing_that_is_neither_yes_nor_no(path: Path, value: object) -> None:
    refusal_of(with_facts(path, straighten=value))


def test_any_damage_is_refused_or_harmless(path: Path) -> None:
    # All zero packs into a few hundred bytes, so that most of them are structure.
    parameters = Parameters.zeros(TINY, np.float32).frozen_copy()
    save_model(path, replace(tiny_model(), parameters=parameters))
    content = np.frombuffer(path.read_bytes(), np.uint8)
    rng = np.random.default_rng(0)
    for _ in range(1000):
        damaged = content.copy()
        damaged[rng.integers(len(content), size=rng.integers(1, 4))] = rng.integers(256)
        path.write_bytes(damaged.tobytes())
        with contextlib.suppress(MnistvizError):
            load_model(path)
