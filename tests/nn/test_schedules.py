"""How the learning rate changes over a run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.nn.schedules import SCHEDULES

quick = settings(deadline=None)

EPOCHS = st.floats(0.0, 100.0)
HALVING = SCHEDULES["halves every 3 epochs"]


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_run_starts_with_the_chosen_rate(name: str) -> None:
    assert SCHEDULES[name](0.0) == 1.0


@pytest.mark.parametrize("name", SCHEDULES)
@quick
@given(epoch=EPOCHS, later=EPOCHS)
def test_the_rate_stays_positive_and_never_grows(name: str, epoch: float, later: float) -> None:
    schedule = SCHEDULES[name]
    assert 0.0 < schedule(epoch + later) <= schedule(epoch) <= 1.0


@quick
@given(EPOCHS)
def test_constant_never_changes(epoch: float) -> None:
    assert SCHEDULES["constant"](epoch) == 1.0


@quick
@given(EPOCHS)
def test_three_epochs_later_the_rate_is_half(epoch: float) -> None:
    assert HALVING(epoch + 3.0) == pytest.approx(HALVING(epoch) / 2, rel=1e-12)


def test_the_rate_falls_smoothly_within_an_epoch() -> None:
    assert HALVING(1.5) == pytest.approx(0.5**0.5, rel=1e-12)
