"""What is not done for every frame."""

import pytest

from mnistviz.gui.kit import throttle as module
from mnistviz.gui.kit.throttle import READABLE, Throttle


class Clock:
    """Shows the time that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "monotonic", clock)
    return clock


def test_it_is_due_at_once_and_then_again_after_its_time(clock: Clock) -> None:
    throttle = Throttle(2.0)
    assert throttle.is_due(at_once=False)
    assert not throttle.is_due(at_once=False)
    clock.now += 1.9
    assert not throttle.is_due(at_once=False)
    clock.now += 0.2
    assert throttle.is_due(at_once=False)
    assert not throttle.is_due(at_once=False)


def test_the_last_occasion_is_never_missed(clock: Clock) -> None:
    throttle = Throttle(2.0)
    assert all(throttle.is_due(at_once=True) for _ in range(5))


def test_having_been_done_at_once_counts(clock: Clock) -> None:
    throttle = Throttle(2.0)
    throttle.is_due(at_once=False)
    clock.now += 1.5
    assert throttle.is_due(at_once=True)
    clock.now += 1.5
    assert not throttle.is_due(at_once=False)
    clock.now += 0.6
    assert throttle.is_due(at_once=False)


def test_time_lost_is_not_made_up_for(clock: Clock) -> None:
    throttle = Throttle(2.0)
    throttle.is_due(at_once=False)
    clock.now += 100.0
    assert [throttle.is_due(at_once=False) for _ in range(3)] == [True, False, False]


def test_figures_stay_long_enough_to_be_read(clock: Clock) -> None:
    throttle, done = Throttle(), 0
    assert READABLE >= 0.1
    for _ in range(600):  # ten seconds of frames
        clock.now += 1.0 / 60.0
        done += throttle.is_due(at_once=False)
    assert 80 <= done <= 101
