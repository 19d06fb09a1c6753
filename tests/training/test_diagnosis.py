"""What is said of real runs, good and broken, and each rule by itself."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.training.diagnosis import Finding, Kind, diagnose
from mnistviz.training.facts import Facts, LayerFacts, Moment, facts_of
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import EndedRun
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import Change, RunSpec
from tests.training.health_runs import a_run, findings, make_test

LOG_10 = math.log(10.0)


def kinds(said: Sequence[Finding]) -> list[Kind]:
    """Without repetitions."""
    return [one.kind for n, one in enumerate(said) if not n or one.kind is not said[n - 1].kind]


@pytest.mark.parametrize(("name", "epochs", "seed"), [("relu", 2.0, 3), ("sigmoid", 1.0, 1)])
def test_a_corrected_network_gives_no_alarm_at_any_moment(
    name: str, epochs: float, seed: int, mnist: DataSet
) -> None:
    run = a_run(PRESETS[name], mnist, seed=seed)
    said = list(findings(run, epochs, dense=40))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.FINE]
    assert not any(one.is_alarm for one in said)
    assert run.snapshot().last_test.accuracy > 0.9  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["relu", "sigmoid"])
def test_the_small_steps_at_the_end_of_a_schedule_are_not_too_small(
    name: str, mnist: DataSet
) -> None:
    own = PRESETS[name]
    run = a_run(replace(own, schedule="cosine over 1 epochs"), mnist, images=3000, augmentation=0.0)
    said = list(findings(run, 6.0))
    assert run.trainer.learning_rate_now < 0.01 * own.learning_rate
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.FINE]


def test_the_relu_notebook_gets_no_gradient_until_it_is_mended(mnist: DataSet) -> None:
    run = a_run(PRESETS["relu-notebook"], mnist)
    said = list(findings(run, 0.1))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.NO_GRADIENT]
    assert (said[-1].layer, said[-1].wrong_derivative) == (1, True)
    run.trainer.change(Change("true_derivative", True))
    at_once = diagnose(facts_of(run.snapshot()))
    assert at_once.kind is Kind.EARLY  # all that was measured was under the wrong derivative
    assert kinds([at_once, *findings(run, 0.5)]) == [Kind.EARLY, Kind.FINE]
    run.trainer.change(Change("true_derivative", False))
    again = list(findings(run, 0.75))
    assert kinds(again) == [Kind.EARLY, Kind.NO_GRADIENT]


def test_the_sigmoid_notebooks_learning_rate_is_a_thousand_times_too_low(mnist: DataSet) -> None:
    said = list(findings(a_run(PRESETS["sigmoid-notebook"], mnist), 0.25))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.TOO_LOW]
    assert {(one.learning_rate, one.instead) for one in said[-2:]} == {(0.001, 1.0)}
    assert said[-1].ratio < 1e-5


def test_that_rate_is_right(mnist: DataSet) -> None:
    run = a_run(PRESETS["sigmoid-notebook"], mnist, learning_rate=1.0)
    assert kinds(list(findings(run, 0.2))) == [Kind.READY, Kind.EARLY, Kind.FINE]


@pytest.mark.parametrize(("name", "instead"), [("sigmoid", 0.01), ("relu", 0.001)])
def test_a_learning_rate_of_1e_5_is_too_low(name: str, instead: float, mnist: DataSet) -> None:
    said = list(findings(a_run(PRESETS[name], mnist, learning_rate=1e-5), 0.5))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.TOO_LOW]
    assert instead <= said[-1].instead <= 10.0 * instead


def test_relu_with_a_learning_rate_of_10_diverges(mnist: DataSet) -> None:
    said = list(findings(a_run(PRESETS["relu"], mnist, learning_rate=10.0), 1.0))
    assert kinds(said) == [Kind.READY, Kind.DIVERGED]
    assert (said[-1].learning_rate, said[-1].instead) == (10.0, 0.16)


def test_the_rate_that_was_too_high_is_named_though_it_was_lowered_since(mnist: DataSet) -> None:
    run = a_run(PRESETS["relu"], mnist)
    run.advance(1)
    run.trainer.change(Change("learning_rate", 10.0))
    assert list(findings(run, 1.0))[-1].kind is Kind.DIVERGED
    run.trainer.change(Change("learning_rate", 0.05))
    finding = diagnose(facts_of(run.snapshot()))
    assert (finding.learning_rate, finding.instead) == (10.0, 0.16)


@pytest.mark.parametrize("seed", [0, 3])
def test_a_learning_rate_of_1_and_a_half_is_too_high_for_relu(seed: int, mnist: DataSet) -> None:
    # Whether units die first or the loss ends is chance, and another processor's is another.
    said = list(findings(a_run(PRESETS["relu"], mnist, learning_rate=1.5, seed=seed), 0.3))
    assert said[0].kind is Kind.READY
    assert {*kinds(said)[1:]} <= {Kind.EARLY, Kind.DEAD, Kind.DIVERGED}
    assert said[-1].kind in {Kind.DEAD, Kind.DIVERGED}
    assert (said[-1].learning_rate, said[-1].instead) == (1.5, 0.16)


def test_units_that_died_do_not_come_back_when_the_rate_is_lowered(mnist: DataSet) -> None:
    run = a_run(PRESETS["relu"], mnist, learning_rate=1.5, momentum=0.0)
    said = list(findings(run, 0.0))
    run.advance(1)
    run.trainer.parameters.biases[0][:40] = -1000.0  # as high a rate would have thrown them
    run.trainer.change(Change("learning_rate", 0.05))
    said += findings(run, 0.35)
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.DEAD]
    dead = said[-1]
    assert (dead.layer, dead.from_start) == (1, False)
    assert dead.share >= 40 / 64
    assert (dead.learning_rate, dead.instead) == (1.5, 0.16)


def test_sigmoids_with_huge_weights_are_saturated_from_the_start(mnist: DataSet) -> None:
    preset = replace(PRESETS["sigmoid"], initializer="uniform in [0, 1)")
    said = list(findings(a_run(preset, mnist), 0.2))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.SATURATED]
    assert (said[-1].layer, said[-1].share, said[-1].from_start) == (1, 1.0, True)


def test_sigmoids_with_a_high_learning_rate_are_driven_into_saturation(mnist: DataSet) -> None:
    said = list(findings(a_run(PRESETS["sigmoid"], mnist, learning_rate=2.0), 0.3))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.SATURATED]
    assert (said[-1].from_start, said[-1].instead) == (False, 0.15)


def test_few_images_are_learned_by_heart(mnist: DataSet) -> None:
    preset = replace(PRESETS["relu"], schedule="constant")
    run = a_run(preset, mnist, images=200, augmentation=0.0)
    said = list(findings(run, 25.0))
    assert kinds(said) == [Kind.READY, Kind.EARLY, Kind.OVERFITTING]
    assert said[-1].now > 1.1 * said[-1].best


def test_a_network_from_a_file_is_not_judged(trained: TrainedModel, small: DataSet) -> None:
    run = EndedRun(1, RunSpec.of(PRESETS["relu"]), small, trained)
    assert diagnose(facts_of(run.snapshot())).kind is Kind.MODEL
    make_test(run)
    assert diagnose(facts_of(run.snapshot())).kind is Kind.MODEL


def test_other_settings_have_to_be_seen_first(mnist: DataSet) -> None:
    run = a_run(PRESETS["relu"], mnist)
    assert list(findings(run, 0.3))[-1].kind is Kind.FINE
    for change in (
        Change("learning_rate", 0.1),
        Change("momentum", 0.8),
        Change("batch_size", 64),
        Change("augmentation", 0.0),
    ):
        run.change(change)
        assert diagnose(facts_of(run.snapshot())).kind is Kind.EARLY, change
        assert list(findings(run, run.trainer.epoch + 0.41))[-1].kind is Kind.FINE, change


LAYER = LayerFacts(0.2, 1e-3, 0.1, math.nan, 0.0, math.nan)
NOW = Moment(0.2, 0.95, 0.2, 0.95, 6000)
GOOD = Facts(
    status=Status.RUNNING,
    diverged=False,
    updates=2000,
    seen=2000,
    images=128_000,
    measurements=20,
    settings=RunSpec.of(PRESETS["sigmoid"], learning_rate=0.1),
    highest_rate=0.1,
    own_learning_rate=0.1,
    wrong_derivative=False,
    layers=(LAYER, replace(LAYER, dead=math.nan)),
    now=NOW,
    best=NOW,
    best_ever=NOW,
    since_best=0.0,
    lowest=0.2,
    highest=0.95,
    test_images=10_000,
)


def kind_of(**changes: object) -> Kind:
    return diagnose(replace(GOOD, **changes)).kind  # type: ignore[arg-type]


def test_figures_in_which_nothing_is_wrong() -> None:
    assert kind_of() is Kind.FINE
    assert not diagnose(GOOD).is_alarm


@pytest.mark.parametrize("little", [{"measurements": 3}, {"seen": 29}, {"images": 999}], ids=str)
def test_it_says_so_when_it_has_seen_too_little(little: dict[str, int]) -> None:
    assert kind_of(**little) is Kind.EARLY


def test_a_loss_that_is_no_number_comes_first() -> None:
    dead = replace(LAYER, dead=1.0)
    finding = diagnose(replace(GOOD, diverged=True, status=Status.ENDED, layers=(dead, LAYER)))
    assert (finding.kind, finding.is_alarm) == (Kind.DIVERGED, True)
    assert finding.instead == pytest.approx(0.01)  # it is the preset's own that is too high


@pytest.mark.parametrize(("share", "kind"), [(0.5, Kind.FINE), (0.51, Kind.DEAD)])
def test_dead_units_are_told_when_they_are_most(share: float, kind: Kind) -> None:
    assert kind_of(layers=(replace(LAYER, dead=share), LAYER)) is kind


def test_outputs_may_be_saturated() -> None:
    saturated = replace(LAYER, saturated=0.9)
    assert kind_of(layers=(LAYER, saturated)) is Kind.FINE
    finding = diagnose(replace(GOOD, layers=(LAYER, saturated, LAYER)))
    assert (finding.kind, finding.layer) == (Kind.SATURATED, 2)


def test_outputs_that_are_saturated_and_read_nothing() -> None:
    still = replace(LAYER, ratio=1e-8)
    layers = (still, replace(still, saturated=0.9, saturated_at_first=0.0))
    guessing = Moment(0.18, 0.1, 0.18, 0.1, 6000)
    finding = diagnose(replace(GOOD, layers=layers, now=guessing))
    assert (finding.kind, finding.layer, finding.share) == (Kind.SATURATED, 2, 0.9)
    assert kind_of(layers=layers) is Kind.FINE
    assert kind_of(layers=(LAYER, layers[1]), now=guessing) is not Kind.SATURATED
    assert kind_of(layers=(still, still), now=guessing) is not Kind.SATURATED


@pytest.mark.parametrize(
    ("gradients", "kind"),
    [
        ((0.0, 1.0), Kind.NO_GRADIENT),
        ((1e-8, 1.0), Kind.NO_GRADIENT),
        ((1e-4, 1.0), Kind.FINE),
        ((1e-9, 1e-8), Kind.FINE),  # all of them are small: it is done
        ((0.0, 0.0), Kind.FINE),
    ],
)
def test_gradients_are_compared_between_layers(gradients: tuple[float, float], kind: Kind) -> None:
    layers = tuple(replace(LAYER, gradient=gradient) for gradient in gradients)
    assert kind_of(layers=layers) is kind


def test_guessing_with_large_steps() -> None:
    guessing = Moment(LOG_10, 0.1, LOG_10, 0.1, 6000)
    assert kind_of(now=guessing, best=guessing, best_ever=guessing) is Kind.STUCK
    assert kind_of(now=guessing, best=guessing, best_ever=guessing, seen=200) is Kind.FINE
    assert kind_of(now=guessing, best=guessing, best_ever=guessing, images=8000) is Kind.FINE


def test_a_loss_far_above_its_best() -> None:
    worse = Moment(0.9, 0.7, 0.9, 0.7, 6000)
    finding = diagnose(replace(GOOD, now=worse, since_best=3.0))
    assert (finding.kind, finding.now, finding.best) == (Kind.THROWN_BACK, 0.9, 0.2)
    assert kind_of(now=replace(worse, test_accuracy=0.9)) is Kind.FINE
    assert kind_of(now=replace(worse, train_loss=0.3)) is Kind.FINE  # another augmentation, say


def test_small_steps_are_wrong_only_where_there_is_more_to_learn() -> None:
    slow = (replace(LAYER, ratio=1e-6), replace(LAYER, ratio=2e-5))
    bad = replace(NOW, test_accuracy=0.6, train_accuracy=0.6)
    assert kind_of(layers=slow) is Kind.FINE
    assert kind_of(layers=slow, now=bad) is Kind.TOO_LOW
    assert kind_of(layers=(slow[0], LAYER), now=bad) is Kind.FINE


OVER = Moment(0.3, 0.95, 0.01, 0.999, 6000)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, Kind.OVERFITTING),
        ({"since_best": 0.9}, Kind.FINE),
        ({"lowest": 0.21}, Kind.FINE),  # one test of the last epoch is as good as ever
        ({"highest": 0.998}, Kind.FINE),
        ({"now": replace(OVER, train_loss=0.19)}, Kind.FINE),
        ({"now": replace(OVER, train_accuracy=0.955)}, Kind.FINE),
        ({"now": replace(OVER, train_accuracy=1.0, train_images=32)}, Kind.FINE),
        ({"best": None}, Kind.FINE),
    ],
)
def test_overfitting_takes_all_its_signs(changes: dict[str, object], kind: Kind) -> None:
    assert kind_of(**{"now": OVER, "since_best": 2.0, "lowest": 0.3, **changes}) is kind
