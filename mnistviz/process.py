"""Signals that ask the program to end: Ctrl+C, the system's request, a terminal that is gone.

The standard streams, whatever the program was given: all, some, full ones, or none.
"""

import codecs
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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


def prepare() -> None:
    """Let nothing that is printed end a command; nothing is printed where there is no stream.

    A stream that is closed or missing leads nowhere from now on: the next file to be opened would
    otherwise take its number, and get whatever Qt or another library has to say.
    """
    with suppress(OSError):
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if not _is_open(number):
                os.open(os.devnull, os.O_RDWR)  # gets the first number that is free
            if getattr(sys, name) is None:
                mode = "w" if number else "r"
                stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
                setattr(sys, name, stream)
    codecs.register_error("mnistviz", _as_it_came)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="mnistviz")


def say(line: str) -> None:
    """Print a line on standard error, if that can be written to."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def silence() -> None:
    """Keep Python's last flush of standard output from failing as the one before did."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _as_it_came(error: UnicodeError) -> tuple[str | bytes, int]:
    """The bytes of a file's name that is no text; an escape for a ± that an old console lacks."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - these streams are written to
    error.end = error.start + 1
    for name in ("surrogateescape", "backslashreplace"):
        with suppress(UnicodeError):
            return codecs.lookup_error(name)(error)
    raise error
