"""Networks in files, opened and shown by the menus."""

from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtGui import QAction

from mnistviz import files
from mnistviz.app.experiments import SHIPPED, shipped_model
from tests.gui.support import ONE, User


def shipped_entry(user: User, name: str) -> QAction:
    """In the menu of the shipped networks."""
    title = SHIPPED[name][:1].upper() + SHIPPED[name][1:]
    (entry,) = (one for one in user.window.findChildren(QAction) if one.text() == title)
    return entry


@pytest.mark.parametrize("name", SHIPPED)
def test_the_menu_shows_a_shipped_network(user: User, name: str) -> None:
    user.train(3)
    user.draw(*ONE)
    run = user.snapshot.run_id
    shipped_entry(user, name).trigger()
    user.wait_for_run(run)
    shown, expected = user.snapshot, shipped_model(name)
    assert shown.origin is not None
    assert shown.origin.name == SHIPPED[name]
    assert np.array_equal(shown.parameters.flat, expected.parameters.flat)
    assert shown.deskew is expected.deskew
    assert shown.updates == 0
    assert shown.last_test is not None
    assert shown.last_test.accuracy > 0.97
    layers = expected.parameters.architecture
    assert user.window.drawing.foot.text() == f"Read by {SHIPPED[name]} ({layers})"
    assert user.window.drawing.answer.text() == "1"
    assert user.window.drawing.remark.text() == "Calibrated probability"
    # Train then learns anew, from the beginning.
    user.train(2)
    assert user.snapshot.origin is None
    assert user.snapshot.settings.preset.name == expected.preset
    assert user.window.drawing.foot.text().startswith("Read by this run's network")


def test_a_shipped_network_that_is_missing_costs_one_line(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path,))
    shipped_entry(user, "sigmoid").trigger()
    assert user.window.message.text == "resources/models/sigmoid.npz is missing; reinstall mnistviz"
    assert user.snapshot.origin is None
    user.steps(1)
