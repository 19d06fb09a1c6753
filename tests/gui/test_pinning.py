"""Pinning in the real window: by a digit's key, while training, and back onto the canvas."""

from collections.abc import Callable

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from mnistviz.app.pins import MAX_PINS
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import stored_digit
from mnistviz.gui.views.pinned.view import PinnedView
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import ONE, User, mouse_click, number_box

KEYS = [Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)]
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def labels(user: User) -> list[int]:
    return [pin.label for pin in user.window.pins.drawings]


def front(user: User) -> QWidget | None:
    return user.window.views.pages.currentWidget()


def pin_test_digits(user: User, count: int) -> None:
    for number in range(count):
        user.window.drawing.show_test_digit(number)
        user.type(str(user.snapshot.test_digits.labels[number]))


@pytest.mark.parametrize("digit", range(10))
@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, KEYPAD])
def test_a_digits_key_pins(user: User, digit: int, modifiers: Qt.KeyboardModifier) -> None:
    window = user.window
    user.draw(*ONE)
    drawn = window.document.content
    assert front(user) is window.filters
    window.say("something that was said before")
    user.press(KEYS[digit], modifiers)
    assert labels(user) == [digit]
    assert window.pins.drawings[0].content is drawn
    assert front(user) is window.views.view(PinnedView)
    assert window.views.view(PinnedView).isVisible()
    tile = window.views.view(PinnedView).tiles[0]
    assert tile.isVisible()
    assert tile.accessibleName() == f"Pinned drawing of a {digit}"
    assert not window.message.isVisible()
    assert window.document.content is drawn, "it stays on the canvas"


def test_the_answer_on_the_tile_is_the_one_beside_the_canvas(user: User) -> None:
    user.draw(*ONE)
    user.type("1")
    user.steps(3)
    progress = user.window.views.view(PinnedView).tiles[0].progress
    assert progress is not None
    assert progress.probabilities is not None
    values = user.window.drawing.bars.values
    assert values is not None
    np.testing.assert_allclose(progress.probabilities, values, rtol=1e-4, atol=1e-6)


def test_the_same_key_twice_pins_once(user: User) -> None:
    user.draw(*ONE)
    user.type("11")
    assert labels(user) == [1]
    assert user.window.message.text == "This drawing is pinned as a 1 already."


def test_a_blank_canvas_cannot_be_pinned(user: User) -> None:
    user.type("3")
    assert labels(user) == []
    assert user.window.message.isVisible()
    assert user.window.message.text.startswith("There is nothing to pin")
    assert "\n" not in user.window.message.text
    assert front(user) is user.window.filters
    user.draw(*ONE)
    user.type("1")
    assert labels(user) == [1]
    assert not user.window.message.isVisible()


def test_the_thirteenth_is_refused(user: User) -> None:
    pin_test_digits(user, MAX_PINS)
    assert labels(user) == list(user.snapshot.test_digits.labels[:MAX_PINS])
    assert not user.window.message.isVisible()
    before = user.window.pins.drawings
    pin_test_digits(user, MAX_PINS + 1)
    assert user.window.pins.drawings == before
    assert user.window.message.text.startswith("12 drawings are pinned already")
    assert "\n" not in user.window.message.text
    user.window.views.view(PinnedView).tiles[3].remove.click()
    user.type(str(user.snapshot.test_digits.labels[MAX_PINS]))
    assert len(labels(user)) == MAX_PINS
    assert not user.window.message.isVisible()


@pytest.mark.parametrize("name", ["learning_rate", "batch_size", "momentum", "seed", "speed"])
def test_digits_typed_into_a_number_pin_nothing(user: User, name: str) -> None:
    user.draw(*ONE)
    box = number_box(user, name)
    mouse_click(box)
    assert box.hasFocus()
    user.type("0123456789")
    assert labels(user) == []
    assert front(user) is user.window.filters


def test_digits_that_need_shift(user: User) -> None:
    """As on French keyboards: it is the character that counts."""
    user.draw(*ONE)
    user.press(KEYS[5], Qt.KeyboardModifier.ShiftModifier)
    assert labels(user) == [5]


def test_pinning_wherever_one_has_clicked(user: User) -> None:
    window = user.window
    user.draw(*ONE)
    user.click(window.filters.mosaic)
    user.type("1")
    user.click(window.curves.loss)
    user.type("2")
    user.click(window.controls.step)
    user.wait_for_updates(1)
    user.type("3")
    user.click(window.views.tabs)
    user.type("4")
    assert labels(user) == [1, 2, 3, 4]


