"""Terms of the glossary: running a training, and its numbers."""

from mnistviz.gui.glossary.term import Term
from mnistviz.training.spec import HYPERPARAMETERS

TERMS: dict[str, Term] = {
    **{each.name: Term(each.heading, each.text, each.formula) for each in HYPERPARAMETERS},
    "train": Term(
        "Train and pause",
        "Starts training, one update of all weights after another, or stops it between two of "
        "them. Nothing is lost by a pause: training goes on exactly where it was.",
        "w ← w − η·∂L/∂w, batch after batch",
    ),
    "step": Term(
        "Step",
        "Makes a single update of all weights from the next batch, which is one iteration of "
        "gradient descent. What changes in the pictures is what this one batch taught.",
        "w ← w − η·∂L/∂w",
    ),
    "reset": Term(
        "Reset",
        "Starts again from fresh initial weights, with the numbers below. The same seed gives "
        "the same run once more.",
    ),
    "speed": Term(
        "Speed",
        "How many updates are made in a second at most. At 1 you can follow every single one; at "
        "full speed the computer does as many as it can.",
        "time of an update ≥ 1 / speed",
    ),
    "halving schedule": Term(
        "Rate of the next update",
        "What the schedule makes of the learning rate: it is halved every three epochs, little by "
        "little. Large steps come first, and small ones let the weights settle.",
        "ηₜ = η·2^(−epoch / 3)",
    ),
    "cosine schedule": Term(
        "Rate of the next update",
        "What the schedule makes of the learning rate: it falls along half a cosine wave over n "
        "epochs. Large steps come first, and small ones let the weights settle.",
        "ηₜ = η·(1 + cos(π·epoch / n)) / 2",
    ),
    "seed": Term(
        "Seed",
        "The number that all chance comes from: initial weights and the order of the images. The "
        "same seed gives the same run on this computer; another one starts a new run.",
    ),
}
