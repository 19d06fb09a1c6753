"""How each layer is doing at one moment: its gradient, its updates, and what its units give.

Everything is measured on the same few training images, so that two moments can be compared.

Each layer's health so far: a point per measurement, in bounded memory.
"""

import math
from dataclasses import astuple, dataclass, replace
from typing import NamedTuple

import numpy as np

from mnistviz.data.datasets.dataset import LabelledImages, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.nn.arrays import FloatArray, norm
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.history import Series
from mnistviz.training.spec import RunSpec

PROBE = 256
"""Images that it is measured on. A share of units needs no more, and it takes a few milliseconds
on the thread that tests."""

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Of the quantiles that stand for a distribution."""

NEAR, MOSTLY = 0.02, 0.95
"""A sigmoid unit is saturated if it is so near to 0 or 1 for that share of the images: there its
derivative a (1 - a) is below a twelfth of its greatest, and next to nothing gets through."""


@dataclass(frozen=True)
class LayerHealth:
    """One layer at one moment.

    Attributes:
        gradient_norm: Euclidean length of the mean gradient of the layer's weights, as the
            learning rule makes it; NaN for a model from a file, whose training is over.
        update_ratio: length of what one update adds to the weights, over the length of the
            weights; NaN before the first update.
        dead: share of units, 0 to 1, that give 0 for every image; NaN unless they are ReLUs.
        saturated: share of units that are saturated; NaN unless they are sigmoids.
        quantiles: of all activations, at ``LEVELS``.
        mean: of all activations. These four are NaN as well if some activations are no numbers.
    """

    gradient_norm: float
    update_ratio: float
    dead: float
    saturated: float
    quantiles: tuple[float, ...]
    mean: float


def probe_of(digits: LabelledImages, *, deskew: bool = False) -> LabelledImages:
    """At most ``PROBE`` of them, spread evenly; slanted ones upright if asked for."""
    every = max(len(digits) // PROBE, 1)
    probe = digits[np.arange(0, len(digits), every)[:PROBE]]
    if deskew:
        return replace(probe, images=deskewed(probe.images, probe.info.shape))
    return probe


def measure(
    network: Network,
    parameters: Parameters,
    probe: LabelledImages,
    update_norms: tuple[float, ...] | None = None,
    *,
    gradient: bool = True,
) -> tuple[LayerHealth, ...]:
    """Every layer's health.

    Args:
        network: with the rule that the run learns by.
        parameters: nothing may change them meanwhile.
        probe: as the network takes them in, deskewed if it wants that.
        update_norms: length of what the last update added to each layer's weights.
        gradient: whether to measure gradients as well.
    """
    dtype = parameters.flat.dtype
    images = as_input(probe.images, dtype)
    buffers = Buffers.for_batch(network.architecture, len(probe), dtype)
    # Of a run that diverges these are no numbers; the worker finds that out for itself.
    with np.errstate(all="ignore"):
        activations = network.forward(parameters, images, buffers)
        gradients = [math.nan] * len(activations)
        if gradient:
            found = Parameters.zeros(network.architecture, dtype)
            targets = one_hot(probe.labels, len(probe.info.classes), dtype)
            network.backward(parameters, images, targets, buffers, found)
            gradients = [norm(weights) for weights in found.weights]
        ratios = _ratios(parameters, update_norms)
        kinds = [network.architecture.hidden] * (len(ratios) - 1) + [network.architecture.output]
        return tuple(map(_layer, gradients, ratios, activations, kinds))


def _ratios(parameters: Parameters, update_norms: tuple[float, ...] | None) -> list[float]:
    if update_norms is None:
        return [math.nan] * len(parameters.weights)
    lengths = [norm(weights) for weights in parameters.weights]
    return [
        update / length if 0.0 < length < math.inf else math.nan
        for update, length in zip(update_norms, lengths, strict=True)
    ]


def _layer(gradient_norm: float, ratio: float, activations: FloatArray, kind: str) -> LayerHealth:
    dead = saturated = math.nan
    if not np.isfinite(activations).all():
        unknown = (math.nan,) * len(LEVELS)
        return LayerHealth(gradient_norm, ratio, dead, saturated, unknown, math.nan)
    if kind == "relu":
        dead = float((activations.max(axis=0) <= 0.0).mean())
    elif kind == "sigmoid":
        near = np.abs(activations - 0.5) >= 0.5 - NEAR
        saturated = float((near.mean(axis=0) >= MOSTLY).mean())
    # A sum of what is divided already is never too large.
    mean = float((activations.astype(np.float64) / activations.size).sum())
    ranks = [round(level * (activations.size - 1)) for level in LEVELS]
    quantiles = tuple(np.partition(activations, ranks, axis=None)[ranks].tolist())
    return LayerHealth(gradient_norm, ratio, dead, saturated, quantiles, mean)


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
    settings: RunSpec
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
            row[:, self._count] = (*astuple(layer)[:4], layer.mean, *layer.quantiles)
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
        layers = tuple(LayerCurve(*(*row[:_QUANTILES], row[_QUANTILES:])) for row in table)
        epoch, updates = times
        rate = max(self._curve.highest_rate, newest.settings.learning_rate)
        return HealthCurve(epoch, updates, layers, newest, self._since, rate)
