"""What a network is made of, before it has any numbers."""

from dataclasses import dataclass

from mnistviz.nn.activations import ACTIVATIONS
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
