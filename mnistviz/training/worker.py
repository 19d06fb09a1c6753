"""The thread that training lives in."""

import logging
import threading
from collections.abc import Callable
from functools import cache
from queue import Empty, SimpleQueue

from mnistviz.data.digits import Split
from mnistviz.data.mnist import load_mnist
from mnistviz.data.splits import SPLITS
from mnistviz.errors import SAID, MnistvizError
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.commands import (
    Command,
    Pause,
    Reset,
    SetAugmentation,
    SetBatchSize,
    SetLearningRate,
    SetMended,
    SetMomentum,
    SetSpeed,
    Shutdown,
    Step,
    Tested,
    Train,
)
from mnistviz.training.evaluation import Evaluation
from mnistviz.training.evaluator import Evaluator
from mnistviz.training.latest import Latest
from mnistviz.training.pacing import Pacer
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Problem, Snapshot, Status
from mnistviz.training.trainer import Diverged, Trainer

_log = logging.getLogger(__name__)


class Worker(threading.Thread):
    """Loads the digits, then obeys commands and makes updates until it is shut down.

    Attributes:
        commands: put what it should do here, from any thread.
        latest: take what it has to show from here, from one thread.
    """

    def __init__(self, load: Callable[[], Split] = load_mnist) -> None:
        super().__init__(name="mnistviz-worker", daemon=True)
        self.commands: SimpleQueue[Command] = SimpleQueue()
        self.latest: Latest[Snapshot | Problem] = Latest()
        self._load = load
        self._pacer = Pacer()
        self._run: Run | None = None
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
            self._mnist = mnist = self._load()
            self._split = cache(lambda name: SPLITS[name](mnist))
            self._live()
        except MnistvizError as error:
            self.latest.put(Problem(str(error)))
        except Exception as error:
            _log.exception("the worker stopped", extra=SAID)
            self.latest.put(Problem(f"training cannot go on: {error!r}"))
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
                elif self._run is not None:
                    self._advance(self._run)

    def _next_command(self) -> Command | None:
        """The next command; None when an update is due instead."""
        if self._run is None or self._run.status is not Status.RUNNING:
            return self.commands.get()
        if self.commands.empty():
            seconds = self._pacer.wait()
            if not seconds:
                return None
        else:
            seconds = 0.0
        try:
            return self.commands.get(timeout=seconds)
        except Empty:
            return None

    def _obey(self, command: Command) -> None:
        match command:
            case Shutdown():
                self._shut_down = True
            case SetSpeed(updates_per_second):
                self._pacer.set_speed(updates_per_second)
            case Reset(run_id, settings, model):
                self._evaluator.cancel()
                split = self._split(settings.preset.split)
                self._run = Run(run_id, settings, split, model, self._mnist)
                self._test(self._run)
                self._publish(self._run)
            case _ if self._run is not None:
                self._obey_in_run(self._run, command)

    def _obey_in_run(self, run: Run, command: Command) -> None:
        match command:
            case Tested(run_id, epoch, evaluation, of_model, measurement):
                if (run_id, of_model) == (run.run_id, run.shows_model):
                    run.add_test(epoch, evaluation, measurement)
            case Train() if run.status not in (Status.RUNNING, Status.FAILED):
                run.start()
            case Pause() if run.status is Status.RUNNING:
                self._pause(run)
            case Step() if run.status is not Status.FAILED:
                run.status = Status.PAUSED
                self._advance(run)
                self._pause(run)
            case _:
                _change(run.trainer, command)
        self._publish(run)

    def _pause(self, run: Run) -> None:
        if run.status is not Status.FAILED:
            run.status = Status.PAUSED
            if self._evaluator.is_rested:
                self._test(run)

    def _advance(self, run: Run) -> None:
        self._pacer.tick()
        at_full_speed = run.status is Status.RUNNING and self._pacer.is_off
        try:
            run.advance(BLOCK if at_full_speed else 1)
        except Diverged as error:
            run.fail(f"{error}. Lower it and press Reset.", diverged=True)
        except Exception as error:  # a bug in a step must not take the window with it
            _log.exception("a step failed", extra=SAID)
            run.fail(f"training stopped: {error!r}", diverged=False)
        else:
            due = run.wants_test(evaluator_is_rested=self._evaluator.is_rested)
            if due or run.status is Status.FINISHED:
                self._test(run)
        if run.status is not Status.RUNNING or self._pacer.is_slow:
            self._publish(run)
        elif self.latest.is_empty:
            self.latest.offer(run.snapshot())

    def _test(self, run: Run) -> None:
        run_id, epoch, of_model = run.run_id, run.trainer.epoch, run.shows_model
        shown = run.snapshot()
        health = run.health_of(shown)

        def report(result: Evaluation) -> None:  # on the evaluator's thread
            self.commands.put(Tested(run_id, epoch, result, of_model, health()))

        self._evaluator.submit(
            shown.network,
            shown.parameters,
            run.split.test,
            report,
            straighten=shown.straighten,
        )

    def _publish(self, run: Run) -> None:
        self.latest.put(run.snapshot())


def _change(trainer: Trainer, command: Command) -> None:
    """Set the number that the command is about, if it is about one."""
    match command:
        case SetLearningRate(value):
            trainer.learning_rate = value
        case SetMomentum(value):
            trainer.momentum = value
        case SetAugmentation(value):
            trainer.augmentation = value
        case SetBatchSize(value):
            trainer.batch_size = value
        case SetMended(mended):
            trainer.mended = mended
