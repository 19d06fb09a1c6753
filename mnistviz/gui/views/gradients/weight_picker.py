"""A layer's gradient and update as pictures, and the arithmetic of one weight."""

import math
from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import QRectF, QSizeF
from PyQt6.QtGui import QColor, QImage, QPainter, QPen
from PyQt6.QtWidgets import QWidget

from mnistviz.analysis.gradient_check import GradientCheck
from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.card import FixedWidthLabel, label
from mnistviz.gui.kit.inputs import NumberBox
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.pixel_image import heat_image
from mnistviz.gui.kit.pixel_picture import PixelPicture, Place, Pointing, place_in
from mnistviz.gui.kit.theme import LIGHT, Theme
from mnistviz.gui.views.gradients.words import TERMS, figure, loss, scientific
from mnistviz.nn.arrays import FloatArray
from mnistviz.words import mark

_LINES = 5
_SMALLEST, _LARGEST = 84, 420
"""Sides of a picture, at scale 1."""

_MARK = 9.0
"""Screen pixels that the frame around the picked weight has at least."""


@dataclass(frozen=True, eq=False)
class Heat:
    """Numbers as colours, with zero in the middle.

    Attributes:
        values: a matrix.
        limit: the size that has the full colour; 0 if nothing is of any size.
        is_picture: whether they are the weights of an image's pixels.
    """

    values: FloatArray
    limit: float
    is_picture: bool = False

    @property
    def shape(self) -> Place:
        """How many rows and columns."""
        rows, columns = self.values.shape
        return int(rows), int(columns)

    def image(self, theme: Theme) -> QImage:
        """A number each."""
        return heat_image(self.values, self.limit, theme)

    def paint_over(self, painter: QPainter, cell: QSizeF, theme: Theme, at: Place | None) -> None:
        """A frame around the weight picked, which can be seen however small its place is."""
        if at is None:
            return
        place = place_in(cell, at)
        frame = QRectF(0, 0, max(place.width(), _MARK), max(place.height(), _MARK))
        frame.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((theme.surface, 4.0), (theme.text, 1.5)):
            painter.setPen(QPen(QColor(color), theme.pen(width)))
            painter.drawRect(frame)


