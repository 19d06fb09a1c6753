"""One image per update, at several times the speed of the obvious loop, with the same result.

The obvious loop changes all weights after every image, and for 784 x 128 weights that is most of
its work. It can be put off. With one image per update, image j adds to a layer's weights the outer
product of what came into the layer, a_j, and e_j, which is minus the learning rate times the
layer's error:

    W_i = W + a_1 e_1^T + a_2 e_2^T + ... + a_(i-1) e_(i-1)^T        (the weights image i meets)

and all that image i ever does with W_i is to multiply a vector by it. So leave W as it is, and
multiply out the brackets:

    forward    a_i W_i = a_i W + (a_i . a_1) e_1 + (a_i . a_2) e_2 + ...
    backward   W_i e_i = W e_i + (e_i . e_1) a_1 + (e_i . e_2) a_2 + ...

In words: the answer of the weights as they stood, and for every image since, what it taught, as
much as it resembles this one. The sums run over a block of some 30 images and cost next to
nothing. For the first layer the inputs are the pictures, which are known beforehand: all the
a_i W of a block are one matrix product, and all the resemblances a_i . a_j another. When the block
ends, all its outer products are added at once, which is one matrix product again.

A bias is the weight of an input that is always 1, so each resemblance is 1 greater where there are
biases. Nothing here asks what the activations, slopes or losses are. The sums are added up in
another order than the loop's, so the two agree up to rounding, not to the last bit.

What remains is some twenty calls of NumPy per image on a few dozen numbers each, so their number
is what counts. A weight matrix and the block's steps lie under one another in one array, so that
each line above is a single product of a vector, (a_i | a_i . a_1 | a_i . a_2 ...), with a matrix.
And every call is prepared once, with its arguments: all blocks use the same arrays.

There is one shortcut. The ReLU notebook's first layer hardly ever moves, and a sum that its steps
change by less than the last digit is the same sum. So where the last block's first layer stood
still, this block is done as if it did again: its first layer for all images at once, before and
after the rest. If the steps would have changed any sum after all, the block is done over.
"""

from collections.abc import Sequence
from functools import partial
from itertools import chain

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import Call, FloatArray, make
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

BLOCK = 32
"""Images a block. The sums grow with it, and what is done once a block is shared by more."""

_WAIT = 64
"""Blocks until the shortcut is tried again after it failed."""


class _Layer:
    """Room for a block in one layer with ``m`` inputs (the 1 of the biases among them).

    For the first layer m is 0 here: its products with the weights are made for the whole block.

    Attributes:
        z: weighted sums of the image at hand ``(units,)``.
        slope: of the activation there ``(1, units)``.
        inputs: row i is image i's vector for the forward product: its m inputs, then how alike
            they are to those of each image before it.
        forth: the matrix for that product: m rows of weights, then ``e``.
        e: row i is image i's vector for the backward product: minus the learning rate times its
            error, then how alike that is to those of each image before it.
        back: the matrix for that product: the weights transposed, then ``inputs``.
        update: what the block adds to the weights.
    """

    def __init__(self, shape: tuple[int, int], biases: bool, dtype: npt.DTypeLike) -> None:
        rows, self.units = shape
        self.m = rows + biases
        self.z: FloatArray = np.empty(self.units, dtype)
        self.slope: FloatArray = np.empty((1, self.units), dtype)
        self.forth: FloatArray = np.empty((self.m + BLOCK, self.units + BLOCK), dtype)
        self.back: FloatArray = np.empty((self.units + BLOCK, self.m + BLOCK), dtype)
        self.e = self.forth[self.m :]
        self.inputs = self.back[self.units :]
        self.inputs[:, rows : self.m] = 1.0
        self.update: FloatArray = np.empty(shape, dtype)

    def take(self, weights: FloatArray, biases: FloatArray | None) -> None:
        """Copy the weights that the block begins with."""
        rows = len(weights)
        self.forth[:rows, : self.units] = weights
        self.back[: self.units, :rows] = weights.T
        if biases is not None:
            self.forth[rows, : self.units] = biases


