"""The history of a run: bounded, never losing a spike, and never changing what it handed out."""

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnistviz.training import history
from mnistviz.training.history import (
    Series,
    TestCurve,
    TestHistory,
    TrainingCurve,
    TrainingHistory,
)
from tests.training.support import Update, updates_of

REAL_BINS, REAL_WAITING = history._BINS, history._WAITING
BINS = 8
"""Instead of 16,384, so that a few hundred updates are merged many times over."""

WAITING = 20
"""Instead of 1024: no multiple of a bin, and soon less than one."""


def made_up(seed: int, count: int) -> list[Update]:
    rng = np.random.default_rng(seed)
    images = rng.integers(1, 100, count)
    losses = rng.lognormal(sigma=4.0, size=count)
    return [
        Update(int(n), float(loss), int(rng.integers(0, n + 1)))
        for n, loss in zip(images, losses, strict=True)
    ]


UPDATES = st.builds(made_up, st.integers(0, 1000), st.integers(1, 300))


@pytest.fixture(scope="module", autouse=True)
def few_bins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "_BINS", BINS)
        patch.setattr(history, "_WAITING", WAITING)
        yield


def test_pairs_can_be_merged() -> None:
    assert REAL_BINS % 2 == 0
    assert REAL_BINS > 2000


def add(to: TrainingHistory, epoch: float, update: Update) -> None:
    """One update alone."""
    to.extend(updates_of([epoch], [update]))


def of(updates: list[Update]) -> TrainingHistory:
    result = TrainingHistory()
    for number, update in enumerate(updates, start=1):
        add(result, number / 10, update)
    return result


def series(curve: TrainingCurve | TestCurve) -> dict[str, Series]:
    every = {field.name: getattr(curve, field.name) for field in fields(curve)}
    return {name: value for name, value in every.items() if isinstance(value, np.ndarray)}


def test_an_update_is_a_bin_of_its_own_at_first() -> None:
    curve = of([Update(4, 2.0, 1), Update(2, 1.0, 1)]).curve()
    assert curve.updates_per_bin == 1
    assert curve.epoch.tolist() == [0.1, 0.2]
    assert curve.loss.tolist() == curve.loss_min.tolist() == curve.loss_max.tolist() == [2.0, 1.0]
    assert curve.accuracy.tolist() == [0.25, 0.5]
    assert curve.accuracy_min.tolist() == curve.accuracy_max.tolist() == [0.25, 0.5]


def test_nothing_yet() -> None:
    assert all(len(values) == 0 for values in series(TrainingHistory().curve()).values())
    assert all(len(values) == 0 for values in series(TestHistory().curve()).values())


@settings(deadline=None, max_examples=60)
@given(UPDATES)
@example(made_up(0, 2 * BINS))
@example(made_up(0, 100 * BINS))
def test_a_bin_holds_what_its_updates_were(updates: list[Update]) -> None:
    curve = of(updates).curve()
    per_bin = curve.updates_per_bin
    count = len(updates) // per_bin
    assert count <= BINS
    assert per_bin == 1 or count > BINS // 2 - 1  # no coarser than it has to be
    assert {len(values) for values in series(curve).values()} == {count}
    losses = np.array([update.loss for update in updates])
    shares = np.array([update.correct / update.images for update in updates])
    for index in range(count):
        part = slice(index * per_bin, (index + 1) * per_bin)
        assert curve.epoch[index] == part.stop / 10
        assert curve.loss_min[index] == losses[part].min()
        assert curve.loss_max[index] == losses[part].max()
        assert curve.loss[index] == pytest.approx(losses[part].mean(), rel=1e-9)
        assert curve.accuracy_min[index] == shares[part].min()
        assert curve.accuracy_max[index] == shares[part].max()
        assert curve.accuracy[index] == pytest.approx(shares[part].mean(), rel=1e-9)


@settings(deadline=None, max_examples=30)
@given(UPDATES)
@example(made_up(0, 100 * BINS))
def test_what_was_handed_out_never_changes(updates: list[Update]) -> None:
    result = TrainingHistory()
    handed_out = []
    for number, update in enumerate(updates, start=1):
        add(result, number / 10, update)
        curve = series(result.curve())
        handed_out.append((curve, {name: values.copy() for name, values in curve.items()}))
    for curve, copy in handed_out:
        for name, values in curve.items():
            np.testing.assert_array_equal(values, copy[name])


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 499), st.booleans())
def test_a_spike_is_never_lost(where: int, up: bool) -> None:
    result = TrainingHistory()
    for number in range(600):
        spike = number == where
        loss = (99.0 if up else 0.001) if spike else 1.0
        add(result, number / 10, Update(10, loss, (10 if up else 0) if spike else 5))
    curve = result.curve()
    if up:
        assert (curve.loss_max.max(), curve.accuracy_max.max()) == (99.0, 1.0)
    else:
        assert (curve.loss_min.min(), curve.accuracy_min.min()) == (0.001, 0.0)


