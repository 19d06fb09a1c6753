"""Training as a plain object: every call is one update."""

import ast
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.errors import Diverged
from mnistviz.nn.arrays import FloatArray
from mnistviz.training import trainer as module
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.nn.rounding import velocity_of
from tests.presets import PLAIN_RELU
from tests.training.support import Update, step

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)
CORRECTED = pytest.mark.parametrize(
    "preset", [p for p in PRESETS.values() if not p.as_written], ids=lambda p: p.name
)
RELU = PLAIN_RELU
STEADY = replace(RELU, schedule="constant")


def trainer_on(split: DataSet, preset: Preset = RELU, seed: int = 0, **settings: float) -> Trainer:
    return Trainer(RunSpec.of(preset, seed=seed, **settings), split.train)


def moves(trainer: Trainer, count: int = 1) -> FloatArray:
    """How far the parameters go in so many updates."""
    before = trainer.parameters.flat.copy()
    for _ in range(count):
        trainer.advance(1)
    return trainer.parameters.flat - before


@EVERY_PRESET
def test_a_call_is_one_update(preset: Preset, small: DataSet) -> None:
    trainer = trainer_on(small, preset)
    for count in (1, 2, 3):
        moved = moves(trainer)
        assert moved.any()
        assert trainer.updates == count
        assert trainer.images_seen == count * preset.batch_size


@EVERY_PRESET
def test_the_run_begins_with_the_initial_values(preset: Preset, small: DataSet) -> None:
    trainer = trainer_on(small, preset)
    initial = trainer.initial.flat.copy()
    np.testing.assert_array_equal(trainer.parameters.flat, initial)
    moves(trainer, 3)
    np.testing.assert_array_equal(trainer.initial.flat, initial)
    assert not trainer.initial.flat.flags.writeable
    assert trainer.parameters.flat.dtype == initial.dtype == preset.dtype


@EVERY_PRESET
def test_an_update_is_measured_before_the_weights_move(preset: Preset, small: DataSet) -> None:
    trainer = trainer_on(small, preset, batch_size=len(small.train), augmentation=0.0)
    images = as_input(small.train.images, preset.dtype)
    outputs = trainer.network.predict(trainer.initial, images)
    losses = trainer.network.loss.value(outputs, one_hot(small.train.labels, 10, preset.dtype))
    update = step(trainer)
    assert update.images == len(small.train)
    assert update.loss == pytest.approx(losses.mean(), rel=1e-5)
    assert update.correct == (outputs.argmax(axis=1) == small.train.labels).sum()


@EVERY_PRESET
def test_the_same_seed_is_the_same_run_bit_for_bit(preset: Preset, small: DataSet) -> None:
    ours, theirs = trainer_on(small, preset, seed=7), trainer_on(small, preset, seed=7)
    for _ in range(25):
        assert step(ours) == step(theirs)
    assert ours.parameters.flat.tobytes() == theirs.parameters.flat.tobytes()


@EVERY_PRESET
def test_another_seed_is_another_run(preset: Preset, small: DataSet) -> None:
    ours, theirs = trainer_on(small, preset, seed=7), trainer_on(small, preset, seed=8)
    assert not np.array_equal(ours.initial.flat, theirs.initial.flat)


@CORRECTED
def test_another_seed_is_another_order_of_the_images(preset: Preset, small: DataSet) -> None:
    # From the same weights, so that only the order can make the difference.
    ours, theirs = trainer_on(small, preset, seed=7), trainer_on(small, preset, seed=8)
    theirs.parameters.flat[...] = ours.parameters.flat
    assert step(ours).loss != step(theirs).loss


def test_epochs_and_counters(small: DataSet) -> None:
    trainer = trainer_on(small)  # 600 images in batches of 64: nine whole ones and one of 24
    assert (trainer.epoch, trainer.epochs_done, trainer.updates) == (0.0, 0, 0)
    sizes = [step(trainer).images for _ in range(10)]
    assert sizes == [64] * 9 + [24]
    assert (trainer.epoch, trainer.epochs_done) == (1.0, 1)
    trainer.advance(1)
    assert trainer.epoch == 1 + 64 / 600
    assert trainer.epochs_done == 1
    assert (trainer.updates, trainer.images_seen) == (11, 664)


def test_a_new_batch_size_holds_from_the_next_update(small: DataSet) -> None:
    trainer = trainer_on(small)
    sizes = []
    for size in (64, 1, 100, 7, 33, 200, 64):  # more sizes than buffers are kept for
        trainer.change(Change("batch_size", size))
        sizes.append(step(trainer).images)
    assert sizes == [64, 1, 100, 7, 33, 200, 64]
    assert trainer.images_seen == sum(sizes)


def test_a_new_learning_rate_holds_from_the_next_update(small: DataSet) -> None:
    ours, theirs = (trainer_on(small, STEADY, momentum=0.0, learning_rate=0.1) for _ in range(2))
    np.testing.assert_array_equal(moves(ours), moves(theirs))
    ours.change(Change("learning_rate", 0.2))
    np.testing.assert_allclose(moves(ours), 2.0 * moves(theirs), rtol=1e-3, atol=1e-6)


def test_a_new_momentum_holds_from_the_next_update(small: DataSet) -> None:
    ours, plain = (trainer_on(small, STEADY, momentum=0.0, learning_rate=0.1) for _ in range(2))
    np.testing.assert_array_equal(moves(ours), moves(plain))
    ours.change(Change("momentum", 0.5))
    first = moves(ours)  # nothing is gathered yet
    np.testing.assert_allclose(first, moves(plain), rtol=1e-6)
    np.testing.assert_allclose(moves(ours), moves(plain) + 0.5 * first, rtol=1e-3, atol=1e-6)


