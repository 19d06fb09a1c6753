"""Updates of one image each for the presets, on real digits, against the obvious loop."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.nn.parameters import INITIALIZERS, Parameters
from mnistviz.training.presets import PRESETS
from tests.nn.blocks import Lesson, Pupil, assert_learned_plainly, assert_near, tries

SEED = 3


def lesson_of(name: str, mnist: DataSet, count: int, rate: float) -> Lesson:
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
    name: str, count: int, rate: float, mnist: DataSet
) -> None:
    pupil = Pupil(lesson_of(name, mnist, count, rate))
    pupil.learn_all()
    assert_learned_plainly(pupil)


@pytest.mark.parametrize(
    ("name", "rate"),
    [("relu-notebook", 0.001), ("sigmoid-notebook", 0.001), ("relu", 0.01), ("sigmoid", 0.01)],
)
def test_single_blocks_in_single_precision(name: str, rate: float, mnist: DataSet) -> None:
    # Each from where float64 has come to: what one block rounds grows in the next ones.
    teacher = Pupil(lesson_of(name, mnist, 500, rate))
    for number in range(500 // BLOCK):
        if number % 3 == 0:
            start = teacher.parameters.flat.astype(np.float32).astype(np.float64)
            part = teacher.lesson.part(teacher.learned, teacher.learned + BLOCK)
            lesson = replace(part, initial=start)
            pupil = Pupil(lesson, np.float32)
            pupil.learn_all()
            assert_near(lesson, pupil.parameters, pupil.losses)
        teacher.learn(BLOCK)


def test_the_relu_notebooks_weights_in_single_precision(mnist: DataSet) -> None:
    pupil = Pupil(lesson_of("relu-notebook", mnist, 500, 0.001), np.float32)
    pupil.learn_all()
    then = Parameters(pupil.lesson.architecture, pupil.lesson.initial)
    first, second = (
        np.abs(a - b).max() for a, b in zip(pupil.parameters.weights, then.weights, strict=True)
    )
    # The first layer stands still but for the rounding of its initial values.
    assert first < 1e-7
    assert second > 0.5


def test_the_relu_notebooks_losses_in_single_precision(mnist: DataSet) -> None:
    pupil = Pupil(lesson_of("relu-notebook", mnist, 500, 0.001), np.float32)
    pupil.learn_all()
    _, outputs = pupil.lesson.plainly()
    expected, ours = pupil.lesson.losses(outputs), pupil.losses
    # Outputs next to 0 are kept apart from it, and so a loss says how wrong an answer is.
    assert (ours > 1.75).any(), "an output that a float32 just below 1 would not know from 0"
    assert ours.max() < 3.46
    # No processor promises any one image's loss, but chance alone moves the mean of so many.
    spread = np.hypot(ours.std(), expected.std()) / 500**0.5
    assert abs(ours.mean() - expected.mean()) < 4.0 * spread


def test_the_shortcut_is_the_relu_notebooks_in_single_precision(
    mnist: DataSet, monkeypatch: pytest.MonkeyPatch
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
    name: str, dtype: type[np.floating], mnist: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = Pupil(lesson_of(name, mnist, 200, 0.001), dtype)
    taken = tries(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    assert taken == [False]  # once is enough to leave it alone
