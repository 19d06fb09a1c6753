"""From many points to few, without losing what matters."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.gui.kit.decimation import (
    PIECE,
    columns_of,
    envelope,
    moving_average,
    piece_at,
    piece_edges,
)

Numbers = npt.NDArray[np.float64]

gaps = st.lists(st.floats(0.001, 10.0), min_size=1, max_size=300)
pixels = st.integers(1, 60)


@st.composite
def curves(draw: st.DrawFn) -> tuple[Numbers, Numbers]:
    """Ascending x, any y."""
    x = np.cumsum(draw(gaps))
    values = st.lists(st.floats(-1e6, 1e6), min_size=len(x), max_size=len(x))
    return x, np.array(draw(values))


@given(curves(), pixels)
def test_the_envelope_keeps_the_extremes(curve: tuple[Numbers, Numbers], columns: int) -> None:
    x, y = curve
    starts = columns_of(x, 0.0, float(x[-1]), columns)
    shown_x, shown_y = envelope(x, y, y, starts, len(x))
    assert shown_y.max() == y.max()
    assert shown_y.min() == y.min()
    assert len(shown_x) == len(shown_y)
    assert len(shown_x) <= 2 * (columns + 1)
    assert (np.diff(shown_x) >= 0.0).all()
    assert np.isin(shown_y, y).all()


@given(curves(), pixels)
def test_every_column_keeps_its_own_extremes(curve: tuple[Numbers, Numbers], columns: int) -> None:
    x, y = curve
    low, high = y - 1.0, y + 1.0
    starts = columns_of(x, 0.0, float(x[-1]), columns)
    _x, shown = envelope(x, low, high, starts, len(x))
    ends = [*starts[1:], len(x)]
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        assert shown[2 * k] == low[start:end].min()
        assert shown[2 * k + 1] == high[start:end].max()


@given(curves(), pixels, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_columns_of_a_part(
    curve: tuple[Numbers, Numbers], columns: int, a: float, b: float
) -> None:
    x, _y = curve
    left, right = sorted((a * float(x[-1]), b * float(x[-1])))
    starts = columns_of(x, left, right, columns)
    # One point beyond either end, and one that lies exactly on the right end.
    assert len(starts) <= columns + 3
    assert (np.diff(starts) > 0).all()
    assert starts.min() >= 0
    assert starts.max() < len(x)
    inside = np.flatnonzero((x >= left) & (x <= right))
    if len(inside):
        # The line enters from outside, and nothing that is inside comes before the first start.
        assert starts[0] == max(inside[0] - 1, 0)


@given(curves(), pixels)
def test_a_range_far_from_the_data(curve: tuple[Numbers, Numbers], columns: int) -> None:
    x, y = curve
    end = float(x[-1])
    for left, right in ((-20.0, -10.0), (end + 10.0, end + 20.0)):
        starts = columns_of(x, left, right, columns)
        last = min(int(np.searchsorted(x, right, "right")) + 1, len(x))
        shown_x, shown_y = envelope(x, y, y, starts, last)
        assert len(shown_x) == len(shown_y) <= 2 * (columns + 1)


def test_few_points_are_all_kept() -> None:
    x = np.arange(5.0)
    assert columns_of(x, 0.0, 4.0, 100).tolist() == [0, 1, 2, 3, 4]
    assert columns_of(x, 1.5, 2.5, 100).tolist() == [1, 2, 3]


def test_no_points() -> None:
    nothing = np.empty(0)
    starts = columns_of(nothing, 0.0, 1.0, 100)
    assert len(starts) == 0
    shown_x, shown_y = envelope(nothing, nothing, nothing, starts, 0)
    assert len(shown_x) == len(shown_y) == 0


@given(curves(), st.floats(0.0, 50.0))
def test_the_moving_average_is_a_plain_loop(curve: tuple[Numbers, Numbers], window: float) -> None:
    x, y = curve
    at = np.arange(len(x))
    expected = []
    for i in at:
        # The point itself always counts, whatever rounding makes of x - window.
        share = [y[j] for j in range(i + 1) if x[j] > x[i] - window or j == i]
        expected.append(np.mean(share))
    np.testing.assert_allclose(moving_average(x, y, window, at), expected, rtol=1e-7, atol=1e-6)


@given(curves())
def test_no_window_is_no_smoothing(curve: tuple[Numbers, Numbers]) -> None:
    x, y = curve
    at = np.arange(len(x))[::2]
    assert np.array_equal(moving_average(x, y, 0.0, at), y[at])


@given(curves(), st.floats(0.001, 50.0), st.data())
def test_a_part_of_the_average(
    curve: tuple[Numbers, Numbers], window: float, data: st.DataObject
) -> None:
    x, y = curve
    index = data.draw(st.integers(0, len(x) - 1))
    everywhere = moving_average(x, y, window, np.arange(len(x)))
    part = moving_average(x, y, window, np.array([index]))
    np.testing.assert_allclose(part, everywhere[[index]], rtol=1e-7, atol=1e-6)


views = st.tuples(st.floats(-5.0, 5.0), st.floats(0.01, 100.0), st.integers(1, 2000))
"""Where a view begins, how wide it is, and its columns of pixels."""


@given(views)
def test_pieces_are_of_one_width_and_cover_the_view(view: tuple[float, float, int]) -> None:
    left, width, pixels = view
    right = left + width
    edges = piece_edges(left, right, pixels, 0)
    column = (right - left) / pixels
    assert edges[0] == left
    assert len(edges) == -(-pixels // PIECE)
    np.testing.assert_allclose(np.diff(edges), PIECE * column, rtol=1e-6)
    assert edges[-1] < right <= edges[-1] + PIECE * column * (1 + 1e-6)


@given(views, st.integers(0, 70))
def test_a_part_of_the_pieces(view: tuple[float, float, int], first: int) -> None:
    left, width, pixels = view
    every, part = (piece_edges(left, left + width, pixels, n) for n in (0, first))
    np.testing.assert_array_equal(part, every[first:])


@given(views, st.floats(0.0, 1.0))
def test_a_point_is_in_the_piece_that_begins_before_it(
    view: tuple[float, float, int], share: float
) -> None:
    left, width, pixels = view
    right = left + width
    x, edges = left + share * (right - left), piece_edges(left, right, pixels, 0)
    number, slack = piece_at(x, left, right, pixels), 1e-9 * (abs(left) + width)
    if number < len(edges):
        assert edges[number] <= x + slack
    if number + 1 < len(edges):
        assert x <= edges[number + 1] + slack


def test_what_is_left_of_the_view_is_in_its_first_piece() -> None:
    assert piece_at(-3.0, 1.0, 2.0, 320) == 0
    assert piece_at(1.0, 1.0, 2.0, 320) == 0


def test_what_is_right_of_the_view_is_in_no_piece() -> None:
    assert len(piece_edges(1.0, 2.0, 320, piece_at(3.0, 1.0, 2.0, 320))) == 0


def test_examples_of_pieces() -> None:
    assert piece_edges(0.0, 10.0, 10 * PIECE, 7).tolist() == [7.0, 8.0, 9.0]
    assert [piece_at(x, 0.0, 10.0, 10 * PIECE) for x in (0.0, 0.9, 1.1, 9.9)] == [0, 0, 1, 9]
