"""Round numbers for the ends of scales, and how numbers are written."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.gui.kit.figures import WIDE_STEPS, localized, nice_ceiling, percent
from mnistviz.gui.kit.language import Language, choose_language

positive = st.floats(1e-12, 1e12)


@given(positive)
def test_it_is_enough_and_not_far_too_much(value: float) -> None:
    assert value <= nice_ceiling(value) <= 1.5 * value * (1 + 1e-9)


@given(positive)
def test_it_is_round(value: float) -> None:
    top = nice_ceiling(value)
    mantissa = top / 10.0 ** math.floor(math.log10(top * (1 + 1e-12)))
    assert 10.0 * mantissa == pytest.approx(round(10.0 * mantissa), rel=1e-9)


@given(positive)
def test_a_round_number_is_its_own(value: float) -> None:
    top = nice_ceiling(value)
    assert nice_ceiling(top) == pytest.approx(top)


@given(positive, positive)
def test_it_never_falls(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert nice_ceiling(low) <= nice_ceiling(high) * (1 + 1e-12)


@pytest.mark.parametrize(
    ("value", "top"), [(1.0, 1.0), (1.1, 1.5), (2.3, 2.5), (0.026, 0.03), (7.0, 8.0), (99.0, 100.0)]
)
def test_examples(value: float, top: float) -> None:
    assert nice_ceiling(value) == pytest.approx(top)


@given(positive)
def test_wide_steps_are_enough_and_at_most_double(value: float) -> None:
    assert value <= nice_ceiling(value, WIDE_STEPS) <= 2.0 * value * (1 + 1e-9)


@given(positive)
def test_only_the_given_steps_are_round(value: float) -> None:
    top = nice_ceiling(value, WIDE_STEPS)
    mantissa = top / 10.0 ** math.floor(math.log10(top * (1 + 1e-12)))
    assert any(mantissa == pytest.approx(step, rel=1e-9) for step in WIDE_STEPS)


@pytest.mark.parametrize(
    ("value", "top"), [(1.1, 2.0), (2.5, 3.0), (0.026, 0.03), (4.0, 5.0), (60.0, 100.0)]
)
def test_examples_of_wide_steps(value: float, top: float) -> None:
    assert nice_ceiling(value, WIDE_STEPS) == pytest.approx(top)


def test_a_scale_that_grows_with_wide_steps_moves_seldom() -> None:
    ends = {nice_ceiling(0.01 * count, WIDE_STEPS) for count in range(1, 3001)}  # to 30 epochs
    assert len(ends) <= 15


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("en", "60,000 1,234,567.89 -0.05 1.5e-07 inf 95.7\xa0% 90\xa0% 95.7 ± 0.2\xa0%"),
        ("de", "60.000 1.234.567,89 -0,05 1,5e-07 inf 95,7\xa0% 90\xa0% 95,7 ± 0,2\xa0%"),
    ],
)
def test_numbers_are_written_as_in_the_language(app: object, code: Language, texts: str) -> None:
    choose_language(code)
    values = [
        (60000, ","),
        (1234567.891, ",.2f"),
        (-0.05, "+.3g"),
        (1.5e-7, ".1e"),
        (math.inf, ".0f"),
    ]
    written = [localized(value, spec) for value, spec in values]
    written += [percent(0.957), percent(0.9, 0), percent(0.957, error=0.0021)]
    assert " ".join(written) == texts
