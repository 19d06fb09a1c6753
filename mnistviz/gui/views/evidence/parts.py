"""What both halves of the view are made of: their head, and the pictures."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QSizeF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PyQt6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.pen import SHAPE
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.pixel_image import heat_image
from mnistviz.gui.kit.pixel_picture import Place, place_in
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.words import mark

TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

SPACING = 6
"""Pixels between the rows of a half."""

HEAD = 32
"""Pixels at scale 1; the rows above two choices are as high, with a button in them or without."""

_INK = 96
"""From this byte on a pixel counts as the digit's, for its outline."""

_MARKED = 0.3
"""Share of the scale from which a pixel bears its sign, if it is wide enough for one."""

_DEEP = 0.55
"""From here on the colour is so deep that a sign on it has the colour of the paper."""

_WIDE_ENOUGH = 5.0
"""Screen pixels."""

_SEEN = 64
"""Bytes; a change from here on gets its shape as well as its colour."""

_MOST_CLASSES = 10
"""Side by side."""

_PALE = 0.45
"""How strong the ink that stays is painted: what changes is to stand out."""


class DigitChoice(Segmented):
    """The first button leaves the choice to the view."""

    def __init__(self, name: str, automatic: str) -> None:
        """``automatic`` says what the view suggests."""
        self._automatic = mark("Auto"), automatic
        super().__init__(name, self._options(MNIST.classes))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.is_offered = True  # hidden it is also as long as nobody has seen it

    def _options(self, classes: tuple[str, ...]) -> list[tuple[str, str]]:
        return [self._automatic, *((name, "") for name in classes)]

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer these; of more than can stand side by side the choice is the view's."""
        self.set_options(self._options(classes))
        self.is_offered = len(classes) <= _MOST_CLASSES
        self.setVisible(self.is_offered)

    @property
    def digit(self) -> int | None:
        """What was chosen; None if it is left to the view."""
        return None if self.index == 0 else self.index - 1


class Half(QWidget):
    """A title with a button beside it, and a choice of digits below.

    ``chosen`` is emitted when a person chooses a digit.

    Attributes:
        data: what the pictures and classes are.
        digits: which digit it is about.
        column: what it is made of, from above; a half adds the rest.
        theme: its colours and type; the light ones until it is told.
    """

    chosen = pyqtSignal()

    def __init__(self, digits: DigitChoice, button: QAbstractButton) -> None:
        super().__init__()
        self.theme, self.data = LIGHT, MNIST
        self.title = label("", "title")
        self.digits, self._button = digits, button
        digits.chosen.connect(lambda _index: self.chosen.emit())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = row((self.title, 1), button, spacing=8)
        self.column = column(head, digits, on=self, spacing=SPACING)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.theme = theme
        self.title.setFixedHeight(theme.px(HEAD))
        self.refresh_words()

    def set_data(self, data: DataSetInfo) -> None:
        """Offer its classes, and show pictures of its shape."""
        if data != self.data:
            self.data = data
            self.digits.set_classes(data.classes)

    def refresh_words(self) -> None:
        """Say it (again), in the language and the colours of the moment."""
        raise NotImplementedError

    def least_width(self) -> int:
        """Of a half whose buttons and title are whole, in screen pixels."""
        head = self.title.sizeHint().width() + 8 + self._button.sizeHint().width()
        return max(self.digits.sizeHint().width(), head) if self.digits.is_offered else head

    def above(self) -> int:
        """The height of title and choice, without what is between them, in screen pixels."""
        choice = self.digits.sizeHint().height() if self.digits.is_offered else 0
        return self.title.height() + choice


