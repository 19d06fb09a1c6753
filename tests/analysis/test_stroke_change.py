"""The smallest stroke-like change that turns an answer."""

import numpy as np
import pytest

from mnistviz.analysis import stroke_change
from mnistviz.analysis.stroke_candidates import (
    Stroke,
    add,
    drawn_on,
    erase,
    ink_changed,
    library,
    touched,
)
from mnistviz.analysis.stroke_change import MOST_STROKES, Change, smallest_change
from mnistviz.analysis.stroke_trial import Trial, refined, without_needless
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.data.ink.pen import PEN, SIDE
from mnistviz.nn.arrays import ByteArray
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS

BAR = Stroke(8.0, 14.0, 20.0, 14.0)


def answer(model: TrainedModel, pixels: ByteArray) -> int:
    images = as_input(pixels[np.newaxis], np.float32)
    return int(model.network().predict(model.parameters, images).argmax())


def change(model: TrainedModel, pixels: ByteArray, target: int) -> Change | None:
    return smallest_change(model.network(), model.parameters, pixels, target)


def runner_up(model: TrainedModel, pixels: ByteArray) -> int:
    images = as_input(pixels[np.newaxis], np.float32)
    return int(model.network().predict(model.parameters, images)[0].argsort()[-2])


def ink(pixels: ByteArray) -> float:
    return float(pixels.sum(dtype=np.int64)) / 255.0


def test_a_pen_as_wide_as_in_mnist() -> None:
    bar = touched(BAR).reshape(SIDE, SIDE)
    assert ink(bar) == pytest.approx(12.0 * PEN + np.pi * PEN**2 / 4.0, rel=0.05)
    assert bar[13:15, 8:20].min() == 255
    assert not bar[:11].any()
    assert not bar[17:].any()
    dot = touched(Stroke(14.5, 14.5, 14.5, 14.5)).reshape(SIDE, SIDE)
    assert dot[14, 14] == 255
    assert ink(dot) == pytest.approx(np.pi * PEN**2 / 4.0, rel=0.25)


def test_ink_on_ink_is_no_darker_and_an_eraser_takes_its_share() -> None:
    before = np.array([0, 100, 255, 255, 200], np.uint8)
    pen = np.array([50, 50, 50, 255, 128], np.uint8)
    assert add(before, pen).tolist() == [50, 100, 255, 255, 200]
    assert erase(before, pen).tolist() == [0, 80, 205, 0, 100]


def test_an_eraser_rounds_to_the_nearest_byte() -> None:
    ink_, pen = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    exact = np.rint(ink_.astype(float) * (255.0 - pen) / 255.0)
    assert np.array_equal(erase(ink_, pen), exact)


def test_strokes_are_made_in_their_order() -> None:
    paper = np.zeros(784, np.uint8)
    eraser = Stroke(14.0, 8.0, 14.0, 20.0, erases=True)
    crossed = drawn_on(paper, (BAR, eraser))
    assert 0 < ink(crossed) < ink(drawn_on(paper, (BAR,)))
    assert np.array_equal(drawn_on(paper, (eraser, BAR)), touched(BAR))
    assert not paper.any()


def test_ink_that_comes_and_goes_is_counted_alike() -> None:
    before = np.array([0, 255, 100, 255], np.uint8)
    after = np.array([[51, 204, 100, 255], [255, 0, 100, 255]], np.uint8)
    assert ink_changed(before, after).tolist() == [0.4, 2.0]


def test_the_library_holds_strokes_and_what_they_touch() -> None:
    strokes = library()
    assert len(strokes.ends) == len(strokes.pens) > 2000
    for number in range(0, len(strokes.ends), 97):
        stroke = strokes.stroke(number, erases=False)
        difference = strokes.pens[number].astype(int) - touched(stroke)
        assert abs(difference).max() <= 1, "moved by whole pixels, which is the same"
    lengths = np.hypot(*(strokes.ends[:, 2:] - strokes.ends[:, :2]).T)
    assert lengths.min() == 0.0
    assert lengths.max() > 10.0


