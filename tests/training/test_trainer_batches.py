"""Mini-batches of changing sizes: whatever is prepared and kept, each step is the plain formula."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet, as_input, one_hot
from mnistviz.nn.network import Buffers
from mnistviz.nn.parameters import Parameters
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.presets import PLAIN_RELU
from tests.training.support import step

SIZES = st.integers(1, 650)


@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize("momentum", [0.0, 0.9])
@settings(max_examples=10, deadline=None)
@given(sizes=st.lists(SIZES, min_size=1, max_size=25))
@example(sizes=[2] * 40)  # more places in a block of images than steps are kept for
@example(sizes=[64, 100, 64, 200, 64, 300, 64, 600, 64])  # the buffers grow
@example(sizes=[7] * 12 + [64] * 3 + [1, 1, 1])
def test_every_step_is_the_plain_formula(
    momentum: float, decay: float, sizes: list[int], small: DataSet
) -> None:
    preset = replace(
        PLAIN_RELU, dtype="float64", shuffle=False, momentum=momentum, schedule="constant"
    )
    trainer = Trainer(RunSpec.of(preset, weight_decay=decay), small.train)
    expected = Parameters(preset.architecture, trainer.initial.flat.copy())
    gradient = Parameters.zeros(preset.architecture, np.float64)
    velocity, start = np.zeros_like(expected.flat), 0
    network = preset.network()
    for size in sizes:
        rows = slice(start, min(start + size, 600))
        start = rows.stop % 600
        images = as_input(small.train.images[rows], np.float64)
        targets = one_hot(small.train.labels[rows], 10, np.float64)
        buffers = Buffers.for_batch(preset.architecture, len(images), np.float64)
        outputs = network.forward(expected, images, buffers)[-1]
        trainer.change(Change("batch_size", size))
        update = step(trainer)
        assert update.images == len(images)
        assert update.loss == pytest.approx(network.loss.value(outputs, targets).mean(), rel=1e-9)
        assert update.correct == (outputs.argmax(axis=1) == small.train.labels[rows]).sum()
        network.backward(expected, images, targets, buffers, gradient)
        for part, weights in zip(gradient.weights, expected.weights, strict=True):
            part[...] += decay * weights
        velocity = momentum * velocity + gradient.flat
        expected.flat[...] -= preset.learning_rate * velocity
        np.testing.assert_allclose(trainer.parameters.flat, expected.flat, rtol=0, atol=1e-9)
