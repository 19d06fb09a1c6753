"""Temperature scaling against a plain scan, and reliability bins against a count by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import Reliability, best_temperature, calibrated, reliability

QUICK = settings(deadline=None, max_examples=50)
KINDS = pytest.mark.parametrize("kind", ["softmax", "sigmoid"])
SEEDS = st.integers(0, 2**32 - 1)


def softmax(logits: FloatArray) -> FloatArray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return result


def outputs_of(logits: FloatArray, kind: str) -> FloatArray:
    return softmax(logits) if kind == "softmax" else 1.0 / (1.0 + np.exp(-logits))


def drawn(rng: np.random.Generator, logits: FloatArray) -> ByteArray:
    """Labels that come as often as softmax(logits) says."""
    steps = softmax(logits).cumsum(axis=1)
    labels: ByteArray = (rng.random((len(logits), 1)) > steps).sum(axis=1).clip(0, 9).astype("u1")
    return labels


def cross_entropy(logits: FloatArray, labels: ByteArray, temperature: float) -> float:
    """Of softmax(logits / T), without forming probabilities that may be too small for numbers."""
    z = logits / temperature
    z = z - z.max(axis=1, keepdims=True)
    of_label = z[np.arange(len(labels)), labels]
    return float((np.log(np.exp(z).sum(axis=1)) - of_label).mean())


@KINDS
@QUICK
@given(seed=SEEDS, temperature=st.floats(0.05, 20.0), spread=st.floats(0.1, 8.0))
def test_rows_add_up_and_answers_stay(
    kind: str, seed: int, temperature: float, spread: float
) -> None:
    logits = np.random.default_rng(seed).normal(0.0, spread, (40, 10))
    outputs = outputs_of(logits, kind)
    p = calibrated(outputs, kind, temperature)
    np.testing.assert_allclose(p.sum(axis=1), 1.0, rtol=1e-12)
    np.testing.assert_array_equal(p.argmax(axis=1), outputs.argmax(axis=1))
    np.testing.assert_allclose(p, softmax(logits / temperature), rtol=1e-3, atol=1e-9)


@KINDS
@QUICK
@given(seed=SEEDS, temperature=st.floats(0.05, 20.0))
def test_single_precision_stays_single_and_its_answers_too(
    kind: str, seed: int, temperature: float
) -> None:
    logits = np.random.default_rng(seed).normal(0.0, 4.0, (40, 10))
    outputs = outputs_of(logits, kind).astype(np.float32)
    before = outputs.copy()
    p = calibrated(outputs, kind, temperature)
    assert p.dtype == np.float32
    np.testing.assert_array_equal(outputs, before)
    np.testing.assert_allclose(p.sum(axis=1), 1.0, rtol=1e-5)
    # Where a float cannot tell two probabilities apart, either may be called the larger.
    rows = np.arange(len(p))
    np.testing.assert_allclose(p[rows, outputs.argmax(axis=1)], p.max(axis=1), rtol=1e-6)


def test_at_temperature_1_a_softmax_stays_as_it_is() -> None:
    outputs = softmax(np.random.default_rng(0).normal(0.0, 3.0, (50, 10)))
    np.testing.assert_allclose(calibrated(outputs, "softmax", 1.0), outputs, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@KINDS
def test_saturated_outputs(kind: str, dtype: type[np.floating]) -> None:
    outputs = np.zeros((4, 10), dtype)
    outputs[0, 3] = 1.0
    outputs[1, [2, 7]] = 1.0, 1.0  # ten sigmoids may say so
    outputs[2] = 1.0
    labels = np.array([3, 2, 0, 9], np.uint8)
    p = calibrated(outputs, kind, 1.0)
    assert np.isfinite(p).all()
    np.testing.assert_allclose(p.sum(axis=1), 1.0, rtol=1e-5)
    assert p[0, 3] == pytest.approx(1.0)
    assert p[1, 2] == p[1, 7] == pytest.approx(0.5)
    np.testing.assert_allclose(p[2:], 0.1, rtol=1e-6)
    assert 0.05 <= best_temperature(outputs, kind, labels) <= 20.0


@KINDS
@pytest.mark.parametrize("truth", [0.3, 0.7, 1.0, 1.9, 5.0])
def test_a_known_scaling_is_found(kind: str, truth: float) -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(0.0, 2.0, (20_000, 10))
    labels = drawn(rng, logits)
    found = best_temperature(outputs_of(logits * truth, kind), kind, labels)
    assert found == pytest.approx(truth, rel=0.03)


@KINDS
@QUICK
@given(seed=SEEDS, spread=st.floats(0.3, 30.0), noise=st.floats(0.0, 0.9))
def test_no_other_temperature_is_better(kind: str, seed: int, spread: float, noise: float) -> None:
    rng = np.random.default_rng(seed)
    logits = rng.normal(0.0, 1.0, (300, 10))
    labels = drawn(rng, logits)
    wrong = rng.random(300) < noise
    labels[wrong] = rng.integers(0, 10, wrong.sum())
    logits = np.clip(logits * spread, -30.0, 30.0)
    found = best_temperature(outputs_of(logits, kind), kind, labels)
    least = cross_entropy(logits, labels, found)
    for other in np.geomspace(0.05, 20.0, 200):
        assert least <= cross_entropy(logits, labels, float(other)) * (1.0 + 5e-4) + 1e-6


@KINDS
def test_it_ends_at_a_bound_where_there_is_no_minimum(kind: str) -> None:
    logits = np.random.default_rng(2).normal(0.0, 1.0, (500, 10))
    outputs = outputs_of(logits, kind)
    right = logits.argmax(axis=1).astype(np.uint8)
    wrong = logits.argmin(axis=1).astype(np.uint8)
    assert 0.05 <= best_temperature(outputs, kind, right) < 0.12
    assert 12.0 < best_temperature(outputs, kind, wrong) <= 20.0


@KINDS
@pytest.mark.parametrize("level", [0.0, 0.1, 0.3, 1.0])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_that_says_nothing_is_left_as_it_is(
    kind: str, level: float, dtype: type[np.floating]
) -> None:
    outputs = np.full((100, 10), level, dtype)
    assert best_temperature(outputs, kind, np.arange(100, dtype=np.uint8) % 10) == 1.0
    np.testing.assert_allclose(calibrated(outputs, kind, 1.0), 0.1, rtol=1e-6)


def test_one_digit_is_enough() -> None:
    outputs = softmax(np.arange(10.0)[np.newaxis])
    assert 0.05 <= best_temperature(outputs, "softmax", np.array([4], np.uint8)) <= 20.0


def sure(share: float, answer: int) -> FloatArray:
    """Ten probabilities, the largest of them ``share``."""
    row = np.full(10, (1.0 - share) / 9.0)
    row[answer] = share
    return row


def test_bins_by_hand() -> None:
    rows = [sure(0.15, 1), sure(0.82, 2), sure(0.88, 3), sure(0.9, 4), sure(1.0, 5), sure(0.97, 6)]
    found = reliability(np.array(rows), np.array([0, 2, 8, 4, 5, 0], np.uint8))
    assert found.counts.tolist() == [0, 1, 0, 0, 0, 0, 0, 0, 2, 3]
    np.testing.assert_allclose(found.confidence[[1, 8, 9]], [0.15, 0.85, 2.87 / 3.0])
    np.testing.assert_allclose(found.accuracy[[1, 8, 9]], [0.0, 0.5, 2.0 / 3.0])
    assert not found.confidence[[0, 2, 3, 4, 5, 6, 7]].any()
    assert not found.accuracy[[0, 2, 3, 4, 5, 6, 7]].any()
    gaps = 1 * 0.15 + 2 * abs(0.85 - 0.5) + 3 * abs(2.87 / 3.0 - 2.0 / 3.0)
    assert found.calibration_error == pytest.approx(gaps / 6.0)


@QUICK
@given(seed=SEEDS, count=st.integers(1, 200))
def test_every_answer_is_counted_once(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    p = softmax(rng.normal(0.0, 3.0, (count, 10))).astype(np.float32)
    labels = rng.integers(0, 10, count).astype(np.uint8)
    found = reliability(p, labels)
    assert found.counts.sum() == count
    right = (p.argmax(axis=1) == labels).sum()
    assert found.counts @ found.accuracy == pytest.approx(right)
    assert found.counts @ found.confidence == pytest.approx(p.max(axis=1).sum(), rel=1e-5)
    assert 0.0 <= found.calibration_error <= 1.0
    edges = np.arange(10) / 10.0
    some = found.counts > 0
    assert (found.confidence[some] >= edges[some] - 1e-6).all()
    assert (found.confidence[some] <= edges[some] + 0.1 + 1e-6).all()


def test_calibrating_mends_a_network_that_is_too_sure() -> None:
    rng = np.random.default_rng(3)
    logits = rng.normal(0.0, 2.0, (10_000, 10))
    labels = drawn(rng, logits)
    outputs = softmax(logits * 2.5)
    temperature = best_temperature(outputs, "softmax", labels)
    before = reliability(outputs, labels)
    after = reliability(calibrated(outputs, "softmax", temperature), labels)
    assert before.calibration_error > 0.1
    assert after.calibration_error < 0.02


def with_answers(right: float, of: float) -> Reliability:
    accuracy = np.full(10, right / of if of else 0.0)
    return Reliability(np.full(10, of), accuracy, accuracy)


def test_the_interval_of_many_answers_is_one_standard_error() -> None:
    low, high = with_answers(8000.0, 10_000.0).interval
    np.testing.assert_allclose(low, 0.8 - 0.004, atol=1e-4)
    np.testing.assert_allclose(high, 0.8 + 0.004, atol=1e-4)


@pytest.mark.parametrize(("right", "of"), [(0, 3), (3, 3), (1, 2), (19, 20), (0, 0)])
def test_the_interval_of_few_answers_is_never_certain(right: int, of: int) -> None:
    low, high = with_answers(float(right), float(of)).interval
    share = right / of if of else 0.0
    assert (low >= 0.0).all()
    assert (high <= 1.0).all()
    assert (low <= share + 1e-12).all()
    assert (high >= share - 1e-12).all()
    assert (high - low > 0.05).all()
