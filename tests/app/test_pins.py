"""Kept drawings: how many, read by whom, and what is remembered of it."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.app.document import Document
from mnistviz.app.pins import MAX_MOMENTS, MAX_PINS, Pins, Refusal
from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content, stored_digit
from mnistviz.data.ink.pinned_file import PinnedDrawing
from mnistviz.data.ink.preparation import network_input
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec

ONE = Drawing((np.array([[160.0, 60.0], [120.0, 230.0]]),))
SEVEN = Drawing((np.array([[80.0, 60.0], [200.0, 60.0], [120.0, 230.0]]),))

ROUNDING = 1e-5
"""By how much a probability may differ that is calculated in a batch of another size.

A logit is a sum of some hundred products, no greater than ten together, each rounded by 6e-8 of
it: 6e-6 if by chance. A probability's error is a quarter of its logits'."""


class Training:
    """A run whose snapshots arrive as in the window: first at the predictor, then at the pins."""

    def __init__(self, digits: DataSet) -> None:
        self.digits = digits
        self.document = Document()
        self.predictor = Predictor(self.document)
        self.pins = Pins(self.predictor)
        self.said: list[list[Content]] = []
        self.followed: list[FloatArray | None] = []
        self.pins.changed.connect(self._hear)
        self.pins.followed.connect(lambda: self.followed.append(self.pins.probabilities))
        self.run = Run(1, RunSpec.of(PRESETS["relu"]), digits)

    def _hear(self) -> None:
        self.said.append([pin.content for pin in self.pins.drawings])

    def show(self, snapshot: Snapshot | None = None) -> Snapshot:
        snapshot = snapshot or self.run.snapshot()
        self.predictor.set_snapshot(snapshot)
        self.pins.follow(snapshot)
        return snapshot

    def step(self, count: int = 1) -> Snapshot:
        for _ in range(count):
            self.run.advance(1)
        return self.show()

    def begin(self, run_id: int) -> None:
        self.run = Run(run_id, RunSpec.of(PRESETS["relu"]), self.digits)

    def open(self, run_id: int, model: TrainedModel) -> Snapshot:
        """Show a network from a file."""
        return self.show(EndedRun(run_id, self.run.trainer.settings, self.digits, model).snapshot())

    def pin_digits(self, count: int) -> None:
        for number in range(count):
            digit = stored_digit(self.digits.test, number)
            assert digit.label is not None
            assert self.pins.pin(digit, digit.label) is None


@pytest.fixture
def training(small: DataSet) -> Training:
    return Training(small)


def answer(snapshot: Snapshot, *contents: Content) -> FloatArray:
    """The network's own probabilities."""
    parameters = snapshot.parameters
    pixels = [network_input(each, deskew=snapshot.deskew) for each in contents]
    outputs = snapshot.network.predict(
        parameters, as_input(np.stack(pixels), parameters.flat.dtype)
    )
    return calibrated(outputs, snapshot.network.architecture.output, snapshot.temperature)


def test_pinned_without_a_network(training: Training) -> None:
    pins = training.pins
    assert pins.pin(SEVEN, 7) is None
    assert training.said == [[SEVEN]]
    assert pins.probabilities is None
    progress = pins.progress(0)
    assert (progress.label, progress.digit, progress.read_since) == (7, None, None)
    assert len(progress.epochs) == len(progress.values) == 0
    snapshot = training.show()
    np.testing.assert_array_equal(training.pins.probabilities, answer(snapshot, SEVEN))


def test_a_blank_sheet_is_not_pinned(training: Training) -> None:
    assert training.pins.pin(Drawing(), 7) is Refusal.BLANK
    assert len(training.pins) == 0
    assert training.said == []


def test_twelve_are_the_most(training: Training) -> None:
    training.show()
    training.pin_digits(MAX_PINS)
    training.said.clear()
    assert training.pins.pin(SEVEN, 7) is Refusal.FULL
    assert training.said == []
    assert len(training.pins) == MAX_PINS == 12
    training.pins.unpin(3)
    assert training.pins.pin(SEVEN, 7) is None
    assert training.pins.drawings[-1].content is SEVEN


def test_one_drawing_once_for_each_label(training: Training) -> None:
    pins = training.pins
    assert pins.pin(SEVEN, 7) is None
    assert pins.pin(SEVEN, 7) is Refusal.PINNED_ALREADY
    assert pins.pin(SEVEN, 1) is None  # to see how likely it is to be read as the other
    assert [pin.label for pin in pins.drawings] == [7, 1]


