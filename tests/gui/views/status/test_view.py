"""The line at the foot of the window."""

import re

import numpy as np
import pytest
from PyQt6.QtWidgets import QLabel

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.views.status.view import recent_accuracy
from mnistviz.training.history import TrainingCurve, TrainingHistory
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import OpenUser, User
from tests.training.support import Update, updates_of


def test_before_the_digits_are_loaded(open_user: OpenUser) -> None:
    user = open_user(wait=False)
    if user.window.experiments.snapshot is None:
        assert user.window.status.state.text() == "Loading the digits …"


def test_before_the_first_update(user: User) -> None:
    status = user.window.status
    assert status.state.text() == "Ready · relu"
    assert status.epoch.text().startswith("0.00 of ")
    assert status.images.text() == "0"
    assert (status.rate.text(), status.loss.text(), status.train.text()) == ("–", "–", "–")
    test = user.snapshot.last_test
    assert test is not None
    assert status.test.text() == f"{100 * test.accuracy:.1f} ± {percent(test.standard_error)}"


def test_while_training_and_after(user: User) -> None:
    status = user.window.status
    user.click(user.window.controls.train)
    # Not at once: nobody reads figures that change in every frame.
    user.wait(lambda: status.state.text() == "Training · relu")
    user.wait(lambda: re.fullmatch(r"[\d,]+(\.\d)?", status.rate.text()) is not None)
    assert user.snapshot.status is Status.RUNNING
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    shown = user.snapshot
    assert status.state.text() == "Paused · relu"
    assert status.rate.text() == "–"
    assert status.images.text() == f"{shown.images_seen:,}"
    assert status.epoch.text() == f"{shown.epoch:.2f} of {shown.epochs_asked}"
    assert shown.last_loss is not None
    assert float(status.loss.text()) == pytest.approx(shown.last_loss, abs=1e-4)
    recent = recent_accuracy(shown.training)
    assert recent is not None
    assert status.train.text() == percent(recent)


def test_when_the_epochs_are_done(open_user: OpenUser, few_digits: DataSet) -> None:
    user = open_user(digits=few_digits)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FINISHED)
    assert user.window.status.state.text() == "Finished · relu"
    assert user.window.status.epoch.text() == "30.00 of 30"
    user.wait(lambda: user.snapshot.tests.epoch[-1] == 30.0)
    test = user.snapshot.last_test
    assert test is not None
    assert user.window.status.test.text().startswith(f"{100 * test.accuracy:.1f} ±")


def test_a_model_from_a_file(user: User, trained: TrainedModel) -> None:
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    assert user.window.status.state.text() == "Shown: relu"


@pytest.mark.parametrize("preset", ["relu", "sigmoid-notebook"])
def test_in_a_narrow_window_the_least_important_is_left_out(
    open_user: OpenUser, preset: str
) -> None:
    user = open_user(preset)
    status, window = user.window.status, user.window
    user.train(5)
    for width in (1280, 960):
        window.resize(width, 600)
        user.wait(lambda width=width: window.width() == width)  # type: ignore[misc]
        user.steps(1)
        for one in status.findChildren(QLabel):
            if one.isVisible() and one.text():
                assert one.sizeHint().width() <= one.width(), f"{one.text()!r} at {width}"
        assert status.images.isVisible() == (width == 1280 or preset == "relu")
        assert status.test.isVisible()
    window.resize(1280, 600)
    user.wait(status.images.isVisible)


def _curve(*updates: tuple[float, Update]) -> TrainingCurve:
    history = TrainingHistory()
    for epoch, update in updates:
        history.extend(updates_of([epoch], [update]))
    return history.curve()


def test_recent_accuracy() -> None:
    assert recent_accuracy(_curve()) is None
    assert recent_accuracy(_curve((0.5, Update(10, 1.0, 7)))) == pytest.approx(0.7)
    epochs = np.arange(1, 41) / 40
    updates = [(float(e), Update(10, 1.0, 10 if e > 0.9 else 0)) for e in epochs]
    recent = recent_accuracy(_curve(*updates))
    assert recent is not None
    assert recent == pytest.approx(4 / 5, abs=0.21)
    assert recent > 0.79