def test_strokes_far_from_the_digit_are_not_tried() -> None:
    strokes, picture = library(), touched(Stroke(6.0, 6.0, 6.0, 12.0))
    near = strokes.near(picture)
    middles = (strokes.ends[near, :2] + strokes.ends[near, 2:]) / 2.0
    assert 0 < len(near) < len(strokes.ends)
    assert middles[:, 0].max() < 12.0
    assert middles[:, 1].max() < 18.0
    assert len(strokes.near(np.zeros(784, np.uint8))) == len(strokes.ends)


def test_what_is_found_turns_the_answer(trained: TrainedModel, mnist: DataSet) -> None:
    found_all = 0
    for number in range(12):
        pixels = mnist.test.images[number]
        target = runner_up(trained, pixels)
        found = change(trained, pixels, target)
        if found is None:
            continue
        found_all += 1
        assert found.target == target
        assert found.before is pixels
        assert found.after.dtype == np.uint8
        assert answer(trained, found.after) == target
        assert np.array_equal(found.after, drawn_on(pixels, found.strokes))
        assert 1 <= len(found.strokes) <= MOST_STROKES
        assert found.added + found.removed == pytest.approx(ink_changed(pixels, found.after))
        assert found.outputs.argmax() == target
    assert found_all >= 11


def test_it_is_small(trained: TrainedModel, mnist: DataSet) -> None:
    """No stroke of the library does it with less, and of several strokes each is needed."""
    pixels = mnist.test.images[4]
    target = runner_up(trained, pixels)
    found = change(trained, pixels, target)
    assert found is not None
    trial = Trial(trained.network(), trained.parameters, pixels, target)
    pens = library().pens
    for pictures in (add(pixels, pens), erase(pixels, pens)):
        tried = trial.of(pictures)
        assert not tried.turned[tried.ink < found.added + found.removed].any()
    assert len(found.strokes) == 1
    assert found.added + found.removed < 10.0


def test_several_strokes_are_taken_where_one_does_not_do(
    trained: TrainedModel, mnist: DataSet
) -> None:
    counts = set()
    for number in range(6):
        pixels = mnist.test.images[number]
        for target in {0, 3, 8} - {answer(trained, pixels)}:
            found = change(trained, pixels, target)
            if found is not None and len(found.strokes) > 1:
                counts.add(len(found.strokes))
                for stroke in found.strokes:
                    fewer = tuple(other for other in found.strokes if other is not stroke)
                    others = drawn_on(pixels, fewer)
                    assert answer(trained, others) != target
    assert counts


def test_an_answer_that_is_right_needs_none(trained: TrainedModel, mnist: DataSet) -> None:
    pixels = mnist.test.images[0]
    found = change(trained, pixels, answer(trained, pixels))
    assert found is not None
    assert found.strokes == ()
    assert found.after is pixels
    assert found.added == found.removed == 0.0


def test_a_network_that_always_says_the_same_cannot_be_turned(mnist: DataSet) -> None:
    preset = PRESETS["relu"]
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.biases[-1][3] = 1.0
    assert smallest_change(preset.network(), parameters, mnist.test.images[0], 8) is None


def test_weights_beyond_numbers_turn_nothing(mnist: DataSet) -> None:
    preset = PRESETS["relu"]
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.flat[:] = 1e30
    assert smallest_change(preset.network(), parameters, mnist.test.images[0], 8) is None


@pytest.fixture
def looks_left() -> tuple[Network, Parameters]:
    """Answers 1 if there is more ink than five pixels' in the left half, else 0."""
    preset = PRESETS["relu"]
    parameters = Parameters.zeros(preset.architecture, np.float64)
    left = np.zeros((SIDE, SIDE))
    left[:, :14] = 1.0
    parameters.weights[0][:, 0] = left.ravel()
    parameters.weights[1][0, 1] = 1.0
    parameters.biases[1][0] = 5.0
    parameters.biases[1][2:] = -100.0
    return preset.network(), parameters


