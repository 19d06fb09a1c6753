"""How near single precision comes to float64 on any processor, with no figure taken from one."""

from collections.abc import Callable, Sequence

import numpy as np

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.optimizers import Momentum

UNIT = 2.0**-24
"""What rounding to float32 changes at most, as a share of the number."""

_TERMS = 784
"""Of the longest sum. Each is rounded, and by chance the errors come to the root of so many."""

_DRAWS = 8


def strays(
    result: Callable[[Sequence[FloatArray]], Sequence[FloatArray]], values: Sequence[FloatArray]
) -> list[float]:
    """How far what float32 finds may lie from ``result(values)``, for each of its arrays.

    All ``values`` are changed at random by as much as float32 rounds the longest sum, and what
    float64 then finds says what rounding comes to in this very calculation. The greatest change,
    or the rounding of the result itself, is taken eight times: roundings lie elsewhere too, and
    there are more of them.

    Args:
        result: calculates in float64, and changes nothing that it is given.
        values: float64.
    """
    exact = result(values)
    furthest = [UNIT * float(np.abs(each).max()) for each in exact]
    for seed in range(_DRAWS):
        rng = np.random.default_rng(seed)
        share = UNIT * _TERMS**0.5
        rounded = [each * (1.0 + share * rng.choice([-1.0, 1.0], each.shape)) for each in values]
        for k, (ours, theirs) in enumerate(zip(result(rounded), exact, strict=True)):
            furthest[k] = max(furthest[k], float(np.abs(ours - theirs).max()))
    return [8.0 * each for each in furthest]


def velocity_of(optimizer: Momentum) -> FloatArray:
    """``(parameter_count,)``; all zero at rest."""
    return optimizer._move / (optimizer._learning_rate or 1.0)
