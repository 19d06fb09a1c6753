"""How well a network reads a set of digits."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, LabelledImages, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.nn.calibration import best_temperature, calibrated, reliability
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Cancelled, Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS, Preset

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda p: p.name)


def a_part(digits: LabelledImages, count: int) -> LabelledImages:
    return digits[:count]


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1234])
def test_it_agrees_with_a_plain_count(count: int, trained: TrainedModel, mnist: DataSet) -> None:
    digits = a_part(mnist.test, count)
    network, parameters = trained.network(), trained.parameters
    confusion, losses = np.zeros((10, 10), int), []
    for image, label in zip(digits.images, digits.labels, strict=True):
        outputs = network.predict(parameters, as_input(image[None], np.float32))
        confusion[label, outputs.argmax()] += 1
        losses += [*network.loss.value(outputs, one_hot(label[None], 10, np.float32))]
    result = evaluate(network, parameters, digits)
    np.testing.assert_array_equal(result.confusion, confusion)
    assert result.loss == pytest.approx(np.mean(losses), rel=1e-4)
    assert result.images == count
    assert result.accuracy == np.trace(confusion) / count


@EVERY_PRESET
def test_every_preset_can_be_tested(preset: Preset, small: DataSet) -> None:
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


def test_it_can_be_cancelled_between_two_chunks(trained: TrainedModel, mnist: DataSet) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    with pytest.raises(Cancelled):
        evaluate(trained.network(), trained.parameters, mnist.test, cancelled)
    assert asked == 3


def test_it_asks_often_enough(trained: TrainedModel, mnist: DataSet) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return False

    evaluate(trained.network(), trained.parameters, mnist.test, cancelled)
    assert asked >= 10


def test_cancelling_is_no_error_for_a_person() -> None:
    assert not issubclass(Cancelled, (RuntimeError, ValueError))


def test_a_network_may_be_given_deskewed_digits(trained: TrainedModel, mnist: DataSet) -> None:
    network, parameters, digits = trained.network(), trained.parameters, a_part(mnist.test, 700)
    result = evaluate(network, parameters, digits, deskew=True)
    upright = replace(digits, images=deskewed(digits.images))
    expected = evaluate(network, parameters, upright)
    np.testing.assert_array_equal(result.confusion, expected.confusion)
    assert (result.loss, result.temperature) == (expected.loss, expected.temperature)
    assert result.loss != evaluate(network, parameters, digits).loss


def test_it_measures_how_reliable_the_answers_are(trained: TrainedModel, mnist: DataSet) -> None:
    digits = a_part(mnist.test, 1234)
    outputs = trained.network().predict(trained.parameters, as_input(digits.images, np.float32))
    result = evaluate(trained.network(), trained.parameters, digits)
    temperature = best_temperature(outputs[::4], "softmax", digits.labels[::4])
    assert result.temperature == pytest.approx(temperature, rel=1e-3)
    probabilities = calibrated(outputs, "softmax", result.temperature)
    for found, expected in (
        (result.uncalibrated, reliability(outputs, digits.labels)),
        (result.with_temperature, reliability(probabilities, digits.labels)),
    ):
        assert found is not None
        assert found.counts.sum() == 1234
        assert found.calibration_error == pytest.approx(expected.calibration_error, abs=1e-4)


def test_a_temperature_makes_the_answers_more_reliable(
    trained: TrainedModel, mnist: DataSet
) -> None:
    sure = trained.parameters.flat * np.float32(1.6)  # as if it had been trained for long
    parameters = Parameters(trained.parameters.architecture, sure)
    result = evaluate(trained.network(), parameters, mnist.test)
    assert result.temperature > 1.3
    assert result.uncalibrated is not None
    assert result.with_temperature is not None
    before, after = result.uncalibrated, result.with_temperature
    assert after.calibration_error < 0.5 * before.calibration_error


def test_weights_that_are_no_numbers_have_no_reliability(
    trained: TrainedModel, small: DataSet
) -> None:
    architecture = trained.parameters.architecture
    nothing = np.full(architecture.parameter_count, np.nan, np.float32)
    result = evaluate(trained.network(), Parameters(architecture, nothing), small.test)
    assert math.isnan(result.loss)
    assert result.temperature == 1.0
    assert result.uncalibrated is None
    assert result.with_temperature is None
    assert result.images == 200


def test_what_was_not_measured_is_not_there() -> None:
    result = Evaluation(0.5, np.eye(10, dtype=np.int64))
    assert (result.temperature, result.uncalibrated, result.with_temperature) == (1.0, None, None)


@EVERY_PRESET
def test_every_answer_and_how_sure_it_is(preset: Preset, small: DataSet) -> None:
    network = preset.network()
    random = np.random.default_rng(2)
    flat = random.normal(0.0, 0.5, preset.architecture.parameter_count).astype(preset.dtype)
    parameters = Parameters(preset.architecture, flat)
    result = evaluate(network, parameters, small.test)
    assert result.answers is not None
    assert result.confidences is not None
    outputs = network.predict(parameters, as_input(small.test.images, preset.dtype))
    np.testing.assert_array_equal(result.answers, outputs.argmax(axis=1))
    assert len(set(result.answers.tolist())) > 1
    kind = preset.architecture.output
    expected = calibrated(outputs, kind, result.temperature).max(axis=1)
    np.testing.assert_allclose(result.confidences, expected, rtol=1e-4)
    assert result.answers.dtype == np.uint8
    assert result.confidences.dtype == np.float32


def test_the_answers_are_those_that_are_counted(trained: TrainedModel, mnist: DataSet) -> None:
    digits = a_part(mnist.test, 1234)  # three chunks, the last of them not full
    for deskew in (False, True):
        result = evaluate(trained.network(), trained.parameters, digits, deskew=deskew)
        assert result.answers is not None
        counted = np.zeros((10, 10), np.int64)
        np.add.at(counted, (digits.labels, result.answers), 1)
        np.testing.assert_array_equal(counted, result.confusion)


def test_answers_that_are_no_numbers_are_not_kept(trained: TrainedModel, small: DataSet) -> None:
    architecture = trained.parameters.architecture
    nothing = np.full(architecture.parameter_count, np.nan, np.float32)
    result = evaluate(trained.network(), Parameters(architecture, nothing), small.test)
    assert (result.answers, result.confidences) == (None, None)
    assert Evaluation(0.5, np.eye(10, dtype=np.int64)).answers is None
