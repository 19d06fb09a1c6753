"""Lets signals reach the event loop, where nothing may be raised."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PyQt6 import sip
from PyQt6.QtCore import QSocketNotifier, QTimer

from mnistviz.signals import catching


@contextmanager
def ending(do: Callable[[int], object]) -> Iterator[None]:
    """Within the block the first signal calls ``do`` with the exit status, from the event loop.

    That may be the loop of a dialog or a menu. A signal that comes before there is a loop waits
    for it; another one ends the program at once, as ``signals.catching`` says.
    """

    def soon(status: int) -> None:  # rather than between two steps of whatever is being done
        QTimer.singleShot(0, lambda: do(status))

    # While nothing happens Qt waits in the system, and Python would not hear of the signal. Its
    # number is written here then; having it read lets Python do what the signal is for.
    reading, writing = socket.socketpair()
    with reading, writing:
        reading.setblocking(False)
        writing.setblocking(False)
        notifier = QSocketNotifier(sip.voidptr(reading.fileno()), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: reading.recv(64))
        former = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        try:
            with catching(soon):
                yield
        finally:
            signal.set_wakeup_fd(former)
            notifier.setEnabled(False)
