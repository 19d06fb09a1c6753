"""What the network on screen makes of what lies on the canvas."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnistviz.data.content import stored_digit
from mnistviz.data.digits import CLASSES, Split, as_input
from mnistviz.data.drawing import Drawing
from mnistviz.data.ink import SIDE
from mnistviz.data.page import Picture
from mnistviz.data.preparation import Step, network_input, stages
from mnistviz.data.straightening import straightened
from mnistviz.gui import seldom
from mnistviz.gui.models import settings_for, shipped_model
from mnistviz.gui.reader import Reader
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.presets import PRESETS
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.run import Run
from mnistviz.training.settings import RunSettings
from mnistviz.training.snapshot import Snapshot, Status

LEANING = Drawing((np.array([[190.0, 60.0], [110.0, 230.0]]),))
"""A one in the upper part, which every step of the preparation changes."""


def at_temperature(snapshot: Snapshot, temperature: float) -> Snapshot:
    """The same, as if its last test had found that temperature."""
    test = Evaluation(0.5, np.zeros((CLASSES, CLASSES), np.int64), temperature)
    return replace(snapshot, last_test=test)


class Watched:
    """A reader, and how often it said something."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.said: list[str] = []
        for name in ("content_changed", "answered", "judged"):
            getattr(self.reader, name).connect(lambda name=name: self.said.append(name))

    def since(self) -> list[str]:
        said, self.said = self.said, []
        return said


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    return Watched()


@pytest.fixture
def reader(watched: Watched) -> Reader:
    return watched.reader


@pytest.fixture(scope="module")
def plain(small: Split) -> Snapshot:
    """A network that has learned a little, at a temperature that is not 1."""
    run = Run(1, RunSettings.of(PRESETS["relu"]), small)
    run.advance(3)
    return at_temperature(run.snapshot(), 1.7)


@pytest.fixture(scope="module")
def straight(small: Split) -> Snapshot:
    """The shipped network, which takes straightened digits."""
    model = shipped_model()
    snapshot = Run(2, settings_for(model), small, model).snapshot()
    assert snapshot.straighten
    return snapshot


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time in seconds, as the test has it."""
    now = [100.0]
    monkeypatch.setattr(seldom, "monotonic", lambda: now[0])
    return now


def outputs(snapshot: Snapshot, pixels: ByteArray) -> FloatArray:
    image = as_input(pixels, snapshot.parameters.flat.dtype)[None]
    return snapshot.network.predict(snapshot.parameters, image)


def assert_answers(reader: Reader, snapshot: Snapshot, pixels: ByteArray) -> None:
    """That the newest answer is this network's to this picture, at its own temperature."""
    reading = reader.reading
    assert reading is not None
    assert reader.pixels is not None
    assert np.array_equal(reader.pixels, pixels)
    assert np.array_equal(reading.pixels, pixels)
    expected = outputs(snapshot, pixels)
    kind = snapshot.network.architecture.output
    probabilities = calibrated(expected, kind, snapshot.temperature)[0]
    np.testing.assert_array_equal(reading.outputs, expected[0])
    np.testing.assert_array_equal(reading.probabilities, probabilities)
    assert reading.probabilities.sum() == pytest.approx(1.0, abs=1e-5)
    assert reading.digit == expected[0].argmax()


def test_nothing_drawn_and_no_network(watched: Watched) -> None:
    reader = watched.reader
    assert (reader.reading, reader.shown, reader.pixels) == (None, None, None)
    assert not reader.straighten
    assert reader.read([np.zeros(784, np.uint8)]) is None
    reader.set_content(LEANING)
    assert watched.since() == ["answered", "content_changed"]
    assert (reader.reading, reader.shown) == (None, None)
    assert reader.pixels is not None


@pytest.mark.parametrize("first", ["content", "snapshot"])
def test_either_may_come_first(reader: Reader, plain: Snapshot, first: str) -> None:
    if first == "content":
        reader.set_content(LEANING)
        assert reader.reading is None
        reader.set_snapshot(plain)
    else:
        reader.set_snapshot(plain)
        assert reader.reading is None
        reader.set_content(LEANING)
    assert_answers(reader, plain, network_input(LEANING, straighten=False))


def test_a_blank_canvas_has_no_answer(watched: Watched, plain: Snapshot) -> None:
    reader = watched.reader
    reader.set_snapshot(plain)
    reader.set_content(LEANING)
    watched.since()
    reader.set_content(Drawing())
    assert watched.since() == ["answered", "content_changed"]
    assert (reader.reading, reader.shown, reader.pixels) == (None, None, None)


def test_probabilities_or_what_was_computed(watched: Watched, plain: Snapshot) -> None:
    reader = watched.reader
    reader.set_snapshot(plain)
    reader.set_content(LEANING)
    reading = reader.reading
    assert reading is not None
    assert not np.allclose(reading.outputs, reading.probabilities), "or this would test nothing"
    assert reader.shown is reading.probabilities
    watched.since()
    reader.show_as_computed(True)
    assert reader.shown is reading.outputs
    assert watched.since() == ["answered"]
    reader.show_as_computed(False)
    assert reader.shown is reading.probabilities


