"""Ink told from paper in a grey picture: dark on light or light on dark, evenly lit or not."""

import numpy as np

from mnistviz.data.paper import Grey, Mask, contrast_in
from mnistviz.data.ruling import without_lines

_FAINTEST = 24.0
"""Grey levels that ink must differ from its paper by, on paper as bright as white."""

_NOISE = 6.0
"""Times the noise: no paper's grain reaches that far, in all of a picture's pixels."""

_BLOTCHES = 6.0
"""Grey levels that these differ by at most; what differs more, as often, is thick ink."""

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
    contrast, enlarged = contrast_in(smooth, noise)
    noise *= enlarged / 3.0 if smooth is not grey else enlarged
    # JPEG makes blotches of noise. Where at most a fifth is ink, they show in the paper's contrast.
    noise = max(noise, min(float(np.percentile(contrast[::4, ::4], 75)) / 0.6745, _BLOTCHES))
    floor = max(_FAINTEST, _NOISE * noise)
    contrast = without_lines(contrast, floor)
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
