"""How measurements come to a run, with its tests, and when they are void."""

import math
from dataclasses import astuple, replace

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import Diverged, MnistvizError
from mnistviz.training.commands import Begin, Train
from mnistviz.training.health import measure, probe_of
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import Change, RunSpec
from tests.training.health_runs import make_test
from tests.training.support import BRIEF, reset, watched


@pytest.fixture
def run(small: DataSet) -> Run:
    return Run(1, RunSpec.of(BRIEF), small)


def test_a_measurement_is_of_the_moment_it_was_asked_for(run: Run, small: DataSet) -> None:
    run.advance(1)
    trainer, shown = run.trainer, run.snapshot()
    expected = measure(
        trainer.network, shown.parameters, probe_of(small.train), trainer.update_norms()
    )
    asked = run.health_of(shown)
    run.advance(1)  # meanwhile training goes on
    found = asked()
    assert found.epoch == pytest.approx(64 / 600)
    assert found.updates == 1
    # NaN, which is no figure of this layer, is to be NaN.
    np.testing.assert_equal(astuple(found.layers[0]), astuple(expected[0]))
    assert found.settings.learning_rate == trainer.settings.learning_rate


def test_snapshots_have_all_of_them(run: Run) -> None:
    assert len(run.snapshot().health) == 0
    make_test(run)
    run.advance(1)
    make_test(run)
    health = run.snapshot().health
    assert health.updates.tolist() == [0, 1]
    assert health.epoch.tolist() == run.snapshot().tests.epoch.tolist()
    assert math.isnan(health.layers[0].update_ratio[0])
    assert health.layers[0].update_ratio[1] > 0.0
    assert run.snapshot().health is health


def test_a_test_may_come_without_a_measurement(run: Run) -> None:
    make_test(run)
    test = run.snapshot().last_test
    assert test is not None
    run.add_test(0.5, test)
    assert len(run.snapshot().health) == 1


@pytest.mark.parametrize("deskew", [False, True])
def test_of_a_network_from_a_file_there_are_no_gradients(
    small: DataSet, trained: TrainedModel, deskew: bool
) -> None:
    model = replace(trained, deskew=deskew)
    run = EndedRun(1, RunSpec.of(PRESETS["sigmoid"]), small, model)
    make_test(run)
    health = run.snapshot().health
    assert [len(layer.dead) for layer in health.layers] == [1, 1]
    assert math.isnan(health.layers[0].gradient_norm[0])
    images = probe_of(small.train, deskew=deskew).images
    activations = model.network().forward(
        model.parameters, (images / np.float32(255)).astype(np.float32)
    )
    assert health.layers[0].mean[0] == pytest.approx(activations[0].mean(), rel=1e-5)


def test_a_straightened_runs_probe_is_deskewed(small: DataSet) -> None:
    run = Run(1, RunSpec.of(replace(BRIEF, deskew=True)), small)
    make_test(run)
    images = probe_of(small.train, deskew=True).images
    values = run.trainer.network.forward(
        run.trainer.parameters, (images / np.float32(255)).astype(np.float32)
    )
    assert run.snapshot().health.layers[0].mean[0] == pytest.approx(values[0].mean(), rel=1e-5)


def test_snapshots_say_whether_a_run_diverged(run: Run) -> None:
    assert not run.snapshot().diverged
    run.fail(MnistvizError("a bug"), diverged=False)
    assert not run.snapshot().diverged
    run.fail(Diverged(5, 0.1), diverged=True)
    assert run.snapshot().diverged


@pytest.mark.parametrize("preset", [BRIEF, PRESETS["sigmoid-notebook"]], ids=["batch", "block"])
def test_the_worker_has_it_measured_with_every_test(small: DataSet, preset: Preset) -> None:
    with watched(lambda: small) as viewer:
        reset(viewer, replace(preset, epochs=2))
        viewer.send(Train())
        viewer.see_status(Status.FINISHED)
        shown = viewer.see(
            lambda shown: 2.0 in shown.health.epoch.tolist(), or_already=viewer.seen[-1]
        )
        assert shown.health.epoch.tolist() == shown.tests.epoch.tolist()
        assert len(shown.health.layers) == len(shown.parameters.weights)
        moved = shown.health.updates > 0
        for layer in shown.health.layers:
            assert (layer.gradient_norm > 0.0).all()
            assert (layer.update_ratio[moved] > 0.0).all()


def test_a_mended_rule_is_another_condition(small: DataSet) -> None:
    with watched(lambda: small) as viewer:
        viewer.send(Begin(1, RunSpec.of(replace(PRESETS["relu-notebook"], epochs=1))))
        viewer.send(Train())
        viewer.see_status(Status.FINISHED)
        old = viewer.see(
            lambda shown: 1.0 in shown.health.epoch.tolist(), or_already=viewer.seen[-1]
        )
        viewer.send(Change("true_derivative", True), Train())
        viewer.see_status(Status.FINISHED)
        new = viewer.see(
            lambda shown: 2.0 in shown.health.epoch.tolist(), or_already=viewer.seen[-1]
        )
        before, after = (one.health.layers[0].gradient_norm[-1] for one in (old, new))
        assert before < 1e-6
        assert after > 1e-2
        assert old.health.since == len(old.health)
        assert 0 < new.health.since < len(new.health)
