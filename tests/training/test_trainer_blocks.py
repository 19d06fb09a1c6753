"""Training with one image per update: many at a time are the same as one after another."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.errors import Diverged
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.one_by_one import BLOCK, OneByOne
from mnistviz.training.history import Updates
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.nn.blocks import Lesson, assert_near
from tests.nn.rounding import velocity_of
from tests.training.support import Update, step

NOTEBOOKS = [
    replace(PRESETS[name], dtype="float64") for name in ("relu-notebook", "sigmoid-notebook")
]
CORRECTED = [
    replace(PRESETS[name], dtype="float64", batch_size=1, momentum=0.0, learning_rate=0.01)
    for name in ("relu", "sigmoid")
]
BOTH_NOTEBOOKS = pytest.mark.parametrize("preset", NOTEBOOKS, ids=lambda p: p.name)
EVERY_PRESET = pytest.mark.parametrize("preset", NOTEBOOKS + CORRECTED, ids=lambda p: p.name)
CLOSE = 1e-9
COUNT = 150
"""Images an epoch here: no multiple of a block."""


@pytest.fixture(scope="module")
def digits(mnist: DataSet) -> LabelledImages:
    return mnist.train[:COUNT]


def trainer_of(preset: Preset, digits: LabelledImages) -> Trainer:
    return Trainer(RunSpec.of(preset), digits)


def single_steps(trainer: Trainer, count: int) -> Iterator[tuple[float, Update]]:
    """When each ended, and what it found."""
    for _ in range(count):
        update = step(trainer)
        yield trainer.epoch, update


def advance_to(trainer: Trainer, updates: int, sizes: list[int]) -> list[Updates]:
    """Advance by so many at a time, over and over, until that many updates are made."""
    made: list[Updates] = []
    while trainer.updates < updates:
        size = sizes[len(made) % len(sizes)]
        made.append(trainer.advance(min(size, updates - trainer.updates)))
    return made


def assert_same(made: list[Updates], singles: list[tuple[float, Update]]) -> None:
    epochs, updates = zip(*singles, strict=True)
    images, losses, correct = zip(*updates, strict=True)
    np.testing.assert_allclose(np.concatenate([u.epochs for u in made]), epochs, rtol=1e-13)
    np.testing.assert_array_equal(np.concatenate([u.images for u in made]), images)
    np.testing.assert_array_equal(np.concatenate([u.correct for u in made]), correct)
    np.testing.assert_allclose(np.concatenate([u.losses for u in made]), losses, 1e-6, 1e-12)


@EVERY_PRESET
def test_blocks_are_the_same_as_single_steps(preset: Preset, digits: LabelledImages) -> None:
    ours, theirs = trainer_of(preset, digits), trainer_of(preset, digits)
    total = 3 * COUNT + 20
    made = advance_to(ours, total, [BLOCK])
    singles = [*single_steps(theirs, total)]
    assert_same(made, singles)
    assert max(len(updates) for updates in made) == BLOCK
    np.testing.assert_allclose(ours.parameters.flat, theirs.parameters.flat, rtol=0, atol=CLOSE)
    assert (ours.updates, ours.images_seen) == (theirs.updates, theirs.images_seen) == (total,) * 2
    assert (ours.epoch, ours.epochs_done) == (theirs.epoch, theirs.epochs_done) == (3 + 20 / 150, 3)


@BOTH_NOTEBOOKS
@settings(max_examples=15, deadline=None)
@given(sizes=st.lists(st.integers(1, BLOCK + 10), min_size=1, max_size=12))
@example(sizes=[BLOCK, 1])
def test_updates_may_be_asked_for_in_any_portions(
    preset: Preset, digits: LabelledImages, sizes: list[int]
) -> None:
    ours, theirs = trainer_of(preset, digits), trainer_of(preset, digits)
    total = COUNT + 60
    assert_same(advance_to(ours, total, sizes), [*single_steps(theirs, total)])
    np.testing.assert_allclose(ours.parameters.flat, theirs.parameters.flat, rtol=0, atol=CLOSE)


@EVERY_PRESET
def test_a_stop_after_any_image_changes_nothing(preset: Preset, digits: LabelledImages) -> None:
    never = trainer_of(preset, digits)
    advance_to(never, 2 * BLOCK, [BLOCK])
    for stop in range(1, BLOCK + 1):
        stopped = trainer_of(preset, digits)
        advance_to(stopped, stop, [BLOCK])
        assert stopped.updates == stop
        advance_to(stopped, 2 * BLOCK, [BLOCK])
        np.testing.assert_allclose(
            stopped.parameters.flat, never.parameters.flat, rtol=0, atol=CLOSE
        )


@BOTH_NOTEBOOKS
def test_the_notebooks_own_precision_comes_near(preset: Preset, digits: LabelledImages) -> None:
    # The presets as they stand run in float32. A block at a time: see the bound.
    trainer = trainer_of(replace(preset, dtype="float32"), digits)
    assert trainer.parameters.flat.dtype == np.float32
    while trainer.epochs_done == 0:
        start, initial = trainer.images_seen, trainer.parameters.flat.astype(np.float64)
        updates = trainer.advance(BLOCK)
        rows = slice(start, trainer.images_seen)
        images, targets = digits.images[rows] / 255, np.eye(10)[digits.labels[rows]]
        rates = [preset.learning_rate] * len(updates)
        lesson = Lesson(preset.architecture, preset.rule, initial, images, targets, rates)
        assert_near(lesson, trainer.parameters, updates.losses)


@EVERY_PRESET
def test_a_block_never_crosses_the_end_of_an_epoch(preset: Preset, digits: LabelledImages) -> None:
    trainer, ends = trainer_of(preset, digits), []
    for _ in range(3 * -(-COUNT // BLOCK)):
        updates = trainer.advance(BLOCK)
        assert len(updates) <= BLOCK
        assert updates.epochs[-1] == pytest.approx(trainer.epoch, rel=1e-13)
        ends.append(trainer.images_seen)
    assert {COUNT, 2 * COUNT, 3 * COUNT} <= {*ends}
    assert trainer.epochs_done == 3


def test_never_more_updates_than_asked_for_nor_than_a_block(digits: LabelledImages) -> None:
    trainer = trainer_of(NOTEBOOKS[0], digits)
    # After a few, only the rest of those that were converted with them is taken.
    for most, made in ((1, 1), (5, 5), (BLOCK, BLOCK - 6), (1000, BLOCK)):
        assert len(trainer.advance(most)) == made
    assert trainer.updates == trainer.images_seen == 2 * BLOCK


def test_the_schedule_is_followed_from_image_to_image(
    digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates: list[float] = []
    run = OneByOne.run

    def look(self: OneByOne, *arguments: object) -> FloatArray:
        rates.extend(arguments[-1])  # type: ignore[arg-type]
        return run(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(OneByOne, "run", look)
    preset = replace(CORRECTED[0], schedule="halves every 3 epochs")
    advance_to(trainer_of(preset, digits), 2 * COUNT, [BLOCK])
    expected = 0.01 * 0.5 ** (np.arange(2 * COUNT) / COUNT / 3)
    np.testing.assert_allclose(rates, expected, rtol=1e-13)


@pytest.mark.parametrize(("batch_size", "momentum"), [(1, 0.9), (2, 0.0), (2, 0.9)])
def test_all_else_is_one_update_at_a_time(
    batch_size: int, momentum: float, digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OneByOne, "run", lambda *_: pytest.fail("it makes a block"))
    preset = replace(CORRECTED[0], batch_size=batch_size, momentum=momentum)
    trainer = trainer_of(preset, digits)
    for count in (1, 2, 3):
        updates = trainer.advance(BLOCK)
        assert (len(updates), trainer.updates) == (1, count)
        assert updates.images.tolist() == [batch_size]
        assert trainer.images_seen == count * batch_size


def test_momentum_with_one_image_per_update_is_its_formula(digits: LabelledImages) -> None:
    preset = replace(CORRECTED[0], momentum=0.9, schedule="constant")
    trainer = trainer_of(preset, digits)
    plain = trainer_of(replace(preset, momentum=0.0), digits)
    velocity = np.zeros_like(plain.parameters.flat)
    for _ in range(10):
        before = trainer.parameters.flat.copy()
        plain.parameters.flat[...] = before
        plain.advance(1)
        velocity = 0.9 * velocity + (before - plain.parameters.flat)
        trainer.advance()
        np.testing.assert_allclose(trainer.parameters.flat, before - velocity, rtol=0, atol=1e-12)


def test_blocks_forget_what_momentum_had_gathered(digits: LabelledImages) -> None:
    trainer = trainer_of(replace(CORRECTED[0], momentum=0.9), digits)
    trainer.advance()
    assert velocity_of(trainer._optimizer).any()
    trainer.change(Change("momentum", 0.0))
    trainer.advance()
    assert not velocity_of(trainer._optimizer).any()


def poison(trainer: Trainer, first: int) -> None:
    """Let the loss of all images be infinite, but for the ``first`` ones."""
    loss = trainer.network.loss

    def value(a: FloatArray, y: FloatArray, out: FloatArray | None = None) -> FloatArray:
        values = loss.value(a, y, out)
        late = np.arange(len(values)) + trainer.images_seen >= first
        values[late] = math.inf
        return values

    trainer.network.loss = replace(loss, value=value)


@EVERY_PRESET
@pytest.mark.parametrize("bad", [0, 1, 20, BLOCK - 1, BLOCK, BLOCK + 3])
def test_updates_before_an_infinite_loss_are_made_and_no_others(
    preset: Preset, bad: int, digits: LabelledImages
) -> None:
    ours, theirs = trainer_of(preset, digits), trainer_of(preset, digits)
    poison(ours, bad)
    made: list[Updates] = []
    while ours.updates < bad:
        made.append(ours.advance(BLOCK))
    with pytest.raises(Diverged, match=f"after update {bad}:"):
        ours.advance(BLOCK)
    singles = [*single_steps(theirs, bad)]
    if bad:
        assert_same(made, singles)
    assert ours.updates == ours.images_seen == bad == sum(len(updates) for updates in made)
    assert ours.epoch == theirs.epoch
    np.testing.assert_allclose(ours.parameters.flat, theirs.parameters.flat, rtol=0, atol=CLOSE)
    # And it stays so.
    before = ours.parameters.flat.tobytes()
    with pytest.raises(Diverged):
        ours.advance(BLOCK)
    assert ours.parameters.flat.tobytes() == before


@pytest.mark.parametrize("rate", [2.0, 1000.0])  # with 2.0 it takes some twenty updates
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_run_that_diverges_by_itself_leaves_finite_weights(
    dtype: Literal["float32", "float64"], rate: float, mnist: DataSet
) -> None:
    preset = replace(CORRECTED[0], dtype=dtype, learning_rate=rate, schedule="constant")
    blocks, singles = trainer_of(preset, mnist.train), trainer_of(preset, mnist.train)
    for trainer, most in ((blocks, BLOCK), (singles, 1)):
        losses: list[float] = []

        def train(trainer: Trainer = trainer, most: int = most, to: list[float] = losses) -> None:
            for _ in range(2000):
                to += trainer.advance(most).losses.tolist()

        with pytest.raises(
            Diverged, match=f"a learning rate of {re.escape(f'{rate:.3g}')} is too high"
        ):
            train()
        assert len(losses) == trainer.updates > 0
        assert np.isfinite(losses).all()
        assert trainer.parameters.is_finite()
    assert blocks.updates == singles.updates
