"""A sheet that does not fill its picture: on a table, under a scanner's lid, on a wall."""

import numpy as np
import numpy.typing as npt

from mnistviz.data.paper import Grey, Mask, otsu, reduced

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
    """The picture as if its paper went on where the sheet ends; the same object if it fills it.

    Args:
        grey: ``(height, width)``, 0 (black) to 255 (white).
    """
    if min(grey.shape) < 40:
        return grey
    from scipy import ndimage

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
        if sheet is not None and np.percentile(steps[_edge(sheet)], 10) > _SHARP * apart:
            return _carried_on(grey, coarse, sheet, paper, step)
    return grey


def _sheet(paper: Mask, light: Grey) -> Mask | None:
    """The largest piece of paper with what is written on it, if it is a sheet.

    Args:
        paper: where it may be.
        light: brightness, or darkness if the paper is dark.
    """
    from scipy import ndimage

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


def _edge(sheet: Mask) -> Mask:
    """Where it ends in the picture."""
    from scipy import ndimage

    edge: Mask = sheet & ~ndimage.binary_erosion(sheet, border_value=1)
    return edge


def _rectangular(sheet: Mask) -> float:
    """The share that it fills of the smallest rectangle around it."""
    from scipy import ndimage

    edge = np.argwhere(sheet & ~ndimage.binary_erosion(sheet)).astype(np.float64)
    turns = np.radians(np.arange(0.0, 90.0, 2.0))
    sides = [
        np.ptp(edge @ np.stack([np.cos(turns + more), np.sin(turns + more)]), axis=0) + 1.0
        for more in (0.0, np.pi / 2.0)
    ]
    return float(sheet.sum() / (sides[0] * sides[1]).min())


def _juts(outside: Mask) -> float:
    """How far what is thin reaches out from what is thick; beyond the picture all is thick."""
    from scipy import ndimage

    radius = _JUTS * max(outside.shape)
    wide = np.pad(outside, int(radius) + 2, constant_values=True)
    inner = ndimage.distance_transform_edt(np.pad(wide, int(radius) + 2, constant_values=True))
    inner = inner[tuple(slice(int(radius) + 2, -int(radius) - 2) for _ in range(2))] > radius
    thick = ndimage.distance_transform_edt(~inner) <= radius + 1.0
    away = ndimage.distance_transform_edt(~thick)
    return float(away[wide].max())


def _carried_on(grey: Grey, coarse: Grey, sheet: Mask, paper: Mask, step: int) -> Grey:
    """With the nearest paper's brightness wherever the sheet, but for its edge, is not."""
    from scipy import ndimage

    inside = ndimage.binary_erosion(sheet, iterations=2, border_value=1)
    places = ndimage.distance_transform_edt(
        ~(inside & paper), return_distances=False, return_indices=True
    )
    # A mean over some of them, or a speck of dust at the edge would be drawn out to a line.
    filled = ndimage.uniform_filter(coarse[tuple(places)], 5)
    rows, columns = (np.arange(side) // step for side in grey.shape)
    kept: npt.NDArray[np.bool_] = inside[np.ix_(rows, columns)]
    return np.where(kept, grey, filled[np.ix_(rows, columns)])
