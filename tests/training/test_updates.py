"""What training reports of its updates."""

import numpy as np

from mnistviz.training.updates import Update, Updates


def test_single_updates_and_their_epochs_are_put_together() -> None:
    updates = Updates.of(
        [0.25, 0.5, 0.75], [Update(4, 2.0, 1), Update(2, 1.5, 0), Update(1, 0.5, 1)]
    )
    assert len(updates) == 3
    assert updates.epochs.tolist() == [0.25, 0.5, 0.75]
    assert updates.images.tolist() == [4, 2, 1]
    assert updates.losses.tolist() == [2.0, 1.5, 0.5]
    assert updates.correct.tolist() == [1, 0, 1]
    assert updates.epochs.dtype == updates.losses.dtype == np.float64
    assert updates.images.dtype == updates.correct.dtype == np.int64


def test_the_last_is_the_newest_in_plain_numbers() -> None:
    last = Updates.of([0.5, 1.0], [Update(4, 2.0, 1), Update(2, 1.5, 0)]).last
    assert last == Update(2, 1.5, 0)
    assert [type(value) for value in last] == [int, float, int]