def test_the_size_is_bounded() -> None:
    result = TrainingHistory()
    for number in range(10_000):
        add(result, number, Update(1, 1.0, 1))
        assert len(result.curve().epoch) <= BINS
    assert result._table.nbytes == 7 * BINS * 8
    assert result._waiting_count < result.curve().updates_per_bin


@pytest.mark.parametrize("chunk", [1, 7, 32, 1000])
def test_the_size_is_bounded_even_if_nobody_looks(chunk: int) -> None:
    result = TrainingHistory()
    updates = updates_of([1.0] * chunk, [Update(1, 1.0, 1)] * chunk)
    for _ in range(10_000 // chunk):
        result.extend(updates)
    waiting = result._waiting.shape[1]
    curve = result.curve()
    assert result._table.nbytes == 7 * BINS * 8
    # A bin's updates wait until it is full, and as many again may come along with its last.
    assert waiting <= max(2 * (curve.updates_per_bin + WAITING), WAITING)


def in_chunks(updates: list[Update], sizes: list[int], looks: list[bool]) -> TrainingCurve:
    """The curve of updates that came so many at a time, with a look at it after some of them."""
    result, start = TrainingHistory(), 0
    for turn in range(len(updates)):
        stop = min(start + sizes[turn % len(sizes)], len(updates))
        if start == stop:
            break
        epochs = [number / 10 for number in range(start + 1, stop + 1)]
        result.extend(updates_of(epochs, updates[start:stop]))
        if looks[turn % len(looks)]:
            result.curve()
        start = stop
    return result.curve()


@settings(deadline=None, max_examples=100)
@given(
    UPDATES,
    st.lists(st.integers(1, 70), min_size=1, max_size=10),
    st.lists(st.booleans(), min_size=1, max_size=5),
)
@example(made_up(0, 300), [300], [False])  # more at a time than may wait
@example(made_up(0, 300), [19], [True])  # a bin of 64 that grows in many small parts
@example(made_up(0, 300), [19], [False])
def test_updates_may_come_in_any_portions(
    updates: list[Update], sizes: list[int], looks: list[bool]
) -> None:
    one_by_one, portions = of(updates).curve(), in_chunks(updates, sizes, looks)
    assert portions.updates_per_bin == one_by_one.updates_per_bin
    expected, found = series(one_by_one), series(portions)
    for name, values in expected.items():
        # The means may be added up in another order; all else is picked from what came in.
        rtol = 1e-12 if name in {"loss", "accuracy"} else 0.0
        np.testing.assert_allclose(found[name], values, rtol=rtol, atol=0.0, err_msg=name)


def test_portions_with_the_real_sizes() -> None:
    updates = made_up(0, 5000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "_BINS", 1024)
        patch.setattr(history, "_WAITING", REAL_WAITING)
        one_by_one, portions = of(updates).curve(), in_chunks(updates, [32, 1, 1500], [False])
    assert portions.updates_per_bin == one_by_one.updates_per_bin == 8
    np.testing.assert_allclose(portions.loss, one_by_one.loss, rtol=1e-12)
    np.testing.assert_array_equal(portions.epoch, one_by_one.epoch)
    np.testing.assert_array_equal(portions.epoch, np.arange(8, 5001, 8) / 10)


@pytest.mark.parametrize("kind", ["training", "test"])
def test_views_are_read_only(kind: str) -> None:
    tests = TestHistory()
    tests.append(0.1, 1.0, 0.5)
    curve = tests.curve() if kind == "test" else of([Update(1, 1.0, 1)] * 3).curve()
    for values in series(curve).values():
        assert not values.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 7.0


def test_every_test_is_kept_in_order() -> None:
    result = TestHistory()
    handed_out = []
    for number in range(1000):
        result.append(number / 10, 2.0 / (number + 1), number / 1000)
        handed_out.append(result.curve())
    for count, curve in enumerate(handed_out, start=1):
        assert len(curve.epoch) == len(curve.loss) == len(curve.accuracy) == count
    numbers = np.arange(1000)
    for curve in (handed_out[-1], handed_out[63], handed_out[64]):
        part = numbers[: len(curve.epoch)]
        np.testing.assert_array_equal(curve.epoch, part / 10)
        np.testing.assert_array_equal(curve.loss, 2.0 / (part + 1))
        np.testing.assert_array_equal(curve.accuracy, part / 1000)
