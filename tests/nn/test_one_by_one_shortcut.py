"""The shortcut for a first layer that stands still: right when it is taken, and when it is not."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnistviz.nn import one_by_one
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import LearningRule
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.nn.parameters import Architecture
from tests.nn.blocks import Lesson, Pupil, assert_learned_plainly, do_without, tries

NOTEBOOK = LearningRule(
    "cross-entropy / 10",
    "logistic slope of the activation",
    "difference times logistic slope of the activation",
)
ARCHITECTURE = Architecture((6, 5, 3), "relu", "sigmoid", biases=True)
BRIGHT, DARK = 40.0, 0.1
"""Hidden values near 100 have no derivative in float64, and the first layer rests; those near 0
have."""


def lesson_in(light: list[float], rate: float = 0.001) -> Lesson:
    """Positive weights, as the notebook has them, and images of this brightness."""
    rng, count = np.random.default_rng(8), len(light)
    images: FloatArray = rng.uniform(0.5, 1.0, (count, 6)) * np.array(light)[:, np.newaxis]
    initial = rng.uniform(0.0, 1.0, ARCHITECTURE.parameter_count)
    targets = np.eye(3)[rng.integers(0, 3, count)]
    return Lesson(ARCHITECTURE, NOTEBOOK, initial, images, targets, [rate] * count)


def test_it_is_taken_until_it_fails_and_tried_again_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_by_one, "_WAIT", 3)
    blocks = [BRIGHT, BRIGHT, DARK, BRIGHT, DARK, BRIGHT, BRIGHT, DARK]
    pupil = Pupil(lesson_in([light for light in blocks for _ in range(BLOCK)]))
    taken = tries(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    # It fails with the third block, is not tried with three, and fails again with the last one.
    assert taken == [True, True, False, True, False]
    assert_learned_plainly(pupil)


@pytest.mark.parametrize("where", [0, 1, 15, BLOCK - 2])
def test_one_image_that_moves_the_first_layer_is_enough(
    where: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    light = [BRIGHT] * BLOCK
    light[where] = DARK
    pupil = Pupil(lesson_in(light))
    taken = tries(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    assert taken == [False]
    assert_learned_plainly(pupil)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([BRIGHT, DARK, 5.0]), min_size=1, max_size=4 * BLOCK),
    st.integers(1, BLOCK),
)
@example([BRIGHT] * 40 + [DARK] + [BRIGHT] * 80, BLOCK)
def test_any_light_comes_to_the_same(light: list[float], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_by_one, "_WAIT", 0)  # tried with every block
        pupil = Pupil(lesson_in(light))
        pupil.learn_all(size)
    assert_learned_plainly(pupil)


def test_a_failure_is_not_followed_by_another_at_once() -> None:
    # What it costs to try and fail must stay a small share.
    assert one_by_one._WAIT >= 32


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_steps_too_small_to_matter_are_not_lost(
    dtype: type[np.floating], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Hidden values with a derivative that is next to nothing, yet not 0. A pixel whose weights
    # begin at 0 shows the steps in full, where any other's would swallow them.
    light, rate = {np.float32: (6.5, 1e-7), np.float64: (15.0, 1e-13)}[dtype]
    lesson = lesson_in([light] * BLOCK, rate)
    lesson.images[:, 0] = 1.0
    lesson.initial[: ARCHITECTURE.sizes[1]] = 0.0
    short, long = Pupil(lesson, dtype), Pupil(lesson, dtype)
    do_without(long.blocks.resting, monkeypatch)
    taken = tries(short.blocks.resting, monkeypatch)
    for pupil in (short, long):
        pupil.learn_all()
    steps = short.parameters.weights[0][0]
    assert taken == [True]
    assert np.abs(steps).max() > 0.0
    np.testing.assert_allclose(steps, long.parameters.weights[0][0], rtol=1e-4)
