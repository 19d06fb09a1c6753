"""What a confusion matrix says, in sentences that claim no more than is beyond chance."""

import math
from collections.abc import Sequence

from mnistviz.analysis.mistakes import Cell, Confusion, DigitAccuracy, Frequent
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import tr

TERMS: dict[str, Term] = {
    "confusion matrix": Term(
        "Confusion matrix",
        "Each row holds the test images of one digit, each column those that were given one "
        "answer, so that mistakes lie off the diagonal. Click a cell to see its images.",
        "C[label, answer] = number of test images",
    ),
    "accuracy per digit": Term(
        "Accuracy of each digit",
        "The share of each digit's test images that is read rightly, with the interval in which "
        "the true share lies 19 times in 20 (Wilson's score interval). A dot is filled only if "
        "Fisher's exact test, at 5 % shared by ten comparisons, tells the digit from the rest.",
        "(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96",
    ),
    "mistaken images": Term(
        "Images, most confident first",
        "The test images of the chosen cell, or of all mistakes, each with the calibrated "
        "probability of the network's answer. A click lays the image on the canvas and shows "
        "which of its pixels spoke for which digit.",
        "confidence = max softmax(z / T)",
    ),
    "frequent mistakes": Term(
        "What is beyond chance",
        "A mistake is called the most frequent only if it is more frequent than every other "
        "beyond chance, and a digit is named only if it differs from the rest beyond chance. "
        "Two counts a and b differ if so uneven a split of a + b would come by chance less than "
        "once in twenty times.",
        "p = 2 P(X ≥ a),  X binomial with n = a + b and ½",
    ),
}


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
        text = tr("Most frequent mistake: {mistake}.")
        return text.format(mistake=_counted(mistakes[0], classes))
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
