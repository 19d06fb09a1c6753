"""The images of a block in turn: each one's errors before the next one's activations.

This way asks nothing of the network or of its learning rate. What it takes is some twenty calls of
NumPy per image on a few dozen numbers each, so their number is what counts. A weight matrix and
the block's steps lie under one another in one array, so that each sum of ``one_by_one`` is a single
product of a vector, (a_i | a_i . a_1 | a_i . a_2 ...), with a matrix. And every call is prepared
once, with its arguments: all blocks use the same arrays.

All images of a block at once, in rounds, until their errors stand.

What an image meets depends on the errors of those before it, and these are not known. But where
the learning rate is small they are nearly those that the weights as they stand would give. So
begin with these; work out what every image would meet then, and with that all errors anew; and so
on. The first image's are right from the start, the second's after a round, and the i-th's after
i - 1 rounds at most; yet with small steps the difference falls to nothing long before, after three
or four rounds of single precision. A round is some fifty calls of NumPy for the whole block, where
one image after the other takes thirty calls each.

A block of images that are learned one by one, and what they taught.
"""

from dataclasses import dataclass
from functools import partial
from itertools import chain, count

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import Call, FloatArray, make
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Block:
    """Some images, each of which is to make an update of its own.

    Attributes:
        images: ``(n, inputs)``.
        targets: one-hot labels ``(n, classes)``.
        rates: ``(n,)``: minus the learning rates, with the constant factor of the output error.
        z: what the first layer as it stands makes of the images ``(n, units)``: a_i W + b.
        alike: ``(n, n)``: a_i . a_j, and 1 more where there are biases.
    """

    images: FloatArray
    targets: FloatArray
    rates: FloatArray
    z: FloatArray
    alike: FloatArray


@dataclass(frozen=True, eq=False)
class Lessons:
    """What the images of a block do to the network.

    Attributes:
        outputs: ``(n, classes)``, each computed before its own image's update.
        inputs: per layer what came into it ``(n, inputs)``, the images first.
        steps: per layer minus the learning rate times its error ``(n, units)``.
    """

    outputs: FloatArray
    inputs: tuple[FloatArray, ...]
    steps: tuple[FloatArray, ...]


_FALL = 0.25
"""As a share of what the last round changed, what each round may change. Where it is more, one
image after the other is the faster way, or there is no end."""

_LEAST = 1e-30
"""In place of a length of 0, which nothing can be a share of."""


class InRounds:
    """Does blocks of up to ``size`` images, if their steps are small enough."""

    def __init__(self, network: Network, size: int, dtype: npt.DTypeLike) -> None:
        self._network = network
        self._earlier: FloatArray = np.tri(size, k=-1, dtype=dtype)
        self._bias = float(network.architecture.biases)
        self._units = network.architecture.sizes[1:]
        self._precision = float(np.finfo(dtype).eps)

    def __call__(self, parameters: Parameters, block: Block) -> Lessons | None:
        """What the images teach; None if the errors do not stand."""
        earlier = self._earlier[: len(block.images), : len(block.images)]
        alike = block.alike * earlier
        steps: list[FloatArray] = [
            np.zeros((len(alike), units), alike.dtype) for units in self._units
        ]
        last_change = fall = 1.0
        with np.errstate(over="ignore", invalid="ignore"):  # then they do not stand
            for number in count():
                values = self._forward(parameters, block, alike, earlier, steps)
                before, steps = steps, self._backward(parameters, block, earlier, values)
                change = sum(map(_change, before, steps))
                fall, last_fall, last_change = change / last_change, fall, change
                # The next change will be smaller than this one by as much as this one is than the
                # last, or than that one was: so much that it is no change at all.
                if change * max(fall, last_fall) <= self._precision:
                    return Lessons(values[-1], (block.images, *values[:-1]), tuple(steps))
                if number and not fall <= _FALL:  # or no number
                    break
        return None

    def _forward(
        self,
        parameters: Parameters,
        block: Block,
        alike: FloatArray,
        earlier: FloatArray,
        steps: list[FloatArray],
    ) -> list[FloatArray]:
        """Per layer the activations, if the images' steps are these."""
        z, values = block.z + alike @ steps[0], list[FloatArray]()
        for k, weights in enumerate(parameters.weights):
            if k:
                below = values[-1]
                alike = below @ below.T
                alike += self._bias
                alike *= earlier
                z = below @ weights
                z += alike @ steps[k]
                if parameters.biases:
                    z += parameters.biases[k]
            last = k == len(steps) - 1
            values.append((self._network.output if last else self._network.activate)(z, z))
        return values

    def _backward(
        self,
        parameters: Parameters,
        block: Block,
        earlier: FloatArray,
        values: list[FloatArray],
    ) -> list[FloatArray]:
        """Per layer the steps, if the activations are these."""
        step = np.empty_like(values[-1])
        make(self._network.output_error.calls(values[-1], block.targets, step))
        step *= block.rates[:, np.newaxis]
        steps = [step]
        for k in range(len(values) - 1, 0, -1):
            alike = step @ step.T
            alike *= earlier
            below = step @ parameters.weights[k].T
            below += alike @ values[k - 1]
            below *= self._network.derivative(values[k - 1], np.empty_like(below))
            steps.insert(0, step := below)
        return steps


def _change(before: FloatArray, now: FloatArray) -> float:
    """How far the one is from the other, as a share of the latter's length."""
    difference, whole = (now - before).ravel(), now.ravel()
    return float(np.sqrt(difference.dot(difference) / max(whole.dot(whole), _LEAST)))


