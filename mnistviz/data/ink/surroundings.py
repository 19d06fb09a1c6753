"""The digit told from what else is inked: frames, what comes in from the border, stray strokes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from mnistviz.data.ink.paper import Mask
from mnistviz.nn.arrays import FloatArray

PLAIN = 0.4
"""A pixel that is inked this much is part of the ink."""

_SPECK = 0.12
"""A piece this much shorter than the longest, the pen's width apart, is a speck, as of strokes."""

_INSIDE = 0.3
"""As long beside what goes around it, a piece is what was framed, and no dot in an 0."""

_BESIDE = 0.25
"""As long beside a piece that touches the border, another is the digit."""

_SPANS, _MEETS = 0.5, 0.2
"""Of both sides of a picture that a piece reaches over, and of the border that it meets at most, if
the picture was cut so narrowly around the digit that it touches the border itself."""

_HUGS = 0.12
"""Of the picture's side: all of a piece that is so near to the border belongs to it."""

_STRAIGHT = 0.15
"""Thickness of a straight stroke, as a share of its length."""

_AS_LONG = 0.6
"""As long beside the digit, a straight stroke is none of its short ones."""

_SMALLER, _FAR = 0.5, 0.3
"""As long beside the digit, and so many times its length away from it, a piece is none of it."""


@dataclass(frozen=True, eq=False)
class _Pieces:
    """What hangs together, numbered from 1 in ``labels``; the arrays are one entry a piece."""

    labels: npt.NDArray[np.int32]
    places: list[tuple[slice, slice]]

    @classmethod
    def of(cls, ink: FloatArray) -> "_Pieces":
        labels, _ = ndimage.label(ink > PLAIN, np.ones((3, 3), np.int8))
        return cls(labels, ndimage.find_objects(labels))

    @cached_property
    def sizes(self) -> FloatArray:
        """The diagonals of their boxes, in pixels."""
        return np.array([np.hypot(*(p.stop - p.start for p in place)) for place in self.places])

    @cached_property
    def areas(self) -> FloatArray:
        """How many pixels each has."""
        return np.bincount(self.labels.ravel())[1:].astype(np.float64)

    @cached_property
    def margins(self) -> FloatArray:
        """``(n, 4)``: how far each begins from the four sides, and how far it reaches from them."""
        height, width = self.labels.shape
        rows = [
            (down.start, height - down.stop, across.start, width - across.stop)
            for down, across in self.places
        ]
        return np.array(rows, np.float64)

    @cached_property
    def hugs(self) -> Mask:
        """Which of them lie along the border."""
        sides = np.repeat(self.labels.shape, 2)
        reach = sides - self.margins[:, [1, 0, 3, 2]]
        hugs: Mask = ((reach <= _HUGS * sides) & (self.margins == 0.0)).any(axis=1)
        return hugs

    def are_long_beside(self, piece: int, share: float) -> Mask:
        """Which of them are at least ``share`` as long as this one."""
        result: Mask = self.sizes >= share * self.sizes[piece]
        return result

    def mask(self, piece: int) -> Mask:
        """The piece, in its own place."""
        mask: Mask = self.labels[self.places[piece]] == piece + 1
        return mask

    def line(self, piece: int) -> tuple[float, float, float]:
        """Length, thickness and steepness (0 to 1) of the straight stroke most like a piece."""
        points = np.argwhere(self.mask(piece)).astype(np.float64)
        spread, axes = np.linalg.eigh(np.cov(points.T) if len(points) > 1 else np.zeros((2, 2)))
        thick, long = np.sqrt(12.0 * np.maximum(spread, 0.0))
        return float(long), float(thick), abs(float(axes[0, 1]))

    def distances(self, others: Mask) -> FloatArray:
        """From each to the nearest of ``others``, in pixels."""
        away = ndimage.distance_transform_edt(~np.append(False, others)[self.labels])
        numbers = np.arange(1, len(others) + 1)
        return np.array(ndimage.minimum(away, self.labels, numbers))


def digit_in(ink: FloatArray) -> FloatArray:
    """The ink ``(height, width)``, 0 to 1, without what is no part of the digit.

    The same object, if all of it is.
    """
    pieces = _Pieces.of(ink)
    if len(pieces.places) < 2:
        return ink
    kept = np.ones(len(pieces.places), np.bool_)
    for step in (_framed, _off_the_border, _without_long_strokes, _together, _without_specks):
        kept = step(pieces, kept)
    return ink if kept.all() else _only(ink, pieces.labels, kept)


