"""Pictures that are no digits, and digits in other hands: what the meter is taught on.

Whatever is cut, turned or drawn is brought to MNIST's form by the same ``normalised``, digits and
others alike. Otherwise the meter would learn to tell the softness of a resampled picture from
MNIST's own, and would seem to know half digits that it cannot know.

LabelledImages drawn anew along the middle of their strokes, all with the same pen.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.augmentation import BLOCK, Augmentation, Augmenter
from mnistviz.data.datasets.dataset import WHITE, LabelledImages
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.pen import BOX, CENTRE, PEN, PIXELS, SIDE, Points, inked
from mnistviz.data.ink.preparation import network_input
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

Maker = Callable[[LabelledImages, int, np.random.Generator], ByteArray]
"""``(digits, count, rng)`` gives ``(at most count, 784)``, each in MNIST's form."""

_HAND = Augmentation(shift=0.0, rotation=8.0, scale=0.1, shear=0.1)
_FAINTEST = 24
"""Ink below this is no part of a digit's extent."""

_MIDDLES = np.arange(SIDE) + 0.5
_HALVES = (np.s_[:14, :], np.s_[14:, :], np.s_[:, :14], np.s_[:, 14:])
"""Upper, lower, left and right; the centre of mass lies between them."""


def normalised(picture: FloatArray | ByteArray) -> ByteArray:
    """A picture ``(28, 28)``, 0 to 255, as MNIST's recipe has it: ``(784,)``.

    Its ink's longer side fills 20 pixels, its centre of mass comes to row and column 14.0, and its
    darkest pixel is 255. A picture without ink stays as it is.
    """
    ink = np.asarray(picture, np.float64)
    rows = np.flatnonzero((ink >= _FAINTEST).any(axis=1))
    columns = np.flatnonzero((ink >= _FAINTEST).any(axis=0))
    if not len(rows):
        return np.zeros(PIXELS, np.uint8)
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    cut = np.zeros_like(ink)
    cut[box] = ink[box]
    scale = max(cut[box].shape) / BOX
    y, x = (cut.sum(axis=1) @ _MIDDLES, cut.sum(axis=0) @ _MIDDLES) / cut.sum()
    result = _reading(float(y), scale) @ cut @ _reading(float(x), scale).T
    pixels: ByteArray = np.rint(result * (WHITE / result.max())).astype(np.uint8)
    return pixels.reshape(PIXELS)


def augmented(digits: LabelledImages, chosen: IntArray, rng: np.random.Generator) -> ByteArray:
    """The chosen digits, turned, slanted and stretched a little: ``(len(chosen), 784)``."""
    augmenter = Augmenter(_HAND, rng)
    out = np.empty((BLOCK, PIXELS), np.float32)
    pictures: list[ByteArray] = []
    for start in range(0, len(chosen), BLOCK):
        images = digits.images[chosen[start : start + BLOCK]]
        augmenter(images, out[: len(images)])
        pictures += [normalised(WHITE * each.reshape(SIDE, SIDE)) for each in out[: len(images)]]
    return np.stack(pictures)


def drawn_anew(digits: LabelledImages, chosen: IntArray) -> ByteArray:
    """The chosen digits as somebody would draw them on the canvas: ``(len(chosen), 784)``."""
    pictures: list[ByteArray] = []
    for start in range(0, len(chosen), 1000):
        thin = skeletons(digits.images[chosen[start : start + 1000]])
        pictures += [normalised(WHITE * redrawn(each)) for each in thin]
    return np.stack(pictures)


