"""Updates of one image each, made a block at a time, against the obvious loop."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnistviz.nn.activations import ACTIVATIONS, DERIVATIVE_RULES
from mnistviz.nn.network import LearningRule
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.nn.outputs import LOSSES, OUTPUTS
from mnistviz.nn.parameters import Architecture, Parameters
from tests.nn.blocks import Pupil, assert_learned_plainly, small_lesson

GRADIENT = "gradient of the loss"
NOTEBOOK = "difference times logistic slope of the activation"
RULES = [
    LearningRule(loss, derivative, error)
    for derivative in DERIVATIVE_RULES
    for loss, error in [*((loss, GRADIENT) for loss in LOSSES), ("cross-entropy / 10", NOTEBOOK)]
]
EVERY_RULE = pytest.mark.parametrize(
    "rule", RULES, ids=lambda r: f"{r.loss}-{r.hidden_derivative}-{r.output_error}"
)
EVERY_ARCHITECTURE = pytest.mark.parametrize(
    "architecture",
    [
        Architecture(sizes, hidden, output, biases)
        for sizes in [(6, 3), (6, 5, 3), (7, 5, 4, 6, 3)]
        for hidden in ACTIVATIONS
        for output in OUTPUTS
        for biases in (True, False)
    ],
    ids=lambda a: f"{a}-{a.hidden}-{a.output}-{'biases' if a.biases else 'no biases'}",
)
RELU = Architecture((6, 5, 4, 3), "relu", "softmax", biases=True)
SIGMOID = Architecture((6, 5, 3), "sigmoid", "sigmoid", biases=False)
SOME_NETWORKS = pytest.mark.parametrize(
    ("architecture", "rule"),
    [(RELU, LearningRule("cross-entropy")), (SIGMOID, LearningRule("mean squared error"))],
    ids=["relu", "sigmoid"],
)
COUNT = 3 * BLOCK + 7


@EVERY_RULE
@EVERY_ARCHITECTURE
def test_every_network_learns_what_the_plain_loop_teaches(
    architecture: Architecture, rule: LearningRule
) -> None:
    for size in (1, 2, BLOCK - 1, BLOCK):
        lesson = small_lesson(architecture, rule, 2 * size + 3, seed=size)
        pupil = Pupil(lesson)
        pupil.learn_all(size)
        assert_learned_plainly(pupil)
        # Not by standing still: the last layer has moved by a million times that.
        then = Parameters(architecture, lesson.initial).weights[-1]
        assert np.abs(pupil.parameters.weights[-1] - then).max() > 1e-5


@SOME_NETWORKS
def test_single_precision_comes_as_near_as_it_can(
    architecture: Architecture, rule: LearningRule
) -> None:
    pupil = Pupil(small_lesson(architecture, rule, COUNT, seed=1), np.float32)
    pupil.learn_all()
    assert pupil.parameters.flat.dtype == pupil.outputs.dtype == np.float32
    assert_learned_plainly(pupil, atol=2e-5)


@SOME_NETWORKS
@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(1, BLOCK), min_size=1, max_size=20))
@example(sizes=[BLOCK, 1])
def test_blocks_of_any_sizes_come_to_the_same(
    architecture: Architecture, rule: LearningRule, sizes: list[int]
) -> None:
    pupil = Pupil(small_lesson(architecture, rule, COUNT, seed=2))
    for turn in range(COUNT):
        if pupil.learned < COUNT:
            pupil.learn(sizes[turn % len(sizes)])
    assert pupil.learned == COUNT
    assert_learned_plainly(pupil)


@SOME_NETWORKS
@settings(max_examples=40, deadline=None)
@given(turns=st.lists(st.tuples(st.integers(1, BLOCK), st.integers(0, BLOCK)), max_size=20))
@example(turns=[(BLOCK, 1), (BLOCK, 0), (BLOCK, BLOCK - 1)])
def test_the_first_few_of_a_block_may_be_kept_alone(
    architecture: Architecture, rule: LearningRule, turns: list[tuple[int, int]]
) -> None:
    pupil = Pupil(small_lesson(architecture, rule, COUNT, seed=3))
    for count, keep in turns:
        if pupil.learned < COUNT:
            pupil.learn(count, keep)
    pupil.learn(5)
    assert_learned_plainly(pupil)


@SOME_NETWORKS
def test_nothing_moves_before_the_updates_are_applied(
    architecture: Architecture, rule: LearningRule
) -> None:
    lesson = small_lesson(architecture, rule, BLOCK, seed=4)
    pupil = Pupil(lesson)
    parameters = Parameters(architecture, lesson.initial).frozen_copy()
    for array in (lesson.images, lesson.targets):
        array.flags.writeable = False
    # Writing to any of them would raise.
    first = pupil.blocks.run(parameters, lesson.images, lesson.targets, lesson.rates).copy()
    again = pupil.blocks.run(parameters, lesson.images, lesson.targets, lesson.rates)
    np.testing.assert_array_equal(first, again)
    pupil.learn_all()
    assert_learned_plainly(pupil)


@SOME_NETWORKS
def test_a_block_uses_nothing_that_another_left_behind(
    architecture: Architecture, rule: LearningRule
) -> None:
    pupil = Pupil(small_lesson(architecture, rule, COUNT, seed=5))
    nan = Parameters(architecture, np.full(architecture.parameter_count, np.nan))
    lesson = pupil.lesson.part(0, BLOCK)
    for count in (BLOCK, 1, 20, BLOCK):
        with np.errstate(invalid="ignore"):
            outputs = pupil.blocks.run(nan, lesson.images, lesson.targets, lesson.rates)
        assert np.isnan(outputs).all()
        pupil.learn(count)
    assert_learned_plainly(pupil)


@SOME_NETWORKS
def test_images_after_one_that_overflows_do_not_harm_those_before(
    architecture: Architecture, rule: LearningRule
) -> None:
    lesson = small_lesson(architecture, rule, BLOCK, seed=6)
    lesson.rates[20:] = [float("inf")] * (BLOCK - 20)  # type: ignore[index]
    pupil = Pupil(lesson)
    with np.errstate(invalid="ignore", over="ignore"):
        pupil.learn(BLOCK, keep=20)
    assert_learned_plainly(pupil)
