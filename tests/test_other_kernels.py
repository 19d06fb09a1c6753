"""CI's second run: that it really has other kernels, and fails as its command does."""

import json
import subprocess
import sys
from pathlib import Path

from tests.other_kernels import kernels, older

TOOL = Path(__file__).parent / "other_kernels.py"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    arguments: list[str | Path] = [sys.executable, "-W", "error", TOOL, *command]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_the_command_has_other_kernels() -> None:
    done = run(sys.executable, "-W", "error", TOOL)
    assert (done.returncode, done.stderr) == (0, "")
    said, *shown = done.stdout.splitlines()
    if not older():
        assert said.startswith("there are no other kernels here")
        assert shown == []
        return
    there = json.loads(shown[0])
    assert there != kernels()
    assert there["NumPy"] == []
    assert said == f"{there} instead of {kernels()}"


def test_a_command_that_fails_is_not_passed_over() -> None:
    assert run(sys.executable, "-c", "raise SystemExit(3)").returncode == (3 if older() else 0)
