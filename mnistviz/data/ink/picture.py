"""People's own image files: any size, dark on light or light on dark, even photographs.

Pictures in colour made grey, so that what differs in them differs still.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from mnistviz.data.datasets.dataset import WHITE
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.paper import Grey
from mnistviz.data.ink.pen import CENTRE, PIXELS, SIDE
from mnistviz.data.ink.photo import why_nothing
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.errors import FileError, FileFault, Flaw, Reason
from mnistviz.files import open_regular
from mnistviz.nn.arrays import ByteArray

MAX_PIXELS = 50_000_000
_MAX_BYTES = 512 * 2**20
"""As many pixels of several large numbers each, and some."""

_MAX_SIDE = 560
"""Larger pictures are reduced first; twenty times the network's own resolution is enough."""

_STORED_SIDE = 20
"""The longer side of MNIST's own digits, in pixels."""

_SAMPLE, _FEW, _ONE_IN = 1_000_000, 2, 200_000
"""Pixels that a range is taken from, about; the brightest and the darkest of them that may be
broken, and one more for so many."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM", "ICO", "TGA")
"""What is tried. PostScript is not: Pillow would run another program on it."""

_MOVING = ("GIF", "PNG", "WEBP", "AVIF")
"""Formats where several pictures are an animation; elsewhere they are pages, or thumbnails."""


def load_picture(path: Path) -> Picture | StoredDigit:
    """The picture in ``path``; a digit in MNIST's own form already is taken as it is.

    Raises:
        FileError: the file is missing, cut off, an animation, no picture, too large, or shows
            nothing.
    """
    with _refusals(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large and odd files; we refuse or read them
        with open_regular(path, _MAX_BYTES) as file:
            _refuse_others(file)
            with Image.open(file, formats=_FORMATS) as image:
                return _picture(image)


def picture_from_pixels(pixels: ByteArray) -> Picture | StoredDigit:
    """A picture that is in memory already, as from the clipboard.

    Args:
        pixels: ``(height, width)`` grey, ``(height, width, 3)`` red, green and blue, or
            ``(height, width, 4)`` with opacity; what is transparent becomes paper.

    Raises:
        FileError: it is too large, or shows nothing.
    """
    with _refusals(None):
        return _picture(Image.fromarray(pixels))


def read_picture(path: Path) -> ByteArray:
    """The picture in ``path`` as a network's input: ``(784,)`` bytes, not deskewed; ink is 255.

    Raises:
        FileError: as ``load_picture``.
    """
    return network_input(load_picture(path), deskew=False)


@contextmanager
def _refusals(path: Path | None) -> Iterator[None]:
    """Whatever goes wrong with the picture, as one plain line."""
    try:
        yield
    except FileError:
        raise
    except UnidentifiedImageError as error:
        raise FileError(path, FileFault.NO_PICTURE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileError(path, FileFault.TOO_MANY_PIXELS) from error
    except Flaw as flaw:
        raise FileError(path, FileFault.REFUSED, flaw) from flaw
    except Exception as error:  # on damaged bytes Pillow's decoders raise just about anything
        raise FileError(path, FileFault.UNREADABLE, Reason.DAMAGED) from error


def _refuse_others(file: BinaryIO) -> None:
    """Say what to do with files that people take for pictures, or that hold some."""
    start = file.read(4096)
    file.seek(0)
    kind, brands = start[4:8], start[8:64]
    if start.startswith(b"%PDF"):
        raise Flaw(Reason.PDF)
    if start.startswith(b"%!PS"):
        raise Flaw(Reason.POSTSCRIPT)
    if kind == b"ftyp" and b"avif" not in brands:
        if any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1")):
            raise Flaw(Reason.HEIC)
        raise Flaw(Reason.FILM)
    if start.startswith(b"8BPS"):
        raise Flaw(Reason.PHOTOSHOP)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in start:
        raise Flaw(Reason.SVG)


def _picture(image: Image.Image) -> Picture | StoredDigit:
    grey = _grey(image)
    stored = _stored(grey)
    if stored is not None:
        return stored
    picture = Picture.of(grey)
    if not picture:
        raise Flaw(why_nothing(grey))
    return picture


def _grey(image: Image.Image) -> Grey:
    """As grey values, 0 to 255; what is transparent becomes the opposite of the ink."""
    if image.width * image.height > MAX_PIXELS:
        raise Image.DecompressionBombError
    if image.format in _MOVING and getattr(image, "is_animated", False):
        raise Flaw(Reason.ANIMATION)
    image.draft(None, (_MAX_SIDE, _MAX_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith(("I", "F")):
        return _in_its_own_range(image)
    if image.has_transparency_data:
        return lightness(_opaque(_reduced(_in_mode("RGBA", image).convert("RGBa"))))
    if image.mode in {"1", "L", "LAB"}:  # which Pillow does not turn into other colours
        return _reduced(image.getchannel(0) if image.mode == "LAB" else _in_mode("L", image))
    return lightness(_reduced(_in_mode("RGB", image)))


def _in_mode(mode: str, image: Image.Image) -> Image.Image:
    """The same in another mode, or itself: a copy of a photograph takes long."""
    return image if image.mode == mode else image.convert(mode)


def _reduced(image: Image.Image) -> Grey:
    """Numbers with a point, no side longer than is needed: ``([channels, ]height, width)``."""
    factor = max(image.size) / _MAX_SIDE
    if factor <= 1.0:
        values = np.asarray(image, np.float32)
        return values if values.ndim == 2 else np.ascontiguousarray(np.moveaxis(values, 2, 0))
    # Most of the way in bytes, which is fast; the rest not, or noise would be rounded away.
    first = image.reduce(int(factor / 2.0)) if factor >= 4.0 else image
    size = [max(1, round(side / factor)) for side in image.size]
    bands = [
        np.asarray(band.convert("F").resize(size, Image.Resampling.BOX)) for band in first.split()
    ]
    return bands[0] if len(bands) == 1 else np.stack(bands)


def _in_its_own_range(image: Image.Image) -> Grey:
    """From black, the least, to white, the most; a few pixels beyond all others do not count."""
    values = np.asarray(image, np.float32)
    least, most = float(values.min()), float(values.max())
    if np.isnan(least):
        raise Flaw(Reason.NAN)
    if np.isinf(least) or np.isinf(most):
        raise Flaw(Reason.INFINITE)
    step = max(1, round(np.sqrt(values.size / _SAMPLE)))
    some = values[::step, ::step].ravel()
    few = min(_FEW + some.size // _ONE_IN, (some.size - 1) // 2)
    ordered = np.partition(some, [few, some.size - 1 - few])
    low, high = float(ordered[few]), float(ordered[some.size - 1 - few])
    if least < low or high < most:
        values = np.clip(values, low, high)
    scale = WHITE / (high - low) if high > low else 0.0
    return (_reduced(Image.fromarray(values)) - np.float32(low)) * np.float32(scale)


def _opaque(rgba: Grey) -> Grey:
    """Red, green and blue, made darker by transparency already, on paper unlike the ink."""
    colours, alpha = rgba[:3], rgba[3:] / np.float32(WHITE)
    light, half = float(colours.sum()) / 3.0, float(rgba[3].sum()) / 2.0
    return colours + np.float32(0.0 if light > half else WHITE) * (1 - alpha)


def _stored(grey: Grey) -> StoredDigit | None:
    """The digit, if it is in MNIST's own form already, which resampling could only blur."""
    if grey.shape != (SIDE, SIDE):
        return None
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    background = np.median(border)
    darker, lighter = np.maximum(background - grey, 0.0), np.maximum(grey - background, 0.0)
    ink: Grey = darker if darker.sum() > lighter.sum() else lighter
    strongest = float(ink.max())
    if strongest < WHITE / 10.0:
        return None
    extents = [int(np.ptp(np.flatnonzero(ink.any(axis=axis)))) + 1 for axis in (0, 1)]
    middles = (np.arange(SIDE) + 0.5) / float(ink.sum())
    centre = float(ink.sum(axis=0) @ middles), float(ink.sum(axis=1) @ middles)
    if max(extents) != _STORED_SIDE or max(abs(value - CENTRE) for value in centre) > 0.51:
        return None
    pixels = np.rint(ink * np.float32(WHITE / strongest)).astype(np.uint8)
    return StoredDigit(pixels.reshape(PIXELS))


