"""Terms of the glossary: the choice of network."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "activation": Term(
        "Activation",
        "What every hidden unit makes of the weighted sum that comes in, which is what lets a "
        "network learn more than straight lines. Two are on offer, each with layers of its own.",
        "a = f(z), z = Σᵢ wᵢ·xᵢ + b",
    ),
    "sigmoid activation": Term(
        "Logistic sigmoid",
        "Squeezes any number smoothly into 0 to 1, and is flat far from 0, where units learn "
        "slowly. This network has two hidden layers, of 128 and 64 units.",
        "σ(z) = 1 / (1 + e⁻ᶻ), σ′(z) = σ(z)·(1 − σ(z))",
    ),
    "relu activation": Term(
        "Rectified linear unit (ReLU)",
        "Lets positive numbers through as they are and makes all others 0, so that its slope is "
        "either 1 or 0. This network has one hidden layer of 64 units.",
        "ReLU(z) = max(0, z)",
    ),
    "arithmetic": Term(
        "Arithmetic",
        "Whether the network learns exactly as the notebook was written, mistakes included, or "
        "with those mistakes mended. Switch to and fro to see what they cost.",
    ),
    "notebook arithmetic": Term(
        "As in the notebook",
        "Every formula is the notebook's own, whether it is the true derivative or not. The "
        "sentence below the diagram says what is wrong with it.",
    ),
    "corrected arithmetic": Term(
        "Corrected",
        "The same layers with true gradients, softmax and cross-entropy, in mini-batches with "
        "momentum. It reads far more digits rightly, and sooner.",
        "∂L/∂z = softmax(z) − y",
    ),
    "architecture": Term(
        "Layers",
        "A fully connected network, or multilayer perceptron: every unit of a column is joined to "
        "every unit of the next by a weight. The numbers count the units, and the words say what "
        "each column computes.",
        "a⁽ˡ⁾ = f(W⁽ˡ⁾·a⁽ˡ⁻¹⁾ + b⁽ˡ⁾)",
    ),
}
