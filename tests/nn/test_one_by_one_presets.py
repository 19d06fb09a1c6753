"""Updates of one image each for the presets, on real digits, against the obvious loop."""

import numpy as np
import pytest

from mnistviz.data.digits import Split
from mnistviz.nn.initializers import INITIALIZERS
from mnistviz.nn.losses import LOSSES
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.nn.parameters import Parameters
from mnistviz.presets import PRESETS
from tests.nn.blocks import Lesson, Pupil, assert_learned_plainly, tries

SEED = 3


def lesson_of(name: str, mnist: Split, count: int, rate: float) -> Lesson:
    """A preset's first images, in the order in which they are stored."""
    preset = PRESETS[name]
    parameters = Parameters.zeros(preset.architecture, np.float64)
    INITIALIZERS[preset.initializer](parameters, np.random.default_rng(SEED))
    images, labels = mnist.train.images[:count] / 255, mnist.train.labels[:count]
    initial, targets = parameters.flat, np.eye(10)[labels]
    return Lesson(preset.architecture, preset.rule, initial, images, targets, [rate] * count)


@pytest.mark.parametrize(
    ("name", "count", "rate"),
    [
        ("relu-notebook", 500, 0.001),
        ("sigmoid-notebook", 5000, 0.001),
        ("relu", 500, 0.01),
        ("sigmoid", 500, 0.01),
    ],
)
def test_a_preset_learns_what_the_plain_loop_teaches(
    name: str, count: int, rate: float, mnist: Split
) -> None:
    pupil = Pupil(lesson_of(name, mnist, count, rate))
    pupil.learn_all()
    assert_learned_plainly(pupil)


@pytest.mark.parametrize(
    ("name", "rate", "atol"),
    [
        # Saturated outputs times hidden values of 54: rounding weighs more in that network.
        ("relu-notebook", 0.001, 0.02),
        ("sigmoid-notebook", 0.001, 5e-7),
        ("relu", 0.01, 1e-6),
        ("sigmoid", 0.01, 5e-7),
    ],
)
def test_a_preset_learns_it_in_single_precision_too(
    name: str, rate: float, atol: float, mnist: Split
) -> None:
    pupil = Pupil(lesson_of(name, mnist, 500, rate), np.float32)
    pupil.learn_all()
    assert_learned_plainly(pupil, atol)


def test_the_relu_notebooks_weights_in_single_precision(mnist: Split) -> None:
    # Nearer than its outputs: the first layer stands still, the second moves by more than 0.5.
    pupil = Pupil(lesson_of("relu-notebook", mnist, 500, 0.001), np.float32)
    pupil.learn_all()
    expected, _ = pupil.lesson.plainly()
    ours = pupil.parameters
    np.testing.assert_allclose(ours.weights[0], expected.weights[0], rtol=0, atol=1e-7)
    np.testing.assert_allclose(ours.weights[1], expected.weights[1], rtol=0, atol=1e-4)
    np.testing.assert_allclose(ours.biases[1], expected.biases[1], rtol=0, atol=1e-6)


def test_the_relu_notebooks_losses_in_single_precision(mnist: Split) -> None:
    # Outputs next to 0 are kept apart from it, and so a loss says how wrong an answer is.
    pupil = Pupil(lesson_of("relu-notebook", mnist, 500, 0.001), np.float32)
    pupil.learn_all()
    _, outputs = pupil.lesson.plainly()
    loss = LOSSES[pupil.lesson.rule.loss].value
    expected, ours = (loss(a, pupil.lesson.targets) for a in (outputs, pupil.outputs))
    assert (expected > 1.75).any(), "an output that a float32 just below 1 would not know from 0"
    np.testing.assert_allclose(ours, expected, rtol=0, atol=0.05)
    assert ours.mean() == pytest.approx(expected.mean(), rel=1e-3)


def test_the_shortcut_is_the_relu_notebooks_in_single_precision(
    mnist: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = lesson_of("relu-notebook", mnist, 500, 0.001)
    blocks = -(-500 // BLOCK)
    pupil = Pupil(lesson, np.float32)
    taken = tries(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    assert taken == [True] * blocks


@pytest.mark.parametrize("name", ["sigmoid-notebook", "relu", "sigmoid"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_shortcut_is_none_for_networks_whose_first_layer_learns(
    name: str, dtype: type[np.floating], mnist: Split, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = Pupil(lesson_of(name, mnist, 200, 0.001), dtype)
    taken = tries(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    assert taken == [False]  # once is enough to leave it alone
