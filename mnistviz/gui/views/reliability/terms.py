"""Terms of the glossary: reliability."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "reliability diagram": Term(
        "Reliability diagram",
        "The test images are sorted by how sure the network is of its answer, and each point is "
        "the share of right answers in one tenth of them. Points below the diagonal mean that it "
        "is too sure of itself, points above that it could be surer.",
        "accuracyₖ = right answers in bin k / answers in bin k",
    ),
    "temperature": Term(
        "Temperature",
        "All ten logits are divided by it before the softmax, which never changes which answer is "
        "the largest. Above 1 the network becomes less sure of itself, below 1 surer.",
        "pₖ = exp(zₖ / T) / Σⱼ exp(zⱼ / T)",
    ),
    "calibration error as computed": Term(
        "Calibration error as computed",
        "How far the network's own outputs are, on average, from how often they are right. It is "
        "measured on the test images, before the temperature is applied.",
        "ECE = Σₖ nₖ / n · |accuracyₖ − confidenceₖ|",
    ),
    "calibration error": Term(
        "Calibration error",
        "How far the calibrated probabilities are, on average, from how often they are right. At "
        "0, answers given 90 % are right nine times in ten.",
        "ECE = Σₖ nₖ / n · |accuracyₖ − confidenceₖ|",
    ),
    "numbers shown": Term(
        "Numbers in the whole window",
        "Calibrated probabilities say how often such answers are right, and they add up to 1. As "
        "computed, the outputs are those of the network itself, ten sigmoids one by one.",
        "calibrated: softmax(z / T), as computed: f(z)",
    ),
}
