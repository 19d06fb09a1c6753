"""How many of ten digits are read from each kind of picture that people bring.

    python tests/benchmarks/pictures.py [--each N] [--quick] [--json]

The digits are the first N (one, if omitted) of each class among MNIST's test images, dark on white,
enlarged bicubically to 280 pixels. Each is put into every kind of picture, saved as a file, and
read as a person's file is, with the network that ships for drawings. ``--quick`` leaves out the
large pages.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from threadpoolctl import threadpool_limits

from _shared import parsed, parser, show
from mnistviz.data.datasets.dataset import LabelledImages, as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.ink.picture import load_picture
from mnistviz.data.ink.preparation import network_input
from mnistviz.data.reference.digit_space import DigitSpace, Verdict
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.nn.arrays import FloatArray
from mnistviz.training.model_file import load_model

SIDE = 280
Page = FloatArray
Kind = Callable[[Page, np.random.Generator], Image.Image]
"""From ink of 0 to 1, ``(280, 280)``, to a picture."""


def grey(page: Page) -> Image.Image:
    """As a file of bytes; ``page`` is brightness, 0 to 255."""
    return Image.fromarray(np.clip(np.rint(page), 0, 255).astype(np.uint8))


def inked(ink: Page, paper: float | Page = 255.0, darkest: float | Page = 0.0) -> Page:
    """Brightness where this ink lies on this paper."""
    return paper - ink * (paper - darkest)


def placed(ink: Page, height: int, width: int, top: int, left: int, side: int = SIDE) -> Page:
    """The ink at another size, somewhere on a page."""
    page = np.zeros((height, width), np.float32)
    image = Image.fromarray(ink).resize((side, side), Image.Resampling.BICUBIC)
    page[top : top + side, left : left + side] = np.clip(np.asarray(image), 0, 1)
    return page


def small(side: int) -> Kind:
    """Sharp, and small on a page of 3000 by 3000."""

    def kind(ink: Page, rng: np.random.Generator) -> Image.Image:
        top, left = rng.integers(200, 2600, 2)
        return grey(inked(placed(ink, 3000, 3000, int(top), int(left), side)))

    return kind


def lined(darkest: float, line: float, *, squared: bool, tilt: float = 0.0) -> Kind:
    """Over lines two pixels thick every 60."""

    def kind(ink: Page, rng: np.random.Generator) -> Image.Image:
        y, x = np.mgrid[0:SIDE, 0:SIDE] - SIDE / 2.0
        down, across = y * np.cos(tilt) - x * np.sin(tilt), x * np.cos(tilt) + y * np.sin(tilt)
        start = rng.integers(60)
        is_line = (down + start) % 60 < 2
        if squared:
            is_line |= (across + start) % 60 < 2
        return grey(np.minimum(inked(ink, 255.0, darkest), np.where(is_line, line, 255.0)))

    return kind


def boxed(ink: Page, rng: np.random.Generator) -> Image.Image:
    """A printed box around it, as in a form."""
    image = grey(inked(placed(ink, 360, 360, 40, 40)))
    width, inset = int(rng.integers(2, 7)), int(rng.integers(6, 34))
    ImageDraw.Draw(image).rectangle((inset, inset, 359 - inset, 359 - inset), None, 0, width)
    return image


def sudoku(ink: Page, rng: np.random.Generator) -> Image.Image:
    """A cell with a piece of its neighbours."""
    image = grey(inked(placed(ink, 360, 360, 40, 40)))
    brush = ImageDraw.Draw(image)
    for at, width in ((24, 6), (330, 2)):
        brush.line((at, 0, at, 359), 0, width)
        brush.line((0, at, 359, at), 0, width)
    brush.line((345, 100, 359, 180), 0, 12)
    return image.rotate(float(rng.uniform(-3, 3)), Image.Resampling.BICUBIC, fillcolor=255)


def coloured(ink_colour: tuple[int, int, int], paper: tuple[int, int, int]) -> Kind:
    """Two colours, of the same lightness perhaps."""

    def kind(ink: Page, rng: np.random.Generator) -> Image.Image:
        return rgb(inked(ink[..., None], np.array(paper, float), np.array(ink_colour, float)))

    return kind


def rgb(page: Page) -> Image.Image:
    """As a file of bytes, ``(height, width, 3)``."""
    return Image.fromarray(np.clip(np.rint(page), 0, 255).astype(np.uint8), "RGB")


def floats(low: float, high: float, *, hot: bool = False) -> Kind:
    """Numbers with a point, as programs for science write them."""

    def kind(ink: Page, rng: np.random.Generator) -> Image.Image:
        values = (low + (high - low) * (1.0 - ink)).astype(np.float32)
        if hot:
            values[5, 7] = 3e38
        return Image.fromarray(values)

    return kind


def twelve_bit(ink: Page, rng: np.random.Generator) -> Image.Image:
    """A camera's 12 bits in 16."""
    return Image.fromarray(np.rint(400 + 3000 * (1 - ink)).astype(np.uint16))


