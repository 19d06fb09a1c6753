"""Each layer's health so far: a point per measurement, in bounded memory."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mnistviz.training.health import LEVELS, LayerHealth
from mnistviz.training.settings import RunSettings
from mnistviz.training.updates import Series

_MOST = 1024
"""Measurements kept. A chart is a few hundred pixels wide."""

_QUANTILES = 5
_FIELDS = _QUANTILES + len(LEVELS)
"""Of a layer: five figures, then the quantiles."""


class Measurement(NamedTuple):
    """Every layer at one moment.

    Attributes:
        epoch: of the moment, with the fraction of the one under way.
        updates: made by then.
        settings: with which the last of them was made.
        layers: from the first to the outputs.
    """

    epoch: float
    updates: int
    settings: RunSettings
    layers: tuple[LayerHealth, ...]


@dataclass(frozen=True, eq=False)
class LayerCurve:
    """One layer over time. All arrays are read-only; see ``LayerHealth`` for what they hold.

    Attributes:
        gradient_norm, update_ratio, dead, saturated, mean: ``(n,)``.
        quantiles: ``(5, n)``, at ``LEVELS``.
    """

    gradient_norm: Series
    update_ratio: Series
    dead: Series
    saturated: Series
    mean: Series
    quantiles: Series


@dataclass(frozen=True, eq=False)
class HealthCurve:
    """All measurements so far.

    Attributes:
        epoch: ``(n,)`` when each was taken, in epochs.
        updates: ``(n,)`` made by then.
        layers: a curve each; empty before the first measurement.
        newest: the last measurement; None before the first.
        since: how many of the last ones were made with the settings of the newest.
        highest_rate: the highest learning rate under which one was made, or 0.
    """

    epoch: Series
    updates: Series
    layers: tuple[LayerCurve, ...] = ()
    newest: Measurement | None = None
    since: int = 0
    highest_rate: float = 0.0

    def __len__(self) -> int:
        return len(self.epoch)


class HealthHistory:
    """Takes in one measurement after another; hands out views that never change.

    When there are 1024, every second one is dropped.
    """

    def __init__(self) -> None:
        self._count = self._since = 0
        self._times = np.empty((2, 64))
        self._table = np.empty((0, _FIELDS, 64))
        self._curve = HealthCurve(np.empty(0), np.empty(0))

    @property
    def curve(self) -> HealthCurve:
        """All of them, as read-only views; the same object until there is another."""
        return self._curve

    def append(self, measurement: Measurement) -> None:
        """Add one; every one must have as many layers as the first."""
        newest = self._curve.newest
        if newest is None:
            self._table = np.empty((len(measurement.layers), _FIELDS, 64))
        self._make_room()
        self._times[:, self._count] = measurement.epoch, measurement.updates
        for row, layer in zip(self._table, measurement.layers, strict=True):
            row[:, self._count] = (
                layer.gradient_norm,
                layer.update_ratio,
                layer.dead,
                layer.saturated,
                layer.mean,
                *layer.quantiles,
            )
        self._count += 1
        same = newest is not None and newest.settings == measurement.settings
        self._since = self._since + 1 if same else 1
        self._curve = self._make_curve(measurement)

    def _make_room(self) -> None:
        if self._count < self._times.shape[1]:
            return
        # New arrays: the views handed out earlier keep the old ones, unchanged.
        if self._count < _MOST:
            self._times = np.concatenate([self._times, np.empty_like(self._times)], axis=-1)
            self._table = np.concatenate([self._table, np.empty_like(self._table)], axis=-1)
            return
        times, table = np.empty_like(self._times), np.empty_like(self._table)
        half = self._count // 2
        times[..., :half] = self._times[..., 1::2]
        table[..., :half] = self._table[..., 1::2]
        self._times, self._table = times, table
        self._count, self._since = half, (self._since + 1) // 2

    def _make_curve(self, newest: Measurement) -> HealthCurve:
        times, table = self._times[:, : self._count], self._table[:, :, : self._count]
        times.flags.writeable = table.flags.writeable = False
        layers = tuple(_layer(row) for row in table)
        epoch, updates = times
        rate = max(self._curve.highest_rate, newest.settings.learning_rate)
        return HealthCurve(epoch, updates, layers, newest, self._since, rate)


def _layer(row: Series) -> LayerCurve:
    """A layer's curves, as rows of the table."""
    gradient_norm, update_ratio, dead, saturated, mean = row[:_QUANTILES]
    return LayerCurve(gradient_norm, update_ratio, dead, saturated, mean, row[_QUANTILES:])
