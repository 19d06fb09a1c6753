"""Training on images that are augmented at random."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.presets import PLAIN_RELU
from tests.training.support import step

BENT = PRESETS["relu"]


def trainer_on(split: DataSet, preset: Preset = BENT, seed: int = 0, **more: float) -> Trainer:
    return Trainer(RunSpec.of(preset, seed=seed, **more), split.train)


def losses(trainer: Trainer, count: int) -> list[float]:
    return [step(trainer).loss for _ in range(count)]


def test_the_default_preset_bends_its_images(small: DataSet) -> None:
    trainer = trainer_on(small)
    assert trainer.settings.augmentation == BENT.augmentation > 0.0
    straight = as_input(small.train.images[trainer._stream._order[:128]], BENT.dtype)
    augmented = trainer._stream.look(128).images
    assert not np.array_equal(augmented, straight)
    assert ((augmented >= 0.0) & (augmented <= 1.0)).all()
    # Bent, and not another digit: an image resembles itself most.
    likeness = augmented @ straight.T / np.linalg.norm(straight, axis=1)
    assert np.mean(likeness.argmax(axis=1) == np.arange(128)) > 0.9


def test_an_update_is_measured_on_the_augmented_images_before_the_weights_move(
    small: DataSet,
) -> None:
    trainer = trainer_on(small)
    batch = trainer._stream.look(BENT.batch_size)
    outputs = trainer.network.predict(trainer.initial, batch.images.copy())
    expected = trainer.network.loss.value(outputs, batch.targets).mean()
    correct = (outputs.argmax(axis=1) == batch.labels).sum()
    update = step(trainer)
    assert update.loss == pytest.approx(expected, rel=1e-5)
    assert update.correct == correct


def test_the_same_seed_is_the_same_run(small: DataSet) -> None:
    ours, theirs, others = (trainer_on(small, seed=seed) for seed in (7, 7, 8))
    assert losses(ours, 25) == losses(theirs, 25) != losses(others, 25)
    assert ours.parameters.flat.tobytes() == theirs.parameters.flat.tobytes()


def test_another_strength_is_another_run(small: DataSet) -> None:
    assert losses(trainer_on(small, augmentation=0.5), 1) != losses(
        trainer_on(small, augmentation=0.6), 1
    )


@pytest.mark.parametrize("strength", [0.5, 2.0])
def test_initial_values_and_order_of_images_do_not_depend_on_it(
    strength: float, small: DataSet
) -> None:
    plain, augmented = trainer_on(small, augmentation=0.0), trainer_on(small, augmentation=strength)
    assert plain.initial.flat.tobytes() == augmented.initial.flat.tobytes()
    for _ in range(12):  # five updates an epoch: three orders
        ours, theirs = (each._stream.look(BENT.batch_size) for each in (plain, augmented))
        np.testing.assert_array_equal(ours.labels, theirs.labels)
        np.testing.assert_array_equal(plain._stream._order, augmented._stream._order)
        plain.advance(1)
        augmented.advance(1)


def test_a_change_holds_from_the_next_update_in_the_midst_of_a_block(small: DataSet) -> None:
    # Batches of ten are taken from blocks of 64 images, converted all at once.
    ours, plain = (trainer_on(small, PLAIN_RELU, batch_size=10) for _ in range(2))
    assert losses(ours, 2) == losses(plain, 2)
    ours.change(Change("augmentation", 1.0))
    assert ours.settings.augmentation == 1.0
    assert losses(ours, 1) != losses(plain, 1)


def test_without_it_again_images_are_as_they_are(small: DataSet) -> None:
    ours, plain = trainer_on(small), trainer_on(small, augmentation=0.0)
    losses(ours, 3)
    losses(plain, 3)
    ours.change(Change("augmentation", 0.0))
    ours.parameters.flat[...] = plain.parameters.flat
    assert losses(ours, 1) == losses(plain, 1)


def test_the_settings_say_how_it_stands(small: DataSet) -> None:
    trainer = trainer_on(small, augmentation=0.25)
    trainer.change(Change("augmentation", 1.0))
    assert trainer.settings.augmentation == 1.0


def test_the_stored_images_stay_as_they_are(small: DataSet) -> None:
    before = small.test.images.tobytes(), small.train.images.tobytes()
    losses(trainer_on(small, augmentation=2.0), 10)
    assert (small.test.images.tobytes(), small.train.images.tobytes()) == before


def test_blocks_of_single_images_are_augmented_too(small: DataSet) -> None:
    alone = replace(BENT, batch_size=1, momentum=0.0, learning_rate=0.01)
    plain, augmented = trainer_on(small, alone, augmentation=0.0), trainer_on(small, alone)
    ours, theirs = plain.advance(), augmented.advance()
    assert len(ours) == len(theirs) > 1
    assert not np.array_equal(ours.losses, theirs.losses)
