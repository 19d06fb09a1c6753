"""The thread that training lives in, and how it obeys. Nothing here depends on its speed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
import threadpoolctl

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.training import commands
from mnistviz.training.commands import Begin, Pause, SetSpeed, Step, To, Train
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.history import Updates
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from tests.training.support import BENT, BRIEF, ENDLESS, Viewer, reset, wait_until, watched


@pytest.fixture
def viewer(small: DataSet) -> Iterator[Viewer]:
    with watched(lambda: small) as viewer:
        yield viewer


def report(loss: float) -> commands.Tested:
    return commands.Tested(0.5, Evaluation(loss, np.eye(10, dtype=np.int64)))


def test_a_reset_shows_a_run_that_is_ready(viewer: Viewer, small: DataSet) -> None:
    shown = reset(viewer)
    assert (shown.run_id, shown.status, shown.updates) == (1, Status.READY, 0)
    assert shown.settings == RunSpec.of(BRIEF)
    assert shown.test_digits is small.test


def test_the_first_weights_are_tested(viewer: Viewer) -> None:
    first = reset(viewer)
    shown = viewer.see(lambda shown: shown.last_test is not None, or_already=first)
    assert (shown.status, shown.updates) == (Status.READY, 0)
    assert shown.tests.epoch.tolist() == [0.0]


def test_it_trains_until_it_is_paused(viewer: Viewer) -> None:
    reset(viewer, ENDLESS)
    viewer.send(Train())
    viewer.see(lambda shown: shown.status is Status.RUNNING and shown.updates > 5)
    viewer.send(Pause())
    paused = viewer.see_status(Status.PAUSED)
    assert paused.images_per_second == 0.0
    later = viewer.sync()
    assert later.updates == paused.updates
    np.testing.assert_array_equal(later.parameters.flat, paused.parameters.flat)
    viewer.send(Train())
    viewer.see(lambda shown: shown.status is Status.RUNNING and shown.updates > paused.updates)


def test_what_is_shown_goes_only_forward(viewer: Viewer) -> None:
    reset(viewer, ENDLESS)
    viewer.send(Train())
    viewer.see(lambda shown: shown.epoch > 20)
    updates = [shown.updates for shown in viewer.seen]
    assert updates == sorted(updates)
    last = viewer.seen[-1]
    assert last.tests.epoch.tolist() == sorted(last.tests.epoch.tolist())
    assert last.training.updates_per_bin == 1
    assert len(last.training.epoch) == last.updates


def test_a_step_is_one_update(viewer: Viewer) -> None:
    reset(viewer)
    for count in (1, 2, 3):
        viewer.send(Step())
        shown = viewer.see(lambda shown, count=count: shown.updates >= count)  # type: ignore[misc]
        assert (shown.updates, shown.status) == (count, Status.PAUSED)
    assert viewer.sync().updates == 3


def test_many_steps_are_as_many_updates(viewer: Viewer) -> None:
    reset(viewer)
    viewer.send(*[Step()] * 17)
    shown = viewer.sync()
    assert (shown.updates, shown.status) == (17, Status.PAUSED)
    assert len(shown.training.loss) == 17


def test_a_step_while_it_trains_is_the_last_update(viewer: Viewer) -> None:
    reset(viewer, ENDLESS)
    viewer.send(Train())
    viewer.see(lambda shown: shown.updates > 5)
    viewer.send(Step())
    stepped = viewer.see_status(Status.PAUSED)
    assert viewer.sync().updates == stepped.updates


def test_pausing_what_does_not_run_changes_nothing(viewer: Viewer) -> None:
    reset(viewer)
    viewer.send(Pause())
    assert viewer.sync().status is Status.READY


def test_it_finishes_by_itself_and_trains_on_when_asked(viewer: Viewer) -> None:
    reset(viewer)
    for epochs in (2, 4):
        viewer.send(Train())
        shown = viewer.see(lambda shown: shown.status is Status.FINISHED)
        assert (shown.epoch, shown.epochs_asked) == (epochs, epochs)
        assert shown.updates == 10 * epochs
        assert shown.images_per_second == 0.0


def test_the_end_is_shown_however_late_somebody_looks(viewer: Viewer) -> None:
    viewer.send(Begin(1, RunSpec.of(BRIEF)), Train())
    wait_until(lambda: viewer.run.status is Status.FINISHED)
    assert viewer.see_status(Status.FINISHED).epoch == 2.0  # the slot was full of older news


def test_the_end_of_every_epoch_is_tested(viewer: Viewer) -> None:
    reset(viewer)
    viewer.send(Train())
    shown = viewer.see(
        lambda shown: shown.status is Status.FINISHED and 2.0 in shown.tests.epoch.tolist()
    )
    assert {0.0, 1.0, 2.0} <= {*shown.tests.epoch.tolist()}
    assert shown.last_test is not None
    assert shown.last_test.images == 200


def test_numbers_change_without_a_reset(viewer: Viewer) -> None:
    reset(viewer, ENDLESS)
    viewer.send(Train())
    viewer.see(lambda shown: shown.updates > 5)
    viewer.send(
        Change("learning_rate", 0.0123),
        Change("momentum", 0.25),
        Change("augmentation", 1.5),
        Change("batch_size", 100),
    )
    shown = viewer.see(lambda shown: shown.settings.batch_size == 100)
    assert (shown.settings.learning_rate, shown.settings.momentum) == (0.0123, 0.25)
    assert shown.settings.augmentation == 1.5
    assert (shown.run_id, shown.status) == (1, Status.RUNNING)
    assert shown.updates > 5


def test_a_changed_number_is_used_by_the_next_update(viewer: Viewer) -> None:
    steady = replace(BRIEF, schedule="constant", momentum=0.0)
    moved = []
    for run_id, rate in ((1, 0.1), (2, 0.2)):
        before = reset(viewer, steady, run_id)
        viewer.send(Change("learning_rate", rate), Step())
        after = viewer.see(lambda shown: shown.updates == 1)
        moved.append(after.parameters.flat - before.parameters.flat)
    np.testing.assert_allclose(moved[1], 2.0 * moved[0], rtol=1e-3, atol=1e-6)


def test_a_changed_batch_size_is_used_by_the_next_update(viewer: Viewer) -> None:
    reset(viewer)
    viewer.send(Step(), Change("batch_size", 7), Step())
    assert viewer.sync().images_seen == 71


def test_a_changed_augmentation_is_used_by_the_next_update(viewer: Viewer) -> None:
    losses = []
    for run_id, strength in ((1, 0.0), (2, 1.0), (3, 0.0)):
        reset(viewer, BRIEF, run_id)
        viewer.send(Step(), Change("augmentation", strength), Step())
        shown = viewer.see(lambda shown: shown.updates == 2)
        assert shown.settings.augmentation == strength
        losses.append(shown.training.loss.tolist())
    plain, bent, again = losses
    assert plain == again
    assert bent[0] == plain[0]
    assert bent[1] != plain[1]


@pytest.mark.parametrize("preset", [BRIEF, BENT], ids=["plain", "bent"])
def test_the_worker_adds_nothing_to_training(
    viewer: Viewer, small: DataSet, preset: Preset
) -> None:
    reset(viewer, preset)
    viewer.send(Train())
    shown = viewer.see_status(Status.FINISHED)
    trainer = Trainer(RunSpec.of(preset), small.train)
    while trainer.epochs_done < 2:
        trainer.advance(1)
    assert shown.parameters.flat.tobytes() == trainer.parameters.flat.tobytes()


def test_a_reset_begins_anew(viewer: Viewer) -> None:
    first = reset(viewer, ENDLESS, run_id=1)
    viewer.send(Train())
    viewer.see(lambda shown: shown.updates > 5)
    again = reset(viewer, ENDLESS, run_id=2)
    assert (again.status, again.updates, len(again.training.epoch)) == (Status.READY, 0, 0)
    np.testing.assert_array_equal(again.parameters.flat, first.parameters.flat)
    assert viewer.sync().updates == 0


def test_another_network_never_shows_the_old_ones_weights(viewer: Viewer) -> None:
    for run_id in range(1, 9):
        preset = PRESETS[("relu", "sigmoid")[run_id % 2]]
        viewer.send(Begin(run_id, RunSpec.of(preset)), Train())
        viewer.see(lambda shown, run_id=run_id: shown.run_id == run_id and shown.updates > 0)  # type: ignore[misc]
    for shown in viewer.seen:
        assert shown.settings.preset.name == ("relu", "sigmoid")[shown.run_id % 2]
        assert shown.parameters.architecture == shown.settings.preset.architecture
        assert shown.network.architecture == shown.settings.preset.architecture


def test_a_test_of_an_older_run_is_dropped(viewer: Viewer) -> None:
    reset(viewer, run_id=5)
    viewer.send(To(4, report(123.0)), To(6, report(123.0)))
    assert 123.0 not in viewer.sync().tests.loss.tolist()
    viewer.send(report(456.0))
    assert 456.0 in viewer.sync().tests.loss.tolist()


def test_a_network_from_a_file_is_tested_and_not_trained(
    viewer: Viewer, trained: TrainedModel
) -> None:
    viewer.send(Begin(1, RunSpec.of(PRESETS["sigmoid"]), trained))
    shown = viewer.see(lambda shown: shown.last_test is not None)
    assert shown.origin is trained
    assert shown.last_test is not None
    assert shown.last_test.accuracy > 0.85
    viewer.send(Step(), Train(), Pause(), Change("momentum", 0.5))
    shown = viewer.see(lambda shown: shown.settings.momentum == 0.5)
    assert (shown.status, shown.updates) == (Status.ENDED, 0)
    assert shown.parameters is trained.parameters


def test_slow_motion(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("mnistviz.training.worker.monotonic", lambda: now)
    reset(viewer, ENDLESS)
    viewer.send(SetSpeed(10.0), Train())
    for count in (1, 2, 3, 4):
        viewer.see(lambda shown, count=count: shown.updates == count)  # type: ignore[misc]
        now += 0.09
        assert viewer.sync().updates == count, "the next one is not due yet"
        now += 0.01001


def test_slow_motion_obeys_at_once(viewer: Viewer) -> None:
    reset(viewer, ENDLESS)
    viewer.send(SetSpeed(0.0001), Train())  # the next update is due in three hours
    while viewer.sync().updates == 0:
        pass
    viewer.send(Change("momentum", 0.125))
    viewer.see(lambda shown: shown.settings.momentum == 0.125)
    viewer.send(SetSpeed(None))
    viewer.see(lambda shown: shown.updates > 100)


def test_slow_motion_shows_every_update(mnist: DataSet, small: DataSet) -> None:
    # All training images, so that no test is due so early, whose report would show it after all.
    with watched(lambda: DataSet(mnist.train, small.test)) as viewer:
        first = reset(viewer, ENDLESS)
        viewer.see(lambda shown: shown.last_test is not None, or_already=first)
        viewer.send(SetSpeed(0.0001), Train())
        run, pacer = viewer.run, viewer.worker._pacer
        assert run is not None
        wait_until(lambda: run.trainer.updates > 0 and pacer.wait() > 0.0)
        made = run.trainer.updates
        viewer.see(lambda shown: shown.updates == made)


def test_steps_do_not_wait_for_slow_motion(viewer: Viewer) -> None:
    reset(viewer)
    viewer.send(SetSpeed(0.0001), *[Step()] * 5)
    assert viewer.see(lambda shown: shown.updates == 5).status is Status.PAUSED


def test_commands_before_the_first_run_are_harmless(viewer: Viewer) -> None:
    viewer.send(Train(), Pause(), Step(), Change("momentum", 0.5), report(1.0))
    shown = reset(viewer)
    assert (shown.status, shown.settings) == (Status.READY, RunSpec.of(BRIEF))


def test_blas_has_one_thread(small: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether a limit takes hold cannot be measured here: one thread at a time may set it, and
    # for the tests it is pytest's.
    limits: list[dict[str, object]] = []
    during_a_step: list[dict[str, object]] = []
    advance = Trainer.advance

    @contextmanager
    def limited(**limit: object) -> Iterator[None]:
        limits.append(limit)
        yield
        limits.remove(limit)

    def look(self: Trainer, most: int) -> Updates:
        during_a_step.extend(limits)
        return advance(self, most)

    monkeypatch.setattr(threadpoolctl, "threadpool_limits", limited)
    monkeypatch.setattr(Trainer, "advance", look)
    with watched(lambda: small) as viewer:
        reset(viewer)
        viewer.send(Step())
        viewer.see(lambda shown: shown.updates == 1)
    assert during_a_step == [{"limits": 1, "user_api": "blas"}]
    assert limits == []


UPRIGHT = replace(BRIEF, deskew=True)


def first_result(viewer: Viewer, first: Snapshot) -> Evaluation:
    shown = viewer.see(lambda shown: shown.last_test is not None, or_already=first)
    assert shown.last_test is not None
    return shown.last_test


def test_a_network_for_deskewed_digits_is_tested_on_such(viewer: Viewer, small: DataSet) -> None:
    found = first_result(viewer, shown := reset(viewer, UPRIGHT))
    assert shown.deskew
    expected = evaluate(shown.network, shown.parameters, small.test, deskew=True)
    assert (found.loss, found.temperature) == (expected.loss, expected.temperature)
    assert found.loss != evaluate(shown.network, shown.parameters, small.test).loss


def test_a_model_for_deskewed_digits_is_tested_on_such(
    viewer: Viewer, small: DataSet, trained: TrainedModel
) -> None:
    model = replace(trained, deskew=True, temperature=1.5)
    viewer.send(Begin(1, RunSpec.of(BRIEF), model))
    first = viewer.see(lambda shown: shown.run_id == 1)
    assert first.deskew
    assert first.last_test is not None or first.temperature == 1.5
    expected = evaluate(model.network(), model.parameters, small.test, deskew=True)
    assert first_result(viewer, first).loss == expected.loss


def test_training_on_deskewed_digits_adds_nothing_else(viewer: Viewer, small: DataSet) -> None:
    reset(viewer, UPRIGHT)
    viewer.send(Train())
    shown = viewer.see_status(Status.FINISHED)
    upright = replace(small.train, images=deskewed(small.train.images))
    trainer = Trainer(RunSpec.of(BRIEF), upright)
    while trainer.epochs_done < 2:
        trainer.advance(1)
    assert shown.parameters.flat.tobytes() == trainer.parameters.flat.tobytes()


def test_all_digits_are_shown_whatever_part_is_learned_from(mnist: DataSet) -> None:
    with watched(lambda: mnist) as viewer:
        shown = reset(viewer, PRESETS["sigmoid-notebook"])
        assert shown.data is mnist
        assert len(shown.test_digits) == 7000
