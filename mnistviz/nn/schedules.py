"""How the learning rate changes over a run, by name: a factor for the one that was chosen.

A step that is large at first and small later gets both: fast learning, and weights that settle
instead of jittering around their best values.
"""

import math
import re
from collections.abc import Callable

Schedule = Callable[[float], float]
"""From epochs done (with fraction) to a factor in (0, 1]."""


def constant(_epoch: float) -> float:
    """The same step from the first image to the last, as in both notebooks."""
    return 1.0


def halving_every_3_epochs(epoch: float) -> float:
    """Exponential decay with a half-life of three epochs: 2 ** (-epoch / 3)."""
    return float(2.0 ** (-epoch / 3.0))


def cosine_over(epochs: float, lowest: float) -> Schedule:
    """Half a cosine wave from 1 to 0; from ``lowest`` on it stays (Loshchilov and Hutter 2017)."""

    def schedule(epoch: float) -> float:
        share = min(epoch / epochs, 1.0)
        return max((1.0 + math.cos(math.pi * share)) / 2.0, lowest)

    return schedule


def schedule_named(name: str) -> Schedule:
    """The schedule of that name: a key of ``SCHEDULES``, or ``cosine_name`` of any epochs.

    Raises:
        KeyError: there is none.
    """
    match = re.fullmatch(r"cosine over ([1-9]\d*) epochs", name)
    if name not in SCHEDULES and match is not None:
        return cosine_over(float(match[1]), 0.001)
    return SCHEDULES[name]


def cosine_name(epochs: int) -> str:
    """What a cosine over so many epochs is called; epochs at least 1."""
    return f"cosine over {epochs} epochs"


SCHEDULES: dict[str, Schedule] = {
    "constant": constant,
    "halves every 3 epochs": halving_every_3_epochs,
    "cosine over 7 epochs": cosine_over(7.0, 0.02),
    "cosine over 30 epochs": cosine_over(30.0, 0.001),
}
