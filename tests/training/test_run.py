"""One run: what it is doing, and what is shown of it."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import Diverged, MnistvizError
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import Change, RunSpec
from tests.presets import PLAIN_RELU

BRIEF = replace(PLAIN_RELU, epochs=2)
"""Ten updates an epoch on the small split."""


@pytest.fixture
def run(small: DataSet) -> Run:
    return Run(3, RunSpec.of(BRIEF, seed=5), small)


def steps(run: Run, count: int) -> None:
    for _ in range(count):
        run.advance(1)


def until_it_stops(run: Run) -> int:
    run.start()
    count = 0
    while run.status is Status.RUNNING:
        run.advance(1)
        count += 1
    return count


def some_test(small: DataSet) -> Evaluation:
    trainer = Run(0, RunSpec.of(BRIEF), small).trainer
    return evaluate(trainer.network, trainer.parameters, small.test)


def test_a_new_run_is_ready(run: Run, small: DataSet) -> None:
    shown = run.snapshot()
    assert (shown.run_id, shown.status, shown.failure) == (3, Status.READY, None)
    assert shown.settings == RunSpec.of(BRIEF, seed=5)
    assert (shown.updates, shown.images_seen, shown.epoch) == (0, 0, 0.0)
    assert shown.epochs_asked == 2
    assert shown.images_per_second == 0.0
    assert shown.last_loss is None
    assert shown.last_test is None
    assert shown.origin is None
    assert shown.initial is not None
    assert shown.test_digits is small.test
    assert len(shown.training.epoch) == len(shown.tests.epoch) == 0
    np.testing.assert_array_equal(shown.parameters.flat, shown.initial.flat)


def test_a_step_is_seen_in_every_figure(run: Run) -> None:
    run.start()
    steps(run, 2)
    shown = run.snapshot()
    assert shown.status is Status.RUNNING
    assert (shown.updates, shown.images_seen) == (2, 128)
    assert shown.epoch == 128 / 600
    assert shown.training.epoch.tolist() == [64 / 600, 128 / 600]
    assert shown.last_loss == shown.training.loss[-1] > 0
    assert shown.initial is not None
    assert not np.array_equal(shown.parameters.flat, shown.initial.flat)


def test_it_finishes_after_the_epochs_asked_for_and_trains_on(run: Run) -> None:
    assert until_it_stops(run) == 20
    assert run.status is Status.FINISHED
    assert run.snapshot().epoch == run.epochs_asked == 2
    assert until_it_stops(run) == 20
    assert run.snapshot().epoch == run.epochs_asked == 4


def test_going_on_after_a_pause_asks_for_no_more(run: Run) -> None:
    run.start()
    steps(run, 5)
    run.status = Status.PAUSED
    assert until_it_stops(run) == 15
    assert run.epochs_asked == 2


def test_it_trains_on_after_a_step_past_the_end(run: Run) -> None:
    until_it_stops(run)
    run.status = Status.PAUSED  # what the worker does for a Step
    run.advance(1)
    assert until_it_stops(run) > 1


def test_single_steps_are_never_finished(run: Run) -> None:
    run.status = Status.PAUSED
    steps(run, 25)
    assert run.status is Status.PAUSED


def test_a_snapshot_shows_the_settings_as_they_stand(run: Run) -> None:
    for change in (Change("learning_rate", 0.3), Change("momentum", 0.2), Change("batch_size", 7)):
        run.change(change)
    shown = run.snapshot()
    expected = RunSpec.of(BRIEF, seed=5, learning_rate=0.3, momentum=0.2, batch_size=7)
    assert shown.settings == expected
    assert shown.learning_rate_now == run.trainer.learning_rate_now == 0.3


def arrays_in(value: object) -> list[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, tuple):
        return [array for item in value for array in arrays_in(item)]
    if is_dataclass(value):
        return [array for f in fields(value) for array in arrays_in(getattr(value, f.name))]
    return []


def test_a_snapshot_never_changes(run: Run, small: DataSet) -> None:
    steps(run, 3)
    run.add_test(0.1, some_test(small))
    arrays = arrays_in(run.snapshot())
    copies = [array.copy() for array in arrays]
    assert len(arrays) > 15
    steps(run, 10)
    run.add_test(0.2, some_test(small))
    run.snapshot()
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_what_training_writes_to_is_not_in_a_snapshot(run: Run) -> None:
    steps(run, 1)
    shown = run.snapshot()
    for values in (shown.parameters, shown.initial):
        assert values is not None
        assert not values.flat.flags.writeable
        assert not any(view.flags.writeable for view in (*values.weights, *values.biases))
        assert not np.shares_memory(values.flat, run.trainer.parameters.flat)


def test_tests_are_kept_with_their_epochs(run: Run, small: DataSet) -> None:
    first, second = some_test(small), some_test(small)
    run.add_test(0.5, first)
    run.add_test(1.5, second)
    shown = run.snapshot()
    assert shown.last_test is second
    assert shown.tests.epoch.tolist() == [0.5, 1.5]
    assert shown.tests.loss.tolist() == [first.loss, second.loss]
    assert shown.tests.accuracy.tolist() == [first.accuracy, second.accuracy]


def wanted(run: Run, rested: bool, updates: int) -> list[int]:
    """After which updates a test is wanted."""
    chosen = []
    for number in range(1, updates + 1):
        run.advance(1)
        if run.wants_test(evaluator_is_rested=rested):
            chosen.append(number)
    return chosen


def test_tests_are_dense_at_first_and_then_ten_an_epoch(small: DataSet) -> None:
    run = Run(0, RunSpec.of(BRIEF, batch_size=6), small)  # 100 updates an epoch
    chosen = wanted(run, rested=True, updates=500)
    assert chosen[0] == 2
    assert {100, 200, 300, 400, 500} <= {*chosen}
    gaps = np.diff([number for number in chosen if number <= 100])
    assert gaps[:5].tolist() == sorted(gaps[:5])
    assert gaps.min() >= 2
    assert gaps.max() <= 11
    for epoch in range(1, 5):
        in_epoch = [number for number in chosen if 100 * epoch < number <= 100 * (epoch + 1)]
        assert len(in_epoch) in (9, 10, 11)


def test_a_busy_evaluator_is_left_alone_but_at_the_end_of_an_epoch(run: Run) -> None:
    assert wanted(run, rested=False, updates=30) == [10, 20, 30]


def test_a_test_is_wanted_every_epoch_however_large_the_batches(small: DataSet) -> None:
    run = Run(0, RunSpec.of(BRIEF, batch_size=1000), small)
    assert wanted(run, rested=False, updates=5) == [1, 2, 3, 4, 5]


def test_a_test_left_out_is_made_up_for_once(run: Run) -> None:
    steps(run, 5)
    assert not run.wants_test(evaluator_is_rested=False)
    assert run.wants_test(evaluator_is_rested=True)
    assert not run.wants_test(evaluator_is_rested=True)


def test_after_a_failure_the_last_good_weights_are_shown(run: Run) -> None:
    steps(run, 4)
    good = run.snapshot()
    run.trainer.parameters.flat[7] = np.nan
    bad = run.snapshot()
    failure = MnistvizError("it went wrong")
    run.fail(failure, diverged=False)
    failed = run.snapshot()
    assert (failed.status, failed.failure) == (Status.FAILED, failure)
    for shown in (bad, failed):
        np.testing.assert_array_equal(shown.parameters.flat, good.parameters.flat)


def test_weights_that_led_to_an_infinite_loss_are_not_good(run: Run) -> None:
    steps(run, 4)
    proved = run.snapshot()
    steps(run, 1)
    unproved = run.snapshot()
    run.fail(Diverged(5, 0.1), diverged=True)
    failed = run.snapshot()
    np.testing.assert_array_equal(failed.parameters.flat, proved.parameters.flat)
    assert not np.array_equal(failed.parameters.flat, unproved.parameters.flat)


def test_of_an_ended_run_its_network_is_left(small: DataSet, trained: TrainedModel) -> None:
    run = EndedRun(0, RunSpec.of(PRESETS["sigmoid"]), small, trained)
    shown = run.snapshot()
    assert (shown.status, shown.updates, shown.origin) == (Status.ENDED, 0, trained)
    assert shown.parameters is trained.parameters
    assert shown.network.architecture == trained.parameters.architecture
    assert shown.initial is None
    assert len(shown.training.epoch) == len(shown.tests.epoch) == 0
    test = evaluate(trained.network(), trained.parameters, small.test)
    run.add_test(0.0, test)
    run.change(Change("learning_rate", 0.25))
    shown = run.snapshot()
    assert shown.last_test is test
    assert shown.tests.accuracy.tolist() == [test.accuracy]
    assert shown.settings == RunSpec.of(PRESETS["sigmoid"], learning_rate=0.25)
    assert shown.learning_rate_now == 0.25


def test_a_run_goes_on_from_a_state(small: DataSet) -> None:
    settings = RunSpec.of(BRIEF, batch_size=60)
    first = Run(1, settings, small)
    steps(first, 13)
    branch = Run(2, settings, small, state=first.trainer.state())
    shown = branch.snapshot()
    assert (shown.status, shown.updates, shown.epoch) == (Status.PAUSED, 13, 1.3)
    np.testing.assert_array_equal(shown.parameters.flat, first.trainer.parameters.flat)
    branch.fail(Diverged(0, 0.1), diverged=True)
    np.testing.assert_array_equal(branch.snapshot().parameters.flat, shown.parameters.flat)


def test_a_branch_is_not_tested_for_epochs_before_it(small: DataSet) -> None:
    settings = RunSpec.of(BRIEF, batch_size=6)
    first = Run(1, settings, small)
    steps(first, 150)
    branch = Run(2, settings, small, state=first.trainer.state())
    steps(branch, 1)
    assert not branch.wants_test(evaluator_is_rested=True)
    assert wanted(branch, rested=True, updates=1) == [1]
    assert wanted(branch, rested=False, updates=60) == [48]


def test_a_block_of_updates_is_seen_in_every_figure(small: DataSet) -> None:
    run = Run(0, RunSpec.of(replace(PRESETS["sigmoid-notebook"], epochs=1)), small)
    run.start()
    run.advance(20)
    shown = run.snapshot()
    assert (shown.updates, shown.images_seen, shown.epoch) == (20, 20, 20 / 600)
    np.testing.assert_allclose(shown.training.epoch, np.arange(1, 21) / 600, rtol=1e-13)
    assert shown.last_loss == shown.training.loss[-1]
    assert len({*shown.training.loss.tolist()}) == 20
    while run.status is Status.RUNNING:
        run.advance(1000)
    assert (run.trainer.updates, run.status) == (600, Status.FINISHED)


@pytest.mark.parametrize("deskew", [False, True])
def test_it_says_whether_the_network_takes_deskewed_digits(
    deskew: bool, small: DataSet, trained: TrainedModel
) -> None:
    assert Run(0, RunSpec.of(replace(BRIEF, deskew=deskew)), small).snapshot().deskew is deskew
    model = replace(trained, deskew=deskew)
    assert EndedRun(0, RunSpec.of(BRIEF), small, model).snapshot().deskew is deskew


def test_the_temperature_is_that_of_the_last_test(small: DataSet) -> None:
    run = Run(0, RunSpec.of(BRIEF), small)
    assert run.snapshot().temperature == 1.0
    run.add_test(0.0, replace(some_test(small), temperature=1.75))
    assert run.snapshot().temperature == 1.75
    run.advance(1)
    assert run.snapshot().temperature == 1.75


def test_a_models_temperature_holds_until_its_test(small: DataSet, trained: TrainedModel) -> None:
    run = EndedRun(0, RunSpec.of(BRIEF), small, replace(trained, temperature=0.8))
    assert run.snapshot().temperature == 0.8
    run.add_test(0.0, replace(some_test(small), temperature=0.9))
    assert run.snapshot().temperature == 0.9


def test_all_digits_are_there_as_stored(mnist: DataSet, small: DataSet) -> None:
    preset = replace(BRIEF, deskew=True)
    run = Run(0, RunSpec.of(preset), small, mnist)
    assert run.snapshot().data is mnist
    assert run.snapshot().test_digits is small.test
    assert Run(0, RunSpec.of(preset), small).snapshot().data is small


def test_a_run_keeps_a_log_of_its_changes(run: Run) -> None:
    assert run.snapshot().changes == ()
    run.change(Change("learning_rate", 0.2))
    run.change(Change("learning_rate", 0.3))  # the same slider, dragged on
    run.change(Change("momentum", 0.5))
    run.advance(1)
    run.change(Change("momentum", 0.6))
    epoch = run.trainer.epoch
    assert run.snapshot().changes == (
        (0, 0.0, Change("learning_rate", 0.3)),
        (0, 0.0, Change("momentum", 0.5)),
        (1, epoch, Change("momentum", 0.6)),
    )
