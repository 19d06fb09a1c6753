"""Slow motion, and how fast it goes."""

from collections import deque
from time import monotonic

_WATCHABLE = 1.0 / 30.0
"""Seconds between two updates from which on an eye can follow each."""

_GLANCE = 0.001
"""Seconds after which to look whether there is still somebody to give way to."""


class Pacer:
    """Says how long to wait before the next update, for a wanted number of updates a second."""

    def __init__(self) -> None:
        self._interval = 0.0
        self._due = 0.0
        self._quiet_until = 0.0

    def give_way(self, seconds: float) -> None:
        """Let no update be due for so long from now; 0 ends an earlier call's time. Any thread.

        What a person does with a pen is answered by some forty calls of NumPy, each of which lets
        the interpreter lock go; if training takes it every time, a hundredth of a second passes.
        """
        self._quiet_until = monotonic() + seconds if seconds else 0.0

    def set_speed(self, updates_per_second: float | None) -> None:
        """None, or 0 and below, means full speed."""
        wanted = updates_per_second or 0.0
        self._interval = 1.0 / wanted if wanted > 0.0 else 0.0
        self._due = 0.0

    @property
    def is_off(self) -> bool:
        """Whether updates are to be made as fast as it goes."""
        return not self._interval

    @property
    def is_slow(self) -> bool:
        """Whether updates come so seldom that every single one should be seen."""
        return self._interval >= _WATCHABLE

    def wait(self, *, in_round: bool = False) -> float:
        """Seconds until the next update may be due, to ask again then; 0 if it is.

        Args:
            in_round: whether other runs have made theirs already, so that it is due.
        """
        if self._quiet_until and self._quiet_until > monotonic():
            return _GLANCE
        if in_round or not self._interval:
            return 0.0
        return max(0.0, self._due - monotonic())

    def tick(self) -> None:
        """An update is being made now."""
        if self._interval:
            # A little lateness is made up for, so that the pace is kept on average; a hiccup of
            # more than one update is not.
            now = monotonic()
            on_time = now - self._due < self._interval
            self._due = (self._due if on_time else now) + self._interval


class RateMeter:
    """Images a second over about the last second."""

    _WINDOW = 1.0

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()

    def restart(self, images: int) -> None:
        """Count from now; ``images`` is the number seen before."""
        self._points.clear()
        self._points.append((monotonic(), images))

    def rate(self, images: int) -> float:
        """Images a second, now that ``images`` have been seen in all."""
        now = monotonic()
        self._points.append((now, images))
        while len(self._points) > 2 and now - self._points[1][0] > self._WINDOW:
            self._points.popleft()
        then, before = self._points[0]
        return (images - before) / (now - then) if now > then else 0.0
