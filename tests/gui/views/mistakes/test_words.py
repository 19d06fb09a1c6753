"""Sentences about mistakes: they name what is beyond chance, and say so of the rest."""

import numpy as np
import pytest

from mnistviz.analysis.mistakes import Confusion, DigitAccuracy, Frequent
from mnistviz.gui.views.mistakes.words import (
    about_digits,
    about_mistakes,
    listed,
    what,
    whole_percent,
)

SPACE = "\N{NO-BREAK SPACE}"


def accuracy(*, worse: tuple[int, ...] = (), better: tuple[int, ...] = ()) -> DigitAccuracy:
    different = np.zeros(10, np.int64)
    different[list(worse)], different[list(better)] = -1, 1
    ones = np.ones(10, np.int64)
    return DigitAccuracy(ones, ones, np.zeros(10), np.ones(10), different)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (accuracy(), "Differences between the digits may be chance."),
        (accuracy(worse=(4, 9)), "Worse than the rest: 4 and 9. Other differences may be chance."),
        (accuracy(better=(1,)), "Better than the rest: 1. Other differences may be chance."),
        (
            accuracy(worse=(2, 5, 8), better=(0, 1)),
            "Worse than the rest: 2, 5 and 8; better: 0 and 1. Other differences may be chance.",
        ),
        (
            accuracy(worse=(2, 5, 8), better=(0, 1, 6)),
            "Most digits differ by more than chance (filled dots).",
        ),
    ],
)
def test_digits(found: DigitAccuracy, expected: str) -> None:
    assert about_digits(found) == expected


FIRST, SECOND, THIRD = Confusion(4, 9, 21), Confusion(9, 4, 18), Confusion(7, 2, 17)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Frequent((), is_clear=False), "No mistakes."),
        (Frequent((FIRST,), is_clear=True), f"Most frequent mistake: 4→9{SPACE}(21)."),
        (Frequent((FIRST,), is_clear=False), "Too few mistakes to say more."),
        (
            Frequent((FIRST, SECOND), is_clear=False),
            f"Most frequent, about alike: 4→9{SPACE}(21), 9→4{SPACE}(18).",
        ),
        (
            Frequent((FIRST, SECOND, THIRD), is_clear=False),
            f"Most frequent, about alike: 4→9{SPACE}(21), 9→4{SPACE}(18) and 1 more.",
        ),
    ],
)
def test_mistakes(found: Frequent, expected: str) -> None:
    assert about_mistakes(found) == expected


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(1.0, "99"), (0.9999, "99"), (0.99, "99"), (0.986, "98"), (0.29, "29"), (0.0, "0")],
)
def test_no_answer_is_certain(confidence: float, expected: str) -> None:
    assert whole_percent(confidence) == f"{expected}{SPACE}%"
    assert whole_percent(float(np.float32(confidence))) == f"{expected}{SPACE}%"


def test_cells() -> None:
    assert what((4, 9)) == "4 taken for 9"
    assert what((4, 4)) == "4 read rightly"


def test_lists() -> None:
    assert [listed(d) for d in ("", "3", "35", "123")] == ["", "3", "3 and 5", "1, 2 and 3"]
