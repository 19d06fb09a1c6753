"""A trainer's state, taken and put back: what follows is the same, to the last bit."""

import pickle
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer, TrainerState

RELU, RELU_NOTEBOOK = PRESETS["relu"], PRESETS["relu-notebook"]
ALONE = {"batch_size": 1, "momentum": 0.0}
CASES = [
    *[pytest.param(preset, {}, id=name) for name, preset in PRESETS.items()],
    pytest.param(RELU, {"batch_size": 10}, id="ten of a block"),
    pytest.param(RELU, {"batch_size": 200, "augmentation": 2.0}, id="blocks of their own"),
    pytest.param(RELU, ALONE | {"learning_rate": 0.01}, id="one by one, augmented"),
    pytest.param(RELU, {"weight_decay": 0.01}, id="weight decay"),
    pytest.param(RELU, ALONE | {"weight_decay": 0.01}, id="weight decay, one by one"),
    pytest.param(RELU_NOTEBOOK, {"true_derivative": True}, id="true derivative"),
    pytest.param(RELU_NOTEBOOK, {"momentum": 0.5}, id="notebook with momentum"),
    pytest.param(replace(RELU, deskew=True), {}, id="straightened"),
]


def trainer_of(preset: Preset, split: DataSet, numbers: dict[str, float]) -> Trainer:
    settings = RunSpec.of(preset, seed=3)
    for field, value in numbers.items():
        settings = settings.changed(Change(field, value))  # type: ignore[arg-type]
    return Trainer(settings, split.train)


def train(trainer: Trainer, calls: int, most: int = 64) -> Iterator[bytes]:
    """What each call of ``advance`` reports and leaves."""
    for _ in range(calls):
        found = trainer.advance(most)
        arrays = found.epochs, found.images, found.losses, found.correct, trainer.parameters.flat
        yield b"".join(each.tobytes() for each in arrays)


@pytest.mark.parametrize("calls", [0, 1, 7, 13])  # an epoch of 600 images is 5 to 60 calls
@pytest.mark.parametrize("elsewhere", [False, True], ids=["same trainer", "new trainer"])
@pytest.mark.parametrize(("preset", "numbers"), CASES)
def test_it_goes_on_as_it_did(
    preset: Preset, numbers: dict[str, float], elsewhere: bool, calls: int, small: DataSet
) -> None:
    trainer = trainer_of(preset, small, numbers)
    list(train(trainer, calls))
    state = trainer.state()
    expected = list(train(trainer, 25))
    if elsewhere:
        trainer = trainer_of(preset, small, numbers)
    trainer.restore(state)
    assert (trainer.updates, trainer.images_seen) == (state.updates, state.images_seen)
    assert list(train(trainer, 25)) == expected


@pytest.mark.parametrize(("preset", "numbers"), CASES)
def test_it_goes_on_from_the_midst_of_a_block(
    preset: Preset, numbers: dict[str, float], small: DataSet
) -> None:
    trainer = trainer_of(preset, small, numbers)
    list(train(trainer, 11))
    list(train(trainer, 5, most=1))
    state = trainer.state()
    expected = [*train(trainer, 3, most=1), *train(trainer, 20)]
    other = trainer_of(preset, small, numbers)
    list(train(other, 40))
    other.restore(state)
    assert [*train(other, 3, most=1), *train(other, 20)] == expected


@pytest.mark.parametrize("calls", [3, 150])
def test_images_that_are_ready_are_augmented_as_they_were(calls: int, small: DataSet) -> None:
    # Ten of the 64 images of a block are taken at a time, and 32 blocks go by between two draws.
    trainer, other = (trainer_of(RELU, small, {"batch_size": 10}) for _ in range(2))
    list(train(trainer, calls))
    assert trainer._stream.augmented_with is not None
    other.restore(trainer.state())
    assert list(train(other, 300)) == list(train(trainer, 300))


