"""The way from what was drawn to the 28x28 picture that a network is given, step by step.

It follows MNIST's recipe: the digit's longer side fills 20 pixels, keeping its shape, and its
centre of mass comes to row and column 14.0 (pixels counted from 0). Every step can be left out, to
see what it is good for. For a network that takes smaller images, or oblong ones, every picture is
then reduced to their shape.
"""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from mnistviz.data.datasets.dataset import WHITE
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.ink.pen import BOX, CENTRE, PEN, SHAPE, SIDE, Box, Ink
from mnistviz.nn.arrays import ByteArray, FloatArray

_WIDEST_PEN = 16.0
"""Pixels that the pen which drew it may be enlarged to: beyond, a dot would become a blob."""


class Step(Enum):
    """What is done, in this order; the first is where it starts."""

    RAW = "raw"
    CROPPED = "cropped"
    SCALED = "scaled"
    CENTRED = "centred"
    DESKEWED = "straightened"


@dataclass(frozen=True, eq=False)
class Stage:
    """What the picture is after a step.

    Attributes:
        step: the step.
        pixels: ``(height * width,)`` bytes, ink is 255; read-only.
        applied: False if the step was left out, or had nothing to do: then it is the picture of
            the stage before.
    """

    step: Step
    pixels: ByteArray
    applied: bool


@dataclass(frozen=True, eq=False)
class StoredDigit:
    """A digit that is in MNIST's form already: one of the test images, or such a file.

    Attributes:
        pixels: ``(height * width,)`` bytes, ink is 255.
        label: what it is, if that is known.
        number: its place among the test images, if it is one.
        shape: (height, width).
    """

    pixels: ByteArray
    label: int | None = None
    number: int | None = None
    shape: tuple[int, int] = SHAPE


@dataclass(frozen=True)
class _Placing:
    """How the ink is to be drawn; the arguments of ``Ink.drawn``."""

    scale: float
    middle: tuple[float, float]
    pen: float | None
    specks: bool

    def drawn(self, ink: Ink) -> FloatArray:
        return ink.drawn(self.scale, self.middle, self.pen, specks=self.specks)


def stages(
    content: Ink | StoredDigit,
    *,
    deskew: bool,
    without: frozenset[Step] = frozenset(),
    shape: tuple[int, int] = SHAPE,
) -> tuple[Stage, ...]:
    """The picture after every step; the last is what the network is given.

    Args:
        content: what was drawn, loaded, or taken from MNIST.
        deskew: whether the network was trained on deskewed digits; the last step is
            there only then.
        without: steps to leave out.
        shape: (height, width) of what the network is given.
    """
    if isinstance(content, StoredDigit):
        pixels = _of_shape(content, shape)
        done = [_stage(step, pixels, applied=step is Step.RAW) for step in list(Step)[:4]]
    else:
        done = _placed(content, without, shape)
    if deskew:
        pixels, applied = done[-1].pixels, Step.DESKEWED not in without
        if applied:
            pixels = deskewed(pixels[np.newaxis], shape)[0]
        done.append(_stage(Step.DESKEWED, pixels, applied=applied))
    return tuple(done)


def network_input(
    content: Ink | StoredDigit,
    *,
    deskew: bool,
    without: frozenset[Step] = frozenset(),
    shape: tuple[int, int] = SHAPE,
) -> ByteArray:
    """The last of the stages alone: ``(height * width,)`` bytes, all 0 if nothing is drawn."""
    if isinstance(content, StoredDigit):
        pixels = _of_shape(content, shape)
    else:
        placing = _placings(content, without)[-1]
        pixels = _bytes(placing.drawn(content), shape)
    deskews = deskew and Step.DESKEWED not in without
    return deskewed(pixels[np.newaxis], shape)[0] if deskews else pixels


def _placed(ink: Ink, without: frozenset[Step], shape: tuple[int, int]) -> list[Stage]:
    """The stages up to the centred one."""
    result: list[Stage] = []
    last: _Placing | None = None
    for step, placing in zip(Step, _placings(ink, without), strict=False):
        if placing == last:
            result.append(_stage(step, result[-1].pixels, applied=False))
        else:
            result.append(_stage(step, _bytes(placing.drawn(ink), shape), applied=True))
        last = placing
    return result


def _placings(ink: Ink, without: frozenset[Step]) -> list[_Placing]:
    """How the ink is placed after each of the first four steps."""
    frame = ink.frame
    raw = _Placing(SIDE / frame.longer_side, frame.middle, None, specks=True)
    box = ink.way(specks=Step.CROPPED in without)
    if box is None:
        return [raw] * 4
    cropped = scaled = raw
    if Step.CROPPED not in without:
        cropped = scaled = replace(raw, middle=box.middle, specks=False)
    if Step.SCALED not in without:
        scale = _scale(box if Step.CROPPED not in without else frame, ink.pen)
        scaled = replace(cropped, scale=scale, pen=PEN)
    centred = scaled if Step.CENTRED in without else _centred(ink, scaled)
    return [raw, cropped, scaled, centred]


def _scale(box: Box, pen: float) -> float:
    """Pixels per unit, so that the longer side, with half a pen at each end, fills 20 pixels."""
    return min((BOX - PEN) / max(box.longer_side, 1e-9), _WIDEST_PEN / pen)


def _centred(ink: Ink, placing: _Placing) -> _Placing:
    # Where the edge of the picture cuts ink off, moving changes the centre of mass, and a second
    # pass corrects the first.
    for _ in range(2):
        picture = placing.drawn(ink)
        total = float(picture.sum())
        if not total:
            break
        is_cut = bool(picture[:: SIDE - 1].any() or picture[:, :: SIDE - 1].any())
        middles = np.arange(SIDE) + 0.5
        x = float(picture.sum(axis=0) @ middles) / total
        y = float(picture.sum(axis=1) @ middles) / total
        across, down = placing.middle
        moved = (across + (x - CENTRE) / placing.scale, down + (y - CENTRE) / placing.scale)
        placing = replace(placing, middle=moved)
        if not is_cut:
            break
    return placing


def _of_shape(digit: StoredDigit, shape: tuple[int, int]) -> ByteArray:
    if digit.shape == shape:
        return digit.pixels
    return _bytes(digit.pixels.reshape(digit.shape).astype(np.float32) / WHITE, shape)


def _bytes(picture: FloatArray, shape: tuple[int, int]) -> ByteArray:
    """A picture with values of 0 to 1, the mean over what becomes a pixel of the other shape."""
    if picture.shape != shape:
        down, across = map(_means, picture.shape, shape)
        picture = down @ picture @ across.T
    return np.rint(picture * WHITE).astype(np.uint8).reshape(-1)


def _means(before: int, after: int) -> FloatArray:
    """Which part of each of so many pixels belongs to each of the others: ``(after, before)``."""
    ends = np.arange(after + 1, dtype=np.float32)[:, np.newaxis] * (before / after)
    covered = np.clip(ends - np.arange(before), 0.0, 1.0)
    result: FloatArray = np.diff(covered, axis=0) * (after / before)
    return result


def _stage(step: Step, pixels: ByteArray, *, applied: bool) -> Stage:
    pixels = pixels.view()
    pixels.flags.writeable = False
    return Stage(step, pixels, applied)
