"""Drawings as a file: what is written comes back, and nothing else is believed."""

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.data.ink.page import Content, Picture, stored_digit
from mnistviz.data.ink.pinned_file import (
    MAX_DRAWINGS,
    PinnedDrawing,
    load_pinned,
    save_pinned,
)
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.errors import MnistvizError
from mnistviz.nn.arrays import ByteArray
from tests.other_data import SMALL, data_of

coordinates = st.floats(0.0, CANVAS)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(np.array)
drawings = st.lists(strokes, min_size=1, max_size=4).map(lambda each: Drawing(tuple(each)))
pinned = st.builds(PinnedDrawing, drawings, st.integers(0, 9))
QUICK = settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

ONE = Drawing((np.array([[140.0, 60.0], [140.0, 230.0]]),))
POINT = [[140, 140]]


def page(height: int, width: int) -> Picture:
    """Grey paper with a dark line down its middle."""
    grey = np.full((height, width), 200.0, np.float32)
    grey[height // 10 : -height // 10, width // 2 - width // 16 : width // 2 + width // 16] = 20.0
    return Picture.of(grey)


def strokes_of(content: Content) -> list[Any]:
    assert isinstance(content, Drawing)
    return [stroke.tolist() for stroke in content.strokes]


def pixels_of(content: Content) -> ByteArray:
    assert isinstance(content, StoredDigit)
    return content.pixels


def grey_of(content: Content) -> ByteArray:
    assert isinstance(content, Picture)
    return content.grey


@QUICK
@given(st.lists(pinned, max_size=MAX_DRAWINGS))
def test_strokes_come_back_exactly(tmp_path: Path, kept: list[PinnedDrawing]) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, kept)
    loaded = load_pinned(path)
    assert [each.label for each in loaded] == [each.label for each in kept]
    for new, old in zip(loaded, kept, strict=True):
        assert strokes_of(new.content) == strokes_of(old.content)
        assert isinstance(new.content, Drawing)
        assert not any(stroke.flags.writeable for stroke in new.content.strokes)
    first = path.read_bytes()
    save_pinned(path, loaded)
    assert path.read_bytes() == first


def test_digits_come_back_exactly(tmp_path: Path, mnist: DataSet) -> None:
    path = tmp_path / "drawings.json"
    images = mnist.test.images[:MAX_DRAWINGS]
    save_pinned(path, [PinnedDrawing(StoredDigit(image, 3, 17), 8) for image in images])
    loaded = load_pinned(path)
    assert [each.label for each in loaded] == [8] * MAX_DRAWINGS
    for each, image in zip(loaded, images, strict=True):
        np.testing.assert_array_equal(pixels_of(each.content), image)


def test_a_small_picture_comes_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    old = page(200, 280)
    save_pinned(path, [PinnedDrawing(old, 1)])
    (new,) = load_pinned(path)
    np.testing.assert_array_equal(grey_of(new.content), old.grey)
    np.testing.assert_array_equal(grey_of(new.content).shape, (200, 280))
    for deskew in (False, True):
        np.testing.assert_array_equal(
            network_input(new.content, deskew=deskew),
            network_input(old, deskew=deskew),
        )


@pytest.mark.parametrize(
    ("size", "reduced"),
    [((560, 420), (280, 210)), ((300, 560), (150, 280)), ((281, 281), (280, 280))],
)
def test_a_large_picture_is_reduced(
    tmp_path: Path, size: tuple[int, int], reduced: tuple[int, int]
) -> None:
    path = tmp_path / "drawings.json"
    old = page(*size)
    save_pinned(path, [PinnedDrawing(old, 1)])
    (new,) = load_pinned(path)
    assert grey_of(new.content).shape == reduced
    a, b = (network_input(each, deskew=False).astype(int) for each in (new.content, old))
    assert np.abs(a - b).mean() < 4.0
    first = path.read_bytes()
    save_pinned(path, [new])
    assert path.read_bytes() == first


