"""Makes a change that turns the answer smaller, as long as it still does.

Changed pictures, given to a network: are they read as the digit that is wanted?
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.analysis.evidence import logits
from mnistviz.analysis.stroke_candidates import Stroke, drawn_on
from mnistviz.data.datasets.dataset import as_input
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

CHUNK = 250
"""Pictures at a time: more do not fit the processor's cache, which training wants as well."""


class Tried(NamedTuple):
    """What came of some pictures.

    Attributes:
        margins: ``(n,)``, the wanted digit's logit minus the largest of the others.
        turned: ``(n,)`` booleans, whether the network's answer is the wanted digit.
        ink: ``(n,)``, ink added and taken away together, in pixels full of ink.
    """

    margins: FloatArray
    turned: npt.NDArray[np.bool_]
    ink: FloatArray

    def smallest(self, most: int = 1) -> list[int]:
        """Which of those that turned the answer have changed the least ink, the least first."""
        order = np.where(self.turned, self.ink, np.inf).argsort(kind="stable")[:most]
        return [int(number) for number in order if self.turned[number]]


class Trial:
    """One picture, one network, and the digit that its answer is to become.

    Attributes:
        before: the picture, ``(784,)`` bytes.
        target: 0 to 9.
    """

    def __init__(
        self, network: Network, parameters: Parameters, before: ByteArray, target: int
    ) -> None:
        self.before, self.target = before, target
        self._network, self._parameters = network, parameters
        self._start = as_input(before, parameters.flat.dtype)

    def outputs(self, picture: ByteArray) -> FloatArray:
        """The network's own outputs for one picture: ``(classes,)``."""
        images = as_input(picture[np.newaxis], self._start.dtype)
        result: FloatArray = self._network.predict(self._parameters, images)[0]
        return result

    def of(self, pictures: ByteArray) -> Tried:
        """Read changed pictures ``(n, inputs)``; n is at least 1, and at most some hundreds."""
        images = as_input(pictures, self._start.dtype)
        with np.errstate(over="ignore", invalid="ignore"):  # of weights on their way to NaN
            activations = (images, *self._network.forward(self._parameters, images))
            # In float64: the difference of two large float32 numbers may be none.
            z = logits(self._parameters, activations[-2]).astype(np.float64)
            wanted = z[:, self.target].copy()
            z[:, self.target] = -np.inf
            margins: FloatArray = wanted - z.max(axis=1)
        # Not the margin's sign: sigmoids that are all 1 in floating point have equal outputs.
        turned = (activations[-1].argmax(axis=1) == self.target) & np.isfinite(margins)
        images -= self._start
        np.abs(images, out=images)
        return Tried(margins, turned, images @ np.ones(images.shape[1], images.dtype))


Strokes = tuple[Stroke, ...]

_STEPS = (1.5, 0.75, 0.4)
"""Pixels that an end moves, first boldly and then with care."""

PICTURES = 400
"""To try for all changes together: each round tries all small variations of one of them, 14 for
each stroke at most."""

_LEAST_GAIN = 1e-3
"""Pixels of ink; a smaller gain is rounding."""


def without_needless(trial: Trial, strokes: Strokes) -> Strokes:
    """Without those strokes that the answer does not need, the last ones kept first."""
    for stroke in strokes:
        fewer = tuple(other for other in strokes if other is not stroke)
        if fewer and trial.of(drawn_on(trial.before, fewer)[np.newaxis]).turned[0]:
            strokes = fewer
    return strokes


def refined(trial: Trial, strokes: Strokes, pictures: int = PICTURES) -> Strokes:
    """The same change with less ink: strokes shortened and moved while the answer stays.

    After so many ``pictures`` the search for something smaller ends.
    """
    least = float(trial.of(drawn_on(trial.before, strokes)[np.newaxis]).ink[0])
    steps = list(_STEPS)
    while pictures > 0:
        others = _variations(strokes, steps[0])
        pictures -= len(others)
        tried = trial.of(np.stack([drawn_on(trial.before, other) for other in others]))
        best = tried.smallest()
        if best and tried.ink[best[0]] < least - _LEAST_GAIN:
            strokes, least = others[best[0]], float(tried.ink[best[0]])
        elif len(steps) > 1:
            steps.pop(0)
        else:
            break
    return strokes


def _variations(strokes: Strokes, step: float) -> list[Strokes]:
    """Each with one of the strokes a little otherwise."""
    return [
        (*strokes[:number], other, *strokes[number + 1 :])
        for number, stroke in enumerate(strokes)
        for other in _around(stroke, step)
    ]


def _around(stroke: Stroke, step: float) -> list[Stroke]:
    """Shorter ones, those with another end, and the whole of it moved by ``step`` pixels."""
    result = [] if not stroke.length else _shorter(stroke, step)
    for across, down in ((step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)):
        start, end = (stroke.x0 + across, stroke.y0 + down), (stroke.x1 + across, stroke.y1 + down)
        result.append(Stroke(*start, *end, stroke.erases))
        if stroke.length:
            result.append(replace(stroke, x0=start[0], y0=start[1]))
            result.append(replace(stroke, x1=end[0], y1=end[1]))
    return result


def _shorter(stroke: Stroke, step: float) -> list[Stroke]:
    share = min(step / stroke.length, 1.0)
    across, down = (stroke.x1 - stroke.x0) * share, (stroke.y1 - stroke.y0) * share
    return [
        replace(stroke, x0=stroke.x0 + across, y0=stroke.y0 + down),
        replace(stroke, x1=stroke.x1 - across, y1=stroke.y1 - down),
    ]
