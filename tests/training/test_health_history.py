"""What is kept of the layers' health, and for how long."""

import numpy as np
import pytest

from mnistviz.training import health as module
from mnistviz.training.health import HealthHistory, LayerHealth, Measurement
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import Change, RunSpec

FIRST = RunSpec.of(PRESETS["sigmoid"], learning_rate=0.1)


def measurement(number: int, settings: RunSpec = FIRST) -> Measurement:
    layers = tuple(
        LayerHealth(number + k, number + k + 0.1, 0.2, 0.3, (1.0, 2.0, 3.0, 4.0, number), k)
        for k in (10.0, 20.0)
    )
    return Measurement(number / 10.0, number, settings, layers)


def test_nothing_at_first() -> None:
    curve = HealthHistory().curve
    assert len(curve) == 0
    assert (curve.layers, curve.newest, curve.since) == ((), None, 0)


def test_every_figure_finds_its_place() -> None:
    history = HealthHistory()
    for number in range(5):
        history.append(measurement(number))
    curve = history.curve
    assert curve.epoch.tolist() == [0.0, 0.1, 0.2, 0.3, 0.4]
    assert curve.updates.tolist() == [0, 1, 2, 3, 4]
    second = curve.layers[1]
    assert second.gradient_norm.tolist() == [20, 21, 22, 23, 24]
    assert second.update_ratio.tolist() == [20.1, 21.1, 22.1, 23.1, 24.1]
    assert (second.dead[2], second.saturated[2], second.mean[2]) == (0.2, 0.3, 20.0)
    assert second.quantiles[:, 3].tolist() == [1.0, 2.0, 3.0, 4.0, 3.0]
    assert curve.newest == measurement(4)


def test_what_was_handed_out_never_changes() -> None:
    history = HealthHistory()
    history.append(measurement(0))
    first = history.curve
    for number in range(1, 200):
        history.append(measurement(number))
    assert first.epoch.tolist() == [0.0]
    assert history.curve is history.curve
    with pytest.raises(ValueError, match="read-only"):
        history.curve.layers[0].dead[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        history.curve.epoch[0] = 1.0


def test_it_counts_those_with_the_present_settings() -> None:
    history = HealthHistory()
    counts = []
    for number, rate in enumerate([0.1, 0.1, 0.1, 0.2, 0.2, 0.1]):
        history.append(measurement(number, FIRST.changed(Change("learning_rate", rate))))
        counts.append(history.curve.since)
    assert counts == [1, 2, 3, 1, 2, 1]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 128)
    history = HealthHistory()
    for number in range(128):
        history.append(measurement(number))
    full = history.curve
    assert len(full) == 128
    history.append(measurement(128))
    curve = history.curve
    assert len(curve) == 65
    assert curve.updates.tolist() == [*range(1, 128, 2), 128]
    assert curve.layers[0].gradient_norm.tolist() == [10.0 + n for n in (*range(1, 128, 2), 128)]
    assert curve.since == 65
    np.testing.assert_array_equal(full.updates, np.arange(128))
    for number in range(1000):
        history.append(measurement(number))
        assert len(history.curve) <= 128
