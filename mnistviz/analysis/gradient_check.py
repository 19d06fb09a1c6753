"""The update that a program makes, layer by layer, beside the true gradient of its loss."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from mnistviz.analysis.central_differences import STEP, CentralDifferences, Derivatives
from mnistviz.nn.arrays import FloatArray, norm
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.parameters import Parameters

_RIGHT = 1e-5
"""A relative error below this is the differences' own; a mistake in a formula is far above."""

_NOTHING = 1e-6
"""An update shorter than this share of the gradient does not move anything."""

_SAME_WAY, _ROUGHLY, _PARTLY = 0.99999, 0.5, 0.05
"""Cosines from which on an update goes the gradient's way."""


class Verdict(Enum):
    """What is to be said of a layer."""

    RIGHT = "the update is the gradient"
    FLAT = "both are 0, or too small to measure"
    NOTHING = "no update, though there is a gradient"
    BLIND = "an update, though there is no gradient"
    LENGTH = "the gradient's way, but another length"
    ROUGHLY = "roughly the gradient's way"
    PARTLY = "partly the gradient's way"
    ACROSS = "neither with the gradient nor against it"
    WRONG = "against the gradient"
    NO_NUMBER = "infinite, or not a number"


@dataclass(frozen=True, eq=False)
class LayerCheck:
    """A layer's update and gradient; weights at a kink (see ``Derivatives``) count in no figure.

    Attributes:
        update: what the program computes for the weights, and in one row more for the biases,
            before it is multiplied by the learning rate: ``(inputs, units)``.
        derivatives: the true gradient.
        noise: length that rounding alone may give the difference of the two.
    """

    update: FloatArray
    derivatives: Derivatives
    noise: float

    @property
    def noise_of_one(self) -> float:
        """The same for a single weight: what is smaller cannot be told from 0."""
        return self.noise / math.sqrt(self.update.size)

    @cached_property
    def _pair(self) -> tuple[FloatArray, FloatArray]:
        counts = ~self.derivatives.at_kink
        return self.update[counts], self.derivatives.values[counts]

    @property
    def gradient(self) -> FloatArray:
        """By central differences; the shape of ``update``."""
        return self.derivatives.values

    @cached_property
    def update_norm(self) -> float:
        """Its Euclidean length."""
        return norm(self._pair[0])

    @cached_property
    def gradient_norm(self) -> float:
        """Its Euclidean length."""
        return norm(self._pair[1])

    @cached_property
    def cosine(self) -> float | None:
        """Of the angle between the two, -1 to 1; None where one has no direction."""
        if not (self.update_norm and self.gradient_norm):
            return None
        update, gradient = self._pair
        # Each divided by its own length first: the product of two tiny ones would be 0.
        cosine = float((update / self.update_norm) @ (gradient / self.gradient_norm))
        return min(max(cosine, -1.0), 1.0) if math.isfinite(cosine) else None

    @cached_property
    def relative_error(self) -> float:
        """The difference's length over that of the longer one, 0 to 2; 0 if both are 0."""
        longer = max(self.update_norm, self.gradient_norm)
        return self._distance / longer if longer else 0.0

    @cached_property
    def _distance(self) -> float:
        update, gradient = self._pair
        with np.errstate(invalid="ignore", over="ignore"):
            return norm(update - gradient)

    @property
    def is_hidden_by_rounding(self) -> bool:
        """Whether the two could agree to more digits than so small a loss lets one measure."""
        return self.relative_error >= _RIGHT and self._distance <= self.noise

    @property
    def digits(self) -> int:
        """To how many digits the two agree; 0 if they do not, or are no numbers."""
        error = self.relative_error
        if not math.isfinite(error):
            return 0
        return 16 if error <= 1e-16 else max(int(-math.log10(error)), 0)

    @cached_property
    def verdict(self) -> Verdict:
        """What is to be said of it."""
        update, gradient = self.update_norm, self.gradient_norm
        longer, measurable = max(update, gradient), 10.0 * self.noise
        cosine = (self.cosine or 0.0) if math.isfinite(update + gradient) else 0.0
        for holds, verdict in (
            (not math.isfinite(update + gradient), Verdict.NO_NUMBER),
            (longer == 0.0, Verdict.FLAT),
            (self.relative_error < _RIGHT, Verdict.RIGHT),
            (longer <= measurable, Verdict.FLAT),
            (self._distance <= self.noise, Verdict.RIGHT),
            (gradient <= measurable, Verdict.BLIND),
            (update < _NOTHING * gradient, Verdict.NOTHING),
            (cosine >= _SAME_WAY, Verdict.LENGTH),
            (cosine >= _ROUGHLY, Verdict.ROUGHLY),
            (cosine >= _PARTLY, Verdict.PARTLY),
            (cosine >= -_PARTLY, Verdict.ACROSS),
        ):
            if holds:
                return verdict
        return Verdict.WRONG


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """All layers of a network, on one batch.

    Attributes:
        differences: the batch, for looking at single weights.
        layers: from the first to the output layer.
    """

    differences: CentralDifferences
    layers: tuple[LayerCheck, ...]


def check_gradients(
    network: Network,
    parameters: Parameters,
    images: FloatArray,
    targets: FloatArray,
    report: Callable[[float], None] | None = None,
) -> GradientCheck:
    """Compare the network's backward pass with the derivative of its own loss, all in float64.

    Args:
        network: with the rule in force.
        parameters: of any floating type; a float64 copy of them is used.
        images: ``(batch, inputs)`` float64, as the network takes them.
        targets: one-hot ``(batch, classes)`` float64.
        report: is told every few milliseconds what share is done, 0 to 1; what it raises ends
            the work.
    """
    differences = CentralDifferences(network, parameters, images, targets)
    updates = _updates(network, differences.parameters, images, targets)
    total = max(sum(differences.cost(layer) for layer in range(len(updates))), 1)
    done = 0

    def tell(numbers: int) -> None:
        nonlocal done
        done += numbers
        if report is not None:
            report(min(done / total, 1.0))

    rounding = float(np.finfo(np.float64).eps) / STEP * (1.0 + abs(differences.loss))
    layers = []
    for layer, update in enumerate(updates):
        derivatives = differences.derivatives(layer, tell)
        layers.append(LayerCheck(update, derivatives, rounding * math.sqrt(update.size)))
    return GradientCheck(differences, tuple(layers))


def _updates(
    network: Network, parameters: Parameters, images: FloatArray, targets: FloatArray
) -> list[FloatArray]:
    """What the program's backward pass leaves, per layer, a row of biases below the weights."""
    buffers = Buffers.for_batch(network.architecture, len(images), np.float64)
    gradient = Parameters.zeros(network.architecture, np.float64)
    with np.errstate(all="ignore"):
        network.forward(parameters, images, buffers)
        network.backward(parameters, images, targets, buffers, gradient)
    if not gradient.biases:
        return list(gradient.weights)
    return [np.vstack(pair) for pair in zip(gradient.weights, gradient.biases, strict=True)]
