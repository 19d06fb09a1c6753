"""What a confusion matrix says, in sentences that claim no more than is beyond chance."""

import math
from collections.abc import Sequence

from mnistviz.analysis.mistakes import Cell, Confusion, DigitAccuracy, Frequent
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import tr

_NAMED = 2
"""Mistakes that are named at most where many are about as frequent."""


def whole_percent(confidence: float) -> str:
    """A confidence of 0 to 1, rounded down: an answer that is not certain is never 100 %."""
    return percent(math.floor(min(confidence, 0.995) * 100.0 + 1e-4) / 100.0, 0)


def what(cell: Cell, classes: Sequence[str] = MNIST.classes) -> str:
    """What happened in a cell: a mistake, or none."""
    label, answer = (classes[place] for place in cell)
    if cell[0] == cell[1]:
        return tr("{label} read rightly").format(label=label)
    return tr("{label} taken for {answer}").format(label=label, answer=answer)


def about_digits(accuracy: DigitAccuracy, classes: Sequence[str] = MNIST.classes) -> str:
    """Which digits are read less well or better than the rest."""
    differs = accuracy.different.tolist()
    worse = [name for name, side in zip(classes, differs, strict=True) if side < 0]
    better = [name for name, side in zip(classes, differs, strict=True) if side > 0]
    if not worse and not better:
        return tr("Differences between the digits may be chance.")
    if len(worse) + len(better) > len(classes) // 2:
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


def about_mistakes(frequent: Frequent, classes: Sequence[str] = MNIST.classes) -> str:
    """Which mistake is the most frequent, or which ones may be."""
    mistakes = frequent.mistakes
    if not mistakes:
        return tr("No mistakes.")
    if frequent.is_clear:
        return tr("Most frequent mistake: {mistake}.").format(
            mistake=_counted(mistakes[0], classes)
        )
    if len(mistakes) == 1:
        return tr("Too few mistakes to say more.")
    named = ", ".join(_counted(mistake, classes) for mistake in mistakes[:_NAMED])
    if (more := len(mistakes) - _NAMED) > 0:
        text = tr("Most frequent, about alike: {mistakes} and {more} more.")
        return text.format(mistakes=named, more=more)
    return tr("Most frequent, about alike: {mistakes}.").format(mistakes=named)


def listed(names: Sequence[str]) -> str:
    """As 4, 8 and 9."""
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _counted(mistake: Confusion, classes: Sequence[str]) -> str:
    label, answer = classes[mistake.label], classes[mistake.answer]
    return f"{label}→{answer}\N{NO-BREAK SPACE}({mistake.times})"
