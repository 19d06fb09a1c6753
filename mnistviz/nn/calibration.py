"""Probabilities that mean what they say: temperature scaling, and how to see whether it worked.

A network trained to the end is too sure of itself, or, taught with augmented images, not sure
enough: of the answers that it gives 90 percent, fewer or more than nine in ten are right. Dividing
the logits by one number, the temperature T, before the softmax mends most of that, and never
changes which answer is the largest (Guo, Pleiss, Sun and Weinberger 2017, "On
Calibration of Modern Neural Networks").

Here the logits are taken back from the outputs: log(a) of a softmax (which differs from the logits
by the same number for all ten, and that cancels), log(a / (1 - a)) of a sigmoid. So ten sigmoids
become probabilities that add up to 1 as well.
"""

import math
from dataclasses import dataclass

import numpy as np

from mnistviz.nn.arrays import ByteArray, FloatArray

_SMALLEST = 1e-30
"""Outputs below are taken for this: log(0) is not a number."""

HOTTEST = 20.0
"""Temperatures lie between this and one over it. A network that knows nothing would want more."""

_NEWTON_STEPS = 12

BINS = 10
"""Of a reliability diagram, each a tenth of the probabilities wide."""


def calibrated(outputs: FloatArray, kind: str, temperature: float) -> FloatArray:
    """The probabilities softmax(logits / T): ``(n, classes)``, each row adds up to 1.

    Args:
        outputs: of a network, ``(n, classes)``, 0 to 1.
        kind: its output function, "softmax" or "sigmoid".
        temperature: above 0; with 1 a softmax network's outputs stay as they are.
    """
    return _softmax(_logits(outputs, kind) / temperature).astype(outputs.dtype)


def best_temperature(outputs: FloatArray, kind: str, labels: ByteArray) -> float:
    """The T with the least cross-entropy on labelled digits, 0.05 to 20; 1 if all T are alike.

    The cross-entropy is convex in b = 1 / T, with the derivative E[sum p z] - E[z of the label] and
    the curvature E[variance of z under p], p = softmax(b z): Newton's method needs a few steps.

    Args:
        outputs: ``(n, classes)``, n at least 1.
        kind: "softmax" or "sigmoid".
        labels: ``(n,)``.
    """
    logits = _logits(outputs, kind)
    logits -= logits.max(axis=1, keepdims=True)  # so that equal ones are all 0, whatever rounding
    of_label = float(logits[np.arange(len(labels)), labels].mean())
    inverse, low, high = 1.0, 1.0 / HOTTEST, HOTTEST
    for _ in range(_NEWTON_STEPS):
        p = _softmax(logits * inverse)
        means = np.einsum("ij,ij->i", p, logits)
        derivative = float(means.mean()) - of_label
        # The minimum lies where the derivative says: what is left is halved
        # instead of a step beyond it.
        low, high = (low, inverse) if derivative > 0.0 else (inverse, high)
        curvature = float((np.einsum("ij,ij,ij->i", p, logits, logits) - means * means).mean())
        if not curvature:  # every row is flat, and stays so at any temperature
            break
        wanted = inverse - derivative / curvature if curvature > 0.0 else high
        nearer = wanted if low < wanted < high else math.sqrt(low * high)
        if abs(nearer - inverse) < 1e-4 * inverse:
            break
        inverse = nearer
    return 1.0 / inverse


@dataclass(frozen=True, eq=False)
class Reliability:
    """How often answers are right, by how sure the network is of them.

    Bin i holds the answers whose probability is i / 10 to (i + 1) / 10.

    Attributes:
        counts: ``(BINS,)`` answers in each bin.
        confidence: ``(BINS,)`` their mean probability, 0 to 1; 0 where there are none.
        accuracy: ``(BINS,)`` the share of them that is right; 0 where there are none.
    """

    counts: FloatArray
    confidence: FloatArray
    accuracy: FloatArray

    @property
    def calibration_error(self) -> float:
        """Mean distance between confidence and accuracy, over the answers ("ECE"), 0 to 1."""
        gaps = np.abs(self.confidence - self.accuracy)
        return float(self.counts @ gaps / max(self.counts.sum(), 1.0))

    @property
    def interval(self) -> tuple[FloatArray, FloatArray]:
        """Between what the share of right answers may well lie in each bin: ``(BINS,)`` twice.

        The Wilson score interval of one standard error: like sqrt(p (1 - p) / n) to both sides
        where n is large, and without its false certainty where all of a few answers are right.
        """
        n = np.maximum(self.counts, 1.0)
        middle = (self.accuracy + 0.5 / n) / (1.0 + 1.0 / n)
        half = np.sqrt(self.accuracy * (1.0 - self.accuracy) / n + 0.25 / n**2) / (1.0 + 1.0 / n)
        return middle - half, middle + half


def reliability(probabilities: FloatArray, labels: ByteArray) -> Reliability:
    """Count the answers: ``probabilities`` ``(n, classes)``, ``labels`` ``(n,)``."""
    answers = probabilities.argmax(axis=1)
    sure = probabilities[np.arange(len(answers)), answers].astype(np.float64)
    bins = np.clip((sure * BINS).astype(np.intp), 0, BINS - 1)
    counts = np.bincount(bins, minlength=BINS).astype(np.float64)
    some = np.maximum(counts, 1.0)
    return Reliability(
        counts,
        np.bincount(bins, sure, BINS) / some,
        np.bincount(bins, answers == labels, BINS) / some,
    )


def _logits(outputs: FloatArray, kind: str) -> FloatArray:
    a = np.clip(outputs, _SMALLEST, 1.0)
    logits: FloatArray = np.log(a)
    if kind == "sigmoid":
        # Where a float cannot tell a sigmoid from 1, it is taken to be half a step below.
        logits -= np.log(np.maximum(1.0 - a, np.finfo(a.dtype).epsneg / 2.0))
    return logits


def _softmax(z: FloatArray) -> FloatArray:
    # In place and over columns: along rows of ten numbers NumPy's maxima are slow.
    columns = np.ascontiguousarray(z.T)
    columns -= columns.max(axis=0)
    np.exp(columns, out=columns)
    columns /= columns.sum(axis=0)
    return np.ascontiguousarray(columns.T)
