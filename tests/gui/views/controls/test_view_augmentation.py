"""The box that says how far images are augmented, as a person uses it."""

import numpy as np
import pytest

from mnistviz.training.presets import PRESETS
from mnistviz.training.snapshot import Status
from tests.gui.support import OpenUser, User


def test_the_presets_own_is_shown(user: User) -> None:
    box = user.window.controls.boxes["augmentation"]
    assert box.text() == f"{100 * PRESETS['relu'].augmentation:.0f} %"
    assert box.isEnabled()
    assert box.accessibleName() == "Augmentation"
    assert user.snapshot.settings.augmentation == PRESETS["relu"].augmentation


@pytest.mark.parametrize(("typed", "strength"), [("80", 0.8), ("200", 2.0), ("5", 0.05)])
def test_typing_a_percentage(user: User, typed: str, strength: float) -> None:
    user.enter(user.window.controls.boxes["augmentation"], typed)
    user.wait(lambda: user.snapshot.settings.augmentation == strength)
    assert user.window.controls.boxes["augmentation"].text() == f"{typed} %"
    assert user.snapshot.run_id == 1


def test_0_is_off(user: User) -> None:
    box = user.window.controls.boxes["augmentation"]
    user.enter(box, "0")
    user.wait(lambda: user.snapshot.settings.augmentation == 0.0)
    assert box.text() == "Off"


def test_it_holds_while_training_without_a_reset(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(3)
    user.enter(user.window.controls.boxes["augmentation"], "150")
    user.wait(lambda: user.snapshot.settings.augmentation == 1.5)
    assert user.snapshot.status is Status.RUNNING
    assert user.snapshot.run_id == 1
    user.wait_for_updates(user.snapshot.updates + 3)


def test_the_next_update_is_made_with_it(open_user: OpenUser) -> None:
    losses = []
    for typed in ("0", "100"):
        user = open_user()
        user.enter(user.window.controls.boxes["augmentation"], typed)
        user.steps(1)
        losses.append(user.snapshot.last_loss)
    assert losses[0] != losses[1]


def test_a_reset_keeps_it(user: User) -> None:
    user.enter(user.window.controls.boxes["augmentation"], "70")
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    assert user.snapshot.settings.augmentation == 0.7
    assert user.window.controls.boxes["augmentation"].value() == 70


@pytest.mark.parametrize("preset", ["relu-notebook", "sigmoid-notebook"])
def test_the_notebooks_images_stay_as_they_are(open_user: OpenUser, preset: str) -> None:
    box = open_user(preset).window.controls.boxes["augmentation"]
    assert not box.isEnabled()
    assert box.text() == "Off"


def test_another_network_brings_its_own(user: User) -> None:
    box, versions = user.window.controls.boxes["augmentation"], user.window.network.version
    user.enter(box, "120")
    user.wait(lambda: user.snapshot.settings.augmentation == 1.2)
    user.click(versions.button(0))
    user.wait_for_run(1)
    assert (box.text(), box.isEnabled()) == ("Off", False)
    assert user.snapshot.settings.augmentation == 0.0
    user.click(versions.button(1))
    user.wait_for_run(2)
    assert (box.value(), box.isEnabled()) == (50, True)
    assert user.snapshot.settings.augmentation == PRESETS["relu"].augmentation


@pytest.mark.parametrize("typed", ["201", "-5", "abc"])
def test_nothing_wrong_can_be_typed(user: User, typed: str) -> None:
    before = user.window.controls.boxes["augmentation"].value()
    user.enter(user.window.controls.boxes["augmentation"], typed)
    assert user.window.controls.boxes["augmentation"].value() == before
    assert f"Augmentation: “{typed}”" in user.window.message.text
    user.steps(1)
    assert np.isfinite(user.snapshot.last_loss or np.nan)


def test_weight_decay_is_a_control_of_the_corrected_presets(open_user: OpenUser) -> None:
    user = open_user("sigmoid")
    box = user.window.controls.boxes["weight_decay"]
    assert (box.text(), box.isEnabled(), box.accessibleName()) == ("Off", True, "Weight decay")
    user.enter(box, "0,001")
    user.wait(lambda: user.snapshot.settings.weight_decay == 0.001)
    assert box.text() == "0.001"
    notebook = open_user("relu-notebook").window.controls.boxes["weight_decay"]
    assert (notebook.text(), notebook.isEnabled()) == ("Off", False)
