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
much as it resembles this one. The sums run over a block of some images and cost next to nothing.
For the first layer the inputs are the pictures, which are known beforehand: all the a_i W of a
block are one matrix product, and all the resemblances a_i . a_j another. When the block ends, all
its outer products are added at once, which is one matrix product again.

A bias is the weight of an input that is always 1, so each resemblance is 1 greater where there are
biases. Nothing here asks what the activations, derivatives or losses are. The sums are added up in
another order than the loop's, so the two agree up to rounding, not to the last bit.

What remains is to find the errors, and there are three ways. The ReLU notebook's first layer
hardly ever moves, and a sum that its steps change by less than the last digit is the same sum.
Where it stands still its activations are known beforehand as well, and are the images of a
smaller network, of the other layers. The sigmoid notebook's steps are so small that the errors
of all images can be found together (``in_rounds``). And one image after the other always goes
(``in_turn``). The first two find out for themselves whether they are right.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.blocks import Block, InRounds, InTurn, Lessons
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

BLOCK = 64
"""Images a block. The sums grow with it, and what is done once a block is shared by more."""

_WAIT = 64
"""Blocks until a way is tried again after it failed."""


Way = Callable[[Parameters, Block], Lessons | None]
"""Finds what the images of a block teach; None if it was not right for them."""


class Trial:
    """A way that may turn out not to be right; then it is left alone for a while.

    Attributes:
        way: the way.
        wait: blocks until it is tried again.
    """

    def __init__(self, way: Way) -> None:
        self.way = way
        self.wait = 0

    def __call__(self, parameters: Parameters, block: Block) -> Lessons | None:
        """What the way finds, if it is tried."""
        if self.wait:
            self.wait -= 1
            return None
        lessons = self.way(parameters, block)
        if lessons is None:
            self.wait = _WAIT
        return lessons


class OneByOne:
    """Makes up to ``BLOCK`` updates of one image each by plain gradient descent.

    Args:
        network: the functions; any activation, derivative rule, output and error rule.
        dtype: of the parameters.

    Attributes:
        resting, rounds: the two ways that are not right for every block.
    """

    def __init__(self, network: Network, dtype: npt.DTypeLike) -> None:
        self._network = network
        self._dtype = np.dtype(dtype)
        self._earlier: FloatArray = np.tri(BLOCK, k=-1, dtype=dtype)
        self._updates: list[FloatArray] = [
            np.empty(shape, dtype) for shape in network.architecture.layers
        ]
        self.resting = Trial(self._with_first_layer_resting)
        self.rounds = Trial(InRounds(network, BLOCK, dtype))
        self._lessons = Lessons(np.empty(0, dtype), (), ())
        self._applied = 0

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
            images: ``(n, inputs)``, n at most ``BLOCK``; one update each, in this order.
            targets: one-hot labels ``(n, classes)``.
            learning_rates: n of them.

        Returns:
            The outputs ``(n, classes)``, each computed before its own image's update: a view
            that the next call overwrites.
        """
        rates = np.array(learning_rates, self._dtype)
        rates *= -self._network.output_error.factor
        self._lessons = self.learn(parameters, images, targets, rates)
        return self._lessons.outputs

    def apply(self, parameters: Parameters, images: FloatArray) -> None:
        """Make the updates of the first ``len(images)`` images that ``run`` was given."""
        count = self._applied = len(images)
        for k, weights in enumerate(parameters.weights):
            inputs, steps = self._lessons.inputs[k][:count], self._lessons.steps[k][:count]
            if not steps.any():
                continue
            np.add(weights, np.matmul(inputs.T, steps, out=self._updates[k]), out=weights)
            if parameters.biases:
                parameters.biases[k][...] += steps.sum(axis=0)

    def move_norms(self) -> tuple[float, ...] | None:
        """Per layer, the length of what one image of the last block added to the weights.

        Image i adds the outer product of a_i and e_i, whose length is |a_i| |e_i|; the figure is
        the root mean square over the block. None before the first block. It may be asked for
        until the images that ``apply`` was given are overwritten.
        """
        if not self._applied:
            return None
        norms = []
        for inputs, steps in zip(self._lessons.inputs, self._lessons.steps, strict=True):
            # float32 does not hold the squares of its numbers.
            a, e = (x[: self._applied].astype(np.float64) for x in (inputs, steps))
            with np.errstate(over="ignore", invalid="ignore"):
                norms.append(float((np.vecdot(a, a) * np.vecdot(e, e)).mean()) ** 0.5)
        return tuple(norms)

    @property
    def waits(self) -> tuple[int, ...]:
        """For how many blocks each of the ways is left alone, of this network and those above.

        All ways find the same up to rounding; only with these do they find it to the last bit.
        """
        above = self._above.waits if "_above" in vars(self) else ()
        return self.resting.wait, self.rounds.wait, *above

    @waits.setter
    def waits(self, waits: tuple[int, ...]) -> None:
        self.resting.wait, self.rounds.wait, *above = waits
        if above or "_above" in vars(self):
            self._above.waits = tuple(above) or (0, 0)

    @cached_property
    def _in_turn(self) -> InTurn:
        return InTurn(self._network, BLOCK, self._dtype)

    @cached_property
    def _above(self) -> "OneByOne":
        """The same for all layers but the first."""
        architecture = self._network.architecture
        smaller = replace(architecture, sizes=architecture.sizes[1:])
        return OneByOne(Network(smaller, self._network.rule), self._dtype)

    def learn(
        self, parameters: Parameters, images: FloatArray, targets: FloatArray, rates: FloatArray
    ) -> Lessons:
        """What ``run`` does, for ``rates`` with all factors ``(n,)``."""
        z = images @ parameters.weights[0]
        alike = images @ images.T
        if parameters.biases:
            z += parameters.biases[0]
            alike += 1.0
        block = Block(images, targets, rates, z, alike)
        return (
            self.resting(parameters, block)
            or self.rounds(parameters, block)
            or self._in_turn(parameters, block)
        )

    def _with_first_layer_resting(self, parameters: Parameters, block: Block) -> Lessons | None:
        """Learn as if the first layer stood still; None if that would change any sum."""
        if len(parameters.weights) == 1:
            return None
        above = parameters.without_first_layer()
        a = self._network.activate(block.z, np.empty_like(block.z))
        lessons = self._above.learn(above, a, block.targets, block.rates)
        steps = self._network.derivative(a, np.empty_like(a))
        if steps.any():
            earlier, e = self._earlier[: len(a), : len(a)], lessons.steps[0]
            steps *= e @ above.weights[0].T + (earlier * (e @ e.T)) @ a
            if not np.array_equal(block.z + (earlier * block.alike) @ steps, block.z):
                return None
        return Lessons(lessons.outputs, (block.images, *lessons.inputs), (steps, *lessons.steps))
