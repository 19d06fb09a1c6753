"""Pictures of the window as files."""

from pathlib import Path

from PyQt6.QtCore import QBuffer, QIODevice
from PyQt6.QtGui import QPixmap

from mnistviz.files import replacing


def save_png(pixmap: QPixmap, path: Path) -> None:
    """Write ``pixmap`` as a PNG.

    Raises:
        MnistvizError: the file cannot be written; an older one is left as it was.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    with replacing(path) as file:
        file.write(buffer.data().data())
