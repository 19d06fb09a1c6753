"""Where a picture lies among the digits: which are nearest, and whether it looks like one.

All that was worked out beforehand is in resources/neighbours.npz;
``mnistviz.data.reference.space_fitting`` makes it anew from MNIST alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.reference.likeness import (
    ARCHITECTURE,
    Judgement,
    Likeness,
    Thresholds,
    Verdict,
    measured,
)
from mnistviz.data.reference.neighbours import NEAREST, Axes, Neighbour, Neighbours
from mnistviz.errors import FileError, FileFault
from mnistviz.files import open_regular, replacing, resource
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.parameters import Parameters

FILE = "neighbours.npz"
_MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, eq=False)
class Examination:
    """What can be said of a picture without a network.

    Attributes:
        neighbours: the training digits nearest to it, the nearest first.
        judgement: whether it looks like a digit.
    """

    neighbours: tuple[Neighbour, ...]
    judgement: Judgement


@dataclass(frozen=True, eq=False)
class DigitSpace:
    """All training digits, ready to be compared with; any thread may ask, it never changes.

    Attributes:
        neighbours: finds those that are near.
        likeness: judges by them.
    """

    neighbours: Neighbours
    likeness: Likeness

    @classmethod
    def load(cls, digits: LabelledImages, path: Path | None = None) -> Self:
        """Read what was worked out beforehand.

        Args:
            digits: MNIST's 60,000 training digits in stored order; they are kept, not copied.
            path: the file; the one in resources/ if omitted.

        Raises:
            FileError: the file is missing, damaged, or not of these digits.
        """
        path = path or resource(FILE)
        try:
            with open_regular(path, _MAX_BYTES) as raw, np.load(raw, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            return cls(*_parts(arrays, digits))
        except FileError:
            raise
        except Exception as error:  # on damaged bytes zipfile and NumPy raise just about anything
            raise FileError(path.name, FileFault.SHIPPED_UNUSABLE, error) from error

    def nearest(self, pixels: ByteArray, count: int = NEAREST) -> tuple[Neighbour, ...]:
        """The nearest training digits, the nearest first.

        Args:
            pixels: ``(784,)``, a picture as a network is given it, deskewed or not.
            count: 1 to 24.
        """
        return self.neighbours.nearest(pixels, count)

    def judge(self, pixels: ByteArray, probabilities: FloatArray | None = None) -> Judgement:
        """Whether a picture looks like a digit.

        Args:
            pixels: the same; one without ink looks like none.
            probabilities: ``(10,)``, a network's answer; one that is not sure of it makes the
                verdict "unsure" at best. Without it the verdict is the picture's alone.
        """
        straight = deskewed(pixels[np.newaxis])
        measures = measured(straight, self.neighbours.around(straight))
        return self.likeness.judge(measures, probabilities)

    def examine(self, pixels: ByteArray, probabilities: FloatArray | None = None) -> Examination:
        """Both at once, for little more than the cost of one; the arguments are those above."""
        straight = deskewed(pixels[np.newaxis])
        coordinates, residual = self.neighbours.axes.coordinates(straight)
        squares = self.neighbours.squares(coordinates)
        around = self.neighbours.surroundings(coordinates, residual, squares)
        return Examination(
            self.neighbours.compared(straight[0], squares[0], NEAREST),
            self.likeness.judge(measured(straight, around), probabilities),
        )

    def scores(self, images: ByteArray) -> FloatArray:
        """The scores ``(n,)`` of many pictures ``(n, 784)``, as ``judge`` gives them one by one."""
        straight = deskewed(images)
        return self.likeness.scores(measured(straight, self.neighbours.around(straight)))

    def verdicts(self, images: ByteArray) -> list[Verdict]:
        """Whether each of many pictures ``(n, 784)`` looks like a digit."""
        thresholds = self.likeness.thresholds
        return [thresholds.verdict(float(score)) for score in self.scores(images)]


def save(path: Path, axes: Axes, codes: npt.NDArray[np.int8], likeness: Likeness) -> None:
    """Write what ``DigitSpace.load`` reads; the same numbers always give the same bytes.

    Raises:
        FileError: the file cannot be written; an older one is left as it was.
    """
    thresholds = likeness.thresholds
    with replacing(path) as file:
        np.savez(
            file,
            allow_pickle=False,
            mean=axes.mean,
            components=axes.components,
            step=np.array(axes.step),
            codes=codes,
            centre=likeness.centre,
            spread=likeness.spread,
            parameters=likeness.parameters.flat,
            thresholds=np.array([thresholds.refused, thresholds.doubted]),
        )


def _parts(arrays: dict[str, Any], digits: LabelledImages) -> tuple[Neighbours, Likeness]:
    axes = Axes(arrays["mean"], arrays["components"], float(arrays["step"]))
    refused, doubted = map(float, arrays["thresholds"])
    likeness = Likeness(
        arrays["centre"],
        arrays["spread"],
        Parameters(ARCHITECTURE, arrays["parameters"]),
        Thresholds(refused, doubted),
    )
    return Neighbours(axes, arrays["codes"], digits), likeness
