"""Drawing digits, and what the network answers."""

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from mnistviz.data.datasets.dataset import as_input
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.gui.kit.figures import percent
from mnistviz.nn.calibration import calibrated
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import ONE, OpenUser, User, mouse_move

INVITATION = "The answer appears here as you draw."
CONTROL = Qt.KeyboardModifier.ControlModifier


def values_of(user: User) -> npt.NDArray[np.float64]:
    values = user.window.drawing.bars.values
    assert values is not None
    return np.array(values, np.float64)


def strokes_of(user: User) -> int:
    content = user.window.document.content
    assert isinstance(content, Drawing)
    return len(content.strokes)


def expected_answer(user: User) -> npt.NDArray[np.float64]:
    """What the network on screen says to the picture on screen, as the window shows it."""
    shown = user.snapshot
    image = as_input(user.window.drawing.grid.shown.pixels, shown.parameters.flat.dtype)[None]
    outputs = shown.network.predict(shown.parameters, image)
    if user.window.predictor.uncalibrated:
        return np.array(outputs[0], np.float64)
    kind = shown.network.architecture.output
    return np.array(calibrated(outputs, kind, shown.temperature)[0], np.float64)


def picture_of(widget: QWidget) -> bytes:
    image = widget.grab().toImage()
    bits = image.constBits()
    assert bits is not None
    return bytes(bits.asarray(image.sizeInBytes()))


def test_a_blank_canvas_invites(user: User) -> None:
    drawing = user.window.drawing
    assert drawing.bars.values is None
    assert drawing.remark.text() == INVITATION
    assert drawing.answer.text() == "–"
    assert not drawing.grid.shown.pixels.any()
    assert not drawing.undo.isEnabled()
    assert not drawing.clear.isEnabled()


def test_the_answer_follows_the_pen(user: User) -> None:
    drawing = user.window.drawing
    user.pen_down((0.3, 0.2), (0.3, 0.4))
    first, picture = values_of(user), drawing.grid.shown.pixels.copy()
    assert picture.any()
    assert drawing.remark.text() != INVITATION
    user.pen_down((0.3, 0.4), (0.5, 0.6), (0.7, 0.5))
    mouse_move(drawing.canvas, user.place(0.8, 0.9))
    user.wait(lambda: not np.array_equal(drawing.grid.shown.pixels, picture))
    assert not np.array_equal(values_of(user), first)
    assert drawing.answer.text() == str(values_of(user).argmax())
    user.pen_up((0.8, 0.9))
    assert drawing.undo.isEnabled()
    assert drawing.clear.isEnabled()


def test_bars_show_what_the_network_says(user: User) -> None:
    user.draw(*ONE)
    assert values_of(user) == pytest.approx(expected_answer(user))
    assert values_of(user).sum() == pytest.approx(1.0, abs=1e-5)
    share = values_of(user).max()
    assert user.window.drawing.share.text() == percent(share)
    content = user.window.document.content
    assert isinstance(content, Drawing)
    assert np.array_equal(
        user.window.drawing.grid.shown.pixels, network_input(content, deskew=False)
    )


@pytest.mark.parametrize("preset", ["sigmoid-notebook", "relu-notebook", "sigmoid"])
def test_bars_of_the_other_networks(open_user: OpenUser, preset: str) -> None:
    user = open_user(preset)
    user.draw(*ONE)
    assert values_of(user) == pytest.approx(expected_answer(user))
    assert user.window.drawing.remark.text() == "Untrained: a guess"
    user.steps(2)
    assert values_of(user) == pytest.approx(expected_answer(user))
    words = "Ten sigmoids" if "notebook" in preset else "Calibrated"
    assert user.window.drawing.remark.text().startswith(words)


@pytest.mark.parametrize("preset", ["relu-notebook", "relu"])
def test_the_other_numbers(open_user: OpenUser, preset: str) -> None:
    user = open_user(preset)
    user.draw(*ONE)
    user.steps(2)
    predictor = user.window.predictor
    predictor.show_uncalibrated(not predictor.uncalibrated)
    assert values_of(user) == pytest.approx(expected_answer(user))
    words = "Softmax" if preset == "relu" else "Calibrated"
    assert user.window.drawing.remark.text().startswith(words)


def raw(user: User) -> bool:
    return user.window.predictor.uncalibrated


def test_what_is_shown_at_first_follows_the_kind_of_network(user: User) -> None:
    assert not raw(user)
    user.click(user.window.network.version.button(0))
    user.wait_for_run(1)
    assert raw(user)
    user.window.predictor.show_uncalibrated(False)
    user.click(user.window.network.family.button(0))
    user.wait_for_run(2)
    assert not raw(user), "what a person chose stays while the kind stays"
    user.click(user.window.network.version.button(1))
    user.wait_for_run(3)
    assert not raw(user)


