"""Where each unit of a network is painted, and which one lies at a place."""

import math
from dataclasses import dataclass
from itertools import pairwise

from PyQt6.QtCore import QPointF, QRectF

from mnistviz.analysis.units import Unit

_SMALLEST, _LARGEST = 2.0, 36.0
"""Pixels from one hidden unit's middle to the next."""

_OPEN = 0.42
"""The share of the hidden layers' width that is kept free for connections, at least."""


@dataclass(frozen=True)
class Column:
    """One layer's units, filled from above, one sub-column after the other.

    Attributes:
        count: units in it.
        rows: units in a sub-column.
        left, top: the middle of the first unit.
        pitch: from one unit to the next, in pixels; ``radius``: of a unit.
    """

    count: int
    rows: int
    left: float
    top: float
    pitch: float
    radius: float

    @property
    def columns(self) -> int:
        """How many sub-columns there are."""
        return math.ceil(self.count / self.rows)

    def middle(self, number: int) -> QPointF:
        """Where a unit is."""
        column, row = divmod(number, self.rows)
        return QPointF(self.left + column * self.pitch, self.top + row * self.pitch)

    def at(self, place: QPointF) -> int:
        """The number of the unit there, or -1."""
        column = math.floor((place.x() - self.left) / self.pitch + 0.5)
        row = math.floor((place.y() - self.top) / self.pitch + 0.5)
        number = column * self.rows + row
        inside = 0 <= row < self.rows and column >= 0 and number < self.count
        return number if inside else -1


@dataclass(frozen=True)
class UnitLayout:
    """Places of everything in the map.

    Attributes:
        picture: the input.
        shape: (height, width) of it in pixels.
        layers: a column for each layer after the input; the last is the output.
        bars: per output unit, where its probability's bar may reach.
        middles: per layer from the input on, x of its middle.
        words: per layer from the input on, the room for its name.
    """

    picture: QRectF
    shape: tuple[int, int]
    layers: tuple[Column, ...]
    bars: tuple[QRectF, ...]
    middles: tuple[float, ...]
    words: tuple[QRectF, ...]

    def middle(self, unit: Unit) -> QPointF:
        """Where a unit is."""
        return self.layers[unit.layer - 1].middle(unit.number)

    def pixel(self, number: int) -> QPointF:
        """The middle of an input pixel."""
        row, column = divmod(number, self.shape[1])
        step = self.picture.width() / self.shape[1]
        return self.picture.topLeft() + QPointF((column + 0.5) * step, (row + 0.5) * step)

    def unit_at(self, place: QPointF) -> Unit | None:
        """The unit there; of an output, its bar belongs to it."""
        for number, bar in enumerate(self.bars):
            if bar.contains(place):
                return Unit(len(self.layers), number)
        for layer, column in enumerate(self.layers, start=1):
            if (number := column.at(place)) >= 0:
                return Unit(layer, number)
        return None

    def step(self, unit: Unit | None, right: int, down: int) -> Unit:
        """The unit beside another one, as the arrow keys go; itself where there is none.

        Args:
            unit: where they are; None for the very first unit.
            right: -1, 0 or 1 sub-columns.
            down: -1, 0 or 1 units.
        """
        if unit is None:
            return Unit(1, 0)
        column = self.layers[unit.layer - 1]
        strip, row = divmod(unit.number, column.rows)
        if down:
            number = unit.number + down
            same = 0 <= row + down < column.rows and number < column.count
            return Unit(unit.layer, number) if same else unit
        strips = [(k, s) for k, one in enumerate(self.layers, 1) for s in range(one.columns)]
        place = strips.index((unit.layer, strip)) + right
        if not 0 <= place < len(strips):
            return unit
        layer, strip = strips[place]
        beside = self.layers[layer - 1]
        first = strip * beside.rows
        last = min(first + beside.rows, beside.count) - 1
        nearest = first + round((self.middle(unit).y() - beside.top) / beside.pitch)
        return Unit(layer, min(max(nearest, first), last))


def lay_out(
    shape: tuple[int, int], sizes: tuple[int, ...], width: float, height: float, scale: float
) -> UnitLayout:
    """Picture, hidden layers and outputs from left to right.

    Args:
        shape: (height, width) of an input image.
        sizes: of all layers, the input first.
        width: of the widget, in pixels.
        height: as well.
        scale: of the type.
    """
    line = 18.0 * scale
    room = max(height - line, 10.0)
    step = max(math.floor(min(0.23 * width, room, 308.0 * scale) / max(shape)), 2)
    down, across = step * shape[0], step * shape[1]
    picture = QRectF(1.0, (room - down) / 2.0, across, down)
    beside = min(max(0.25 * width, 118.0 * scale), 220.0 * scale)
    outputs, bars = _outputs(sizes[-1], QRectF(width - beside, 0.0, beside, room), scale)
    hidden = _hidden(sizes[1:-1], picture.right(), width - beside, room, scale)
    layers = (*hidden, outputs)
    middles = [picture.center().x()]
    middles += [column.left + (column.columns - 1) * column.pitch / 2.0 for column in hidden]
    middles.append(width - beside / 2.0)
    # Words have room up to half-way to the neighbours; the last have more, as below the outputs
    # stand two answers, below hidden units only their number.
    ends = [0.0, *((a + b) / 2.0 for a, b in pairwise(middles)), width]
    ends[-2] = middles[-2] + 0.35 * (middles[-1] - middles[-2])
    words = tuple(QRectF(left, room, right - left, line) for left, right in pairwise(ends))
    return UnitLayout(picture, shape, layers, bars, tuple(middles), words)


def _outputs(count: int, room: QRectF, scale: float) -> tuple[Column, tuple[QRectF, ...]]:
    pitch = room.height() / count
    radius = min(0.36 * pitch, 11.0 * scale)
    left, top = room.left() + radius + 1.0, room.top() + pitch / 2.0
    column = Column(count, count, left, top, pitch, radius)
    start = left + radius + 4.0 * scale
    bars = tuple(
        QRectF(start, room.top() + number * pitch, room.right() - start, pitch)
        for number in range(count)
    )
    return column, bars


def _hidden(
    counts: tuple[int, ...], left: float, right: float, height: float, scale: float
) -> tuple[Column, ...]:
    """As large as they can be while enough room is left between them."""
    room = right - left
    pitch = _LARGEST * scale
    strips = _strips(counts, pitch, height)
    while pitch > _SMALLEST and sum(strips) * pitch > (1.0 - _OPEN) * room:
        pitch -= 0.5
        strips = _strips(counts, pitch, height)
    gap = max((room - sum(strips) * pitch) / (len(counts) + 1), 0.0)
    columns, x = [], left + gap
    for count, number in zip(counts, strips, strict=True):
        rows = math.ceil(count / number)
        top = (height - (rows - 1) * pitch) / 2.0
        columns.append(Column(count, rows, x + pitch / 2.0, top, pitch, 0.41 * pitch))
        x += number * pitch + gap
    return tuple(columns)


def _strips(counts: tuple[int, ...], pitch: float, height: float) -> list[int]:
    rows = max(math.floor(height / pitch), 1)
    return [math.ceil(count / rows) for count in counts]
