"""How well a network reads a set of digits."""

import math

import numpy as np
import pytest

from mnistviz.data.digits import Digits, Split, as_input, one_hot
from mnistviz.nn.parameters import Parameters
from mnistviz.presets import PRESETS, Preset
from mnistviz.training.evaluation import Cancelled, Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)


def a_part(digits: Digits, count: int) -> Digits:
    return Digits(digits.images[:count], digits.labels[:count])


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1234])
def test_it_agrees_with_a_plain_count(count: int, trained: TrainedModel, mnist: Split) -> None:
    digits = a_part(mnist.test, count)
    network, parameters = trained.network(), trained.parameters
    confusion, losses = np.zeros((10, 10), int), []
    for image, label in zip(digits.images, digits.labels, strict=True):
        outputs = network.predict(parameters, as_input(image[None], np.float32))
        confusion[label, outputs.argmax()] += 1
        losses += [*network.loss.value(outputs, one_hot(label[None], np.float32))]
    result = evaluate(network, parameters, digits)
    np.testing.assert_array_equal(result.confusion, confusion)
    assert result.loss == pytest.approx(np.mean(losses), rel=1e-4)
    assert result.images == count
    assert result.accuracy == np.trace(confusion) / count


@EVERY_PRESET
def test_every_preset_can_be_tested(preset: Preset, small: Split) -> None:
    parameters = Parameters.zeros(preset.architecture, preset.dtype)
    result = evaluate(preset.network(), parameters, small.test)
    # All answers are alike, so the first digit is the one that is chosen.
    np.testing.assert_array_equal(result.confusion[:, 0], np.bincount(small.test.labels))
    assert result.accuracy == (small.test.labels == 0).mean()
    value = preset.network().loss.value(
        np.full((1, 10), 0.1 if preset.architecture.output == "softmax" else 0.5),
        np.eye(10)[:1],
    )
    assert result.loss == pytest.approx(value[0], rel=1e-6)


def test_a_row_is_a_label_and_a_column_an_answer() -> None:
    confusion = np.zeros((10, 10), np.int64)
    confusion[3, 3], confusion[3, 8] = 6, 4
    result = Evaluation(0.5, confusion)
    assert result.images == 10
    assert result.accuracy == 0.6


@pytest.mark.parametrize(("right", "images"), [(975, 1000), (9780, 10_000), (1, 2)])
def test_the_standard_error_is_the_binomial_formula(right: int, images: int) -> None:
    confusion = np.zeros((10, 10), np.int64)
    confusion[0, 0], confusion[0, 1] = right, images - right
    p = right / images
    expected = math.sqrt(p * (1 - p) / images)
    assert Evaluation(0.0, confusion).standard_error == pytest.approx(expected, rel=1e-12)


def test_a_standard_error_can_be_0() -> None:
    confusion = np.diag([5] * 10)
    assert Evaluation(0.0, confusion).standard_error == 0.0


def test_it_can_be_cancelled_between_two_chunks(trained: TrainedModel, mnist: Split) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    with pytest.raises(Cancelled):
        evaluate(trained.network(), trained.parameters, mnist.test, cancelled)
    assert asked == 3


def test_it_asks_often_enough(trained: TrainedModel, mnist: Split) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return False

    evaluate(trained.network(), trained.parameters, mnist.test, cancelled)
    assert asked >= 10


def test_cancelling_is_no_error_for_a_person() -> None:
    assert not issubclass(Cancelled, (RuntimeError, ValueError))
