"""Ink told from paper in a grey picture: dark on light or light on dark, evenly lit or not.

A sheet that does not fill its picture: on a table, under a scanner's lid, on a wall.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from mnistviz.data.ink.paper import Grey, Mask, contrast_in, otsu, reduced
from mnistviz.data.ink.ruling import without_lines
from mnistviz.errors import Reason

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


def why_nothing(grey: Grey) -> Reason:
    """Why there is no ink in a picture."""
    seen = _seen(sheet_in(grey))
    if _NOISE * seen.noise > _FAINTEST:
        return Reason.NOISY
    is_seen = _VISIBLE < seen.most < seen.floor and seen.most > _NOISE * seen.noise
    return Reason.FAINT if is_seen else Reason.EMPTY


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
    result: Grey = ndimage.gaussian_filter(grey, sigma, truncate=2.5)
    return result


def _cleaned(ink: Grey, noise: float) -> Grey:
    """Without what is too faint, unless it joins on to plain ink or is its edge."""
    likely = ink > _LEFT_OUT
    labels, count = ndimage.label(likely, np.ones((3, 3), np.int8))
    sure = np.zeros(count + 1, np.bool_)
    sure[labels[ink > _SURE]] = True
    sure[0] = False
    inked: Mask = sure[labels]
    near = ndimage.maximum_filter(inked.view(np.uint8), 3) > 0
    soft = np.clip((ink - np.float32(3 * noise)) / np.float32(max(1 - 3 * noise, 0.5)), 0.0, 1.0)
    return np.where(near, soft, np.float32(0.0)).astype(np.float32)


_COARSE = 140
"""Longer side of the reduced picture that the sheet is looked for in, in pixels."""

_APART = 40.0
"""Grey levels between the sheet and what is around it."""

_SHARP = 0.5
"""Of that difference, what lies within two pixels of nearly all of the edge: light falls off more
slowly."""

_LEAST = 0.2
_MOST = 0.985
"""Shares of the picture that the sheet fills."""

_RECTANGULAR = 0.85
"""Share of the smallest rectangle around it that a sheet fills, torn or seen at an angle."""

_FINE = 0.5
"""Width of what is written, as a share of the widest empty place: more, and the sheet is an 0."""

_OTHERWISE = 0.3
"""Of the writing's difference from the sheet, what differs from it the other way: ink in a shadow
is darker than the paper there, and what lies around the shadow is lighter."""

_JUTS = 0.06
"""Of the longer side: what is around a sheet juts no farther into it. The ink does that crosses
the edge of a shadow."""


def sheet_in(grey: Grey) -> Grey:
    """The picture as if its paper went on where the sheet ends; the same object if it fills it."""
    if min(grey.shape) < 40:
        return grey
    step = -(-max(grey.shape) // _COARSE)
    coarse = ndimage.median_filter(reduced(grey, step), 3)
    limit = otsu(coarse.ravel())
    is_light = coarse > limit
    if is_light.all() or not is_light.any():
        return grey
    apart = float(coarse[is_light].mean() - coarse[~is_light].mean())
    if apart < _APART:
        return grey
    steps = ndimage.maximum_filter(coarse, 5) - ndimage.minimum_filter(coarse, 5)
    for paper, light in ((is_light, coarse), (~is_light, -coarse)):
        sheet = _sheet(paper, light)
        if sheet is None:
            continue
        edge = sheet & ~ndimage.binary_erosion(sheet, border_value=1)
        if np.percentile(steps[edge], 10) > _SHARP * apart:
            return _carried_on(grey, coarse, sheet, paper, step)
    return grey


def _sheet(paper: Mask, light: Grey) -> Mask | None:
    """The largest piece of paper with what is written on it, if it is a sheet.

    Args:
        paper: where it may be.
        light: brightness, or darkness if the paper is dark.
    """
    labels, _ = ndimage.label(paper)
    largest = labels == 1 + int(np.bincount(labels.ravel())[1:].argmax())
    sheet: Mask = ndimage.binary_fill_holes(largest)
    written = sheet & ~paper
    if not _LEAST <= sheet.mean() <= _MOST or not written.any():
        return None
    usual, brightest = np.percentile(light[largest], (50, 98))
    if brightest - usual > _OTHERWISE * (usual - np.median(light[written])):
        return None
    depths = [
        float(ndimage.distance_transform_edt(np.pad(each, 1))[1:-1, 1:-1].max())
        for each in (written, largest)
    ]
    if depths[0] > _FINE * depths[1] or _rectangular(sheet) < _RECTANGULAR:
        return None
    return None if _juts(~sheet) > _JUTS * max(sheet.shape) else sheet


def _rectangular(sheet: Mask) -> float:
    """The share that it fills of the smallest rectangle around it."""
    edge = np.argwhere(sheet & ~ndimage.binary_erosion(sheet)).astype(np.float64)
    turns = np.radians(np.arange(0.0, 90.0, 2.0))
    sides = [
        np.ptp(edge @ np.stack([np.cos(turns + more), np.sin(turns + more)]), axis=0) + 1.0
        for more in (0.0, np.pi / 2.0)
    ]
    return float(sheet.sum() / (sides[0] * sides[1]).min())


def _juts(outside: Mask) -> float:
    """How far what is thin reaches out from what is thick; beyond the picture all is thick."""
    radius = _JUTS * max(outside.shape)
    wide = np.pad(outside, int(radius) + 2, constant_values=True)
    inner = ndimage.distance_transform_edt(np.pad(wide, int(radius) + 2, constant_values=True))
    inner = inner[tuple(slice(int(radius) + 2, -int(radius) - 2) for _ in range(2))] > radius
    thick = ndimage.distance_transform_edt(~inner) <= radius + 1.0
    away = ndimage.distance_transform_edt(~thick)
    return float(away[wide].max())


def _carried_on(grey: Grey, coarse: Grey, sheet: Mask, paper: Mask, step: int) -> Grey:
    """With the nearest paper's brightness wherever the sheet, but for its edge, is not."""
    inside = ndimage.binary_erosion(sheet, iterations=2, border_value=1)
    places = ndimage.distance_transform_edt(
        ~(inside & paper), return_distances=False, return_indices=True
    )
    # A mean over some of them, or a speck of dust at the edge would be drawn out to a line.
    filled = ndimage.uniform_filter(coarse[tuple(places)], 5)
    rows, columns = (np.arange(side) // step for side in grey.shape)
    kept: npt.NDArray[np.bool_] = inside[np.ix_(rows, columns)]
    return np.where(kept, grey, filled[np.ix_(rows, columns)])
