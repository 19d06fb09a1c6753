"""A stroke of the pen, with what has been worked out of it: a longer one does not begin anew."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.ink.pen import Points, along, bows, boxes, on_bows, steps_in

_ERASED_STEP = 1.0
"""Units between the places where a stroke is looked at under the eraser."""

_LONGEST_CUT_GAP = 8.0
"""Units between two points of a stroke that is cut. A bow depends on the points beside its own, so
that the end of a long one would move with the cut; of short ones nothing can be seen."""


class _Settled(NamedTuple):
    """What was known of a shorter stroke: for each step, the dots of its first gaps."""

    gaps: int
    dots: dict[float, Points]


class Stroke:
    """Never changed; so whatever was asked once is kept, by whichever thread.

    Attributes:
        points: ``(n, 2)`` with n at least 1; read-only if it is to stay what it is.
    """

    def __init__(self, points: Points, settled: "_Settled | None" = None) -> None:
        self.points = points
        self._dots: dict[float, Points] = {}
        self._settled = _Settled(0, {}) if settled is None else settled

    @cached_property
    def bows(self) -> Points:
        """Of each point the bow that begins there, ``(n, 4, 2)``: see ``_bows_from``."""
        return _bows_from(self.points, np.zeros(1, np.intp))

    @cached_property
    def hulls(self) -> npt.NDArray[np.float64]:
        """Of each of these a box that it does not leave, ``(n, 4)``: left, top, right, bottom."""
        return boxes(self.bows.swapaxes(0, 1))

    @cached_property
    def box(self) -> npt.NDArray[np.float64]:
        """Around its points: left, top, right, bottom."""
        return np.concatenate([self.points.min(axis=0), self.points.max(axis=0)])

    @cached_property
    def hull(self) -> npt.NDArray[np.float64]:
        """A box that its way does not leave: left, top, right, bottom."""
        return np.concatenate([self.hulls[:, :2].min(axis=0), self.hulls[:, 2:].max(axis=0)])

    def dots(self, step: float) -> Points:
        """Dots on its way, at most about ``step`` units from each other."""
        dots = self._dots.get(step)
        if dots is None:
            known = self._settled.dots.get(step)
            gaps = 0 if known is None else self._settled.gaps
            tail = self.points[max(gaps - 1, 0) :]  # the gap before decides how the next one bends
            counts = steps_in(tail, step)
            counts[: min(gaps, 1)] = 0
            new = along(tail, bows(tail) if gaps else self.bows[:-1, 1:3], counts)
            dots = self._dots[step] = new if known is None else np.concatenate([known, new])
        return dots

    def longer(self, more: Points) -> Self:
        """It goes on through ``more`` points, ``(m, 2)``; what they cannot bend is not redone."""
        points = np.concatenate([self.points, more])
        points.flags.writeable = False
        gaps = len(self.points) - 2  # all but the last
        if gaps < 1:
            return type(self)(points)
        last = self.points[-2:]
        known = self._dots.copy().items()  # a copy: another thread may add to it meanwhile
        dots = {step: dots[: -int(steps_in(last, step)[0]) - 1] for step, dots in known}
        return type(self)(points, _Settled(gaps, dots))


def cut(
    strokes: Sequence[Stroke], start: Points, end: Points, radius: float
) -> list[tuple[Stroke, ...]]:
    """What is left of each without all that lies within ``radius`` of the line between two places.

    Itself, if nothing of it lies there. Elsewhere the way moves by less than a unit.

    Args:
        strokes: at least one; all are cut at once, as each alone would take almost as long.
        start: ``(2,)``.
        end: ``(2,)``.
        radius: in the strokes' units.
    """
    corners = np.concatenate([each.bows for each in strokes]).swapaxes(0, 1)
    lengths = np.hypot(*(corners[3] - corners[0]).T)
    hulls = np.concatenate([each.hulls for each in strokes])
    low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
    near = ((hulls[:, :2] <= high) & (hulls[:, 2:] >= low)).all(axis=1)
    counts = np.where(near, np.maximum(np.ceil(lengths / _ERASED_STEP), 1.0), 1.0).astype(np.intp)
    dots = on_bows(corners, counts)
    stroke_of = np.repeat(np.arange(len(strokes)), [len(each.points) for each in strokes])
    of = np.repeat(stroke_of, counts)
    kept = _distance(dots, start, end) > radius
    left: list[tuple[Stroke, ...]] = [(each,) for each in strokes]
    is_long = np.zeros(len(strokes), np.bool_)
    is_long[stroke_of[lengths > _LONGEST_CUT_GAP]] = True
    is_cut = np.zeros(len(strokes), np.bool_)
    is_cut[of[~kept]] = True
    for number in np.flatnonzero(is_cut).tolist():
        fine = is_long[number]
        left[number] = cut([_finer(strokes[number])], start, end, radius)[0] if fine else ()
    is_point = np.zeros(len(dots), np.bool_)
    is_point[np.cumsum(counts) - counts] = True
    for number, piece in _pieces(dots, of, kept & (is_cut & ~is_long)[of], is_point):
        left[number] += (piece,)
    return left


def _finer(stroke: Stroke) -> Stroke:
    """As it is cut, with points close to each other."""
    fine = np.maximum(steps_in(stroke.points, _LONGEST_CUT_GAP), 1)
    return Stroke(along(stroke.points, stroke.bows[:-1, 1:3], fine))


def _distance(dots: Points, start: Points, end: Points) -> npt.NDArray[np.float64]:
    """Of each dot from the line between two places."""
    way = end - start
    share = (dots - start) @ way / max(float(way @ way), 1e-12)
    nearest = start + np.clip(share, 0.0, 1.0)[:, np.newaxis] * way
    distance: npt.NDArray[np.float64] = np.hypot(*(dots - nearest).T)
    return distance


def _pieces(
    dots: Points,
    of: npt.NDArray[np.intp],
    kept: npt.NDArray[np.bool_],
    is_point: npt.NDArray[np.bool_],
) -> Iterator[tuple[int, Stroke]]:
    """The runs of dots that are kept, each with the number of the stroke that it is ``of``.

    They are made of the points among the dots, and of the two where each was cut.
    """
    if not kept.any():
        return
    goes_on = kept[1:] & kept[:-1] & (of[1:] == of[:-1])
    is_first, is_last = kept.copy(), kept.copy()
    is_first[1:] &= ~goes_on
    is_last[:-1] &= ~goes_on
    chosen = kept & (is_point | is_first | is_last)
    points, firsts = dots[chosen], np.flatnonzero(is_first[chosen])
    points.flags.writeable = False
    bent = _bows_from(points, firsts)
    hulls = boxes(bent.swapaxes(0, 1))
    around = _around(points, points, firsts), _around(hulls[:, :2], hulls[:, 2:], firsts)
    ends = [*firsts[1:].tolist(), len(points)]
    for number, (owner, first, end) in enumerate(
        zip(of[is_first].tolist(), firsts.tolist(), ends, strict=True)
    ):
        piece = Stroke(points[first:end])
        known = bent[first:end], hulls[first:end], around[0][number], around[1][number]
        piece.__dict__.update(zip(("bows", "hulls", "box", "hull"), known, strict=True))
        yield owner, piece


def _around(low: Points, high: Points, firsts: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """A box for each run: ``(n, 4)``."""
    return np.concatenate(
        [np.minimum.reduceat(low, firsts), np.maximum.reduceat(high, firsts)], axis=1
    )


def _bows_from(points: Points, firsts: npt.NDArray[np.intp]) -> Points:
    """How the points of some strokes are joined (see ``bows``): ``(n, 4, 2)``.

    Of each point itself, two handles and the next point; of a stroke's last it is itself alone.

    Args:
        points: of all strokes, one after the other.
        firsts: where each begins.
    """
    lasts = np.append(firsts[1:], len(points)) - 1
    is_end = np.zeros(len(points), np.bool_)
    is_end[firsts] = is_end[lasts] = True
    joined = np.repeat(points[:, np.newaxis], 4, axis=1)
    joined[:-1, 1:3], joined[:-1, 3] = bows(points, is_end), points[1:]
    joined[lasts] = points[lasts, np.newaxis]
    return joined
