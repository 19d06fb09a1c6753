"""What a network is made of: its architecture, its weights and biases, and their initial values.

All weights and biases are one vector, with a view for each. Initial values are drawn in float64 and
then rounded to the parameters' type, so that a seed means the same network in either precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from mnistviz.nn.activations import ACTIVATIONS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.outputs import OUTPUTS


@dataclass(frozen=True)
class Architecture:
    """A fully connected network.

    Attributes:
        sizes: units per layer from the input to the output, for example ``(784, 64, 10)``.
        hidden: name of the hidden layers' activation, a key of ``ACTIVATIONS``.
        output: name of the output function, a key of ``OUTPUTS``.
        biases: whether every layer adds a bias.

    Raises:
        ValueError: fewer than two layers, an empty layer, or a name that is in no table.
    """

    sizes: tuple[int, ...]
    hidden: str
    output: str
    biases: bool

    def __post_init__(self) -> None:
        if len(self.sizes) < 2 or min(self.sizes) < 1:
            raise ValueError(f"layer sizes must be two or more positive numbers, not {self.sizes}")
        if self.hidden not in ACTIVATIONS:
            raise ValueError(f"unknown activation {self.hidden!r}")
        if self.output not in OUTPUTS:
            raise ValueError(f"unknown output function {self.output!r}")

    @property
    def layers(self) -> tuple[tuple[int, int], ...]:
        """The shape of each layer's weights, (inputs, outputs)."""
        return tuple(zip(self.sizes[:-1], self.sizes[1:], strict=True))

    @property
    def parameter_count(self) -> int:
        """How many numbers there are to learn."""
        return sum((rows + self.biases) * columns for rows, columns in self.layers)

    def __str__(self) -> str:
        return "-".join(str(size) for size in self.sizes)


@dataclass(frozen=True, eq=False)
class Parameters:
    """One flat vector and, for each layer, views of it.

    A gradient has the same form, so an update of the whole network is one line of arithmetic on
    two vectors, and a copy of the network is one copy of a vector.

    Attributes:
        architecture: says where each layer begins.
        flat: ``(parameter_count,)``, float32 or float64; per layer the weights, then the biases.
        weights: per layer a view ``(inputs, outputs)``.
        biases: per layer a view ``(outputs,)``; empty for a network without biases.

    Raises:
        ValueError: ``flat`` has another length than the architecture needs.
    """

    architecture: Architecture
    flat: FloatArray
    weights: tuple[FloatArray, ...] = field(init=False, repr=False)
    biases: tuple[FloatArray, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.flat.shape != (self.architecture.parameter_count,):
            raise ValueError(
                f"{self.architecture} needs {self.architecture.parameter_count} parameters, "
                f"not {self.flat.shape}"
            )
        weights, biases, start = [], [], 0
        for rows, columns in self.architecture.layers:
            weights.append(self.flat[start : start + rows * columns].reshape(rows, columns))
            start += rows * columns
            if self.architecture.biases:
                biases.append(self.flat[start : start + columns])
                start += columns
        object.__setattr__(self, "weights", tuple(weights))
        object.__setattr__(self, "biases", tuple(biases))

    @classmethod
    def zeros(cls, architecture: Architecture, dtype: npt.DTypeLike) -> Parameters:
        """All zero, of the given floating type."""
        return cls(architecture, np.zeros(architecture.parameter_count, dtype))

    def without_first_layer(self) -> Parameters:
        """Views of all layers but the first, as the parameters of a smaller network."""
        architecture = replace(self.architecture, sizes=self.architecture.sizes[1:])
        return Parameters(architecture, self.flat[-architecture.parameter_count :])

    def frozen_copy(self) -> Parameters:
        """An independent copy that cannot be written to, safe to hand to another thread."""
        flat = self.flat.copy()
        flat.flags.writeable = False
        return Parameters(self.architecture, flat)

    def is_finite(self) -> bool:
        """Whether no parameter is NaN or infinite."""
        return bool(np.isfinite(self.flat).all())


Initializer = Callable[[Parameters, "np.random.Generator"], None]


def he_normal(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights normal with variance 2 / inputs, biases 0 (He et al. 2015, for ReLU)."""
    for weights in parameters.weights:
        weights[...] = rng.standard_normal(weights.shape) * np.sqrt(2.0 / weights.shape[0])
    for biases in parameters.biases:
        biases[...] = 0.0


def glorot_uniform(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights uniform within sqrt(6 / (inputs + outputs)), biases 0 (Glorot and Bengio 2010)."""
    for weights in parameters.weights:
        limit = np.sqrt(6.0 / sum(weights.shape))
        weights[...] = rng.uniform(-limit, limit, weights.shape)
    for biases in parameters.biases:
        biases[...] = 0.0


def uniform_zero_to_one(parameters: Parameters, rng: np.random.Generator) -> None:
    """Everything uniform in [0, 1): all weights first, then all biases, as the ReLU notebook draws.

    With MNIST's 784 inputs, none of which is negative, the hidden values start near 54.
    """
    for values in (*parameters.weights, *parameters.biases):
        values[...] = rng.random(values.shape)


def normal_by_outputs(parameters: Parameters, rng: np.random.Generator) -> None:
    """Weights normal with variance 1 / outputs, as the sigmoid notebook draws; biases 0.

    The usual rule divides by the number of inputs. The notebook keeps each layer's weights as
    (outputs, inputs), so they are drawn in that order and transposed.
    """
    for weights in parameters.weights:
        inputs, outputs = weights.shape
        weights[...] = (rng.standard_normal((outputs, inputs)) * np.sqrt(1.0 / outputs)).T
    for biases in parameters.biases:
        biases[...] = 0.0


INITIALIZERS: dict[str, Initializer] = {
    "He normal": he_normal,
    "Glorot uniform": glorot_uniform,
    "uniform in [0, 1)": uniform_zero_to_one,
    "normal, variance 1 / outputs": normal_by_outputs,
}
