"""What is meant for the person at the keyboard: what the core refuses, and the words for it.

An error is a type with fields, its words a template for them. A new one is a line in a table here,
and a line of each language's catalogue. ``str(error)`` is in English.
"""

import re
import string
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from mnistviz.words import mark


class MnistvizError(Exception):
    """Something that a person can put right, said in one plain line.

    The commands print it on standard error and exit with status 2; the window shows it
    in its message bar. Anything else that is raised is a bug.

    Attributes:
        words: in English, with the names of fields in braces; plain if there are none.
        fields: what is put in: names, figures, and other errors, which are translated too.
    """

    def __init__(self, words: str, /, **fields: object) -> None:
        super().__init__(words)
        self.words, self.fields = words, fields

    def __str__(self) -> str:
        return self.said()

    def said(
        self,
        translate: Callable[[str], str] = str,
        number: Callable[[float, str], str] = format,
        *,
        capital: bool = False,
    ) -> str:
        """The words, translated, with the fields in them; ``number`` writes those by a format.

        ``capital`` lets them begin with a capital letter, unless the name of a file comes first.
        """
        template = translate(self.words)
        parts = dict(self.fields)
        for name, part in parts.items():
            if isinstance(part, MnistvizError):
                first = capital and template.startswith(f"{{{name}}}")
                parts[name] = part.said(translate, number, capital=first)
        template = template[:1].upper() + template[1:] if capital else template
        return _Formatter(number).vformat(template, (), parts) if parts else template


class _Formatter(string.Formatter):
    def __init__(self, number: Callable[[float, str], str]) -> None:
        self._number = number

    def format_field(self, value: object, spec: str) -> str:
        return self._number(value, spec) if isinstance(value, int | float) else format(value, spec)


Say = Callable[[str | MnistvizError], None]
"""Tells the person of an error, or something in the language that is chosen; "" is all well."""


class Words(StrEnum):
    """A table of words, each a member."""


class FileFault(Words):
    """What is wrong with a file."""

    UNREADABLE = mark("cannot read {file}: {reason}")
    UNWRITABLE = mark("cannot write {file}: {reason}")
    REFUSED = mark("{file} cannot be read: {reason}")
    NO_PICTURE = mark("{file} is not a picture that can be read")
    TOO_MANY_PIXELS = mark("{file} has too many pixels")
    NO_DRAWINGS = mark("{file} holds no mnistviz drawings, or it is cut off")
    BAD_DRAWINGS = mark("{file} holds no valid mnistviz drawings: {reason}")
    NO_MODEL = mark("{file} is not a mnistviz model, or it is cut off")
    BAD_MODEL = mark("{file} is not a valid mnistviz model: {reason}")
    TOO_LARGE_A_MODEL = mark("{file} is too large for a mnistviz model")
    NOT_MNIST = mark("{file} is not MNIST: {reason}")
    OTHER_DIGITS = mark("{file} is damaged: {reason} is not MNIST's; reinstall mnistviz")
    MISSING = mark("{file} is missing; reinstall mnistviz")
    SHIPPED_UNREADABLE = mark("{file} cannot be read: {reason}; reinstall mnistviz")
    SHIPPED_UNUSABLE = mark("{file} cannot be used: {reason}; reinstall mnistviz")


class Reason(Words):
    """The end of a sentence: why something is wrong with a file."""

    DAMAGED = mark("it is damaged or cut off")
    FOLDER = mark("it is a folder")
    DEVICE = mark("it is a device, a pipe or a socket")
    TOO_LARGE = mark("it is too large, more than {size} MB")
    NO_FOLDER = mark("there is no folder {folder}")
    READ_ONLY = mark("the folder is read-only")
    # Pictures
    NAN = mark("some of its pixels are not numbers (NaN)")
    INFINITE = mark("some of its pixels are infinite")
    EMPTY = mark("it shows nothing: it is empty")
    FAINT = mark("it shows nothing: too little contrast")
    NOISY = mark("it shows nothing: too much noise")
    ANIMATION = mark("it is an animation; save one picture of it")
    SVG = mark("it is an SVG drawing; export it as PNG")
    PDF = mark("it is a PDF; export the page as PNG")
    POSTSCRIPT = mark("it is PostScript; export the page as PNG")
    HEIC = mark("it is a HEIC photograph; save it as JPEG or PNG")
    FILM = mark("it is a film; save one picture of it")
    PHOTOSHOP = mark("it is a Photoshop file; export it as PNG")
    # Drawings and models
    FOREIGN = mark("it was written by another program")
    OTHER_FORMAT = mark(
        "it has format {found}, made by another version of mnistviz; this one reads format {known}"
    )
    OTHER_FORMATS = mark(
        "it has format {found}, made by another version of mnistviz; "
        "this one reads formats 1 to {known}"
    )
    IN_DRAWING = mark("drawing {number}: {reason}")
    DRAWINGS_TOO_LARGE = mark("the drawings are too large for one file")
    NO_LIST = mark("it has no list of drawings")
    TOO_MANY_DRAWINGS = mark("it has {count} drawings, and {most} are the most")
    NO_DRAWING = mark("it is not a label with strokes, a picture or a digit")
    LABEL = mark("its label is not 0 to {most}")
    NO_STROKES = mark("it has no strokes, or one without points")
    TOO_MANY_POINTS = mark("it has more than {most:,} points")
    TOO_LONG = mark("its strokes are too long")
    POINT = mark("one of its points is not two numbers from 0 to {most}")
    NO_GREY = mark("its picture is not a width, a height and grey pixels")
    SIDES = mark("its sides are not 1 to {most} pixels")
    BASE64 = mark("its pixels are not in base64")
    PIXELS = mark("it has {found} pixels instead of {wanted}")
    LAYERS = mark("it has {count} layers")
    UNITS = mark("it has {layers} units")
    OTHER_DATA = mark("it was trained on {found}, not on {wanted}")
    NO_NUMBERS = mark("its parameters are not numbers")
    PRESET = mark("the name of its preset makes no sense")
    FACT = mark("its fact {name} is not {low} to {high}")
    NO_BOOLEAN = mark("it says {found} where only true or false makes sense")
    TOO_LARGE_WEIGHTS = mark("its weights are too large to compute with")


