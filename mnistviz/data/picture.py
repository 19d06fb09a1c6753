"""People's own image files, and the way from a picture to what a network is given.

Any size, dark on light or light on dark: the ink is what differs from the picture's border. It is
cropped, its longer side scaled to 20 pixels, and its centre of mass put at 14.0, as MNIST's was.
"""

import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from mnistviz.data.digits import PIXELS, WHITE
from mnistviz.data.drawing import BOX, CENTRE, SIDE
from mnistviz.errors import MnistvizError
from mnistviz.nn.arrays import ByteArray

_MAX_PIXELS = 50_000_000
_MAX_SIDE = 560
"""Larger pictures are reduced first; twenty times the network's own resolution is enough."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM", "ICO", "TGA")
"""What is tried. PostScript is not: Pillow would run another program on it."""

_FAINTEST = 24.0
"""Grey levels of 255 that something must differ from the background by, to be ink."""

Grey = npt.NDArray[np.float32]


def read_picture(path: Path) -> ByteArray:
    """The picture in ``path`` as a network's input: ``(784,)`` bytes, ink is 255.

    Raises:
        MnistvizError: the file is missing, cut off, no picture, too large, or shows nothing.
    """
    try:
        return picture_to_input(_read_grey(path))
    except UnidentifiedImageError as error:
        raise MnistvizError(f"{path} is not a picture that can be read") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise MnistvizError(f"{path} is too large a picture") from error
    except OSError as error:
        reason = error.strerror or "it is damaged or cut off"
        raise MnistvizError(f"cannot read {path}: {reason}") from error
    except ValueError as error:
        raise MnistvizError(f"{path} cannot be read: {error}") from error
    except Exception as error:  # on damaged bytes Pillow's decoders raise just about anything
        raise MnistvizError(f"cannot read {path}: it is damaged or cut off") from error


def picture_to_input(grey: Grey) -> ByteArray:
    """Find the ink in a grey picture and normalise it as MNIST's digits were.

    Args:
        grey: ``(height, width)``, 0 (black) to 255 (white).

    Raises:
        ValueError: the picture shows nothing.
    """
    if not np.isfinite(grey).all():
        raise ValueError("some of its pixels are not numbers")
    ink = _ink(grey)
    if _is_normalised(ink):
        return np.rint(ink).astype(np.uint8).reshape(PIXELS)
    # Traces too faint to be a stroke (ripples of a sharpened picture, specks) bound no digit.
    plain = ink > _FAINTEST
    rows, columns = np.flatnonzero(plain.any(axis=1)), np.flatnonzero(plain.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    # Source pixels per target pixel; a speck in a large picture is not blown up to a blob.
    scale = max(max(ink.shape) / BOX, max(grey.shape) / SIDE / 8.0)
    x, y = _centre_of_mass(ink)
    # One resampling does it all: the target's 28x28 square, laid over the source so that the
    # centre of mass falls on the middle of pixel 14.
    left, top = x - (CENTRE + 0.5) * scale, y - (CENTRE + 0.5) * scale
    pad = int(np.ceil(SIDE * scale))
    box = (left + pad, top + pad, left + pad + SIDE * scale, top + pad + SIDE * scale)
    small = Image.fromarray(np.pad(ink, pad)).resize(
        (SIDE, SIDE), Image.Resampling.BILINEAR, box=box
    )
    result: Grey = np.asarray(small)
    pixels: ByteArray = np.rint(result * (WHITE / result.max())).astype(np.uint8)
    return pixels.reshape(PIXELS)


def _is_normalised(ink: Grey) -> bool:
    """Whether this is a digit in MNIST's own form, which resampling could only blur."""
    if ink.shape != (SIDE, SIDE):
        return False
    extents = [int(np.ptp(np.flatnonzero(ink.any(axis=axis)))) + 1 for axis in (0, 1)]
    offsets = [abs(value - (CENTRE + 0.5)) for value in _centre_of_mass(ink)]
    return max(extents) == BOX and max(offsets) <= 0.51


def _centre_of_mass(ink: Grey) -> tuple[float, float]:
    """(x, y) with pixel middles at half numbers."""
    height, width = ink.shape
    total = float(ink.sum())
    x = float(ink.sum(axis=0) @ (np.arange(width) + 0.5)) / total
    y = float(ink.sum(axis=1) @ (np.arange(height) + 0.5)) / total
    return x, y


def _read_grey(path: Path) -> Grey:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large and odd files; we refuse or read
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise Image.DecompressionBombError
            image.draft("L", (_MAX_SIDE, _MAX_SIDE))
            upright = ImageOps.exif_transpose(image)
            grey = _flattened(upright)
    if max(grey.size) > _MAX_SIDE:
        grey.thumbnail((_MAX_SIDE, _MAX_SIDE), Image.Resampling.BOX)
    return np.asarray(grey, np.float32)


def _flattened(image: Image.Image) -> Image.Image:
    """As grey "F" values 0 to 255; what is transparent becomes the opposite of the ink."""
    if image.mode.startswith(("I;16", "I", "F")):
        values = np.asarray(image, np.float32)
        top = 65535.0 if values.max(initial=0.0) > WHITE else float(WHITE)
        return Image.fromarray(values * (WHITE / top))
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        alpha = np.asarray(rgba.getchannel("A"), np.float32) / WHITE
        light = np.asarray(rgba.convert("L"), np.float32)
        weight = float(alpha.sum())
        paper = 0.0 if weight and float((light * alpha).sum()) > weight * WHITE / 2.0 else WHITE
        return Image.fromarray((light * alpha + paper * (1.0 - alpha)).astype(np.float32))
    return image.convert("L").convert("F")


def _ink(grey: Grey) -> Grey:
    """How much each pixel differs from the background on the ink's side, 0 to 255."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    background = np.median(border)
    darker, lighter = np.maximum(background - grey, 0.0), np.maximum(grey - background, 0.0)
    ink: Grey = darker if darker.sum() > lighter.sum() else lighter
    strongest = float(ink.max())
    if strongest < _FAINTEST:
        raise ValueError("it shows nothing")
    # The grain of paper, as seen along the border, is not ink. A digit that touches the border
    # must not be taken for grain: hence the median.
    grain = 4.0 * float(np.median(np.abs(border - background)))
    ink = np.where(ink > min(grain, strongest / 2.0), ink, np.float32(0.0))
    return ink * np.float32(WHITE / strongest)
