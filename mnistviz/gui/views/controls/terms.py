"""Terms of the glossary: running a training, and its numbers."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
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
    "learning rate": Term(
        "Learning rate η",
        "How far each update moves the weights against the gradient. Too small and nothing seems "
        "to happen; too large and the loss jumps about or grows without bounds.",
        "w ← w − η·∂L/∂w",
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
    "batch size": Term(
        "Batch size B",
        "How many images share one update: their gradients are averaged. With 1 it is stochastic "
        "gradient descent in the strict sense; larger batches give calmer steps, and fewer.",
        "∂L/∂w = 1/B·Σᵢ ∂Lᵢ/∂w",
    ),
    "momentum": Term(
        "Momentum μ",
        "How much of the last step is carried into the next, like a heavy ball that rolls on. "
        "With 0 every step is the gradient's alone; near 1 steps in one direction add up.",
        "v ← μ·v + ∂L/∂w, w ← w − η·v",
    ),
    "augmentation": Term(
        "Augmentation s",
        "How far each training image is shifted, turned, scaled and slanted at random before the "
        "network sees it. It learns more slowly and reads other people's digits better; the "
        "images of the notebooks stay as they are.",
        "shift ± s pixels, turn ± 12°·s, size ± 15 %·s, slant ± 0.15·s",
    ),
    "seed": Term(
        "Seed",
        "The number that all chance comes from: initial weights and the order of the images. The "
        "same seed gives the same run on this computer; another one starts a new run.",
    ),
}
