"""The table of presets: it is complete, and says what the notebooks say."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mnistviz.data.datasets.mnist import SPLITS
from mnistviz.errors import MnistvizError
from mnistviz.nn.activations import ACTIVATIONS, DERIVATIVE_RULES
from mnistviz.nn.optimizers import SCHEDULES
from mnistviz.nn.outputs import ERROR_RULES, LOSSES, OUTPUTS
from mnistviz.nn.parameters import INITIALIZERS
from mnistviz.training.presets import (
    DEFAULT_PRESET,
    MAX_UNITS,
    PRESETS,
    Preset,
    preset_for,
    preset_named,
)

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)
CORRECTED = pytest.mark.parametrize(
    "preset", [p for p in PRESETS.values() if not p.as_written], ids=lambda p: p.name
)
AS_WRITTEN = pytest.mark.parametrize(
    "preset", [p for p in PRESETS.values() if p.as_written], ids=lambda p: p.name
)


@EVERY_PRESET
def test_every_name_is_in_its_table(preset: Preset) -> None:
    assert preset.architecture.hidden in ACTIVATIONS
    assert preset.architecture.output in OUTPUTS
    assert preset.rule.loss in LOSSES
    assert preset.rule.hidden_derivative in DERIVATIVE_RULES
    assert preset.rule.output_error in ERROR_RULES
    assert preset.initializer in INITIALIZERS
    assert preset.schedule in SCHEDULES
    assert preset.split in SPLITS


@EVERY_PRESET
def test_every_preset_makes_its_network(preset: Preset) -> None:
    network = preset.network()
    assert network.architecture == preset.architecture
    assert network.rule == preset.rule


@EVERY_PRESET
def test_every_value_makes_sense(preset: Preset) -> None:
    assert PRESETS[preset.name] is preset
    assert preset.architecture.sizes[0] == 784
    assert preset.architecture.sizes[-1] == 10
    assert preset.architecture.hidden == preset.family
    assert preset.batch_size >= 1
    assert preset.epochs >= 1
    assert preset.learning_rate > 0
    assert 0 <= preset.momentum < 1
    assert np.dtype(preset.dtype).name in {"float32", "float64"}
    assert not preset.deskew  # the window's own networks take digits as they are
    assert preset.train_accuracy in {"while training", "after the epoch"}


@EVERY_PRESET
def test_every_summary_is_one_line(preset: Preset) -> None:
    assert len(preset.summary.splitlines()) == 1
    assert preset.summary.endswith(".")


def test_summaries_differ() -> None:
    assert len({preset.summary for preset in PRESETS.values()}) == len(PRESETS)


@pytest.mark.parametrize(
    ("family", "as_written"), [*itertools.product(["sigmoid", "relu"], [True, False])]
)
def test_the_two_switches_name_every_preset(family: str, as_written: bool) -> None:
    preset = preset_for(family, as_written)
    assert (preset.family, preset.as_written) == (family, as_written)


def test_no_preset_is_out_of_the_switches_reach() -> None:
    for preset in PRESETS.values():
        assert preset_for(preset.family, preset.as_written) is preset


def test_a_pair_of_switches_without_a_preset() -> None:
    with pytest.raises(LookupError, match="tanh"):
        preset_for("tanh", as_written=True)


def test_preset_named() -> None:
    for name, preset in PRESETS.items():
        assert preset_named(name) is preset


def test_an_unknown_name_is_answered_with_the_choices() -> None:
    with pytest.raises(MnistvizError) as caught:
        preset_named("tanh")
    message = str(caught.value)
    assert "'tanh'" in message
    assert all(name in message for name in PRESETS)
    assert len(message.splitlines()) == 1


def test_the_default_is_a_corrected_preset() -> None:
    assert not preset_named(DEFAULT_PRESET).as_written


@AS_WRITTEN
def test_what_both_notebooks_do(preset: Preset) -> None:
    assert preset.batch_size == 1
    assert preset.learning_rate == 0.001
    assert preset.schedule == "constant"
    assert preset.momentum == 0.0
    assert preset.dtype == "float32"
    assert not preset.shuffle
    assert preset.architecture.output == "sigmoid"


def test_the_relu_notebook() -> None:
    preset = preset_for("relu", as_written=True)
    assert preset.architecture.sizes == (784, 64, 10)
    assert preset.architecture.biases
    assert preset.rule.loss == "cross-entropy / 10"
    assert preset.rule.hidden_derivative == "logistic slope of the activation"
    assert preset.rule.output_error == "difference times logistic slope of the activation"
    assert preset.initializer == "uniform in [0, 1)"
    assert preset.split == "60,000 / 10,000 as stored"
    assert preset.epochs == 30
    assert preset.train_accuracy == "after the epoch"


def test_the_sigmoid_notebook() -> None:
    preset = preset_for("sigmoid", as_written=True)
    assert preset.architecture.sizes == (784, 128, 64, 10)
    assert not preset.architecture.biases
    assert preset.rule.loss == "mean squared error"
    assert preset.rule.hidden_derivative == "derivative"
    assert preset.rule.output_error == "gradient of the loss"
    assert preset.initializer == "normal, variance 1 / outputs"
    assert preset.split == "63,000 / 7,000 permuted"
    assert preset.epochs == 50


@CORRECTED
def test_nothing_is_wrong_with_the_corrected_ones(preset: Preset) -> None:
    assert preset.rule.hidden_derivative == "derivative"
    assert preset.rule.output_error == "gradient of the loss"
    assert preset.rule.loss == "cross-entropy"
    assert preset.architecture.output == "softmax"
    assert preset.architecture.biases
    assert preset.shuffle
    assert preset.batch_size > 1
    assert preset.momentum > 0
    assert preset.split == "60,000 / 10,000 as stored"
    initializer = {"relu": "He normal", "sigmoid": "Glorot uniform"}[preset.family]
    assert preset.initializer == initializer


@CORRECTED
def test_the_corrected_ones_are_of_the_notebooks_size(preset: Preset) -> None:
    assert preset.architecture.sizes == preset_for(preset.family, True).architecture.sizes


@EVERY_PRESET
def test_a_variant_without_changes_is_the_same(preset: Preset) -> None:
    assert preset.variant() is preset
    assert preset.variant(hidden=None, deskew=False, schedule=None) is preset


@CORRECTED
def test_a_variant_has_what_was_asked_for_and_all_else_alike(preset: Preset) -> None:
    changed = preset.variant(hidden=(20, 30), deskew=True, schedule="cosine over 4 epochs")
    assert changed.architecture.sizes == (784, 20, 30, 10)
    assert changed.deskew
    assert changed.schedule == "cosine over 4 epochs"
    back = replace(
        changed,
        hidden=preset.hidden,
        deskew=preset.deskew,
        schedule=preset.schedule,
    )
    assert back == preset
    assert replace(changed.architecture, sizes=preset.architecture.sizes) == preset.architecture
    assert changed.network().architecture == changed.architecture


@CORRECTED
def test_a_variant_may_change_one_thing(preset: Preset) -> None:
    assert preset.variant(hidden=(5,)) == replace(preset, hidden=(5,))
    assert preset.variant(deskew=True) == replace(preset, deskew=True)
    assert preset.variant(schedule="constant") == replace(preset, schedule="constant")
    assert preset.variant(deskew=True).variant(schedule="constant").deskew


@CORRECTED
@pytest.mark.parametrize("units", [1, MAX_UNITS])
def test_layers_as_small_and_large_as_allowed(preset: Preset, units: int) -> None:
    assert preset.variant(hidden=(units,)).architecture.sizes == (784, units, 10)


@pytest.mark.parametrize("hidden", [(0,), (64, 0), (-1,), (MAX_UNITS + 1,), (8, 10**9)], ids=str)
def test_layers_out_of_range_are_refused(hidden: tuple[int, ...]) -> None:
    with pytest.raises(MnistvizError, match=f"1 to {MAX_UNITS} units"):
        PRESETS["relu"].variant(hidden=hidden)


@AS_WRITTEN
@pytest.mark.parametrize(
    "change", [{"hidden": (64,)}, {"deskew": True}, {"schedule": "constant"}], ids=str
)
def test_a_notebooks_preset_has_no_variants(preset: Preset, change: dict[str, Any]) -> None:
    with pytest.raises(MnistvizError, match=f"{preset.name} is trained as written"):
        preset.variant(**change)
