"""Real runs, tested and measured as the worker has it done, but without threads."""

from collections.abc import Iterator

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS
from mnistviz.errors import Diverged
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.diagnosis import Finding, diagnose
from mnistviz.training.evaluation import evaluate
from mnistviz.training.facts import facts_of
from mnistviz.training.presets import Preset
from mnistviz.training.run import EndedRun, Run
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import RunSpec


def a_run(preset: Preset, mnist: DataSet, *, images: int | None = None, **settings: float) -> Run:
    """All training images or the first few, and 2000 for the test, so that it is quick."""
    split = SPLITS[preset.split](mnist)
    train, test = split.train, split.test
    few = DataSet(
        train[:images],
        test[:2000],
    )
    return Run(1, RunSpec.of(preset, **settings), few)  # type: ignore[arg-type]


def make_test(run: Run | EndedRun) -> None:
    """Test and measure."""
    shown = run.snapshot()
    found = evaluate(shown.network, shown.parameters, run.split.test)
    run.add_test(shown.epoch, found, run.health_of(shown)())


def findings(run: Run, epochs: float, dense: int = 0) -> Iterator[Finding]:
    """Train, and what is said before the first update and after every test.

    Args:
        run: goes on from where it is.
        epochs: in which it ends.
        dense: updates at the beginning after each of which it is tested.
    """
    if run.status is Status.READY:
        make_test(run)
        yield diagnose(facts_of(run.snapshot()))
    run.status = Status.RUNNING
    while run.trainer.epoch < epochs:
        slowly = run.trainer.updates < dense
        try:
            run.advance(1 if slowly else BLOCK)
        except Diverged as error:
            run.fail(error, diverged=True)
            yield diagnose(facts_of(run.snapshot()))
            return
        if run.wants_test(evaluator_is_rested=True) or slowly:
            make_test(run)
            yield diagnose(facts_of(run.snapshot()))