def test_a_picture_is_reduced_by_means(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    rows, columns = np.indices((560, 560))
    checks = np.where((rows + columns) % 2, 255.0, 0.0).astype(np.float32)
    save_pinned(path, [PinnedDrawing(Picture.of(checks), 1)])
    np.testing.assert_allclose(grey_of(load_pinned(path)[0].content), 127.5, atol=1.0)


def test_the_file_holds_the_drawings_and_nothing_else(tmp_path: Path, mnist: DataSet) -> None:
    path = tmp_path / "a-name.json"
    kept = (ONE, page(20, 30), StoredDigit(mnist.test.images[0], 7, 0))
    save_pinned(path, [PinnedDrawing(content, 4) for content in kept])
    facts = json.loads(path.read_bytes())
    assert facts.keys() == {"format", "version", "drawings"}
    assert [set(entry) for entry in facts["drawings"]] == [
        {"label", "strokes"},
        {"label", "picture"},
        {"label", "digit"},
    ]
    assert set(facts["drawings"][1]["picture"]) == {"width", "height", "grey"}
    assert b"a-name" not in path.read_bytes()


def test_where_strokes_were_rubbed_out_beyond_the_edge(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, [PinnedDrawing(Drawing((np.array([[-0.25, 3.0], [280.5, 4.0]]),)), 1)])
    assert strokes_of(load_pinned(path)[0].content) == [[[0.0, 3.0], [280.0, 4.0]]]


Change = Callable[[dict[str, Any]], object]


def _drawing(**facts: object) -> Change:
    return lambda file: file.update(drawings=[facts])


def _grey(count: int) -> str:
    return base64.b64encode(bytes(count)).decode()


_ZIGZAG = [[280.0 * (i % 2), 140.0] for i in range(600)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda file: file.update(format="mnistviz model"), "another program"),
        (lambda file: file.pop("format"), "another program"),
        (lambda file: file.update(version=2), "format 2, made by another version"),
        (lambda file: file.update(version=True), "another version"),
        (lambda file: file.pop("version"), "another version"),
        (lambda file: file.pop("drawings"), "no list of drawings"),
        (lambda file: file.update(drawings={}), "no list of drawings"),
        (lambda file: file.update(drawings=file["drawings"] * 13), "13 drawings, and 12"),
        (lambda file: file.update(drawings=[7]), "drawing 1: it is not a label with"),
        (lambda file: file["drawings"].append([]), "drawing 2: it is not a label with"),
        (_drawing(strokes=[POINT]), "it is not a label with"),
        (_drawing(label=1), "it is not a label with"),
        (_drawing(label="1", strokes=[POINT]), "it is not a label with"),
        (_drawing(label=1, strokes=[POINT], digit=_grey(784)), "it is not a label with"),
        (_drawing(label=1, strokes=[POINT], name="somebody"), "it is not a label with"),
        (_drawing(label=10, strokes=[POINT]), "label is not 0 to 9"),
        (_drawing(label=-1, strokes=[POINT]), "label is not 0 to 9"),
        (_drawing(label=True, strokes=[POINT]), "label is not 0 to 9"),
        (_drawing(label=1, strokes=[]), "no strokes"),
        (_drawing(label=1, strokes=[POINT, []]), "without points"),
        (_drawing(label=1, strokes=[5]), "without points"),
        (_drawing(label=1, strokes=["ab"]), "without points"),
        (_drawing(label=1, strokes=[[5]]), "not two numbers from 0 to 280"),
        (_drawing(label=1, strokes=[[[1, 2, 3]]]), "not two numbers"),
        (_drawing(label=1, strokes=[["ab"]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[1, "2"]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[1, None]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[True, 2]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[280.1, 2]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[1, -0.1]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[1, float("nan")]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[float("inf"), 1]]]), "not two numbers"),
        (_drawing(label=1, strokes=[[[10**400, 1]]]), "not two numbers"),
        (_drawing(label=1, strokes=[POINT * 10_000, POINT * 10_001]), "more than 20,000 points"),
        (_drawing(label=1, strokes=[_ZIGZAG]), "too long"),
        (_drawing(label=1, strokes=[[[x / 100, y] for x, y in _ZIGZAG]] * 10), "too long"),
        (_drawing(label=1, digit=_grey(783)), "783 pixels instead of 784"),
        (_drawing(label=1, digit=_grey(785)), "785 pixels instead of 784"),
        (_drawing(label=1, digit="%%%%"), "not in base64"),
        (_drawing(label=1, digit="ä"), "not in base64"),
        (_drawing(label=1, digit=784), "it is not a label with"),
        (_drawing(label=1, picture={}), "not a width, a height and grey"),
        (_drawing(label=1, picture={"width": 2, "height": "2", "grey": ""}), "not a width"),
        (_drawing(label=1, picture={"width": 0, "height": 2, "grey": ""}), "1 to 280"),
        (_drawing(label=1, picture={"width": 2, "height": -2, "grey": ""}), "1 to 280"),
        (_drawing(label=1, picture={"width": 281, "height": 1, "grey": _grey(281)}), "1 to 280"),
        (_drawing(label=1, picture={"width": 10**30, "height": 1, "grey": ""}), "1 to 280"),
        (_drawing(label=1, picture={"width": 2, "height": 3, "grey": _grey(5)}), "instead of 6"),
    ],
)
def test_a_file_with_a_mistake(tmp_path: Path, change: Change, reason: str) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, [PinnedDrawing(ONE, 1)])
    file = json.loads(path.read_bytes())
    change(file)
    path.write_text(json.dumps(file))
    assert reason in refused(path)


