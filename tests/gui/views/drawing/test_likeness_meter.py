"""Whether what is drawn looks like a digit: the verdict, and the words that show it."""

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.predictor import Predictor
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content, stored_digit
from mnistviz.data.ink.preparation import Step, network_input
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.drawing.answer import VERDICTS, LikenessMeter
from mnistviz.training.model_file import TrainedModel
from tests.app.test_predictor import LEANING, Watched
from tests.gui.support import OpenUser, User

# The offscreen platform says that it cannot do this with so small a window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SEVEN = Drawing((np.array([[80.0, 60.0], [200.0, 60.0], [120.0, 230.0]]),))
SCRIBBLE = Drawing(tuple(np.array([[20.0 * n, 20.0], [20.0 * n, 260.0]]) for n in range(1, 14)))


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def meter(qtbot: QtBot, light: Theme) -> LikenessMeter:
    meter = LikenessMeter()
    qtbot.addWidget(meter)
    meter.show()
    return meter


def verdict(predictor: Predictor) -> str | None:
    found = predictor.examination
    return None if found is None else found.judgement.verdict.value


def picture_of(widget: QWidget) -> bytes:
    image = widget.grab().toImage()
    bits = image.constBits()
    assert bits is not None
    return bytes(bits.asarray(image.sizeInBytes()))


def shown(meter: LikenessMeter) -> tuple[str | None, list[str], str]:
    """The verdict, the words that are set off from the others, and what is heard."""
    words = [one for one in meter.findChildren(QLabel) if one.text() in VERDICTS]
    assert [one.text() for one in words] == list(VERDICTS)
    set_off = [one.text() for one in words if one.property("on")]
    return meter.verdict, set_off, meter.accessibleDescription()


@pytest.mark.parametrize("word", VERDICTS)
def test_one_word_is_set_off(meter: LikenessMeter, word: str) -> None:
    nothing = picture_of(meter)
    assert shown(meter) == (None, [], "")
    meter.set_verdict(word)
    assert shown(meter) == (word, [word], word)
    assert picture_of(meter) != nothing
    meter.set_verdict(None)
    assert shown(meter) == (None, [], "")
    assert picture_of(meter) == nothing


def test_each_word_looks_different(meter: LikenessMeter) -> None:
    pictures = set()
    for word in (*VERDICTS, None):
        meter.set_verdict(word)
        pictures.add(picture_of(meter))
    assert len(pictures) == 4


def test_the_words_stand_still(meter: LikenessMeter) -> None:
    places = set()
    for word in (*VERDICTS, None):
        meter.set_verdict(word)
        meter.grab()
        places.add(tuple(str(one.geometry().getRect()) for one in meter.findChildren(QLabel)))
    assert len(places) == 1


def test_a_verdict_needs_the_training_digits(watched: Watched, space: DigitSpace) -> None:
    predictor = watched.predictor
    predictor.document.put(LEANING)
    judged = [predictor.is_judged]
    predictor.judge()
    assert [*judged, predictor.is_judged] == [False, True]
    assert verdict(predictor) is None
    watched.since()
    predictor.set_space(space)
    assert watched.since() == ["judged"]
    found = predictor.examination
    assert found is not None
    assert len(found.neighbours) == 5
    expected = space.examine(network_input(LEANING, deskew=False))
    assert found.judgement == expected.judgement


def test_the_verdict_follows_the_drawing(
    watched: Watched, space: DigitSpace, mnist: DataSet
) -> None:
    predictor = watched.predictor
    predictor.set_space(space)
    assert verdict(predictor) is None
    known = stored_digit(mnist.train, 4321)
    contents: list[tuple[Content, str | None]] = [
        (known, "yes"),
        (SCRIBBLE, "no"),
        (Drawing(), None),
        (SEVEN, "yes"),
    ]
    for content, expected in contents:
        watched.since()
        predictor.document.put(content)
        assert "judged" not in watched.said, "the pen need not wait for it"
        predictor.judge()
        assert verdict(predictor) == expected


def test_what_is_left_out_is_of_no_account(watched: Watched, space: DigitSpace) -> None:
    predictor = watched.predictor
    predictor.set_space(space)
    for step in (Step.CROPPED, Step.SCALED, Step.CENTRED):
        watched.since()
        predictor.leave_out(step, out=True)
        predictor.document.put(LEANING)
        predictor.judge()
        assert predictor.examination is not None
        expected = space.examine(network_input(LEANING, deskew=False))
        assert predictor.examination.judgement == expected.judgement


def test_many_moves_of_the_mouse_are_judged_together(user: User) -> None:
    document, predictor = user.window.document, user.window.predictor
    judgements: list[bool] = []
    user.wait(lambda: predictor.is_judged)
    predictor.judged.connect(lambda: judgements.append(predictor.is_judged))
    document.pen_down((140.0, 60.0))
    for y in range(70, 240, 10):
        document.pen_to((140.0, float(y)))
    user.wait(lambda: bool(judgements))
    assert judgements == [True]


def judged(user: User, expected: str | None) -> None:
    user.wait(lambda: user.window.drawing.meter.verdict == expected)


def test_in_the_window(user: User) -> None:
    document = user.window.document
    assert user.window.drawing.meter.verdict is None
    user.draw((0.3, 0.2), (0.7, 0.2), (0.45, 0.85))
    judged(user, "yes")
    for share in np.linspace(0.05, 0.95, 12):
        user.draw((float(share), 0.05), (float(share), 0.95))
    judged(user, "no")
    user.press(Qt.Key.Key_Delete)
    judged(user, None)
    user.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    judged(user, "no")
    document.put(stored_digit(user.snapshot.data.train, 7))
    judged(user, "yes")


def test_it_follows_the_pen_before_it_is_lifted(user: User) -> None:
    user.pen_down((0.3, 0.2), (0.7, 0.2), (0.45, 0.85))
    judged(user, "yes")
    user.pen_up((0.45, 0.85))


def test_another_network_is_of_no_account(user: User, trained: TrainedModel) -> None:
    user.window.document.put(SEVEN)
    judged(user, "yes")
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    user.train(5)
    assert user.window.drawing.meter.verdict == "yes"


def test_without_all_training_digits_there_is_no_verdict(
    open_user: OpenUser, few_digits: DataSet
) -> None:
    user = open_user(digits=few_digits)
    user.draw((0.3, 0.2), (0.7, 0.2), (0.45, 0.85))
    judgements: list[None] = []
    user.window.predictor.judged.connect(lambda: judgements.append(None))
    user.draw((0.3, 0.5), (0.7, 0.5))
    user.wait(lambda: bool(judgements))
    assert user.window.drawing.meter.verdict is None
    assert user.window.message.text == ""
