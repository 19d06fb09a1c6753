"""The switch that gives a running network its activation's own derivative."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.nn.arrays import FloatArray
from mnistviz.training.commands import Pause, Step, Train
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.training.support import Viewer, reset, step, watched

NOTEBOOK = PRESETS["relu-notebook"]
MENDED = replace(NOTEBOOK, rule=replace(NOTEBOOK.rule, hidden_derivative="derivative"))
WAYS = pytest.mark.parametrize(
    "settings",
    [{}, {"batch_size": 4}, {"momentum": 0.5}],
    ids=["one by one", "batches", "momentum"],
)


def trainer_of(preset: Preset, split: DataSet, settings: dict[str, float]) -> Trainer:
    return Trainer(RunSpec.of(preset, seed=3, **settings), split.train)


def train(trainer: Trainer, updates: int) -> None:
    for _ in range(updates):
        trainer.advance(1)


def moved(trainer: Trainer, since: FloatArray) -> float:
    """How far the first layer's weights have gone at most."""
    return float(np.abs(trainer.parameters.weights[0] - since).max())


@WAYS
def test_mended_from_the_start_it_is_the_network_with_the_right_derivative(
    settings: dict[str, float], small: DataSet
) -> None:
    ours, theirs = trainer_of(NOTEBOOK, small, settings), trainer_of(MENDED, small, settings)
    ours.change(Change("true_derivative", True))
    train(ours, 30)
    train(theirs, 30)
    assert ours.network.rule == MENDED.rule
    assert ours.parameters.flat.tobytes() == theirs.parameters.flat.tobytes()


@WAYS
def test_the_first_layer_moves_from_then_on(settings: dict[str, float], small: DataSet) -> None:
    trainer = trainer_of(NOTEBOOK, small, settings)
    first = trainer.initial.weights[0]
    train(trainer, 40)
    assert moved(trainer, first) < 1e-6
    trainer.change(Change("true_derivative", True))
    train(trainer, 40)
    assert moved(trainer, first) > 1e-3
    trainer.change(Change("true_derivative", False))
    assert trainer.network.rule == NOTEBOOK.rule
    before = trainer.parameters.weights[0].copy()
    trainer.change(Change("momentum", 0.0))  # what is in motion already comes to rest
    train(trainer, 40)
    assert moved(trainer, before) < 1e-6


def test_it_takes_hold_between_two_updates_and_loses_nothing(small: DataSet) -> None:
    trainer, other = trainer_of(NOTEBOOK, small, {}), trainer_of(NOTEBOOK, small, {})
    train(trainer, 25)
    train(other, 25)
    trainer.change(Change("true_derivative", True))
    assert trainer.parameters.flat.tobytes() == other.parameters.flat.tobytes()
    assert (trainer.updates, trainer.epoch) == (other.updates, other.epoch)
    ours, theirs = step(trainer), step(other)
    assert ours.loss == theirs.loss  # of the next image, before its update
    assert moved(trainer, other.parameters.weights[0]) > 0.0
    np.testing.assert_allclose(
        trainer.parameters.weights[1], other.parameters.weights[1], rtol=1e-5
    )


@pytest.mark.parametrize("name", ["sigmoid-notebook", "sigmoid", "relu"])
def test_where_the_derivative_is_right_it_changes_nothing(name: str, small: DataSet) -> None:
    ours, theirs = (trainer_of(PRESETS[name], small, {}) for _ in range(2))
    train(ours, 5)
    train(theirs, 5)
    ours.change(Change("true_derivative", True))
    train(ours, 5)
    train(theirs, 5)
    assert ours.network.rule == theirs.network.rule
    assert ours.parameters.flat.tobytes() == theirs.parameters.flat.tobytes()


def test_it_learns_better_and_kills_no_unit(mnist: DataSet) -> None:
    few = mnist.train[:3000]
    images = as_input(few.images, np.float32)
    right = []
    for mended in (False, True):
        trainer = trainer_of(NOTEBOOK, DataSet(few, mnist.test), {})
        while trainer.images_seen < 9_000:
            trainer.change(Change("true_derivative", mended and trainer.images_seen >= 1500))
            trainer.advance()
        with np.errstate(over="ignore"):
            hidden, outputs = trainer.network.forward(trainer.parameters, images)
        assert (hidden > 0.0).any(axis=0).all()
        right.append(float((outputs.argmax(axis=1) == few.labels).mean()))
    assert right[1] > right[0] + 0.05


@pytest.fixture
def viewer(small: DataSet) -> Iterator[Viewer]:
    with watched(lambda: small) as viewer:
        yield viewer


def test_a_command_mends_a_run_that_is_under_way(viewer: Viewer) -> None:
    shown = reset(viewer, replace(NOTEBOOK, epochs=10**9))
    assert not shown.settings.true_derivative
    viewer.send(Train())
    viewer.see(lambda shown: shown.updates > 50)
    viewer.send(Change("true_derivative", True))
    shown = viewer.see(lambda shown: shown.settings.true_derivative)
    assert shown.status is Status.RUNNING
    assert shown.updates > 50
    assert shown.network.rule == MENDED.rule
    assert shown.settings.preset.rule == NOTEBOOK.rule
    mended_at = shown.updates
    shown = viewer.see(lambda shown: shown.updates > mended_at + 50)
    assert shown.initial is not None
    assert np.abs(shown.parameters.weights[0] - shown.initial.weights[0]).max() > 1e-3
    viewer.send(Pause(), Change("true_derivative", False))
    shown = viewer.see(lambda shown: not shown.settings.true_derivative)
    assert shown.network.rule == NOTEBOOK.rule


def test_a_reset_begins_as_written(viewer: Viewer) -> None:
    reset(viewer, NOTEBOOK)
    viewer.send(Change("true_derivative", True), Step())
    assert viewer.see(lambda shown: shown.updates == 1).settings.true_derivative
    shown = reset(viewer, NOTEBOOK, run_id=2)
    assert not shown.settings.true_derivative
    assert shown.network.rule == NOTEBOOK.rule
