"""What is beyond repair is told from the run's own measurements."""

import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.gui.shell.message_bar import Trouble
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot
from tests.training.health_runs import a_run, make_test


def measured(run: Run, times: int) -> Run:
    for _ in range(times):
        run.advance(1)
        make_test(run)
    return run


def test_nothing_is_said_of_a_run_that_goes_well(app: object, mnist: DataSet) -> None:
    run = a_run(PRESETS["relu"], mnist)
    trouble = Trouble()
    assert trouble.of(run.snapshot()) == ""
    assert trouble.of(measured(run, 4).snapshot()) == ""


@pytest.mark.parametrize("name", ["sigmoid", "sigmoid-notebook"])
def test_saturated_layers_are_told_with_what_to_try(app: object, name: str, mnist: DataSet) -> None:
    run = a_run(PRESETS[name], mnist)
    trouble = Trouble()
    assert trouble.of(measured(run, 1).snapshot()) == ""
    run.trainer.parameters.weights[0][...] *= 1000.0  # as steps that are too large would have it
    said = trouble.of(measured(run, 3).snapshot())
    assert "of layer 1 is saturated" in said
    assert "Press Reset" in said


def test_it_looks_once_for_every_test(
    app: object, mnist: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Snapshot] = []

    def found(snapshot: Snapshot) -> str:
        looked.append(snapshot)
        return "x"

    monkeypatch.setattr("mnistviz.gui.shell.message_bar._found", found)
    run = measured(a_run(PRESETS["relu"], mnist), 2)
    trouble = Trouble()
    for _ in range(3):
        assert trouble.of(run.snapshot()) == "x"
    assert len(looked) == 1
    trouble.of(measured(run, 1).snapshot())
    assert len(looked) == 2
