"""Running, pausing, and every number, as a person changes them."""

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit.language import Language
from mnistviz.gui.views.controls.view import FULL_SPEED
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import MAX_SEED
from tests.gui.support import OpenUser, User, mouse_click, number_box


def test_train_starts_and_pauses(user: User) -> None:
    train = user.window.controls.train
    assert train.text() == "Train"
    assert train.isEnabled()
    user.click(train)
    user.wait_for_updates(3)
    assert user.snapshot.status is Status.RUNNING
    assert train.text() == "Pause"
    user.click(train)
    user.wait_for_status(Status.PAUSED)
    assert train.text() == "Train"
    updates = user.snapshot.updates
    user.steps(1)
    assert user.snapshot.updates == updates + 1


def test_train_goes_on_where_it_paused(user: User) -> None:
    user.train(3)
    before = user.snapshot
    user.train(1)
    assert user.snapshot.run_id == before.run_id
    assert user.snapshot.updates > before.updates
    shared = len(before.training.loss)
    assert np.array_equal(user.snapshot.training.loss[:shared], before.training.loss)


def test_a_step_is_exactly_one_update(user: User) -> None:
    for count in range(1, 4):
        user.click(user.window.controls.step)
        user.wait_for_updates(count)
        assert user.snapshot.updates == count
        assert user.snapshot.status is Status.PAUSED
    assert user.snapshot.images_seen == 3 * user.snapshot.settings.batch_size


def test_a_step_while_training_pauses(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(2)
    user.click(user.window.controls.step)
    user.wait_for_status(Status.PAUSED)
    assert user.window.controls.train.text() == "Train"


def test_reset_gives_fresh_weights_and_empty_curves(user: User) -> None:
    start = user.snapshot
    user.train(3)
    assert not np.array_equal(user.snapshot.parameters.flat, start.parameters.flat)
    user.click(user.window.controls.reset)
    user.wait_for_run(start.run_id)
    assert user.snapshot.run_id == start.run_id + 1
    assert user.snapshot.status is Status.READY
    assert user.snapshot.updates == 0
    assert len(user.snapshot.training.epoch) == 0
    assert np.array_equal(user.snapshot.parameters.flat, start.parameters.flat)


def test_reset_while_training_stops_it(user: User) -> None:
    run_id = user.snapshot.run_id
    user.click(user.window.controls.train)
    user.wait_for_updates(2)
    user.click(user.window.controls.reset)
    user.wait_for_run(run_id)
    assert user.snapshot.status is Status.READY
    assert user.window.controls.train.text() == "Train"
    user.steps(1)


def test_reset_keeps_the_numbers_that_were_typed(user: User) -> None:
    controls = user.window.controls
    user.enter(controls.boxes["learning_rate"], "0.02")
    user.enter(controls.boxes["batch_size"], "50")
    user.enter(controls.boxes["momentum"], "0.5")
    user.click(controls.reset)
    user.wait_for_run(1)
    settings = user.snapshot.settings
    assert (settings.learning_rate, settings.batch_size, settings.momentum) == (0.02, 50, 0.5)
    assert (controls.boxes["learning_rate"].value(), controls.boxes["batch_size"].value()) == (
        0.02,
        50,
    )
    assert controls.boxes["momentum"].value() == 0.5


def test_the_end_of_the_epochs_can_be_passed(open_user: OpenUser, few_digits: DataSet) -> None:
    user = open_user(digits=few_digits)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FINISHED)
    assert user.snapshot.updates == 2 * 30
    assert user.window.controls.train.text() == "Train"
    assert user.window.controls.train.isEnabled()
    user.click(user.window.controls.train)
    user.wait(lambda: user.snapshot.updates == 2 * 60)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.02", 0.02), ("1e-3", 0.001), ("2.5E-4", 0.00025), ("3", 3.0), ("0,5", 0.5)],
)
def test_learning_rate_by_typing(user: User, typed: str, value: float) -> None:
    user.enter(user.window.controls.boxes["learning_rate"], typed)
    user.wait(lambda: user.snapshot.settings.learning_rate == value)
    assert user.window.controls.boxes["learning_rate"].value() == value


