"""Drawings with their labels as one file, to be shown to other networks on other days.

It is plain JSON, and holds nothing but the drawings: no names, no dates, no paths. What is read is
checked before it is believed.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.page import Content, Picture
from mnistviz.data.ink.pen import Points
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.errors import FileError, FileFault, Flaw, Reason
from mnistviz.files import open_regular, replacing
from mnistviz.nn.arrays import ByteArray

FORMAT = "mnistviz drawings"
FORMAT_VERSION = 1
MAX_DRAWINGS = 12

_MAX_BYTES = 8 * 2**20
_MAX_POINTS = 20_000
_MAX_SIDE = 280
"""Larger pictures are reduced: ten times what a network is given."""

_MAX_CROSSINGS = 500.0
"""How often a drawing's strokes may cross it; a page is black after some twenty. The time and the
memory to prepare a drawing grow with this number, and a file must not be able to use them up."""

_SMALL = 20.0
"""Drawings smaller than this, in canvas units, are hardly enlarged further (see preparation)."""


@dataclass(frozen=True, eq=False)
class PinnedDrawing:
    """Something to read, and what it is meant to be.

    Attributes:
        content: strokes, a picture, or a digit of MNIST.
        label: 0 to 9.
    """

    content: Content
    label: int


def save_pinned(path: Path, drawings: Sequence[PinnedDrawing], data: DataSetInfo = MNIST) -> None:
    """Write ``drawings``; the same drawings always give the same bytes.

    Their labels are classes of ``data``, and stored images among them have its shape.

    Raises:
        FileError: the file cannot be written, or the drawings are too large for one; an
            older file is left as it was.
    """
    try:
        entries = [_described(drawing) for drawing in drawings]
        _checked(entries, data)  # what could not be read again is refused while it is on screen
    except ValueError as error:
        raise FileError(path, FileFault.UNWRITABLE, error) from error
    facts = {"format": FORMAT, "version": FORMAT_VERSION, "drawings": entries}
    text = json.dumps(facts, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    if len(text) > _MAX_BYTES:
        raise FileError(path, FileFault.UNWRITABLE, Reason.DRAWINGS_TOO_LARGE)
    with replacing(path) as file:
        file.write(text)


def load_pinned(path: Path, data: DataSetInfo = MNIST) -> tuple[PinnedDrawing, ...]:
    """Read drawings that ``save_pinned`` wrote, of the same ``data``.

    Raises:
        FileError: the file is missing, cut off, too large, of another program, of drawings for
            other data, or written by a newer version of this one.
    """
    with open_regular(path, _MAX_BYTES) as file:
        text = file.read(_MAX_BYTES)
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileError(path, FileFault.NO_DRAWINGS) from error
    try:
        return _checked(_entries(facts), data)
    except ValueError as error:
        raise FileError(path, FileFault.BAD_DRAWINGS, error) from error


def _described(drawing: PinnedDrawing) -> dict[str, Any]:
    """A drawing as what JSON knows."""
    content = drawing.content
    if isinstance(content, Drawing):
        # Where strokes were rubbed out, the bows between points may leave the canvas by a hair.
        strokes = [np.clip(stroke, 0.0, CANVAS).tolist() for stroke in content.strokes]
        return {"label": drawing.label, "strokes": strokes}
    if isinstance(content, StoredDigit):
        return {"label": drawing.label, "digit": _encoded(content.pixels)}
    height, width = (grey := _reduced(content.grey)).shape
    picture = {"width": width, "height": height, "grey": _encoded(grey)}
    return {"label": drawing.label, "picture": picture}


def _reduced(grey: ByteArray) -> ByteArray:
    if max(grey.shape) <= _MAX_SIDE:
        return grey
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(grey))
    image.thumbnail((_MAX_SIDE, _MAX_SIDE), Image.Resampling.BOX)
    return np.asarray(image, np.uint8)


def _encoded(pixels: ByteArray) -> str:
    return base64.b64encode(pixels.tobytes()).decode("ascii")


def _entries(facts: Any) -> Any:
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise Flaw(Reason.FOREIGN)
    version = facts.get("version")
    if type(version) is not int or version != FORMAT_VERSION:
        raise Flaw(Reason.OTHER_FORMAT, found=f"{version!r:.20}", known=FORMAT_VERSION)
    return facts.get("drawings")


def _checked(entries: Any, data: DataSetInfo) -> tuple[PinnedDrawing, ...]:
    """Turn what a file says into drawings; any mistake in it is a ValueError."""
    if not isinstance(entries, list):
        raise Flaw(Reason.NO_LIST)
    if len(entries) > MAX_DRAWINGS:
        raise Flaw(Reason.TOO_MANY_DRAWINGS, count=len(entries), most=MAX_DRAWINGS)
    result = []
    for number, entry in enumerate(entries, 1):
        try:
            result.append(_drawing(entry, data))
        except Flaw as flaw:
            raise Flaw(Reason.IN_DRAWING, number=number, reason=flaw) from flaw
    return tuple(result)


def _drawing(entry: Any, data: DataSetInfo) -> PinnedDrawing:
    match entry:
        case {"label": int(label), "strokes": list(strokes), **others} if not others:
            content: Content = _strokes(strokes)
        case {"label": int(label), "digit": str(text), **others} if not others:
            content = StoredDigit(_decoded(text, data.pixels), shape=data.shape)
        case {"label": int(label), "picture": dict(picture), **others} if not others:
            content = _picture(picture)
        case _:
            raise Flaw(Reason.NO_DRAWING)
    if type(label) is not int or not 0 <= label < len(data.classes):
        raise Flaw(Reason.LABEL, most=len(data.classes) - 1)
    return PinnedDrawing(content, label)


def _strokes(strokes: list[Any]) -> Drawing:
    if not strokes or not all(isinstance(stroke, list) and stroke for stroke in strokes):
        raise Flaw(Reason.NO_STROKES)
    if sum(len(stroke) for stroke in strokes) > _MAX_POINTS:
        raise Flaw(Reason.TOO_MANY_POINTS, most=_MAX_POINTS)
    drawing = Drawing(tuple(_points(stroke) for stroke in strokes))
    box = drawing.way(specks=True)
    way = sum(float(np.hypot(*np.diff(points, axis=0).T).sum()) for points in drawing.strokes)
    if box is not None and way > _MAX_CROSSINGS * max(box.longer_side, _SMALL):
        raise Flaw(Reason.TOO_LONG)
    return drawing


def _points(stroke: list[Any]) -> Points:
    for point in stroke:
        if not (isinstance(point, list) and len(point) == 2 and all(map(_is_on_canvas, point))):
            raise Flaw(Reason.POINT, most=int(CANVAS))
    points = np.array(stroke, np.float64)
    points.flags.writeable = False
    return points


def _is_on_canvas(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= CANVAS  # NaN fails any comparison


def _picture(facts: dict[str, Any]) -> Picture:
    match facts:
        case {"width": int(width), "height": int(height), "grey": str(text)}:
            pass
        case _:
            raise Flaw(Reason.NO_GREY)
    if not (1 <= width <= _MAX_SIDE and 1 <= height <= _MAX_SIDE):
        raise Flaw(Reason.SIDES, most=_MAX_SIDE)
    grey = _decoded(text, width * height).reshape(height, width)
    return Picture.of(grey.astype(np.float32))


def _decoded(text: str, count: int) -> ByteArray:
    """Bytes from base64; read-only, as they come."""
    try:
        pixels = np.frombuffer(base64.b64decode(text, validate=True), np.uint8)
    except ValueError as error:
        raise Flaw(Reason.BASE64) from error
    if len(pixels) != count:
        raise Flaw(Reason.PIXELS, found=len(pixels), wanted=count)
    return pixels
