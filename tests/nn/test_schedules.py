"""How the learning rate changes over a run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.nn.optimizers import SCHEDULES, cosine_name, cosine_over, schedule_named

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


@quick
@given(length=st.floats(0.5, 100.0), lowest=st.floats(0.0, 0.4))
def test_a_cosine_is_half_way_down_in_the_middle(length: float, lowest: float) -> None:
    schedule = cosine_over(length, lowest)
    assert schedule(0.0) == 1.0
    assert schedule(length / 4) == pytest.approx((2.0 + 2.0**0.5) / 4.0)
    assert schedule(length / 2) == pytest.approx(0.5)


@quick
@given(length=st.floats(0.5, 100.0), lowest=st.floats(0.0, 1.0), later=st.floats(0.0, 1000.0))
def test_a_cosine_stays_at_its_floor(length: float, lowest: float, later: float) -> None:
    assert cosine_over(length, lowest)(length + later) == lowest


@quick
@given(length=st.floats(0.5, 100.0), lowest=st.floats(0.0, 1.0), epoch=EPOCHS, later=EPOCHS)
def test_a_cosine_never_rises(length: float, lowest: float, epoch: float, later: float) -> None:
    schedule = cosine_over(length, lowest)
    assert lowest <= schedule(epoch + later) <= schedule(epoch) <= 1.0


def test_the_cosines_on_offer_end_when_their_names_say() -> None:
    for epochs in (7, 30):
        schedule = SCHEDULES[f"cosine over {epochs} epochs"]
        assert schedule(epochs / 2) == pytest.approx(0.5)
        assert schedule(epochs + 1) == schedule(epochs) <= 0.02


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_on_offer_has_its_name(name: str) -> None:
    assert schedule_named(name) is SCHEDULES[name]


@quick
@given(epochs=st.integers(1, 10_000), share=st.floats(0.0, 2.0))
def test_a_cosine_over_any_number_of_epochs_has_a_name(epochs: int, share: float) -> None:
    name = cosine_name(epochs)
    assert name == f"cosine over {epochs} epochs"
    schedule = schedule_named(name)
    assert schedule(0.0) == 1.0
    assert 0.0 < schedule(share * epochs) <= 1.0
    assert schedule(epochs / 2.0) == pytest.approx(0.5)
    assert schedule(epochs) <= 0.02


@pytest.mark.parametrize(
    "name",
    [
        "",
        "linear",
        "cosine",
        "cosine over epochs",
        "cosine over -3 epochs",
        "cosine over 0 epochs",
        "a cosine over 3 epochs",
        "cosine over 3 epochs ",
    ],
)
def test_a_schedule_that_is_none(name: str) -> None:
    with pytest.raises(KeyError):
        schedule_named(name)
