"""An entry of the glossary, and keys in words."""

from collections.abc import Sequence
from typing import NamedTuple

from PyQt6.QtGui import QKeySequence

from mnistviz.gui.kit.language import tr


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


Key = str | QKeySequence.StandardKey
"""As ``QKeySequence`` reads it."""


def keys_in_words(keys: Sequence[Key]) -> str:
    """As keyboards have them, in the language that is chosen; of more than two, first and last."""
    words = [word for word in map(_in_words, keys) if word]
    if len(words) > 2:
        return tr("{first} to {last}").format(first=words[0], last=words[-1])
    if len(words) == 2:
        return tr("{one} or {other}").format(one=words[0], other=words[1])
    return "".join(words)


def _in_words(key: Key) -> str:
    if key == "Right":
        return tr("Right arrow")  # Qt has the direction alone
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
