"""Tests a copy of the network that lacks some units, beside the window and beside the training."""

from dataclasses import dataclass
from time import monotonic

from PyQt6.QtCore import QObject, pyqtSignal

from mnistviz.analysis.ablation import Unit, without_units
from mnistviz.errors import MnistvizError
from mnistviz.gui.background import Background
from mnistviz.training.evaluation import Cancelled, Evaluation, evaluate
from mnistviz.training.snapshot import Snapshot, Status

_SECONDS, _REST = 1.0, 9.0
"""While the network learns, the next test begins so many seconds after the last, and so many times
its duration: it must take next to nothing from training."""

_Key = tuple[int, int, bool]


@dataclass(frozen=True, eq=False)
class CopyResult:
    """Two tests on the same digits with weights of the same moment.

    Attributes:
        off: the units that the copy lacks.
        copy: how well the copy reads.
        whole: how well the network with all its units does.
    """

    off: frozenset[Unit]
    copy: Evaluation
    whole: Evaluation


class CopyTest(QObject):
    """One test at a time; what is asked for last wins. ``changed`` is emitted with every result.

    Attributes:
        result: the newest for the units asked for last; None while there is none.
        problem: why there will be none, or empty.
    """

    changed = pyqtSignal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self.result: CopyResult | None = None
        self.problem = ""
        self._snapshot: Snapshot | None = None
        self._off: frozenset[Unit] = frozenset()
        self._generation = 0
        self._is_busy = False
        self._rested_at = 0.0
        self._tested: _Key | None = None
        self._whole: tuple[_Key, Evaluation] | None = None

    def ask(self, snapshot: Snapshot, off: frozenset[Unit]) -> None:
        """Want to know how that network reads the test digits without those units.

        Without any, nothing is tested. Other units than before cancel a test that is under way;
        newer weights do not, or there would never be a result while the network learns.
        """
        other_run = self._snapshot is None or self._snapshot.run_id != snapshot.run_id
        if off != self._off or other_run:
            self._generation += 1
            self.result, self.problem, self._tested = None, "", None
        self._snapshot, self._off = snapshot, off
        self._start_if_due()

    def _start_if_due(self) -> None:
        snapshot = self._snapshot
        if self._is_busy or not self._off or snapshot is None or _key(snapshot) == self._tested:
            return
        waits = snapshot.status is Status.RUNNING and self.result is not None
        if waits and monotonic() < self._rested_at:
            return
        self._is_busy = True
        generation, off, began = self._generation, self._off, monotonic()

        def done(result: object) -> None:
            self._is_busy = False
            now = monotonic()
            self._rested_at = now + max(_SECONDS, _REST * (now - began))
            if isinstance(result, CopyResult) and generation == self._generation:
                self.result, self._tested = result, _key(snapshot)
                self.changed.emit()
            self._start_if_due()

        def failed(error: MnistvizError) -> None:
            self._is_busy = False
            if generation == self._generation:
                self.problem, self._tested = str(error), _key(snapshot)
                self.changed.emit()
            self._start_if_due()

        self._background.do(lambda: self._test(snapshot, off, generation), done, failed)

    def _test(self, snapshot: Snapshot, off: frozenset[Unit], generation: int) -> object:
        """On the background's thread; None if it was cancelled."""
        network, parameters, digits = snapshot.network, snapshot.parameters, snapshot.test_digits

        def cancelled() -> bool:
            return generation != self._generation

        straighten = snapshot.straighten
        try:
            whole = self._whole
            if whole is None or whole[0] != _key(snapshot):
                tested = evaluate(network, parameters, digits, cancelled, straighten=straighten)
                whole = self._whole = (_key(snapshot), tested)
            copy = without_units(parameters, off)
            read = evaluate(network, copy, digits, cancelled, straighten=straighten)
        except Cancelled:
            return None
        return CopyResult(off, read, whole[1])


def _key(snapshot: Snapshot) -> _Key:
    """What tells the weights of one moment from others."""
    return snapshot.run_id, snapshot.updates, snapshot.model is not None
