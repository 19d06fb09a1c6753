"""Curves in pieces: what they keep, what they place anew, and how pieces join."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PyQt6.QtGui import QBrush, QColor, QPainterPath
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.curve_items import CurveItems, DotItems, Scale
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import Theme

Numbers = npt.NDArray[np.float64]
MOVE = QPainterPath.ElementType.MoveToElement


@pytest.fixture
def view(qtbot: QtBot, light: Theme) -> SceneView:
    view = SceneView()
    qtbot.addWidget(view)
    view.resize(200, 100)
    return view


@pytest.fixture
def curve(view: SceneView) -> CurveItems:
    return CurveItems(view, 1.0)


def numbers(*values: float) -> Numbers:
    return np.array(values, float)


def path_of(curve: CurveItems, number: int) -> list[tuple[bool, float, float]]:
    """What a piece paints: whether the pen is lifted to get there, x and y."""
    path = curve._items[number].path()
    elements = [path.elementAt(i) for i in range(path.elementCount())]
    return [(each.type is MOVE, each.x, each.y) for each in elements]


def places(curve: CurveItems) -> list[list[tuple[float, float]]]:
    return [[(x, y) for _, x, y in path_of(curve, n)] for n in range(len(curve._items))]


def shown(curve: CurveItems) -> tuple[list[float], list[float]]:
    x, y = curve.getData()
    return x.tolist(), y.tolist()


def test_nothing_at_first(curve: CurveItems) -> None:
    assert shown(curve) == ([], [])
    curve.replace(0, numbers(), (numbers(), numbers()))
    assert shown(curve) == ([], [])


def test_points_go_to_their_pieces(curve: CurveItems) -> None:
    x = numbers(0, 5, 10, 15, 20)
    curve.replace(0, numbers(0, 10, 20), (x, 2 * x))
    assert shown(curve) == (x.tolist(), (2 * x).tolist())
    assert places(curve) == [
        [(0, 0), (5, 10)],
        [(5, 10), (10, 20), (15, 30)],  # each runs on from the last point before
        [(15, 30), (20, 40)],
    ]


def test_what_comes_before_the_first_edge_belongs_to_the_first_piece(curve: CurveItems) -> None:
    curve.replace(0, numbers(3, 10), (numbers(-5, 1, 4, 12), numbers(1, 2, 3, 4)))
    assert places(curve)[0] == [(-5, 1), (1, 2), (4, 3)]


def test_earlier_pieces_stay_as_they_are(curve: CurveItems) -> None:
    curve.replace(0, numbers(0, 10, 20), (numbers(0, 10, 20), numbers(1, 2, 3)))
    before = places(curve)
    curve.replace(1, numbers(10, 20), (numbers(11, 21, 25), numbers(7, 8, 9)))
    assert shown(curve) == ([0, 11, 21, 25], [1, 7, 8, 9])
    assert places(curve)[0] == before[0]
    assert places(curve)[1:] == [[(0, 1), (11, 7)], [(11, 7), (21, 8), (25, 9)]]


def test_nothing_is_left_of_the_pieces_after_the_new_ones(curve: CurveItems) -> None:
    curve.replace(0, numbers(0, 10, 20), (numbers(0, 1, 10, 20), numbers(1, 1, 2, 3)))
    curve.replace(1, numbers(10), (numbers(12), numbers(5)))
    assert shown(curve) == ([0, 1, 12], [1, 1, 5])
    assert [len(piece) for piece in places(curve)] == [2, 2, 0]
    curve.replace(0, numbers(), (numbers(), numbers()))
    assert shown(curve) == ([], [])
    assert all(curve._items[n].path().isEmpty() for n in range(3))


def test_an_empty_piece_is_bridged(curve: CurveItems) -> None:
    curve.replace(0, numbers(0, 10, 20, 30), (numbers(0, 1, 25), numbers(5, 5, 6)))
    assert places(curve)[:3] == [[(0, 5), (1, 5)], [], [(1, 5), (25, 6)]]
    curve.replace(3, numbers(30), (numbers(31), numbers(7)))
    assert places(curve)[3] == [(25, 6), (31, 7)]


def test_a_curve_may_begin_in_any_piece(curve: CurveItems) -> None:
    # As when there is no band at first, while updates take single images, and then there is one.
    curve.replace(0, numbers(0, 10, 20, 30), (numbers(), numbers()))
    curve.replace(2, numbers(20, 30), (numbers(21, 22), numbers(5, 6)))
    curve.replace(2, numbers(20, 30), (numbers(21, 22, 23), numbers(5, 6, 7)))
    assert shown(curve) == ([21, 22, 23], [5, 6, 7])
    curve.replace(0, numbers(0, 10, 20, 30), (numbers(), numbers()))
    assert all(not piece for piece in places(curve)), "something is left"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_finite_number_leaves_a_gap(curve: CurveItems, value: float) -> None:
    curve.replace(0, numbers(0), (numbers(0, 1, 2, 3, 4), numbers(0, 1, value, 3, 4)))
    drawn = path_of(curve, 0)
    assert not any(
        (x0, x1) == (1, 3) and not lifted for (_, x0, _), (lifted, x1, _) in pairwise(drawn)
    ), "the line goes straight on"
    lines = {x for lifted, x, _ in drawn if not lifted}
    assert {1, 4} <= lines
    assert not {2, 3} & lines, "the line goes to infinity and back"


def test_a_new_scale_places_everything_anew(curve: CurveItems) -> None:
    curve.replace(0, numbers(0, 10), (numbers(0, 5, 10), numbers(1, 2, 3)))
    curve.set_scale(Scale(100.0, 2.0, 50.0, -10.0))
    assert shown(curve) == ([0, 5, 10], [1, 2, 3])
    assert places(curve) == [[(100, 40), (110, 30)], [(110, 30), (120, 20)]]
    curve.replace(1, numbers(10), (numbers(12), numbers(0)))
    assert places(curve) == [[(100, 40), (110, 30)], [(110, 30), (124, 50)]]


def test_what_is_far_away_is_near_enough(curve: CurveItems) -> None:
    # Painting a line of a billion pixels takes long, and nobody sees its end.
    curve.set_scale(Scale(0.0, 1e9, 0.0, -1e9))
    curve.replace(0, numbers(0), (numbers(0, 1), numbers(0, 1)))
    ((x0, y0), (x1, y1)) = places(curve)[0]
    assert (x0, y0) == (0, 0)
    assert 3000 < x1 < 1e6
    assert -1e6 < y1 < -3000


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.floats(0.0, 100.0), max_size=60).map(sorted),
    st.lists(st.integers(0, 60), min_size=1, max_size=6).map(sorted),
)
def test_piece_by_piece_is_the_same_as_at_once(
    view: SceneView, xs: list[float], stops: list[int]
) -> None:
    x = numbers(*xs)
    y, edges = x**0.5, np.arange(0.0, 101.0, 10.0)
    ours, theirs = CurveItems(view, 1.0), CurveItems(view, 1.0)
    known = 0
    for stop in [*stops, len(x)]:
        first = int(x[known - 1] // 10.0) if known else 0
        known = min(max(stop, known), len(x))
        begin = int(np.searchsorted(x, edges[first])) if first else 0
        ours.replace(first, edges[first:], (x[begin:known], y[begin:known]))
    theirs.replace(0, edges, (x, y))
    np.testing.assert_array_equal(ours.getData(), theirs.getData())
    painted = [[piece for piece in places(curve) if piece] for curve in (ours, theirs)]
    assert painted[0] == painted[1]


def test_dots_lie_on_their_points(view: SceneView) -> None:
    dots = DotItems(view)
    dots.set_look(QBrush(QColor("#ff0000")), 3.0)
    dots.set_points((numbers(1, 2, 3), numbers(1, np.nan, 3)))
    dots.set_scale(Scale(0.0, 40.0, 0.0, 20.0))
    view.set_background("#ffffff")
    image = view.grab().toImage()
    colors = [image.pixelColor(40 * n, 20 * n).name() for n in (1, 2, 3)]
    assert colors == ["#ff0000", "#ffffff", "#ff0000"]
    assert image.pixelColor(40 + 5, 20).name() == "#ffffff"
    dots.set_points((numbers(), numbers()))
    assert view.grab().toImage().pixelColor(40, 20).name() == "#ffffff"


def test_dots_that_overlap_leave_no_hole(qtbot: QtBot) -> None:
    view = SceneView()
    qtbot.addWidget(view)
    view.resize(40, 40)
    view.set_background("#ffffff")
    dots = DotItems(view)
    dots.set_look(QBrush(QColor("#000000")), 8.0)
    dots.set_points((np.array([18.0, 22.0]), np.array([20.0, 20.0])))
    assert view.grab().toImage().pixelColor(20, 20).name() == "#000000"
