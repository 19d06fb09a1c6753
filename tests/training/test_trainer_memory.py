"""A step in the middle of a run allocates next to nothing."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.augmentation import BLOCK
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer

LAYER = 64 * 64 * 4
"""Bytes of the smallest hidden layer's activations for a batch: 16 kB. Weights are larger."""


@pytest.fixture
def tracing() -> Iterator[None]:
    # To add a bias to a batch, NumPy spreads it over a buffer of its own, for as long as the call
    # takes. That is up to 32 kB and no array of ours; made small, it leaves what is.
    usual = np.setbufsize(16)
    tracemalloc.start()
    yield
    tracemalloc.stop()
    np.setbufsize(usual)


def allocated_in(trainer: Trainer, updates: int) -> int:
    """Bytes at the most, beside what was there before."""
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for _ in range(updates):
        trainer.advance(1)
    _, peak = tracemalloc.get_traced_memory()
    return peak - before


@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize(
    "preset", [p for p in PRESETS.values() if not p.as_written], ids=lambda p: p.name
)
@pytest.mark.usefixtures("tracing")
def test_a_step_allocates_no_array_of_a_layers_size(
    preset: Preset, momentum: float, mnist: DataSet
) -> None:
    settings = RunSpec.of(replace(preset, momentum=momentum), augmentation=0.0)
    trainer = Trainer(settings, mnist.train)
    allocated_in(trainer, 5)
    # More than go by between two sweeps of the velocity.
    assert allocated_in(trainer, 70) < LAYER


@pytest.mark.usefixtures("tracing")
def test_to_bend_images_allocates_nothing_either_while_the_maps_last(mnist: DataSet) -> None:
    trainer = Trainer(RunSpec.of(PRESETS["relu"]), mnist.train)
    assert trainer.settings.augmentation > 0.0
    assert trainer.settings.batch_size == 2 * BLOCK
    allocated_in(trainer, 17)  # maps are drawn for the first and for the 17th batch
    assert allocated_in(trainer, 15) < LAYER