def test_read_by_every_snapshot_as_the_network_itself_does(training: Training) -> None:
    training.show()
    training.pin_digits(3)
    training.pins.pin(SEVEN, 7)
    contents = [pin.content for pin in training.pins.drawings]
    labels = [pin.label for pin in training.pins.drawings]
    expected = [answer(training.run.snapshot(), *contents)[range(4), labels]]
    epochs = [0.0]
    for _ in range(8):
        training.followed.clear()
        snapshot = training.step()
        whole = answer(snapshot, *contents)
        assert training.followed == [training.pins.probabilities]
        np.testing.assert_array_equal(training.pins.probabilities, whole)
        expected.append(whole[range(4), labels])
        epochs.append(snapshot.epoch)
    for number in range(4):
        progress = training.pins.progress(number)
        np.testing.assert_array_equal(progress.epochs, epochs)
        np.testing.assert_array_equal(progress.values, np.array(expected)[:, number])
        np.testing.assert_array_equal(progress.probabilities, whole[number])
        assert progress.digit == int(whole[number].argmax())


def test_all_are_read_in_one_go(training: Training, monkeypatch: pytest.MonkeyPatch) -> None:
    training.show()
    training.pin_digits(5)
    calls = []
    predict = training.predictor.predict

    def counted(pictures: list[ByteArray], *, uncalibrated: bool) -> FloatArray | None:
        calls.append(len(pictures))
        return predict(pictures, uncalibrated=uncalibrated)

    monkeypatch.setattr(training.predictor, "predict", counted)
    training.step()
    assert calls == [5]


def test_the_temperature_of_the_last_test_counts(training: Training, trained: TrainedModel) -> None:
    training.pins.pin(ONE, 1)
    snapshot = training.open(2, replace(trained, temperature=3.0))
    np.testing.assert_array_equal(training.pins.probabilities, answer(snapshot, ONE))
    training.open(3, trained)
    warm = training.pins.probabilities
    assert warm is not None
    assert np.abs(warm - answer(snapshot, ONE)).max() > 0.01


def test_when_it_was_learned(training: Training) -> None:
    """The last time that the answer turned to the label, whatever came before."""
    training.show()
    training.pin_digits(MAX_PINS)
    contents = [pin.content for pin in training.pins.drawings]
    labels = np.array([pin.label for pin in training.pins.drawings])
    epochs, right = [0.0], [answer(training.run.snapshot(), *contents).argmax(axis=1) == labels]
    for _ in range(25):
        snapshot = training.step()
        epochs.append(snapshot.epoch)
        right.append(answer(snapshot, *contents).argmax(axis=1) == labels)
        for number, column in enumerate(np.array(right).T):
            progress = training.pins.progress(number)
            wrong = np.flatnonzero(~column)
            assert progress.read_always == column.all()
            if not column[-1]:
                assert progress.read_since is None
            else:
                first = wrong[-1] + 1 if len(wrong) else 0
                assert progress.read_since == epochs[first]
    turns = np.diff(np.array(right).T.astype(int), axis=1)
    assert (turns < 0).any(), "no answer was ever lost again"
    assert (turns > 0).any()


def test_what_was_read_when_it_was_pinned(training: Training) -> None:
    snapshot = training.step()
    while answer(snapshot, SEVEN)[0].argmax() != 7:
        snapshot = training.step()
    training.pins.pin(SEVEN, 7)
    progress = training.pins.progress(0)
    assert progress.read_since == snapshot.epoch
    assert progress.read_always
    training.pins.pin(SEVEN, 1)
    assert training.pins.progress(1).read_since is None
    assert not training.pins.progress(1).read_always


def test_a_drawing_is_prepared_once(training: Training, monkeypatch: pytest.MonkeyPatch) -> None:
    training.show()
    calls: list[Content] = []
    prepared = training.predictor.prepared

    def counted(content: Content) -> ByteArray:
        calls.append(content)
        return prepared(content)

    monkeypatch.setattr(training.predictor, "prepared", counted)
    training.pins.pin(SEVEN, 7)
    training.pins.pin(ONE, 1)
    training.step(2)
    training.pins.unpin(0)
    training.step()
    assert calls == [SEVEN, ONE]


def test_pinned_in_the_middle_of_a_run(training: Training) -> None:
    training.show()
    training.pin_digits(1)
    before = training.step(3)
    training.pins.pin(SEVEN, 7)
    after = training.step(2)
    np.testing.assert_array_equal(training.pins.progress(0).epochs, [0, before.epoch, after.epoch])
    late = training.pins.progress(1)
    np.testing.assert_array_equal(late.epochs, [before.epoch, after.epoch])
    expected = [answer(each, SEVEN)[0, 7] for each in (before, after)]
    np.testing.assert_allclose(late.values, expected, rtol=0, atol=ROUNDING)


def test_a_moment_that_is_shown_again_counts_once(training: Training) -> None:
    training.pins.pin(SEVEN, 7)
    for _ in range(3):
        training.show()
    training.step()
    for _ in range(3):
        training.show()
    assert len(training.pins.progress(0).epochs) == 2


