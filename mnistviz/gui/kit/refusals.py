"""What the core refuses to do, in the language that is chosen.

The core knows nothing of languages: its errors are English sentences with names and numbers put in.
Here each of them stands once as a pattern, by which it is recognized and said again.
"""

import re
from functools import cache

from mnistviz.gui.kit.language import tr
from mnistviz.words import mark

_WHOLE = (
    mark("cannot read {file}: {reason}"),
    mark("cannot write {file}: {reason}"),
    mark(
        "the loss is no longer a finite number after update {number}: "
        "a learning rate of {rate} is too high"
    ),
    mark("training stopped: {reason}"),
    mark("training cannot go on: {reason}"),
    mark("something went wrong: {reason}"),
    mark("{file} cannot be read: {reason}; reinstall mnistviz"),
    mark("{file} cannot be used: {reason}; reinstall mnistviz"),
    mark("{file} cannot be read: {reason}"),
    mark("{file} is not a picture that can be read"),
    mark("{file} has too many pixels"),
    mark("{file} holds no mnistviz drawings, or it is cut off"),
    mark("{file} holds no valid mnistviz drawings: {reason}"),
    mark("{file} is too large for a mnistviz model"),
    mark("{file} is not a mnistviz model, or it is cut off"),
    mark("{file} is not a valid mnistviz model: {reason}"),
    mark("{file} is damaged: {name} is not MNIST's; reinstall mnistviz"),
    mark("{file} is not MNIST: {reason}"),
    mark("{file} is missing; reinstall mnistviz"),
    mark("{reason}. Lower it and press Reset."),
)
"""Sentences: those whose beginning is known first, and those that say more before those that say
less of the same."""

_REASONS = (
    mark("drawing {number}: {reason}"),
    mark("it is damaged or cut off"),
    mark("it is a folder"),
    mark("it is a device, a pipe or a socket"),
    mark("it is too large, more than {size} MB"),
    mark("there is no folder {folder}"),
    mark("the folder is read-only"),
    mark("the drawings are too large for one file"),
    mark("some of its pixels are not numbers (NaN)"),
    mark("some of its pixels are infinite"),
    mark("it shows nothing: {reason}"),
    mark("it is empty"),
    mark("too little contrast"),
    mark("too much noise"),
    mark("it is an animation; save one picture of it"),
    mark("it is an SVG drawing; export it as PNG"),
    mark("it is a PDF; export the page as PNG"),
    mark("it is PostScript; export the page as PNG"),
    mark("it is a HEIC photograph; save it as JPEG or PNG"),
    mark("it is a film; save one picture of it"),
    mark("it is a Photoshop file; export it as PNG"),
    mark("it was written by another program"),
    mark("it has format {found}, made by another version of mnistviz; this one reads {known}"),
    mark("it has no list of drawings"),
    mark("it has {count} drawings, and {most} are the most"),
    mark("its label is not 0 to 9"),
    mark("it has no strokes, or one without points"),
    mark("it has more than {most} points"),
    mark("its strokes are too long"),
    mark("its sides are not 1 to {most} pixels"),
    mark("it has {found} pixels instead of {wanted}"),
    mark("it is not a label with strokes, a picture or a digit"),
    mark("one of its points is not two numbers from 0 to {most}"),
    mark("its picture is not a width, a height and grey pixels"),
    mark("its pixels are not in base64"),
    mark("it has {layers} units"),
    mark("its parameters are not numbers"),
    mark("it has {count} layers"),
    mark("its fact {name} is not {low} to {high}"),
    mark("the name of its preset makes no sense"),
    mark("it says {found} where only true or false makes sense"),
    mark("its weights are too large to compute with"),
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("No space left on device"),
    mark("Is a directory"),
)
"""What may follow them; the last are what the system itself says most often."""

_NAMELESS = mark("the picture")
"""What the core calls a picture that is no file."""


def in_words(message: str) -> str:
    """The same sentence in the language that is chosen; itself if it is none of the core's.

    Args:
        message: in English, as an error or a snapshot carries it.
    """
    return _said(message)[0]


def sentence(message: str) -> str:
    """The same beginning with a capital letter, unless it begins with the name of a file."""
    words, begins_with_name = _said(message)
    return words if begins_with_name else words[:1].upper() + words[1:]


def _said(message: str) -> tuple[str, bool]:
    """A message in the language that is chosen, and whether it begins with what is not ours."""
    for template in (*_WHOLE, *_REASONS):
        found = _pattern(template).fullmatch(message)
        if found is not None:
            parts, begins_with_name = found.groupdict(), tr(template).startswith("{")
            if parts.get("file") == _NAMELESS:
                parts["file"], begins_with_name = tr(_NAMELESS), False
            if "reason" in parts:
                parts["reason"], of_reason = _said(parts["reason"])
                begins_with_name &= of_reason or not tr(template).startswith("{reason}")
            return tr(template).format(**parts), begins_with_name
    return message, False


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a sentence looks like: anything may stand for a name in braces."""
    pieces = re.split(r"\{(\w+)\}", template)
    for place, piece in enumerate(pieces):
        pieces[place] = f"(?P<{piece}>.+)" if place % 2 else re.escape(piece)
    return re.compile("".join(pieces), re.DOTALL)
