"""Training images bent at random, so that a network never sees quite the same digit twice.

Every image is moved by a random affine map of its own: scaled, slanted and turned about the middle
of the picture, then shifted. It has to be cheap, for a whole update of the small network takes only
some 4 µs an image. Therefore:

- A pixel of the result is one pixel read, not four weighed against each other. Bilinear values are
  instead worked out beforehand, half way between neighbouring pixels, where they are plain means of
  whole images: so an image is read with half a pixel's resolution.
- To work out where to read takes longer than to read. So there are as many maps as a block has
  images, and 32 blocks go by before they are drawn anew. Two images of a block never share a map,
  and an image meets another one in every epoch.
"""

from __future__ import annotations  # NumPy imports its random part once it is named

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np

from mnistviz.data.datasets.dataset import put_input
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

BLOCK = 64
"""Images bent at a time: enough to make NumPy's calls cheap, few enough to stay in the cache."""

_USES = 32
"""Blocks bent with the same maps."""


@dataclass(frozen=True)
class Augmentation:
    """How far images are augmented; each number is drawn evenly between minus and plus its range.

    Attributes:
        shift: pixels, across and down by themselves.
        rotation: degrees.
        scale: share by which a digit grows or shrinks, in width and in height by themselves;
            below 1.
        shear: pixels that a row slides sideways for each row that it is above the centre.

    Raises:
        ValueError: a range is negative or not finite, or the scale reaches 1.
    """

    shift: float = 1.0
    rotation: float = 12.0
    scale: float = 0.15
    shear: float = 0.15

    def __post_init__(self) -> None:
        ranges = (self.shift, self.rotation, self.scale, self.shear)
        if not (all(0.0 <= each < np.inf for each in ranges) and self.scale < 1.0):
            raise ValueError(f"no ranges to bend images in: {self}")

    def times(self, strength: float) -> Self:
        """The same with all ranges multiplied by ``strength``, 0 (nothing is bent) or more."""
        ranges = (self.shift, self.rotation, self.scale, self.shear)
        return type(self)(*(each * strength for each in ranges))

    def draw(self, count: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
        """Random maps: matrices ``(count, 2, 2)`` and shifts ``(count, 2, 1)`` in pixels.

        A point (row, column) relative to the centre goes to matrix @ point + shift.
        """
        random = rng.uniform(-1.0, 1.0, (6, count))
        height, width = 1.0 + self.scale * random[:2]
        slant = self.shear * random[2]
        turn = np.deg2rad(self.rotation) * random[3]
        cos, sin = np.cos(turn), np.sin(turn)
        rotation = np.array([[cos, -sin], [sin, cos]]).transpose(2, 0, 1)
        stretch = np.array([[height, np.zeros(count)], [-slant * height, width]]).transpose(2, 0, 1)
        return rotation @ stretch, self.shift * random[4:].T[:, :, np.newaxis]


class AugmenterState(NamedTuple):
    """Where an augmenter is in its random numbers.

    Attributes:
        random: its generator's state before the maps at hand were drawn.
        blocks_left: that they still serve; None before the first were drawn.
    """

    random: dict[str, Any]
    blocks_left: int | None


class Augmenter:
    """Bends images and makes them a network's input.

    The result depends on the generator's seed and on the calls made so far, nothing else.
    """

    def __init__(
        self, ranges: Augmentation, rng: np.random.Generator, shape: tuple[int, int] = MNIST.shape
    ) -> None:
        self._ranges = ranges
        self._rng = rng
        height, self._width = shape
        self._pixels = height * self._width
        # Where MNIST's recipe puts a digit's centre of mass, counting pixels from 0.
        self._centre = np.array([[height / 2.0], [self._width / 2.0]])
        # In half pixels, with the frame: see ``_table_of_places``.
        self._ends = np.array([[2 * height], [2 * self._width]], np.float32)
        self._rows_columns = np.indices(shape).reshape(2, self._pixels).astype(np.float32)
        # The images, the means of pixels beside and above each other, and of four; and nothing.
        self._planes: ByteArray = np.zeros((5, BLOCK, self._pixels), np.uint8)
        self._halves: ByteArray = np.empty(BLOCK * self._pixels, np.uint8)
        self._augmented: ByteArray = np.empty((BLOCK, self._pixels), np.uint8)
        self._table = _table_of_places(shape)
        self._places: IntArray = np.empty((BLOCK, self._pixels), np.intp)
        self._blocks_left = 0
        self._drawn_with: dict[str, Any] | None = None

    @property
    def state(self) -> AugmenterState:
        """Where it is; put back, with the same ranges, it bends all further images as before."""
        if self._drawn_with is None:
            return AugmenterState(dict(self._rng.bit_generator.state), None)
        return AugmenterState(self._drawn_with, self._blocks_left)

    @state.setter
    def state(self, state: AugmenterState) -> None:
        self._rng.bit_generator.state = state.random
        self._drawn_with = None
        if state.blocks_left is not None:
            self._draw_maps()
        self._blocks_left = state.blocks_left or 0

    @property
    def ranges(self) -> Augmentation:
        """How far; new ones hold from the next call."""
        return self._ranges

    @ranges.setter
    def ranges(self, ranges: Augmentation) -> None:
        self._ranges = ranges
        self._blocks_left = 0

    def __call__(self, images: ByteArray, out: FloatArray) -> None:
        """Write the images ``(n, pixels)``, bent, to ``out``, of the same shape in 0 to 1.

        Pixels that come from outside the picture are 0. Of more than ``BLOCK`` images, the maps
        of the first ``BLOCK`` serve the others too.
        """
        for start in range(0, len(images), BLOCK):
            block = images[start : start + BLOCK]
            augmented, result = self._augmented[: len(block)], out[start : start + len(block)]
            if self._blocks_left == 0:
                self._draw_maps()
            self._blocks_left -= 1
            self._fill_planes(block)
            # Every place is inside, so nothing is clipped: NumPy reads fastest in this mode.
            np.take(self._planes, self._places[: len(block)], out=augmented, mode="clip")
            put_input(augmented, result)

    def _fill_planes(self, block: ByteArray) -> None:
        """Work out the means; halves added fit a byte, and lose two grey levels at most.

        The last pixel of a row is averaged with the first of the next, as if the whole block were
        one row: such a mean is no place to read from.
        """
        used = block.size
        image, beside, below, four = (plane.reshape(-1)[:used] for plane in self._planes[:4])
        halves, width = self._halves[:used], self._width
        image[:] = block.reshape(-1)
        np.right_shift(image, 1, out=halves)
        np.add(halves[:-1], halves[1:], out=beside[:-1])
        np.add(halves[:-width], halves[width:], out=below[:-width])
        np.right_shift(beside, 1, out=halves)
        np.add(halves[:-width], halves[width:], out=four[:-width])

    def _draw_maps(self) -> None:
        """Draw a map for each place in a block, and work out where its image is to be read."""
        self._blocks_left = _USES
        self._drawn_with = dict(self._rng.bit_generator.state)
        matrices, shifts = self._ranges.draw(BLOCK, self._rng)
        # Backwards: for each pixel of the result, where in the image it comes from.
        inverses = np.linalg.inv(matrices)
        offsets = self._centre - inverses @ (shifts + self._centre)
        # In half pixels, and one on for the table's frame; half a one more makes casting round.
        points = (2.0 * inverses).astype(np.float32) @ self._rows_columns
        points += (2.0 * offsets + 1.5).astype(np.float32)
        steps = np.clip(points, 0.0, self._ends, out=points).astype(np.int32)
        entries = steps[:, 0] * (2 * self._width + 1) + steps[:, 1]
        np.take(self._table, entries, out=self._places, mode="clip")
        self._places += np.arange(BLOCK)[:, np.newaxis] * self._pixels


def _table_of_places(shape: tuple[int, int]) -> IntArray:
    """Where a point of a block's first image lies in the flattened planes.

    Points count half pixels down and across, with a frame of one around them that stands for all
    that is outside: it lies in the plane of zeros. ``(57 * 57,)`` for images of 28 by 28.
    """
    height, width = shape
    plane = BLOCK * height * width
    table = np.full((2 * height + 1, 2 * width + 1), 4 * plane, np.intp)
    rows, columns = np.indices((2 * height - 1, 2 * width - 1))
    planes = 2 * (rows % 2) + columns % 2
    table[1:-1, 1:-1] = planes * plane + (rows // 2) * width + columns // 2
    return table.reshape(-1)
