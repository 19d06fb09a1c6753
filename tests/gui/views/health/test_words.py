"""What the view Health shows: figures, scales with room for 0, a diagnosis in words."""

import numpy as np
import pytest

from mnistviz.gui.views.health.words import figure, in_words, log_scale, plain_scale, power
from mnistviz.training.diagnosis import Finding, Kind

NAN = np.nan


def a(*values: float) -> np.ndarray:
    return np.array(values, float)


def test_a_logarithmic_scale_ends_at_whole_decades() -> None:
    scale = log_scale([a(0.002, 0.5), a(NAN, 30.0)])
    assert (scale.low_text, scale.high_text) == ("10⁻³", "10²")
    np.testing.assert_allclose(scale.heights(a(1e-3, 1e2, 1e-3 * 10**2.5)), [0.0, 1.0, 0.5])


def test_zero_lies_on_the_floor_below_all_others() -> None:
    scale = log_scale([a(0.0, 0.05, 0.5)])
    assert (scale.low_text, scale.high_text) == ("0", "10⁰")
    heights = scale.heights(a(0.0, 0.01, 1.0))
    np.testing.assert_allclose(heights, [0.0, 1 / 3, 1.0])


def test_no_more_than_nine_decades() -> None:
    scale = log_scale([a(1e-16, 1.0)])
    assert (scale.low_text, scale.high_text) == ("≤10⁻⁹", "10⁰")
    np.testing.assert_array_equal(scale.heights(a(1e-16, 1e-9)), [0.0, 0.0])
    assert log_scale([a(0.0, 1e-16, 1.0)]).low_text == "0"


@pytest.mark.parametrize("values", [a(), a(0.0), a(NAN), a(0.0, np.inf)])
def test_a_scale_of_nothing_is_a_scale(values: np.ndarray) -> None:
    scale = log_scale([values])
    assert scale.low < scale.high
    assert np.isfinite(scale.heights(a(0.0, 1.0))).all()


def test_equal_values_have_a_scale() -> None:
    scale = log_scale([a(0.1, 0.1)])
    assert scale.low < scale.high
    assert np.isnan(scale.heights(a(NAN))).all()


def test_a_plain_scale_begins_at_0() -> None:
    scale = plain_scale(4.0)
    assert (scale.low_text, scale.high_text) == ("0", "4")
    np.testing.assert_allclose(scale.heights(a(0.0, 1.0, 5.0)), [0.0, 0.25, 1.0])


def test_words_of_a_finding() -> None:
    assert in_words(Finding(Kind.TOO_LOW, ratio=1.2e-6, learning_rate=0.001, instead=1.0)) == (
        "The learning rate 0.001 is too low: an update moves weights by 1.2·10⁻⁶ of their size.",
        "Try about 1,000 times more: 1.",
    )
    what, advice = in_words(Finding(Kind.NO_GRADIENT, 1, wrong_derivative=True))
    assert what.startswith("Layer 1 gets no gradient: the notebook's slope")
    assert "Mend it" in advice


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (float("nan"), "–"),
        (float("inf"), "∞"),
        (0.994, "0.99"),
        (0.996, "1.0"),
        (9.96, "10"),
        (0.0099, "9.9·10⁻³"),
        (123.4, "123"),
        (54321.0, "5.4·10⁴"),
    ],
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


def test_powers_of_ten() -> None:
    assert [power(exponent) for exponent in (-12, 0, 3)] == ["10⁻¹²", "10⁰", "10³"]
