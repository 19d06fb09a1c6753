"""Writing files so that a full disk or a power cut never leaves half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mnistviz.errors import MnistvizError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield a binary file that becomes ``target`` when the block ends without an exception.

    The bytes go to a new file beside the target, which is renamed over it in one step, so a
    reader sees either the old file or the whole new one. If anything goes wrong the old file
    stays as it was.

    Raises:
        MnistvizError: the folder cannot be written to, or the disk is full.
    """
    import secrets  # and all of cryptography, for which a window that opens need not wait

    require_writable(target)
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise MnistvizError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def require_writable(target: Path) -> None:
    """Refuse a target that can only fail, before long work is spent on it.

    Raises:
        MnistvizError: the target is a folder, its name is too long, or its folder is missing or
            read-only.
    """
    try:
        if target.is_dir():
            raise MnistvizError(f"cannot write {target}: it is a folder")
        if not target.parent.is_dir():
            raise MnistvizError(f"cannot write {target}: there is no folder {target.parent}")
        if not os.access(target.parent, os.W_OK):
            raise MnistvizError(f"cannot write {target}: the folder is read-only")
    except OSError as error:  # a name that is too long, a folder that may not be searched
        raise MnistvizError(f"cannot write {target}: {error.strerror or error}") from error
