"""The smallest stroke-like change of a picture that turns a network's answer into another digit.

A search: thousands of straight strokes, of the pen and of the eraser, are tried one by one. Of
those that turn the answer, the ones with the least ink are made smaller still. If none does, the
most telling one is kept and another is looked for, up to four. It is a search, not a proof: there
may be a smaller change that it does not find.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.analysis.stroke_candidates import Stroke, add, drawn_on, erase, ink_changed, library
from mnistviz.analysis.stroke_trial import (
    CHUNK,
    PICTURES,
    Strokes,
    Trial,
    Tried,
    refined,
    without_needless,
)
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters

MOST_STROKES = 4

_LEAST_INK = 0.3
"""Pixels of ink; a stroke that changes less is hardly to be seen."""

_SEEDS = 3
"""So many of the strokes that turn the answer are made smaller; the smallest is taken."""

_FEW_PICTURES = 60
"""To try in making a change smaller, if there is no time for more."""

_SHORTLIST = 750
"""After the first stroke, only those that were most telling as the first one are tried again."""

_INK_ASIDE = 3.0
"""Pixels of ink. Of strokes that do not turn the answer yet, the one with the most gain per ink
would be a dot that does next to nothing; with this added to each one's ink, it is a stroke."""


@dataclass(frozen=True, eq=False)
class Change:
    """A change that turns the answer; it was tried with the network itself.

    Attributes:
        before: the picture, ``(784,)`` bytes.
        after: the changed one, ``(784,)`` bytes.
        strokes: in the order in which they are made; none if the answer is the target already.
        target: what ``after`` is read as.
        outputs: of the network for ``after``, ``(classes,)``.
    """

    before: ByteArray
    after: ByteArray
    strokes: Strokes
    target: int
    outputs: FloatArray

    @property
    def added(self) -> float:
        """Ink that came, in pixels full of ink."""
        return float(ink_changed(self.before, np.maximum(self.before, self.after)))

    @property
    def removed(self) -> float:
        """Ink that went, in pixels full of ink."""
        return float(ink_changed(self.before, np.minimum(self.before, self.after)))


class _Candidates(NamedTuple):
    """Strokes of the library, ``(n,)`` each: their numbers, and whether they erase."""

    numbers: npt.NDArray[np.intp]
    erases: npt.NDArray[np.bool_]

    def stroke(self, which: int) -> Stroke:
        return library().stroke(int(self.numbers[which]), erases=bool(self.erases[which]))

    def only(self, which: npt.NDArray[np.intp]) -> "_Candidates":
        return _Candidates(self.numbers[which], self.erases[which])


def smallest_change(
    network: Network,
    parameters: Parameters,
    pixels: ByteArray,
    target: int,
    *,
    thorough: bool = True,
) -> Change | None:
    """The change with the least ink that was found; None if four strokes do not turn the answer.

    It takes some 50 to 100 milliseconds, most of them outside the interpreter's lock.

    Args:
        network: whose answer is to be turned.
        parameters: of its architecture; nothing may change them meanwhile.
        pixels: the picture that it is given, ``(784,)`` bytes.
        target: what the answer is to become, 0 to 9.
        thorough: whether to take the time to make it as small as may be; that part is done in
            small steps, which hold up other threads of the interpreter.
    """
    trial = Trial(network, parameters, pixels, target)
    if trial.of(pixels[np.newaxis]).turned[0]:
        return _verified(trial, ())
    seeds, pictures = (_SEEDS, PICTURES) if thorough else (1, _FEW_PICTURES)
    turning = _turning(trial, seeds)
    # What was moved may do the work of another stroke as well.
    found = [
        without_needless(trial, refined(trial, strokes, pictures // len(turning)))
        for strokes in turning
    ]
    changes = [change for strokes in found if (change := _verified(trial, strokes)) is not None]
    return min(changes, key=lambda change: change.added + change.removed, default=None)


def _verified(trial: Trial, strokes: Strokes) -> Change | None:
    """The change, if the network itself answers the target to its very bytes."""
    after = drawn_on(trial.before, strokes)
    outputs = trial.outputs(after)
    if int(outputs.argmax()) != trial.target or not np.isfinite(outputs).all():
        return None
    return Change(trial.before, after, strokes, trial.target, outputs)


def _turning(trial: Trial, seeds: int) -> list[Strokes]:
    """Changes that turn the answer: up to ``seeds`` of one stroke, or one of several, or none."""
    strokes: Strokes = ()
    picture, candidates = trial.before, _near(trial.before)
    margin = float(trial.of(picture[np.newaxis]).margins[0])
    while len(strokes) < MOST_STROKES:
        tried = _tried(trial, picture, candidates)
        if tried.turned.any():
            # Of several strokes, one after the other, the last is but one of many things to mend.
            best = tried.smallest(1 if strokes else seeds)
            return [without_needless(trial, (*strokes, candidates.stroke(n))) for n in best]
        before = float(ink_changed(trial.before, picture))
        own = np.abs(tried.ink - before)
        with np.errstate(invalid="ignore"):  # of weights on their way to NaN
            gains = (tried.margins - margin) / (own + _INK_ASIDE)
        worth = np.where((own < _LEAST_INK) | ~np.isfinite(gains), -np.inf, gains)
        order = np.argsort(-worth, kind="stable")
        chosen = int(order[0])
        if not worth[chosen] > 0.0:
            break
        strokes = (*strokes, candidates.stroke(chosen))
        picture, margin = drawn_on(trial.before, strokes), float(tried.margins[chosen])
        candidates = candidates.only(order[:_SHORTLIST])
    return []


def _near(pixels: ByteArray) -> _Candidates:
    """All strokes of the pen near the digit, and those of the eraser that meet its ink."""
    strokes, near = library(), library().near(pixels)
    meet = near[(strokes.pens[near] & pixels).any(axis=1)]
    erases = np.repeat((False, True), (len(near), len(meet)))
    return _Candidates(np.concatenate([near, meet]), erases)


def _tried(trial: Trial, picture: ByteArray, candidates: _Candidates) -> Tried:
    """Every candidate, drawn on ``picture``, a chunk at a time."""
    pens, parts = library().pens, []
    for start in range(0, len(candidates.numbers), CHUNK):
        some = slice(start, start + CHUNK)
        drawn, erases = pens[candidates.numbers[some]], candidates.erases[some]
        if erases.all():
            drawn = erase(picture, drawn)
        elif not erases.any():
            drawn = add(picture, drawn)
        else:
            drawn = np.where(erases[:, np.newaxis], erase(picture, drawn), add(picture, drawn))
        parts.append(trial.of(drawn))
    return Tried(*map(np.concatenate, zip(*parts, strict=True)))
