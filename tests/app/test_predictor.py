"""What the network on screen makes of what lies on the canvas."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.app.document import Document
from mnistviz.app.experiments import settings_for, shipped_model
from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Picture, stored_digit
from mnistviz.data.ink.pen import SIDE
from mnistviz.data.ink.preparation import Step, network_input, stages
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec

LEANING = Drawing((np.array([[190.0, 60.0], [110.0, 230.0]]),))
"""A one in the upper part, which every step of the preparation changes."""


def at_temperature(snapshot: Snapshot, temperature: float) -> Snapshot:
    """The same, as if its last test had found that temperature."""
    test = Evaluation(0.5, np.zeros((10, 10), np.int64), temperature)
    return replace(snapshot, last_test=test)


class Watched:
    """A predictor, and how often it said something."""

    def __init__(self) -> None:
        self.predictor = Predictor(Document())
        self.said: list[str] = []
        for name in ("content_changed", "answered", "judged"):
            getattr(self.predictor, name).connect(lambda name=name: self.said.append(name))

    def since(self) -> list[str]:
        said, self.said = self.said, []
        return said


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def predictor(watched: Watched) -> Predictor:
    return watched.predictor


@pytest.fixture(scope="module")
def plain(small: DataSet) -> Snapshot:
    """A network that has learned a little, at a temperature that is not 1."""
    run = Run(1, RunSpec.of(PRESETS["relu"]), small)
    run.advance(3)
    return at_temperature(run.snapshot(), 1.7)


@pytest.fixture(scope="module")
def straight(small: DataSet) -> Snapshot:
    """The shipped network, which takes deskewed digits."""
    model = shipped_model()
    snapshot = EndedRun(2, settings_for(model), small, model).snapshot()
    assert snapshot.deskew
    return snapshot


def outputs(snapshot: Snapshot, pixels: ByteArray) -> FloatArray:
    image = as_input(pixels, snapshot.parameters.flat.dtype)[None]
    return snapshot.network.predict(snapshot.parameters, image)


def assert_answers(predictor: Predictor, snapshot: Snapshot, pixels: ByteArray) -> None:
    """That the newest answer is this network's to this picture, at its own temperature."""
    prediction = predictor.prediction
    assert prediction is not None
    assert predictor.pixels is not None
    assert np.array_equal(predictor.pixels, pixels)
    assert np.array_equal(prediction.pixels, pixels)
    expected = outputs(snapshot, pixels)
    kind = snapshot.network.architecture.output
    probabilities = calibrated(expected, kind, snapshot.temperature)[0]
    np.testing.assert_array_equal(prediction.outputs, expected[0])
    np.testing.assert_array_equal(prediction.probabilities, probabilities)
    assert prediction.probabilities.sum() == pytest.approx(1.0, abs=1e-5)
    assert prediction.digit == expected[0].argmax()


def test_nothing_drawn_and_no_network(watched: Watched) -> None:
    predictor = watched.predictor
    assert (predictor.prediction, predictor.shown, predictor.pixels) == (None, None, None)
    assert not predictor.deskew
    assert predictor.predict([np.zeros(784, np.uint8)]) is None
    predictor.document.put(LEANING)
    assert watched.since() == ["answered", "content_changed"]
    assert (predictor.prediction, predictor.shown) == (None, None)
    assert predictor.pixels is not None


@pytest.mark.parametrize("first", ["content", "snapshot"])
def test_either_may_come_first(predictor: Predictor, plain: Snapshot, first: str) -> None:
    if first == "content":
        predictor.document.put(LEANING)
        assert predictor.prediction is None
        predictor.set_snapshot(plain)
    else:
        predictor.set_snapshot(plain)
        assert predictor.prediction is None
        predictor.document.put(LEANING)
    assert_answers(predictor, plain, network_input(LEANING, deskew=False))


def test_a_blank_canvas_has_no_answer(watched: Watched, plain: Snapshot) -> None:
    predictor = watched.predictor
    predictor.set_snapshot(plain)
    predictor.document.put(LEANING)
    watched.since()
    predictor.document.put(Drawing())
    assert watched.since() == ["answered", "content_changed"]
    assert (predictor.prediction, predictor.shown, predictor.pixels) == (None, None, None)


def test_probabilities_or_what_wuncalibrated(watched: Watched, plain: Snapshot) -> None:
    predictor = watched.predictor
    predictor.set_snapshot(plain)
    predictor.document.put(LEANING)
    prediction = predictor.prediction
    assert prediction is not None
    assert not np.allclose(prediction.outputs, prediction.probabilities), (
        "or this would test nothing"
    )
    assert predictor.shown is prediction.probabilities
    watched.since()
    predictor.show_uncalibrated(True)
    assert predictor.shown is prediction.outputs
    assert watched.since() == ["answered"]
    predictor.show_uncalibrated(False)
    assert predictor.shown is prediction.probabilities


