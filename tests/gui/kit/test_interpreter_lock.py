"""The lock is kept while a frame is made, and shared again after it, whatever happens."""

import sys
from collections.abc import Iterator

import pytest

from mnistviz.gui.kit.interpreter_lock import LONG, SHORT, take_turns, undisturbed


@pytest.fixture(autouse=True)
def _short() -> Iterator[None]:
    before = sys.getswitchinterval()
    take_turns()
    yield
    sys.setswitchinterval(before)


def interval() -> float:
    return sys.getswitchinterval()


def test_it_is_kept_for_as_long_as_a_frame_takes() -> None:
    assert interval() == pytest.approx(SHORT)
    with undisturbed():
        assert interval() == pytest.approx(LONG)
    assert interval() == pytest.approx(SHORT)
    assert SHORT < 0.001
    assert LONG > 0.016


def test_it_is_shared_again_after_a_mistake() -> None:
    with pytest.raises(ZeroDivisionError), undisturbed():
        raise ZeroDivisionError
    assert interval() == pytest.approx(SHORT)


def test_a_function_can_be_undisturbed() -> None:
    seen: list[float] = []

    @undisturbed()
    def paint() -> None:
        seen.append(interval())

    for _ in range(2):
        paint()
        assert interval() == pytest.approx(SHORT)
    assert seen == pytest.approx([LONG, LONG])


def test_a_frame_within_a_frame_does_not_leave_it_kept() -> None:
    with undisturbed(), undisturbed():
        pass
    assert interval() == pytest.approx(SHORT)