def _framed(pieces: _Pieces, kept: Mask) -> Mask:
    """Where something goes around something else, only what is inside."""
    for outer in np.argsort(-pieces.sizes):
        within = (pieces.margins > pieces.margins[outer]).all(axis=1) & kept
        if not kept[outer] or not (within & pieces.are_long_beside(outer, _INSIDE)).any():
            continue
        place = pieces.places[outer]
        hole = ndimage.binary_fill_holes(pieces.mask(outer)) & ~pieces.mask(outer)
        inside = np.zeros(len(kept) + 1, np.bool_)
        inside[pieces.labels[place][hole]] = True
        inner = inside[1:] & kept
        if (inner & pieces.are_long_beside(outer, _INSIDE)).any():
            kept = inner
    return kept


def _off_the_border(pieces: _Pieces, kept: Mask) -> Mask:
    """Without what comes in from the border, if something does not."""
    touches = (pieces.margins == 0.0).any(axis=1)
    others = kept & ~touches
    if not others.any():
        return kept
    longest = pieces.sizes[others].max()
    if any(_is_cut_narrowly(pieces, int(k)) for k in np.flatnonzero(kept & touches)):
        return kept
    inner: Mask = kept & ~(touches & (pieces.hugs | (pieces.sizes * _BESIDE <= longest)))
    return inner


def _is_cut_narrowly(pieces: _Pieces, piece: int) -> bool:
    height, width = pieces.labels.shape
    down, across = pieces.places[piece]
    if down.stop - down.start < _SPANS * height or across.stop - across.start < _SPANS * width:
        return False
    labels = pieces.labels
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    long, thick, _ = pieces.line(piece)
    meets = np.count_nonzero(border == piece + 1)
    return bool(meets < _MEETS * len(border) and thick > _STRAIGHT * long)


def _without_long_strokes(pieces: _Pieces, kept: Mask) -> Mask:
    """Without straight strokes apart from the digit, as under it; if all are, the lying ones."""
    if kept.sum() < 2:
        return kept
    numbers: list[int] = np.flatnonzero(
        kept & (pieces.sizes >= _SPECK * pieces.sizes[kept].max())
    ).tolist()
    lines = {k: pieces.line(k) for k in numbers}
    straight = {k for k, (long, thick, _) in lines.items() if thick <= _STRAIGHT * long}
    if straight == set(numbers):
        straight = {k for k in straight if lines[k][2] < 0.5}
    digit = kept.copy()
    digit[list(straight)] = False
    if not straight or not digit[numbers].any():
        return kept
    longest = pieces.sizes[digit].max()
    distances = pieces.distances(digit)
    for k in straight:
        long, thick, steep = lines[k]
        is_one = steep > 0.5 and longest < _AS_LONG * long
        digit[k] = is_one or long < _AS_LONG * longest or distances[k] < thick
    return digit


def _together(pieces: _Pieces, kept: Mask) -> Mask:
    """Without small things far from the digit."""
    main = int(np.argmax(np.where(kept, pieces.sizes, 0.0)))
    small = kept & (pieces.sizes <= _SMALLER * pieces.sizes[main])
    if not small.any():
        return kept
    alone = np.arange(len(kept)) == main
    far = pieces.distances(alone) > _FAR * pieces.sizes[main]
    near: Mask = kept & ~(small & far)
    return near


def _without_specks(pieces: _Pieces, kept: Mask) -> Mask:
    """Without what is small beside the rest."""
    sizes = np.where(kept, pieces.sizes, 0.0)
    longest = int(sizes.argmax())
    pen = min(pieces.areas[longest] / sizes[longest], sizes[longest] / 2.0)
    is_speck = sizes - 1.2 * pen < _SPECK * (sizes[longest] - pen)
    is_speck[longest] = False
    result: Mask = kept & ~is_speck
    return result


def _only(ink: FloatArray, labels: npt.NDArray[np.int32], kept: Mask) -> FloatArray:
    """Some of the pieces; the soft edges of the others go with them."""
    other, digit = np.append(False, ~kept)[labels], np.append(False, kept)[labels]
    gone = (ndimage.maximum_filter(other.view(np.uint8), 3) > 0) & ~digit
    return np.where(gone, np.float32(0.0), ink)