def test_training_changes_the_answer_and_not_the_drawing(user: User) -> None:
    user.draw(*ONE)
    content = user.window.document.content
    picture, before = user.window.drawing.grid.shown.pixels.copy(), values_of(user)
    user.train(20)
    assert user.window.document.content is content
    assert np.array_equal(user.window.drawing.grid.shown.pixels, picture)
    assert not np.array_equal(values_of(user), before)
    assert values_of(user) == pytest.approx(expected_answer(user))


def test_a_stroke_goes_on_while_training(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(1)
    user.pen_down(*ONE)
    seen = user.snapshot.updates
    user.wait_for_updates(seen + 5)
    mouse_move(user.window.drawing.canvas, user.place(0.8, 0.9))
    user.pen_up((0.8, 0.9))
    assert strokes_of(user) == 1
    assert values_of(user) == pytest.approx(expected_answer(user))


def test_a_reset_keeps_the_drawing(user: User) -> None:
    user.draw(*ONE)
    content = user.window.document.content
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    user.click(user.window.network.family.button(0))
    user.wait_for_run(2)
    assert user.window.document.content is content
    assert values_of(user) == pytest.approx(expected_answer(user))


def test_a_trained_network_reads_what_is_drawn(user: User, trained: TrainedModel) -> None:
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    user.draw(*ONE)
    assert user.window.drawing.answer.text() == "1"
    assert user.window.drawing.remark.text() == "Calibrated probability"


@pytest.mark.parametrize("way", ["button", "key", "menu"])
def test_undo(user: User, way: str) -> None:
    user.draw(*ONE)
    user.draw((0.2, 0.5), (0.8, 0.5))
    before = user.window.drawing.grid.shown.pixels.copy()
    assert strokes_of(user) == 2

    def undo() -> None:
        if way == "button":
            user.click(user.window.drawing.undo)
        elif way == "key":
            user.press(Qt.Key.Key_Z, CONTROL)
        else:
            user.window.document.undo()

    undo()
    assert strokes_of(user) == 1
    assert not np.array_equal(user.window.drawing.grid.shown.pixels, before)
    undo()
    assert user.window.document.is_blank
    assert user.window.drawing.remark.text() == INVITATION
    assert not user.window.drawing.undo.isEnabled()
    undo()
    assert user.window.document.is_blank


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_D])
def test_clear_and_get_it_back(user: User, key: Qt.Key | None) -> None:
    user.draw(*ONE)
    picture = user.window.drawing.grid.shown.pixels.copy()
    if key is None:
        user.click(user.window.drawing.clear)
    else:
        user.press(key)
    assert user.window.document.is_blank
    assert user.window.drawing.bars.values is None
    assert not user.window.drawing.grid.shown.pixels.any()
    assert not user.window.drawing.clear.isEnabled()
    user.press(Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(user.window.drawing.grid.shown.pixels, picture)


def test_d_gives_the_canvas_the_keyboard(user: User) -> None:
    user.press(Qt.Key.Key_E)
    user.press(Qt.Key.Key_D)
    assert user.window.drawing.canvas.hasFocus()
    assert not user.window.drawing.erase.isChecked(), "a clean sheet is there to be drawn on"


@pytest.mark.parametrize("way", ["button", "key"])
def test_erasing_cuts_strokes(user: User, way: str) -> None:
    user.draw((0.1, 0.5), (0.9, 0.5))
    before = user.window.drawing.grid.shown.pixels.copy()
    if way == "button":
        user.click(user.window.drawing.erase)
    else:
        user.press(Qt.Key.Key_E)
    assert user.window.drawing.erase.isChecked()
    user.pen_down((0.5, 0.2), (0.5, 0.8))
    assert strokes_of(user) == 2, "while the button is down"
    user.pen_up((0.5, 0.8))
    assert strokes_of(user) == 2
    assert not np.array_equal(user.window.drawing.grid.shown.pixels, before)
    assert values_of(user) == pytest.approx(expected_answer(user))
    user.press(Qt.Key.Key_Z, CONTROL)
    assert strokes_of(user) == 1
    assert np.array_equal(user.window.drawing.grid.shown.pixels, before)
    user.press(Qt.Key.Key_E)
    assert not user.window.drawing.erase.isChecked()
    user.draw((0.1, 0.8), (0.9, 0.8))
    assert strokes_of(user) == 2


def test_erasing_everything(user: User) -> None:
    user.draw((0.5, 0.5), (0.51, 0.5))
    user.click(user.window.drawing.erase)
    user.draw((0.4, 0.5), (0.6, 0.5))
    assert user.window.document.is_blank
    assert user.window.drawing.remark.text() == INVITATION


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_test_digit(user: User, way: str) -> None:
    drawing = user.window.drawing
    user.steps(1)
    if way == "button":
        user.click(drawing.digit)
    else:
        user.press(Qt.Key.Key_T)
    content = user.window.document.content
    assert isinstance(content, StoredDigit)
    digits = user.snapshot.test_digits
    assert content.number is not None
    assert content.label == digits.labels[content.number]
    assert np.array_equal(drawing.grid.shown.pixels, digits.images[content.number])
    right = int(values_of(user).argmax()) == content.label
    verdict = "Right" if right else f"Wrong: a {content.label}"
    assert drawing.remark.text() == f"{verdict} · test image {content.number:,}"
    assert values_of(user) == pytest.approx(expected_answer(user))


def test_the_label_is_framed(user: User) -> None:
    drawing = user.window.drawing
    drawing.show_test_digit(0)
    framed = picture_of(drawing.bars)
    drawing.bars.set_values(drawing.bars.values, None)
    assert picture_of(drawing.bars) != framed
    drawing.bars.set_values(drawing.bars.values, int(user.snapshot.test_digits.labels[0]))
    assert picture_of(drawing.bars) == framed


def test_the_number_of_a_test_digit_may_be_any(user: User) -> None:
    user.window.drawing.show_test_digit(500 + 3)
    content = user.window.document.content
    assert isinstance(content, StoredDigit)
    assert content.number == 3


def test_drawing_over_a_test_digit_begins_anew(user: User) -> None:
    user.press(Qt.Key.Key_T)
    digit = user.window.document.content
    user.draw(*ONE)
    assert strokes_of(user) == 1
    assert "test image" not in user.window.drawing.remark.text()
    user.press(Qt.Key.Key_Z, CONTROL)
    assert user.window.document.content is digit
    assert "test image" in user.window.drawing.remark.text()


def test_a_test_digit_stays_when_the_network_changes(user: User) -> None:
    user.press(Qt.Key.Key_T)
    digit = user.window.document.content
    user.click(user.window.network.family.button(0))
    user.wait_for_run(1)
    assert user.window.document.content is digit
    assert values_of(user) == pytest.approx(expected_answer(user))


def test_the_bars_can_be_heard(user: User) -> None:
    user.draw(*ONE)
    best = int(values_of(user).argmax())
    assert user.window.drawing.bars.accessibleDescription().startswith(f"{best}: ")
    user.press(Qt.Key.Key_Delete)
    assert user.window.drawing.bars.accessibleDescription() == ""


def test_a_long_remark_keeps_clear_of_the_canvas(open_user: OpenUser) -> None:
    user = open_user("sigmoid-notebook")
    window, drawing = user.window, user.window.drawing
    window.resize(960, 600)
    user.wait(lambda: (window.width(), window.height()) == (960, 600))
    user.draw(*ONE)
    assert drawing.remark.text() == "Untrained: a guess"
    user.steps(1)
    assert drawing.remark.text().startswith("Ten sigmoids")
    user.wait(lambda: drawing.grid.y() >= drawing.canvas.geometry().bottom())
    needed = drawing.remark.heightForWidth(drawing.remark.width())
    user.wait(lambda: needed <= drawing.remark.height())


def test_the_canvas_does_not_move_under_the_pen(open_user: OpenUser) -> None:
    user = open_user("sigmoid-notebook")
    window, canvas = user.window, user.window.drawing.canvas
    user.steps(1)
    window.resize(960, 600)
    user.wait(lambda: (window.width(), window.height()) == (960, 600))
    before = canvas.height()
    user.pen_down((0.5, 0.1), (0.5, 0.5))
    assert window.drawing.remark.text().startswith("Ten sigmoids")
    assert canvas.height() == before
    user.pen_up((0.5, 0.9))
    assert canvas.height() < before


def test_whose_answers_these_are_is_one_text_while_it_learns(user: User) -> None:
    foot = user.window.drawing.foot
    user.click(user.window.controls.train)
    user.wait(lambda: foot.text() == "Read by this run's network (784-64-10) as it learns")
    texts = set()
    for _ in range(3):
        user.wait_for_updates(user.snapshot.updates + 1)
        texts.add(foot.text())
    assert len(texts) == 1
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    assert foot.text().endswith(f"after {user.snapshot.epoch:.1f} epochs")
