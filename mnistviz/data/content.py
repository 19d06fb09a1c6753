"""What can lie on the canvas."""

from mnistviz.data.digits import Digits
from mnistviz.data.drawing import Drawing
from mnistviz.data.page import Picture
from mnistviz.data.preparation import StoredDigit

Content = Drawing | Picture | StoredDigit


def is_blank(content: Content) -> bool:
    """Whether there is nothing to read."""
    return isinstance(content, Drawing) and not content


def stored_digit(digits: Digits, number: int) -> StoredDigit:
    """Image ``number`` of ``digits``, with its label."""
    return StoredDigit(digits.images[number], int(digits.labels[number]), number)