def test_the_schedule_is_followed_from_update_to_update(small: DataSet) -> None:
    halving = replace(RELU, schedule="halves every 3 epochs")
    trainer = trainer_on(small, halving, momentum=0.0, learning_rate=0.1)
    plain = trainer_on(small, STEADY, momentum=0.0, learning_rate=0.1)
    for count in range(1, 31):  # three epochs
        before = trainer.parameters.flat.copy()
        plain.parameters.flat[...] = before
        rate = trainer.learning_rate_now
        assert rate == pytest.approx(0.1 * 0.5 ** (trainer.epoch / 3))
        np.testing.assert_allclose(
            moves(trainer), moves(plain) * (rate / 0.1), rtol=1e-3, atol=1e-6, err_msg=str(count)
        )
    assert trainer.learning_rate_now == pytest.approx(0.05)
    assert trainer.settings.learning_rate == 0.1
    assert plain.learning_rate_now == 0.1


def test_a_new_learning_rate_is_scheduled_like_the_first(small: DataSet) -> None:
    trainer = trainer_on(small, replace(RELU, schedule="halves every 3 epochs"))
    moves(trainer, 30)
    trainer.change(Change("learning_rate", 0.4))
    assert trainer.learning_rate_now == pytest.approx(0.2)


@pytest.mark.parametrize("size", [64, 200])
def test_the_settings_say_how_it_began(size: int, small: DataSet) -> None:
    trainer = trainer_on(small, batch_size=size, learning_rate=0.02, momentum=0.5)
    assert (
        trainer.settings.batch_size,
        trainer.settings.learning_rate,
        trainer.settings.momentum,
    ) == (size, 0.02, 0.5)
    assert trainer.settings.preset is RELU


@EVERY_PRESET
def test_a_loss_that_is_no_number_stops_the_run(preset: Preset, small: DataSet) -> None:
    trainer = trainer_on(small, preset, momentum=0.9)
    moves(trainer, 3)
    trainer.parameters.flat[0] = 0.5  # not NaN: it is to be found as it was
    trainer.parameters.flat[1:] = math.nan
    before = trainer.parameters.flat.tobytes()
    velocity, rate = velocity_of(trainer._optimizer).copy(), trainer.learning_rate_now
    with pytest.raises(Diverged, match="after update 3") as caught:
        trainer.advance(1)
    assert f"a learning rate of {rate:.3g} " in str(caught.value)
    assert trainer.parameters.flat.tobytes() == before
    np.testing.assert_array_equal(velocity_of(trainer._optimizer), velocity)
    assert trainer.updates == 3
    assert trainer.images_seen == 3 * preset.batch_size


@CORRECTED
@pytest.mark.parametrize("size", [1, 64])
def test_far_too_large_steps_stop_the_run(preset: Preset, size: int, small: DataSet) -> None:
    trainer = trainer_on(small, preset, learning_rate=1000.0, batch_size=size)
    with pytest.raises(Diverged, match="a learning rate of"):
        moves(trainer, 100)


def test_an_infinite_loss_stops_the_run(small: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = trainer_on(small)
    infinite = np.full(64, np.inf)
    loss = replace(trainer.network.loss, value=lambda a, y, out=None: infinite)
    monkeypatch.setattr(trainer.network, "loss", loss)
    with pytest.raises(Diverged):
        trainer.advance(1)
    np.testing.assert_array_equal(trainer.parameters.flat, trainer.initial.flat)


@pytest.mark.parametrize("value", [1e38, math.inf])
def test_weights_that_overflow_give_no_warning(value: float, small: DataSet) -> None:
    trainer = trainer_on(small)
    trainer.parameters.flat[...] = value
    with pytest.raises(Diverged):
        trainer.advance(1)


@CORRECTED
def test_the_loss_falls(preset: Preset, mnist: DataSet) -> None:
    trainer = trainer_on(mnist, preset)
    updates = [step(trainer) for _ in range(200)]
    assert np.mean([update.loss for update in updates[:10]]) > 1.5
    assert np.mean([update.loss for update in updates[-20:]]) < 0.7
    assert np.mean([update.correct / update.images for update in updates[-20:]]) > 0.8


def test_it_is_silent(small: DataSet, capfd: pytest.CaptureFixture[str]) -> None:
    assert isinstance(step(trainer_on(small)), Update)
    assert capfd.readouterr() == ("", "")


def test_it_knows_of_no_window_thread_clock_or_print() -> None:
    tree = ast.parse(Path(module.__file__).read_text())
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        assert not (isinstance(node, ast.Name) and node.id == "print")
    roots = {name.split(".")[0] for name in imported}
    assert roots <= {"dataclasses", "math", "typing", "numpy", "mnistviz"}
    assert not {name for name in imported if name.startswith("mnistviz.gui")}


def test_it_learns_from_deskewed_digits_if_its_preset_says_so(small: DataSet) -> None:
    upright = DataSet(replace(small.train, images=deskewed(small.train.images)), small.test)
    one, other = trainer_on(small, replace(RELU, deskew=True)), trainer_on(upright)
    plain = trainer_on(small)
    assert (one.deskew, other.deskew) == (True, False)
    np.testing.assert_array_equal(one.digits.images, upright.train.images)
    np.testing.assert_array_equal(moves(one, 3), moves(other, 3))
    assert (moves(one) != moves(plain)).any()


def test_any_cosine_can_be_its_schedule(small: DataSet) -> None:
    trainer = trainer_on(small, replace(RELU, schedule="cosine over 2 epochs"))
    while trainer.epochs_done < 1:
        trainer.advance(1)
    assert trainer.learning_rate_now == pytest.approx(RELU.learning_rate / 2.0)
