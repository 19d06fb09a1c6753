"""Pictures from outside: opened, dropped on the window, or pasted."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QMimeData, Qt
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QFileDialog

from mnistviz.data.content import Content
from mnistviz.errors import MnistvizError
from mnistviz.gui.background import Background
from mnistviz.gui.language import tr
from mnistviz.nn.arrays import ByteArray

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_KINDS = "*.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff *.webp *.avif"

_LARGE = 1120
"""Pixels a side that a picture is reduced to at once; the file's way keeps half as many."""


class PictureInput:
    """Puts pictures on the window's canvas; reads them beside the window, large ones take long."""

    def __init__(self, window: "MainWindow", background: Background) -> None:
        self._window = window
        self._background = background

    def choose(self) -> None:
        """Ask for a file."""
        files = f"{tr('Pictures')} ({_KINDS});;{tr('All files')} (*)"
        name, _filter = QFileDialog.getOpenFileName(self._window, tr("Open picture"), "", files)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Read a file, and show what is in it."""
        self._background.do(lambda: _load(path), self._show, self._refuse)

    def paste(self) -> None:
        """Take what is on the clipboard: a picture, or a file that was copied."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData() if clipboard is not None else None
        if mime is None or not self.takes(mime):
            self._window.say(tr("There is no picture on the clipboard."))
        else:
            self.take(mime)

    @staticmethod
    def takes(mime: QMimeData) -> bool:
        """Whether there is something in it that may be a picture."""
        return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())

    def take(self, mime: QMimeData) -> None:
        """Show the picture that was dropped or pasted; of several files, the first."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = mime.imageData()
        if files:
            self.open(files[0])
        elif isinstance(image, QImage) and not image.isNull():
            self._background.do(lambda: _content(image), self._show, self._refuse)
        else:
            self._window.say(tr("What was pasted is no picture that can be read."))

    def _show(self, content: object) -> None:
        if isinstance(content, Content):
            self._window.say("")
            self._window.drawing.canvas.show_content(content)

    def _refuse(self, error: MnistvizError) -> None:
        self._window.say(str(error))


def _load(path: Path) -> Content:
    from mnistviz.data.picture import load_picture

    return load_picture(path)


def _content(image: QImage) -> Content:
    """What is in an image of Qt's; a large one is reduced before it is copied.

    Raises:
        MnistvizError: it is too large, or shows nothing.
    """
    from mnistviz.data.picture import MAX_PIXELS, picture_from_pixels

    if image.width() * image.height() > MAX_PIXELS:
        raise MnistvizError("the picture is too large a picture")
    if max(image.width(), image.height()) > _LARGE:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        image = image.scaled(_LARGE, _LARGE, keep, smooth.SmoothTransformation)
    return picture_from_pixels(_rgba(image))


def _rgba(image: QImage) -> ByteArray:
    """``(height, width, 4)``: red, green, blue and opacity."""
    converted = image.convertToFormat(QImage.Format.Format_RGBA8888)
    bits = converted.constBits()
    assert bits is not None  # noqa: S101 - the image is not null
    rows = np.frombuffer(bits.asstring(converted.sizeInBytes()), np.uint8)
    height, width = converted.height(), converted.width()
    return rows.reshape(height, converted.bytesPerLine())[:, : 4 * width].reshape(height, width, 4)