@pytest.mark.parametrize("step", [Step.CROPPED, Step.SCALED, Step.CENTRED, Step.STRAIGHTENED])
def test_a_step_left_out_and_put_back(watched: Watched, straight: Snapshot, step: Step) -> None:
    reader = watched.reader
    reader.set_snapshot(straight)
    reader.set_content(LEANING)
    whole = network_input(LEANING, straighten=True)
    assert_answers(reader, straight, whole)
    watched.since()
    reader.leave_out(step, out=True)
    assert watched.since() == ["answered", "content_changed"]
    assert reader.without == {step}
    changed = stages(LEANING, straighten=True, without=frozenset({step}))[-1].pixels
    assert not np.array_equal(changed, whole)
    assert_answers(reader, straight, changed)
    assert np.array_equal(reader.prepared(LEANING), whole), "what is pinned loses no step"
    reader.leave_out(step, out=False)
    assert reader.without == frozenset()
    assert_answers(reader, straight, whole)


def test_several_steps_left_out(reader: Reader, straight: Snapshot) -> None:
    reader.set_snapshot(straight)
    reader.set_content(LEANING)
    for step in list(Step)[1:]:
        reader.leave_out(step, out=True)
    raw = stages(LEANING, straighten=True)[0].pixels
    assert_answers(reader, straight, raw)
    reader.leave_out(Step.CENTRED, out=False)
    assert reader.without == set(Step) - {Step.RAW, Step.CENTRED}
    centred = stages(LEANING, straighten=True, without=reader.without)[-1].pixels
    assert_answers(reader, straight, centred)
    assert not np.array_equal(centred, raw)


def test_networks_that_straighten_and_others(
    watched: Watched, plain: Snapshot, straight: Snapshot
) -> None:
    reader = watched.reader
    upright = network_input(LEANING, straighten=False)
    reader.set_snapshot(plain)
    reader.set_content(LEANING)
    watched.since()
    reader.set_snapshot(straight)
    assert watched.since() == ["answered", "content_changed"]
    taken = straightened(upright[np.newaxis])[0]
    assert not np.array_equal(taken, upright)
    assert_answers(reader, straight, taken)
    assert np.array_equal(reader.prepared(LEANING), taken)
    reader.set_snapshot(plain)
    assert_answers(reader, plain, upright)
    assert np.array_equal(reader.prepared(LEANING), upright)


def test_a_snapshot_prepares_nothing_anew(watched: Watched, plain: Snapshot) -> None:
    reader = watched.reader
    reader.set_snapshot(plain)
    reader.set_content(LEANING)
    pixels = reader.pixels
    watched.since()
    reader.set_snapshot(plain)
    assert watched.since() == ["answered"]
    assert reader.pixels is pixels


def test_while_it_learns_it_answers_now_and_then(
    watched: Watched, plain: Snapshot, clock: list[float]
) -> None:
    reader, running = watched.reader, replace(plain, status=Status.RUNNING)
    reader.set_snapshot(running)
    reader.set_content(LEANING)
    clock[0] += 1.0
    reader.set_snapshot(running)
    watched.since()
    hotter = at_temperature(running, 3.0)
    reader.set_snapshot(hotter)
    assert watched.since() == []
    assert reader.snapshot is hotter
    clock[0] += 1.0
    reader.set_snapshot(hotter)
    assert watched.since() == ["answered"]
    assert_answers(reader, hotter, network_input(LEANING, straighten=False))
    # The last one is not left out, however soon it comes.
    last = at_temperature(plain, 5.0)
    reader.set_snapshot(last)
    assert_answers(reader, last, network_input(LEANING, straighten=False))
    # What is drawn is answered at once too.
    one = Drawing((np.array([[140.0, 60.0], [140.0, 230.0]]),))
    reader.set_snapshot(running)
    reader.set_content(one)
    assert_answers(reader, running, network_input(one, straighten=False))


def test_the_label_of_a_test_digit(reader: Reader, plain: Snapshot, small: Split) -> None:
    reader.set_snapshot(plain)
    digit = stored_digit(small.test, 3)
    reader.set_content(digit)
    assert reader.reading is not None
    assert reader.reading.label == small.test.labels[3]
    assert_answers(reader, plain, small.test.images[3])
    reader.set_content(LEANING)
    assert reader.reading is not None
    assert reader.reading.label is None
    reader.set_content(replace(digit, label=None, number=None))
    assert reader.reading is not None
    assert reader.reading.label is None


def test_many_pictures_at_once(reader: Reader, plain: Snapshot, small: Split) -> None:
    reader.set_snapshot(plain)
    pictures = list(small.test.images[:12])
    assert reader.read([]) is None
    answers = reader.read(pictures)
    assert answers is not None
    for picture, answer in zip(pictures, answers, strict=True):
        reader.set_content(stored_digit(small.test, 0))
        kind = plain.network.architecture.output
        alone = calibrated(outputs(plain, picture), kind, plain.temperature)[0]
        np.testing.assert_allclose(answer, alone, rtol=1e-5, atol=1e-7)


def test_a_picture_is_read_like_a_drawing(reader: Reader, plain: Snapshot) -> None:
    page = np.full((SIDE * 4, SIDE * 4), 255.0, np.float32)
    page[20:90, 50:58] = 0.0
    picture = Picture.of(page)
    reader.set_snapshot(plain)
    reader.set_content(picture)
    assert_answers(reader, plain, network_input(picture, straighten=False))
