"""What the charts of the view Health show of a run: curves, scales and newest values."""

import math
from dataclasses import dataclass

import numpy as np

from mnistviz.gui.kit.figures import nice_ceiling, percent
from mnistviz.gui.kit.language import tr
from mnistviz.gui.views.health.chart import Cell
from mnistviz.gui.views.health.scales import Scale, log_scale, plain_scale
from mnistviz.gui.views.health.words import figure
from mnistviz.nn.parameters import Architecture
from mnistviz.training.diagnosis import GUIDE
from mnistviz.training.health import HealthCurve, LayerCurve
from mnistviz.training.updates import Series

_SHARE = Scale(0.0, 1.0, "0", "100")


@dataclass(frozen=True, eq=False)
class HealthCells:
    """The cells of each row, one for each layer.

    Attributes:
        epochs: ``(n,)`` when the measurements were taken.
    """

    epochs: Series
    gradient: list[Cell]
    ratio: list[Cell]
    units: list[Cell]
    activations: list[Cell]


def cells_of(health: HealthCurve, architecture: Architecture) -> HealthCells:
    """All that there is to show of a history that is not empty."""
    layers = health.layers
    return HealthCells(
        health.epoch,
        _log_cells([layer.gradient_norm for layer in layers]),
        _log_cells([layer.update_ratio for layer in layers], (GUIDE / 2.0, GUIDE * 2.0)),
        [_units(layer) for layer in layers],
        [
            _activations(layer, is_output=number == len(layers), architecture=architecture)
            for number, layer in enumerate(layers, 1)
        ],
    )


def names_of(architecture: Architecture) -> list[tuple[str, str]]:
    """Each layer's name, in full and in short."""
    *units, outputs = architecture.sizes[1:]
    kinds = [(count, architecture.hidden) for count in units] + [(outputs, architecture.output)]
    return [
        (f"{name} · {count} {_function(kind)}", name)
        for number, (count, kind) in enumerate(kinds, 1)
        for name in (tr("Layer {n}").format(n=number),)
    ]


def _function(name: str) -> str:
    return "ReLU" if name == "relu" else name


def _log_cells(curves: list[Series], within: tuple[float, ...] = ()) -> list[Cell]:
    """Layers that can be compared: they have one scale, which has ``within`` on it."""
    if not any(np.isfinite(curve).any() for curve in curves):
        return [Cell(None, log_scale([]), "–") for _ in curves]
    scale = log_scale([*curves, np.array(within)])
    return [Cell(curve, scale, figure(float(curve[-1]))) for curve in curves]


def _units(layer: LayerCurve) -> Cell:
    for shares, word in ((layer.dead, tr("dead")), (layer.saturated, tr("saturated"))):
        newest = float(shares[-1])
        if not math.isnan(newest):
            return Cell(shares, _SHARE, percent(newest, 0), word)
    return Cell(None, _SHARE, "–")


def _activations(layer: LayerCurve, *, is_output: bool, architecture: Architecture) -> Cell:
    lowest, low, middle, high, highest = layer.quantiles
    scale = plain_scale(1.0)
    if not is_output and architecture.hidden == "relu":
        top = highest[np.isfinite(highest)]
        scale = plain_scale(nice_ceiling(max(float(top.max()) if len(top) else 0.0, 1e-6)))
    bands = ((lowest, highest), (low, high))
    return Cell(middle, scale, figure(float(layer.mean[-1])), tr("mean"), bands)
