"""Digits drawn on pages, and how they are read: what tests of pictures share."""

import numpy as np
from PIL import Image, ImageDraw

from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.paper import Grey
from mnistviz.data.ink.preparation import network_input
from mnistviz.nn.arrays import ByteArray

Line = list[tuple[float, float]]

FOUR: list[Line] = [[(115, 60), (85, 165), (200, 165)], [(175, 60), (165, 230)]]
SEVEN: list[Line] = [[(80, 60), (200, 60), (120, 230)]]
TURN = np.linspace(0.0, 2.0 * np.pi, 40)
EIGHT: list[Line] = [
    [(140 + 25 * np.cos(t), 95 + 30 * np.sin(t)) for t in TURN],
    [(140 + 35 * np.cos(t), 180 + 50 * np.sin(t)) for t in TURN],
]
DIGITS = {"four": FOUR, "seven": SEVEN, "eight": EIGHT}


def drawn(
    lines: list[Line], pen: float = 20.0, *, side: int = 280, scale: float = 1.0, at: float = 0.0
) -> Grey:
    """Black on white: a round pen, four times as fine and then reduced."""
    image = Image.new("L", (4 * side, 4 * side), 255)
    pencil, radius = ImageDraw.Draw(image), 2 * pen
    for line in lines:
        points = [(4 * (x * scale + at), 4 * (y * scale + at)) for x, y in line]
        pencil.line(points, 0, round(4 * pen))
        for x, y in points:
            pencil.ellipse((x - radius, y - radius, x + radius, y + radius), 0)
    return np.asarray(image.reduce(4), np.float32)


def read(grey: Grey) -> ByteArray:
    return network_input(Picture.of(grey), deskew=False)


def likeness(one: ByteArray, other: ByteArray) -> float:
    """The cosine between two pictures."""
    a, b = one.astype(float), other.astype(float)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))