def dithered(ink: Page, rng: np.random.Generator) -> Image.Image:
    """Scanned to black and white, on grey ground."""
    return grey(inked(ink, 160.0)).convert("1")


def halftone(ink: Page, rng: np.random.Generator) -> Image.Image:
    """Printed in dots of eight sizes, as newspapers are."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] * (np.pi / 4)
    return grey(255.0 * (inked(ink, 0.8, 0.1) > 0.5 + 0.25 * (np.cos(x) + np.cos(y))))


def on_a_table(ink: Page, rng: np.random.Generator) -> Image.Image:
    """A sheet photographed askew on dark wood."""
    y, x = np.mgrid[0:480, 0:640]
    wood = 60 + 12 * np.sin(x / 9 + 2 * np.sin(y / 60)) + rng.normal(0, 4, (480, 640))
    sheet = grey(inked(placed(ink, 480, 640, 100, 180), 225.0, 40.0))
    mask = Image.new("L", sheet.size, 0)
    ImageDraw.Draw(mask).rectangle((130, 60, 510, 425), 255)
    angle = float(rng.uniform(-8, 8))
    table = grey(wood)
    table.paste(*(each.rotate(angle, Image.Resampling.BICUBIC) for each in (sheet, mask)))
    return table.filter(ImageFilter.GaussianBlur(0.8))


def scanned(ink: Page, rng: np.random.Generator) -> Image.Image:
    """The scanner's black lid around a torn edge, and two punched holes."""
    page = inked(placed(ink, 480, 440, 100, 80), 245.0, 30.0)
    edge = 400 + np.cumsum(rng.normal(0, 1.2, 480))
    page[np.arange(440) > edge[:, None]] = 8.0
    page[:14] = 8.0
    image = grey(page)
    for top in (110, 330):
        ImageDraw.Draw(image).ellipse((14, top, 50, top + 36), 20)
    return image


def millimetres(ink: Page, rng: np.random.Generator) -> Image.Image:
    """Blue ink on orange millimetre paper."""
    page = np.broadcast_to(np.array([252.0, 248.0, 235.0]), (SIDE, SIDE, 3)).copy()
    orange = np.array([240.0, 150.0, 90.0])
    for step, share in ((8, 0.35), (40, 0.8)):
        page[::step] += share * (orange - page[::step])
        page[:, ::step] += share * (orange - page[:, ::step])
    return rgb(inked(ink[..., None], page, np.array([30.0, 50.0, 150.0])))


def whiteboard(ink: Page, rng: np.random.Generator) -> Image.Image:
    """Green marker, a lamp's glare, and what was not wiped off quite."""
    y, x = np.mgrid[0:400, 0:400]
    glare = 90 * np.exp(-((x - rng.integers(60, 340)) ** 2 + (y - 60) ** 2) / 9000.0)
    board = (150 + 0.12 * x + 0.05 * y + glare)[..., None] * np.array([1.0, 1.02, 1.05])
    board -= 14 * placed(np.rot90(ink).copy(), 400, 400, 110, 20, 200)[..., None]
    page = inked(placed(ink, 400, 400, 60, 60)[..., None], board, np.array([20.0, 120.0, 70.0]))
    return rgb(page + rng.normal(0, 3, page.shape))