class OneByOne:
    """Makes up to ``BLOCK`` updates of one image each by plain gradient descent.

    Args:
        network: the functions; any activation, slope rule, output and error rule.
        dtype: of the parameters.
    """

    def __init__(self, network: Network, dtype: npt.DTypeLike) -> None:
        architecture = network.architecture
        pixels, units, *_ = architecture.sizes
        self._network = network
        self._biases = architecture.biases
        self._layers = [_Layer((0, units), False, dtype)]
        self._layers += [_Layer(shape, self._biases, dtype) for shape in architecture.layers[1:]]
        self._z: FloatArray = np.empty((BLOCK, units), dtype)
        self._update: FloatArray = np.empty((pixels, units), dtype)
        self._outputs: FloatArray = np.empty((BLOCK, architecture.sizes[-1]), dtype)
        self._targets: FloatArray = np.empty((BLOCK, architecture.sizes[-1]), dtype)
        self._rates: FloatArray = np.empty(BLOCK, dtype)
        self._later_calls = [self._forward(i) + self._backward(i) for i in range(BLOCK)]
        self._calls = [
            self._forward_first(i) + calls + self._backward_first(i)
            for i, calls in enumerate(self._later_calls)
        ]
        self._wait = 0
        self._applied: FloatArray | None = None

    def run(
        self,
        parameters: Parameters,
        images: FloatArray,
        targets: FloatArray,
        learning_rates: Sequence[float],
    ) -> FloatArray:
        """Find every image's errors; ``parameters`` stay as they are until ``apply``.

        Args:
            parameters: as they stand before the first of these images.
            images: ``(n, 784)``, n at most ``BLOCK``; one update each, in this order.
            targets: one-hot labels ``(n, 10)``.
            learning_rates: n of them.

        Returns:
            The outputs ``(n, 10)``, each computed before its own image's update. They are a view
            that the next call overwrites.
        """
        count = len(images)
        self._targets[:count] = targets
        self._rates[:count] = learning_rates
        self._rates[:count] *= -self._network.output_error.factor
        self._begin_first_layer(parameters, images)
        for k, layer in enumerate(self._layers[1:], 1):
            layer.take(parameters.weights[k], parameters.biases[k] if self._biases else None)
        if not self._first_layer_rested(count):
            make(chain.from_iterable(self._calls[:count]))
        return self._outputs[:count]

    def apply(self, parameters: Parameters, images: FloatArray) -> None:
        """Make the updates of the first ``len(images)`` images that ``run`` was given."""
        count = len(images)
        self._applied = images
        for k, layer in enumerate(self._layers):
            steps, weights = layer.e[:count, : layer.units], parameters.weights[k]
            inputs = layer.inputs[:count, : len(weights)] if k else images
            if not steps.any():
                continue
            weights += np.matmul(inputs.T, steps, out=layer.update if k else self._update)
            if self._biases:
                parameters.biases[k][...] += steps.sum(axis=0)

    def move_norms(self) -> tuple[float, ...] | None:
        """Per layer, the length of what one image of the last block added to the weights.

        Image i adds the outer product of a_i and e_i, whose length is |a_i| |e_i|; the figure is
        the root mean square over the block. None before the first block. It may be asked for
        until the images that ``apply`` was given are overwritten.
        """
        if self._applied is None:
            return None
        count, norms = len(self._applied), []
        for k, layer in enumerate(self._layers):
            rows = layer.m - self._biases
            inputs = layer.inputs[:count, :rows] if k else self._applied
            steps = layer.e[:count, : layer.units]
            squares = np.einsum("ij,ij->i", inputs, inputs) * np.einsum("ij,ij->i", steps, steps)
            norms.append(float(squares.mean()) ** 0.5)
        return tuple(norms)

    def _begin_first_layer(self, parameters: Parameters, images: FloatArray) -> None:
        first, count = self._layers[0], len(images)
        z = np.matmul(images, parameters.weights[0], out=self._z[:count])
        alike = np.matmul(images, images.T, out=first.inputs[:count, :count])
        if self._biases:
            z += parameters.biases[0]
            alike += 1.0
        # Row i of the matrix holds a_i W, once, until e_i takes its place.
        first.e[:count, : first.units] = z
        np.fill_diagonal(alike, 1.0)

    def _first_layer_rested(self, count: int) -> bool:
        """Try the shortcut; False, and everything as before, if it cannot be taken."""
        if self._wait or len(self._layers) == 1:
            self._wait = max(self._wait - 1, 0)
            return False
        (first, second), z = self._layers[:2], self._z[:count]
        a = second.inputs[:count, : first.units]
        self._network.activate(z, a)
        make(chain.from_iterable(self._later_calls[:count]))
        e = second.e[:count, : second.units]
        steps = e @ second.back[: second.units, : first.units]
        steps += np.tril(e @ e.T, -1) @ a
        steps *= self._network.slope(a, np.empty_like(steps))
        if not np.array_equal(z + np.tril(first.inputs[:count, :count], -1) @ steps, z):
            self._wait = _WAIT
            return False
        first.e[:count, : first.units] = steps
        return True

    def _forward_first(self, i: int) -> list[Call]:
        """The calls that make image i's activations in the first layer, in order."""
        first, last = self._layers[0], len(self._layers) == 1
        vector, matrix = first.inputs[i, : i + 1], first.forth[: i + 1, : first.units]
        function = self._network.output if last else self._network.activate
        activate = function.calls(first.z[np.newaxis], self._activations(0, i))
        return [partial(vector.dot, matrix, first.z), *activate]

    def _forward(self, i: int) -> list[Call]:
        """The calls that make image i's activations in the later layers."""
        calls: list[Call] = []
        for k, layer in enumerate(self._layers[1:], 1):
            end = layer.m + i
            if i:
                earlier, own = layer.inputs[:i, : layer.m], layer.inputs[i, : layer.m]
                calls.append(partial(earlier.dot, own, layer.inputs[i, layer.m : end]))
            vector, matrix = layer.inputs[i, :end], layer.forth[:end, : layer.units]
            calls.append(partial(vector.dot, matrix, layer.z))
            last = k == len(self._layers) - 1
            function = self._network.output if last else self._network.activate
            calls += function.calls(layer.z[np.newaxis], self._activations(k, i))
        return calls

    def _backward(self, i: int) -> list[Call]:
        """The calls that make image i's errors in the later layers."""
        row, last = slice(i, i + 1), self._layers[-1]
        e = last.e[row, : last.units]
        error = self._network.output_error.calls(self._outputs[row], self._targets[row], e)
        # All that follows is linear, so scaling the error here scales those of all layers.
        scale = partial(np.multiply, e, self._rates[row].reshape(()), e)
        calls: list[Call] = [*error, scale]
        for k in range(len(self._layers) - 1, 1, -1):
            calls += self._backward_through(k, i)
        return calls

    def _backward_first(self, i: int) -> list[Call]:
        """The calls that make image i's error in the first layer."""
        return self._backward_through(1, i) if len(self._layers) > 1 else []

    def _backward_through(self, k: int, i: int) -> list[Call]:
        """The calls that make the error of layer k - 1 from that of layer k."""
        layer, below = self._layers[k], self._layers[k - 1]
        end, calls = layer.units + i, []
        if i:
            earlier, own = layer.e[:i, : layer.units], layer.e[i, : layer.units]
            calls.append(partial(earlier.dot, own, layer.e[i, layer.units : end]))
        vector, matrix = layer.e[i, :end], layer.back[:end, : below.units]
        e = below.e[i : i + 1, : below.units]
        return [
            *calls,
            partial(vector.dot, matrix, e[0]),
            *self._network.slope.calls(self._activations(k - 1, i), below.slope),
            partial(np.multiply, e, below.slope, e),
        ]

    def _activations(self, k: int, i: int) -> FloatArray:
        """Where image i's activations of layer k go ``(1, units)``: to the next layer's inputs."""
        row = slice(i, i + 1)
        if k + 1 == len(self._layers):
            return self._outputs[row]
        return self._layers[k + 1].inputs[row, : self._layers[k].units]
