"""The way of the pen, found in ink."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnistviz.data.ink.pen import inked as pen_inked
from mnistviz.data.ink.tracing import Lines, lines_in
from mnistviz.nn.arrays import FloatArray

Line = list[tuple[int, int]]


def inked(*lines: Line, pen: int) -> FloatArray:
    """Round-ended strokes on a page of 280 by 280, 0 to 1."""
    page = Image.new("L", (280, 280), 0)
    brush = ImageDraw.Draw(page)
    for line in lines:
        brush.line(line, fill=255, width=pen)
        for x, y in line:
            brush.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=255)
    return np.asarray(page, np.float32) / 255.0


def loops(lines: Lines) -> int:
    """How many pieces of paper a thin pen goes around that follows them."""
    from scipy import ndimage

    low, high = lines.points.min(axis=0), lines.points.max(axis=0)
    scale = 20.0 / float((high - low).max())
    drawn = pen_inked((lines.points - (low + high) / 2.0) * scale + 14.0, 2.0)
    return int(ndimage.label(drawn < 0.5)[1]) - 1


def test_the_flag_of_a_one_is_seldom_joined_to_its_stem() -> None:
    ones = [
        inked([(150 - reach, 80 + drop), (150, 80), (145, 80 + height)], pen=28)
        for reach in range(30, 60, 5)
        for drop in range(20, 80, 10)
        for height in (90, 120)
    ]
    joined = sum(loops(lines_in(one)) > 0 for one in ones)
    # One in four is; of rings that follow every edge, one in two would be.
    assert joined <= 0.35 * len(ones)


def test_a_filled_loop_is_opened() -> None:
    ring = [(140 + round(11 * np.cos(a)), 90 + round(11 * np.sin(a))) for a in np.arange(0, 7, 0.2)]
    nine = inked(ring, [(151, 90), (150, 200)], pen=28)
    assert nine[90, 140] == 1.0, "the pen has filled it"
    assert loops(lines_in(nine)) == 1


def test_a_plain_stroke_is_one_line() -> None:
    lines = lines_in(inked([(80, 60), (80, 200)], pen=20))
    assert loops(lines) == 0
    assert np.abs(lines.points[:, 0] - 80.5).max() < 2.0
    assert lines.pen == pytest.approx(20.0, abs=3.0)


def test_no_ink_no_way() -> None:
    lines = lines_in(np.zeros((20, 30), np.float32))
    assert lines.points.shape == (0, 2)
    assert lines.pen == 0.0
