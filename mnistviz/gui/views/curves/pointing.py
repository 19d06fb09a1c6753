"""What the learning curves are at one place, in figures.

Which curve of a plot one points at.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PyQt6.QtCore import QPoint, QPointF

from mnistviz.gui.glossary.explain import Part
from mnistviz.gui.kit.curve_items import LOG_FLOOR
from mnistviz.gui.kit.decimation import moving_average
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.live_plot import LivePlot
from mnistviz.gui.views.curves.terms import TERMS
from mnistviz.training.history import Series
from mnistviz.training.snapshot import Snapshot

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
    return localized(value, "z.4f") if curve == "loss" else percent(value)


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


_NEAR = 8.0
"""Pixels above or below a curve that still mean it."""

_TERMS: dict[Curve, tuple[str, str, str]] = {
    "loss": ("training loss", "loss per batch", "test loss"),
    "accuracy": ("training accuracy", "accuracy per batch", "test accuracy curve"),
}
"""Of the smoothed curve, the band, and the test."""


def curve_at(
    plot: LivePlot, at: QPoint, snapshot: Snapshot, curve: Curve, window: float
) -> Part | None:
    """The curve at a place, by its term and its value there; None if there is none.

    Args:
        plot: shows it.
        at: in the plot's pixels.
        snapshot: with at least one update.
        curve: what is drawn in it.
        window: of the smoothed curve, in epochs.
    """
    box = plot.getPlotItem().getViewBox()
    in_scene = plot.mapToScene(at)
    x = float(box.mapSceneToView(in_scene).x())
    first, last = plot.span
    if not box.sceneBoundingRect().contains(in_scene) or not first <= x <= last:
        return None
    values, unit = values_at(snapshot, curve, x, window), 1.0 if curve == "loss" else 100.0
    smoothed, band, test = (TERMS[key] for key in _TERMS[curve])

    def height(value: float) -> float:
        """Pixels from the top."""
        y = math.log10(max(value * unit, LOG_FLOOR)) if plot.log_scale else value * unit
        return float(box.mapViewToScene(QPointF(x, y)).y())

    def said(*figures: float) -> str:
        words = " – ".join(figure(curve, value) for value in figures)
        return tr("{value} at epoch {epoch}").format(value=words, epoch=localized(x, ".2f"))

    lines = [(abs(height(values.train) - in_scene.y()), smoothed, values.train)]
    if values.test is not None:
        lines.append((abs(height(values.test) - in_scene.y()), test, values.test))
    distance, term, value = min(lines)
    if distance <= _NEAR:
        return term, said(value)
    has_band = curve == "loss" or snapshot.settings.batch_size > 1
    if has_band and height(values.high) <= in_scene.y() <= height(values.low):
        return band, said(values.low, values.high)
    return None
