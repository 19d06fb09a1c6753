"""Terms of the glossary: the learning curves."""

from mnistviz.gui.glossary.term import Term

_LOSSES = {
    "loss: cross-entropy": Term(
        "Cross-entropy",
        "How surprised the network is by the right answer, as a mean over images: 0 if it was "
        "sure of it, and more the less probable it found it. Guessing blindly among ten digits "
        "costs 2.303.",
        "L = −ln p(label)",
    ),
    "loss: mean squared error": Term(
        "Mean squared error",
        "How far the ten outputs are from 1 for the right digit and 0 for all others, squared and "
        "averaged. Training makes this number smaller, and nothing else.",
        "L = 1/10·Σⱼ (aⱼ − yⱼ)²",
    ),
    "loss: cross-entropy / 10": Term(
        "Cross-entropy / 10",
        "The notebook's figure: it divides by the length of a label where it meant the number of "
        "images. So it shows a tenth of the cross-entropy.",
        "L = −1/10·ln(a(label) + 10⁻¹⁵)",
    ),
}

_LOSS_CURVES = {
    "training loss": Term(
        "Training loss",
        "The loss on the training images, each before the update it led to, as a mean over the "
        "window that the slider sets. As long as it falls the network is learning.",
        "mean of L over the window",
    ),
    "loss per batch": Term(
        "Training loss, batch by batch",
        "The faint band reaches from the least to the greatest loss of the single batches. Its "
        "width is chance: which images happened to share a batch.",
        "L = 1/B·Σᵢ Lᵢ",
    ),
    "test loss": Term(
        "Test loss",
        "The loss on the test images, which the network never learns from. Where it rises while "
        "the training loss still falls, the network learns by heart: overfitting.",
        "L = 1/n·Σᵢ Lᵢ, over the test images",
    ),
}

_ACCURACY_CURVES = {
    "accuracy": Term(
        "Accuracy",
        "The share of images whose largest output is the right digit. Guessing blindly gives 10 "
        "percent.",
        "right answers / images",
    ),
    "training accuracy": Term(
        "Training accuracy",
        "The share of training images that was read rightly, each before the update it led to, as "
        "a mean over the window that the slider sets. Bent images are harder to read, so that with "
        "augmentation it lies below the test accuracy.",
        "right answers / images, mean over the window",
    ),
    "accuracy per batch": Term(
        "Training accuracy, batch by batch",
        "The faint band reaches from the lowest to the highest accuracy of the single batches. "
        "Its width is chance: which images happened to share a batch.",
        "right answers / B",
    ),
    "test accuracy curve": Term(
        "Test accuracy",
        "The share of the test images that is read rightly; the network never learns from these. "
        "Steps smaller than its standard error are nothing but chance.",
        "p, with the standard error √(p·(1 − p) / n)",
    ),
}

_CONTROLS = {
    "smoothing": Term(
        "Smoothing",
        "The strong training line is the mean over this part of an epoch, a moving average. A "
        "wide window calms the line and makes it late; at the left end it is not smoothed at all.",
        "s(x) = mean of the values from x − window to x",
    ),
    "log loss": Term(
        "Logarithmic loss axis",
        "Equal distances on the axis are equal ratios, so that small losses become visible. A "
        "straight line downwards then means that the loss is halved at a steady pace.",
        "height ∝ log₁₀ L",
    ),
    "follow": Term(
        "Follow",
        "Shows the whole of the curves again, and keeps showing it as they grow. It appears once "
        "you have zoomed a plot with the wheel or dragged it.",
    ),
}

TERMS: dict[str, Term] = {**_LOSSES, **_LOSS_CURVES, **_ACCURACY_CURVES, **_CONTROLS}


def loss_term(title: str) -> Term:
    """What a loss is; ``title`` is as ``Loss`` has it."""
    return TERMS[f"loss: {title[:1].lower()}{title[1:]}"]
