"""Which curve of a plot one points at."""

import math

from PyQt6.QtCore import QPoint, QPointF

from mnistviz.gui.curve_values import Curve, figure, values_at
from mnistviz.gui.glossary.explain import Part
from mnistviz.gui.language import tr
from mnistviz.gui.widgets.curve_items import LOG_FLOOR
from mnistviz.gui.widgets.live_plot import LivePlot
from mnistviz.training.snapshot import Snapshot

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
    smoothed, band, test = _TERMS[curve]

    def height(value: float) -> float:
        """Pixels from the top."""
        shown = value * unit
        y = math.log10(max(shown, LOG_FLOOR)) if plot.log_scale else shown
        return float(box.mapViewToScene(QPointF(x, y)).y())

    def said(*figures: float) -> str:
        words = " – ".join(figure(curve, value) for value in figures)
        return tr("{value} at epoch {epoch}").format(value=words, epoch=f"{x:.2f}")

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
