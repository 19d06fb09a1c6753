"""What a gradient check says: its figures and its sentences."""

import math

import numpy as np
import pytest

from mnistviz.analysis.central_differences import Derivatives
from mnistviz.analysis.gradient_check import LayerCheck
from mnistviz.gui.views.gradients import words as gradient_words


@pytest.mark.parametrize(
    ("update", "gradient", "text"),
    [
        ([3, 4], [3, 4 + 5e-7], "Right: the update is the gradient to 7 digits."),
        (
            [3e-8, 4e-8],
            [3e-8, 4.05e-8],
            "Right, as far as rounding lets one see: to 2 digits.",
        ),
        ([0, 0], [0, 0], "Flat: the shown loss does not change here, and both are 0."),
        ([0, 1e-9], [0, 0], "Flat: the shown loss does not change here; both are as good as 0."),
        ([0, 0], [3, 4], "Gets nothing; no direction: the update is 0, the gradient is not."),
        ([6, 8], [3, 4], "The right way, 2.0 times as long as the gradient."),
        ([1, 0], [1, 1], "Roughly the right way: cosine 0.71."),
        ([1, 0], [1, 9], "Only partly the right way: cosine 0.11."),
        ([-1, 0], [1, 25], "At right angles to the gradient: cosine −0.04."),
        ([-1, 0], [1, 1], "The wrong way: along it the shown loss rises."),
        ([math.nan, 0], [1, 1], "Nothing to compare: the loss is infinite, or no number."),
    ],
)
def test_sentences(update: list[float], gradient: list[float], text: str) -> None:
    values = np.array([gradient], float)
    derivatives = Derivatives(values, np.zeros(values.shape, np.bool_), 0)
    layer = LayerCheck(np.array([update], float), derivatives, 1e-9)
    assert gradient_words.sentence(layer, 1) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 3, "0"),
        (-0.0, 3, "0"),
        (1.0, 3, "1.00"),
        (1.0, 2, "1.0"),
        (-0.02346, 3, "−0.0235"),
        (123.0, 2, "123"),
        (123.4, 4, "123.4"),
        (9999.0, 3, "9,999"),
        (12345.0, 3, "1.2e4"),
        (3.4e-14, 3, "3.4e−14"),
        (3.4e-14, 2, "3e−14"),
        (math.inf, 3, "inf"),
    ],
)
def test_figures(value: float, digits: int, text: str) -> None:
    assert gradient_words.figure(value, digits) == text
