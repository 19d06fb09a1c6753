"""Lines that were on the paper before anybody wrote: ruled, squared, or around a box.

They are told from strokes by their shape, not by how dark they are: straight, thin, and from one
side of the paper to the other. Where a stroke crosses a line, the line is not thin; so what is
taken away is only where nothing but the line is.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from mnistviz.data.ink.paper import Grey, Mask

_STEEPEST = 0.15
"""Of a line to the side that it runs along: nine degrees."""

_THICKEST = 0.04
"""Width of a line, as a share of the longer side."""

_COVERED = 0.75
"""Share of the way across that a line can be seen on, strokes over it left out."""

_SEEN = 0.3
"""Share of the way across that it must be seen on, however much is written over it."""

_MANY = 3
"""Lines that are enough to be no strokes; fewer must be thinner or fainter than what is written."""

_UNLIKE = 0.6
"""Times as thick as the strokes, or as strong, that is clearly less."""

_NEAR_EDGE = 0.15
"""Of a box's side, where its own lines lie."""

_LARGE = 0.2
"""Of the picture's sides: what is smaller is no box around a digit."""


class _Runs(NamedTuple):
    """Pieces of columns that stand out from the paper, each from row ``top`` up to ``end``."""

    column: npt.NDArray[np.intp]
    top: npt.NDArray[np.intp]
    end: npt.NDArray[np.intp]

    @property
    def length(self) -> npt.NDArray[np.intp]:
        """Of each run, in pixels."""
        return self.end - self.top

    def only(self, which: npt.NDArray[Any]) -> "_Runs":
        """The runs at which ``which`` points."""
        return _Runs(self.column[which], self.top[which], self.end[which])


class _Lines(NamedTuple):
    """Lines that run across: where they are, at which heights in the middle, how thick."""

    mask: Mask
    heights: npt.NDArray[np.float64]
    thickness: float


def without_lines(contrast: Grey, floor: float) -> Grey:
    """The contrast without lines from one side to the other, and without a box and what is outside.

    Args:
        contrast: ``(height, width)``, how far each pixel differs from its paper.
        floor: what differs more than that stands out.
    """
    across, down = _lines_in(contrast > floor / 2.0)
    lines = across.mask | down.mask
    if lines.any() and _are_no_strokes(contrast, floor, across, down):
        contrast = np.where(lines, np.float32(0.0), contrast)
    return _without_boxes(contrast, floor)


def _are_no_strokes(contrast: Grey, floor: float, across: _Lines, down: _Lines) -> bool:
    if len(across.heights) + len(down.heights) >= _MANY:
        return True
    lines = across.mask | down.mask
    rest = (contrast > floor) & ~lines
    thickness = max(across.thickness, down.thickness)
    if np.count_nonzero(rest) < 4.0 * thickness**2:
        return False
    edges = sum(np.count_nonzero(np.diff(np.pad(rest, 1), axis=axis)) for axis in (0, 1))
    pen = 2.5 * np.count_nonzero(rest) / edges
    strength, other = (float(np.percentile(contrast[each], 75)) for each in (lines, rest))
    return bool(thickness < _UNLIKE * pen) or strength < _UNLIKE * other


def _without_boxes(contrast: Grey, floor: float) -> Grey:
    """Where a box is drawn, only what is in it."""
    labels, _ = ndimage.label(contrast > floor / 2.0, np.ones((3, 3), np.int8))
    for label, place in enumerate(ndimage.find_objects(labels), 1):
        sides = [part.stop - part.start for part in place]
        if min(sides) < max(_LARGE * min(contrast.shape), 12):
            continue
        across, down = _lines_in(labels[place] == label)
        if not (_at_both_ends(across, sides[0]) and _at_both_ends(down, sides[1])):
            continue
        inside = np.where(across.mask | down.mask, np.float32(0.0), contrast[place])
        if np.count_nonzero(inside > floor) < 4.0 * across.thickness * down.thickness:
            continue  # an 0 as on a clock, perhaps
        result = np.zeros_like(contrast)
        result[place] = inside
        return _without_boxes(result, floor)
    return contrast


