"""Where units are: each has a place of its own that is found again, at every size."""

from itertools import pairwise

import pytest
from PyQt6.QtCore import QPointF, QRectF

from mnistviz.analysis.units import Unit
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.views.network.unit_layout import UnitLayout, lay_out

NETWORKS = [(784, 64, 10), (784, 128, 64, 10), (784, 300, 200, 10), (784, 1, 10), (784, 10)]
PLACES = [(400.0, 150.0, 1.0), (438.0, 230.0, 1.0), (1500.0, 880.0, 1.0), (1300.0, 700.0, 1.5)]


def units(sizes: tuple[int, ...]) -> list[Unit]:
    return [Unit(k, n) for k, size in enumerate(sizes) if k for n in range(size)]


@pytest.mark.parametrize("sizes", NETWORKS, ids=str)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_unit_is_found_where_it_is(
    sizes: tuple[int, ...], place: tuple[float, float, float]
) -> None:
    width, height, scale = place
    layout = lay_out(MNIST.shape, sizes, width, height, scale)
    assert [column.count for column in layout.layers] == list(sizes[1:])
    inside = QRectF(0.0, 0.0, width, height)
    for unit in units(sizes):
        middle, radius = layout.middle(unit), layout.layers[unit.layer - 1].radius
        assert layout.unit_at(middle) == unit
        assert inside.contains(QRectF(middle.x(), middle.y(), 0, 0).adjusted(-1, -1, 1, 1))
        assert radius >= 1.0
    assert inside.contains(layout.picture)
    assert layout.picture.width() % 28 == 0


@pytest.mark.parametrize("sizes", NETWORKS, ids=str)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_layers_stand_apart(sizes: tuple[int, ...], place: tuple[float, float, float]) -> None:
    layout = lay_out(MNIST.shape, sizes, *place)
    ends = [(layout.picture.left(), layout.picture.right())]
    for column in layout.layers:
        left, right = column.left, column.middle(column.count - 1).x()
        ends.append((left - column.radius, right + column.radius))
    for (_, right), (left, _) in pairwise(ends):
        assert left - right >= 12.0
    for above, below in pairwise(layout.bars):
        assert below.top() == pytest.approx(above.bottom())


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_names_have_room_of_their_own(place: tuple[float, float, float]) -> None:
    layout = lay_out(MNIST.shape, (784, 128, 64, 10), *place)
    assert layout.words[0].left() == 0.0
    assert layout.words[-1].right() == pytest.approx(place[0])
    for one, other in pairwise(layout.words):
        assert other.left() == pytest.approx(one.right())
    for middle, strip in zip(layout.middles, layout.words, strict=True):
        assert strip.left() < middle < strip.right()
    assert layout.middles[0] == pytest.approx(layout.picture.center().x())


@pytest.fixture
def layout() -> UnitLayout:
    return lay_out(MNIST.shape, (784, 128, 64, 10), 438.0, 230.0, 1.0)


def test_between_the_layers_there_is_none(layout: UnitLayout) -> None:
    assert layout.unit_at(layout.picture.center()) is None
    assert layout.unit_at(layout.picture.topRight() + QPointF(8.0, 20.0)) is None


def test_the_bar_of_an_output_belongs_to_it(layout: UnitLayout) -> None:
    assert layout.unit_at(layout.bars[7].center()) == Unit(3, 7)


def test_pixels_lie_in_the_picture(layout: UnitLayout) -> None:
    picture = layout.picture
    assert layout.pixel(0) == picture.topLeft() + QPointF(1.5, 1.5)
    assert layout.pixel(783) == picture.bottomRight() - QPointF(1.5, 1.5)
    assert layout.pixel(28) - layout.pixel(0) == QPointF(0.0, 3.0)


def test_the_arrow_keys_reach_every_unit(layout: UnitLayout) -> None:
    seen, border = {Unit(1, 0)}, [Unit(1, 0)]
    while border:
        unit = border.pop()
        for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            beside = layout.step(unit, *step)
            if beside not in seen:
                seen.add(beside)
                border.append(beside)
    assert seen == set(units((784, 128, 64, 10)))


def test_steps_go_where_the_arrow_points(layout: UnitLayout) -> None:
    start = Unit(1, 2)
    middle = layout.middle(start)
    assert layout.step(start, 0, 1) == Unit(1, 3)
    assert layout.step(start, 0, -1) == Unit(1, 1)
    assert layout.middle(layout.step(start, 1, 0)).x() > middle.x()
    assert layout.step(start, -1, 0) == start
    for unit in (Unit(1, 2), Unit(1, 12), Unit(2, 9), Unit(3, 5)):
        for right in (1, -1):
            beside = layout.step(unit, right, 0)
            height = abs(layout.middle(beside).y() - layout.middle(unit).y())
            assert height <= layout.layers[beside.layer - 1].pitch
    assert layout.step(Unit(1, 0), 0, -1) == Unit(1, 0)
    assert layout.step(Unit(3, 9), 0, 1) == Unit(3, 9)
    assert layout.step(Unit(3, 4), 1, 0) == Unit(3, 4)
    assert layout.step(Unit(3, 4), -1, 0).layer == 2
    assert layout.step(None, 1, 0) == Unit(1, 0)
