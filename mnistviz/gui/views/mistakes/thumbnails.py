"""Small pictures of digits, drawn once each."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPixmap

from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.gui.kit.pixel_image import ink_image
from mnistviz.gui.kit.theme import Theme

_MOST = 600
"""More pictures than a large screen shows; beyond, all are drawn anew."""


class Thumbnails:
    """Keeps the pictures of one set of digits, at one size and in one theme."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._pictures: dict[int, QPixmap] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def picture(
        self, digits: LabelledImages, number: int, side: int, theme: Theme, ratio: float
    ) -> QPixmap:
        """Image ``number``, ``side`` logical pixels wide, ``ratio`` of the screen's for each."""
        key = (digits, side, theme, ratio)
        if key != self._key or len(self._pictures) >= _MOST:
            self._key = key
            self._pictures.clear()
        found = self._pictures.get(number)
        if found is None:
            pixels = round(side * ratio)
            image = ink_image(digits.images[number], theme).scaled(
                pixels,
                pixels,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            found = QPixmap.fromImage(image)
            found.setDevicePixelRatio(ratio)
            self._pictures[number] = found
        return found
