"""A slot for the newest value, between the thread that makes it and the one that shows it."""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Holds at most one value. The reader's pace decides how often the writer makes one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the reader has taken the last value, so that a new one is wanted."""
        return self._value is None

    def offer(self, value: T) -> bool:
        """Leave ``value`` if the slot is empty; it may be dropped, it never overwrites."""
        with self._lock:
            if self._value is not None:
                return False
            self._value = value
            return True

    def put(self, value: T) -> None:
        """Leave ``value`` whatever is there: a change of state must arrive."""
        with self._lock:
            self._value = value

    def take(self) -> T | None:
        """Take the value out, if there is one."""
        with self._lock:
            value, self._value = self._value, None
            return value