class _Layer:
    """Room for a block in one layer with ``m`` inputs (the 1 of the biases among them).

    For the first layer m is 0 here: its products with the weights are made for the whole block.

    Attributes:
        z: weighted sums of the image at hand ``(units,)``.
        derivative: of the activation there ``(1, units)``.
        inputs: row i is image i's vector for the forward product: its m inputs, then how alike
            they are to those of each image before it.
        forth: the matrix for that product: m rows of weights, then ``e``.
        e: row i is image i's vector for the backward product: minus the learning rate times its
            error, then how alike that is to those of each image before it.
        back: the matrix for that product: the weights transposed, then ``inputs``.
    """

    def __init__(
        self, shape: tuple[int, int], biases: bool, size: int, dtype: npt.DTypeLike
    ) -> None:
        self.rows, self.units = shape
        self.m = self.rows + biases
        self.z: FloatArray = np.empty(self.units, dtype)
        self.derivative: FloatArray = np.empty((1, self.units), dtype)
        self.forth: FloatArray = np.empty((self.m + size, self.units + size), dtype)
        self.back: FloatArray = np.empty((self.units + size, self.m + size), dtype)
        self.e = self.forth[self.m :]
        self.inputs = self.back[self.units :]
        self.inputs[:, self.rows : self.m] = 1.0

    def take(self, weights: FloatArray, biases: FloatArray | None) -> None:
        """Copy the weights that the block begins with."""
        self.forth[: self.rows, : self.units] = weights
        self.back[: self.units, : self.rows] = weights.T
        if biases is not None:
            self.forth[self.rows, : self.units] = biases


class InTurn:
    """Does blocks of up to ``size`` images."""

    def __init__(self, network: Network, size: int, dtype: npt.DTypeLike) -> None:
        architecture = network.architecture
        self._network = network
        self._biases = architecture.biases
        self._layers = [_Layer((0, architecture.sizes[1]), False, size, dtype)]
        self._layers += [
            _Layer(shape, self._biases, size, dtype) for shape in architecture.layers[1:]
        ]
        self._outputs: FloatArray = np.empty((size, architecture.sizes[-1]), dtype)
        self._targets: FloatArray = np.empty((size, architecture.sizes[-1]), dtype)
        self._rates: FloatArray = np.empty(size, dtype)
        self._calls = [self._forward(i) + self._backward(i) for i in range(size)]

    def __call__(self, parameters: Parameters, block: Block) -> Lessons:
        """What the images teach, in arrays that the next call overwrites."""
        count, first = len(block.images), self._layers[0]
        self._targets[:count] = block.targets
        self._rates[:count] = block.rates
        # Row i of the matrix holds a_i W, once, until e_i takes its place.
        first.e[:count, : first.units] = block.z
        alike = first.inputs[:count, :count]
        alike[...] = block.alike
        np.fill_diagonal(alike, 1.0)
        for k, layer in enumerate(self._layers[1:], 1):
            layer.take(parameters.weights[k], parameters.biases[k] if self._biases else None)
        make(chain.from_iterable(self._calls[:count]))
        inputs = [layer.inputs[:count, : layer.rows] for layer in self._layers[1:]]
        return Lessons(
            self._outputs[:count],
            (block.images, *inputs),
            tuple(layer.e[:count, : layer.units] for layer in self._layers),
        )

    def _forward(self, i: int) -> list[Call]:
        """The calls that make image i's activations, in order."""
        calls: list[Call] = []
        for k, layer in enumerate(self._layers):
            end = layer.m + i + (k == 0)  # the first layer's a_i W stands in the row of e_i
            if k and i:
                earlier, own = layer.inputs[:i, : layer.m], layer.inputs[i, : layer.m]
                calls.append(partial(earlier.dot, own, layer.inputs[i, layer.m : end]))
            vector, matrix = layer.inputs[i, :end], layer.forth[:end, : layer.units]
            calls.append(partial(vector.dot, matrix, layer.z))
            last = k == len(self._layers) - 1
            function = self._network.output if last else self._network.activate
            calls += function.calls(layer.z[np.newaxis], self._activations(k, i))
        return calls

    def _backward(self, i: int) -> list[Call]:
        """The calls that make image i's errors, in order."""
        row, last = slice(i, i + 1), self._layers[-1]
        e = last.e[row, : last.units]
        error = self._network.output_error.calls(self._outputs[row], self._targets[row], e)
        # All that follows is linear, so scaling the error here scales those of all layers.
        calls: list[Call] = [*error, partial(np.multiply, e, self._rates[row].reshape(()), e)]
        for k in range(len(self._layers) - 1, 0, -1):
            layer, below = self._layers[k], self._layers[k - 1]
            end = layer.units + i
            if i:
                earlier, own = layer.e[:i, : layer.units], layer.e[i, : layer.units]
                calls.append(partial(earlier.dot, own, layer.e[i, layer.units : end]))
            vector, matrix = layer.e[i, :end], layer.back[:end, : below.units]
            e = below.e[row, : below.units]
            calls += [
                partial(vector.dot, matrix, e[0]),
                *self._network.derivative.calls(self._activations(k - 1, i), below.derivative),
                partial(np.multiply, e, below.derivative, e),
            ]
        return calls

    def _activations(self, k: int, i: int) -> FloatArray:
        """Where image i's activations of layer k go ``(1, units)``: to the next layer's inputs."""
        row = slice(i, i + 1)
        if k + 1 == len(self._layers):
            return self._outputs[row]
        return self._layers[k + 1].inputs[row, : self._layers[k].units]
