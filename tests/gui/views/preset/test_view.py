"""The two switches, and what follows them."""

import pytest
from PyQt6.QtCore import Qt

from mnistviz.training.presets import PRESETS
from tests.gui.support import OpenUser, User

WHERE = {
    "sigmoid-notebook": (0, 0),
    "sigmoid": (0, 1),
    "relu-notebook": (1, 0),
    "relu": (1, 1),
}


@pytest.mark.parametrize("name", WHERE)
def test_every_preset_by_clicking(user: User, name: str) -> None:
    network = user.window.network
    user.steps(1)
    family, version = WHERE[name]
    # Away from it first, so that both switches are really pressed.
    user.click(network.family.button(1 - family))
    user.click(network.version.button(1 - version))
    user.click(network.version.button(version))
    user.click(network.family.button(family))
    preset = PRESETS[name]
    assert network.summary.text() == preset.summary
    assert str(preset.architecture) in network.diagram.accessibleName()
    user.wait(lambda: user.snapshot.settings.preset == preset and user.snapshot.updates == 0)
    assert (network.family.index, network.version.index) == (family, version)
    controls = user.window.controls
    assert controls.boxes["learning_rate"].value() == preset.learning_rate
    assert controls.boxes["batch_size"].value() == preset.batch_size
    assert controls.boxes["momentum"].value() == preset.momentum
    assert user.window.curves.loss_title.text() == user.snapshot.network.loss.title
    hidden = preset.architecture.sizes[1]
    assert user.window.filters.caption.text().startswith(f"{hidden} filters")
    assert user.window.status.state.text() == f"Ready · {name}"
    user.steps(2)
    assert user.snapshot.parameters.architecture == preset.architecture


@pytest.mark.parametrize("name", WHERE)
def test_every_preset_from_the_start(open_user: OpenUser, name: str) -> None:
    user = open_user(name)
    network = user.window.network
    assert (network.family.index, network.version.index) == WHERE[name]
    assert network.summary.text() == PRESETS[name].summary
    assert user.snapshot.run_id == 1


def test_switching_while_training(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(3)
    user.click(user.window.network.family.button(0))
    user.wait_for_run(1)
    assert user.snapshot.settings.preset.name == "sigmoid"
    assert user.snapshot.updates == 0
    assert user.window.controls.train.text() == "Train"


def test_the_seed_stays(open_user: OpenUser) -> None:
    user = open_user(seed=3)
    user.click(user.window.network.version.button(0))
    user.wait_for_run(1)
    assert user.snapshot.settings.seed == 3
    assert user.window.controls.seed.value() == 3


def test_numbers_that_were_typed_do_not_stay(user: User) -> None:
    user.enter(user.window.controls.boxes["learning_rate"], "0.5")
    user.click(user.window.network.family.button(0))
    user.wait_for_run(1)
    expected = PRESETS["sigmoid"].learning_rate
    assert user.snapshot.settings.learning_rate == expected
    assert user.window.controls.boxes["learning_rate"].value() == expected


def test_pressing_what_is_chosen_changes_nothing(user: User) -> None:
    user.steps(2)
    user.click(user.window.network.family.button(1))
    user.click(user.window.network.version.button(1))
    user.steps(1)
    assert user.snapshot.run_id == 1
    assert user.snapshot.updates == 3


def test_switching_with_the_keyboard(user: User) -> None:
    user.window.network.family.button(1).setFocus()
    user.press(Qt.Key.Key_Left)
    user.wait_for_run(1)
    assert user.snapshot.settings.preset.name == "sigmoid"


def test_switching_to_and_fro_quickly(user: User) -> None:
    for index in (0, 1, 0, 1, 0):
        user.click(user.window.network.family.button(index))
    user.wait_for_run(5)
    assert user.snapshot.run_id == 6
    assert user.snapshot.settings.preset.name == "sigmoid"
    assert user.window.network.family.index == 0
