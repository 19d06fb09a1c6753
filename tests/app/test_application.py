"""The whole application, driven without a window."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnistviz.app.application import Application
from mnistviz.app.pins import Refusal
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.training.presets import PRESETS
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change, RunSpec
from tests.training.support import threads, wait_until

_WITHOUT_QT = """
import sys
sys.modules["PyQt6"] = None  # whoever imports it fails
from tests.app.test_application import drive
drive()
"""


class Driver:
    """Stands where the window stands: asks for something, and polls until it has come."""

    def __init__(self, application: Application) -> None:
        self.application, self.experiments = application, application.experiments

    def see(self, is_so: Callable[[Snapshot], bool]) -> Snapshot:
        """The first moment of the run in front that is as wanted."""

        def has_come() -> bool:
            self.application.poll()
            front = self.experiments.front
            return front.snapshot is not None and is_so(front.snapshot)

        wait_until(has_come)
        assert self.experiments.snapshot is not None
        return self.experiments.snapshot

    def steps(self, count: int) -> Snapshot:
        """So many updates of the run in front."""
        wanted = self.see(lambda _: True).updates + count
        for _ in range(count):
            self.experiments.step()
        return self.see(lambda shown: shown.updates == wanted)

    def draw_a_one(self) -> None:
        document = self.application.document
        document.pen_down((140.0, 50.0))
        for y in range(60, 240, 10):
            document.pen_to((140.0, float(y)))
        document.pen_up()


def drive() -> None:
    """Train, draw, predict, pin and branch."""
    mnist = load_mnist()
    few = DataSet(mnist.train[:300], mnist.test[:100])  # an epoch is two updates and a bit
    application = Application(RunSpec.of(PRESETS["relu"]), load=lambda: few)
    driver, experiments = Driver(application), application.experiments
    application.start()
    untrained = driver.see(lambda shown: shown.last_test is not None)
    assert (untrained.status, untrained.updates) == (Status.READY, 0)
    experiments.train_or_pause()
    driver.see(lambda shown: shown.updates >= 7)
    experiments.train_or_pause()
    paused = driver.see(lambda shown: shown.status is Status.PAUSED)

    predictor, pins = application.predictor, application.pins
    driver.draw_a_one()
    prediction = predictor.prediction
    assert prediction is not None
    assert prediction.pixels.any()
    np.testing.assert_allclose(prediction.probabilities.sum(), 1.0, rtol=1e-5)
    assert pins.pin(application.document.content, 1) is None
    assert pins.pin(application.document.content, 1) is Refusal.PINNED_ALREADY

    first = experiments.front.run_id
    branch, changed = experiments.branch(first), experiments.branch(first, Change("momentum", 0.0))
    original = driver.steps(9)
    assert predictor.prediction is not prediction, "it is read with the newest weights"
    followed = pins.progress(0).epochs
    assert (followed[0], followed[-1]) == (paused.epoch, original.epoch)
    ends = []
    for run_id in (branch, changed):
        experiments.bring_to_front(run_id)
        begun = driver.see(lambda _: True)
        assert (begun.run_id, begun.updates) == (run_id, paused.updates)
        ends.append(driver.steps(9))
    assert [end.updates for end in ends] == [original.updates] * 2
    assert ends[0].parameters.flat.tobytes() == original.parameters.flat.tobytes()
    assert ends[1].parameters.flat.tobytes() != original.parameters.flat.tobytes()

    application.document.undo()
    assert predictor.prediction is None
    application.close()
    assert threads() == []


def test_it_is_driven_where_there_is_no_qt() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_QT],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
