"""All weights and biases of a network as one vector, with a view for each."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from mnistviz.nn.architecture import Architecture
from mnistviz.nn.arrays import FloatArray


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
    def zeros(cls, architecture: Architecture, dtype: npt.DTypeLike) -> "Parameters":
        """All zero, of the given floating type."""
        return cls(architecture, np.zeros(architecture.parameter_count, dtype))

    def without_first_layer(self) -> "Parameters":
        """Views of all layers but the first, as the parameters of a smaller network."""
        architecture = replace(self.architecture, sizes=self.architecture.sizes[1:])
        return Parameters(architecture, self.flat[-architecture.parameter_count :])

    def frozen_copy(self) -> "Parameters":
        """An independent copy that cannot be written to, safe to hand to another thread."""
        flat = self.flat.copy()
        flat.flags.writeable = False
        return Parameters(self.architecture, flat)

    def is_finite(self) -> bool:
        """Whether no parameter is NaN or infinite."""
        return bool(np.isfinite(self.flat).all())
