"""Whether a picture looks like a digit at all, whatever a network may answer.

A network has ten answers and none for "no digit": on a letter it can be as sure as on a digit. So
the picture is measured against the training digits instead: how far the nearest are, of all and of
every class, where it lies among them, what of it no digit has, how much ink and how many pieces and
holes. A small network, shipped ready, weighs these measures; it was taught on training digits, as
they are, bent, and drawn anew, against pictures that are no digits (see ``not_digits``).
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from mnistviz.data.datasets.dataset import WHITE
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.reference.neighbours import DIMENSIONS, NEAREST, Surroundings
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

_SURE = 0.5
"""Probability from which an answer of the network is one."""

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
        score: the natural logarithm of the odds that it does, about -28 to 28; the network's
            answer has no part in it.
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

    def judge(self, measures: FloatArray, probabilities: FloatArray | None) -> Judgement:
        """Judge one picture.

        Args:
            measures: ``(1, 58)``.
            probabilities: ``(10,)``, a network's answer, or None. If none of them is at least 0.5
                the verdict is "unsure" at best.
        """
        score = float(self.scores(measures)[0])
        verdict = self.thresholds.verdict(score)
        doubts = probabilities is not None and not float(probabilities.max()) >= _SURE
        if verdict is Verdict.YES and doubts:
            verdict = Verdict.UNSURE
        return Judgement(verdict, score)


def measured(straight: ByteArray, around: Surroundings) -> FloatArray:
    """All measures of pictures: ``(n, 58)`` float32.

    Args:
        straight: ``(n, 784)``, deskewed.
        around: what lies around them.
    """
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

    def squares(which: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> FloatArray:
        total: FloatArray = np.count_nonzero(which, axis=(1, 2)).astype(np.float64)
        return total

    return (squares(count == 1) - squares(count == 3) - 2.0 * squares(diagonal)) / 4.0
