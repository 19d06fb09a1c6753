"""Terms of the glossary: the line at the foot of the window."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
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