def refused(path: Path) -> str:
    """The one line that says why a file is not read."""
    with pytest.raises(MnistvizError) as caught:
        load_pinned(path)
    message = str(caught.value)
    assert str(path) in message
    assert len(message.splitlines()) == 1
    assert len(message) < len(str(path)) + 150
    return message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\1\2\xff",
        "ä".encode("latin-1"),
        b"{",
        b"[" * 100_000,
        b'{"format": ' + b"9" * 5000,
        b"\x89PNG\r\n\x1a\n",
    ],
    ids=["empty", "binary", "latin-1", "cut off", "deep", "number", "picture"],
)
def test_a_file_that_is_no_json(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "drawings.json"
    path.write_bytes(content)
    assert "holds no mnistviz drawings" in refused(path)


@pytest.mark.parametrize("content", ["[]", "null", "7", '"mnistviz drawings"', '{"a": 1}'])
def test_other_json(tmp_path: Path, content: str) -> None:
    path = tmp_path / "drawings.json"
    path.write_text(content)
    assert "another program" in refused(path)


def test_a_file_that_is_cut_off_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, [PinnedDrawing(ONE, 1), PinnedDrawing(page(4, 4), 1)])
    content = path.read_bytes()
    for length in range(len(content) - 1):  # without the last byte, a line feed, it is whole
        path.write_bytes(content[:length])
        refused(path)


def test_a_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    assert "cannot read" in refused(tmp_path / "missing.json")
    assert "cannot read" in refused(tmp_path)


def test_a_file_that_is_huge(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 2**40)  # a file of holes; reading it all would never end
    assert "too large" in refused(path)


@pytest.mark.parametrize(
    "kept",
    [
        [PinnedDrawing(ONE, 1)] * 13,
        [PinnedDrawing(ONE, 10)],
        [PinnedDrawing(Drawing(), 1)],
        [PinnedDrawing(Drawing((np.array(_ZIGZAG),)), 1)],
        [PinnedDrawing(Drawing((np.array([[np.nan, 1.0]]),)), 1)],
    ],
    ids=["too many", "label", "blank", "too long", "no number"],
)
def test_what_could_not_be_read_again_is_not_written(
    tmp_path: Path, kept: list[PinnedDrawing]
) -> None:
    path = tmp_path / "drawings.json"
    path.write_bytes(b"old")
    with pytest.raises(MnistvizError, match="cannot write"):
        save_pinned(path, kept)
    assert path.read_bytes() == b"old"


def test_twelve_large_drawings_fit(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    rng = np.random.default_rng(0)
    way = 140.0 + np.cumsum(rng.normal(0.0, 0.4, (15_000, 2)), axis=0)
    scribble = Drawing((np.clip(way, 0.0, CANVAS),))
    kept = [PinnedDrawing(scribble, 1)] * 6 + [PinnedDrawing(page(560, 560), 1)] * 6
    save_pinned(path, kept)
    loaded = load_pinned(path)
    assert len(loaded) == MAX_DRAWINGS
    assert strokes_of(loaded[0].content) == strokes_of(scribble)


def test_more_than_a_file_may_hold_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "drawings.json"
    points = np.random.default_rng(0).uniform(139.9, 140.1, (20_000, 2))
    with pytest.raises(MnistvizError, match="too large for one file"):
        save_pinned(path, [PinnedDrawing(Drawing((points,)), 1)] * MAX_DRAWINGS)
    assert not path.exists()


def test_a_failing_write_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "drawings.json"
    save_pinned(path, [PinnedDrawing(ONE, 1)])
    old = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(MnistvizError, match="No space left on device"):
        save_pinned(path, [PinnedDrawing(ONE, 2)] * 5)
    monkeypatch.undo()
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MnistvizError, match="there is no folder"):
        save_pinned(tmp_path / "missing" / "drawings.json", [PinnedDrawing(ONE, 1)])


def test_drawings_for_other_data(tmp_path: Path) -> None:
    path, images = tmp_path / "drawings.json", data_of(SMALL).test
    kept = (PinnedDrawing(ONE, 4), PinnedDrawing(stored_digit(images, 3), 3))
    save_pinned(path, kept, SMALL)
    one, stored = load_pinned(path, SMALL)
    assert (one.label, stored.label) == (4, 3)
    assert isinstance(stored.content, StoredDigit)
    assert stored.content.shape == SMALL.shape
    np.testing.assert_array_equal(stored.content.pixels, images.images[3])
    with pytest.raises(MnistvizError, match="108 pixels instead of 784"):
        load_pinned(path)
    with pytest.raises(MnistvizError, match="label is not 0 to 4"):
        save_pinned(path, [PinnedDrawing(ONE, 5)], SMALL)
