"""A step in the middle of a run allocates next to nothing."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.digits import Split
from mnistviz.presets import PRESETS, Preset
from mnistviz.training.settings import RunSettings
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


@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize(
    "preset", [p for p in PRESETS.values() if not p.as_written], ids=lambda p: p.name
)
@pytest.mark.usefixtures("tracing")
def test_a_step_allocates_no_array_of_a_layers_size(
    preset: Preset, momentum: float, mnist: Split
) -> None:
    trainer = Trainer(RunSettings.of(replace(preset, momentum=momentum)), mnist.train)
    for _ in range(5):
        trainer.step()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for _ in range(70):  # more than go by between two sweeps of the velocity
        trainer.step()
    _, peak = tracemalloc.get_traced_memory()
    assert peak - before < LAYER
