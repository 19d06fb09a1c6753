"""How the learning rate changes over a run, by name: a factor for the one that was chosen.

A step that is large at first and small later gets both: fast learning, and weights that settle
instead of jittering around their best values.
"""

from collections.abc import Callable

Schedule = Callable[[float], float]
"""From epochs done (with fraction) to a factor in (0, 1]."""


def constant(_epoch: float) -> float:
    """The same step from the first image to the last, as in both notebooks."""
    return 1.0


def halving_every_3_epochs(epoch: float) -> float:
    """Exponential decay with a half-life of three epochs: 2 ** (-epoch / 3)."""
    return float(2.0 ** (-epoch / 3.0))


SCHEDULES: dict[str, Schedule] = {
    "constant": constant,
    "halves every 3 epochs": halving_every_3_epochs,
}
