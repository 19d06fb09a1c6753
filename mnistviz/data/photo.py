"""Ink told from paper in a grey picture: dark on light or light on dark, evenly lit or not."""

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
"""``(height, width)``; brightness from 0, black, to 255."""

Mask = npt.NDArray[np.bool_]

_WHITE = 255.0
_FAINTEST = 24.0
"""Grey levels that ink must differ from its paper by, on paper as bright as white."""

_NOISE = 6.0
"""Times the noise: no paper's grain reaches that far, in all of a picture's pixels."""

_BLOTCHES = 6.0
"""Grey levels that these differ by at most; what differs more, as often, is thick ink."""

_EVEN = 0.8
_EVEN_CLEAN = 0.5
"""Share of the border that is of one brightness if the paper is: a digit may touch the border. The
second is for pictures without noise, which no camera made: they have no shadows."""

_COARSE = 32
"""Longer side of the reduced picture that uneven light is measured in, in pixels."""

_REACH = 0.4
"""Side of the surroundings that a pixel's paper is found in, as a share of the longer side."""

_LEFT_OUT = 0.35
_SURE = 0.5
"""Shares of the ink's own strength: what reaches the first is ink where it joins on to something
that reaches the second."""


def ink_in(grey: Grey) -> Grey:
    """How much each pixel is inked: ``(height, width)`` float32, 0 to 1.

    The background is 0 everywhere. All of it is 0 if the picture shows nothing.

    Args:
        grey: 0 (black) to 255 (white), finite, of any size.
    """
    noise = _noise(grey)
    smooth = _blurred(grey, 1.0) if noise > 2.0 and min(grey.shape) > 40 else grey
    contrast, enlarged = _contrast(smooth, noise)
    noise *= enlarged / 3.0 if smooth is not grey else enlarged
    # JPEG makes blotches of noise. Where at most a fifth is ink, they show in the paper's contrast.
    noise = max(noise, min(float(np.percentile(contrast[::4, ::4], 75)) / 0.6745, _BLOTCHES))
    floor = max(_FAINTEST, _NOISE * noise)
    nothing = np.zeros(grey.shape, np.float32)
    if float(contrast.max(initial=0.0)) < floor:
        return nothing
    limit = _between(contrast, floor)
    strength = float(np.percentile(contrast[contrast > limit], 75))
    return _cleaned(np.clip(contrast / np.float32(strength), 0.0, 1.0), noise / strength)


def _noise(grey: Grey) -> float:
    """Standard deviation of what changes from each pixel to the next; 0 in a clean picture."""
    if min(grey.shape) < 2:
        return 0.0
    step = max(1, grey.shape[0] // 64)  # some rows, with the ones below them, are enough
    upper, lower = grey[:-1:step], grey[1::step]
    both = np.abs(np.diff(upper - lower[: len(upper)], axis=1))
    return float(np.median(both)) / 2.0 / 0.6745


def _blurred(grey: Grey, sigma: float) -> Grey:
    from scipy import ndimage

    result: Grey = ndimage.gaussian_filter(grey, sigma, truncate=2.5)
    return result


def _contrast(grey: Grey, noise: float) -> tuple[Grey, float]:
    """How much darker than its paper each pixel is (lighter, if the ink is).

    Second: the most that such a difference has been enlarged by.
    """
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    level = np.median(border)
    if np.mean(np.abs(border - level) <= 6.0 + noise) >= (_EVEN if noise else _EVEN_CLEAN):
        paper = np.full((1, 1), level, np.float32)
        dark = _is_dark(grey - level)
    else:
        paper, dark = _uneven(grey)
    if not dark:
        return np.maximum(grey - paper, np.float32(0.0)), 1.0
    # Ink takes away a share of the light that is there: less in a shadow.
    enlarged = np.float32(_WHITE) / np.maximum(paper, np.float32(_WHITE / 8.0))
    return np.maximum((paper - grey) * enlarged, np.float32(0.0)), float(enlarged.max())


def _is_dark(differences: Grey) -> bool:
    """Whether the ink is darker than its paper; squares, as it differs more than shadows do."""
    squares = differences * np.abs(differences)
    return float(squares.sum()) < 0.0


def _uneven(grey: Grey) -> tuple[Grey, bool]:
    """The paper's brightness at every pixel, and whether the ink is darker than that."""
    from scipy import ndimage

    step = -(-max(grey.shape) // _COARSE)
    coarse = _reduced(grey, step)
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


def _reduced(grey: Grey, step: int) -> Grey:
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
    result: Grey = surface.astype(np.float32)
    return result


def _between(contrast: Grey, floor: float) -> float:
    """The limit between the ink and what else stands out, as ruled lines do (Otsu's).

    The paper does not count: there may be a hundred times more of it. Where there is only ink the
    limit lies somewhere in it, which still tells how strong it is.
    """
    bins = (contrast[contrast > floor] / np.float32(4.0)).astype(np.intp)
    counts = np.bincount(bins, minlength=2).astype(np.float64)
    levels = 4.0 * np.arange(len(counts)) + 2.0
    below, total = np.cumsum(counts), float(counts.sum())
    if np.count_nonzero(counts) < 2:
        return floor
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (sums[-1] * below / total - sums) ** 2 / (below * (total - below))
    best = int(np.nanargmax(apart[:-1]))
    return min(max(floor, 4.0 * (best + 1.0)), float(contrast.max()) * 0.999)


def _cleaned(ink: Grey, noise: float) -> Grey:
    """Without what is too faint, unless it joins on to plain ink or is its edge."""
    from scipy import ndimage

    likely = ink > _LEFT_OUT
    labels, count = ndimage.label(likely, np.ones((3, 3), np.int8))
    sure = np.zeros(count + 1, np.bool_)
    sure[labels[ink > _SURE]] = True
    sure[0] = False
    inked: Mask = sure[labels]
    near = ndimage.maximum_filter(inked.view(np.uint8), 3) > 0
    soft = np.clip((ink - np.float32(3 * noise)) / np.float32(max(1 - 3 * noise, 0.5)), 0.0, 1.0)
    result: Grey = np.where(near, soft, np.float32(0.0)).astype(np.float32)
    return result
