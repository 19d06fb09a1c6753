"""Which pixels speak for a digit, and which against it.

The contribution of pixel i to a logit z is x_i dz/dx_i ("gradient times input"; Shrikumar,
Greenside and Kundaje 2017). A network whose hidden units are rectified is linear as long as no
unit is switched on or off: there z is exactly the sum of all contributions and of what the biases
bring along. With other activations it is the first-order approximation of the way from white paper
to this picture, and something is left over. A pixel of plain paper (x_i = 0) contributes nothing.
"""

from dataclasses import dataclass

import numpy as np

from mnistviz.data.datasets.dataset import as_input
from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Evidence:
    """What a logit, or the difference of two, is made of.

    Attributes:
        contributions: ``(inputs,)``, one for each pixel, in units of the logit; of either sign.
        logit: the weighted sum before the output function; or the difference of two such sums.
        exact: whether the network is piecewise linear, so that what is left over is the biases'
            share and nothing else.
    """

    contributions: FloatArray
    logit: float
    exact: bool

    @property
    def speaking_for(self) -> float:
        """The sum of all contributions above 0."""
        return float(self.contributions.sum(where=self.contributions > 0, dtype=np.float64))

    @property
    def speaking_against(self) -> float:
        """The sum of all contributions below 0: a negative number, or 0."""
        return float(self.contributions.sum(where=self.contributions < 0, dtype=np.float64))

    @property
    def remainder(self) -> float:
        """What the pixels leave over of the logit; the biases' share if ``exact``."""
        return self.logit - self.speaking_for - self.speaking_against

    @property
    def is_finite(self) -> bool:
        """Whether all of it are numbers; a diverging network's are not."""
        return bool(np.isfinite(self.contributions).all()) and bool(np.isfinite(self.logit))


def evidence(
    network: Network,
    parameters: Parameters,
    pixels: ByteArray,
    digit: int,
    against: int | None = None,
) -> Evidence:
    """What the pixels of one picture contribute to the logit of ``digit``.

    The gradient is the true one (the derivative of each activation), whatever the network's
    learning rule multiplies by.

    Args:
        network: its architecture and activations are what counts.
        parameters: of that architecture.
        pixels: ``(inputs,)`` bytes, ink is 255.
        digit: 0 to 9.
        against: a digit whose logit is subtracted, if any.
    """
    derivative = ACTIVATIONS[network.architecture.hidden].derivative
    direction = np.zeros((1, network.architecture.sizes[-1]), parameters.flat.dtype)
    direction[0, digit] = 1
    if against is not None:
        direction[0, against] -= 1
    images = as_input(pixels[np.newaxis], parameters.flat.dtype)
    with np.errstate(over="ignore", invalid="ignore"):  # of weights that are on their way to NaN
        inputs = (images, *network.forward(parameters, images)[:-1])
        logit = float((logits(parameters, inputs[-1]) @ direction[0])[0])
        gradient = direction
        for k in range(len(parameters.weights) - 1, -1, -1):
            gradient = gradient @ parameters.weights[k].T
            if k:
                gradient = gradient * derivative(inputs[k], np.empty_like(inputs[k]))
        contributions = (images * gradient)[0]
    return Evidence(contributions, logit, network.architecture.hidden == "relu")


def logits(parameters: Parameters, last_hidden: FloatArray) -> FloatArray:
    """The sums before the output function ``(n, classes)``, from its inputs ``(n, units)``."""
    z: FloatArray = last_hidden @ parameters.weights[-1]
    return z + parameters.biases[-1] if parameters.biases else z