def underlined(ink: Page, rng: np.random.Generator) -> Image.Image:
    """With a line under it, and a margin at the left."""
    image = grey(inked(placed(ink, 400, 400, 40, 70)))
    brush = ImageDraw.Draw(image)
    brush.line((60, 345, 340, 335 + int(rng.integers(20))), 0, 9)
    brush.line((30, 0, 34, 399), 90, 3)
    return image


def shadowed(ink: Page, rng: np.random.Generator) -> Image.Image:
    """A photograph of paper with the edge of a shadow over it, blurred and with noise."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    page = inked(ink, 220.0, 50.0) * np.where(x + 0.3 * y < rng.uniform(0.4, 0.9), 0.55, 1.0)
    return grey(page + rng.normal(0, 4, page.shape)).filter(ImageFilter.GaussianBlur(1))


def drowned(ink: Page, rng: np.random.Generator) -> Image.Image:
    """In so much noise that nobody reads it."""
    return grey(inked(ink, 140.0, 110.0) + rng.normal(0, 90, ink.shape))


RED, GREEN = (200, 60, 60), (60, 121, 60)
KINDS: dict[str, Kind] = {
    "plain": lambda ink, rng: grey(inked(ink)),
    "shadow's edge, noise, blur": shadowed,
    "small: 120 on 3000 pixels": small(120),
    "small: 60 on 3000 pixels": small(60),
    "ruled, pencil": lined(130.0, 180.0, squared=False),
    "ruled, dark": lined(0.0, 120.0, squared=False),
    "squared, pencil": lined(130.0, 180.0, squared=True),
    "squared, dark, askew": lined(0.0, 120.0, squared=True, tilt=0.05),
    "printed box": boxed,
    "sudoku's cell": sudoku,
    "underlined, margin": underlined,
    "red on green, equally light": coloured(RED, GREEN),
    "yellow on white": coloured((250, 235, 60), (255, 255, 255)),
    "float, 0 to 1": floats(0.0, 1.0),
    "float, -1 to 1": floats(-1.0, 1.0),
    "float, one pixel of 3e38": floats(0.0, 1.0, hot=True),
    "12 bits": twelve_bit,
    "dithered on grey": dithered,
    "halftone": halftone,
    "sheet on a dark table": on_a_table,
    "scanner's lid, torn, punched": scanned,
    "millimetre paper, coloured": millimetres,
    "whiteboard, glare": whiteboard,
    "ink of ten grey levels": lambda ink, rng: grey(inked(ink, 200.0, 190.0)),
    "drowned in noise": drowned,
}


def chosen(digits: LabelledImages, each: int) -> list[int]:
    """The first ``each`` of every class."""
    return [int(k) for label in range(10) for k in np.flatnonzero(digits.labels == label)[:each]]


def measure(each: int, *, quick: bool) -> dict[str, dict[str, Any]]:
    """For each kind: how many are read, wrong, refused (and why), and answered with "no"."""
    mnist = load_mnist()
    model, space = load_model(resource("models/drawings.npz")), DigitSpace.load(mnist.train)
    figures: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "picture.tiff"
        for name, kind in KINDS.items():
            if quick and "3000" in name:
                continue
            rng, read, wrong, no = np.random.default_rng(0), 0, [], 0
            refused: Counter[str] = Counter()
            for k in chosen(mnist.test, each):
                digit = Image.fromarray(mnist.test.images[k].reshape(28, 28))
                large = digit.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
                kind(np.asarray(large, np.float32) / 255.0, rng).save(path)
                try:
                    plain = network_input(load_picture(path), deskew=False)
                except MnistvizError as error:
                    refused[str(error).split(": ", 1)[-1]] += 1
                    continue
                pixels = deskewed(plain[None]) if model.deskew else plain[None]
                outputs = model.network().predict(model.parameters, as_input(pixels, np.float32))
                label, answer = int(mnist.test.labels[k]), int(outputs.argmax())
                read += answer == label
                wrong += [f"{label} as {answer}"] if answer != label else []
                no += space.examine(plain).judgement.verdict is Verdict.NO
            figures[name] = {"read": read, "no": no, "refused": dict(refused), "wrong": wrong}
    return figures


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--each", type=int, default=1, metavar="N")
    options = parsed(arguments, each=1)
    with threadpool_limits(limits=1):
        figures = measure(options.each, quick=options.quick)
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