OF_THE_SYSTEM = (
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("No space left on device"),
    mark("Is a directory"),
)
"""What the system itself says most often."""


class Setting(Words):
    """Why something cannot be chosen for a run."""

    RANGE = mark("the {setting} must be {low:g} to {most:g}, not {value:g}")
    ABOVE = mark("the {setting} must be above {low:g} and at most {most:g}, not {value:g}")
    WITHOUT = mark("{preset} is trained as written, without {setting}")
    SEED = mark("the seed must be 0 to {most}, not {value}")
    NO_PRESET = mark("there is no preset {value}; choose from {presets}")
    UNITS = mark("a hidden layer must have 1 to {most} units")
    HIDDEN_LAYERS = mark("there may be at most {most} hidden layers")
    PARAMETERS = mark("there may be at most {most:,} weights and biases")
    AS_WRITTEN = mark("{preset} is trained as written: its layers and steps are set")


class FileError(MnistvizError):
    """A file cannot be read or written, or a picture in memory (None); ``reason`` says why."""

    def __init__(
        self, file: Path | str | None, fault: FileFault, reason: Exception | str = ""
    ) -> None:
        if not isinstance(reason, MnistvizError):
            of_system = reason.strerror if isinstance(reason, OSError) else None
            reason = MnistvizError(of_system or one_line(str(reason), 200))  # may quote a file
        self.fault, self.reason = fault, reason
        super().__init__(fault, file=file or MnistvizError(mark("the picture")), reason=reason)


class Flaw(MnistvizError, ValueError):  # noqa: N818 - to be put into a FileError
    """Why a file is refused; its words are a ``Reason``."""


class SettingError(MnistvizError):
    """Something that cannot be chosen for a run; its words are a ``Setting``."""


class Diverged(MnistvizError):  # noqa: N818 - a state of a run rather than a mistake of a program
    """The loss is no longer a finite number. The parameters are as the last update left them."""

    def __init__(self, updates: int, learning_rate: float) -> None:
        words = mark(
            "the loss is no longer a finite number after update {updates:,}: "
            "a learning rate of {learning_rate:.3g} is too high"
        )
        super().__init__(words, updates=updates, learning_rate=learning_rate)

    def advised(self) -> MnistvizError:
        """The same with what to do in the window; it holds on to nothing of the failed step."""
        advice = mark("{reason}. Lower it and press Reset.")
        return MnistvizError(advice, reason=self.with_traceback(None))


class Place(Words):
    """Where a bug stopped something."""

    STEP = mark("training stopped: {reason}")
    WORKER = mark("training cannot go on: {reason}")
    JOB = mark("something went wrong: {reason}")


class BugError(MnistvizError):
    """What nobody foresaw, for a window that goes on without what failed."""

    def __init__(self, place: Place, bug: Exception) -> None:
        super().__init__(place, reason=repr(bug))


def one_line(text: str, most: int = 1000) -> str:
    """``text`` as it may be put on a terminal or a label, whoever wrote it.

    Line ends and the like become a space, other control characters and what cannot be printed
    "\ufffd"; spaces stay, as names of files may have any number of them.

    Args:
        text: of any length.
        most: characters of the result; of longer ones the middle is left out.
    """
    if len(text) > 2 * most:  # nobody waits for a million characters of which few are shown
        text = f"{text[:most]}…{text[-most:]}"
    line = re.sub(r"\s*[^\S ]\s*", " ", text)
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
    half = (most - 1) // 2
    return line if len(line) <= most else f"{line[:half]}…{line[len(line) - half :]}"


SAID = {"is_said": True}
"""For logging's ``extra``: whoever logs this says it to the person too, in words that help more."""
