"""Digits are let through, and most of what is no digit is not."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.preparation import network_input
from mnistviz.data.reference.digit_space import DigitSpace, Thresholds, Verdict, euler_numbers
from mnistviz.data.reference.not_digits import (
    augmented,
    chimeras,
    dots,
    drawn_anew,
    figures,
    mirrored,
    normalised,
    pasted,
    tangles,
    turned,
)
from mnistviz.nn.arrays import ByteArray

COUNT = 100


def share(space: DigitSpace, pictures: ByteArray, *verdicts: Verdict) -> float:
    """Of the pictures, which part gets one of the verdicts."""
    of_all = [space.likeness.thresholds.verdict(score) for score in space.scores(pictures)]
    return sum(each in verdicts for each in of_all) / len(of_all)


def spiral(turns: float) -> ByteArray:
    """A line from the middle outwards."""
    t = np.linspace(0.0, 1.0, 300)[:, np.newaxis]
    angle = 2.0 * np.pi * turns * t
    way = 140.0 + 100.0 * t * np.concatenate([np.cos(angle), np.sin(angle)], axis=1)
    return network_input(Drawing((way,)), deskew=False)


def test_test_digits_are_let_through(mnist: DataSet, space: DigitSpace) -> None:
    # Of all 10,000 it is 2 % and 10 %; a fifth of them may stray from that by chance.
    fifth = mnist.test.images[::5]
    assert share(space, fifth, Verdict.NO) <= 0.025
    assert 0.05 <= share(space, fifth, Verdict.NO, Verdict.UNSURE) <= 0.12


def test_digits_in_another_hand_are_let_through(mnist: DataSet, space: DigitSpace) -> None:
    chosen = np.arange(COUNT)
    for pictures in (
        augmented(mnist.test, chosen, np.random.default_rng(1)),
        drawn_anew(mnist.test, chosen),
    ):
        assert share(space, pictures, Verdict.NO) <= 0.05


@pytest.mark.parametrize(
    ("make", "refused", "at_least_doubted"),
    [
        (pasted, 0.65, 0.8),
        (turned, 0.65, 0.8),
        (chimeras, 0.2, 0.6),
        (mirrored, 0.4, 0.65),
        (tangles, 0.65, 0.85),
        (figures, 0.65, 0.85),
        (dots, 0.9, 0.95),
    ],
)
def test_what_is_no_digit(
    make: Callable[..., ByteArray],
    refused: float,
    at_least_doubted: float,
    mnist: DataSet,
    space: DigitSpace,
) -> None:
    pictures = make(mnist.test, COUNT, np.random.default_rng(7))
    assert pictures.dtype == np.uint8
    assert pictures.shape[1:] == (784,)
    assert share(space, pictures, Verdict.NO) >= refused
    assert share(space, pictures, Verdict.NO, Verdict.UNSURE) >= at_least_doubted


def test_spirals_which_it_was_never_taught(space: DigitSpace) -> None:
    pictures = np.stack([spiral(turns) for turns in (2.0, 2.5, 3.0, 3.5, 4.0)])
    assert share(space, pictures, Verdict.NO) >= 0.8
    assert share(space, pictures, Verdict.YES) == 0.0


@pytest.mark.parametrize("value", [0, 255])
def test_an_even_picture_is_no_digit(value: int, space: DigitSpace) -> None:
    assert space.examine(np.full(784, value, np.uint8)).judgement.verdict is Verdict.NO


def test_one_by_one_and_together(mnist: DataSet, space: DigitSpace) -> None:
    pictures = mnist.test.images[:5]
    alone = [space.examine(each).judgement for each in pictures]
    scores = [each.score for each in alone]
    np.testing.assert_allclose(space.scores(pictures), scores, atol=1e-3)
    assert space.verdicts(pictures) == [each.verdict for each in alone]


def test_a_higher_score_is_never_less_of_a_digit() -> None:
    thresholds = Thresholds(-1.0, 2.0)
    verdicts = [thresholds.verdict(score) for score in (-9.0, -1.0, 1.9, 2.0, 9.0)]
    unsure, yes = Verdict.UNSURE, Verdict.YES
    assert verdicts == [Verdict.NO, unsure, unsure, yes, yes]
    assert thresholds.verdict(math.nan) is Verdict.NO


@pytest.mark.parametrize("bounds", [(1.0, 0.0), (math.nan, 0.0), (0.0, math.inf)])
def test_thresholds_that_make_no_sense(bounds: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no thresholds"):
        Thresholds(*bounds)


def test_pieces_less_holes() -> None:
    pictures = np.zeros((5, 28, 28), np.uint8)
    pictures[1, 5:10, 5:10] = 255
    pictures[2, 5:12, 5:12] = 255
    pictures[2, 7:9, 7:9] = 0
    pictures[3, 5, 5] = pictures[3, 20, 20] = 255
    pictures[4, 5, 5] = pictures[4, 6, 6] = 255  # touching at a corner
    assert euler_numbers(pictures.reshape(5, 784)).tolist() == [0.0, 1.0, 0.0, 2.0, 1.0]


def test_normalised_as_mnist_is(mnist: DataSet) -> None:
    for image in mnist.test.images[:10].reshape(-1, 28, 28):
        picture = normalised(np.rot90(image)).reshape(28, 28).astype(np.float64)
        middles = np.arange(28)
        for axis in (0, 1):
            centre = picture.sum(axis=axis) @ middles / picture.sum()
            assert centre == pytest.approx(14.0, abs=0.2)
            assert 0 < np.ptp(np.flatnonzero((picture > 100).any(axis=axis))) <= 21
    assert not normalised(np.zeros((28, 28), np.uint8)).any()
