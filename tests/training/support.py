"""What the tests of the worker share."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.training.commands import (
    Begin,
    Command,
    Drop,
    Latest,
    Order,
    To,
)
from mnistviz.training.history import Updates
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from mnistviz.training.trainer import Trainer
from mnistviz.training.worker import Worker
from tests.presets import PLAIN_RELU

PATIENCE = 30.0
"""Seconds after which a test that hangs fails."""

BRIEF = replace(PLAIN_RELU, epochs=2)
"""Ten updates an epoch on the small split."""

BENT = replace(PRESETS["relu"], epochs=2)
"""As it is on offer: its images are augmented at random."""

ENDLESS = replace(PLAIN_RELU, epochs=10**9)


class Update(NamedTuple):
    images: int
    loss: float
    correct: int


def updates_of(epochs: Sequence[float], updates: Sequence[Update]) -> Updates:
    images, losses, correct = zip(*updates, strict=True)
    return Updates(
        np.array(epochs), np.array(images), np.array(losses, np.float64), np.array(correct)
    )


def step(trainer: Trainer) -> Update:
    made = trainer.advance(1)
    return Update(int(made.images[0]), float(made.losses[0]), int(made.correct[0]))


def threads() -> list[str]:
    names = [each.name for each in threading.enumerate()]
    return [name for name in names if name.startswith("mnistviz")]


def wait_until(is_so: Callable[[], bool], otherwise: str = "it never comes") -> None:
    """Look again and again, for as long as we are patient."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, otherwise
        time.sleep(0.001)


class Viewer:
    """Stands where the window stands: sends commands and takes what the worker shows."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.run_id = 1
        self.latest: Latest[Snapshot] = Latest()
        self.seen: list[Snapshot] = []
        self._mark = 0.001

    def send(self, *commands: Command | Order) -> None:
        """Orders are for the run that began last."""
        for command in commands:
            if isinstance(command, Begin):
                self.run_id, self.latest = command.run_id, command.latest
            if isinstance(command, Order):
                self.worker.commands.put(To(self.run_id, command))
            else:
                self.worker.commands.put(command)

    @property
    def run(self) -> Run:
        """The one that began last."""
        wait_until(lambda: self.run_id in self.worker._runs, "it does not begin")
        run = self.worker._runs[self.run_id]
        assert isinstance(run, Run)
        return run

    def take(self) -> Snapshot:
        """The next thing that the worker shows."""
        wait_until(lambda: not self.latest.is_empty, "the worker shows nothing")
        value = self.latest.take()
        assert value is not None
        self.seen.append(value)
        return value

    def take_problem(self) -> str:
        """Why the worker cannot work."""
        wait_until(lambda: not self.worker.problem.is_empty, "the worker has no problem")
        return str(self.worker.problem.take())

    def see(
        self, wanted: Callable[[Snapshot], bool], *, or_already: Snapshot | None = None
    ) -> Snapshot:
        """The next moment that is as wanted."""
        end = time.monotonic() + PATIENCE
        while True:
            value, or_already = or_already or self.take(), None
            if wanted(value):
                return value
            assert time.monotonic() < end, f"still {value.status}, {value.failure}"

    def see_status(self, status: Status) -> Snapshot:
        return self.see(lambda shown: shown.status is status)

    def sync(self) -> Snapshot:
        """The moment after all commands sent so far; a learning rate of its own marks it."""
        self._mark += 0.0001
        mark = self._mark
        self.send(Change("learning_rate", mark))
        return self.see(lambda shown: shown.settings.learning_rate == mark)


def reset(viewer: Viewer, preset: Preset = BRIEF, run_id: int = 1) -> Snapshot:
    if run_id > 1:
        viewer.send(Drop(viewer.run_id))
    viewer.send(Begin(run_id, RunSpec.of(preset)))
    return viewer.see(lambda shown: shown.run_id == run_id)


@contextmanager
def watched(load: Callable[[], DataSet]) -> Iterator[Viewer]:
    """A viewer of a worker that loads its digits so; at the end no thread may be left."""
    assert threads() == []
    worker = Worker(load=load)
    worker.start()
    try:
        yield Viewer(worker)
    finally:
        worker.shut_down()
        assert not worker.is_alive()
        assert threads() == []