def test_unpinning_keeps_the_history_of_the_others(training: Training) -> None:
    training.show()
    training.pin_digits(5)
    training.step()
    training.pins.pin(SEVEN, 7)
    training.step()
    kept = [training.pins.progress(number) for number in (0, 1, 3, 4, 5)]
    training.pins.unpin(2)
    assert len(training.pins) == 5
    for number, old in enumerate(kept):
        new = training.pins.progress(number)
        assert (new.label, new.read_since, new.read_always) == (
            old.label,
            old.read_since,
            old.read_always,
        )
        np.testing.assert_array_equal(new.epochs, old.epochs)
        # The newest is read again, with the others that are left.
        np.testing.assert_allclose(new.values, old.values, rtol=0, atol=ROUNDING)
        assert new.probabilities is not None
        assert old.probabilities is not None
        np.testing.assert_allclose(new.probabilities, old.probabilities, rtol=0, atol=ROUNDING)
    training.pins.pin(ONE, 1)
    assert len(training.pins.progress(5).epochs) == 1


def test_the_last_of_twelve_leaves_nothing_behind(training: Training) -> None:
    training.show()
    training.pin_digits(MAX_PINS)
    snapshot = training.step()
    training.pins.unpin(MAX_PINS - 1)
    training.pins.pin(SEVEN, 7)
    np.testing.assert_array_equal(training.pins.progress(MAX_PINS - 1).epochs, [snapshot.epoch])


def test_every_run_has_a_history_of_its_own(training: Training) -> None:
    training.step(5)
    training.pins.pin(SEVEN, 7)
    training.step()
    training.begin(2)
    snapshot = training.show()
    progress = training.pins.progress(0)
    np.testing.assert_array_equal(progress.epochs, [0.0])
    np.testing.assert_array_equal(progress.values, [answer(snapshot, SEVEN)[0, 7]])


def test_of_a_models_training_nothing_is_known(training: Training, trained: TrainedModel) -> None:
    training.pins.pin(SEVEN, 7)
    training.show()
    training.step(2)
    snapshot = training.open(2, trained)
    progress = training.pins.progress(0)
    np.testing.assert_array_equal(progress.probabilities, answer(snapshot, SEVEN)[0])
    assert len(progress.epochs) == 0
    assert progress.read_since is None
    training.begin(3)
    snapshot = training.step()  # the run that begins has a training to be followed
    np.testing.assert_array_equal(training.pins.progress(0).epochs, [snapshot.epoch])


def test_prepared_as_the_network_on_screen_takes_it(
    training: Training, trained: TrainedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.show()
    training.pins.pin(ONE, 1)
    upright, slanted = (network_input(ONE, deskew=each) for each in (True, False))
    assert not np.array_equal(upright, slanted)
    for deskew in (True, False):
        snapshot = training.open(2, replace(trained, deskew=deskew))
        assert snapshot.deskew == deskew
        np.testing.assert_array_equal(training.pins.probabilities, answer(snapshot, ONE))
    monkeypatch.setattr(training.predictor, "prepared", None)  # and only when that is another way
    training.step()
    training.begin(3)
    training.show()


def test_other_drawings_instead(training: Training) -> None:
    training.show()
    training.pin_digits(4)
    training.step()
    loaded = [PinnedDrawing(SEVEN, 7), PinnedDrawing(ONE, 1)]
    training.said.clear()
    training.pins.replace(loaded)
    assert training.said == [[SEVEN, ONE]]
    assert training.pins.drawings == tuple(loaded)
    for number in range(2):
        assert len(training.pins.progress(number).epochs) == 1
    training.pins.replace(loaded * 10)
    assert len(training.pins) == MAX_PINS
    training.step()
    training.pins.clear()
    assert training.pins.drawings == ()
    assert training.pins.probabilities is None
    training.step()


def test_a_long_run_needs_no_more_memory(training: Training) -> None:
    training.pins.pin(SEVEN, 7)
    training.show()
    epochs = np.arange(5000) / 100.0
    arrays = [id(training.pins._history._epochs), id(training.pins._history._values)]
    some = [training.step() for _ in range(5)]
    answers = np.array([answer(each, SEVEN)[0, 7] for each in some])
    for number, epoch in enumerate(epochs):
        training.show(replace(some[number % 5], epoch=float(epoch), run_id=2))
        if number in (0, MAX_MOMENTS - 1, MAX_MOMENTS, 3000, 4999):
            progress = training.pins.progress(0)
            assert progress.epochs[0] == epochs[0]
            assert progress.epochs[-1] == epoch
            assert min(number + 1, MAX_MOMENTS // 2) <= len(progress.epochs) <= MAX_MOMENTS
            at = np.rint(progress.epochs * 100).astype(int)
            np.testing.assert_array_equal(progress.values, answers[at % 5])
    gaps = np.diff(progress.epochs)[:-1]
    assert gaps.min() > 0
    assert gaps.max() < 2.5 * gaps.min()  # as fine at the beginning as at the end
    assert arrays == [id(training.pins._history._epochs), id(training.pins._history._values)]


def test_what_was_handed_out_stays_as_it_was(training: Training) -> None:
    training.pins.pin(SEVEN, 7)
    training.show()
    training.step()
    old = training.pins.progress(0)
    values, epochs = old.values.copy(), old.epochs.copy()
    training.pins.clear()
    training.step()
    np.testing.assert_array_equal(old.values, values)
    np.testing.assert_array_equal(old.epochs, epochs)
