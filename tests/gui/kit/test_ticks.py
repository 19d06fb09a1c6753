"""Where figures may stand at an axis, and how they are written."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.gui.kit.plot_axis import possible_ticks, tick_text


@given(st.floats(-1e4, 1e4), st.floats(-5.0, 30.0), st.booleans())
def test_there_is_always_a_way(low: float, size: float, log: bool) -> None:
    if log:
        low, high = low / 400.0, low / 400.0 + 10.0 ** min(size, 1.5)
        if high - low < 1e-3:
            return  # the plot's bounds keep it from that
    else:
        high = low + 10.0**size
    ways = possible_ticks(low, high, log=log)
    assert ways
    for step, ticks in ways:
        assert 2 <= len(ticks) <= 11
        assert low <= ticks[0]
        assert ticks[-1] <= high
        assert all(before < after for before, after in pairwise(ticks))
        texts = [tick_text(10.0**tick if log else tick, step) for tick in ticks]
        assert len(set(texts)) == len(texts)


def test_a_logarithmic_axis() -> None:
    ways = possible_ticks(-2.0, 0.0, log=True)
    values = [[round(10.0**tick, 9) for tick in ticks] for _step, ticks in ways]
    assert [0.01, 0.1, 1.0] in values
    assert [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0] in values
    near = possible_ticks(math.log10(1.9), math.log10(2.1), log=True)
    assert any(
        [f"{10.0**tick:.2f}" for tick in ticks] == ["1.90", "2.00", "2.10"] for _, ticks in near
    )


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (0.0, 0.5, "0"),
        (1e-20, 0.5, "0"),
        (2.0, 1.0, "2"),
        (2.0, 0.5, "2.0"),
        (0.0001, 0.0, "0.0001"),
        (0.00012, 0.00001, "1.2e-4"),
        (100000.0, 50000.0, "100000"),
        (1500000.0, 500000.0, "1.5e6"),
        (1e38, 0.0, "1e38"),
        (-0.25, 0.05, "-0.25"),
    ],
)
def test_how_a_figure_is_written(value: float, step: float, text: str) -> None:
    assert tick_text(value, step) == text
