"""Which mistakes are the most frequent, and whose images they are."""

import numpy as np
import pytest

from mnistviz.analysis.mistakes import chosen_images, most_frequent
from mnistviz.nn.arrays import IntArray


def matrix(**counts: int) -> IntArray:
    """``c49=7``: 4 was taken for 9 seven times; every digit was read rightly 900 times."""
    result = np.diag(np.full(10, 900, np.int64))
    for name, count in counts.items():
        result[int(name[1]), int(name[2])] = count
    return result


def test_the_clear_one_is_named_alone() -> None:
    found = most_frequent(matrix(c49=30, c94=12, c72=10))
    assert found.is_clear
    assert found.mistakes == ((4, 9, 30),)


def test_those_that_chance_may_have_put_behind_are_named_with_it() -> None:
    found = most_frequent(matrix(c72=10, c94=12, c49=14, c35=2, c01=1))
    assert not found.is_clear
    assert found.mistakes == ((4, 9, 14), (9, 4, 12), (7, 2, 10))


def test_too_few_to_be_clear() -> None:
    assert most_frequent(matrix(c49=5)) == (((4, 9, 5),), False)
    assert most_frequent(matrix(c49=6)) == (((4, 9, 6),), True)


def test_no_mistakes() -> None:
    assert most_frequent(matrix()) == ((), False)
    assert most_frequent(np.zeros((10, 10), np.int64)).mistakes == ()


def test_the_matrix_is_left_alone() -> None:
    confusion = matrix(c49=3)
    most_frequent(confusion)
    assert confusion[0, 0] == 900


LABELS = np.array([4, 4, 4, 9, 4, 9], np.uint8)
ANSWERS = np.array([9, 4, 9, 4, 9, 9], np.uint8)
CONFIDENCES = np.array([0.5, 0.9, 0.99, 0.7, 0.6, 1.0], np.float32)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [((4, 9), [2, 4, 0]), ((9, 4), [3]), ((4, 4), [1]), ((0, 1), []), (None, [2, 3, 4, 0])],
)
def test_the_most_confident_come_first(cell: tuple[int, int] | None, expected: list[int]) -> None:
    assert chosen_images(LABELS, ANSWERS, CONFIDENCES, cell).tolist() == expected


def test_equally_confident_ones_stay_in_their_order() -> None:
    same = np.full(6, 0.5, np.float32)
    assert chosen_images(LABELS, ANSWERS, same, None).tolist() == [0, 2, 3, 4]
