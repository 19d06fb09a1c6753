"""What the tests of updates of one image each share: networks, images, and both ways to train."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pytest

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.blocks import Block, Lessons
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.one_by_one import BLOCK, OneByOne, Trial
from mnistviz.nn.outputs import LOSSES
from mnistviz.nn.parameters import Architecture, Parameters
from tests.nn.plain import plain_updates
from tests.nn.rounding import UNIT, strays

CLOSE = 1e-11
"""How near the two ways must come in float64. Even what little the ReLU notebook's first layer
moves, some 1e-10, is more than that."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """A network, its initial values, and the images it is to learn from; all in float64."""

    architecture: Architecture
    rule: LearningRule
    initial: FloatArray
    images: FloatArray
    targets: FloatArray
    rates: Sequence[float]

    def __len__(self) -> int:
        return len(self.images)

    def part(self, start: int, stop: int) -> "Lesson":
        """The same with these images only."""
        rows = slice(start, stop)
        return replace(
            self, images=self.images[rows], targets=self.targets[rows], rates=self.rates[rows]
        )

    def plainly(self) -> tuple[Parameters, FloatArray]:
        """What the obvious loop makes of it: the weights, and each image's outputs."""
        parameters = Parameters(self.architecture, self.initial.copy())
        outputs = plain_updates(self.rule, parameters, self.images, self.targets, self.rates)
        return parameters, outputs

    def losses(self, outputs: FloatArray) -> FloatArray:
        """Each image's."""
        return LOSSES[self.rule.loss].value(outputs, self.targets)


def small_lesson(architecture: Architecture, rule: LearningRule, count: int, seed: int) -> Lesson:
    """Random values, images and labels, and a learning rate that is another for every image."""
    rng = np.random.default_rng(seed)
    return Lesson(
        architecture,
        rule,
        rng.normal(0.0, 0.7, architecture.parameter_count),
        rng.uniform(0.0, 1.0, (count, architecture.sizes[0])),
        np.eye(architecture.sizes[-1])[rng.integers(0, architecture.sizes[-1], count)],
        [float(rate) for rate in rng.uniform(0.01, 0.2, count)],
    )


class Pupil:
    """Learns a lesson by ``OneByOne``, as many images at a time as it is told.

    Attributes:
        parameters: as they stand.
        learned: images learned so far.
        outputs: theirs, in order.
    """

    def __init__(self, lesson: Lesson, dtype: npt.DTypeLike = np.float64) -> None:
        self.lesson = lesson
        self.parameters = Parameters(lesson.architecture, lesson.initial.astype(dtype))
        self.blocks = OneByOne(Network(lesson.architecture, lesson.rule), dtype)
        self.learned = 0
        self._images = lesson.images.astype(dtype)
        self._targets = lesson.targets.astype(dtype)
        self._outputs: list[FloatArray] = []

    @property
    def outputs(self) -> FloatArray:
        return np.concatenate(self._outputs)

    @property
    def losses(self) -> FloatArray:
        return self.lesson.losses(self.outputs)

    def learn(self, count: int, keep: int | None = None) -> None:
        """Run ``count`` images, or what is left; make the updates of the first ``keep`` only."""
        rows = slice(self.learned, min(self.learned + count, len(self._images)))
        images = self._images[rows]
        kept = len(images) if keep is None else min(keep, len(images))
        with np.errstate(over="ignore"):  # left to the caller, as the sigmoid says
            outputs = self.blocks.run(
                self.parameters, images, self._targets[rows], self.lesson.rates[rows]
            )
        self._outputs.append(outputs[:kept].copy())
        self.blocks.apply(self.parameters, images[:kept])
        self.learned += kept

    def learn_all(self, size: int = BLOCK) -> None:
        """The rest of the lesson, ``size`` images at a time."""
        while self.learned < len(self._images):
            self.learn(size)


def tries(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A list that grows with each block the way is tried with: whether it was right."""
    taken: list[bool] = []
    way = trial.way

    def look(parameters: Parameters, block: Block) -> Lessons | None:
        lessons = way(parameters, block)
        taken.append(lessons is not None)
        return lessons

    monkeypatch.setattr(trial, "way", look)
    return taken


def do_without(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the way never be right."""
    monkeypatch.setattr(trial, "way", lambda _parameters, _block: None)


def each_layer(parameters: Parameters) -> Iterable[tuple[str, FloatArray]]:
    for k, weights in enumerate(parameters.weights):
        yield f"weights {k}", weights
    for k, biases in enumerate(parameters.biases):
        yield f"biases {k}", biases


def assert_learned_plainly(pupil: Pupil, atol: float = CLOSE) -> None:
    """It has come to the weights and outputs that the obvious loop comes to."""
    expected, outputs = pupil.lesson.part(0, pupil.learned).plainly()
    np.testing.assert_allclose(pupil.outputs, outputs, rtol=0, atol=max(atol, 1e-9))
    pairs = zip(each_layer(pupil.parameters), each_layer(expected), strict=True)
    for (name, ours), (_, theirs) in pairs:
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=atol, err_msg=name)


def assert_near(lesson: Lesson, parameters: Parameters, losses: FloatArray) -> None:
    """In float32 each layer has moved, and each image been answered, as the obvious loop says.

    Only for few updates: what one rounds, the next ones may multiply.
    """

    def moves_and_losses(values: Sequence[FloatArray]) -> list[FloatArray]:
        now, outputs = replace(lesson, initial=values[0]).plainly()
        moved = Parameters(lesson.architecture, now.flat - values[0])
        return [*(array for _, array in each_layer(moved)), lesson.losses(outputs)]

    moved = Parameters(lesson.architecture, parameters.flat - lesson.initial)
    found = [*(array for _, array in each_layer(moved)), losses]
    # Each is a difference to a number that was rounded before: a weight, or 1 for an answer.
    largest = [*(float(np.abs(array).max()) for _, array in each_layer(parameters)), 1.0]
    allowed = strays(moves_and_losses, [lesson.initial])
    wanted = moves_and_losses([lesson.initial])
    for ours, theirs, atol, other in zip(found, wanted, allowed, largest, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=atol + UNIT * other)