@pytest.mark.parametrize("step", [Step.CROPPED, Step.SCALED, Step.CENTRED, Step.DESKEWED])
def test_a_step_left_out_and_put_back(watched: Watched, straight: Snapshot, step: Step) -> None:
    predictor = watched.predictor
    predictor.set_snapshot(straight)
    predictor.document.put(LEANING)
    whole = network_input(LEANING, deskew=True)
    assert_answers(predictor, straight, whole)
    watched.since()
    predictor.leave_out(step, out=True)
    assert watched.since() == ["answered", "content_changed"]
    assert predictor.without == {step}
    changed = stages(LEANING, deskew=True, without=frozenset({step}))[-1].pixels
    assert not np.array_equal(changed, whole)
    assert_answers(predictor, straight, changed)
    assert np.array_equal(predictor.prepared(LEANING), whole), "what is pinned loses no step"
    predictor.leave_out(step, out=False)
    assert predictor.without == frozenset()
    assert_answers(predictor, straight, whole)


def test_several_steps_left_out(predictor: Predictor, straight: Snapshot) -> None:
    predictor.set_snapshot(straight)
    predictor.document.put(LEANING)
    for step in list(Step)[1:]:
        predictor.leave_out(step, out=True)
    raw = stages(LEANING, deskew=True)[0].pixels
    assert_answers(predictor, straight, raw)
    predictor.leave_out(Step.CENTRED, out=False)
    assert predictor.without == set(Step) - {Step.RAW, Step.CENTRED}
    centred = stages(LEANING, deskew=True, without=predictor.without)[-1].pixels
    assert_answers(predictor, straight, centred)
    assert not np.array_equal(centred, raw)


def test_networks_that_deskew_and_others(
    watched: Watched, plain: Snapshot, straight: Snapshot
) -> None:
    predictor = watched.predictor
    upright = network_input(LEANING, deskew=False)
    predictor.set_snapshot(plain)
    predictor.document.put(LEANING)
    watched.since()
    predictor.set_snapshot(straight)
    assert watched.since() == ["answered", "content_changed"]
    taken = deskewed(upright[np.newaxis])[0]
    assert not np.array_equal(taken, upright)
    assert_answers(predictor, straight, taken)
    assert np.array_equal(predictor.prepared(LEANING), taken)
    predictor.set_snapshot(plain)
    assert_answers(predictor, plain, upright)
    assert np.array_equal(predictor.prepared(LEANING), upright)


def test_a_snapshot_prepares_nothing_anew(watched: Watched, plain: Snapshot) -> None:
    predictor = watched.predictor
    predictor.set_snapshot(plain)
    predictor.document.put(LEANING)
    pixels = predictor.pixels
    watched.since()
    predictor.set_snapshot(plain)
    assert watched.since() == ["answered"]
    assert predictor.pixels is pixels


def test_while_it_learns_every_snapshot_is_answered(watched: Watched, plain: Snapshot) -> None:
    predictor, running = watched.predictor, replace(plain, status=Status.RUNNING)
    predictor.document.put(LEANING)
    for temperature in (1.0, 3.0, 5.0):
        watched.since()
        snapshot = at_temperature(running, temperature)
        predictor.set_snapshot(snapshot)
        assert watched.since() == ["answered"]
        assert_answers(predictor, snapshot, network_input(LEANING, deskew=False))
    one = Drawing((np.array([[140.0, 60.0], [140.0, 230.0]]),))
    predictor.document.put(one)
    assert_answers(predictor, snapshot, network_input(one, deskew=False))


def test_every_movement_of_the_pen_is_answered(watched: Watched, plain: Snapshot) -> None:
    predictor = watched.predictor
    predictor.set_snapshot(plain)
    watched.since()
    predictor.document.pen_down((140.0, 60.0))
    for y in (100.0, 160.0, 230.0):
        assert watched.since() == ["answered", "content_changed"]
        predictor.document.pen_to((140.0, y))
        drawing = predictor.document.content
        assert_answers(predictor, plain, network_input(drawing, deskew=False))


def test_the_label_of_a_test_digit(predictor: Predictor, plain: Snapshot, small: DataSet) -> None:
    predictor.set_snapshot(plain)
    digit = stored_digit(small.test, 3)
    predictor.document.put(digit)
    assert predictor.prediction is not None
    assert predictor.prediction.label == small.test.labels[3]
    assert_answers(predictor, plain, small.test.images[3])
    predictor.document.put(LEANING)
    assert predictor.prediction is not None
    assert predictor.prediction.label is None
    predictor.document.put(replace(digit, label=None, number=None))
    assert predictor.prediction is not None
    assert predictor.prediction.label is None


def test_many_pictures_at_once(predictor: Predictor, plain: Snapshot, small: DataSet) -> None:
    predictor.set_snapshot(plain)
    pictures = list(small.test.images[:12])
    assert predictor.predict([]) is None
    answers = predictor.predict(pictures)
    assert answers is not None
    for picture, answer in zip(pictures, answers, strict=True):
        predictor.document.put(stored_digit(small.test, 0))
        kind = plain.network.architecture.output
        alone = calibrated(outputs(plain, picture), kind, plain.temperature)[0]
        np.testing.assert_allclose(answer, alone, rtol=1e-5, atol=1e-7)


def test_a_picture_is_read_like_a_drawing(predictor: Predictor, plain: Snapshot) -> None:
    page = np.full((SIDE * 4, SIDE * 4), 255.0, np.float32)
    page[20:90, 50:58] = 0.0
    picture = Picture.of(page)
    predictor.set_snapshot(plain)
    predictor.document.put(picture)
    assert_answers(predictor, plain, network_input(picture, deskew=False))
