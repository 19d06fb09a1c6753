"""Tests networks on a thread of its own, so that testing takes next to nothing from training.

The matrix products of a test run outside the interpreter lock, on a second core where there is
one. Training only pays for the copy of its parameters.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic

from mnistviz.data.digits import Digits
from mnistviz.nn.network import Network
from mnistviz.nn.parameters import Parameters
from mnistviz.training.evaluation import Cancelled, Evaluation, evaluate

_REST, _FIRST_REST = 9.0, 3.0
"""Times its duration that a test is followed by rest, when it is not an important one. The first
tests come closer together: most is learned in the first seconds."""

_FIRST = 8
"""Tests of a run that count as its first."""


class Evaluator:
    """One thread that tests what it is given, oldest first."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="mnistviz-evaluator")
        self._pending: list[Future[None]] = []
        self._made: dict[int, list[int]] = {}
        self._rested_at = 0.0

    def submit(
        self,
        run_id: int,
        network: Network,
        parameters: Parameters,
        digits: Digits,
        report: Callable[[Evaluation], None],
        *,
        straighten: bool = False,
    ) -> None:
        """Test ``parameters`` (frozen); ``report`` is called on the evaluator's thread.

        See ``evaluate`` for the other arguments; ``run_id`` is what ``cancel`` goes by.

        If two tests are waiting already, this waits for them: nothing piles up.
        """
        if len(self._unfinished()) > 2:
            wait(self._pending)
        made = self._made.setdefault(run_id, [0])

        def job() -> None:
            start = monotonic()
            try:
                result = evaluate(
                    network,
                    parameters,
                    digits,
                    lambda: self._made.get(run_id) is not made,
                    straighten=straighten,
                )
            except Cancelled:
                return
            end = monotonic()
            made[0] += 1
            rest = _FIRST_REST if made[0] <= _FIRST else _REST
            self._rested_at = end + rest * (end - start)
            report(result)

        self._pending.append(self._pool.submit(job))

    @property
    def is_rested(self) -> bool:
        """Whether a test that can as well be left out would take little from anyone."""
        return not self._unfinished() and monotonic() >= self._rested_at

    def cancel(self, run_id: int) -> None:
        """Drop what is waiting and under way for a run; none of it is reported."""
        self._made.pop(run_id, None)

    def close(self) -> None:
        """End the thread, within the time of one chunk."""
        self._made.clear()
        self._pool.shutdown(cancel_futures=True)

    def _unfinished(self) -> list[Future[None]]:
        self._pending = [future for future in self._pending if not future.done()]
        return self._pending
