"""What a gradient check says, in words and figures as they are read."""

import math
from dataclasses import dataclass

from mnistviz.analysis.gradient_check import GradientCheck, LayerCheck, Verdict
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import tr
from mnistviz.gui.views.gradients.checker import Answer

MINUS = "\N{MINUS SIGN}"

MARKS = {
    Verdict.RIGHT: "✓",
    Verdict.FLAT: "–",
    Verdict.BLIND: "?",
    Verdict.LENGTH: "≈",
    Verdict.ROUGHLY: "≈",
    Verdict.PARTLY: "≈",
}
"""Before the sentence; of all other verdicts a cross."""

BAD = (Verdict.NOTHING, Verdict.ACROSS, Verdict.WRONG, Verdict.NO_NUMBER)


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
    return [
        Row(
            f"{sizes[number]} → {sizes[number + 1]}",
            figures(layer),
            f"{MARKS.get(layer.verdict, '✗')} {sentence(layer, number)}",
            layer.verdict in BAD,
        )
        for number, layer in enumerate(check.layers)
    ]


def figure(value: float, digits: int = 3) -> str:
    """A number of any size in a few characters, with so many digits that count."""
    if value == 0.0:
        return "0"  # never a negative one
    if not math.isfinite(value):
        text = localized(value, ".0f")
    elif 1e-3 <= abs(value) < 1e4:
        decimals = digits - 1 - math.floor(math.log10(abs(value)))
        text = localized(value, f",.{max(decimals, 0)}f")
    else:
        mantissa, exponent = localized(value, f".{digits - 2}e").split("e")
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", MINUS)


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
    verdict = layer.verdict
    if verdict is Verdict.NOTHING:
        return _nothing(layer, number)
    if verdict is Verdict.FLAT and max(layer.update_norm, layer.gradient_norm) == 0.0:
        return tr("Flat: the shown loss does not change here, and both are 0.")
    if verdict is Verdict.RIGHT and layer.is_hidden_by_rounding:
        return tr("Right, as far as rounding lets one see: to {digits} digits.").format(
            digits=layer.digits
        )
    text = {
        Verdict.RIGHT: tr("Right: the update is the gradient to {digits} digits."),
        Verdict.FLAT: tr("Flat: the shown loss does not change here; both are as good as 0."),
        Verdict.BLIND: tr("No direction to compare with: the shown loss is saturated, and flat."),
        Verdict.LENGTH: tr("The right way, {times} times as long as the gradient."),
        Verdict.ROUGHLY: tr("Roughly the right way: cosine {cosine}."),
        Verdict.PARTLY: tr("Only partly the right way: cosine {cosine}."),
        Verdict.ACROSS: tr("At right angles to the gradient: cosine {cosine}."),
        Verdict.WRONG: tr("The wrong way: along it the shown loss rises."),
        Verdict.NO_NUMBER: tr("Nothing to compare: the loss is infinite, or no number."),
    }[verdict]
    times = layer.update_norm / layer.gradient_norm if layer.gradient_norm else 0.0
    return text.format(digits=layer.digits, times=figure(times, 2), cosine=cosine(layer))


def _nothing(layer: LayerCheck, number: int) -> str:
    if layer.update_norm == 0.0:
        return tr("Gets nothing; no direction: the update is 0, the gradient is not.")
    if number == 0:
        return tr("The first layer gets next to nothing; moving it would help.")
    return tr("This layer gets next to nothing; moving it would help.")


def left_out(check: GradientCheck) -> str:
    """Which weights were not computed, or do not count."""
    untouched = sum(layer.derivatives.untouched for layer in check.layers)
    kinks = sum(int(layer.derivatives.at_kink.sum()) for layer in check.layers)
    parts = []
    if untouched:
        parts.append(
            tr("{count} weights have an input of 0 in every image: their slope is 0.").format(
                count=localized(untouched, ",")
            )
        )
    if kinks:
        parts.append(
            tr("{count} are left out: moving them puts a ReLU over its kink.").format(
                count=localized(kinks, ",")
            )
        )
    return " ".join(parts)


def about(answer: Answer) -> str:
    """What was checked, and what of it was left out."""
    check, snapshot = answer.check, answer.question.snapshot
    at = tr("loss {loss} at update {update}").format(
        loss=figure(round(check.differences.loss, 12)), update=localized(snapshot.updates, ",")
    )
    return " · ".join(filter(None, (answer.question.name, at, left_out(check))))


def invitation(*, live: bool) -> str:
    """What will appear, and how to get it."""
    if live:
        return tr("Here every layer's update is compared with the true gradient of the loss.")
    return tr(
        "Press Check, and see here whether every layer's update is the true gradient of the loss."
    )
