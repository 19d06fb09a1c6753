"""The true gradient of a loss by central differences, every weight of a layer, in float64.

(L(w + h) - L(w - h)) / 2h is the derivative of L at w but for an error of h^2 / 6 times L's third
derivative, and the rounding of L divided by h. Both are least together near the cube root of three
times the rounding unit (Press et al., Numerical Recipes, 5.7), 9e-6 where the derivatives are near
1; ``STEP`` is the power of two next to it, so that adding it to a float32 weight rounds nothing.

A weight from input i to unit j changes the weighted sum of that unit alone, by h times the input.
So nothing before it is computed anew, and what it does to the next layer's sums is a multiple of a
single row of weights; and an image in which the input is 0 does not notice it at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

STEP = 2.0**-17
"""How far a weight is moved either way: 7.6e-6."""

_NUMBERS = 2**16
"""In an array of a block's calculation, about: they stay in a processor's cache, and the work can
be stopped, or another thread go on, every few milliseconds."""

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Derivatives:
    """Difference quotients of the batch's mean loss for a layer.

    Attributes:
        values: ``(inputs, units)``, and one row more for the biases if there are any; exactly 0
            where the input is 0 in every image.
        at_kink: same shape; where one of the two steps puts a ReLU over its kink in some image, so
            that the quotient is a mean of two derivatives and says nothing of either.
        untouched: how many weights have an input that is 0 in every image.
    """

    values: FloatArray
    at_kink: BoolArray
    untouched: int


@dataclass(frozen=True)
class OneDerivative:
    """The arithmetic of one weight.

    Attributes:
        weight: its value.
        above, below: the batch's mean loss with the weight moved up and down by ``STEP``.
        quotient: their difference over twice the step.
        at_kink: see ``Derivatives``.
    """

    weight: float
    above: float
    below: float
    quotient: float
    at_kink: bool


class CentralDifferences:
    """A batch that has gone through a network, and what becomes of its loss when a weight moves.

    Attributes:
        loss: the batch's mean loss, as the network reports it.
        network: whose loss it is.
        parameters: a frozen float64 copy.
    """

    def __init__(
        self, network: Network, parameters: Parameters, images: FloatArray, targets: FloatArray
    ) -> None:
        """``images`` ``(batch, inputs)`` and one-hot ``targets`` ``(batch, classes)``, float64."""
        self.network = network
        exact = Parameters(parameters.architecture, parameters.flat.astype(np.float64))
        self.parameters = exact.frozen_copy()
        self._targets = targets
        self._has_kinks = parameters.architecture.hidden == "relu"
        self._last = len(exact.weights) - 1
        self._values: list[FloatArray] = []
        self._sums: list[FloatArray] = []
        with np.errstate(all="ignore"):
            values = images
            for k in range(self._last + 1):
                self._values.append(values)
                self._sums.append(self._weighted(values, k))
                values = self.network.activate(self._sums[k], np.empty_like(self._sums[k]))
            outputs = network.output(self._sums[-1].copy(), np.empty_like(self._sums[-1]))
            self.loss = float(network.loss.value(outputs, targets).mean())

    def cost(self, layer: int) -> int:
        """How many numbers ``derivatives`` calculates for a layer, about."""
        touched = int(np.count_nonzero(self._inputs(layer)))
        return 2 * touched * self.network.architecture.sizes[layer + 1] * self._width(layer)

    def derivatives(self, layer: int, report: Callable[[int], None] | None = None) -> Derivatives:
        """The derivative of the loss along every weight and bias of a layer, the first being 0.

        Args:
            layer: which.
            report: is told after every few milliseconds how many numbers were calculated since;
                what it raises ends the work.
        """
        inputs, units = self._inputs(layer), self._sums[layer].shape[1]
        values = np.zeros((inputs.shape[1], units))
        at_kink = np.zeros(values.shape, np.bool_)
        with np.errstate(all="ignore"):
            for image, of_image in enumerate(inputs):
                for rows, columns in self._blocks(layer, np.flatnonzero(of_image)):
                    moves = STEP * of_image[rows]
                    above, on = self._losses(layer, image, moves, columns)
                    below, off = self._losses(layer, image, -moves, columns)
                    values[rows, columns] += above - below
                    at_kink[rows, columns] |= _differ(on, off, above.shape)
                    if report is not None:
                        report(2 * above.size * self._width(layer))
        values /= 2.0 * STEP * len(inputs)
        return Derivatives(values, at_kink, int((~inputs.any(axis=0)).sum()) * units)

    def one(self, layer: int, row: int, unit: int) -> OneDerivative:
        """The same for one weight, from input ``row`` (the last is the bias) to ``unit``."""
        losses, signs = [], []
        with np.errstate(all="ignore"):
            for step in (STEP, -STEP):
                sums = self._sums[layer].copy()
                sums[:, unit] += step * self._inputs(layer)[:, row]
                outputs, on = self._onwards(layer, sums)
                losses.append(float(self.network.loss.value(outputs, self._targets).mean()))
                signs.append(on)
        rows = len(self.parameters.weights[layer])
        parts = self.parameters.weights[layer] if row < rows else self.parameters.biases[layer]
        weight = parts[row, unit] if row < rows else parts[unit]
        crossed = bool(_differ(signs[0], signs[1], (len(self._targets), 1)).any())
        above, below = losses
        return OneDerivative(float(weight), above, below, (above - below) / (2.0 * STEP), crossed)

    def _width(self, layer: int) -> int:
        """How many numbers follow from moving one weighted sum."""
        sizes = self.network.architecture.sizes
        return sum(sizes[layer + 2 :]) or sizes[-1]

    def _inputs(self, layer: int) -> FloatArray:
        """What the layer's weights and biases are multiplied by: ``(batch, rows)``."""
        values = self._values[layer]
        if not self.parameters.biases:
            return values
        return np.column_stack((values, np.ones(len(values))))

    def _weighted(self, values: FloatArray, layer: int) -> FloatArray:
        sums: FloatArray = values @ self.parameters.weights[layer]
        if self.parameters.biases:
            sums += self.parameters.biases[layer]
        return sums

    def _blocks(
        self, layer: int, rows: npt.NDArray[np.intp]
    ) -> Iterator[tuple[npt.NDArray[np.intp], slice]]:
        units = self._sums[layer].shape[1]
        width = self._sums[min(layer + 1, self._last)].shape[1]
        across = max(min(units, _NUMBERS // width), 1)
        down = max(_NUMBERS // (across * width), 1)
        for top in range(0, len(rows), down):
            for left in range(0, units, across):
                yield rows[top : top + down], slice(left, left + across)

    def _losses(
        self, layer: int, image: int, moves: FloatArray, columns: slice
    ) -> tuple[FloatArray, list[BoolArray]]:
        """An image's loss with a weighted sum moved: ``(moves, columns)``; which ReLUs are on."""
        on: list[BoolArray] = []
        sums = self._sums[layer][image, columns]
        onto: FloatArray
        if layer == self._last:
            changes: FloatArray = np.broadcast_to(moves[:, np.newaxis], (len(moves), len(sums)))
            onto, layer = np.eye(self._sums[layer].shape[1])[columns], layer - 1
        else:
            values = sums + moves[:, np.newaxis]
            self.network.activate(values, values)
            if self._has_kinks:
                on.append(values > 0.0)
            changes = values - self._values[layer + 1][image, columns]
            onto = self.parameters.weights[layer + 1][columns]
        moved = self._sums[layer + 1][image] + changes[:, :, np.newaxis] * onto
        outputs, later = self._onwards(layer + 1, moved.reshape(-1, moved.shape[-1]))
        targets = np.broadcast_to(self._targets[image], outputs.shape)
        losses: FloatArray = self.network.loss.value(outputs, targets).reshape(changes.shape)
        return losses, on + later

    def _onwards(self, layer: int, sums: FloatArray) -> tuple[FloatArray, list[BoolArray]]:
        """From a layer's weighted sums, which are overwritten, to the outputs."""
        on: list[BoolArray] = []
        for k in range(layer, self._last):
            self.network.activate(sums, sums)
            if self._has_kinks:
                on.append(sums > 0.0)
            sums = self._weighted(sums, k + 1)
        return self.network.output(sums, sums), on


def _differ(on: list[BoolArray], off: list[BoolArray], shape: tuple[int, ...]) -> BoolArray:
    """Where any unit is on after one step and off after the other."""
    result = np.zeros(shape, np.bool_)
    for one, other in zip(on, off, strict=True):
        result |= (one != other).reshape(*shape, -1).any(axis=-1)
    return result
