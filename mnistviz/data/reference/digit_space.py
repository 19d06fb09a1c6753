"""Where a picture lies among the digits: which are nearest, and whether it looks like one.

All that was worked out beforehand is in resources/neighbours.npz;
``mnistviz.data.reference.space_fitting`` makes it anew from MNIST alone.

A network has ten answers and none for "no digit": on a letter it can be as sure as on a digit. So
the picture is measured against the training digits instead: how far the nearest are, of all and of
every class, where it lies among them, what of it no digit has, how much ink and how many pieces and
holes. A small network, shipped ready, weighs these measures; it was taught on training digits, as
they are, augmented, and drawn anew, against pictures that are no digits (see ``not_digits``).
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.dataset import WHITE, LabelledImages
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.reference.neighbours import (
    DIMENSIONS,
    NEAREST,
    Axes,
    Neighbour,
    Neighbours,
    Surroundings,
)
from mnistviz.errors import FileError, FileFault
from mnistviz.files import open_regular, replacing, resource
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture, Parameters

MEASURES = DIMENSIONS + len(MNIST.classes) + NEAREST + 3
"""Of a picture; the last three are its distance from the space, its ink, and its pieces less holes.
"""

_INK = MEASURES - 2

REFUSED = 0.02
"""Share of MNIST's test digits that may be called none."""

DOUBTED = 0.10
"""Share of them that may be called none or be doubted."""

ARCHITECTURE = Architecture((MEASURES, 64, 2), "relu", "softmax", biases=True)
RULE = LearningRule("cross-entropy")

_SIDE = MNIST.height
_INKED = 100
"""A pixel is taken as inked from here on when pieces and holes are counted."""

_LEAST = 1e-12


class Verdict(Enum):
    """Whether a picture looks like a digit."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True)
class Judgement:
    """What is thought of a picture.

    Attributes:
        verdict: whether it looks like a digit.
        score: the natural logarithm of the odds that it does, about -28 to 28.
    """

    verdict: Verdict
    score: float


@dataclass(frozen=True)
class Thresholds:
    """Scores below which a picture is called no digit, or is doubted.

    Raises:
        ValueError: what is refused would not be doubted, or they are not numbers.
    """

    refused: float
    doubted: float

    def __post_init__(self) -> None:
        if not -np.inf < self.refused <= self.doubted < np.inf:
            raise ValueError(f"no thresholds: {self}")

    def verdict(self, score: float) -> Verdict:
        """Of a score alone. What is not a number is no digit."""
        if score >= self.doubted:
            return Verdict.YES
        return Verdict.UNSURE if score >= self.refused else Verdict.NO


@dataclass(frozen=True, eq=False)
class Likeness:
    """Measures in, verdicts out.

    Attributes:
        centre: ``(58,)`` float32, of each measure.
        spread: ``(58,)`` float32, above 0; the small network is given (measure - centre) / spread.
        parameters: its, of ``ARCHITECTURE``.
        thresholds: of its score.
    """

    centre: FloatArray
    spread: FloatArray
    parameters: Parameters
    thresholds: Thresholds

    def scores(self, measures: FloatArray) -> FloatArray:
        """The logarithms of the odds ``(n,)`` for measures ``(n, 58)``; the least without ink."""
        inputs = (measures - self.centre) / self.spread
        shares = Network(ARCHITECTURE, RULE).predict(self.parameters, inputs)
        scores: FloatArray = np.diff(np.log(np.maximum(shares, _LEAST)), axis=1)[:, 0]
        # Nothing at all is not so far from a 1, in which most pixels are empty too.
        scores[measures[:, _INK] == 0.0] = np.log(_LEAST)
        return scores

    def judge(self, measures: FloatArray) -> Judgement:
        """Judge one picture by its measures ``(1, 58)``."""
        score = float(self.scores(measures)[0])
        return Judgement(self.thresholds.verdict(score), score)


def measured(straight: ByteArray, around: Surroundings) -> FloatArray:
    """All measures of deskewed pictures ``(n, 784)``: ``(n, 58)`` float32."""
    ink = straight.mean(axis=1, dtype=np.float32) / np.float32(WHITE)
    pieces = np.clip(euler_numbers(straight), -3, 4).astype(np.float32)
    rest = np.stack([around.residual, ink, pieces], axis=1)
    return np.concatenate([around.coordinates, around.to_classes, around.to_nearest, rest], axis=1)


def euler_numbers(images: ByteArray) -> FloatArray:
    """Pieces less holes of each image ``(n, 784)``: ``(n,)``; 1 for a 2, 0 for a 0, -1 for an 8.

    Counted from squares of 2x2 pixels (Gray 1971; pixels that touch at a corner hang together):
    (squares with one inked pixel - with three - 2 * with two across the diagonal) / 4.
    """
    inked = (images >= _INKED).reshape(-1, _SIDE, _SIDE)
    framed = np.pad(inked, ((0, 0), (1, 1), (1, 1))).view(np.int8)
    first, right = framed[:, :-1, :-1], framed[:, :-1, 1:]
    below, last = framed[:, 1:, :-1], framed[:, 1:, 1:]
    count = first + right + below + last
    diagonal = (count == 2) & (first == last)

    sums = [np.count_nonzero(which, axis=(1, 2)) for which in (count == 1, count == 3, diagonal)]
    result: FloatArray = (sums[0] - sums[1] - 2.0 * sums[2]) / 4.0
    return result


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

    def examine(self, pixels: ByteArray) -> Examination:
        """What can be said of a picture ``(784,)`` as a network is given it, deskewed or not.

        One without ink looks like no digit.
        """
        straight = deskewed(pixels[np.newaxis])
        coordinates, residual = self.neighbours.axes.coordinates(straight)
        squares = self.neighbours.squares(coordinates)
        around = self.neighbours.surroundings(coordinates, residual, squares)
        return Examination(
            self.neighbours.compared(straight[0], squares[0]),
            self.likeness.judge(measured(straight, around)),
        )

    def scores(self, images: ByteArray) -> FloatArray:
        """The scores ``(n,)`` of many pictures ``(n, 784)``, as one by one."""
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