Colours = npt.NDArray[np.float32]
"""``(3, height, width)``; red, green and blue from 0 to 255."""

_APART = 2
"""Pixels between two that are compared: the edge of a sharp stroke, and of one a little blurred."""


def lightness(colours: Colours) -> Grey:
    """Brightness along the direction in which neighbouring colours differ most.

    That is the usual brightness where ink is darker than its paper, and what tells red from green
    where both are as dark. Light that falls off over the picture hardly counts, as neighbours have
    the same.

    Returns:
        ``(height, width)``, 0 to 255; a grey picture comes out as it is.
    """
    axis = _axis(colours)
    weights = axis / np.abs(axis).sum()
    lowest = 255.0 * np.minimum(weights, 0.0).sum()
    red, green, blue = (
        band * np.float32(weight) for band, weight in zip(colours, weights, strict=True)
    )
    result: Grey = red + green + blue - np.float32(lowest)
    return result


def _axis(colours: Colours) -> npt.NDArray[np.float64]:
    """The direction ``(3,)``, towards what is lighter."""
    total = np.zeros((3, 3))
    for first, second in (  # of every second row, which is enough
        (colours[:, :-_APART:2], colours[:, _APART::2]),
        (colours[:, ::2, :-_APART], colours[:, ::2, _APART:]),
    ):
        steps = (second - first).reshape(3, -1)
        # Large steps count by their fourth power: there are few of them, and noise is everywhere.
        squares = steps[0] * steps[0] + steps[1] * steps[1] + steps[2] * steps[2]
        total += (steps * squares) @ steps.T
    if not total.any():
        return np.ones(3)
    axis: npt.NDArray[np.float64] = np.linalg.eigh(total)[1][:, -1]
    return axis if axis.sum() >= 0.0 else -axis
