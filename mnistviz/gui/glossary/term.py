"""An entry of the glossary."""

from typing import NamedTuple


class Term(NamedTuple):
    """What a control, a curve or a number is.

    Attributes:
        title: its name, as the field has it.
        text: two sentences: what it is, and what to make of it.
        formula: in one line, or empty if it has none.
    """

    title: str
    text: str
    formula: str = ""
