"""How well the shipped networks read what people draw with a pen.

    python tests/benchmarks/strokes.py [STROKES.npz] [--some N] [--sheet OUT.png]
                                       [--quick] [--json]

STROKES.npz holds pen strokes, as arrays digit_offsets, stroke_offsets, points (x to the right, y
downwards, 0 to 500) and labels; without it, those of tests/strokes. Nothing is learned from them.
Every digit goes the canvas's own
way; then it is painted on a 280x280 picture with pens of several widths, dark on light, and goes
the way of pictures. Beside it, "usual": what most such programs do with a picture painted with a
20 pixel pen, which is to crop it, to scale its longer side to 20 pixels and to put its centre of
mass into the middle. ``--sheet`` paints the 100 most confident mistakes. ``--quick`` is 40 digits.
"""

from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from threadpoolctl import threadpool_limits

from _shared import PEN_DIGITS, parsed, parser, show
from mnistviz.data.datasets.dataset import as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.preparation import network_input
from mnistviz.files import resource
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.model_file import TrainedModel, load_model

_TABLET = 500.0
_PENS = (8, 12, 16, 20, 24, 28)
_FINE = 4
_MODELS = ("relu", "sigmoid", "drawings")


def load(path: Path) -> tuple[list[Drawing], IntArray]:
    """All digits of the file, as drawings on the canvas, and their labels."""
    with np.load(path) as file:
        digits, strokes = file["digit_offsets"], file["stroke_offsets"]
        points, labels = file["points"] * (CANVAS / _TABLET), file["labels"].astype(np.intp)
    pieces = [points[a:b] for a, b in pairwise(strokes)]
    spans = pairwise(digits)
    return [Drawing(tuple(pieces[a:b])) for a, b in spans], labels


def painted(drawing: Drawing, pen: int) -> FloatArray:
    """A 280x280 picture, dark on light, with straight lines and round ends."""
    side = round(CANVAS) * _FINE
    page = Image.new("L", (side, side), 255)
    brush, radius = ImageDraw.Draw(page), pen * _FINE / 2.0
    for stroke in drawing.strokes:
        line = [(float(x) * _FINE, float(y) * _FINE) for x, y in stroke]
        if len(line) > 1:
            brush.line(line, fill=0, width=pen * _FINE)
        for x, y in line:
            brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    small = page.resize((round(CANVAS), round(CANVAS)), Image.Resampling.BOX)
    return np.asarray(small, np.float32)


def usual(grey: FloatArray) -> ByteArray:
    """The usual recipe: bounding box, scale, centre."""
    ink = 255.0 - grey
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(20 * side / max(ink.shape))) for side in ink.shape)
    small = np.asarray(Image.fromarray(ink).resize((width, height), Image.Resampling.BOX))
    total = float(small.sum())
    y = float(small.sum(axis=1) @ np.arange(height)) / total
    x = float(small.sum(axis=0) @ np.arange(width)) / total
    # Placed where the centre of mass comes nearest to (14, 14) with nothing cut off.
    top = min(max(round(14 - y), 0), 28 - height)
    left = min(max(round(14 - x), 0), 28 - width)
    result = np.zeros((28, 28), np.uint8)
    result[top : top + height, left : left + width] = np.rint(small)
    return result.reshape(784)


def answers(model: TrainedModel, plain: ByteArray) -> FloatArray:
    """Calibrated probabilities ``(n, 10)`` for prepared pictures that are not deskewed yet."""
    images = deskewed(plain) if model.deskew else plain
    outputs = model.network().predict(model.parameters, as_input(images, np.float32))
    return calibrated(outputs, model.parameters.architecture.output, model.temperature)


def paint_sheet(
    path: Path,
    drawings: list[Drawing],
    plain: ByteArray,
    probabilities: FloatArray,
    labels: IntArray,
) -> None:
    """The 100 most confident mistakes: as drawn, as the network got them, label and answer."""
    given = probabilities.argmax(axis=1)
    wrong = np.flatnonzero(given != labels)
    wrong = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:100]
    sheet = Image.new("L", (1200, 960), 255)
    brush = ImageDraw.Draw(sheet)
    for place, index in enumerate(wrong):
        x, y = 120 * (place % 10), 96 * (place // 10)
        sheet.paste(Image.fromarray(painted(drawings[index], 16)).resize((64, 64)), (x, y + 4))
        pixels = 255 - deskewed(plain[index][np.newaxis]).reshape(28, 28)
        sheet.paste(Image.fromarray(pixels).resize((48, 48), Image.Resampling.NEAREST), (x + 66, y))
        share = probabilities[index].max()
        brush.text((x + 4, y + 72), f"{labels[index]} read {given[index]} ({share:.0%})", fill=0)
    sheet.save(path)


def pictures(drawing: Drawing) -> ByteArray:
    """What a network is given of it, not deskewed yet, one way each: ``(ways, 784)``."""
    pages = {pen: painted(drawing, pen) for pen in _PENS}
    by_pen = [network_input(Picture.of(page), deskew=False) for page in pages.values()]
    return np.stack([network_input(drawing, deskew=False), usual(pages[20]), *by_pen])


def measure(drawings: list[Drawing], labels: IntArray, sheet: Path | None) -> dict[str, object]:
    """All figures: accuracy in percent by the way taken and the model, and a confusion matrix."""
    with ProcessPoolExecutor() as pool:
        prepared = np.stack([*pool.map(pictures, drawings, chunksize=20)], axis=1)
    names = ("canvas", "usual, pen 20", *(f"picture, pen {pen}" for pen in _PENS))
    ways = dict(zip(names, prepared, strict=True))
    figures: dict[str, object] = {"digits": len(drawings)}
    confusion: npt.NDArray[np.int64] = np.zeros((10, 10), np.int64)
    for name in _MODELS:
        model = load_model(resource(f"models/{name}.npz"))
        row = {"MNIST test": round(100.0 * model.test_accuracy, 2)}
        for way, plain in ways.items():
            probabilities = answers(model, plain)
            given = probabilities.argmax(axis=1)
            row[way] = round(100.0 * float(np.mean(given == labels)), 2)
            if name == "drawings" and way == "canvas":
                np.add.at(confusion, (labels, given), 1)
                if sheet is not None:
                    paint_sheet(sheet, drawings, plain, probabilities, labels)
        figures[name] = row
    figures["confusion"] = {label: row.tolist() for label, row in enumerate(confusion)}
    return figures


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument(
        "strokes", type=Path, nargs="?", default=PEN_DIGITS, metavar="STROKES.npz"
    )
    arguments.add_argument("--some", type=int, metavar="N", help="only so many, evenly spread")
    arguments.add_argument("--sheet", type=Path, metavar="OUT.png")
    options = parsed(arguments, some=40)
    drawings, labels = load(options.strokes)
    if options.some:
        chosen = np.linspace(0, len(drawings) - 1, options.some).astype(int)
        drawings, labels = [drawings[k] for k in chosen], labels[chosen]
    with threadpool_limits(limits=1):
        figures = measure(drawings, labels, options.sheet)
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
