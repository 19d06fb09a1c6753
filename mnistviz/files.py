"""Opening files that may be anything, and writing files so that nobody ever finds half of one.

Finds a file of resources/, in a checkout and in an installed wheel alike.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mnistviz.errors import FileError, FileFault, Flaw, Reason

_TEMPORARY = re.compile(r"\.mnistviz-[0-9a-f]{16}")

_PEACEFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Flags to open a file with that may turn out to be a pipe or a terminal."""


@contextmanager
def open_regular(source: Path, most: int) -> Iterator[BinaryIO]:
    """Yield a file to read; what is no regular file is refused at once, and nothing waits.

    Args:
        source: the file; what it is a link to counts.
        most: bytes that it may have.

    Raises:
        FileError: it cannot be opened or read, is a folder, a device, a pipe or a socket, or is
            too large.
    """
    try:
        _require_regular(source, source.stat(), most)  # opening a device may do something already
        with open(source, "rb", opener=lambda *of: os.open(of[0], of[1] | _PEACEFULLY)) as file:
            _require_regular(source, os.fstat(file.fileno()), most)  # another one by now, perhaps
            yield file
    except OSError as error:
        if error.strerror is None:  # the system says why; what has no reason is of the contents
            raise
        raise FileError(source, FileFault.UNREADABLE, error) from error


def _require_regular(source: Path, status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise FileError(source, FileFault.UNREADABLE, Reason.DEVICE)
    if status.st_size > most:
        flaw = Flaw(Reason.TOO_LARGE, size=most >> 20)
        raise FileError(source, FileFault.UNREADABLE, flaw)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield a binary file that becomes ``target`` when the block ends without an exception.

    The bytes go to a new file beside the target, which is renamed over it in one step, so a
    reader sees either the old file or the whole new one. If anything goes wrong the old file
    stays as it was. What other processes that were killed left there is cleared away.

    Raises:
        FileError: the folder cannot be written to, the target is no regular file, or the disk
            is full.
    """
    require_writable(target)
    place = _place(target)
    try:
        _clear_abandoned(place.parent)
        temporary, file = _new_beside(place)
        try:
            with file:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if sys.platform != "win32":  # as long as the file is locked
                    temporary.replace(place)
            if sys.platform == "win32":  # an open file cannot be renamed there
                temporary.replace(place)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(target, FileFault.UNWRITABLE, error) from error


def require_writable(target: Path) -> None:
    """Refuse a target that can only fail, before long work is spent on it.

    Raises:
        FileError: the target is a folder or no regular file, its name is too long, or its
            folder is missing or read-only.
    """
    try:
        folder = _place(target).parent
        if target.is_dir():
            reason: Exception | str = Reason.FOLDER
        elif target.exists() and not target.is_file():
            reason = Reason.DEVICE
        elif not folder.is_dir():
            reason = Flaw(Reason.NO_FOLDER, folder=folder)
        elif not os.access(folder, os.W_OK):
            reason = Reason.READ_ONLY
        else:
            return
    except OSError as error:  # a name that is too long, a folder that may not be searched
        reason = error
    raise FileError(target, FileFault.UNWRITABLE, reason)


def _place(target: Path) -> Path:
    """Where the bytes belong: a link stays one, and the file that it names is replaced."""
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _new_beside(place: Path) -> tuple[Path, BinaryIO]:
    """A new file in the same folder, locked as long as it is open, however its process ends."""
    import secrets  # and all of cryptography, for which a window that opens need not wait

    while True:
        temporary = place.with_name(f".mnistviz-{secrets.token_hex(8)}")
        file = temporary.open("xb")
        with suppress(OSError):  # where nothing can be locked, nothing is cleared away either
            _lock(file.fileno())
        if temporary.exists():  # nobody came between the two and took it for abandoned
            return temporary, file
        file.close()


def _clear_abandoned(folder: Path) -> None:
    """Delete the temporary files of processes that are gone, on this computer or another."""
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if _TEMPORARY.fullmatch(entry.name)]:
            with suppress(OSError):
                _delete_unlocked(folder / name)


if sys.platform == "win32":  # where an open file cannot be deleted

    def _lock(descriptor: int) -> None:
        pass

    def _delete_unlocked(path: Path) -> None:
        path.unlink()

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _delete_unlocked(path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | _PEACEFULLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)


_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the folder inside the package; a checkout has it beside the package.
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """The path of ``resources/<name>``; ``name`` uses forward slashes.

    Raises:
        FileError: the file is in neither place, so the installation is incomplete.
    """
    for folder in _FOLDERS:
        path = folder / name
        if path.exists():
            return path
    raise FileError(f"resources/{name}", FileFault.MISSING)
