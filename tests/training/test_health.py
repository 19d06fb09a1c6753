"""Each layer's health at one moment, beside the same figures from plain formulas."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.nn.network import Buffers
from mnistviz.nn.parameters import Parameters
from mnistviz.training.health import LEVELS, PROBE, LayerHealth, measure, probe_of
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer


def trainer_of(preset: Preset, small: DataSet, **settings: float) -> Trainer:
    return Trainer(RunSpec.of(preset, **settings), small.train)  # type: ignore[arg-type]


def health_of(trainer: Trainer) -> tuple[LayerHealth, ...]:
    return measure(
        trainer.network, trainer.parameters, probe_of(trainer.digits), trainer.update_norms()
    )


def test_the_probe_is_spread_over_the_digits(small: DataSet) -> None:
    probe = probe_of(small.train)
    assert len(probe) == PROBE
    np.testing.assert_array_equal(probe.images, small.train.images[::2][:PROBE])
    np.testing.assert_array_equal(probe.labels, small.train.labels[::2][:PROBE])


def test_a_probe_of_few_digits_is_all_of_them(small: DataSet) -> None:
    few = small.train[:9]
    np.testing.assert_array_equal(probe_of(few).images, few.images)


def test_a_probe_can_be_deskewed(small: DataSet) -> None:
    upright = probe_of(small.train, deskew=True)
    np.testing.assert_array_equal(upright.images, deskewed(probe_of(small.train).images))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_gradients_are_as_the_rule_makes_them(preset: Preset, small: DataSet) -> None:
    trainer = trainer_of(preset, small)
    probe, dtype = probe_of(small.train), preset.dtype
    images = as_input(probe.images, dtype)
    buffers = Buffers.for_batch(preset.architecture, PROBE, dtype)
    gradient = Parameters.zeros(preset.architecture, dtype)
    trainer.network.forward(trainer.parameters, images, buffers)
    trainer.network.backward(
        trainer.parameters, images, one_hot(probe.labels, 10, dtype), buffers, gradient
    )
    found = [layer.gradient_norm for layer in health_of(trainer)]
    assert found == pytest.approx([np.linalg.norm(each) for each in gradient.weights], rel=1e-5)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_activations_are_summed_up(preset: Preset, small: DataSet) -> None:
    trainer = trainer_of(preset, small)
    images = as_input(probe_of(small.train).images, preset.dtype)
    with np.errstate(over="ignore"):
        activations = trainer.network.forward(trainer.parameters, images)
    for layer, values in zip(health_of(trainer), activations, strict=True):
        expected = np.quantile(values, LEVELS, method="nearest")
        assert layer.quantiles == pytest.approx(expected, abs=1e-6)
        assert layer.mean == pytest.approx(values.mean(), rel=1e-4)


def test_dead_units_are_those_that_are_always_0(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu"], small)
    trainer.parameters.biases[0][:16] = -1000.0
    hidden, outputs = health_of(trainer)
    assert hidden.dead == pytest.approx(0.25, abs=0.02)
    assert hidden.dead >= 0.25
    assert math.isnan(hidden.saturated)
    assert math.isnan(outputs.dead)
    assert math.isnan(outputs.saturated)


def test_saturated_units_are_at_either_end(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["sigmoid"], small)
    trainer.parameters.biases[0][:16] = -1000.0
    trainer.parameters.biases[0][16:32] = 1000.0
    first, second, outputs = health_of(trainer)
    assert (first.saturated, second.saturated) == (0.25, 0.0)
    assert math.isnan(first.dead)
    assert math.isnan(outputs.saturated)


def test_sigmoid_outputs_can_be_saturated(small: DataSet) -> None:
    notebook = trainer_of(PRESETS["relu-notebook"], small)
    hidden, outputs = health_of(notebook)
    assert (hidden.dead, outputs.saturated) == (0.0, 1.0)


def lengths(before: np.ndarray, trainer: Trainer) -> list[float]:
    moved = Parameters(trainer.parameters.architecture, trainer.parameters.flat - before)
    return [float(np.linalg.norm(weights)) for weights in moved.weights]


@pytest.mark.parametrize("momentum", [0.9, 0.0])
def test_the_update_is_what_the_last_one_added(small: DataSet, momentum: float) -> None:
    trainer = trainer_of(PRESETS["sigmoid"], small, momentum=momentum)
    assert trainer.update_norms() is None
    assert all(math.isnan(layer.update_ratio) for layer in health_of(trainer))
    for _ in range(5):
        before = trainer.parameters.flat.copy()
        trainer.advance(1)
        assert trainer.update_norms() == pytest.approx(lengths(before, trainer), rel=1e-3)
    sizes = [float(np.linalg.norm(weights)) for weights in trainer.parameters.weights]
    expected = np.divide(lengths(before, trainer), sizes)
    assert [layer.update_ratio for layer in health_of(trainer)] == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("name", ["sigmoid-notebook", "relu-notebook"])
def test_of_a_block_it_is_the_root_mean_square(small: DataSet, name: str) -> None:
    preset = replace(PRESETS[name], dtype="float64")
    blocks, singly = trainer_of(preset, small), trainer_of(preset, small)
    blocks.advance(32)
    squares = []
    for _ in range(32):
        before = singly.parameters.flat.copy()
        singly.advance(1)
        found = lengths(before, singly)
        assert singly.update_norms() == pytest.approx(found, rel=1e-4, abs=1e-12)
        squares.append(np.square(found))
    expected = np.sqrt(np.mean(squares, axis=0))
    assert blocks.update_norms() == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_it_is_known_whatever_way_the_last_update_was_made(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["sigmoid-notebook"], small)
    trainer.advance(32)
    trainer.change(Change("momentum", 0.5))
    before = trainer.parameters.flat.copy()
    trainer.advance(1)
    assert trainer.update_norms() == pytest.approx(lengths(before, trainer), rel=1e-2)
    trainer.change(Change("momentum", 0.0))
    before = trainer.parameters.flat.copy()
    trainer.advance(1)
    assert trainer.update_norms() == pytest.approx(lengths(before, trainer), rel=1e-2)


def test_after_a_change_of_the_rule_it_is_not_known_until_the_next(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu-notebook"], small)
    trainer.advance(32)
    trainer.change(Change("true_derivative", True))
    assert trainer.update_norms() is None
    trainer.advance(32)
    assert trainer.update_norms() is not None


def test_a_model_has_no_gradient(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu"], small)
    layers = measure(trainer.network, trainer.parameters, probe_of(trainer.digits), gradient=False)
    assert all(math.isnan(layer.gradient_norm) for layer in layers)
    assert layers[0].dead == 0.0


def test_weights_that_are_no_numbers_can_be_measured(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu"], small)
    trainer.parameters.flat.fill(np.nan)
    assert all(math.isnan(layer.gradient_norm) for layer in health_of(trainer))


@pytest.mark.parametrize("name", ["relu", "sigmoid"])
@pytest.mark.parametrize("value", [np.nan, np.inf, 3e38])
def test_what_is_no_number_is_unknown(name: str, value: float, small: DataSet) -> None:
    trainer = trainer_of(PRESETS[name], small)
    trainer.parameters.weights[0][:, 3:5] = value
    trainer.parameters.weights[0][:, 4] *= -1.0
    trainer.parameters.biases[0][4] = np.nan
    first = health_of(trainer)[0]
    assert np.isnan([first.dead, first.saturated, first.mean, *first.quantiles]).all()


def test_activations_whose_sum_is_too_large_have_a_mean(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu"], small)
    trainer.parameters.weights[0][...] = 0.0
    trainer.parameters.biases[0][...] = 3e38
    assert health_of(trainer)[0].mean == pytest.approx(3e38)


def test_weights_that_have_no_length_have_no_ratio(small: DataSet) -> None:
    trainer = trainer_of(PRESETS["relu"], small)
    trainer.advance()
    trainer.parameters.weights[1][0, 0] = np.inf
    assert np.isnan(health_of(trainer)[1].update_ratio)
    assert health_of(trainer)[0].update_ratio > 0.0
