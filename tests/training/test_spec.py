"""What a person may choose for a run."""

import math

import pytest

from mnistviz.errors import MnistvizError
from mnistviz.training.presets import DEFAULT_SEED, PRESETS, Preset
from mnistviz.training.spec import HYPERPARAMETERS, Change, Field, RunSpec

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)
RELU = PRESETS["relu"]


@EVERY_PRESET
def test_the_presets_own_numbers_are_the_default(preset: Preset) -> None:
    settings = RunSpec.of(preset)
    assert settings.preset is preset
    assert settings.seed == DEFAULT_SEED
    assert settings.batch_size == preset.batch_size
    assert settings.learning_rate == preset.learning_rate
    assert settings.momentum == preset.momentum
    assert settings.augmentation == preset.augmentation
    assert settings.weight_decay == 0.0


def test_every_number_may_be_given() -> None:
    numbers: dict[str, float] = {str(setting.name): 0.01 for setting in HYPERPARAMETERS}
    numbers["batch_size"] = 7
    settings = RunSpec.of(RELU, seed=5, **numbers)
    assert {name: getattr(settings, name) for name in numbers} == numbers


def test_a_momentum_of_0_is_a_momentum() -> None:
    assert RunSpec.of(RELU, momentum=0.0).momentum == 0.0


def test_no_augmentation_is_an_augmentation() -> None:
    assert RELU.augmentation > 0.0
    assert RunSpec.of(RELU, augmentation=0.0).augmentation == 0.0


@pytest.mark.parametrize("field", ["augmentation", "weight_decay"])
@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.as_written])
def test_a_notebook_is_trained_as_written(name: str, field: Field) -> None:
    settings = RunSpec.of(PRESETS[name])
    assert getattr(settings, field) == 0.0
    with pytest.raises(MnistvizError) as caught:
        settings.changed(Change(field, 0.005))
    assert str(caught.value) == f"{name} is trained as written, without {field.replace('_', ' ')}"


@pytest.mark.parametrize(
    "numbers",
    [
        {"seed": 0},
        {"seed": 2**32 - 1},
        {"batch_size": 1},
        {"batch_size": 10_000},
        {"learning_rate": 1e-9},
        {"learning_rate": 1000.0},
        {"momentum": 0.0},
        {"momentum": 0.999},
        {"augmentation": 0.0},
        {"augmentation": 2.0},
        {"weight_decay": 0.0},
        {"weight_decay": 0.01},
    ],
    ids=str,
)
def test_the_ends_of_a_range_belong_to_it(numbers: dict[str, int]) -> None:
    settings = RunSpec.of(RELU, **numbers)
    assert [getattr(settings, name) for name in numbers] == list(numbers.values())


@pytest.mark.parametrize(
    ("numbers", "complaint"),
    [
        ({"seed": -1}, "the seed must be 0 to 4294967295, not -1"),
        ({"seed": 2**32}, "the seed must be 0 to 4294967295, not 4294967296"),
        ({"batch_size": 0}, "the batch size must be 1 to 10000, not 0"),
        ({"batch_size": -5}, "not -5"),
        ({"batch_size": 10_001}, "not 10001"),
        ({"learning_rate": 0.0}, "the learning rate must be above 0 and at most 1000, not 0"),
        ({"learning_rate": -0.1}, "not -0.1"),
        ({"learning_rate": 1000.1}, "not 1000.1"),
        ({"learning_rate": math.nan}, "not nan"),
        ({"learning_rate": math.inf}, "not inf"),
        ({"momentum": -0.1}, "the momentum must be 0 to 0.999, not -0.1"),
        ({"momentum": 1.0}, "not 1"),
        ({"momentum": math.nan}, "not nan"),
        ({"augmentation": -0.1}, "the augmentation must be 0 to 2, not -0.1"),
        ({"augmentation": 2.1}, "not 2.1"),
        ({"augmentation": math.nan}, "the augmentation must be 0 to 2, not nan"),
        ({"augmentation": math.inf}, "not inf"),
        ({"weight_decay": 0.02}, "the weight decay must be 0 to 0.01, not 0.02"),
    ],
    ids=str,
)
def test_a_number_out_of_range_is_refused(numbers: dict[str, int], complaint: str) -> None:
    with pytest.raises(MnistvizError) as caught:
        RunSpec.of(RELU, **numbers)
    message = str(caught.value)
    assert complaint in message
    assert len(message.splitlines()) == 1
