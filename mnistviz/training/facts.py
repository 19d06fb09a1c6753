"""What there is to judge a run by: a few figures of its newest moments and of its best ones."""

import math
from dataclasses import dataclass

import numpy as np

from mnistviz.training.health import HealthCurve, LayerCurve
from mnistviz.training.history import Series
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec

LAST = 3
"""Measurements that "now" means: a single one may be an accident."""


@dataclass(frozen=True)
class LayerFacts:
    """A layer's figures under the present conditions; NaN where there is no measurement.

    Attributes:
        gradient: largest gradient norm of the last three measurements.
        ratio: median of their update-to-weight ratios, as it would be without the schedule.
        dead, saturated: the smallest share of units among the last three.
        dead_at_first, saturated_at_first: the shares that the run's first measurement found.
    """

    gradient: float
    ratio: float
    dead: float
    saturated: float
    dead_at_first: float = math.nan
    saturated_at_first: float = math.nan


@dataclass(frozen=True)
class Moment:
    """How well the network reads at one time: medians and means over a stretch, not one figure.

    Attributes:
        test_loss, test_accuracy: median of three tests in a row.
        train_loss, train_accuracy: mean over the updates between the first and the last of them.
        train_images: how many images these had, each counted once.
    """

    test_loss: float
    test_accuracy: float
    train_loss: float
    train_accuracy: float
    train_images: int


@dataclass(frozen=True)
class Facts:
    """Everything that a diagnosis rests on.

    Attributes:
        status: what the run is doing.
        diverged: whether the loss is no longer a finite number.
        updates: made in the run.
        seen: of them, how many since the first measurement with the present settings.
        images: that these took.
        measurements: after an update, with the present settings.
        settings: the present ones.
        highest_rate: the highest learning rate of the run so far, as far as is known; of one that
            diverged, the one with which it did.
        own_learning_rate: the preset's.
        wrong_derivative: whether hidden layers go by another derivative than their activation's.
        layers: from the first to the outputs; empty before the first measurement.
        now: the newest tests; None before the third with the present settings.
        best: those with the present settings with the lowest test loss.
        best_ever: those of the whole run with the lowest test loss.
        since_best: epochs between ``best`` and ``now``.
        lowest, highest: test loss and test accuracy, the best of the last epoch, or of the last
            six tests if these are more.
        test_images: how many there are.
    """

    status: Status
    diverged: bool
    updates: int
    seen: int
    images: int
    measurements: int
    settings: RunSpec
    highest_rate: float
    own_learning_rate: float
    wrong_derivative: bool
    layers: tuple[LayerFacts, ...]
    now: Moment | None
    best: Moment | None
    best_ever: Moment | None
    since_best: float
    lowest: float
    highest: float
    test_images: int


def facts_of(snapshot: Snapshot) -> Facts:
    """The figures of this moment."""
    settings, health, test = snapshot.settings, snapshot.health, snapshot.last_test
    count = _measurements(health, settings)
    factor = snapshot.learning_rate_now / settings.learning_rate
    moments = _Moments(snapshot)
    first = float(health.epoch[-count]) if count else math.inf
    start = int(np.searchsorted(snapshot.tests.epoch, first))
    best, newest = moments.best(start), len(moments.losses) - 1
    epochs = snapshot.tests.epoch
    began, lately = int(np.searchsorted(epochs, 0.0, side="right")), _lately(epochs)
    between = 0.0 if best is None else float(epochs[newest] - epochs[best + LAST - 1])
    seen = snapshot.updates - int(health.updates[-count]) if count else 0
    return Facts(
        status=snapshot.status,
        diverged=snapshot.diverged or (test is not None and math.isnan(test.loss)),
        updates=snapshot.updates,
        seen=seen,
        images=seen * settings.batch_size,
        measurements=count,
        settings=settings,
        highest_rate=snapshot.diverged_with or max(health.highest_rate, settings.learning_rate),
        own_learning_rate=settings.preset.learning_rate,
        wrong_derivative=snapshot.network.rule.hidden_derivative != "derivative",
        layers=tuple(_layer(curve, count, factor) for curve in health.layers),
        now=moments.at(newest) if newest >= start else None,
        best=moments.at(best),
        best_ever=moments.at(moments.best(began)),
        since_best=max(between, 0.0),
        lowest=float(snapshot.tests.loss[lately:].min(initial=math.inf)),
        highest=float(snapshot.tests.accuracy[lately:].max(initial=0.0)),
        test_images=len(snapshot.test_digits),
    )


def _measurements(health: HealthCurve, settings: RunSpec) -> int:
    """How many of the last ones hold for what a run is doing now."""
    if health.newest is None or health.newest.settings != settings:
        return 0
    return int(np.count_nonzero(health.updates[len(health) - health.since :]))


def _lately(epochs: Series) -> int:
    """Which test is the first of the last epoch's, or of the last six."""
    if not len(epochs):
        return 0
    within_an_epoch = int(np.searchsorted(epochs, epochs[-1] - 1.0, side="right"))
    return max(min(within_an_epoch, len(epochs) - 2 * LAST), 0)


def _layer(curve: LayerCurve, count: int, factor: float) -> LayerFacts:
    last = slice(max(len(curve.dead) - min(count, LAST), 0), None)
    if not count:
        return LayerFacts(*[math.nan] * 4)
    return LayerFacts(
        gradient=float(curve.gradient_norm[last].max()),
        ratio=float(np.median(curve.update_ratio[last])) / factor,
        dead=float(curve.dead[last].min()),
        saturated=float(curve.saturated[last].min()),
        dead_at_first=float(curve.dead[0]),
        saturated_at_first=float(curve.saturated[0]),
    )


class _Moments:
    """The tests of a run, and its training beside them; number i is tests i to i + 2."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.losses = _medians(snapshot.tests.loss)
        self._accuracies = _medians(snapshot.tests.accuracy)
        self._epochs, self._training = snapshot.tests.epoch, snapshot.training
        self._in_an_epoch = snapshot.images_seen / snapshot.epoch if snapshot.epoch else 0.0
        self._in_an_update = snapshot.images_seen / snapshot.updates if snapshot.updates else 0.0

    def best(self, start: int) -> int | None:
        """The last one with the lowest test loss, of those from ``start`` on."""
        losses = self.losses[start:]
        return len(self.losses) - 1 - int(losses[::-1].argmin()) if len(losses) else None

    def at(self, number: int | None) -> Moment | None:
        """The moment of a test's number; None where there is none."""
        if number is None:
            return None
        curve = self._training
        stretch = self._epochs[[number, number + LAST - 1]]
        first, stop = np.searchsorted(curve.epoch, stretch, side="right").tolist()
        part = slice(max(min(first, stop - 1), 0), stop)  # at least one, if there is one
        losses, accuracies = curve.loss[part], curve.accuracy[part]
        images = len(losses) * curve.updates_per_bin * self._in_an_update
        return Moment(
            test_loss=float(self.losses[number]),
            test_accuracy=float(self._accuracies[number]),
            train_loss=float(losses.mean()) if len(losses) else math.nan,
            train_accuracy=float(accuracies.mean()) if len(losses) else math.nan,
            train_images=round(min(images, self._in_an_epoch)),
        )


def _medians(values: Series) -> Series:
    """Of each three in a row."""
    if len(values) < LAST:
        return values[:0]
    windows = np.lib.stride_tricks.sliding_window_view(values, LAST)
    return np.median(windows, axis=1)
