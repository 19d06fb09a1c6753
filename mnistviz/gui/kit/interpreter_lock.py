"""How soon a thread that waits for Python's interpreter lock asks for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SHORT = 0.0005
"""Seconds that the window waits at most, if training does not let the lock go by itself. Python's
own 5 ms are most of what a movement of the pen may take, which needs the lock several times."""

LONG = 0.02
"""Seconds that training would wait while the window makes a frame. It asks for none as long: what
is taken from it in the middle, the window has to wait for again, often several times a frame."""


def take_turns() -> None:
    """Let whoever waits for the lock ask for it soon."""
    sys.setswitchinterval(SHORT)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the lock while a frame is made, or painted by Python; as a decorator too.

    What Qt paints alone needs no lock: while it does, threads take turns again.
    """
    sys.setswitchinterval(LONG)
    try:
        yield
    finally:
        take_turns()