class WeightPicker(QWidget):
    """The first layer is shown unit by unit, as pixels; a later one all at once.

    Attributes:
        unit: the number box of the unit, counted from 1.
        maps: the gradient and the update.
        lines: the arithmetic.
    """

    def __init__(self) -> None:
        super().__init__()
        self._check: GradientCheck | None = None
        self._data = MNIST
        self._layer = 0
        self._picked: dict[int, Place] = {}
        self._chosen_layers: set[int] = set()
        self._theme = LIGHT
        self.unit = speak(NumberBox(1, 1, decimals=0, step=1), name="Unit whose weights are shown")
        self.unit.valueChanged.connect(self._take_unit)
        self.of_all = FixedWidthLabel("caption")
        self.maps = tuple(
            PixelPicture(name, 126, Heat(np.zeros(MNIST.shape), 1.0), Pointing.CHOOSE)
            for name in (mark("Gradient, weight by weight"), mark("Update, weight by weight"))
        )
        self.captions = label("Gradient", "caption"), label("Update", "caption")
        self.lines = tuple(FixedWidthLabel("caption" if n else "value") for n in range(_LINES))
        for picture in self.maps:
            picture.pointed.connect(lambda picture=picture: self._take_mark(*picture.at))
        explain(self.unit, TERMS["unit of the check"], self.of_all.text)
        for number, term in enumerate(("picture of the gradient", "picture of the update")):
            explain(self.maps[number], TERMS[term], self.lines[3 + number].text)
            explain(self.captions[number], TERMS[term])
        for line in self.lines:
            explain(line, TERMS["single weight"], line.text)
        head = row(label("Unit"), self.unit, self.of_all, None, spacing=8)
        both = zip(self.captions, self.maps, strict=True)
        pictures = row(*(column(*pair, spacing=2) for pair in both), None, spacing=8)
        column(head, pictures, *self.lines, None, on=self, spacing=4)

    def set_theme(self, theme: Theme) -> None:
        """Colours from ``theme``."""
        self._theme = theme
        for each in self.maps:
            each.set_theme(theme)

    def fit(self, width: int, height: int) -> None:
        """Have pictures as large as there is room for, and lines that have some left."""
        px = self._theme.px
        line = px(19)
        few = height < px(_SMALLEST + 60) + _LINES * line
        for losses in self.lines[1:3]:
            losses.setVisible(not few)
        below = (3 if few else _LINES) * line + px(64)
        side = min((width - 8) // 2, height - below, px(_LARGEST))
        for each in self.maps:
            each.set_side(max(side, px(_SMALLEST)))

    def show_layer(self, check: GradientCheck, layer: int, data: DataSetInfo) -> None:
        """Show a layer; the weight that was picked in it stays picked."""
        self._check, self._layer, self._data = check, layer, data
        row, unit = self._picked.get(layer, (0, 0))
        rows, units = self._shape
        part = check.layers[layer]
        sizes = np.abs(part.gradient[:rows]) + np.abs(part.update[:rows])
        inside = row < rows and unit < units
        if not inside or (layer not in self._chosen_layers and not sizes[row, unit]):
            # Where nobody has pointed at a weight yet, one is taken that has something to show.
            row, unit = divmod(int(np.nan_to_num(sizes).argmax()), units)
        self._pick(row, unit)

    def retell(self) -> None:
        """Say everything again, in another language."""
        if self._check is not None:
            self._pick(*self._picked[self._layer])

    @property
    def _shape(self) -> tuple[int, int]:
        assert self._check is not None  # noqa: S101 - asked only with one
        rows, units = self._check.differences.parameters.weights[self._layer].shape
        return int(rows), int(units)

    @property
    def picked(self) -> tuple[int, int, int]:
        """Layer, input and unit of the weight, counted from 0."""
        return (self._layer, *self._picked.get(self._layer, (0, 0)))

    def _take_unit(self, number: float) -> None:
        if self._check is not None:
            self._chosen_layers.add(self._layer)
            self._pick(self._picked[self._layer][0], int(number) - 1)

    def _take_mark(self, row: int, column: int) -> None:
        self._chosen_layers.add(self._layer)
        if self._layer == 0:
            self._pick(row * self._data.width + column, self._picked[0][1])
        else:
            self._pick(column, row)

    def _pick(self, row: int, unit: int) -> None:
        """Show this weight; the row is its input's number."""
        self._picked[self._layer] = row, unit
        rows, units = self._shape
        blocked = self.unit.blockSignals(True)
        self.unit.setRange(1, units)
        self.unit.setValue(unit + 1)
        self.unit.blockSignals(blocked)
        self.of_all.setText(tr("of {units}").format(units=units))
        assert self._check is not None  # noqa: S101 - picked only with one
        layer, is_first = self._check.layers[self._layer], self._layer == 0
        pair: list[FloatArray] = [layer.gradient[:rows], layer.update[:rows]]
        if is_first:
            pair = [values[:, unit].reshape(self._data.shape) for values in pair]
        else:
            pair = [values.T for values in pair]
        # What is smaller than rounding is not blown up to a picture.
        limit = max(float(np.nan_to_num(np.abs(pair)).max()), layer.noise_of_one)
        for picture, values in zip(self.maps, pair, strict=True):
            picture.show_pixels(Heat(values, limit, is_first))
            picture.mark(*(divmod(row, self._data.width) if is_first else (unit, row)))
        self._show_arithmetic(self._check, row, unit)

    def _show_arithmetic(self, check: GradientCheck, row: int, unit: int) -> None:
        layer, one = check.layers[self._layer], check.differences.one(self._layer, row, unit)
        update = float(layer.update[row, unit])
        longer = max(abs(update), abs(one.quotient))
        error = abs(update - one.quotient) / longer if longer > layer.noise_of_one else None
        y, x = divmod(row, self._data.width)
        name = tr("Unit {number} → unit {unit}")
        if self._layer == 0:
            name = tr("Pixel {row}, {column} → unit {unit}")
        name = name.format(row=y + 1, column=x + 1, number=row + 1, unit=unit + 1)
        quotient = tr("at a kink of a ReLU") if one.at_kink else _long(one.quotient)
        texts = (
            f"{name}: w = {figure(one.weight, 4)}",
            f"L(w + h) = {loss(one.above)}",
            f"L(w − h) = {loss(one.below)}",
            tr("Difference / 2h: {quotient}").format(quotient=quotient),
            tr("The program: {value} · error {error}").format(
                value=_long(update), error="–" if error is None else figure(error, 2)
            ),
        )
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)


def _long(value: float) -> str:
    """With as many digits as agree at best."""
    return scientific(value, 6) if value and math.isfinite(value) else figure(value)
