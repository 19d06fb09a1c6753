"""A stroke of the pen, with what has been worked out of it: a longer one does not begin anew."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from mnistviz.data.pen import Points, along, bows, steps_in

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
    def handles(self) -> Points:
        """How its points are joined (see ``bows``)."""
        return bows(self.points)

    @cached_property
    def box(self) -> npt.NDArray[np.float64]:
        """Around its points: left, top, right, bottom."""
        return np.concatenate([self.points.min(axis=0), self.points.max(axis=0)])

    @cached_property
    def hull(self) -> npt.NDArray[np.float64]:
        """A box that its way does not leave: left, top, right, bottom."""
        if not len(self._hulls):
            return self.box
        return np.concatenate([self._hulls[:, :2].min(axis=0), self._hulls[:, 2:].max(axis=0)])

    def dots(self, step: float) -> Points:
        """Dots on its way, at most about ``step`` units from each other."""
        dots = self._dots.get(step)
        if dots is None:
            known = self._settled.dots.get(step)
            gaps = 0 if known is None else self._settled.gaps
            tail = self.points[max(gaps - 1, 0) :]  # the gap before decides how the next one bends
            counts = steps_in(tail, step)
            counts[: min(gaps, 1)] = 0
            new = along(tail, bows(tail) if gaps else self.handles, counts)
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
        dots = {  # of a copy: another thread may add to it meanwhile
            step: dots[: -int(steps_in(last, step)[0]) - 1]
            for step, dots in self._dots.copy().items()
        }
        return type(self)(points, _Settled(gaps, dots))

    def without(self, start: Points, end: Points, radius: float) -> tuple[Self, ...]:
        """What is left without all that lies within ``radius`` of the line between two places.

        Itself, if nothing lies there. Elsewhere the way moves by less than a unit.
        """
        low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
        hulls = self._hulls
        near = np.all((hulls[:, :2] <= high) & (hulls[:, 2:] >= low), axis=1)
        if len(near) and not near.any():
            return (self,)
        counts = np.where(near, np.maximum(steps_in(self.points, _ERASED_STEP), 1), 1)
        dots = along(self.points, self.handles, counts)
        kept = _distance(dots, start, end) > radius
        if kept.all():
            return (self,)
        fine = np.maximum(steps_in(self.points, _LONGEST_CUT_GAP), 1)
        if fine.max(initial=1) > 1:
            return type(self)(along(self.points, self.handles, fine)).without(start, end, radius)
        is_point = np.zeros(len(dots), np.bool_)
        is_point[np.cumsum(counts) - counts] = is_point[-1] = True
        return tuple(type(self)(piece) for piece in _pieces(dots, kept, is_point))

    @cached_property
    def _hulls(self) -> npt.NDArray[np.float64]:
        """Of each gap, a box that its bow does not leave: left, top, right, bottom."""
        four = np.stack([self.points[:-1], self.points[1:], *self.handles.swapaxes(0, 1)])
        return np.concatenate([four.min(axis=0), four.max(axis=0)], axis=1)


def _distance(dots: Points, start: Points, end: Points) -> npt.NDArray[np.float64]:
    """Of each dot from the line between two places."""
    way = end - start
    share = (dots - start) @ way / max(float(way @ way), 1e-12)
    nearest = start + np.clip(share, 0.0, 1.0)[:, np.newaxis] * way
    distance: npt.NDArray[np.float64] = np.hypot(*(dots - nearest).T)
    return distance


def _pieces(
    dots: Points, kept: npt.NDArray[np.bool_], is_point: npt.NDArray[np.bool_]
) -> Iterator[Points]:
    """The runs of dots that are kept: of each its points, and the two dots where it was cut."""
    cuts = np.flatnonzero(kept[1:] != kept[:-1]) + 1
    for first, end in pairwise([0, *cuts.tolist(), len(kept)]):
        if kept[first]:
            chosen = is_point[first:end].copy()
            chosen[0] = chosen[-1] = True
            piece = dots[first:end][chosen]
            piece.flags.writeable = False
            yield piece
