"""What a model file says of its network is checked before it is believed, shown or counted with."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mnistviz.commands.evaluate import _as_json
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.nn.calibration import calibrated
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.evaluation import evaluate
from mnistviz.training.model_file import TrainedModel, load_model, save_model
from mnistviz.training.presets import MAX_HIDDEN_LAYERS, PRESETS
from tests.training.models import (
    facts_of,
    model_of,
    refusal_of,
    tiny_model,
    with_facts,
    with_parameters,
)

NAN, INFINITY = math.nan, math.inf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good model of 2,395 parameters."""
    path = tmp_path / "tiny.npz"
    save_model(path, tiny_model())
    return path


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("temperature", [1e-300, 0.049, 20.1, 1e300, -1.0, NAN, INFINITY, True, "1.0"]),
        ("epochs", [-1, -1e-9, 1e10, NAN, INFINITY, -INFINITY, 10**400, True, "3"]),
        ("test_accuracy", [7, -0.1, 1.0001, NAN, INFINITY, False, "0.9"]),
        ("seed", [-1, 2**32, 1.5, NAN, True, "3"]),
        ("preset", ["", " relu", "../relu", "a\nb", "a\x1b[31m", "x" * 65, "x" * 10**5, 5, None]),
        ("straighten", [0, "false"]),
    ],
)
def test_a_fact_out_of_its_range(fact: str, values: list[Any], path: Path) -> None:
    for value in values:
        refusal_of(with_facts(path, **{fact: value}))


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("temperature", [0.05, 1, 20]),
        ("epochs", [0, 0.5, 10**9]),
        ("test_accuracy", [0, 0.5, 1]),
        ("seed", [0, 2**32 - 1]),
        ("preset", ["relu", "sigmoid-notebook", "Größe 2_b", "x" * 64]),
    ],
)
def test_a_fact_at_the_end_of_its_range(fact: str, values: list[Any], path: Path) -> None:
    for value in values:
        assert getattr(load_model(with_facts(path, **{fact: value})), fact) == value


@pytest.mark.parametrize("biases", [2, 0, 1, "no", None, [True]])
def test_biases_that_are_neither_there_nor_not(biases: object, path: Path) -> None:
    refusal_of(with_facts(path, architecture={**facts_of(path)["architecture"], "biases": biases}))


@pytest.mark.parametrize("hidden", [MAX_HIDDEN_LAYERS, MAX_HIDDEN_LAYERS + 1, 2000])
def test_the_number_of_layers(hidden: int, path: Path) -> None:
    sizes = [784, *[1] * hidden, 10]
    shape = Architecture(tuple(sizes), "relu", "softmax", biases=True)
    with_facts(path, architecture={**facts_of(path)["architecture"], "sizes": sizes})
    with_parameters(path, np.zeros(shape.parameter_count, np.float32))
    if hidden == MAX_HIDDEN_LAYERS:
        assert load_model(path).parameters.architecture == shape
    else:
        assert f"{hidden + 2} layers" in refusal_of(path)


LONG = "\x1b]0;title\x07\r\n\u202e" + "x" * 50_000


@pytest.mark.parametrize(
    "changes",
    [
        {"version": LONG},
        {"preset": LONG},
        {"straighten": LONG},
        {"architecture": {"sizes": [784, 3, 10], "hidden": LONG, "output": "softmax"}},
        {"architecture": {"sizes": [784, 3, 10], LONG: 1}},
        {"rule": {"loss": LONG}},
        {"rule": {LONG: 1}},
    ],
    ids=["version", "preset", "straighten", "hidden", "shape", "loss", "rule"],
)
def test_what_is_quoted_from_a_file_is_cut(changes: dict[str, Any], path: Path) -> None:
    if "hidden" in changes.get("architecture", {}):
        changes["architecture"]["biases"] = True
    message = refusal_of(with_facts(path, **changes))
    assert len(message) < len(str(path)) + 300
    assert message.isprintable()


def test_more_facts_than_there_can_be(path: Path) -> None:
    assert "too large" in refusal_of(with_facts(path, more="x" * 10**5))


def test_the_name_of_the_file_is_cut_and_can_be_printed(path: Path) -> None:
    name = "\x1b[31m" + "long" * 50 + ".npz"
    shown = load_model(path.rename(path.with_name(name))).name
    assert len(shown) <= 80
    assert shown.isprintable()
    assert shown.endswith("long.npz")


@pytest.mark.parametrize(
    "change",
    [{"temperature": NAN}, {"epochs": INFINITY}, {"test_accuracy": NAN}, {"preset": "a/b"}],
    ids=str,
)
def test_what_could_not_be_loaded_again_is_not_saved(change: dict[str, Any], path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(MnistvizError, match="cannot write"):
        save_model(path, replace(tiny_model(), **change))
    assert path.read_bytes() == before


def test_a_network_that_has_diverged_is_not_saved(path: Path) -> None:
    model = tiny_model()
    flat = np.full_like(model.parameters.flat, np.nan)
    broken = replace(model, parameters=Parameters(model.parameters.architecture, flat))
    with pytest.raises(MnistvizError, match=r"cannot write .*: its parameters are not numbers"):
        save_model(path, broken)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "version": ANYTHING,
        "preset": ANYTHING | st.sampled_from(sorted(PRESETS)),
        "seed": ANYTHING,
        "epochs": ANYTHING,
        "test_accuracy": ANYTHING | st.floats(0, 1),
        "straighten": ANYTHING | st.booleans(),
        "temperature": ANYTHING | st.floats(0.05, 20),
        "architecture": ANYTHING,
        "rule": ANYTHING,
    },
)


def assert_usable(model: TrainedModel, digits: DataSet) -> None:
    """Whatever the commands and the window make of it is a number."""
    result = evaluate(model.network(), model.parameters, digits.test, deskew=model.deskew)
    text = json.dumps(_as_json(model, result), allow_nan=False)
    assert model.preset in json.loads(text)["preset"]
    outputs = model.network().predict(model.parameters, np.ones((1, 784), np.float32))
    probabilities = calibrated(outputs, model.parameters.architecture.output, model.temperature)
    assert np.isfinite(probabilities).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, atol=1e-5)


def assert_refused_or_usable(path: Path, digits: DataSet) -> None:
    """One of the two, and a refusal is a line that can be printed."""
    refusal = ""
    try:
        model = load_model(path)
    except MnistvizError as error:
        refusal = str(error)
    else:
        assert_usable(model, digits)
    assert not refusal or refusal.isprintable()
    assert len(refusal) < len(str(path)) + 300


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=FACTS)
@example(changes={"temperature": 0.05, "epochs": 0, "test_accuracy": 0})
@example(changes={"temperature": 20, "preset": "x"})
def test_any_facts_are_refused_or_harmless(
    changes: dict[str, Any], path: Path, small: DataSet
) -> None:
    save_model(path, tiny_model())
    assert_refused_or_usable(with_facts(path, **changes), small)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    preset=st.sampled_from(list(PRESETS.values())),
    size=st.floats(-45, 38.5),
    one=st.floats(allow_nan=True, width=32),
)
def test_any_weights_are_refused_or_harmless(
    preset: Any, size: float, one: float, path: Path, small: DataSet
) -> None:
    model = model_of(preset)
    with np.errstate(over="ignore", under="ignore"):
        flat = (model.parameters.flat * np.float64(10.0) ** size).astype(np.float32)
    flat[-1] = one
    save_model(path, model)
    assert_refused_or_usable(with_parameters(path, flat), small)
