"""The training digits that are nearest to a picture.

Pictures are compared deskewed, pixel by pixel: their distance is Euclid's, of pixels from 0 to
1. To compare with all 60,000 while somebody draws, they are compared first in the space of their 40
principal components (Pearson 1901; Hotelling 1933), where the coordinates are kept as one byte
each; only the few that are nearest there are then compared in full.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.data.datasets.dataset import LabelledImages, as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray

DIMENSIONS = 40
NEAREST = 5
"""Neighbours that the measures of likeness are taken from."""

_CANDIDATES = 24
"""Compared in full. For 199 test digits of 200 the nearest of all is among them, and for 93 of 100
the nearest five are."""

_CHUNK = 32
"""Pictures measured at a time, so that their distances (60,000 each) stay near the processor."""

_FAR = np.float32(1e9)


@dataclass(frozen=True)
class Neighbour:
    """A training digit near a picture.

    Attributes:
        index: its place among the training images, 0 to 59,999.
        label: what it is.
        distance: Euclid's, of deskewed pictures with pixels from 0 to 1: 0 or more; digits
            of the same kind are some 4 to 8 apart.
    """

    index: int
    label: int
    distance: float


@dataclass(frozen=True, eq=False)
class Axes:
    """Where principal components point.

    Attributes:
        mean: ``(784,)`` float32, of all deskewed training digits, pixels from 0 to 1.
        components: ``(784, 40)`` float32, orthonormal columns, largest variance first.
        step: by which coordinates are rounded; a code is a coordinate / step, -127 to 127.
    """

    mean: FloatArray
    components: FloatArray
    step: float

    def coordinates(self, images: ByteArray) -> tuple[FloatArray, FloatArray]:
        """Coordinates ``(n, 40)``, and the distances ``(n,)`` from the space.

        Args:
            images: ``(n, 784)``, deskewed.
        """
        centred = as_input(images, np.float32) - self.mean
        coordinates: FloatArray = centred @ self.components
        # By Pythagoras: what of a picture's distance from the mean no component accounts for.
        left = np.vecdot(centred, centred) - np.vecdot(coordinates, coordinates)
        return coordinates, np.sqrt(np.maximum(left, 0.0))

    def codes(self, images: ByteArray) -> npt.NDArray[np.int8]:
        """The coordinates of deskewed images ``(n, 784)``, a byte each: ``(n, 40)``."""
        rounded = np.rint(self.coordinates(images)[0] / np.float32(self.step))
        codes: npt.NDArray[np.int8] = np.clip(rounded, -127, 127).astype(np.int8)
        return codes


class Surroundings(NamedTuple):
    """What lies around pictures, in the space of the components.

    Attributes:
        coordinates: ``(n, 40)``.
        residual: ``(n,)``, their distance from the space.
        to_classes: ``(n, 10)``, the distance to the nearest digit of every class.
        to_nearest: ``(n, 5)``, the distances to the nearest of all, in increasing order.
    """

    coordinates: FloatArray
    residual: FloatArray
    to_classes: FloatArray
    to_nearest: FloatArray


class Neighbours:
    """All training digits in the space of their principal components; it never changes.

    Args:
        axes: of the space.
        codes: ``(n, 40)`` int8, of the digits in their stored order.
        digits: the same, not deskewed; every class has at least one, and there are more than
            24 in all.

    Raises:
        ValueError: the codes are not of these digits.
    """

    def __init__(self, axes: Axes, codes: npt.NDArray[np.int8], digits: LabelledImages) -> None:
        shapes = (len(digits), DIMENSIONS), (MNIST.pixels, DIMENSIONS)
        if (codes.shape, axes.components.shape) != shapes:
            raise ValueError("these are not the digits' coordinates")
        self.axes = axes
        self._digits = digits
        # By class, so that the least distance to each is that of a stretch of all distances.
        self._order: IntArray = np.argsort(digits.labels, kind="stable")
        self._starts = np.searchsorted(digits.labels[self._order], np.arange(len(MNIST.classes)))
        self._points: FloatArray = codes[self._order].astype(np.float32)
        self._points *= np.float32(axes.step)
        self._norms = np.vecdot(self._points, self._points)

    def squares(self, coordinates: FloatArray) -> FloatArray:
        """Squared distances ``(n, digits)`` of points ``(n, 40)``; digits are ordered by class."""
        # |p - q|^2 = |p|^2 - 2 p.q + |q|^2: one matrix product.
        result: FloatArray = (np.float32(-2.0) * coordinates) @ self._points.T
        result += self._norms
        result += np.vecdot(coordinates, coordinates)[:, np.newaxis]
        return result

    def compared(self, straight: ByteArray, squares: FloatArray) -> tuple[Neighbour, ...]:
        """The nearest five in all pixels, of the few that are nearest by their coordinates.

        Args:
            straight: ``(784,)``, deskewed.
            squares: ``(digits,)``, what ``squares`` says of it.
        """
        candidates = self._order[np.argpartition(squares, _CANDIDATES)[:_CANDIDATES]]
        images = deskewed(self._digits.images[candidates])
        apart = as_input(images, np.float32) - as_input(straight, np.float32)
        distances = np.sqrt(np.vecdot(apart, apart))
        order = np.argsort(distances, kind="stable")[:NEAREST]
        labels = self._digits.labels[candidates[order]].tolist()
        found = candidates[order].tolist(), labels, distances[order].tolist()
        return tuple(map(Neighbour, *found))

    def around(self, straight: ByteArray, itself: IntArray | None = None) -> Surroundings:
        """What lies around pictures.

        Args:
            straight: ``(n, 784)``, deskewed.
            itself: ``(n,)``, for each the index of a training digit that is not to count, which it
                was made from; none if omitted.
        """
        parts = []
        places = None if itself is None else np.argsort(self._order)[itself]
        for start in range(0, len(straight), _CHUNK):
            part = slice(start, start + _CHUNK)
            coordinates, residual = self.axes.coordinates(straight[part])
            squares = self.squares(coordinates)
            if places is not None:
                squares[np.arange(len(squares)), places[part]] = _FAR
            parts.append(self.surroundings(coordinates, residual, squares))
        return Surroundings(*(np.concatenate(each) for each in zip(*parts, strict=True)))

    def surroundings(
        self, coordinates: FloatArray, residual: FloatArray, squares: FloatArray
    ) -> Surroundings:
        """The same, from what ``Axes.coordinates`` and ``squares`` returned."""
        to_classes = np.minimum.reduceat(squares, self._starts, axis=1)
        to_nearest = np.sort(np.partition(squares, NEAREST, axis=1)[:, :NEAREST], axis=1)
        # Rounding may bring the distance between equal points below 0.
        distances = (np.sqrt(np.maximum(each, 0.0)) for each in (to_classes, to_nearest))
        return Surroundings(coordinates, residual, *distances)


def principal_axes(straight: ByteArray) -> Axes:
    """The principal components of deskewed digits ``(n, 784)``, more than 40 of them."""
    total, products = np.zeros(MNIST.pixels), np.zeros((MNIST.pixels, MNIST.pixels))
    for start in range(0, len(straight), 1000):
        pixels = as_input(straight[start : start + 1000], np.float32)
        total += pixels.sum(axis=0)
        products += pixels.T @ pixels
    mean = total / len(straight)
    covariance = products / len(straight) - np.outer(mean, mean)
    components = np.linalg.eigh(covariance)[1][:, : -DIMENSIONS - 1 : -1]
    # An eigenvector's sign is nobody's choice; its largest number is to be positive everywhere.
    largest = np.abs(components).argmax(axis=0)
    components = components * np.sign(components[largest, np.arange(DIMENSIONS)])
    axes = Axes(mean.astype(np.float32), np.ascontiguousarray(components, np.float32), 1.0)
    widest = max(
        float(np.abs(axes.coordinates(straight[start : start + 1000])[0]).max())
        for start in range(0, len(straight), 1000)
    )
    return Axes(axes.mean, axes.components, widest / 127.0)