def pasted(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Two digits over each other."""
    first, second = digits.images[rng.integers(len(digits), size=(2, count))]
    result: ByteArray = np.maximum(first, second)
    return result


def turned(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Digits lying on either side; not a 0, which looks like one from there too."""
    images = _some(digits, count, rng, (1, 2, 3, 4, 5, 6, 7, 8, 9))
    return _all_normalised([np.rot90(each, rng.choice([1, 3])) for each in images])


def mirrored(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Digits from behind, of those that look different from there."""
    return _all_normalised(list(_some(digits, count, rng, (2, 3, 4, 5, 6, 7, 9))[:, :, ::-1]))


def halves(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """The upper, lower, left or right half of a digit; not of a 1, whose half is a 1."""
    images = _some(digits, count, rng, (0, 2, 3, 4, 5, 6, 7, 8, 9))
    for image in images:
        image[_HALVES[rng.integers(len(_HALVES))]] = 0
    return _all_normalised(list(images))


def chimeras(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Half a digit continued by half of one of another class."""
    first, second = rng.integers(len(digits), size=(2, count))
    differ = digits.labels[first] != digits.labels[second]
    images = _squares(digits.images[first[differ]])
    for image, other in zip(images, _squares(digits.images[second[differ]]), strict=True):
        half = _HALVES[rng.integers(len(_HALVES))]
        image[half] = other[half]
    return _all_normalised(list(images))


def tangles(_: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """One to four strokes through points anywhere, with corners or rounded."""
    return _drawings([[_anywhere(rng) for _ in range(rng.integers(1, 5))] for _ in range(count)])


def figures(_: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """One to three strokes, some at right angles, between points near those of a 3x3 grid."""
    drawings: list[list[Points]] = []
    while len(drawings) < count:
        strokes = [_on_grid(rng) for _ in range(rng.integers(1, 4))]
        if sum(map(len, strokes)) > 2:  # a single line is a 1
            drawings.append(strokes)
    return _drawings(drawings)


def dots(_: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Two to twelve dots."""
    each = (rng.uniform(40.0, 240.0, (rng.integers(2, 13), 1, 2)) for _ in range(count))
    return _drawings(list(map(list, each)))


MAKERS: dict[Maker, int] = {
    pasted: 4000,
    turned: 3500,
    mirrored: 2000,
    halves: 2500,
    chimeras: 3000,
    tangles: 7000,
    figures: 5000,
    dots: 1000,
}
"""How many of each the meter is taught on."""


def _reading(middle: float, scale: float) -> npt.NDArray[np.float64]:
    """``(28, 28)``: of which pixels of a line those of the scaled one are made, bilinearly."""
    places = middle + (_MIDDLES - CENTRE) * scale
    width = max(scale, 1.0)
    weights = np.maximum(1.0 - np.abs(_MIDDLES - places[:, np.newaxis]) / width, 0.0)
    return weights / width


def _some(
    digits: LabelledImages, count: int, rng: np.random.Generator, classes: tuple[int, ...]
) -> ByteArray:
    """A copy of digits of these classes, none twice: ``(at most count, 28, 28)``."""
    chosen = rng.permutation(np.flatnonzero(np.isin(digits.labels, classes)))[:count]
    return _squares(digits.images[chosen])


def _squares(images: ByteArray) -> ByteArray:
    return images.reshape(-1, SIDE, SIDE)


def _all_normalised(pictures: list[ByteArray]) -> ByteArray:
    return np.stack([normalised(each) for each in pictures])


def _drawings(drawings: list[list[Points]]) -> ByteArray:
    return np.stack([network_input(Drawing(tuple(each)), deskew=False) for each in drawings])


def _anywhere(rng: np.random.Generator) -> Points:
    points = rng.uniform(40.0, 240.0, (rng.integers(2, 7), 2))
    if rng.random() < 0.5:
        return points
    for _ in range(3):  # cutting corners rounds a line (Chaikin 1974)
        before, after = points[:-1], points[1:]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1)
        points = np.concatenate([points[:1], cut.reshape(-1, 2)[1:-1], points[-1:]])
    return points


def _on_grid(rng: np.random.Generator) -> Points:
    places = rng.integers(-1, 2, (rng.integers(2, 5), 2))
    moved = np.concatenate([[True], np.diff(places, axis=0).any(axis=1)])
    points: Points = places[moved] * np.array([rng.uniform(40.0, 90.0), 90.0]) + CANVAS / 2.0
    return points + rng.normal(0.0, 9.0, points.shape)


Mask = npt.NDArray[np.bool_]

_INKED = 100
_RING = ((0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0))
"""A pixel's neighbours, from the one above on clockwise, as offsets in a picture framed by 1."""


def skeletons(images: ByteArray) -> Mask:
    """The ink of each image ``(n, 784)`` thinned to lines one pixel wide: ``(n, 28, 28)``.

    After Zhang and Suen, "A fast parallel algorithm for thinning digital patterns" (1984): pixels
    at the edge are taken away from the lower right and from the upper left in turn, as long as
    nothing falls apart.
    """
    ink = np.pad((images >= _INKED).reshape(-1, SIDE, SIDE), ((0, 0), (1, 1), (1, 1)))
    changed = True
    while changed:
        changed = False
        for lower_right in (True, False):
            ring = np.stack([ink[:, y : y + SIDE, x : x + SIDE] for y, x in _RING])
            count = np.count_nonzero(ring, axis=0)
            edges = np.count_nonzero(~ring & np.roll(ring, -1, axis=0), axis=0)
            up, right, down, left = ring[::2]
            if lower_right:
                free = ~(up & right & down) & ~(right & down & left)
            else:
                free = ~(up & right & left) & ~(up & down & left)
            inner = ink[:, 1:-1, 1:-1]
            gone = inner & (count >= 2) & (count <= 6) & (edges == 1) & free
            inner &= ~gone
            changed = changed or bool(gone.any())
    return ink[:, 1:-1, 1:-1]


def redrawn(skeleton: Mask) -> FloatArray:
    """A skeleton ``(28, 28)`` with a pen along it: ``(28, 28)``, 0 to 1.

    Raises:
        ValueError: it has no ink.
    """
    rows, columns = np.nonzero(skeleton)
    if not len(rows):
        raise ValueError("there is nothing to draw")
    middles = np.stack([columns, rows], axis=1) + 0.5
    gaps = np.abs(middles[:, np.newaxis] - middles).max(axis=2)
    first, second = np.nonzero(np.triu(gaps < 1.5, 1))
    return inked(np.concatenate([middles, (middles[first] + middles[second]) / 2.0]), PEN)