def _at_both_ends(lines: _Lines, side: int) -> bool:
    near = _NEAR_EDGE * side
    return bool((lines.heights < near).any() and (lines.heights > side - near).any())


def _lines_in(seen: Mask) -> tuple[_Lines, _Lines]:
    """Those that run across, and those that run down, as the first leave them."""
    thickest = max(3.0, _THICKEST * max(seen.shape))
    across = _across(seen, thickest)
    turned = _across((seen & ~across.mask).T, thickest)
    return across, turned._replace(mask=turned.mask.T)


def _across(seen: Mask, thickest: float) -> _Lines:
    """Straight lines from the left side to the right."""
    runs = _runs(seen)
    is_thin = runs.length <= thickest
    thin, long = runs.only(is_thin), runs.only(~is_thin)
    height, width = seen.shape
    none = _Lines(np.zeros_like(seen), np.zeros(0), 0.0)
    if np.count_nonzero(is_thin) < _SEEN * width:
        return none
    step = max(1.0, max(seen.shape) / 280.0)
    middle, offset = (thin.top + thin.end - 1) / 2.0, (thin.column - (width - 1) / 2.0)
    best, line = np.zeros(len(middle)), np.zeros(len(middle))
    for slope in np.arange(-_STEEPEST, _STEEPEST, 2.0 * step / width):
        at = middle - slope * offset
        place, covered = _covered(at, slope, long, (height, width), step)
        better = covered[place] > best
        best[better], line[better] = covered[place[better]], at[better]
    found = best > 0.0
    if not found.any():
        return none
    thin, line = thin.only(found), line[found]
    order = np.argsort(line)
    groups = np.zeros(len(line), np.intp)
    groups[order] = np.cumsum(np.diff(line[order], prepend=line[order[0]]) > 1.5 * step)
    count = int(groups.max()) + 1
    usual = np.array([np.median(thin.length[groups == k]) for k in range(count)])
    heights = np.array([np.median(line[groups == k]) for k in range(count)])
    kept = thin.length <= 2.0 * usual[groups] + 2.0
    return _Lines(_painted(thin.only(kept), seen.shape), heights, float(np.median(usual)))


def _covered(
    at: npt.NDArray[np.float64], slope: float, long: _Runs, shape: tuple[int, int], step: float
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """For lines of one slope: in which bin each run lies, and what share each bin covers if a line.

    Columns where something longer crosses the line tell nothing of it.
    """
    height, width = shape
    low = -_STEEPEST * width / 2.0 - step
    count = int((height + _STEEPEST * width) / step) + 4
    place = ((at - low) / step).astype(np.intp)
    seen = np.bincount(place, minlength=count).astype(np.float64)
    shift = low + slope * (long.column - (width - 1) / 2.0)
    first, last = (((each - shift) / step).astype(np.intp) for each in (long.top, long.end))
    starts, ends = (np.bincount(each, minlength=count + 1)[:count] for each in (first, last))
    crossed = np.cumsum(starts - ends)
    pair = seen + np.append(seen[1:], 0.0)  # a line may lie on the limit of two bins
    share = pair / np.maximum(width - crossed, 1.0)
    line = np.where((share >= _COVERED) & (pair >= _SEEN * width), pair, 0.0)
    return place, np.maximum(line, np.append(0.0, line[:-1]))


def _runs(seen: Mask) -> _Runs:
    turned = np.pad(seen.T, ((0, 0), (1, 1))).view(np.int8)
    changes = np.diff(turned, axis=1)
    column, top = np.nonzero(changes > 0)
    _, end = np.nonzero(changes < 0)
    return _Runs(column, top, end)


def _painted(runs: _Runs, shape: tuple[int, ...]) -> Mask:
    """The runs, and a pixel above and below each, where the line fades."""
    height, width = shape
    changes = np.zeros((height + 1, width), np.int32)
    np.add.at(changes, (np.maximum(runs.top - 1, 0), runs.column), 1)
    np.add.at(changes, (np.minimum(runs.end + 1, height), runs.column), -1)
    return np.cumsum(changes[:height], axis=0) > 0
