"""Terms of the glossary: the network, its settings, and the line at the foot of the window."""

from mnistviz.gui.glossary.term import Term

_NETWORK = {
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

_RUNNING = {
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

_STATUS = {
    "state": Term(
        "What is running",
        "Whether the network is being trained, and by which of the four presets. While a network "
        "from a file is shown, its name stands here instead.",
    ),
    "epoch": Term(
        "Epoch",
        "One epoch is one pass over all training images; the fraction is how far the pass under "
        "way has come. Training stops by itself after as many as are asked for.",
        "epoch = images seen / training images",
    ),
    "images seen": Term(
        "Images seen",
        "How many training images the network has learned from so far. An image counts again in "
        "every epoch.",
        "images seen = Σ batch size, over all updates",
    ),
    "images per second": Term(
        "Images per second",
        "How fast training goes at the moment, as a mean over the last second. Larger batches "
        "make it faster, for their images are computed together.",
        "images / seconds",
    ),
    "loss of last update": Term(
        "Loss of the last update",
        "The mean loss over the images of the newest batch, before its update. It jumps from "
        "batch to batch; the smoothed curve shows where it is going.",
        "L = 1/B·Σᵢ Lᵢ",
    ),
    "recent training accuracy": Term(
        "Training accuracy",
        "The share of the last tenth of an epoch's images that was read rightly, each before the "
        "update it led to. Where it lies well above the test accuracy, the network has begun to "
        "learn images by heart.",
        "right answers / images",
    ),
    "test accuracy": Term(
        "Test accuracy",
        "The share of the test images that is read rightly, plus or minus its standard error; the "
        "network never learns from these. Two networks that differ by less than about two standard "
        "errors may well be equally good.",
        "p ± √(p·(1 − p) / n)",
    ),
}

TERMS: dict[str, Term] = {**_NETWORK, **_RUNNING, **_STATUS}
