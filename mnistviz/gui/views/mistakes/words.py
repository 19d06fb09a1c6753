"""What a confusion matrix says, in sentences that claim no more than is beyond chance."""

import math
from collections.abc import Sequence

from mnistviz.analysis.mistakes import Cell, Confusion, DigitAccuracy, Frequent
from mnistviz.data.datasets.mnist import CLASSES
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import tr

_NAMED = 2
"""Mistakes that are named at most where many are about as frequent."""


def whole_percent(confidence: float) -> str:
    """A confidence of 0 to 1, rounded down: an answer that is not certain is never 100 %."""
    return percent(math.floor(min(confidence, 0.995) * 100.0 + 1e-4) / 100.0, 0)


def what(cell: Cell) -> str:
    """What happened in a cell: a mistake, or none."""
    label, answer = cell
    if label == answer:
        return tr("{label} read rightly").format(label=label)
    return tr("{label} taken for {answer}").format(label=label, answer=answer)


def about_digits(accuracy: DigitAccuracy) -> str:
    """Which digits are read less well or better than the rest."""
    worse = [digit for digit in range(CLASSES) if accuracy.different[digit] < 0]
    better = [digit for digit in range(CLASSES) if accuracy.different[digit] > 0]
    if not worse and not better:
        return tr("Differences between the digits may be chance.")
    if len(worse) + len(better) > CLASSES // 2:
        return tr("Most digits differ by more than chance (filled dots).")
    names = {"worse": listed(worse), "better": listed(better)}
    if not better:
        text = tr("Worse than the rest: {worse}. Other differences may be chance.")
    elif not worse:
        text = tr("Better than the rest: {better}. Other differences may be chance.")
    else:
        text = tr(
            "Worse than the rest: {worse}; better: {better}. Other differences may be chance."
        )
    return text.format(**names)


def about_mistakes(frequent: Frequent) -> str:
    """Which mistake is the most frequent, or which ones may be."""
    mistakes = frequent.mistakes
    if not mistakes:
        return tr("No mistakes.")
    if frequent.is_clear:
        return tr("Most frequent mistake: {mistake}.").format(mistake=_counted(mistakes[0]))
    if len(mistakes) == 1:
        return tr("Too few mistakes to say more.")
    named = ", ".join(_counted(mistake) for mistake in mistakes[:_NAMED])
    if (more := len(mistakes) - _NAMED) > 0:
        text = tr("Most frequent, about alike: {mistakes} and {more} more.")
        return text.format(mistakes=named, more=more)
    return tr("Most frequent, about alike: {mistakes}.").format(mistakes=named)


def listed(digits: Sequence[int]) -> str:
    """As 4, 8 and 9."""
    if len(digits) < 2:
        return "".join(str(digit) for digit in digits)
    first = ", ".join(str(digit) for digit in digits[:-1])
    return tr("{first} and {last}").format(first=first, last=digits[-1])


def _counted(mistake: Confusion) -> str:
    return f"{mistake.label}→{mistake.answer}\N{NO-BREAK SPACE}({mistake.times})"
