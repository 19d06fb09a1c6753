"""Lengths of arrays of any numbers."""

import math

import numpy as np
import pytest

from mnistviz.nn.arrays import norm
from mnistviz.nn.one_by_one import OneByOne
from mnistviz.nn.parameters import Parameters
from mnistviz.training.presets import PRESETS


@pytest.mark.parametrize("size", [1e-40, 1e-30, 1.0, 1e25, 3e38])
def test_the_length_of_numbers_whose_squares_float32_does_not_hold(size: float) -> None:
    values = np.full((3, 3), size, np.float32)
    assert norm(values) == pytest.approx(3.0 * float(values[0, 0]))


@pytest.mark.parametrize(
    ("value", "length"),
    [(np.inf, math.inf), (-np.inf, math.inf), (np.nan, math.nan), (1e200, math.inf)],
)
def test_what_has_no_length(value: float, length: float) -> None:
    assert norm(np.array([1.0, value])) == pytest.approx(length, nan_ok=True)


def test_no_numbers_have_no_length() -> None:
    assert norm(np.empty((0, 3), np.float32)) == 0.0


@pytest.mark.parametrize("size", [1e-30, 1.0, 1e30])
def test_the_length_of_what_an_image_adds(size: float) -> None:
    preset = PRESETS["sigmoid-notebook"]
    rng = np.random.default_rng(0)
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.flat[...] = rng.normal(0.0, 0.05, parameters.flat.size)
    images = rng.random((4, 784), np.float32)
    targets = np.eye(10, dtype=np.float32)[:4]
    blocks = OneByOne(preset.network(), np.float32)
    blocks.run(parameters, images, targets, [1e-3] * 4)
    blocks.apply(parameters, images)
    usual = blocks.move_norms()
    assert usual is not None
    for each in blocks._lessons.steps:
        each[...] *= np.float32(size)
    assert blocks.move_norms() == pytest.approx([size * norm for norm in usual], rel=1e-5)
