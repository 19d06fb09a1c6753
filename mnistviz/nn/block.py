"""A block of images that are learned one by one, and what they taught."""

from dataclasses import dataclass

from mnistviz.nn.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Block:
    """Some images, each of which is to make an update of its own.

    Attributes:
        images: ``(n, inputs)``.
        targets: one-hot labels ``(n, 10)``.
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
        outputs: ``(n, 10)``, each computed before its own image's update.
        inputs: per layer what came into it ``(n, inputs)``, the images first.
        steps: per layer minus the learning rate times its error ``(n, units)``.
    """

    outputs: FloatArray
    inputs: tuple[FloatArray, ...]
    steps: tuple[FloatArray, ...]
