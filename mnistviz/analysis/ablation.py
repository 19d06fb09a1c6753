"""Switching units off: what a network does without some of its hidden units.

Meyes et al., "Ablation studies in artificial neural networks", arXiv:1901.08644.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mnistviz.nn.parameters import Architecture, Parameters


class Unit(NamedTuple):
    """A unit after the input.

    Attributes:
        layer: 1 for the first hidden layer; the output is ``len(sizes) - 1``.
        number: from 0, within its layer.
    """

    layer: int
    number: int


def is_hidden(unit: Unit, architecture: Architecture) -> bool:
    """Whether it is a unit of that network that can be switched off."""
    sizes = architecture.sizes
    return 1 <= unit.layer < len(sizes) - 1 and 0 <= unit.number < sizes[unit.layer]


def without_units(parameters: Parameters, off: Iterable[Unit]) -> Parameters:
    """A copy in which the weights that lead out of those units are 0; the original is untouched.

    That is exactly the same as an activation of 0: either way the unit adds 0 times something to
    every weighted sum of the next layer, as long as its activation is a number.

    Args:
        parameters: of any floating type; the copy's is the same.
        off: hidden units; none of them gives an equal copy.

    Returns:
        Parameters that cannot be written to, safe to hand to another thread.

    Raises:
        ValueError: one of them is no hidden unit of this network.
    """
    copy = Parameters(parameters.architecture, parameters.flat.copy())
    for unit in off:
        if not is_hidden(unit, parameters.architecture):
            raise ValueError(f"{unit} is no hidden unit of {parameters.architecture}")
        copy.weights[unit.layer][unit.number] = 0.0
    copy.flat.flags.writeable = False
    return Parameters(copy.architecture, copy.flat)
