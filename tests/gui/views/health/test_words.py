"""What a diagnosis says in words, and how its figures are written."""

import pytest

from mnistviz.gui.views.health.words import figure, in_words, power
from mnistviz.training.diagnosis import Finding, Kind


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
