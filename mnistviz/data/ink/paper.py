"""The paper in a grey picture, evenly lit or not, and how far what lies on it differs from it."""

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Grey = npt.NDArray[np.float32]
"""``(height, width)``; brightness from 0, black, to 255."""

Mask = npt.NDArray[np.bool_]

_WHITE = 255.0

_EVEN = 0.8
_EVEN_CLEAN = 0.5
"""Share of the border that is of one brightness if the paper is: a digit may touch the border. The
second is for pictures without noise, which no camera made: they have no shadows."""

_DEEP = (0.0, 0.015, 0.03)
"""From the border, where the paper's brightness is looked for, as shares of the shorter side."""

_COARSE = 32
"""Longer side of the reduced picture that uneven light is measured in, in pixels."""

_REACH = 0.4
"""Side of the surroundings that a pixel's paper is found in, as a share of the longer side."""


def contrast_in(grey: Grey, noise: float) -> tuple[Grey, float]:
    """How much darker than its paper each pixel is (lighter, if the ink is).

    Second: the most that such a difference has been enlarged by.
    """
    rings = [_ring(grey, round(share * min(grey.shape))) for share in _DEEP]
    # Of three, as a line of the paper may lie along one.
    level = np.median([np.median(ring) for ring in rings])
    even = np.mean(np.abs(np.concatenate(rings) - level) <= 6.0 + noise)
    if even >= (_EVEN if noise else _EVEN_CLEAN):
        paper = np.full((1, 1), level, np.float32)
        dark = _is_dark(grey - level)
    else:
        paper, dark = _uneven(grey)
    if not dark:
        return np.maximum(grey - paper, np.float32(0.0)), 1.0
    # Ink takes away a share of the light that is there: less in a shadow.
    enlarged = np.float32(_WHITE) / np.maximum(paper, np.float32(_WHITE / 8.0))
    return np.maximum((paper - grey) * enlarged, np.float32(0.0)), float(enlarged.max())


def _ring(grey: Grey, deep: int) -> Grey:
    """The values that lie so many pixels from the border."""
    inner = grey[deep : grey.shape[0] - deep, deep : grey.shape[1] - deep]
    return np.concatenate([inner[0], inner[-1], inner[:, 0], inner[:, -1]])


def _is_dark(differences: Grey) -> bool:
    """Whether the ink is darker than its paper; squares, as it differs more than shadows do."""
    squares = differences * np.abs(differences)
    return float(squares.sum()) < 0.0


def _uneven(grey: Grey) -> tuple[Grey, bool]:
    """The paper's brightness at every pixel, and whether the ink is darker than that."""
    step = -(-max(grey.shape) // _COARSE)
    coarse = reduced(grey, step)
    # A median keeps the steps at the edge of a shadow, and leaves out ink, as there is less of
    # that than of paper wherever one looks. Light that falls off smoothly is taken out before,
    # where that helps: near the border a median would lag behind it.
    size = int(_REACH * max(coarse.shape)) | 1
    papers = [
        light + ndimage.median_filter(coarse - light, size, mode="nearest")
        for light in (_surface(coarse), np.float32(0.0))
    ]
    paper = min(papers, key=lambda each: float(np.abs(coarse - each).sum()))
    dark = _is_dark(coarse - paper)
    # Within a square of such an edge it is unknown which side a pixel is on: the paper is taken
    # to be as near to the ink as any paper there, or else the edge would seem to be a line.
    bound = ndimage.minimum_filter if dark else ndimage.maximum_filter
    paper = bound(paper, 3)
    rows, columns = ((np.arange(side) + 0.5) / step - 0.5 for side in grey.shape)
    return _between_points(_between_points(paper, rows).T, columns).T, dark


def reduced(grey: Grey, step: int) -> Grey:
    """The means of squares of ``step`` by ``step`` pixels."""
    rows, columns = (-side % step for side in grey.shape)
    whole = np.pad(grey, ((0, rows), (0, columns)), mode="edge")
    squares = whole.reshape(whole.shape[0] // step, step, whole.shape[1] // step, step)
    result: Grey = squares.mean(axis=(1, 3))
    return result


def _between_points(values: Grey, places: npt.NDArray[np.float64]) -> Grey:
    """Rows of ``values`` at fractional places, straight in between."""
    inside = np.clip(places, 0.0, len(values) - 1.0)
    first = np.minimum(inside.astype(np.intp), max(len(values) - 2, 0))
    share = (inside - first).astype(np.float32)[:, np.newaxis]
    second = np.minimum(first + 1, len(values) - 1)
    between: Grey = values[first] * (1 - share) + values[second] * share
    return between


def _surface(coarse: Grey) -> Grey:
    """The smooth surface (quadratic in x and y) that most of the picture lies near to."""
    y, x = (np.linspace(-1.0, 1.0, side) for side in coarse.shape)
    step = max(1, max(coarse.shape) // 35)
    few = coarse[::step, ::step]

    def terms(y: npt.NDArray[np.float64], x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        down, across = (each.ravel() for each in np.meshgrid(y, x, indexing="ij"))
        ones = np.ones_like(down)
        return np.stack([ones, down, across, down * down, down * across, across * across], axis=1)

    matrix, values = terms(y[::step], x[::step]), few.ravel().astype(np.float64)
    weights = np.ones_like(values)
    for _ in range(8):
        weighted = matrix * weights[:, np.newaxis]
        # The small diagonal: of a picture one pixel wide, many surfaces fit.
        solution = np.linalg.solve(weighted.T @ matrix + 1e-6 * np.eye(6), weighted.T @ values)
        distances = np.abs(values - matrix @ solution)
        scale = max(float(np.median(distances)), 1.0)
        weights = 1.0 / (1.0 + (distances / (2.0 * scale)) ** 2)
    surface = np.clip((terms(y, x) @ solution).reshape(coarse.shape), 0.0, _WHITE)
    return surface.astype(np.float32)


def otsu(values: Grey) -> float:
    """The limit that parts values ``(n,)``, 0 or more, into two kinds as alike as can be (Otsu's).

    Where they are all of one kind, the limit is 0.
    """
    counts = np.bincount((values / np.float32(4.0)).astype(np.intp), minlength=2).astype(np.float64)
    levels = 4.0 * np.arange(len(counts)) + 2.0
    below, total = np.cumsum(counts), float(counts.sum())
    if np.count_nonzero(counts) < 2:
        return 0.0
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (sums[-1] * below / total - sums) ** 2 / (below * (total - below))
    return 4.0 * (int(np.nanargmax(apart[:-1])) + 1.0)
