"""What is said of a layer's update, on numbers made for it and on the four presets."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.analysis.central_differences import Derivatives
from mnistviz.analysis.gradient_check import (
    GradientCheck,
    LayerCheck,
    Verdict,
    check_gradients,
)
from mnistviz.data.datasets.dataset import DataSet, as_input, one_hot
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture, Parameters
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer

RIGHT = [preset for name, preset in PRESETS.items() if name != "relu-notebook"]
NOTEBOOK = PRESETS["relu-notebook"]


def layer(
    update: object, gradient: object, *, noise: float = 1e-9, kinks: object = ()
) -> LayerCheck:
    values = np.atleast_2d(np.array(gradient, float))
    at_kink = np.zeros(values.shape, np.bool_)
    for place in kinks:  # type: ignore[attr-defined]
        at_kink[0, place] = True
    return LayerCheck(
        np.atleast_2d(np.array(update, float)), Derivatives(values, at_kink, 0), noise
    )


@pytest.mark.parametrize(
    ("update", "gradient", "verdict"),
    [
        ([3, 4], [3, 4], Verdict.RIGHT),
        ([3, 4], [3, 4.00001], Verdict.RIGHT),
        ([3e-8, 4e-8], [3e-8, 4.05e-8], Verdict.RIGHT),
        ([0, 0], [0, 0], Verdict.FLAT),
        ([0, 2e-9], [0, 0], Verdict.FLAT),
        ([0, 2e-9], [-1e-9, 0], Verdict.FLAT),
        ([0, 2], [0, 1e-9], Verdict.BLIND),
        ([0, 2], [0, 0], Verdict.BLIND),
        ([0, 0], [3, 4], Verdict.NOTHING),
        ([1e-7, 0], [3, 4], Verdict.NOTHING),
        ([1e-5, 0], [3, 4], Verdict.ROUGHLY),
        ([6, 8], [3, 4], Verdict.LENGTH),
        ([3, 4], [3, 4.2], Verdict.ROUGHLY),
        ([1, 0], [1, 1.7], Verdict.ROUGHLY),
        ([1, 0], [1, 1.8], Verdict.PARTLY),
        ([1, 0], [1, 15], Verdict.PARTLY),
        ([1, 0], [1, 25], Verdict.ACROSS),
        ([1, 0], [0, 1], Verdict.ACROSS),
        ([-1, 0], [1, 25], Verdict.ACROSS),
        ([-1, 0], [1, 15], Verdict.WRONG),
        ([-3, -4], [3, 4], Verdict.WRONG),
        ([3, math.nan], [3, 4], Verdict.NO_NUMBER),
        ([3, 4], [3, math.inf], Verdict.NO_NUMBER),
    ],
)
def test_verdicts(update: list[float], gradient: list[float], verdict: Verdict) -> None:
    assert layer(update, gradient).verdict is verdict


def test_figures() -> None:
    found = layer([3, 4], [4, 3])
    assert found.update_norm == found.gradient_norm == 5.0
    assert found.cosine == pytest.approx(24 / 25)
    assert found.relative_error == pytest.approx(math.sqrt(2) / 5)
    assert found.digits == 0
    assert layer([3, 4], [3, 4 + 5e-7]).digits == 7
    assert layer([3, 4], [3, 4]).digits == 16
    assert layer([3, 4], [3, math.nan]).digits == 0
    assert layer([3, 4], [3, math.nan]).cosine is None
    assert layer([3, 4], [3, 4]).cosine == pytest.approx(1.0)
    assert layer([6, 8], [3, 4]).relative_error == pytest.approx(0.5)
    assert layer([-3, -4], [3, 4]).relative_error == pytest.approx(2.0)


def test_what_has_no_direction_has_no_cosine() -> None:
    assert layer([0, 0], [3, 4]).cosine is None
    assert layer([3, 4], [0, 0]).cosine is None
    assert layer([0, 0], [0, 0]).cosine is None
    assert layer([0, 0], [0, 0]).relative_error == 0.0
    assert layer([0, 0], [3, 4]).relative_error == 1.0
    assert layer([3e-140, 4e-140], [3e-140, 4e-140]).cosine == pytest.approx(1.0)


def test_weights_at_a_kink_do_not_count() -> None:
    found = layer([3, 4, 100], [3, 4, 50], kinks=[2])
    assert found.verdict is Verdict.RIGHT
    assert found.update_norm == found.gradient_norm == 5.0
    assert found.gradient[0, 2] == 50.0


def checked(trainer: Trainer, split: DataSet, count: int = 4, start: int = 0) -> GradientCheck:
    part = slice(start, start + count)
    images = as_input(trainer.digits.images[part], np.float64)
    targets = one_hot(trainer.digits.labels[part], 10, np.float64)
    return check_gradients(trainer.network, trainer.parameters, images, targets)


def run(preset: Preset, split: DataSet, images: int) -> Trainer:
    trainer = Trainer(RunSpec.of(preset, seed=3), split.train)
    while trainer.images_seen < images:
        trainer.advance()
    return trainer


def verdicts(check: GradientCheck) -> list[Verdict]:
    return [each.verdict for each in check.layers]


@pytest.mark.parametrize("images", [0, 600, 3000])
@pytest.mark.parametrize("preset", RIGHT, ids=lambda preset: preset.name)
def test_three_presets_are_right(preset: Preset, images: int, small: DataSet) -> None:
    check = checked(run(preset, small, images), small)
    assert len(check.layers) == len(preset.architecture.layers)
    for each in check.layers:
        assert each.verdict is Verdict.RIGHT
        assert each.cosine is not None
        assert each.cosine > 1 - 1e-12
        assert each.relative_error < 1e-6
        assert each.gradient_norm > 1e-4
        rows = each.update.shape[0]
        assert rows == each.gradient.shape[0]
    sizes = preset.architecture.sizes
    assert check.layers[0].update.shape == (784 + preset.architecture.biases, sizes[1])


def test_the_relu_notebooks_loss_is_flat_at_first(small: DataSet) -> None:
    check = checked(run(NOTEBOOK, small, 0), small)
    assert verdicts(check) == [Verdict.FLAT, Verdict.BLIND]
    assert check.layers[0].gradient_norm == check.layers[1].gradient_norm == 0.0
    assert check.layers[1].update_norm > 100


@pytest.mark.parametrize("images", [1500, 6000])
def test_the_relu_notebooks_first_layer_gets_nothing(images: int, small: DataSet) -> None:
    trainer = run(NOTEBOOK, small, images)
    check = checked(trainer, small, 8)
    first, last = check.layers
    assert first.verdict is Verdict.NOTHING
    assert first.gradient_norm > 0.1
    assert first.update_norm < 1e-8
    assert last.verdict in {Verdict.PARTLY, Verdict.ROUGHLY}

    trainer.change(Change("true_derivative", True))
    first, last = checked(trainer, small, 8).layers
    assert first.verdict in {Verdict.PARTLY, Verdict.ROUGHLY}
    assert first.update_norm > 0.1
    assert first.cosine is not None
    assert first.cosine > 0.1


def test_with_its_own_loss_the_mended_network_is_right(small: DataSet) -> None:
    trainer = run(NOTEBOOK, small, 1500)
    network = Network(
        trainer.network.architecture, LearningRule(trainer.network.rule.loss)
    )  # both derivatives right
    images = as_input(small.train.images[:8], np.float64)
    targets = one_hot(small.train.labels[:8], 10, np.float64)
    check = check_gradients(network, trainer.parameters, images, targets)
    assert verdicts(check) == [Verdict.RIGHT, Verdict.RIGHT]


@pytest.mark.parametrize("wrong", ["hidden_derivative", "output_error"])
def test_either_of_the_notebooks_derivatives_is_found_in_another_network(
    wrong: str, small: DataSet
) -> None:
    preset = PRESETS["sigmoid"]
    rule = replace(preset.rule, **{wrong: getattr(NOTEBOOK.rule, wrong)})
    trainer = run(preset, small, 600)
    images = as_input(small.train.images[:2], np.float64)
    targets = one_hot(small.train.labels[:2], 10, np.float64)
    network = Network(preset.architecture, rule)
    check = check_gradients(network, trainer.parameters, images, targets)
    right = [each.verdict is Verdict.RIGHT for each in check.layers]
    assert right == ([False, False, True] if wrong == "hidden_derivative" else [False] * 3)


def test_a_loss_that_is_infinite(small: DataSet) -> None:
    architecture = Architecture((784, 10), "relu", "softmax", biases=True)
    parameters = Parameters.zeros(architecture, np.float32)
    parameters.biases[0][int(small.train.labels[0]) - 1] = 2000.0
    images = as_input(small.train.images[:1], np.float64)
    targets = one_hot(small.train.labels[:1], 10, np.float64)
    network = Network(architecture, LearningRule("cross-entropy"))
    assert verdicts(check_gradients(network, parameters, images, targets)) == [Verdict.NO_NUMBER]


def test_progress_goes_from_0_to_1_and_can_end_the_work(small: DataSet) -> None:
    trainer = run(PRESETS["relu"], small, 0)
    images = as_input(small.train.images[:2], np.float64)
    targets = one_hot(small.train.labels[:2], 10, np.float64)
    told: list[float] = []
    check_gradients(trainer.network, trainer.parameters, images, targets, told.append)
    assert told == sorted(told)
    assert told[0] < 0.3
    assert told[-1] == pytest.approx(1.0)

    def stop(share: float) -> None:
        if share > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        check_gradients(trainer.network, trainer.parameters, images, targets, stop)
