"""The files that keep what goes wrong."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mnistviz.gui.shell import error_log
from mnistviz.gui.shell.error_log import ErrorLog, is_news
from mnistviz.versions import version_report

Open = Callable[[], ErrorLog]

CRASHES = """
import faulthandler, sys
from pathlib import Path
from mnistviz.gui.shell.error_log import ErrorLog

faulthandler.disable()
log = ErrorLog(Path(sys.argv[1]), lambda: None)
assert log.folder is not None, "its files are there"
if sys.argv[2] == "crash":
    faulthandler._sigabrt()
"""


@pytest.fixture
def crashes() -> list[str]:
    """What the logs that ``open_log`` opened found of sessions before."""
    return []


@pytest.fixture
def open_log(tmp_path: Path, crashes: list[str]) -> Iterator[Open]:
    """Opens logs in one folder, as several windows do."""
    logs: list[ErrorLog] = []

    def open_one() -> ErrorLog:
        log = ErrorLog(tmp_path / "a" / "log", lambda: None, crashes.append)
        logs.append(log)
        log._opening.join()
        return log

    yield open_one
    for log in logs:
        log.close()


def record(message: str, *, level: int = logging.ERROR) -> logging.LogRecord:
    return logging.LogRecord("some.module", level, "", 0, message, None, None)


def throw(error: Exception) -> None:
    raise error


def throw_elsewhere(error: Exception) -> None:
    raise error


def raised(error: Exception, by: Callable[[Exception], None] = throw) -> logging.LogRecord:
    """As it is logged by whoever caught it."""
    try:
        by(error)
    except Exception:
        found = sys.exc_info()
    return logging.LogRecord("some.module", logging.ERROR, "", 0, "unexpected", None, found)


def written(log: ErrorLog) -> str:
    assert log.folder is not None
    return "".join(file.read_text() for file in sorted(log.folder.glob("*.log*")))


def test_an_entry_has_the_traceback_and_the_versions_come_first(open_log: Open) -> None:
    log = open_log()
    assert written(log) == "", "no file as long as nothing is wrong"
    log.handle(raised(ZeroDivisionError("oh no")))
    text = written(log)
    assert text.startswith(version_report())
    assert "raise error" in text
    assert "ZeroDivisionError: oh no" in text
    (fault,) = log.faults.values()
    assert fault.title == "ZeroDivisionError: oh no"
    assert fault.details in text


def test_what_is_alike_is_counted_and_seldom_written(open_log: Open) -> None:
    log = open_log()
    records = [raised(ZeroDivisionError(f"number {number}")) for number in range(1000)]
    for one in records:
        log.handle(one)
    assert [number for number, one in enumerate(records, 1) if is_news(one)] == [1, 10, 100, 1000]
    (fault,) = log.faults.values()
    assert fault.count == log.kinds * 1000 == 1000
    text = written(log)
    assert text.count("Traceback") == 1
    assert [line.split()[0] for line in text.splitlines() if "times by now" in line] == [
        "10",
        "100",
        "1000",
    ]


def test_an_error_without_words_is_kept_too(open_log: Open) -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise ValueError

    log = open_log()
    log.handle(raised(MuteError()))
    assert [fault.title for fault in log.faults.values()] == ["MuteError"]


def test_other_errors_and_other_places_are_told_apart(open_log: Open) -> None:
    log = open_log()
    log.handle(raised(ZeroDivisionError()))
    log.handle(raised(KeyError("name")))
    log.handle(raised(KeyError("name"), throw_elsewhere))
    log.handle(record("said"))
    log.handle(record("said otherwise"))
    titles = [fault.title for fault in log.faults.values()]
    assert titles == ["ZeroDivisionError", *["KeyError: 'name'"] * 2, "said", "said otherwise"]
    assert log.kinds == 5


def test_warnings_are_for_the_log_alone(tmp_path: Path) -> None:
    told: list[int] = []
    log = ErrorLog(tmp_path, lambda: told.append(1))
    log.handle(record("a warning", level=logging.WARNING))
    assert (told, log.kinds) == ([], 0)
    assert "a warning" in written(log)
    log.handle(record("an error"))
    log.handle(record("an error"))
    assert (told, log.kinds) == ([1, 1], 1)
    log.close()


def test_the_files_stay_small(open_log: Open) -> None:
    log = open_log()
    for number in range(100):
        log.handle(record(f"{number} {'x' * 1_000_000}"))
    assert log.folder is not None
    sizes = [file.stat().st_size for file in log.folder.iterdir()]
    assert sum(sizes) <= 2 * error_log._LARGEST + 1000
    assert len(log.faults) <= 20
    assert all(len(fault.details) < 20_000 for fault in log.faults.values())
    assert all(len(fault.title) < 250 for fault in log.faults.values())
    assert "99 xxx" in written(log)
    assert log.kinds == 100


def test_each_window_has_files_of_its_own(open_log: Open) -> None:
    logs = [open_log() for _ in range(5)]
    for number, log in enumerate(logs):
        log.handle(record(f"from window {number}"))
    assert logs[4].folder is None, "there are files for four"
    assert [fault.title for fault in logs[4].faults.values()] == ["from window 4"]
    folder = logs[0].folder
    assert folder is not None
    for number in range(4):
        text = (folder / f"window-{number + 1}.log").read_text()
        assert text.count("from window") == text.count(f"from window {number}") == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log = ErrorLog(tmp_path / "file" / "log", lambda: None)
    log.handle(raised(ZeroDivisionError("oh no")))
    assert log.folder is None
    assert len(log.faults) == 1
    log.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this file")
def test_a_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "window-1.log"
    file.symlink_to("/dev/full")
    log = ErrorLog(tmp_path, lambda: None)
    for number in range(30):
        log.handle(record(f"lost {number}"))
    assert len(log.faults) == 20
    file.unlink()
    log.handle(record("there is room again"))
    assert "there is room again" in file.read_text()
    assert "lost" not in file.read_text()
    log.close()
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_put_into_words_raises_nothing(
    open_log: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    class UnspeakableError(Exception):
        def __str__(self) -> str:
            raise ZeroDivisionError

    log = open_log()
    log.handle(raised(UnspeakableError()))
    log.handle(logging.LogRecord("some.module", 40, "", 0, "%d", ("no number",), None))
    log.handle(record("goes on"))
    assert "goes on" in written(log)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("end", ["crash", "leave"])
def test_a_crash_is_known_to_the_next_session(
    end: str, open_log: Open, crashes: list[str], tmp_path: Path
) -> None:
    """A process that dies in C, and one that does not."""
    script = [sys.executable, "-c", CRASHES, str(tmp_path / "a" / "log"), end]
    subprocess.run(script, check=end == "leave", capture_output=True)
    open_log().close()
    assert len(crashes) == (end == "crash")
    for found in crashes:
        assert "Fatal Python error: Aborted" in found
        assert "<string>" in found, "it says where"
    crashes.clear()
    open_log()
    assert crashes == [], "it is said once"


def test_what_was_dealt_with_is_no_crash(open_log: Open, crashes: list[str]) -> None:
    """On Windows what is caught in C is written too, and the program goes on."""
    log = open_log()
    assert log.folder is not None
    (log.folder / "window-1.crash").write_text("Windows fatal exception: code 0x8001010d")
    log.close()
    assert "0x8001010d" in written(log)
    open_log()
    assert crashes == []
