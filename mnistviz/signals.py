"""Signals that ask the program to end: Ctrl+C, the system's request, a terminal that is gone."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Not every system has all of them."""

_ONE_EVENT = 0.3
"""Seconds. A terminal that is closed, or a session that ends, sends more than one signal at once;
a person who insists takes longer."""


class Stopped(KeyboardInterrupt):
    """Somebody wants the command to end; raised between any two steps of the main thread.

    Attributes:
        status: what the program is to exit with, 128 and the signal's number, as shells report it.
        how_far: what the command had done by then, for the person to read; "" if nothing matters.
    """

    def __init__(self, status: int, how_far: str = "") -> None:
        super().__init__()
        self.status, self.how_far = status, how_far


def _stop(status: int) -> None:
    raise Stopped(status)


@contextmanager
def catching(do: Callable[[int], object] = _stop) -> Iterator[None]:
    """Within the block the first signal calls ``do``, and another one ends the program at once.

    What is ignored stays ignored, as under nohup. On other threads than the main one, which alone
    hears of signals, nothing is changed.

    Args:
        do: is given the exit status, between any two steps of the main thread; raises ``Stopped``
            if omitted.
    """
    first: float | None = None

    def come(number: int, _frame: FrameType | None) -> None:
        nonlocal first
        if first is None:
            first = monotonic()
            do(128 + number)
        elif monotonic() > first + _ONE_EVENT:
            os._exit(128 + number)

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)):
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, come)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave_to_system() -> None:
    """From now on Ctrl+C ends the program as it would any, without a word of Python's."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
