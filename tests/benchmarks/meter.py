"""How well the meter "looks like a digit" tells digits from other pictures.

    python tests/benchmarks/meter.py [--count N] [--seed S] [--strokes FILE]
                                     [--quick] [--json]

Prints, for every kind of picture, which share is called "yes", "unsure" and "no", and then what
loading and a picture take.

The first rows are digits: MNIST's test digits, by which the thresholds were set, the same bent a
little, and drawn anew with the pen of the canvas. Then come pictures that are none. The meter was
taught on other pictures of the kinds marked "*", made of training digits; on no letter and no
scribble. Some of these pictures are digits all the same: a 6 upside down, half of an 8, a C.

``--strokes`` is the archive of digits that people drew with a pen, without it that of
tests/strokes, whose README says what it holds.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from _shared import PEN_DIGITS, parsed, parser, show
from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.pen import Points
from mnistviz.data.ink.preparation import network_input
from mnistviz.data.reference.digit_space import DigitSpace, Verdict
from mnistviz.data.reference.not_digits import (
    augmented,
    dots,
    drawn_anew,
    halves,
    normalised,
    pasted,
)
from mnistviz.nn.arrays import ByteArray
from strokes import load

# Corners of the strokes, from 0 to 9 across and down.
_LETTERS = {
    "A": "09 50 99,26 86", "C": "81 50 03 07 59 88", "E": "90 00 09 99,05 85",
    "F": "90 00 09,05 75",
    "H": "00 09,90 99,05 95", "K": "00 09,90 05 99", "L": "00 09 89", "M": "09 00 56 90 99",
    "N": "09 00 99 90", "P": "09 00 81 84 05", "R": "09 00 81 84 05 99", "T": "00 90,50 59",
    "U": "00 07 59 97 90", "V": "00 59 90", "W": "00 29 53 79 90", "X": "00 99,90 09",
    "Y": "00 55 90,55 59", "+": "05 95,50 59", "*": "05 95,20 89,80 29", "?": "02 40 82 45 47,49",
    "#": "30 39,70 79,03 93,07 97", "square": "00 90 99 09 00",
}  # fmt: skip
_MNIST_SIDE = 28


def letters(_: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Letters and signs of a few straight strokes, each corner a little off, all a little bent."""
    pictures = []
    for k in range(count):
        form = np.eye(2) + rng.uniform(-0.15, 0.15, (2, 2))
        form[0] *= rng.uniform(0.5, 0.9)
        strokes = []
        for text in list(_LETTERS.values())[k % len(_LETTERS)].split(","):
            corners = np.array([divmod(int(each), 10) for each in text.split()]) / 9.0 - 0.5
            corners += rng.normal(0.0, 0.03, corners.shape)
            strokes.append(_straight(140.0 + 180.0 * corners @ form.T))
        pictures.append(_drawn(strokes))
    return np.stack(pictures)


def scribbles(_: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """One line that wanders."""
    pictures = []
    for _number in range(count):
        direction = np.cumsum(rng.normal(0.0, 0.6, rng.integers(60, 200)))
        way = np.cumsum(np.stack([np.cos(direction), np.sin(direction)], axis=1), axis=0)
        way -= way.mean(axis=0)
        pictures.append(_drawn([140.0 + way * (90.0 / np.abs(way).max())]))
    return np.stack(pictures)


def turned(quarters: int) -> Callable[[LabelledImages, int, np.random.Generator], ByteArray]:
    """Digits of all classes, turned by so many quarters."""

    def make(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
        images = digits.images[rng.permutation(len(digits))[:count]]
        squares = images.reshape(-1, _MNIST_SIDE, _MNIST_SIDE)
        return np.stack([normalised(np.rot90(each, quarters)) for each in squares])

    return make


def blank(_: LabelledImages, count: int, _rng: np.random.Generator) -> ByteArray:
    """Nothing."""
    return np.zeros((count, _MNIST_SIDE**2), np.uint8)


def bent_digits(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Test digits, turned and stretched a little."""
    return augmented(digits, rng.permutation(len(digits))[:count], rng)


def redrawn_digits(digits: LabelledImages, count: int, rng: np.random.Generator) -> ByteArray:
    """Test digits, drawn anew."""
    return drawn_anew(digits, rng.permutation(len(digits))[:count])


KINDS: dict[str, Callable[[LabelledImages, int, np.random.Generator], ByteArray]] = {
    "digits, all for testing": lambda digits, count, _rng: digits.images[: 10 * count],
    "digits, bent a little *": bent_digits,
    "digits, drawn anew *": redrawn_digits,
    "letters and signs": letters,
    "scribbles": scribbles,
    "2 to 12 dots *": dots,
    "blank": blank,
    "turned by 90 degrees *": turned(1),
    "turned by 180 degrees": turned(2),
    "half digits *": halves,
    "two digits pasted *": pasted,
}


def shares(space: DigitSpace, pictures: ByteArray) -> dict[str, float]:
    """Which share of pictures ``(n, 784)`` gets which verdict."""
    verdicts = space.verdicts(pictures)
    return {each.value: verdicts.count(each) / len(verdicts) for each in Verdict}


def milliseconds(space: DigitSpace, pictures: ByteArray) -> float:
    """What a picture takes, the median."""
    seconds = []
    for picture in pictures:
        start = perf_counter()
        space.examine(picture)
        seconds.append(perf_counter() - start)
    return 1000.0 * median(seconds)


def _straight(corners: Points) -> Points:
    """Points on straight lines between corners, so close that the pen keeps to them."""
    at = np.linspace(0.0, len(corners) - 1.0, 12 * (len(corners) - 1) + 1)
    which = np.arange(len(corners))
    return np.stack([np.interp(at, which, axis) for axis in corners.T], axis=1)


def _drawn(strokes: list[Points]) -> ByteArray:
    return network_input(Drawing(tuple(strokes)), deskew=False)


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument(
        "--count", type=int, default=1000, help="of each kind; ten times as many digits"
    )
    arguments.add_argument("--seed", type=int, default=2024)
    arguments.add_argument("--strokes", type=Path, default=PEN_DIGITS, metavar="FILE")
    arguments.add_argument("--resource", type=Path, metavar="FILE", help="default: the one shipped")
    options = parsed(arguments, count=30)
    mnist = load_mnist()
    start = perf_counter()
    space = DigitSpace.load(mnist.train, options.resource)
    figures: dict[str, object] = {"load_milliseconds": 1000.0 * (perf_counter() - start)}
    table: dict[str, dict[str, float]] = {}
    for k, (kind, make) in enumerate(KINDS.items()):
        rng = np.random.default_rng((options.seed, k))
        table[kind] = shares(space, make(mnist.test, options.count, rng))
    drawings = load(options.strokes)[0][: 10 * options.count]
    pen_digits = np.stack([network_input(each, deskew=False) for each in drawings])
    table["digits, drawn with a pen"] = shares(space, pen_digits)
    figures["milliseconds"] = milliseconds(space, mnist.test.images[: options.count])
    show({**figures, "shares": table}, as_json=options.json)


if __name__ == "__main__":
    main()