def test_learning_rate_while_training(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(2)
    user.enter(user.window.controls.boxes["learning_rate"], "0.003")
    user.wait(lambda: user.snapshot.settings.learning_rate == 0.003)
    assert user.snapshot.status is Status.RUNNING
    assert user.snapshot.run_id == 1


def test_learning_rate_by_slider(user: User) -> None:
    controls = user.window.controls
    controls.sliders["learning_rate"].setFocus()
    before = controls.boxes["learning_rate"].value()
    user.press(Qt.Key.Key_Right)
    user.wait(lambda: user.snapshot.settings.learning_rate > before)
    assert controls.boxes["learning_rate"].value() == user.snapshot.settings.learning_rate
    user.press(Qt.Key.Key_Home)
    user.wait(lambda: user.snapshot.settings.learning_rate == 1e-4)
    user.press(Qt.Key.Key_End)
    user.wait(lambda: user.snapshot.settings.learning_rate == 10.0)


def test_the_slider_follows_the_typed_rate(user: User) -> None:
    controls = user.window.controls
    user.enter(controls.boxes["learning_rate"], "10")
    assert controls.sliders["learning_rate"].value() == controls.sliders["learning_rate"].maximum()
    user.enter(controls.boxes["learning_rate"], "1e-6")
    assert controls.sliders["learning_rate"].value() == controls.sliders["learning_rate"].minimum()
    user.wait(lambda: user.snapshot.settings.learning_rate == 1e-6)


def test_momentum(user: User) -> None:
    user.enter(user.window.controls.boxes["momentum"], "0.5")
    user.wait(lambda: user.snapshot.settings.momentum == 0.5)
    assert user.snapshot.run_id == 1


def test_batch_size_by_typing_and_by_arrows(user: User) -> None:
    box = user.window.controls.boxes["batch_size"]
    user.enter(box, "100")
    user.wait(lambda: user.snapshot.settings.batch_size == 100)
    mouse_click(box)
    for key, size in (
        (Qt.Key.Key_Up, 128),
        (Qt.Key.Key_Up, 256),
        (Qt.Key.Key_Down, 128),
        (Qt.Key.Key_Down, 64),
    ):
        user.press(key)
        user.wait(lambda size=size: user.snapshot.settings.batch_size == size)  # type: ignore[misc]
    images = user.snapshot.images_seen
    user.steps(1)
    assert user.snapshot.images_seen == images + 64


def test_another_seed_starts_another_run(user: User) -> None:
    before = user.snapshot
    user.steps(1)
    user.enter(user.window.controls.seed, "7")
    user.wait_for_run(before.run_id)
    assert user.snapshot.settings.seed == 7
    assert user.snapshot.updates == 0
    assert not np.array_equal(user.snapshot.parameters.flat, before.parameters.flat)
    assert user.window.controls.seed.value() == 7


def test_slow_motion_and_full_speed_again(user: User) -> None:
    controls = user.window.controls
    assert controls.speed.text() == FULL_SPEED
    user.enter(controls.speed, "1")
    assert controls.speed.text() == "1 updates/s"
    assert controls.speed_slider.value() == controls.speed_slider.minimum()
    user.click(controls.train)
    user.wait_for_status(Status.RUNNING)
    # At one update a second the hundred below would take longer than anyone waits.
    user.enter(controls.speed, FULL_SPEED)
    user.wait_for_updates(100)
    assert controls.speed.text() == FULL_SPEED
    assert controls.speed_slider.value() == controls.speed_slider.maximum()


def test_slow_motion_holds_updates_back(user: User) -> None:
    user.enter(user.window.controls.speed, "0.01")
    user.click(user.window.controls.train)
    user.wait_for_updates(1)
    # The next updates are 100 seconds away; numbers are taken in all the same.
    for momentum in (0.25, 0.5, 0.75):
        user.enter(user.window.controls.boxes["momentum"], str(momentum))
        user.wait(lambda wanted=momentum: user.snapshot.settings.momentum == wanted)  # type: ignore[misc]
    assert user.snapshot.status is Status.RUNNING
    assert user.snapshot.updates == 1
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    assert user.snapshot.updates == 1


def test_speed_by_slider(user: User) -> None:
    controls = user.window.controls
    controls.speed_slider.setFocus()
    user.press(Qt.Key.Key_Home)
    assert controls.speed.value() == 1.0
    user.press(Qt.Key.Key_End)
    assert controls.speed.text() == FULL_SPEED
    user.click(controls.train)
    user.wait_for_updates(100)


def test_nothing_can_be_pressed_before_the_digits_are_loaded(open_user: OpenUser) -> None:
    user = open_user(wait=False)
    buttons = (
        user.window.controls.train,
        user.window.controls.step,
        user.window.controls.reset,
    )
    if user.window.experiments.snapshot is None:
        assert not any(button.isEnabled() for button in buttons)
    user.wait(lambda: user.window.experiments.snapshot is not None)
    assert all(button.isEnabled() for button in buttons)


def test_numbers_of_the_preset_are_shown(open_user: OpenUser) -> None:
    controls = open_user("sigmoid-notebook", seed=5).window.controls
    assert controls.boxes["learning_rate"].value() == 0.001
    assert controls.boxes["learning_rate"].text() == "0.001"
    assert controls.boxes["batch_size"].value() == 1
    assert controls.boxes["momentum"].value() == 0.0
    assert controls.seed.value() == 5


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("learning_rate", typed) for typed in ("abc", "5000", "-1", "nan", "1e", "0,0,5", "")),
        *(("batch_size", typed) for typed in ("0", "99999", "12,5")),
        *(("momentum", typed) for typed in ("1.5", "0.5.5")),
        *(("seed", "-1"), ("augmentation", "250"), ("weight_decay", "0.011"), ("speed", "fast")),
    ],
)
def test_nothing_wrong_can_be_typed(user: User, name: str, typed: str) -> None:
    box = number_box(user, name)
    before, message = box.value(), user.window.message
    mouse_click(box)
    box.selectAll()
    user.press(Qt.Key.Key_Delete)
    user.type(typed)
    user.press(Qt.Key.Key_Return)
    assert box.value() == before
    assert message.isVisible()
    assert f"{box.accessibleName()}: “{typed}”" in message.text
    user.steps(1)
    assert user.snapshot.run_id == 1
    user.enter(box, box.text())
    assert not message.isVisible()
    assert box.value() == before


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_decimal_comma(user: User, language: Language) -> None:
    user.window.appearance.choose_language(language)
    controls = user.window.controls
    user.enter(controls.boxes["momentum"], "0,85")
    user.enter(controls.boxes["learning_rate"], "0,0000001")
    user.enter(controls.boxes["augmentation"], "12,5 %")
    user.wait(lambda: user.snapshot.settings.augmentation == 0.125)
    settings = user.snapshot.settings
    assert (settings.momentum, settings.learning_rate) == (0.85, 1e-7)
    shown = "12,5 %" if language == "de" else "12.5 %"
    assert controls.boxes["augmentation"].text() == shown
    assert not user.window.message.isVisible()


