"""Drawings as values: strokes are added, and erased; and what is drawn of them."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.ink import stroke as stroke_module
from mnistviz.data.ink.drawing import CANVAS, CANVAS_PEN, Drawing
from mnistviz.data.ink.pen import Box, Points, along, inked
from mnistviz.nn.arrays import FloatArray
from tests.data.dots import dotted

coordinates = st.floats(0.0, CANVAS, allow_subnormal=False)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(np.array)
drawings = st.lists(strokes, min_size=1, max_size=4).map(lambda each: Drawing(tuple(each)))

SEVEN = Drawing((np.array([[80.0, 60.0], [200.0, 60.0], [120.0, 230.0]]),))
QUICK = settings(deadline=None, max_examples=50)
_FINE = 0.25
"""Units between the dots by which these tests follow a stroke."""


def test_a_drawing_is_true_if_there_is_something() -> None:
    assert not Drawing()
    assert SEVEN


def test_a_stroke_more_is_another_drawing() -> None:
    two = SEVEN.with_stroke(np.array([[100.0, 140.0], [180.0, 140.0]]))
    assert [len(stroke) for stroke in two.strokes] == [3, 2]
    assert two.strokes[0] is SEVEN.strokes[0]
    assert len(SEVEN.strokes) == 1


def test_points_become_numbers() -> None:
    drawing = Drawing().with_stroke(np.array([[1, 2], [3, 4]]))
    assert drawing.strokes[0].dtype == np.float64


def test_a_drawing_cannot_be_changed_from_outside() -> None:
    points = np.array([[0.0, 0.0], [100.0, 100.0]])
    drawing = Drawing().with_stroke(points)
    points[0] = 50.0
    assert drawing.strokes[0].tolist() == [[0.0, 0.0], [100.0, 100.0]]


def far(place: FloatArray, stroke: Points) -> float:
    """From a place to the nearest point of a stroke as it is drawn."""
    return float(np.hypot(*(dotted(stroke, _FINE) - place).T).min())


LINE = Drawing((np.array([[20.0, 100.0], [260.0, 100.0]]),))


def test_erasing_cuts_a_stroke_in_two() -> None:
    erased = LINE.erased((140.0, 100.0), 12.0)
    left, right = erased.strokes
    assert left[0].tolist() == [20.0, 100.0]
    assert right[-1].tolist() == [260.0, 100.0]
    assert left[-1, 0] == pytest.approx(128.0, abs=4.0)
    assert right[0, 0] == pytest.approx(152.0, abs=4.0)
    assert len(LINE.strokes) == 1
    assert len(LINE.strokes[0]) == 2


def test_erasing_an_end_leaves_the_rest() -> None:
    (rest,) = LINE.erased((20.0, 100.0), 12.0).strokes
    assert rest[0, 0] == pytest.approx(32.0, abs=4.0)
    assert rest[-1].tolist() == [260.0, 100.0]


def test_erasing_all_of_it_leaves_nothing() -> None:
    assert not LINE.erased((140.0, 100.0), 200.0)
    assert not Drawing((np.array([[5.0, 5.0]]),)).erased((6.0, 6.0), 3.0)


def test_erasing_where_nothing_is_changes_nothing() -> None:
    assert LINE.erased((140.0, 150.0), 12.0) is LINE
    blank = Drawing()
    assert blank.erased((140.0, 150.0), 12.0) is blank


radii = st.floats(4.0, 40.0)


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_nothing_is_left_within_the_eraser(
    drawing: Drawing, x: float, y: float, radius: float
) -> None:
    for stroke in drawing.erased((x, y), radius).strokes:
        # A bow between two dots that are kept may graze the circle, by less than this.
        assert far(np.array([x, y]), stroke) > 0.9 * radius


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_erasing_adds_nothing(drawing: Drawing, x: float, y: float, radius: float) -> None:
    before = [dotted(stroke, _FINE) for stroke in drawing.strokes]
    for stroke in drawing.erased((x, y), radius).strokes:
        assert len(stroke) >= 1
        for point in stroke:
            assert min(np.hypot(*(dots - point).T).min() for dots in before) < 1.0


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_a_stroke_out_of_reach_stays_the_very_same(
    drawing: Drawing, x: float, y: float, radius: float
) -> None:
    erased = drawing.erased((x, y), radius)
    kept = [id(stroke) for stroke in erased.strokes]
    for stroke in drawing.strokes:
        if far(np.array([x, y]), stroke) > 1.1 * radius:
            assert id(stroke) in kept


@QUICK
@given(drawings, coordinates, coordinates, radii)
def test_what_is_far_is_never_touched(drawing: Drawing, x: float, y: float, radius: float) -> None:
    erased = drawing
    for step in range(3):  # as an eraser is dragged
        erased = erased.erased((x + step, y), radius)
    left = [dotted(stroke, _FINE) for stroke in erased.strokes]
    for point in np.concatenate([dotted(stroke, _FINE)[::32] for stroke in drawing.strokes]):
        if np.hypot(point[0] - x, point[1] - y) > 1.8 * radius + 3.0:
            assert min(np.hypot(*(dots - point).T).min() for dots in left) < 1.5


def test_a_bow_is_erased_where_it_is_drawn() -> None:
    arc = Drawing((np.array([[40.0, 100.0], [100.0, 60.0], [160.0, 60.0], [220.0, 100.0]]),))
    top = dotted(arc.strokes[0], _FINE)[:, 1].min()
    assert top < 58.0  # above the straight line between its points
    assert len(arc.erased((130.0, top - 5.0), 6.0).strokes) == 2


def test_its_frame_is_the_canvas_whatever_is_drawn() -> None:
    for drawing in (Drawing(), SEVEN):
        assert drawing.frame == Box(0.0, 0.0, CANVAS, CANVAS)


def test_its_way_is_that_of_the_pens_tip() -> None:
    assert SEVEN.way(specks=True) == SEVEN.way(specks=False) == Box(80.0, 60.0, 200.0, 230.0)
    assert Drawing().way(specks=True) is None
    assert Drawing().way(specks=False) is None


SPECK = np.array([[20.0, 20.0], [26.0, 24.0]])


def test_a_speck_is_no_part_of_its_way() -> None:
    drawing = SEVEN.with_stroke(SPECK)
    assert drawing.way(specks=False) == Box(80.0, 60.0, 200.0, 230.0)
    assert drawing.way(specks=True) == Box(20.0, 20.0, 200.0, 230.0)


@pytest.mark.parametrize(("length", "is_speck"), [(0.0, True), (22.0, True), (28.0, False)])
def test_a_speck_is_short_beside_the_longest_stroke(length: float, is_speck: bool) -> None:
    stroke = np.array([[20.0, 20.0], [20.0 + length, 20.0]])
    drawing = SEVEN.with_stroke(stroke)  # 208 units from corner to corner
    way = drawing.way(specks=False)
    assert way is not None
    assert (way.left == 80.0) == is_speck


def test_dots_alone_are_no_specks() -> None:
    dots = Drawing((np.array([[50.0, 60.0]]), np.array([[90.0, 60.0]])))
    assert dots.way(specks=False) == Box(50.0, 60.0, 90.0, 60.0)
    assert dots.drawn(0.1, (140.0, 140.0), 2.2, specks=False).any()


def test_nothing_is_drawn_of_nothing() -> None:
    picture = Drawing().drawn(0.1, (140.0, 140.0), None, specks=True)
    assert picture.shape == (28, 28)
    assert not picture.any()


def test_specks_are_drawn_if_asked_for() -> None:
    drawing = SEVEN.with_stroke(SPECK)
    plain = SEVEN.drawn(0.1, (140.0, 140.0), None, specks=True)
    with_specks = drawing.drawn(0.1, (140.0, 140.0), None, specks=True)
    np.testing.assert_array_equal(drawing.drawn(0.1, (140.0, 140.0), None, specks=False), plain)
    assert with_specks[2, 2] > 0.9
    assert plain[2, 2] == 0.0


def test_it_is_drawn_at_a_place_a_scale_and_with_a_pen() -> None:
    (stroke,) = SEVEN.strokes
    # Dots are a power of two apart, and no more than 0.3 pixels.
    for scale, step, pen in ((0.1, 2.0, 2.2), (0.05, 4.0, 4.0), (0.07, 4.0, 2.0)):
        picture = SEVEN.drawn(scale, (90.0, 170.0), pen, specks=True)
        dots = (dotted(stroke, step) - (90.0, 170.0)) * scale + 14.0
        np.testing.assert_allclose(picture, inked(dots, pen))
    as_drawn = SEVEN.drawn(0.1, (140.0, 140.0), None, specks=True)
    with_pen = SEVEN.drawn(0.1, (140.0, 140.0), 0.1 * CANVAS_PEN, specks=True)
    np.testing.assert_array_equal(as_drawn, with_pen)


pieces = st.lists(strokes, min_size=1, max_size=5)


@QUICK
@given(drawings, pieces)
def test_a_stroke_that_grows_is_as_one_drawn_at_once(drawing: Drawing, parts: list[Points]) -> None:
    """What a network is given depends on what is drawn, and not on the movements of the pen."""
    growing = drawing.with_stroke(parts[0])
    growing.drawn(0.1, (140.0, 140.0), 2.2, specks=True)
    for part in parts[1:]:
        growing = growing.lengthened(part)
        growing.drawn(0.1, (140.0, 140.0), 2.2, specks=True)  # looked at meanwhile
    at_once = Drawing((*drawing.strokes, np.concatenate(parts)))
    assert growing.way(specks=False) == at_once.way(specks=False)
    np.testing.assert_array_equal(growing.strokes[-1], at_once.strokes[-1])
    for scale in (0.1, 0.3):
        for specks in (True, False):
            pictures = [
                each.drawn(scale, (140.0, 140.0), 2.2, specks=specks) for each in (growing, at_once)
            ]
            np.testing.assert_allclose(pictures[0], pictures[1], atol=1e-5)


@QUICK
@given(drawings, st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=4))
def test_what_is_left_by_an_eraser_is_drawn_as_if_it_was_new(
    drawing: Drawing, way: list[tuple[float, float]]
) -> None:
    for start, end in pairwise([way[0], *way]):
        drawing.drawn(0.1, (140.0, 140.0), 2.2, specks=False)
        drawing = drawing.erased(start, 14.0, end)
    pictures = [
        each.drawn(0.1, (140.0, 140.0), 2.2, specks=False)
        for each in (drawing, Drawing(drawing.strokes))
    ]
    np.testing.assert_allclose(pictures[0], pictures[1], atol=1e-5)


SCRIBBLE = np.random.default_rng(7).uniform(0.0, CANVAS, (600, 2))


def test_a_scribble_costs_no_more_than_ink_for_the_whole_picture() -> None:
    """Dots are what the time to draw grows with."""
    once = Drawing((SCRIBBLE,))
    often = Drawing((SCRIBBLE, SCRIBBLE + 0.2, *[SCRIBBLE] * 8))
    cells = (CANVAS / 2.0 + 1.0) ** 2  # dots 4 units apart, two cells each way
    assert len(often._dotted(4.0, specks=True)) <= cells
    pictures = [each.drawn(0.06, (140.0, 140.0), 2.2, specks=True) for each in (once, often)]
    np.testing.assert_allclose(pictures[0], pictures[1], atol=0.1)


def test_only_what_is_new_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is drawn already, and however long the stroke under way is."""
    walked: list[int] = []

    def counting(points: Points, handles: Points, counts: npt.NDArray[np.intp]) -> Points:
        walked.append(len(points))
        return along(points, handles, counts)

    monkeypatch.setattr(stroke_module, "along", counting)
    drawing = Drawing((SCRIBBLE, SCRIBBLE[::-1])).with_stroke(SCRIBBLE[:300])
    drawing.drawn(0.1, (140.0, 140.0), 2.2, specks=False)
    assert sum(walked) == 1500
    for number in range(300, 330):
        walked.clear()
        drawing = drawing.lengthened(SCRIBBLE[number : number + 1])
        drawing.drawn(0.1, (140.0, 140.0), 2.2, specks=False)
        assert sum(walked) <= 4
    walked.clear()
    drawing.with_stroke(SCRIBBLE[:2]).drawn(0.1, (140.0, 140.0), 2.2, specks=False)
    assert sum(walked) == 2


def test_what_is_cut_keeps_few_points() -> None:
    line = Drawing((np.array([[10.0, 140.0], [270.0, 140.0]]),))
    erased = line
    for x in range(20, 260, 40):
        erased = erased.erased((float(x), 130.0), 6.0, (float(x), 150.0))
    assert len(erased.strokes) == 7
    assert sum(map(len, erased.strokes)) < 260 / 8 + 3 * 7


def test_a_fast_eraser_misses_nothing_on_its_way() -> None:
    bars = Drawing(tuple(np.array([[x, 100.0], [x, 200.0]]) for x in range(20, 280, 40)))
    erased = bars.erased((5.0, 150.0), 14.0, (275.0, 150.0))
    assert len(erased.strokes) == 14
    for each in erased.strokes:
        assert np.abs(each[:, 1] - 150.0).min() >= 14.0
