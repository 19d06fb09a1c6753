"""The thread that all training lives in, and its pace."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from functools import cache
from queue import Empty, SimpleQueue
from time import monotonic

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS, load_mnist
from mnistviz.errors import SAID, BugError, Diverged, MnistvizError, Place
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.commands import (
    Begin,
    Command,
    Drop,
    Latest,
    Order,
    Pause,
    SetSpeed,
    Shutdown,
    Step,
    TakeState,
    Tested,
    To,
    Train,
)
from mnistviz.training.evaluation import Evaluation, Evaluator
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change

_log = logging.getLogger(__name__)


_WATCHABLE = 1.0 / 30.0
"""Seconds between two updates from which on an eye can follow each."""

_GLANCE = 0.001
"""Seconds after which to look whether there is still somebody to give way to."""


class Pacer:
    """Says how long to wait before the next update, for a wanted number of updates a second."""

    def __init__(self) -> None:
        self._interval = 0.0
        self._due = 0.0
        self._quiet_until = 0.0

    def give_way(self, seconds: float) -> None:
        """Let no update be due for so long from now; 0 ends an earlier call's time. Any thread.

        What a person does with a pen is answered by some forty calls of NumPy, each of which lets
        the interpreter lock go; if training takes it every time, a hundredth of a second passes.
        """
        self._quiet_until = monotonic() + seconds if seconds else 0.0

    def set_speed(self, updates_per_second: float | None) -> None:
        """None, or 0 and below, means full speed."""
        wanted = updates_per_second or 0.0
        self._interval = 1.0 / wanted if wanted > 0.0 else 0.0
        self._due = 0.0

    @property
    def is_off(self) -> bool:
        """Whether updates are to be made as fast as it goes."""
        return not self._interval

    @property
    def is_slow(self) -> bool:
        """Whether updates come so seldom that every single one should be seen."""
        return self._interval >= _WATCHABLE

    def wait(self, *, in_round: bool = False) -> float:
        """Seconds until the next update may be due, to ask again then; 0 if it is.

        Args:
            in_round: whether other runs have made theirs already, so that it is due.
        """
        if self._quiet_until and self._quiet_until > monotonic():
            return _GLANCE
        if in_round or not self._interval:
            return 0.0
        return max(0.0, self._due - monotonic())

    def tick(self) -> None:
        """An update is being made now."""
        if self._interval:
            # A little lateness is made up for, so that the pace is kept on average; a hiccup of
            # more than one update is not.
            now = monotonic()
            on_time = now - self._due < self._interval
            self._due = (self._due if on_time else now) + self._interval


class Worker(threading.Thread):
    """Loads the digits, then obeys commands and trains runs in turn until it is shut down.

    Attributes:
        commands: put what it should do here, from any thread.
        problem: why it cannot work at all, for example because MNIST cannot be read.
    """

    def __init__(self, load: Callable[[], DataSet] = load_mnist) -> None:
        super().__init__(name="mnistviz-worker", daemon=True)
        self.commands: SimpleQueue[Command] = SimpleQueue()
        self.problem: Latest[MnistvizError] = Latest()
        self._load = load
        self._pacer = Pacer()
        self._runs: dict[int, Run | EndedRun] = {}
        self._latest: dict[int, Latest[Snapshot]] = {}
        self._turns: deque[Run] = deque()
        self._shut_down = False

    def give_way(self, seconds: float) -> None:
        """Make no update for so long, or until it is called with 0; from any thread."""
        self._pacer.give_way(seconds)

    def shut_down(self) -> None:
        """End the thread and wait for it: at most an update and a chunk of a test."""
        self.commands.put(Shutdown())
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """The thread's own life; call ``start()``."""
        self._evaluator = Evaluator()
        try:
            self._data = data = self._load()
            self._split = cache(lambda name: SPLITS[name](data))
            self._live()
        except MnistvizError as error:
            self.problem.put(error)
        except Exception as error:
            _log.exception("the worker stopped", extra=SAID)
            self.problem.put(BugError(Place.WORKER, error))
        finally:
            self._evaluator.close()

    def _live(self) -> None:
        from threadpoolctl import threadpool_limits  # a window that opens does not wait for it

        # Two BLAS threads are slower than one on matrices as small as ours.
        with threadpool_limits(limits=1, user_api="blas"):
            while not self._shut_down:
                command = self._next_command()
                if command is not None:
                    self._obey(command)
                elif self._turns:
                    self._advance(self._turns.popleft())

    def _next_command(self) -> Command | None:
        """The next command; None when an update is due instead."""
        in_round = bool(self._turns)
        runs = self._runs.values()
        running = [each for each in runs if isinstance(each, Run) and each.status is Status.RUNNING]
        if not running:
            return self.commands.get()
        seconds = 0.0
        if self.commands.empty():
            seconds = self._pacer.wait(in_round=in_round)
            if not seconds:
                if not in_round:  # one begins, in which each run has a turn
                    self._pacer.tick()
                    self._turns.extend(running)
                return None
        try:
            return self.commands.get(timeout=seconds) if seconds else self.commands.get_nowait()
        except Empty:
            return None

    def _obey(self, command: Command) -> None:
        match command:
            case Shutdown():
                self._shut_down = True
            case SetSpeed(updates_per_second):
                self._pacer.set_speed(updates_per_second)
            case Begin():
                self._begin(command)
            case Drop(run_id):
                self._evaluator.cancel(run_id)
                self._leave(self._runs.pop(run_id, None))
                self._latest.pop(run_id, None)
            case To(run_id, order):
                if run_id in self._runs:
                    self._obey_in_run(self._runs[run_id], order)

    def _begin(self, command: Begin) -> None:
        settings = command.settings
        split = self._split(settings.preset.split)
        run: Run | EndedRun
        if command.model is None:
            state = None if command.state is None else command.state.take()
            run = Run(command.run_id, settings, split, self._data, state)
        else:
            run = EndedRun(command.run_id, settings, split, command.model, self._data)
        self._runs[run.run_id], self._latest[run.run_id] = run, command.latest
        self._test(run)
        self._publish(run)

    def _obey_in_run(self, run: Run | EndedRun, order: Order) -> None:
        match order:
            case Tested(epoch, evaluation, measurement):
                run.add_test(epoch, evaluation, measurement)
            case Change():
                run.change(order)
            case _ if isinstance(run, Run):
                self._train(run, order)
        self._publish(run)

    def _train(self, run: Run, order: Order) -> None:
        match order:
            case Train() if run.status not in (Status.RUNNING, Status.FAILED):
                run.start()
            case Pause() if run.status is Status.RUNNING:
                self._pause(run)
            case Step() if run.status is not Status.FAILED:
                run.status = Status.PAUSED
                self._pacer.tick()
                self._advance(run)
                self._pause(run)
            case TakeState(state):
                state.put(run.trainer.state())

    def _pause(self, run: Run) -> None:
        self._leave(run)
        if run.status is not Status.FAILED:
            run.status = Status.PAUSED
            if self._evaluator.is_rested:
                self._test(run)

    def _leave(self, run: Run | EndedRun | None) -> None:
        """Take a run's turn away, if it has one."""
        if isinstance(run, Run) and run in self._turns:
            self._turns.remove(run)

    def _advance(self, run: Run) -> None:
        at_full_speed = run.status is Status.RUNNING and self._pacer.is_off
        try:
            run.advance(BLOCK if at_full_speed else 1)
        except Diverged as error:
            run.fail(error.advised(), diverged=True)
        except Exception as error:  # a bug in a step must not take the window with it
            _log.exception("a step failed", extra=SAID)
            run.fail(BugError(Place.STEP, error), diverged=False)
        else:
            due = run.wants_test(evaluator_is_rested=self._evaluator.is_rested)
            if due or run.status is Status.FINISHED:
                self._test(run)
        latest = self._latest[run.run_id]
        # Only this thread puts any in, so that one is wanted still when it is made.
        if run.status is not Status.RUNNING or self._pacer.is_slow or latest.is_empty:
            latest.put(run.snapshot())

    def _test(self, run: Run | EndedRun) -> None:
        run_id, shown = run.run_id, run.snapshot()
        health = run.health_of(shown)

        def report(result: Evaluation) -> None:  # on the evaluator's thread
            self.commands.put(To(run_id, Tested(shown.epoch, result, health())))

        network, parameters, test = shown.network, shown.parameters, run.split.test
        self._evaluator.submit(run_id, network, parameters, test, report, deskew=shown.deskew)

    def _publish(self, run: Run | EndedRun) -> None:
        self._latest[run.run_id].put(run.snapshot())
