"""Pictures from outside: opened, dropped on the window, or pasted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PyQt6.QtCore import QMimeData, Qt, QUrl
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QWidget

from mnistviz.app.jobs import Jobs
from mnistviz.data.ink.page import Content
from mnistviz.errors import FileError, FileFault, MnistvizError, Say
from mnistviz.gui.kit.file_dialogs import ask_which_to_open
from mnistviz.gui.kit.language import tr
from mnistviz.nn.arrays import ByteArray

_KINDS = "*.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff *.webp *.avif"

_LARGE = 1120
"""Pixels a side that a picture is reduced to at once; the file's way keeps half as many."""

_LONGEST = 10_000
"""Characters of a text in which names of files are looked for."""


class PictureInput:
    """Puts pictures on the window's canvas; reads them beside the window, large ones take long."""

    def __init__(
        self,
        window: QWidget,
        jobs: Jobs,
        show: Callable[[Content], None],
        say: Say,
    ) -> None:
        """``show`` lays a picture on the canvas, ``say`` shows one line in the window."""
        self._window, self._jobs = window, jobs
        self._show_content, self._say = show, say

    def choose(self) -> None:
        """Ask for a file."""
        path = ask_which_to_open(self._window, "Open picture", "Pictures", _KINDS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file, and show what is in it."""
        self._read([partial(_load, path)])

    def paste(self) -> None:
        """Take what is on the clipboard: a picture, or a file that was copied."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData() if clipboard is not None else None
        if mime is None or not self.takes(mime):
            self._say(tr("There is no picture on the clipboard."))
        else:
            self.take(mime)

    @staticmethod
    def takes(mime: QMimeData) -> bool:
        """Whether there is something in it that may be a picture, or is taken for one."""
        return mime.hasImage() or bool(_files(mime)) or _is_of_the_web(mime)

    def take(self, mime: QMimeData) -> None:
        """Show the first picture in what was dropped or pasted.

        Files come first, in their order: they hold more than the image that may come with them.
        """
        readers = [partial(_load, path) for path in _files(mime)]
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            readers.append(partial(_content, image))
        if readers:
            self._read(readers)
        elif _is_of_the_web(mime):
            self._say(
                tr(
                    "A web address is no picture: copy the picture itself, or save it and open "
                    "the file."
                )
            )
        else:
            self._say(tr("What was pasted is no picture that can be read."))

    def _read(self, readers: Sequence[Callable[[], Content]]) -> None:
        self._jobs.do(lambda: _first(readers), self._show, self._say)

    def _show(self, content: Content) -> None:
        self._say("")
        self._show_content(content)


def _files(mime: QMimeData) -> list[Path]:
    """The files that are named in it, as addresses or, where there are none, in its text."""
    urls = mime.urls()
    if not urls and mime.hasText():
        lines = [line.strip().strip("\"'") for line in mime.text()[:_LONGEST].splitlines()]
        urls = [
            QUrl.fromLocalFile(line) if Path(line).is_absolute() else QUrl(line) for line in lines
        ]
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _is_of_the_web(mime: QMimeData) -> bool:
    urls = mime.urls() or [QUrl(mime.text()[:_LONGEST].strip())]
    return any(url.scheme() in {"http", "https"} for url in urls)


def _first(readers: Sequence[Callable[[], Content]]) -> Content:
    """The first picture that can be read.

    Raises:
        MnistvizError: none can; it says what is wrong with the first.
    """
    refusals = []
    for read in readers:
        try:
            return read()
        except MnistvizError as error:
            refusals.append(error)
    raise refusals[0]


def _load(path: Path) -> Content:
    from mnistviz.data.ink.picture import load_picture

    return load_picture(path)


def _content(image: QImage) -> Content:
    """What is in an image of Qt's; a large one is reduced before it is copied.

    Raises:
        FileError: it is too large, or shows nothing.
    """
    from mnistviz.data.ink.picture import MAX_PIXELS, picture_from_pixels

    if image.width() * image.height() > MAX_PIXELS:
        raise FileError(None, FileFault.TOO_MANY_PIXELS)
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