def test_no_more_ink_than_is_needed(looks_left: tuple[Network, Parameters]) -> None:
    network, parameters = looks_left
    paper = np.zeros(784, np.uint8)
    found = smallest_change(network, parameters, paper, 1)
    assert found is not None
    assert len(found.strokes) == 1
    assert not found.strokes[0].erases
    assert 5.0 < found.added < 5.5
    written = drawn_on(paper, (Stroke(5.0, 5.0, 5.0, 15.0),))
    back = smallest_change(network, parameters, written, 0)
    assert back is not None
    assert all(stroke.erases for stroke in back.strokes)
    assert back.added == 0.0
    assert ink(written) - 5.4 < back.removed + 0.4
    assert ink(back.after) <= 5.0


def test_needless_strokes_are_dropped(looks_left: tuple[Network, Parameters]) -> None:
    network, parameters = looks_left
    trial = Trial(network, parameters, np.zeros(784, np.uint8), 1)
    needed, useless = Stroke(5.0, 5.0, 5.0, 15.0), Stroke(20.0, 5.0, 20.0, 15.0)
    assert without_needless(trial, (useless, needed)) == (needed,)
    assert without_needless(trial, (needed,)) == (needed,)


def test_what_refining_makes_needless_is_dropped(
    looks_left: tuple[Network, Parameters], monkeypatch: pytest.MonkeyPatch
) -> None:
    useless = Stroke(20.0, 5.0, 20.0, 15.0)
    monkeypatch.setattr(
        stroke_change, "refined", lambda _trial, strokes, _pictures: (useless, *strokes)
    )
    found = smallest_change(*looks_left, np.zeros(784, np.uint8), 1)
    assert found is not None
    assert len(found.strokes) == 1
    assert useless not in found.strokes


def test_a_stroke_is_shortened_while_the_answer_stays(
    looks_left: tuple[Network, Parameters],
) -> None:
    network, parameters = looks_left
    trial = Trial(network, parameters, np.zeros(784, np.uint8), 1)
    (found,) = refined(trial, (Stroke(5.0, 5.0, 5.0, 15.0),))
    assert found.length < 3.0
    assert trial.of(touched(found)[np.newaxis]).turned[0]


def test_a_quick_search_finds_one_as_well(trained: TrainedModel, mnist: DataSet) -> None:
    network, parameters = trained.network(), trained.parameters
    larger = 0
    for number in range(5):
        pixels = mnist.test.images[number]
        target = runner_up(trained, pixels)
        quick = smallest_change(network, parameters, pixels, target, thorough=False)
        best = change(trained, pixels, target)
        assert (quick is None) is (best is None)
        if quick is None or best is None:
            continue
        assert answer(trained, quick.after) == target
        larger += quick.added + quick.removed > best.added + best.removed
    assert larger


def test_logits_whose_difference_float32_does_not_hold(mnist: DataSet) -> None:
    preset = PRESETS["relu"]
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.biases[-1][...] = -3e38
    parameters.biases[-1][3] = 3e38
    tried = Trial(preset.network(), parameters, mnist.test.images[0], 3).of(mnist.test.images[:2])
    assert tried.turned.all()
    np.testing.assert_allclose(tried.margins, 6e38, rtol=1e-6)


@pytest.mark.parametrize("size", [1e20, 1e38, np.inf])
def test_a_diverging_network_is_not_turned(size: float, mnist: DataSet) -> None:
    preset = PRESETS["relu"]
    rng = np.random.default_rng(0)
    parameters = Parameters.zeros(preset.architecture, np.float32)
    parameters.flat[...] = rng.choice([-size, size], parameters.flat.size)
    outputs = preset.network().predict(parameters, as_input(mnist.test.images[:1], np.float32))
    target = (int(np.nan_to_num(outputs).argmax()) + 1) % 10
    change = smallest_change(preset.network(), parameters, mnist.test.images[0], target)
    assert change is None or np.isfinite(change.outputs).all()
