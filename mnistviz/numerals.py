"""Numbers as people write them: with a comma or a point, grouped, in any script's digits."""

import re
import unicodedata

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–－", "-"),
        "＋": "+",
        **dict.fromkeys("٫．", "."),
        "，": ",",
        **dict.fromkeys("٬’", "'"),
        **dict.fromkeys("Eｅ", "e"),
    }
)
"""What looks like another sign or means the same elsewhere, and the one that is read."""

_SHAPE = re.compile(r"([+-]?)(\d[\d.,' ]*|[.,]\d[\d ]*)((?:e[+-]?\d+)?)")
_WHOLE = re.compile(r"\d*|\d{1,3}([.,' ])\d{3}(?:\1\d{3})*")
_FRACTION = re.compile(r"\d*|(?:\d{3} )+\d{1,3}")
_ONE_GROUP = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})")


def read_number(text: str) -> float:
    """The number that ``text`` says; infinite if it is too large for a float.

    A comma or a point that stands alone is the decimal mark, in every language. Groups of three
    digits may stand apart, by spaces or apostrophes or by whichever of comma and point the decimal
    mark is not: 1.000,5 and 1,000.5 are one number, 0,0,5 is none.

    Raises:
        ValueError: it is no number, or not certainly one.
    """
    match = _SHAPE.fullmatch(_plain(text))
    if match is None:
        raise ValueError(f"{text!r} is no number")
    sign, body, exponent = match.groups()
    whole, fraction = body, ""
    last = max(body.rfind("."), body.rfind(","))
    if last >= 0 and body.count(body[last]) == 1:
        whole, fraction = body[:last], body[last + 1 :]
    if not (_WHOLE.fullmatch(whole) and _FRACTION.fullmatch(fraction)):
        raise ValueError(f"{text!r} is no number")
    return float(f"{sign}{_digits(whole)}.{_digits(fraction)}{exponent}")


def read_whole_number(text: str) -> int:
    """As ``read_number``; where no fraction is meant, 1.000 and 1,000 are a thousand.

    Raises:
        ValueError: it is no whole number.
    """
    group = _ONE_GROUP.fullmatch(_plain(text))
    value = read_number("".join(group.groups()) if group else text)
    if not value.is_integer():
        raise ValueError(f"{text!r} is no whole number")
    return int(value)


def _plain(text: str) -> str:
    """With the digits 0 to 9, ASCII signs, and spaces of one kind."""
    characters = []
    for character in text.translate(_SIGNS).strip():
        digit = unicodedata.decimal(character, None)
        is_space = character.isspace()
        characters.append(str(digit) if digit is not None else " " if is_space else character)
    return "".join(characters)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) or "0"