@dataclass(frozen=True, eq=False)
class Contributions:
    """Green speaks for the digit and purple against it; the digit's ink has an outline.

    Attributes:
        values: ``(height * width,)`` contributions of the pixels.
        pixels: ``(height * width,)`` bytes of the picture.
        limit: the contribution that has the full colour, above 0.
        shape: (height, width).
    """

    values: FloatArray
    pixels: ByteArray
    limit: float = 1.0
    shape: Place = SHAPE
    is_picture: ClassVar[bool] = True

    def image(self, theme: Theme) -> QImage:
        """A pixel each."""
        return heat_image(self.values.reshape(self.shape), self.limit, theme)

    def paint_over(self, painter: QPainter, cell: QSizeF, theme: Theme, at: Place | None) -> None:
        """The signs of strong pixels, the digit's outline, and the pixel pointed at."""
        if cell.width() >= _WIDE_ENOUGH:
            self._paint_signs(painter, cell.width(), theme)
        painter.setPen(QPen(QColor(theme.muted), theme.pen(1.0)))
        painter.drawPath(_scaled(outline((self.pixels >= _INK).reshape(self.shape)), cell))
        if at is not None:
            painter.setPen(QPen(QColor(theme.text), theme.pen(2.0)))
            painter.drawRect(place_in(cell, at))

    def _paint_signs(self, painter: QPainter, cell: float, theme: Theme) -> None:
        size = cell * 0.22
        shares = np.abs(self.values) / self.limit
        for pixel in np.flatnonzero(shares >= _MARKED).tolist():
            color = theme.surface if shares[pixel] >= _DEEP else theme.text
            painter.setPen(QPen(QColor(color), max(cell * 0.09, 1.0)))
            y, x = ((place + 0.5) * cell for place in divmod(pixel, self.shape[1]))
            painter.drawLine(QPointF(x - size, y), QPointF(x + size, y))
            if self.values[pixel] > 0.0:
                painter.drawLine(QPointF(x, y - size), QPointF(x, y + size))


@dataclass(frozen=True, eq=False)
class InkChange:
    """Ink that is added is green with an outline, ink that is taken away purple and crossed out.

    Attributes:
        before, after: ``(784,)`` bytes without the change, and with it.
    """

    before: ByteArray
    after: ByteArray
    shape: ClassVar[Place] = SHAPE
    is_picture: ClassVar[bool] = True

    def image(self, theme: Theme) -> QImage:
        """The ink that stays, comes and goes."""
        difference = self._difference() / 255.0
        paper = _rgb(theme.surface)
        stays = np.minimum(self.before, self.after) / 255.0 * _PALE
        colors = (
            paper
            + stays[:, np.newaxis] * (_rgb(theme.text) - paper)
            + np.maximum(difference, 0.0)[:, np.newaxis] * (_rgb(theme.positive) - paper)
            + np.maximum(-difference, 0.0)[:, np.newaxis] * (_rgb(theme.negative) - paper)
        )
        data = np.clip(np.rint(colors), 0, 255).astype(np.uint8)
        height, width = self.shape
        image = QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        return image.copy()

    def paint_over(self, painter: QPainter, cell: QSizeF, theme: Theme, _at: Place | None) -> None:
        """Crosses, and an outline."""
        painter.setPen(QPen(QColor(theme.surface), theme.pen(1.0)))
        for pixel in np.flatnonzero(self._difference() <= -_SEEN).tolist():
            place = place_in(cell, divmod(pixel, self.shape[1]))
            painter.drawLine(place.topLeft(), place.bottomRight())
            painter.drawLine(place.topRight(), place.bottomLeft())
        painter.setPen(QPen(QColor(theme.text), theme.pen(1.0)))
        painter.drawPath(_scaled(outline((self._difference() >= _SEEN).reshape(self.shape)), cell))

    def _difference(self) -> npt.NDArray[np.int16]:
        return self.after.astype(np.int16) - self.before


def outline(inside: npt.NDArray[np.bool_]) -> QPainterPath:
    """Along every side where a pixel inside meets one outside, a pixel being 1 wide.

    Args:
        inside: ``(height, width)`` booleans.
    """
    return _outline(inside.tobytes(), inside.shape[1])


@lru_cache(maxsize=8)  # the picture stays while what is said of it changes with every update
def _outline(inside: bytes, width: int) -> QPainterPath:
    path = QPainterPath()
    padded = np.pad(np.frombuffer(inside, np.bool_).reshape(-1, width), 1)
    for y, x in np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]).tolist():
        path.moveTo(x, y)
        path.lineTo(x + 1, y)
    for y, x in np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]).tolist():
        path.moveTo(x, y)
        path.lineTo(x, y + 1)
    return path


def _scaled(path: QPainterPath, cell: QSizeF) -> QPainterPath:
    return QTransform.fromScale(cell.width(), cell.height()).map(path)


def _rgb(color: str) -> npt.NDArray[np.float64]:
    c = QColor(color)
    return np.array([c.red(), c.green(), c.blue()], float)
