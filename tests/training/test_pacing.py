"""Slow motion and its speedometer, by a clock that only the tests move."""

import pytest

from mnistviz.training import run, worker
from mnistviz.training.run import RateMeter
from mnistviz.training.worker import Pacer


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (run, worker):
        monkeypatch.setattr(module, "monotonic", clock)
    return clock


def updates_until(
    end: float, pacer: Pacer, clock: Clock, *, each_takes: float = 0.0, wakes_late: float = 0.0
) -> int:
    """Run the worker's loop, and count its updates."""
    count = 0
    while clock.now + pacer.wait() <= end:
        clock.now += pacer.wait() + wakes_late
        pacer.tick()
        clock.now += each_takes
        count += 1
    clock.now = max(end, clock.now)
    return count


@pytest.mark.parametrize("speed", [None, 0.0, -1.0])
def test_full_speed_never_waits(speed: float | None, clock: Clock) -> None:
    pacer = Pacer()
    assert pacer.wait() == 0.0
    pacer.set_speed(5.0)
    pacer.set_speed(speed)
    for _ in range(10):
        pacer.tick()
        assert pacer.wait() == 0.0


@pytest.mark.parametrize("speed", [0.5, 1.0, 10.0, 64.0])
def test_so_many_updates_a_second(speed: float, clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(speed)
    count = updates_until(1100.0, pacer, clock)
    assert count == pytest.approx(100 * speed, abs=2)


def test_the_time_an_update_takes_is_part_of_the_wait(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(10.0)
    count = updates_until(1100.0, pacer, clock, each_takes=0.06)
    assert count == pytest.approx(1000, abs=2)


def test_waking_late_does_not_add_up(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(10.0)
    count = updates_until(1100.0, pacer, clock, wakes_late=0.03)
    assert count == pytest.approx(1000, abs=2)


def test_the_first_update_is_due_at_once(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(0.1)
    assert pacer.wait() == 0.0


def test_the_wait_runs_down(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(0.5)
    for _ in range(3):  # into the regular pace
        clock.now += pacer.wait()
        pacer.tick()
    assert pacer.wait() == pytest.approx(2.0)
    clock.now += 1.5
    assert pacer.wait() == pytest.approx(0.5)
    clock.now += 1.5
    assert pacer.wait() == 0.0


def test_late_updates_are_not_made_up_for(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(10.0)
    updates_until(1010.0, pacer, clock)
    clock.now += 60.0  # the computer slept
    assert updates_until(clock.now + 1.0, pacer, clock) <= 12


@pytest.mark.parametrize("rest", [0.0, 60.0], ids=["at the start", "after a hiccup"])
def test_two_updates_never_come_at_once(rest: float, clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(10.0)
    if rest:
        updates_until(1010.0, pacer, clock)
        clock.now += rest
    assert pacer.wait() == 0.0
    pacer.tick()
    assert pacer.wait() == pytest.approx(0.1, rel=0.05)


def test_a_new_speed_holds_at_once(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(0.01)
    updates_until(1001.0, pacer, clock)
    assert pacer.wait() > 90.0
    pacer.set_speed(10.0)
    assert pacer.wait() <= 0.1
    assert updates_until(clock.now + 10.0, pacer, clock) == pytest.approx(100, abs=2)


def test_the_rate_is_images_over_time(clock: Clock) -> None:
    meter = RateMeter()
    meter.restart(500)
    clock.now += 0.5
    assert meter.rate(600) == pytest.approx(200.0)


def test_the_rate_forgets_what_was_before_a_restart(clock: Clock) -> None:
    meter = RateMeter()
    meter.restart(0)
    clock.now += 0.5
    meter.rate(1_000_000)
    clock.now += 60.0
    meter.restart(1_000_000)
    clock.now += 0.5
    assert meter.rate(1_000_050) == pytest.approx(100.0)


def test_no_time_is_no_rate(clock: Clock) -> None:
    meter = RateMeter()
    meter.restart(0)
    assert meter.rate(100) == 0.0


def test_the_rate_is_that_of_about_the_last_second(clock: Clock) -> None:
    meter = RateMeter()
    meter.restart(0)
    images, rate = 0, 0.0
    for speed in (1000, 10):  # images a frame, at 20 frames a second
        for _ in range(60):
            clock.now += 0.05
            images += speed
            rate = meter.rate(images)
        assert rate == pytest.approx(20 * speed)


def test_the_meter_keeps_few_points(clock: Clock) -> None:
    meter = RateMeter()
    meter.restart(0)
    for frame in range(1000):
        clock.now += 0.05
        meter.rate(frame)
    assert len(meter._points) < 30


@pytest.mark.parametrize("speed", [None, 5.0])
def test_it_gives_way_for_so_long(speed: float | None, clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(speed)
    pacer.give_way(0.01)
    waited = 0.0
    while wait := pacer.wait():
        assert wait <= 0.002, "it looks again soon"
        clock.now += wait
        waited += wait
    assert waited == pytest.approx(0.01, abs=0.002)


def test_giving_way_can_end_early(clock: Clock) -> None:
    pacer = Pacer()
    pacer.give_way(5.0)
    assert pacer.wait() > 0.0
    pacer.give_way(0.0)
    assert pacer.wait() == 0.0


def test_within_a_round_only_the_pen_is_waited_for(clock: Clock) -> None:
    pacer = Pacer()
    pacer.set_speed(2.0)
    pacer.tick()
    assert pacer.wait() > 0.0
    assert pacer.wait(in_round=True) == 0.0
    pacer.give_way(5.0)
    assert pacer.wait(in_round=True) > 0.0
