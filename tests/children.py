"""The program in a process of its own, to which signals can be sent."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).parents[1]

PATIENCE = 120.0
"""Seconds until a child is given up, however busy the machine is."""

_BEGIN = """
import signal, sys
from mnistviz.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""


@contextmanager
def child(
    script: str, *arguments: str, env: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """A Python process that runs ``script``, in which ``main`` is the command line.

    It is killed if it has not ended at the end of the block, or when patience ends. ``env`` is
    added to ours.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", _BEGIN + script, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = Timer(PATIENCE, process.kill)
    watch.start()
    with process:
        try:
            yield process
        finally:
            watch.cancel()
            process.kill()


def wait_for(process: "subprocess.Popen[str]", words: str) -> None:
    """Until it has printed a line with ``words``."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"it ended without {words!r}: {process.communicate()[1]}")


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Its exit status, and what it said on standard error."""
    said = process.communicate()[1]
    return process.returncode, said
