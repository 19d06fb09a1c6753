"""Paths to what is no regular file, or is one of absurd size."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        os.truncate(file.fileno(), 100 * 10**9)  # a hole; reading it all would take minutes


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (_folder, "directory"),
    "pipe": (_pipe, "a device, a pipe or a socket"),
    "device": (_device, "a device, a pipe or a socket"),
    "socket": (_socket, "a device, a pipe or a socket"),
    "huge": (_huge, "too large"),
}
"""How each is made, and what its refusal says."""


def _each(*names: str) -> pytest.MarkDecorator:
    only_posix = pytest.mark.skipif(os.name != "posix", reason="POSIX has these in folders")
    return pytest.mark.parametrize(
        "odd",
        [
            pytest.param(name, marks=() if name in ("folder", "huge") else only_posix)
            for name in names
        ],
    )


EVERY_ODD_FILE = _each(*ODD)
EVERY_ODD_TARGET = _each(*(name for name in ODD if name != "huge"))
"""A regular file may be replaced, whatever its size."""


def odd_file(odd: str, name: str) -> tuple[Path, str]:
    """Make such a file in the working folder (a socket's path must be short).

    Returns:
        its path, and what its refusal says.
    """
    make, says = ODD[odd]
    make(Path(name))
    return Path(name), says
