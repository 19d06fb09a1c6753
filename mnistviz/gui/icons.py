"""The icons that ship (Lucide), in the colour of the theme."""

from functools import cache

from PyQt6.QtCore import QByteArray, Qt
from PyQt6.QtGui import QIcon, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from mnistviz.resources import resource

_SIZES = (16, 32, 48)


@cache
def icon(name: str, color: str) -> QIcon:
    """The icon ``resources/icons/<name>.svg``, drawn in ``color`` (``#rrggbb``)."""
    source = resource(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", color.encode())))
    result = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result
