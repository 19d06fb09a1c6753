"""What the view Gradients says: its terms of the glossary, and a check in words and figures."""

import math
from dataclasses import dataclass

from mnistviz.analysis.gradient_check import GradientCheck, LayerCheck, Verdict
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import tr
from mnistviz.gui.views.gradients.checker import Answer
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "gradient check": Term(
        "Gradient check",
        "For every layer, what the program would change in the weights beside how the loss that it "
        "shows truly slopes, both in double precision on the same images. Where the calculus is "
        "right, the two agree to many digits.",
        "u = backward pass,  g = ∂L/∂w by central differences",
    ),
    "length of the update": Term(
        "Update",
        "How long the layer's update is: the square root of the sum of its squares, over all "
        "weights and biases, before the learning rate. If it is 0, the layer does not learn.",
        "‖u‖ = √Σ u²",
    ),
    "length of the gradient": Term(
        "Gradient",
        "How long the true gradient is, found without any calculus: every weight is moved a little "
        "up and down, and the loss is computed each time. Weights that put a ReLU over its kink by "
        "that are left out of all figures.",
        "g = (L(w + h) − L(w − h)) / 2h,  h = 2⁻¹⁷",
    ),
    "cosine": Term(
        "Cosine",
        "Whether update and gradient go the same way: 1 is the same way, 0 at right angles, and −1 "
        "straight against it. Where one of them is 0 there is no direction, and no cosine.",
        "cos = u · g / (‖u‖ ‖g‖)",
    ),
    "relative error": Term(
        "Relative error",
        "How far update and gradient are apart, measured by the longer of the two. Below 0.00001 "
        "it is the central differences' own error; a wrong formula is far above.",
        "‖u − g‖ / max(‖u‖, ‖g‖)",
    ),
    "verdict on a layer": Term(
        "What is seen",
        "The figures of the row in a sentence. The shown loss is flat where it counts only outputs "
        "that are as near to 0 or 1 as numbers go.",
    ),
    "images of the check": Term(
        "Images",
        "How many training images the loss is averaged over, or the digit on the canvas if its "
        "label is known. One image takes an eighth of the time of eight.",
        "L = (1 / n) Σ L(image)",
    ),
    "other images": Term(
        "Other images",
        "Takes the training images that follow. A verdict that holds for one batch should hold for "
        "any other.",
    ),
    "check": Term(
        "Check",
        "Compares the update and the gradient of the weights as they stand, for every weight of "
        "every layer. While it works, the same button stops it.",
    ),
    "live check": Term(
        "Live",
        "Checks again and again while the network learns, with a rest after each check, and only "
        "while this view is in front. Switched off, it checks when asked.",
    ),
    "mend it": Term(
        "Mend it",
        "Puts the activation's own derivative in place of the notebook's slope at a, which is next "
        "to 0, so that the hidden layers of the running network begin to learn. The notebook's "
        "error at the outputs stays: its shown loss counts only the label's output, and the true "
        "gradient of that would teach nothing about the nine other digits.",
        "σ′(a) ≈ 0  →  relu′(z) = 1 where z > 0",
    ),
    "see the filters move": Term(
        "See the filters move",
        "Shows the filters, and how far each of their weights has moved since the run began. "
        "Before the mending nothing was to be seen there.",
        "Δw = w(now) − w(start)",
    ),
    "unit of the check": Term(
        "Unit",
        "Whose incoming weights are looked at: for the first layer they are painted where their "
        "pixels are. In a later layer every row of the pictures is a unit, and every column one of "
        "its inputs.",
        "zⱼ = Σᵢ wᵢⱼ aᵢ + bⱼ",
    ),
    "picture of the gradient": Term(
        "Picture of the gradient",
        "The loss's slope along each weight: green where the loss rises with the weight, purple "
        "where it falls. Both pictures have one colour scale, whose end is the largest of their "
        "values.",
        "g = ∂L/∂w",
    ),
    "picture of the update": Term(
        "Picture of the update",
        "What the program computes for each weight; the weight is moved the other way. Where the "
        "calculus is right, it looks like the picture beside it.",
        "w ← w − η u",
    ),
    "single weight": Term(
        "A single weight",
        "The arithmetic of the weight that the pictures' mark is on, with the figures as they were "
        "computed. Click on a weight to choose it, or move the mark with the arrow keys.",
        "(L(w + h) − L(w − h)) / 2h",
    ),
}

MINUS = "\N{MINUS SIGN}"

_BAD = "✗"

