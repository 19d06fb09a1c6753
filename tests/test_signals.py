"""Ctrl+C, a request to end, and a terminal that is gone."""

import csv
import os
import re
import signal
import threading
from itertools import chain, repeat
from pathlib import Path

import pytest

from mnistviz import process
from mnistviz.commands import evaluate, predict
from mnistviz.process import Stopped, catching
from tests.children import child, ended, wait_for
from tests.conftest import Cli

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals")

ENDINGS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
COMMAND = "sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize(("number", "status"), ENDINGS.items(), ids=str)
def test_a_signal_ends_what_is_being_done(number: signal.Signals, status: int) -> None:
    before = [signal.getsignal(one) for one in ENDINGS]
    with pytest.raises(Stopped) as stop, catching():
        signal.raise_signal(number)
    assert stop.value.status == status
    assert [signal.getsignal(one) for one in ENDINGS] == before


def test_only_one_that_comes_later_insists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that is closed says so more than once."""
    clock = chain((10.0, 10.1), repeat(10.5))
    monkeypatch.setattr(process, "monotonic", lambda: next(clock))
    asked: list[int] = []
    exits: list[int] = []
    monkeypatch.setattr(os, "_exit", exits.append)
    with catching(asked.append):
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
        assert (asked, exits) == ([129], [])
        signal.raise_signal(signal.SIGTERM)
        assert (asked, exits) == ([129], [143])


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with catching():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_another_thread_hears_of_none() -> None:
    done: list[bool] = []

    def work() -> None:
        with catching():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize("command", [evaluate, predict])
def test_a_command_ends_with_a_line(
    command: object, cli: Cli, model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "load_model", lambda _: signal.raise_signal(signal.SIGTERM))
    name = "evaluate" if command is evaluate else "predict"
    outcome = cli(name, model_path)
    assert (outcome.status, outcome.out, outcome.err) == (143, "", "mnistviz: stopped\n")


def test_training_says_how_far_it_came(tmp_path: Path) -> None:
    metrics, model = tmp_path / "m.csv", tmp_path / "m.npz"
    options = ("--epochs", "1000", "--metrics", str(metrics), "--save", str(model))
    with child(COMMAND, "train", "--preset", "relu", *options) as process:
        wait_for(process, "%")
        process.send_signal(signal.SIGINT)
        status, said = ended(process)
    assert status == 130
    with metrics.open(newline="") as file:
        rows = list(csv.DictReader(file))
    found = re.fullmatch(
        rf"mnistviz: stopped after (.+) of 1000 epochs; {re.escape(str(metrics))} has (\d+) of "
        rf"them; {re.escape(str(model))} is not written\n",
        said,
    )
    assert found is not None, said
    assert int(found[2]) == len(rows) >= 1
    assert len(rows) <= float(found[1]) <= len(rows) + 1.01
    assert list(tmp_path.iterdir()) == [metrics], "no half of a file either"


def test_a_picture_of_the_window(tmp_path: Path) -> None:
    script = """
from mnistviz.gui.shell import screenshot
train = screenshot._train
def begin(*arguments):
    print("training", flush=True)
    train(*arguments)
screenshot._train = begin
"""
    path = str(tmp_path / "one.png")
    with child(script + COMMAND, "screenshot", path, "--seconds", "10000") as process:
        wait_for(process, "training")
        process.send_signal(signal.SIGTERM)
        assert ended(process) == (143, "mnistviz: stopped\n")
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_the_program_is_quiet() -> None:
    """Whoever presses Ctrl+C twice sees no traceback of Python's clearing up."""
    script = """
import atexit, os
atexit.register(os.kill, os.getpid(), signal.SIGINT)
sys.argv = ["mnistviz", "presets"]
sys.exit(main())
"""
    with child(script) as process:
        assert ended(process) == (-signal.SIGINT, "")
