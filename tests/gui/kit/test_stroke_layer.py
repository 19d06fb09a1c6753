"""The painter that keeps finished strokes, and lengthens the one under way."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath
from PyQt6.QtWidgets import QApplication

from mnistviz.data.ink.drawing import Drawing
from mnistviz.gui.kit import stroke_layer
from mnistviz.gui.kit.stroke_layer import StrokeLayer

Way = Sequence[tuple[float, float]]
Levels = npt.NDArray[np.int16]

BLACK = QColor("black")
STROKES = (
    np.array([[50.0, 40.0], [120.0, 90.0], [60.0, 200.0], [220.0, 230.0]]),
    np.array([[200.0, 40.0], [200.0, 100.0]]),
    np.array([[250.0, 250.0]]),
)


def spiral(count: int) -> list[tuple[float, float]]:
    turns = np.linspace(0.0, 14.0, count)
    far = 20.0 + 7.0 * turns
    ways = np.column_stack([140.0 + far * np.cos(turns), 140.0 + far * np.sin(turns)])
    return [(float(x), float(y)) for x, y in ways]


@pytest.fixture(autouse=True)
def application(app: QApplication) -> None:
    """Painting needs one."""


def painted(
    layer: StrokeLayer,
    drawing: Drawing,
    under_way: Way = (),
    *,
    side: int = 280,
    ratio: float = 1.0,
    color: QColor = BLACK,
    at: tuple[float, float] = (0.0, 0.0),
) -> Levels:
    """What a paint event of the canvas shows: 0 is ink, 255 paper."""
    size = round((side + max(at)) * ratio)
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    points = np.array(under_way, np.float64).reshape(-1, 2)
    layer.paint(painter, QRectF(*at, side, side), color, drawing, points)
    painter.end()
    bits = image.constBits()
    assert bits is not None
    rows = np.frombuffer(bits.asstring(image.sizeInBytes()), np.uint8)
    return rows.reshape(size, size, 4)[..., 2].astype(np.int16)


def difference(one: Levels, other: Levels) -> int:
    return int(np.abs(one - other).max())


def test_nothing_to_paint() -> None:
    assert (painted(StrokeLayer(), Drawing()) == 255).all()


def test_ink_lies_where_the_pen_went() -> None:
    levels = painted(StrokeLayer(), Drawing(STROKES))
    for stroke in STROKES:
        for x, y in stroke:
            assert levels[int(y), int(x)] == 0
    assert levels[150, 250] == 255
    assert levels[20, 20] == 255


@pytest.mark.parametrize("count", [1, 2, 3, 4, 30])
def test_a_stroke_under_way_looks_like_a_finished_one(count: int) -> None:
    """Also a first point, which is a dot, and its smallest lengths."""
    way = spiral(30)[:count]
    layer, before = StrokeLayer(), Drawing(STROKES)
    levels = painted(layer, before, way)
    after = before.with_stroke(np.array(way))
    assert difference(levels, painted(StrokeLayer(), after)) <= 40
    # The layer that followed it shows the finished drawing just as one that begins with it.
    assert difference(painted(layer, after), painted(StrokeLayer(), after)) == 0


def test_point_by_point_as_all_at_once() -> None:
    """However many points arrive between two paintings."""
    way, layer = spiral(200), StrokeLayer()
    drawing = Drawing(STROKES)
    seen = 0
    for step in (1, 1, 1, 2, 1, 5, 40, 1, 148):
        seen += step
        levels = painted(layer, drawing, way[:seen])
        assert difference(levels, painted(StrokeLayer(), drawing, way[:seen])) <= 2, seen
    assert seen == 200


def test_a_very_long_stroke() -> None:
    """Its beginning is put into the picture, piece by piece; nothing may be lost there."""
    count = 30 * stroke_layer._PIECE + 5
    way, layer = spiral(count), StrokeLayer()
    for seen in range(1, count, 7):
        painted(layer, Drawing(), way[:seen])
    levels = painted(layer, Drawing(), way)
    whole = painted(StrokeLayer(), Drawing((np.array(way),)))
    # Edges overlap where it was cut: they may be darker there, and nowhere may ink be missing.
    assert ((levels > 200) <= (whole > 150)).all()
    assert ((levels < 50) >= (whole < 5)).all()
    assert count - layer._settled <= stroke_layer._PIECE + 2


def test_a_new_stroke_begins_anew() -> None:
    layer, drawing = StrokeLayer(), Drawing(STROKES)
    painted(layer, drawing, spiral(50))
    short = [(30.0, 250.0), (60.0, 250.0)]
    assert difference(painted(layer, drawing, short), painted(StrokeLayer(), drawing, short)) == 0
    assert difference(painted(layer, drawing), painted(StrokeLayer(), drawing)) == 0


def test_another_drawing_below_a_stroke_that_goes_on() -> None:
    layer, one, other = StrokeLayer(), Drawing(STROKES), Drawing(STROKES[:1])
    painted(layer, one, spiral(30))
    levels = painted(layer, other, spiral(30))
    assert difference(levels, painted(StrokeLayer(), other, spiral(30))) <= 2


def test_another_drawing() -> None:
    layer, one, other = StrokeLayer(), Drawing(STROKES), Drawing(STROKES[:1])
    first = painted(layer, one)
    assert difference(painted(layer, other), painted(StrokeLayer(), other)) == 0
    assert difference(painted(layer, one), first) == 0
    assert difference(first, painted(StrokeLayer(), other)) == 255


@pytest.mark.parametrize("way", [(), spiral(60)], ids=["finished", "under way"])
def test_another_colour_or_size(way: Way) -> None:
    layer, drawing = StrokeLayer(), Drawing(STROKES)
    dark = painted(layer, drawing, way)
    light = painted(layer, drawing, way, color=QColor("#c0c0c0"))
    assert (dark.min(), light.min()) == (0, 0xC0)
    assert difference(light, painted(StrokeLayer(), drawing, way, color=QColor("#c0c0c0"))) <= 2
    painted(layer, drawing, way)
    small = painted(layer, drawing, way, side=140)
    assert difference(small, painted(StrokeLayer(), drawing, way, side=140)) <= 2
    assert 0.15 < (small < 128).sum() / (dark < 128).sum() < 0.35
    painted(layer, drawing, way)
    sharp = painted(layer, drawing, way, ratio=2.0)
    assert difference(sharp, painted(StrokeLayer(), drawing, way, ratio=2.0)) <= 2
    assert 3.7 < (sharp < 128).sum() / (dark < 128).sum() < 4.3
    assert (sharp[::2] != sharp[1::2]).any(), "finer than the small one, not only larger"


def test_a_square_beside_the_corner() -> None:
    drawing, way = Drawing(STROKES), spiral(40)
    levels = painted(StrokeLayer(), drawing, way)
    moved = painted(StrokeLayer(), drawing, way, at=(30.0, 12.0))
    assert difference(moved[12:292, 30:310], levels) <= 2
    assert (moved[:12] == 255).all()
    assert (moved[:, :30] == 255).all()


@pytest.fixture
def gaps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many gaps between points each curve that is painted goes through."""
    counts: list[int] = []
    original = stroke_layer._curve

    def counting(these: npt.NDArray[np.float64]) -> QPainterPath:
        counts.append(len(these))
        return original(these)

    monkeypatch.setattr(stroke_layer, "_curve", counting)
    return counts


