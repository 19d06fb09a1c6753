"""What the learning curves are at one place, in figures."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mnistviz.gui.thinning import moving_average
from mnistviz.gui.words.figures import percent
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.updates import Series

Curve = Literal["loss", "accuracy"]


@dataclass(frozen=True)
class CurveValues:
    """The three curves of a plot at one epoch; a loss, or an accuracy of 0 to 1.

    Attributes:
        train: the smoothed training curve.
        low: the least of the single batches there.
        high: the greatest.
        test: the measurement nearest to it; None before the first.
    """

    train: float
    low: float
    high: float
    test: float | None


def values_at(snapshot: Snapshot, curve: Curve, x: float, window: float) -> CurveValues:
    """The values at the point nearest to ``x``.

    Args:
        snapshot: with at least one update.
        curve: which.
        x: in epochs; NaN for the newest.
        window: what the training curve is a mean over, in epochs.
    """
    training, tests = snapshot.training, snapshot.tests
    at, test_at = _index_at(training.epoch, x), _index_at(tests.epoch, x)
    if curve == "loss":
        whole, low, high, test = training.loss, training.loss_min, training.loss_max, tests.loss
    else:
        whole, test = training.accuracy, tests.accuracy
        low, high = training.accuracy_min, training.accuracy_max
    return CurveValues(
        float(moving_average(training.epoch, whole, window, np.array([at]))[0]),
        float(low[at]),
        float(high[at]),
        float(test[test_at]) if test_at >= 0 else None,
    )


def figure(curve: Curve, value: float) -> str:
    """A value as it is written: four digits of a loss, an accuracy in percent."""
    return f"{value:z.4f}" if curve == "loss" else percent(value)


def _index_at(x: Series, wanted: float) -> int:
    """The point nearest to the one wanted, or the last one for NaN; -1 if there is none."""
    if math.isnan(wanted) or not len(x):
        return len(x) - 1
    after = int(np.searchsorted(x, wanted).clip(0, len(x) - 1))
    before = max(after - 1, 0)
    return before if wanted - x[before] < x[after] - wanted else after


def last(values: Series) -> float:
    """The last value; 0 if there is none."""
    return float(values[-1]) if len(values) else 0.0


def lowest(values: Series) -> float:
    """The newest value if it can be shown on a logarithmic axis, else infinity."""
    newest = last(values)
    return newest if 0.0 < newest < math.inf else math.inf


def largest(values: Series) -> float:
    """The largest finite value; 0 if there is none."""
    return float(values.max(initial=0.0, where=np.isfinite(values)))