_SEEN = {
    Verdict.RIGHT: ("✓", mark("Right: the update is the gradient to {digits} digits.")),
    Verdict.FLAT: (
        "–",
        mark("Flat: the shown loss does not change here; both are as good as 0."),
    ),
    Verdict.BLIND: (
        "?",
        mark("No direction to compare with: the shown loss is saturated, and flat."),
    ),
    Verdict.LENGTH: ("≈", mark("The right way, {times} times as long as the gradient.")),
    Verdict.ROUGHLY: ("≈", mark("Roughly the right way: cosine {cosine}.")),
    Verdict.PARTLY: ("≈", mark("Only partly the right way: cosine {cosine}.")),
    Verdict.NOTHING: (_BAD, mark("This layer gets next to nothing; moving it would help.")),
    Verdict.ACROSS: (_BAD, mark("At right angles to the gradient: cosine {cosine}.")),
    Verdict.WRONG: (_BAD, mark("The wrong way: along it the shown loss rises.")),
    Verdict.NO_NUMBER: (_BAD, mark("Nothing to compare: the loss is infinite, or no number.")),
}
"""What stands before the sentence, and the sentence."""


@dataclass(frozen=True)
class Row:
    """What is said of a layer.

    Attributes:
        name: of the layer.
        figures: both lengths, the cosine and the relative error.
        sentence: what is seen, with a mark before it.
        is_bad: whether the sentence tells of something wrong.
    """

    name: str
    figures: tuple[str, str, str, str]
    sentence: str
    is_bad: bool


def rows(check: GradientCheck) -> list[Row]:
    """One for each layer."""
    sizes = check.differences.parameters.architecture.sizes
    found = []
    for number, layer in enumerate(check.layers):
        name, sign = f"{sizes[number]} → {sizes[number + 1]}", _SEEN[layer.verdict][0]
        found.append(Row(name, figures(layer), f"{sign} {sentence(layer, number)}", sign == _BAD))
    return found


def figure(value: float, digits: int = 3) -> str:
    """A number of any size in a few characters, with so many digits that count."""
    if value == 0.0:
        return "0"  # never a negative one
    if not math.isfinite(value):
        return localized(value, ".0f").replace("-", MINUS)
    if not 1e-3 <= abs(value) < 1e4:
        return scientific(value, digits - 2)
    decimals = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    return localized(value, f",.{decimals}f").replace("-", MINUS)


def scientific(value: float, decimals: int) -> str:
    """A finite number with so many decimals, and its power of ten without zeros before it."""
    mantissa, exponent = localized(value, f".{decimals}e").split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def cosine(layer: LayerCheck) -> str:
    """Two digits are enough, but for one that is nearly 1."""
    value = layer.cosine
    if value is None:
        return "–"
    return localized(value, ".7f" if value > 0.9999 else ".2f").replace("-", MINUS)


def figures(layer: LayerCheck) -> tuple[str, str, str, str]:
    """Both lengths, the cosine and the relative error."""
    # Of two numbers that are as good as 0, the one over the other means nothing.
    is_flat = layer.verdict is Verdict.FLAT
    return (
        figure(layer.update_norm),
        figure(layer.gradient_norm),
        "–" if is_flat else cosine(layer),
        "–" if is_flat else figure(layer.relative_error, 2),
    )


def loss(value: float) -> str:
    """With as many decimals as two neighbouring losses differ in; never a negative 0."""
    return localized(round(value, 12) + 0.0, ".12f").replace("-", MINUS)


def sentence(layer: LayerCheck, number: int) -> str:
    """What is seen of a layer; the first has number 0."""
    verdict, text = layer.verdict, _SEEN[layer.verdict][1]
    if verdict is Verdict.NOTHING and layer.update_norm == 0.0:
        text = mark("Gets nothing; no direction: the update is 0, the gradient is not.")
    elif verdict is Verdict.NOTHING and number == 0:
        text = mark("The first layer gets next to nothing; moving it would help.")
    elif verdict is Verdict.FLAT and max(layer.update_norm, layer.gradient_norm) == 0.0:
        text = mark("Flat: the shown loss does not change here, and both are 0.")
    elif verdict is Verdict.RIGHT and layer.is_hidden_by_rounding:
        text = mark("Right, as far as rounding lets one see: to {digits} digits.")
    times = layer.update_norm / layer.gradient_norm if layer.gradient_norm else 0.0
    figures = {"digits": layer.digits, "times": figure(times, 2), "cosine": cosine(layer)}
    return tr(text).format(**figures)


def left_out(check: GradientCheck) -> str:
    """Which weights were not computed, or do not count."""
    untouched = sum(layer.derivatives.untouched for layer in check.layers)
    kinks = sum(int(layer.derivatives.at_kink.sum()) for layer in check.layers)
    texts = (
        (untouched, mark("{count} weights have an input of 0 in every image: their slope is 0.")),
        (kinks, mark("{count} are left out: moving them puts a ReLU over its kink.")),
    )
    return " ".join(tr(text).format(count=localized(n, ",")) for n, text in texts if n)


def about(answer: Answer) -> str:
    """What was checked, and what of it was left out."""
    check, snapshot = answer.check, answer.question.snapshot
    at = tr("loss {loss} at update {update}").format(
        loss=figure(round(check.differences.loss, 12)), update=localized(snapshot.updates, ",")
    )
    return " · ".join(filter(None, (answer.question.name, at, left_out(check))))
