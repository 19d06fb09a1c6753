"""The drawing, its strokes and its undo, without anything that shows them."""

import numpy as np
import pytest

from mnistviz.app.document import Document
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.preparation import StoredDigit

PIXELS = np.full(784, 255, np.uint8)


@pytest.fixture
def document() -> Document:
    return Document()


def stroke(document: Document, *places: tuple[float, float], erases: bool = False) -> None:
    document.pen_down(places[0], erases=erases)
    for place in places[1:]:
        document.pen_to(place)
    document.pen_up()


def strokes_of(document: Document) -> int:
    assert isinstance(document.content, Drawing)
    return len(document.content.strokes)


def test_a_stroke_is_the_way_of_the_pen(document: Document) -> None:
    stroke(document, (30, 60), (150, 150), (270, 240))
    assert isinstance(document.content, Drawing)
    (points,) = document.content.strokes
    np.testing.assert_array_equal(points, [[30, 60], [150, 150], [270, 240]])


def test_every_change_is_told_at_once(document: Document) -> None:
    told: list[tuple[bool, int]] = []
    document.changed.connect(lambda: told.append((document.is_under_way, len(document.stroke))))
    stroke(document, (50, 50), (90, 90))
    assert told == [(True, 1), (True, 2), (False, 0)]
    document.undo()
    document.pen_up()
    document.pen_to((9, 9))
    assert told[3:] == [(False, 0)], "the pen was up already"
    assert document.is_blank


def test_what_the_stroke_under_way_is_drawn_on(document: Document) -> None:
    stroke(document, (50, 50), (90, 90))
    before = document.content
    document.pen_down((100, 100))
    document.pen_to((110, 100))
    assert document.below is before
    assert strokes_of(document) == 2
    document.pen_up()
    document.pen_down((50, 50), erases=True)
    assert document.is_under_way
    assert len(document.stroke) == 0


def test_undo_goes_back_step_by_step_and_redo_forth(document: Document) -> None:
    contents = [document.content]
    for y in (50, 100, 150):
        stroke(document, (50, y), (250, y))
        contents.append(document.content)
    document.clear()
    for content in reversed(contents):
        assert document.can_undo
        document.undo()
        assert document.content is content
    assert not document.can_undo
    for content in contents[1:]:
        assert document.can_redo
        document.redo()
        assert document.content is content
    document.undo()
    stroke(document, (50, 200), (250, 200))
    assert not document.can_redo


def test_undo_lifts_the_pen(document: Document) -> None:
    document.pen_down((50, 50))
    document.undo()
    document.pen_to((90, 90))
    assert document.is_blank
    assert not document.is_under_way


def test_undo_reaches_back_a_hundred_times(document: Document) -> None:
    for _ in range(150):
        document.put(Drawing((np.ones((2, 2)),)))
    count = 0
    while document.can_undo:
        document.undo()
        count += 1
    assert count == 100


def test_it_is_said_before_something_is_remembered(document: Document) -> None:
    said: list[str] = []
    document.remembered.connect(lambda: said.append("remembered"))
    document.changed.connect(lambda: said.append("changed"))
    document.put(StoredDigit(PIXELS))
    document.undo()
    assert said == ["remembered", "changed"] * 2


def test_clearing_nothing_is_nothing_to_undo(document: Document) -> None:
    document.clear()
    assert not document.can_undo


def test_the_eraser_misses_nothing_on_a_fast_way(document: Document) -> None:
    for x in range(20, 280, 40):
        stroke(document, (x, 100), (x, 200))
    stroke(document, (5, 150), (275, 150), erases=True)
    assert strokes_of(document) == 14


def test_erasing_beside_the_strokes_changes_nothing(document: Document) -> None:
    stroke(document, (50, 50), (250, 50))
    before = document.content
    stroke(document, (50, 250), (250, 250), erases=True)
    assert document.content is before


def test_erasing_nothing_is_nothing_to_undo(document: Document) -> None:
    stroke(document, (50, 50), (250, 50))
    stroke(document, (50, 90), (250, 90))
    document.undo()
    stroke(document, (50, 250), (250, 250), erases=True)
    assert document.can_redo
    document.redo()
    assert strokes_of(document) == 2
    stroke(document, (50, 250), (100, 20), (120, 250), erases=True)
    document.undo()
    assert strokes_of(document) == 2, "one erasure is taken back at once"
    document.undo()
    assert strokes_of(document) == 1


@pytest.mark.parametrize("erases", [False, True])
def test_the_pen_takes_the_place_of_what_is_no_drawing(document: Document, erases: bool) -> None:
    ink = np.zeros((4, 4), np.float32)
    for content in (StoredDigit(PIXELS, 7, 3), Picture(np.zeros((4, 4), np.uint8), ink, ink)):
        document.put(content)
        assert not document.is_blank
        stroke(document, (50, 50), (250, 50), erases=erases)
        assert strokes_of(document) == (0 if erases else 1)
        document.undo()
        assert document.content is content