def test_the_largest_seed(user: User) -> None:
    user.enter(user.window.controls.seed, str(MAX_SEED))
    user.wait(lambda: user.snapshot.settings.seed == MAX_SEED)


def test_a_number_left_with_tab_says_so_too(user: User) -> None:
    box = user.window.controls.boxes["momentum"]
    mouse_click(box)
    box.selectAll()
    user.type("0..5")
    user.press(Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert "0..5" in user.window.message.text
    assert box.text() == "0.9"


def test_escape_first_takes_back_what_is_half_typed(user: User) -> None:
    box, window = user.window.controls.seed, user.window
    window.room.fill(window.controls)
    mouse_click(box)
    user.type("9")
    user.press(Qt.Key.Key_Escape)
    assert (box.text(), window.room.filled) == ("0", window.controls)
    assert not box.hasFocus(), "keys obey again"
    user.press(Qt.Key.Key_Escape)
    assert window.room.filled is None
    assert user.snapshot.run_id == 1


def test_what_is_typed_counts_when_a_button_is_pressed(user: User) -> None:
    box = user.window.controls.boxes["learning_rate"]
    mouse_click(box)
    box.selectAll()
    user.type("0,05")
    user.click(user.window.controls.step)
    user.wait_for_updates(1)
    assert user.snapshot.settings.learning_rate == 0.05
    assert not user.window.message.isVisible()


@pytest.mark.parametrize("by_button", [False, True])
def test_a_complaint_goes_with_the_next_thing_that_is_done(user: User, by_button: bool) -> None:
    controls, message = user.window.controls, user.window.message
    user.enter(controls.boxes["momentum"], "2")
    assert message.isVisible()
    if by_button:
        user.click(controls.step)
    else:
        user.enter(controls.boxes["batch_size"], "32")
    assert not message.isVisible()


@pytest.mark.parametrize(("first", "second"), [("learning_rate", "seed"), ("seed", "momentum")])
def test_a_click_from_one_number_into_another(user: User, first: str, second: str) -> None:
    user.draw((0.4, 0.2), (0.4, 0.8))
    mouse_click(number_box(user, first))
    box = number_box(user, second)
    mouse_click(box)
    assert box.hasFocus()
    box.selectAll()
    user.type("0")
    user.press(Qt.Key.Key_Return)
    assert box.value() == 0.0
    assert len(user.window.pins) == 0


def test_why_a_run_has_failed_stays_said(user: User) -> None:
    user.enter(number_box(user, "learning_rate"), "1000")
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FAILED)
    said = user.window.message.text
    assert said
    user.window.say("")
    assert user.window.message.text == said
    user.window.say("Another line.")
    assert user.window.message.text == "Another line."
