"""Changed pictures, given to a network: are they read as the digit that is wanted?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mnistviz.analysis.evidence import logits
from mnistviz.data.digits import as_input
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

CHUNK = 250
"""Pictures at a time: more do not fit the processor's cache, which training wants as well."""


@dataclass(frozen=True, eq=False)
class Tried:
    """What came of some pictures.

    Attributes:
        margins: ``(n,)``, the wanted digit's logit minus the largest of the others.
        turned: ``(n,)`` booleans, whether the network's answer is the wanted digit.
        ink: ``(n,)``, ink added and taken away together, in pixels full of ink.
    """

    margins: FloatArray
    turned: npt.NDArray[np.bool_]
    ink: FloatArray

    def smallest(self, most: int = 1) -> list[int]:
        """Which of those that turned the answer have changed the least ink, the least first."""
        order = np.where(self.turned, self.ink, np.inf).argsort(kind="stable")[:most]
        return [int(number) for number in order if self.turned[number]]


class Trial:
    """One picture, one network, and the digit that its answer is to become.

    Attributes:
        before: the picture, ``(784,)`` bytes.
        target: 0 to 9.
    """

    def __init__(
        self, network: Network, parameters: Parameters, before: ByteArray, target: int
    ) -> None:
        self.before, self.target = before, target
        self._network, self._parameters = network, parameters
        self._start = as_input(before, parameters.flat.dtype)

    def outputs(self, picture: ByteArray) -> FloatArray:
        """The network's own outputs for one picture: ``(10,)``."""
        images = as_input(picture[np.newaxis], self._start.dtype)
        result: FloatArray = self._network.predict(self._parameters, images)[0]
        return result

    def of(self, pictures: ByteArray) -> Tried:
        """Read changed pictures ``(n, 784)``; n is at least 1, and at most some hundreds."""
        images = as_input(pictures, self._start.dtype)
        with np.errstate(over="ignore", invalid="ignore"):  # of weights on their way to NaN
            activations = (images, *self._network.forward(self._parameters, images))
            # In float64: the difference of two large float32 numbers may be none.
            z = logits(self._parameters, activations[-2]).astype(np.float64)
            wanted = z[:, self.target].copy()
            z[:, self.target] = -np.inf
            margins: FloatArray = wanted - z.max(axis=1)
        # Not the margin's sign: sigmoids that are all 1 in floating point have equal outputs.
        turned = (activations[-1].argmax(axis=1) == self.target) & np.isfinite(margins)
        images -= self._start
        np.abs(images, out=images)
        return Tried(margins, turned, images @ np.ones(images.shape[1], images.dtype))


def joined(parts: list[Tried]) -> Tried:
    """The results of several lots of pictures, in their order."""
    return Tried(
        np.concatenate([part.margins for part in parts]),
        np.concatenate([part.turned for part in parts]),
        np.concatenate([part.ink for part in parts]),
    )
