"""Standard streams that are closed, missing, full, or of another time."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mnistviz import process
from mnistviz.training.model_file import load_model
from tests.children import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="the shell is POSIX's")


def shell(line: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """A line of the shell, in which $mnistviz is the program."""
    return subprocess.run(
        ["sh", "-c", line],
        cwd=ROOT,
        env=os.environ | {"mnistviz": f"{sys.executable} -m mnistviz"} | env,
        capture_output=True,
        text=True,
        check=False,
    )


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_without_a_stream_nothing_else_changes(closed: str, tmp_path: Path) -> None:
    """Otherwise the model that is written would have the number of standard output."""
    path = tmp_path / "model.npz"
    done = shell(f"$mnistviz train --preset relu --epochs 1 --save {path} {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == (0 if ">&-" in closed.split() else 2)
    assert load_model(path).epochs == 1.0
    assert shell(f"$mnistviz presets {closed}").returncode == 0


@POSIX
@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "2>/dev/full"])
def test_a_refusal_that_nobody_can_read(closed: str) -> None:
    if "full" in closed and not Path("/dev/full").exists():
        pytest.skip("Linux has this file")
    done = shell(f"$mnistviz paint {closed}")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this file")
@pytest.mark.parametrize("command", ["presets", "--help", "--version"])
def test_a_full_disk(command: str) -> None:
    done = shell(f"$mnistviz {command} > /dev/full")
    assert done.returncode == 2
    assert done.stderr == "mnistviz: cannot write the output: No space left on device\n"


@POSIX
def test_the_reader_of_a_training_goes_away() -> None:
    train = "$mnistviz train --preset relu --epochs 1000"
    done = shell(f"({train}; echo $? >&2) | head -2")
    *said, status = done.stderr.splitlines()
    assert status == "141"
    assert [line.split(" after ")[0] for line in said] == ["mnistviz: stopped"]
    assert len(done.stdout.splitlines()) == 2


def test_without_streams_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with pythonw."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    process.prepare()
    process.say("nobody reads this, or somebody does")
    assert sys.stdin is not None
    assert sys.stdout is not None
    assert sys.stderr is not None


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        ("ascii", "\udcc3\udca4 ±", b"\xc3\xa4 \\xb1"),
        ("utf-8", "\udcff ä ±", "\0 ä ±".encode().replace(b"\0", b"\xff")),
        ("cp437", "ä \N{SNOWMAN}", b"\x84 \\u2603"),
    ],
)
def test_names_are_printed_as_they_came(
    encoding: str, text: str, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    process.prepare()
    print(text, end="", flush=True)
    assert written.getvalue() == expected
