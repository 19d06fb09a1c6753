"""Replaces a file without keeping the window waiting, however slow or broken the disk is."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from mnistviz.errors import MnistvizError
from mnistviz.files import replacing

_MOMENT = 0.5
"""Seconds that ``finish`` waits at most; an idle disk takes some milliseconds."""


class Writer:
    """Writes on another thread; of what comes while it is busy, the newest is written.

    A disk that never answers keeps nobody waiting: the thread is a daemon, and the file is replaced
    as a whole or not at all.
    """

    def __init__(self, path: Path) -> None:
        """``path`` may be a link to the file; its folder is made if it is not there."""
        self._path = path
        self._lock = Lock()
        self._waiting: bytes | None = None
        self._thread: Thread | None = None
        self._failed = False

    def write(self, content: bytes) -> None:
        """Have the file replaced by ``content``; if that is not possible, it stays as it is."""
        with self._lock:
            self._waiting = content
            if self._thread is None:
                self._thread = Thread(target=self._run, name="mnistviz-writer", daemon=True)
                self._thread.start()

    def finish(self) -> bool:
        """Wait a moment for what is under way; whether what came last is in the file."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(_MOMENT)
        return self._thread is None and not self._failed

    def _run(self) -> None:
        while (content := self._next()) is not None:
            self._failed = True
            with suppress(OSError, MnistvizError):
                path = Path(os.path.realpath(self._path))
                path.parent.mkdir(parents=True, exist_ok=True)
                with replacing(path) as file:
                    file.write(content)
                self._failed = False

    def _next(self) -> bytes | None:
        with self._lock:
            content, self._waiting = self._waiting, None
            if content is None:
                self._thread = None
            return content
