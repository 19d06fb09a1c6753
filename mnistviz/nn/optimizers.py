"""The update rule: gradient descent with momentum.

How the learning rate changes over a run, by name: a factor for the one that was chosen.

A step that is large at first and small later gets both: fast learning, and weights that settle
instead of jittering around their best values.
"""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.parameters import Parameters

_NOTHING = 1e-30
"""A step of less than this changes no weight that is not itself next to nothing."""

_SWEEP = 64
"""Updates after which such steps are looked for."""


class MomentumState(NamedTuple):
    """What has gathered.

    Attributes:
        move: learning_rate * v ``(parameter_count,)``, read-only; None at rest.
        learning_rate: the one in ``move``; 0 at rest.
        until_sweep: updates until small steps are looked for.
    """

    move: FloatArray | None
    learning_rate: float
    until_sweep: int


class Momentum:
    """v = momentum * v + gradient;  parameters = parameters - learning_rate * v  (Polyak 1964).

    The velocity holds no learning rate, so a change of the learning rate takes hold at once.
    With a momentum of 0 this is plain gradient descent, to the last bit.

    What is kept is learning_rate * v, and the gradient comes in multiplied by the learning rate
    already: an update then goes over all parameters three times, where the formula as it stands
    takes four.

    Attributes:
        last_move: what the last update subtracted ``(parameter_count,)``, a view of what the next
            gradient and the next update overwrite; None before the first.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._move: FloatArray = np.zeros_like(parameters.flat)
        self._learning_rate = 0.0
        self._tiny = np.empty(parameters.flat.shape, np.bool_)
        self._magnitude: FloatArray = np.empty_like(parameters.flat)
        self._until_sweep = _SWEEP
        self.last_move: FloatArray | None = None

    def update(
        self, parameters: Parameters, step: Parameters, learning_rate: float, momentum: float
    ) -> None:
        """Move ``parameters`` in place by ``step``, the gradient times ``learning_rate``.

        ``step`` is left as it is; the learning rate is above 0, the momentum 0 to below 1.
        """
        if momentum == 0.0:
            # What was gathered before momentum was switched off must not come back with it.
            self.forget()
            np.subtract(parameters.flat, step.flat, out=parameters.flat)
            self.last_move = step.flat
            return
        if self._learning_rate:
            self._move *= momentum * (learning_rate / self._learning_rate)
        self._learning_rate = learning_rate
        self.last_move = self._move
        np.add(self._move, step.flat, out=self._move)
        self._sweep()
        np.subtract(parameters.flat, self._move, out=parameters.flat)

    def _sweep(self) -> None:
        # A pixel at the edge has ink once in a thousand images. In between, its weights' steps
        # fade towards the smallest numbers that there are, with which a processor calculates a
        # hundred times more slowly: a few thousand of them would double the time of an update.
        self._until_sweep -= 1
        if not self._until_sweep:
            self._until_sweep = _SWEEP
            np.less(np.absolute(self._move, out=self._magnitude), _NOTHING, out=self._tiny)
            np.copyto(self._move, 0.0, where=self._tiny)

    def forget(self) -> None:
        """Begin from rest."""
        if self._learning_rate:
            self._move.fill(0.0)
            self._learning_rate = 0.0

    def state(self) -> MomentumState:
        """A copy of what has gathered."""
        move = self._move.copy() if self._learning_rate else None
        if move is not None:
            move.flags.writeable = False
        return MomentumState(move, self._learning_rate, self._until_sweep)

    def restore(self, state: MomentumState) -> None:
        """Go on from there; the last update is not known any more."""
        move, self._learning_rate, self._until_sweep = state
        self._move[...] = 0.0 if move is None else move
        self.last_move = None


def add_decay(step: Parameters, parameters: Parameters, decay: float) -> None:
    """Add ``decay`` times every weight to ``step``; the biases' part is left as it is.

    With ``decay`` as learning rate times λ, a step down the gradient of L becomes one down that of
    L + λ/2·Σ w² (L2 regularisation, coupled with the learning rate; Krogh and Hertz 1992). Biases
    are usually spared (Goodfellow, Bengio and Courville 2016, 7.1). ``step``, the gradient times
    the learning rate, is changed in place; ``decay`` is at least 0.
    """
    for part, weights in zip(step.weights, parameters.weights, strict=True):
        np.add(part, decay * weights, out=part)


Schedule = Callable[[float], float]
"""From epochs done (with fraction) to a factor in (0, 1]."""


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
    "constant": lambda _epoch: 1.0,  # as in both notebooks
    "halves every 3 epochs": lambda epoch: float(2.0 ** (-epoch / 3.0)),
    "cosine over 7 epochs": cosine_over(7.0, 0.02),
    "cosine over 30 epochs": cosine_over(30.0, 0.001),
}
