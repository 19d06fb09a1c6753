"""Keeps what goes wrong, in memory for the window and in files of bounded size for later."""

import faulthandler
import logging
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from PyQt6.QtCore import QLockFile, QStandardPaths

from mnistviz.errors import SAID
from mnistviz.versions import version_report

_WINDOWS = 4
"""Windows at a time that have files of their own; further ones have none."""

_LARGEST = 256 * 1024
"""Bytes of a log; the one before it is kept too."""

_LONGEST = 16_000
"""Characters of an entry: recursion of two functions by turns has a traceback without end."""

_KINDS = 20
"""Faults told from each other."""

_FORMAT = logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")


def log_folder() -> Path:
    """Where this user's programs keep their logs."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


@dataclass
class Fault:
    """One kind of fault.

    Attributes:
        title: in a line, as "ZeroDivisionError: division by zero".
        details: the entry of its first time, with its traceback.
        is_shown: whether a person is told; what Qt warns of is only logged.
        is_said: whether somebody else says it too, in words that help more.
        count: how often it came.
    """

    title: str
    details: str
    is_shown: bool
    is_said: bool
    count: int = 0


class ErrorLog(logging.Handler):
    """Counts what is alike and writes its 1st, 10th, 100th … time; never raises anything.

    Its files are opened beside the window, whose start would wait for the disk otherwise. Whoever
    asks for them before, or writes, waits until they are there.

    Attributes:
        faults: by kind, the oldest first; ``latest`` is the one that a person is to be told of.
        count, kinds: how many faults and kinds of them a person was to be told of by now.
    """

    def __init__(
        self,
        folder: Path,
        told: Callable[[], None],
        crashed: Callable[[str], None] = lambda _text: None,
    ) -> None:
        """Begin.

        Args:
            folder: is made if it is not there.
            told: is called, on any thread, when there is something to show.
            crashed: is called, on another thread, with what the session before this one wrote
                when it crashed, if it did.
        """
        super().__init__(logging.WARNING)
        self._told = told
        self._busy = False
        self.faults: dict[Hashable, Fault] = {}
        self.latest: Fault | None = None
        self.count = self.kinds = 0
        self._folder: Path | None = None
        self._file: _LogFile | None = None
        self._crashes: IO[bytes] | None = None
        self._opening = threading.Thread(
            target=self._open, args=(folder, crashed), name="mnistviz-log"
        )
        self._opening.start()

    @property
    def folder(self) -> Path | None:
        """Where the files are; None if there are none."""
        self._opening.join()
        return self._folder

    def _open(self, folder: Path, crashed: Callable[[str], None]) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._take_files(folder)
        if crash := self._take_crash():
            crashed(crash)

    def _take_files(self, folder: Path) -> None:
        """Take the first that no other window has."""
        for number in range(1, _WINDOWS + 1):
            self._lock = QLockFile(str(folder / f"window-{number}.lock"))
            self._lock.setStaleLockTime(0)  # held as long as its process lives, however long
            if self._lock.tryLock(0):
                self._file = _LogFile(folder / f"window-{number}.log")
                self._folder = folder
                self._crashes = (folder / f"window-{number}.crash").open("a+b")
                self._watches = not faulthandler.is_enabled()  # else on a developer's terminal
                if self._watches:
                    faulthandler.enable(self._crashes)
                return

    def close(self) -> None:
        """Let the files go, but for what a crash while the program ends would write."""
        self._opening.join()
        # On Windows that also holds exceptions which were dealt with.
        if harmless := self._take_crash():
            self._write(f"dealt with:\n{harmless}")
        if self._file is not None and self._crashes is not None:
            self._file.close()
            self._lock.unlock()
            if not self._watches:
                self._crashes.close()
            self._crashes = None
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        """Count it, and write it if it is time to; in vain if there is no way to.

        What need not be printed either is marked for ``is_news``.
        """
        if self._busy:  # Qt warned of something that is done here
            return
        self._busy = True
        with suppress(Exception):
            self._note(record)
        self._busy = False

    def _note(self, record: logging.LogRecord) -> None:
        kind = _kind(record)
        fault = self.faults.get(kind)
        if fault is None:
            if len(self.faults) == _KINDS:
                del self.faults[next(iter(self.faults))]
            shown, said = record.levelno >= logging.ERROR, SAID.keys() <= vars(record).keys()
            self.kinds += shown
            details = _cut(_FORMAT.format(record))
            fault = self.faults[kind] = Fault(_title(record), details, shown, said)
        fault.count += 1
        if fault.is_shown:
            self.count += 1
            self.latest = fault
            self._told()
        if str(fault.count).rstrip("0") != "1":
            vars(record)["is_old"] = True
        elif fault.count == 1:
            self._write(fault.details)
        else:
            self._write(f"{fault.count} times by now: {fault.title}")

    def _write(self, text: str) -> None:
        self._opening.join()
        if self._file is not None:
            self._file.handle(logging.makeLogRecord({"msg": text}))

    def _take_crash(self) -> str:
        """What is in the crash file, which is empty afterwards."""
        if self._crashes is None:
            return ""
        with suppress(OSError):
            self._crashes.seek(0)
            text = self._crashes.read(_LONGEST).decode(errors="replace")
            self._crashes.truncate(0)
            return text
        return ""


def is_news(record: logging.LogRecord) -> bool:
    """Whether a record that an ``ErrorLog`` has had came for the 1st, 10th, 100th … time."""
    return "is_old" not in vars(record)


class _LogFile(RotatingFileHandler):
    """Begins with the versions, and gives up what it cannot write: a disk may be full."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
        self._begun = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry."""
        if not self._begun:
            self._begun = True
            super().emit(logging.makeLogRecord({"msg": version_report()}))
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - logging's signature
        """Drop what could not be written, and try anew with the next entry."""
        stream, self.stream = self.stream, None
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.close()


def _kind(record: logging.LogRecord) -> Hashable:
    """What is alike has the same: raised at the same place, or said in the same words."""
    if not record.exc_info or record.exc_info[0] is None:
        return record.name, record.getMessage()
    places, trace = [], record.exc_info[2]
    while trace is not None:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return record.exc_info[0], tuple(places[-_KINDS:])


def _title(record: logging.LogRecord) -> str:
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        text = type(error).__name__
        with suppress(Exception):  # whose words cannot be had has its name all the same
            text = f"{text}: {error}".removesuffix(": ")
    else:
        text = record.getMessage()
    line = " ".join(text.split("\n", 1)[0].split())
    return line if len(line) <= 200 else f"{line[:200]}…"


def _cut(text: str) -> str:
    """Its beginning and its end, if it is too long."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return f"{text[:half]}\n… {len(text) - 2 * half} characters …\n{text[-half:]}"