def test_finished_strokes_are_painted_once(gaps: list[int]) -> None:
    """Each further painting, and each further point, costs the same however much is drawn."""
    layer, drawing, way = StrokeLayer(), Drawing(STROKES), spiral(300)
    painted(layer, drawing, way[:10])
    assert sum(gaps) == 3 + 1 + 1 + 9
    for seen in range(11, 300):
        gaps.clear()
        painted(layer, drawing, way[:seen])
        assert sum(gaps) <= 2 * (stroke_layer._PIECE + 3)


def test_another_stroke_of_which_nothing_was_painted_yet() -> None:
    """Undone and drawn anew between two paintings, on the very same drawing."""
    layer, drawing = StrokeLayer(), Drawing(STROKES)
    painted(layer, drawing, spiral(60))
    other = [(x, 280.0 - y) for x, y in spiral(80)]
    assert difference(painted(layer, drawing, other), painted(StrokeLayer(), drawing, other)) <= 2


def crowd() -> Drawing:
    random = np.random.default_rng(5)
    steps = random.normal(0.0, 5.0, (40, 50, 2)).cumsum(axis=1)
    return Drawing(tuple(np.clip(steps + random.uniform(40.0, 240.0, (40, 1, 2)), 0.0, 280.0)))


def test_what_is_erased_undone_and_redone_looks_as_if_it_was_painted_at_once() -> None:
    layer, drawing = StrokeLayer(), crowd()
    shown = [drawing]
    painted(layer, drawing)
    for x in (60.0, 90.0, 200.0):
        drawing = drawing.erased((x, 80.0), 14.0, (x + 25.0, 110.0))
        shown.append(drawing)
    shown += [shown[1], shown[0], Drawing(), shown[3], Drawing(STROKES), shown[2]]
    for each in shown:
        # Edges lie over each other in another order: each may round a level.
        assert difference(painted(layer, each), painted(StrokeLayer(), each)) <= 8


def test_little_is_painted_anew_where_little_is_erased(gaps: list[int]) -> None:
    layer, drawing = StrokeLayer(), crowd()
    painted(layer, drawing)
    drawing = drawing.erased((60.0, 80.0), 14.0)
    painted(layer, drawing)  # what is cut keeps more of its points from now on
    after = drawing.erased((64.0, 84.0), 14.0)
    gaps.clear()
    painted(layer, after)
    assert 0 < sum(gaps) < 0.25 * sum(map(len, after.strokes))


def test_a_picture_that_was_kept_is_not_painted_again(gaps: list[int]) -> None:
    layer, drawing = StrokeLayer(), crowd()
    first = painted(layer, drawing)
    layer.keep()
    erased = drawing.erased((60.0, 80.0), 40.0)
    second = painted(layer, erased)
    layer.keep()
    longer = spiral(60)
    painted(layer, erased, longer)
    gaps.clear()
    assert difference(painted(layer, drawing), first) == 0
    assert difference(painted(layer, erased), second) == 0
    assert not gaps
    # What is painted over it afterwards does not change what was kept.
    painted(layer, drawing, longer)
    assert difference(painted(layer, drawing), first) == 0
    white = painted(layer, drawing, color=QColor("white"))
    assert (white == 255).all(), "one of another colour is none"


def test_few_pictures_are_kept() -> None:
    layer, drawing = StrokeLayer(), Drawing()
    for x in range(20, 260, 10):
        drawing = drawing.with_stroke(np.array([[float(x), 20.0], [float(x), 200.0]]))
        painted(layer, drawing)
        layer.keep()
    assert len(layer._kept) == stroke_layer._PICTURES
    assert drawing.parts in layer._kept, "the newest"
