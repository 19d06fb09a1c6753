"""The worker with one image per update: many at a time, but never where each should be seen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.commands import Pause, SetSpeed, Step, Train
from mnistviz.training.history import Updates
from mnistviz.training.presets import PRESETS
from mnistviz.training.snapshot import Status
from mnistviz.training.trainer import Trainer
from tests.training.support import Viewer, reset, wait_until, watched

NOTEBOOK = replace(PRESETS["relu-notebook"], epochs=2)


@pytest.fixture
def viewer(small: DataSet) -> Iterator[Viewer]:
    with watched(lambda: small) as viewer:
        yield viewer


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many updates each of the worker's turns made."""
    sizes: list[int] = []
    advance = Trainer.advance

    def look(self: Trainer, most: int) -> Updates:
        updates = advance(self, most)
        sizes.append(len(updates))
        return updates

    monkeypatch.setattr(Trainer, "advance", look)
    return sizes


def test_full_speed_makes_whole_blocks_and_ends_with_the_epoch(
    viewer: Viewer, made: list[int]
) -> None:
    reset(viewer, NOTEBOOK)
    viewer.send(Train())
    shown = viewer.see_status(Status.FINISHED)
    assert (shown.epoch, shown.updates, shown.images_seen) == (2.0, 1200, 1200)
    assert made == ([BLOCK] * (600 // BLOCK) + [600 % BLOCK]) * 2
    assert len(shown.training.loss) == 1200
    assert shown.last_loss == shown.training.loss[-1]


def test_a_step_is_one_image(viewer: Viewer, made: list[int]) -> None:
    reset(viewer, NOTEBOOK)
    for count in (1, 2, 3):
        viewer.send(Step())
        shown = viewer.sync()
        assert (shown.updates, shown.images_seen, shown.status) == (count, count, Status.PAUSED)
    assert made == [1, 1, 1]


def test_a_step_while_it_trains_is_one_image_too(viewer: Viewer, made: list[int]) -> None:
    reset(viewer, replace(NOTEBOOK, epochs=10**9))
    viewer.send(Train())
    viewer.see(lambda shown: shown.updates > BLOCK)
    viewer.send(Step())
    viewer.see_status(Status.PAUSED)
    viewer.sync()
    assert made[0] == BLOCK
    assert made[-1] == 1


@pytest.mark.parametrize("speed", [10.0, 300.0], ids=["each is shown", "faster than the eye"])
def test_slow_motion_is_one_image_at_a_time(speed: float, viewer: Viewer, made: list[int]) -> None:
    reset(viewer, NOTEBOOK)
    viewer.send(SetSpeed(speed), Train())
    wait_until(lambda: len(made) >= 4)
    viewer.send(Pause())
    viewer.see_status(Status.PAUSED)
    assert {*made} == {1}
