"""Ink told from paper in a grey picture: dark on light or light on dark, evenly lit or not."""

from dataclasses import dataclass

import numpy as np

from mnistviz.data.paper import Grey, Mask, contrast_in, otsu
from mnistviz.data.ruling import without_lines
from mnistviz.data.sheet import sheet_in

_FAINTEST = 24.0
"""Grey levels that ink must differ from its paper by, on paper as bright as white."""

_VISIBLE = 3.0
"""Grey levels that somebody might see a difference at; less is none."""

_NOISE = 6.0
"""Times the noise: no paper's grain reaches that far, in all of a picture's pixels."""

_GRAINY = 8.0
"""Noise, in grey levels, that is left after a little blurring where much is needed: dithered
pictures have it."""

_BLOTCHES = 6.0
"""Grey levels that these differ by at most; what differs more, as often, is thick ink."""

_LEFT_OUT = 0.35
_SURE = 0.5
"""Shares of the ink's own strength: what reaches the first is ink where it joins on to something
that reaches the second."""


@dataclass(frozen=True, eq=False)
class _Seen:
    """How far each pixel differs from its paper, and by how much that may be noise."""

    contrast: Grey
    noise: float

    @property
    def floor(self) -> float:
        """What differs more stands out."""
        return max(_FAINTEST, _NOISE * self.noise)

    @property
    def most(self) -> float:
        """The greatest difference."""
        return float(self.contrast.max(initial=0.0))

    def ink(self) -> Grey:
        """How much each pixel is inked; all 0 if nothing stands out."""
        if self.most < self.floor:
            return np.zeros_like(self.contrast)
        out = self.contrast[self.contrast > self.floor]
        # The limit between the ink and what else stands out. The paper does not count: there may
        # be a hundred times more of it. Where there is only ink the limit lies somewhere in it,
        # which still tells how strong it is.
        limit = min(max(self.floor, otsu(out)), self.most * 0.999)
        strength = float(np.percentile(out[out > limit], 75))
        relative = np.clip(self.contrast / np.float32(strength), 0.0, 1.0)
        return _cleaned(relative, self.noise / strength)


def ink_in(grey: Grey) -> tuple[Grey, Grey]:
    """How much each pixel is inked, and how much of that is writing.

    What lies around a sheet that does not fill its picture is no ink; the lines of the paper and
    boxes are no writing. The background is 0 everywhere. All of it is 0 if the picture shows
    nothing.

    Args:
        grey: 0 (black) to 255 (white), finite, of any size.

    Returns:
        two of ``(height, width)`` float32, 0 to 1; the same object twice, if all is writing.
    """
    seen = _seen(sheet_in(grey))
    ink = seen.ink()
    lineless = without_lines(seen.contrast, seen.floor)
    return ink, ink if lineless is seen.contrast else _Seen(lineless, seen.noise).ink()


def why_nothing(grey: Grey) -> str:
    """Why there is no ink in a picture, as the end of a sentence."""
    seen = _seen(sheet_in(grey))
    if _NOISE * seen.noise > _FAINTEST:
        return "too much noise"
    is_seen = _VISIBLE < seen.most < seen.floor and seen.most > _NOISE * seen.noise
    return "too little contrast" if is_seen else "it is empty"


def _seen(grey: Grey) -> _Seen:
    smooth, noise = _smoothed(grey)
    contrast, enlarged = contrast_in(smooth, noise if smooth is grey else 3.0 * noise)
    noise *= enlarged
    # JPEG makes blotches of noise. Where at most a fifth is ink, they show in the paper's contrast.
    blotches = min(float(np.percentile(contrast[::4, ::4], 75)) / 0.6745, _BLOTCHES)
    return _Seen(contrast, max(noise, blotches))


def _smoothed(grey: Grey) -> tuple[Grey, float]:
    """The picture, blurred as far as its noise asks for, and the noise that is left."""
    noise = _noise(grey)
    if noise <= 2.0 or min(grey.shape) <= 40:
        return grey, noise
    smooth, left = _blurred(grey, 1.0), noise / 3.0
    sigma = 2.0
    while left > _GRAINY and sigma <= min(grey.shape) / 70.0:
        smooth = _blurred(grey, sigma)
        apart = int(3.5 * sigma)  # beyond that, pixels do not know of each other
        left, sigma = _noise(smooth[::apart, ::apart]), 1.5 * sigma
    return smooth, left


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
