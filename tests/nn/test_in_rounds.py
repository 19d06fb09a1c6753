"""Blocks whose errors are found all at once: when that is done, and that it is right then."""

import numpy as np
import pytest

from mnistviz.nn.network import LearningRule
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.nn.parameters import Architecture
from tests.nn.blocks import Lesson, Pupil, assert_learned_plainly, do_without, small_lesson, tries

NETWORKS = pytest.mark.parametrize(
    ("architecture", "rule"),
    [
        (Architecture((6, 5, 4, 3), "sigmoid", "softmax", biases=True), "cross-entropy"),
        (Architecture((6, 5, 3), "sigmoid", "sigmoid", biases=False), "mean squared error"),
        (Architecture((6, 5, 4, 3), "relu", "softmax", biases=True), "cross-entropy"),
    ],
    ids=["sigmoid with biases", "sigmoid", "relu"],
)


def lesson_with(architecture: Architecture, loss: str, rate: float, blocks: int = 3) -> Lesson:
    lesson = small_lesson(architecture, LearningRule(loss), blocks * BLOCK, seed=11)
    lesson.rates[:] = [rate] * len(lesson)  # type: ignore[index]
    return lesson


@NETWORKS
@pytest.mark.parametrize("rate", [1e-6, 1e-4, 1e-3])
def test_small_steps_are_found_at_once_and_rightly(
    architecture: Architecture, rule: str, rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = Pupil(lesson_with(architecture, rule, rate))
    taken = tries(pupil.blocks.rounds, monkeypatch)
    pupil.learn_all()
    assert taken == [True] * 3
    # Nearer than what an image teaches the next: that is some rate times this.
    assert_learned_plainly(pupil, atol=1e-13)


@NETWORKS
@pytest.mark.parametrize("rate", [0.3, 1.0, 3.0])
def test_steps_of_any_size_come_to_the_same(
    architecture: Architecture, rule: str, rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = Pupil(lesson_with(architecture, rule, rate, blocks=1))
    do_without(pupil.blocks.resting, monkeypatch)
    pupil.learn_all()
    assert_learned_plainly(pupil)


@NETWORKS
def test_large_steps_are_not_tried_again_at_once(
    architecture: Architecture, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = Pupil(lesson_with(architecture, rule, 30.0))
    taken = tries(pupil.blocks.rounds, monkeypatch)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        pupil.learn_all()
    assert taken == [False]
