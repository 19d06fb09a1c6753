"""Things that need not be done for every frame."""

from time import monotonic

READABLE = 0.1
"""Seconds. Figures that change more often than ten times a second cannot be read."""


class Throttle:
    """Says when something that is slow, or only read, is due again."""

    def __init__(self, seconds: float = READABLE) -> None:
        self._seconds = seconds
        self._due = 0.0

    def is_due(self, *, at_once: bool) -> bool:
        """Whether to do it now; if so, it is due again when its time has passed.

        Args:
            at_once: whatever the time: this may be the last occasion for long.
        """
        now = monotonic()
        if now < self._due and not at_once:
            return False
        self._due = now + self._seconds
        return True
