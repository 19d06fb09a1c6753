"""What training reports: each update, with what it found on its batch before the weights moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.nn.arrays import IntArray

Series = npt.NDArray[np.float64]


class Update(NamedTuple):
    """One update.

    Attributes:
        images: how many images the batch had.
        loss: the batch's mean loss.
        correct: how many of its images were read rightly.
    """

    images: int
    loss: float
    correct: int


@dataclass(frozen=True, eq=False)
class Updates:
    """One or more updates in a row.

    Attributes:
        epochs: ``(n,)`` when each ended, in epochs with fractions.
        images: ``(n,)`` the sizes of their batches.
        losses: ``(n,)`` each batch's mean loss.
        correct: ``(n,)`` how many of its images were read rightly.
    """

    epochs: Series
    images: IntArray
    losses: Series
    correct: IntArray

    def __len__(self) -> int:
        return len(self.losses)

    @property
    def last(self) -> Update:
        """The newest of the updates."""
        return Update(int(self.images[-1]), float(self.losses[-1]), int(self.correct[-1]))

    @classmethod
    def of(cls, epochs: Sequence[float], updates: Sequence[Update]) -> "Updates":
        """The same from single ones, and when each ended."""
        images, losses, correct = zip(*updates, strict=True)
        return cls(
            np.array(epochs, np.float64),
            np.array(images, np.int64),
            np.array(losses, np.float64),
            np.array(correct, np.int64),
        )
