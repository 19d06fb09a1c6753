"""What is put on a terminal or a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnistviz.errors import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("as it is", "as it is"),
        ("a  name   with spaces", "a  name   with spaces"),
        ("two\nlines,\t and more", "two lines, and more"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("right \u202eto left", "right \ufffdto left"),
        ("no utf-8: \udcff", "no utf-8: \ufffd"),
        ("Zähler 数字 😀", "Zähler 数字 😀"),
    ],
)
def test_it_is_a_line_that_can_be_printed(text: str, line: str) -> None:
    assert one_line(text) == line


def test_the_middle_of_a_long_text_is_left_out() -> None:
    assert one_line("beginning" + "x" * 10**7 + "end", 31) == "beginningxxxxxx…xxxxxxxxxxxxend"


@given(text=st.text(), most=st.integers(1, 50))
def test_it_is_never_longer_and_always_printable(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert line.isprintable()
    assert one_line(line, most) == line
