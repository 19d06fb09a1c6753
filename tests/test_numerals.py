"""Numbers as people write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.numerals import read_number, read_whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0,85", 0.85), ("0.85", 0.85), (" .5", 0.5), (",5", 0.5), ("5.", 5.0), ("+3", 3.0)),
        *(("0,0000001", 1e-7), ("1e-3", 0.001), ("1E-3", 0.001), ("1,5e2", 150.0)),
        *(("1.000,5", 1000.5), ("1,000.5", 1000.5), ("1 000,5", 1000.5), ("1'000.5", 1000.5)),
        *(("1\u202f000,5", 1000.5), ("1\u00a0000", 1000.0), ("1.234.567", 1234567.0)),
        *(("0.000 1", 0.0001), ("0,000 000 1", 1e-7), ("1.125", 1.125), ("1,125", 1.125)),
        *(("−2", -2.0), ("1e−3", 0.001), ("１２．５", 12.5), ("٣٫٥", 3.5), ("१२", 12.0)),
    ],
)
def test_a_number(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "-", "e5", "1e", "1e-", "0,0,5", "1..2", "1,2,3", "1.2.3,4"),
        *("1 2", "12 34", "1,5 000", "1.0000,5", "1_000", "0x1", "nan", "inf", "½", "10²"),
        *("abc", "5 %", "1;2", "+-1", "1e1.5", "1.000,000,5"),
    ],
)
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("7", 7), ("1.000", 1000), ("1,000", 1000), ("1 000 000", 10**6), ("1.5e3", 1500)),
        *(("64,0", 64), ("-12", -12), ("４２", 42), ("4294967295", 2**32 - 1), ("0.000", 0)),
    ],
)
def test_a_whole_number(text: str, value: int) -> None:
    assert read_whole_number(text) == value


@pytest.mark.parametrize("text", ["12,5", "0.5", "1e-3", "many", "1e999"])
def test_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_whole_number(text)


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_with_a_comma_too(value: float) -> None:
    assert read_number(repr(value)) == value
    assert read_number(repr(value).replace(".", ",")) == value


@given(value=st.integers(-(2**53), 2**53))
def test_groups(value: int) -> None:
    for mark in ".,' ":
        assert read_whole_number(f"{value:,}".replace(",", mark)) == value


@given(text=st.text("0123456789.,-+eE' x", max_size=12))
def test_nothing_else_is_raised(text: str) -> None:
    try:
        value = read_number(text)
    except ValueError:
        return
    assert not math.isnan(value)


def test_a_long_text_takes_no_long_time() -> None:
    """Nothing is asserted about the time; a search back and forth would not end today."""
    for text in ("1" * 200_000, "1 " * 100_000, "1.000" * 40_000 + "x"):
        try:
            read_number(text)
        except ValueError:
            continue
