"""The slot between the thread that makes a value and the one that shows it."""

import threading

from mnistviz.training.commands import Latest


def is_empty(slot: Latest[int]) -> bool:
    return slot.is_empty  # read anew every time, which mypy does not expect of a property


def test_it_begins_empty() -> None:
    slot: Latest[int] = Latest()
    assert is_empty(slot)
    assert slot.take() is None


def test_a_value_is_taken_once() -> None:
    slot: Latest[int] = Latest()
    slot.put(1)
    assert not is_empty(slot)
    assert slot.take() == 1
    assert is_empty(slot)
    assert slot.take() is None


def test_a_newer_value_takes_its_place() -> None:
    slot: Latest[int] = Latest()
    slot.put(1)
    slot.put(2)
    assert slot.take() == 2
    assert is_empty(slot)


def test_a_false_value_is_a_value() -> None:
    slot: Latest[int] = Latest()
    slot.put(0)
    assert not is_empty(slot)
    assert slot.take() == 0


def test_two_threads() -> None:
    slot: Latest[int] = Latest()
    last = 20_000

    def write() -> None:
        for value in range(last + 1):
            slot.put(value)

    writer = threading.Thread(target=write)
    writer.start()
    seen: list[int] = []
    while not seen or seen[-1] != last:
        value = slot.take()
        if value is not None:
            seen.append(value)
    writer.join()
    assert seen == sorted(set(seen))  # none twice, none out of order, and the last one arrived
    assert is_empty(slot)
