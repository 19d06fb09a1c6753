"""The icons that ship (Lucide), in the colour of the theme."""

from functools import cache

from PyQt6.QtCore import QByteArray, Qt
from PyQt6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from mnistviz.files import resource

USUAL = 16
"""Side of an icon on a button, in pixels at scale 1."""


def icon(name: str, color: str, side: int = USUAL) -> QIcon:
    """The icon ``resources/icons/<name>.svg``, drawn in ``color`` (``#rrggbb``) at that size.

    It is as sharp as the finest screen.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, color, side, ratio)


@cache
def _drawn(name: str, color: str, side: int, ratio: float) -> QIcon:
    source = resource(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", color.encode())))
    pixels = round(side * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)