CHANGES = st.one_of(
    st.builds(Change, st.just("learning_rate"), st.sampled_from([0.001, 0.01, 0.1])),
    st.builds(Change, st.just("momentum"), st.sampled_from([0.0, 0.9])),
    st.builds(Change, st.just("batch_size"), st.sampled_from([1, 7, 64, 130])),
    st.builds(Change, st.just("weight_decay"), st.sampled_from([0.0, 0.01])),
    st.builds(Change, st.just("augmentation"), st.sampled_from([0.0, 0.5, 1.5])),
    st.integers(1, 6),
)
"""A change of a setting, or so many calls of ``advance``."""


@given(before=st.lists(CHANGES, max_size=8), after=st.lists(CHANGES, max_size=8))
def test_whatever_was_changed_before_and_since(
    before: list[Change | int], after: list[Change | int], small: DataSet
) -> None:
    def follow(trainer: Trainer, orders: list[Change | int]) -> list[bytes]:
        seen: list[bytes] = []
        for order in orders:
            if isinstance(order, Change):
                trainer.change(order)
            else:
                seen += train(trainer, order)
        return seen

    trainer, other = (Trainer(RunSpec.of(RELU), small.train) for _ in range(2))
    follow(trainer, before)
    state = trainer.state()
    expected = follow(trainer, [*after, 3])
    follow(other, after)
    other.restore(state)
    assert other.settings == state.settings
    assert follow(other, [*after, 3]) == expected


def test_a_state_stays_what_it_was(small: DataSet) -> None:
    trainer = trainer_of(RELU, small, {})
    list(train(trainer, 5))
    state = trainer.state()
    before = pickle.dumps(values_of(state))
    trainer.change(Change("learning_rate", 0.01))
    list(train(trainer, 20))
    trainer.restore(state)
    list(train(trainer, 20))
    assert pickle.dumps(values_of(state)) == before
    assert state.momentum.move is not None
    for array in (state.parameters.flat, state.momentum.move):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def values_of(state: TrainerState) -> tuple[object, ...]:
    rest = state.waits, state.updates, state.images_seen, state.settings.learning_rate
    return state.parameters.flat, state.momentum, state.stream, state.augmenter, rest


def test_a_notebooks_state_is_its_parameters_and_a_few_numbers(small: DataSet) -> None:
    trainer = trainer_of(RELU_NOTEBOOK, small, {})
    list(train(trainer, 3))
    state = trainer.state()
    rest = values_of(state)[1:]
    assert len(pickle.dumps(rest)) < 2000


def test_the_length_of_the_last_update_is_not_known_after_it(small: DataSet) -> None:
    trainer = trainer_of(RELU, small, {})
    assert trainer.update_norms() is None
    list(train(trainer, 2))
    assert trainer.update_norms() is not None
    trainer.restore(trainer.state())
    assert trainer.update_norms() is None
    list(train(trainer, 1))
    assert trainer.update_norms() is not None


def test_a_change_out_of_range_changes_nothing(small: DataSet) -> None:
    trainer = trainer_of(RELU_NOTEBOOK, small, {})
    before = trainer.settings
    for change in (
        Change("learning_rate", 0.0),
        Change("momentum", 1.0),
        Change("batch_size", 0),
        Change("augmentation", 0.5),  # a notebook's images are as they are
        Change("weight_decay", 0.001),
    ):
        with pytest.raises(MnistvizError, match=r"must be|as written"):
            trainer.change(change)
    assert trainer.settings is before


def test_states_of_two_trainers_are_independent(small: DataSet) -> None:
    first, second = (trainer_of(RELU, small, {}) for _ in range(2))
    list(train(first, 9))
    second.restore(first.state())
    alone = list(train(first, 10))
    together = [*train(second, 4)]
    list(train(first, 2))
    together += train(second, 6)
    assert together == alone
    assert not np.shares_memory(first.parameters.flat, second.parameters.flat)