def test_charts_grow_while_the_network_learns(user: User) -> None:
    user.draw(*ONE)
    user.type("1")
    tile = user.window.views.view(PinnedView).tiles[0]

    def moments() -> int:
        return 0 if tile.progress is None else len(tile.progress.epochs)

    user.click(user.window.controls.train)
    user.wait(lambda: moments() >= 3)
    seen = moments()
    user.wait(lambda: moments() > seen)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    progress = tile.progress
    assert progress is not None
    assert (np.diff(progress.epochs) > 0).all()
    assert progress.epochs[-1] == pytest.approx(user.snapshot.epoch)
    assert ((progress.values >= 0) & (progress.values <= 1)).all()
    assert progress.probabilities is not None
    assert progress.values[-1] == progress.probabilities[1]


def test_charts_grow_behind_another_tab(user: User) -> None:
    user.draw(*ONE)
    user.type("1")
    user.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    user.click(user.window.controls.train)
    user.wait_for_updates(20)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    user.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    progress = user.window.views.view(PinnedView).tiles[0].progress
    assert progress is not None
    assert len(progress.epochs) >= 2
    assert progress.epochs[-1] == pytest.approx(user.snapshot.epoch)


def test_a_reset_begins_the_charts_anew(user: User, trained: TrainedModel) -> None:
    user.draw(*ONE)
    user.type("1")
    user.train(20)
    user.press(Qt.Key.Key_R)
    user.wait_for_run(1)
    assert labels(user) == [1]
    progress = user.window.views.view(PinnedView).tiles[0].progress
    assert progress is not None
    assert list(progress.epochs) == [0.0]
    user.window.experiments.show_model(trained)
    user.wait_for_run(2)
    progress = user.window.views.view(PinnedView).tiles[0].progress
    assert progress is not None
    assert progress.digit == 1
    assert len(progress.epochs) == 0
    assert "a network from a file" in user.window.views.view(PinnedView).caption.text()


def _click(user: User) -> None:
    user.click(user.window.views.view(PinnedView).tiles[0])


def _enter(user: User) -> None:
    user.window.views.view(PinnedView).tiles[0].setFocus()
    user.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("way", [_click, _enter])
def test_a_tile_goes_back_to_the_canvas(user: User, way: Callable[[User], None]) -> None:
    document = user.window.document
    user.draw(*ONE)
    drawn = document.content
    answer = user.window.drawing.bars.values
    user.type("1")
    document.clear()
    user.draw((0.2, 0.2), (0.8, 0.2), (0.4, 0.8))
    other = document.content
    way(user)
    assert document.content is drawn
    assert answer is not None
    assert user.window.drawing.bars.values == pytest.approx(answer)
    user.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.content is other


def test_a_stroke_over_a_pinned_drawing_leaves_the_pin_alone(user: User) -> None:
    user.draw(*ONE)
    drawn = user.window.document.content
    user.type("1")
    user.click(user.window.views.view(PinnedView).tiles[0])
    user.draw((0.2, 0.5), (0.8, 0.5))
    content = user.window.document.content
    assert isinstance(content, Drawing)
    assert len(content.strokes) == 2
    assert user.window.pins.drawings[0].content is drawn
    assert isinstance(drawn, Drawing)
    assert len(drawn.strokes) == 1


def test_a_stroke_under_way_is_pinned_as_it_is(user: User) -> None:
    user.pen_down(*ONE)
    user.type("1")
    (pin,) = user.window.pins.drawings
    assert isinstance(pin.content, Drawing)
    (stroke,) = pin.content.strokes
    points = len(stroke)
    user.pen_down(ONE[-1], (0.8, 0.9))
    user.pen_up((0.8, 0.9))
    assert len(stroke) == points
    assert user.window.document.content is not pin.content


def test_the_tiles_keys_do_not_reach_the_window(user: User) -> None:
    """Delete on a tile takes it off the strip; the drawing on the canvas stays."""
    user.draw(*ONE)
    user.type("1")
    user.window.document.put(stored_digit(user.snapshot.test_digits, 0))
    user.type("7")
    shown = user.window.document.content
    user.window.views.view(PinnedView).tiles[0].setFocus()
    user.press(Qt.Key.Key_Delete)
    assert labels(user) == [7]
    assert user.window.document.content is shown


def test_all_are_removed(user: User) -> None:
    pin_test_digits(user, 3)
    user.click(user.window.views.view(PinnedView).clear_button)
    assert labels(user) == []
    assert user.window.views.view(PinnedView).invitation.isVisible()
    user.steps(1)
    assert user.window.pins.probabilities is None


@pytest.mark.parametrize("modifier", ["ControlModifier", "AltModifier", "MetaModifier"])
def test_a_key_with_another_pins_nothing(user: User, modifier: str) -> None:
    user.draw(*ONE)
    for key in KEYS[5:]:
        user.press(key, Qt.KeyboardModifier[modifier])
    assert labels(user) == []
