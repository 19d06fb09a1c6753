"""The standard streams, whatever the program was given: all, some, full ones, or none."""

import codecs
import io
import os
import sys
from contextlib import suppress


def prepare() -> None:
    """Let nothing that is printed end a command; nothing is printed where there is no stream.

    A stream that is closed or missing leads nowhere from now on: the next file to be opened would
    otherwise take its number, and get whatever Qt or another library has to say.
    """
    with suppress(OSError):
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if not _is_open(number):
                os.open(os.devnull, os.O_RDWR)  # gets the first number that is free
            if getattr(sys, name) is None:
                mode = "w" if number else "r"
                stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
                setattr(sys, name, stream)
    codecs.register_error("mnistviz", _as_it_came)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="mnistviz")


def say(line: str) -> None:
    """Print a line on standard error, if that can be written to."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def silence() -> None:
    """Keep Python's last flush of standard output from failing as the one before did."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _as_it_came(error: UnicodeError) -> tuple[str | bytes, int]:
    """The bytes of a file's name that is no text; an escape for a ± that an old console lacks."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - these streams are written to
    error.end = error.start + 1
    for name in ("surrogateescape", "backslashreplace"):
        with suppress(UnicodeError):
            return codecs.lookup_error(name)(error)
    raise error
