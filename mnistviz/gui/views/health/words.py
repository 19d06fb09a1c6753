"""What the view Health shows: figures, scales, what is in a chart; a diagnosis in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.figures import localized, nice_ceiling, percent
from mnistviz.gui.kit.language import tr
from mnistviz.nn.parameters import Architecture
from mnistviz.training.diagnosis import GUIDE, Finding, Kind
from mnistviz.training.health import HealthCurve, LayerCurve
from mnistviz.training.history import Series
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "diagnosis": Term(
        "Diagnosis",
        "What the figures below show beyond doubt, and what to try if something is wrong. It "
        "compares the newest tests with the best ones, and says nothing before it has seen enough.",
    ),
    "gradient norm": Term(
        "Gradient norm",
        "How long the gradient of a layer's weights is, as the learning rule makes it, on 256 "
        "training images. A layer whose gradient is 0, or far below the others', does not learn.",
        "‖∂L/∂Wₖ‖ = √ Σᵢⱼ (∂L/∂wᵢⱼ)²",
    ),
    "update-to-weight ratio": Term(
        "Update-to-weight ratio",
        "How much one update moves a layer's weights, compared with their size, with momentum and "
        "schedule included. A usual value is a thousandth: far below, learning takes very long, "
        "far above, it becomes unsteady.",
        "‖ΔWₖ‖ / ‖Wₖ‖",
    ),
    "dead and saturated units": Term(
        "Dead and saturated units",
        "A ReLU is dead if it gives 0 for all of 256 training images, a sigmoid saturated if it is "
        "within 0.02 of 0 or 1 for 95 % of them. No gradient gets through the one, and next to "
        "none through the other.",
        "dead: maxₙ aₙ = 0; saturated: |aₙ − ½| ≥ 0.48 for 95 % of all n",
    ),
    "distribution of activations": Term(
        "Distribution of activations",
        "What a layer's units give for 256 training images: half of all values lie in the dark "
        "band, nine in ten in the light one, and the line is the median. Bands that collapse or "
        "run away mean that the layer tells images apart no longer.",
        "aₖ = f(zₖ), quantiles at 5, 25, 50, 75 and 95 %",
    ),
}


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_DECADES = 9
"""Of a logarithmic scale, at most: what lies lower is drawn on its floor."""


def figure(value: float) -> str:
    """A number of any size in two digits; NaN is a dash, an exact zero "0"."""
    if value != value:  # noqa: PLR0124 - NaN
        return "–"
    if value == 0.0 or value in (float("inf"), -float("inf")):
        return localized(value, ".0f").replace("inf", "∞")
    size = abs(value)
    if 0.01 <= size < 10_000.0:
        digits = 0 if size >= 9.95 else 1 if size >= 0.995 else 2
        return localized(value, f".{digits}f")
    mantissa, exponent = localized(value, ".1e").split("e")
    return f"{mantissa}·{power(int(exponent))}"


def power(exponent: int) -> str:
    """A power of ten as it is written: "10⁻³"."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


@dataclass(frozen=True)
class Scale:
    """From values to shares of a chart's height.

    Attributes:
        low, high: the ends, or their decimal logarithms.
        low_text, high_text: what to write at the ends.
        is_log: whether values are drawn by their logarithm; what is below ``low`` lies on it.
    """

    low: float
    high: float
    low_text: str
    high_text: str
    is_log: bool = False

    def heights(self, values: Series) -> Series:
        """0 at the floor, 1 at the ceiling; NaN stays NaN."""
        if self.is_log:
            with np.errstate(divide="ignore"):
                values = np.log10(values)
        shares: Series = (values - self.low) / (self.high - self.low)
        return np.clip(shares, 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Cell:
    """What one layer's chart shows.

    Attributes:
        line: ``(n,)``, NaN where there is nothing; None for a layer without such a figure.
        scale: of its values.
        value: the newest one, in short.
        word: what that is, where the row's name does not say it.
        bands: pairs of ``(n,)`` between which it is shaded, the widest first.
    """

    line: Series | None
    scale: Scale
    value: str
    word: str = ""
    bands: Sequence[tuple[Series, Series]] = ()


def log_scale(curves: list[Series]) -> Scale:
    """Whole decades that hold all values; a decade more below if there is a 0 among them.

    Args:
        curves: none of them negative; NaN counts for nothing.
    """
    together = np.concatenate(curves) if curves else np.empty(0)
    above = together[np.isfinite(together) & (together > 0.0)]
    if not len(above):
        return Scale(-1.0, 0.0, "0", power(0), is_log=True)
    low = int(np.floor(np.log10(above.min())))
    high = max(int(np.ceil(np.log10(above.max()))), low + 1)
    has_zero, is_deep = bool((together == 0.0).any()), high - low > _DECADES
    low = max(low, high - _DECADES) - has_zero
    text = "0" if has_zero else ("≤" if is_deep else "") + power(low)
    return Scale(low, high, text, power(high), is_log=True)


def plain_scale(high: float) -> Scale:
    """From 0 to ``high``, which is positive."""
    return Scale(0.0, high, "0", figure(high).removesuffix(".0"))


def cells_of(health: HealthCurve, architecture: Architecture) -> tuple[list[Cell], ...]:
    """All that there is to show of a history that is not empty: a cell for each layer, in rows.

    Returns:
        Gradients, updates, dead or saturated units, activations.
    """
    layers, relu = health.layers, architecture.hidden == "relu"
    return (
        _log_cells([layer.gradient_norm for layer in layers]),
        _log_cells([layer.update_ratio for layer in layers], (GUIDE / 2.0, GUIDE * 2.0)),
        [_units(layer) for layer in layers],
        [_activations(each, has_limit=each is layers[-1] or not relu) for each in layers],
    )


def names_of(architecture: Architecture) -> list[tuple[str, str]]:
    """Each layer's name, in full and in short."""
    *units, outputs = architecture.sizes[1:]
    kinds = [(count, architecture.hidden) for count in units] + [(outputs, architecture.output)]
    return [
        (f"{name} · {count} {'ReLU' if kind == 'relu' else kind}", name)
        for number, (count, kind) in enumerate(kinds, 1)
        for name in (tr("Layer {n}").format(n=number),)
    ]


def _log_cells(curves: list[Series], within: tuple[float, ...] = ()) -> list[Cell]:
    """Layers that can be compared: they have one scale, which has ``within`` on it."""
    if not any(np.isfinite(curve).any() for curve in curves):
        return [Cell(None, log_scale([]), "–") for _ in curves]
    scale = log_scale([*curves, np.array(within)])
    return [Cell(curve, scale, figure(float(curve[-1]))) for curve in curves]


_SHARE = Scale(0.0, 1.0, "0", "100")


def _units(layer: LayerCurve) -> Cell:
    for shares, word in ((layer.dead, tr("dead")), (layer.saturated, tr("saturated"))):
        newest = float(shares[-1])
        if not math.isnan(newest):
            return Cell(shares, _SHARE, percent(newest, 0), word)
    return Cell(None, _SHARE, "–")


def _activations(layer: LayerCurve, *, has_limit: bool) -> Cell:
    """``has_limit``: none is above 1."""
    lowest, low, middle, high, highest = layer.quantiles
    scale = plain_scale(1.0)
    if not has_limit:
        top = highest[np.isfinite(highest)]
        scale = plain_scale(nice_ceiling(max(float(top.max()) if len(top) else 0.0, 1e-6)))
    bands = ((lowest, highest), (low, high))
    return Cell(middle, scale, figure(float(layer.mean[-1])), tr("mean"), bands)


_AGAIN = mark("Press Reset and try a learning rate of {instead}.")
_LARGE_STEPS = mark("Steps were too large.")

_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.MODEL: (
        mark("A network from a file: how its training went is not known."),
        mark("Shown is what its units give for 256 training images; gradients come with training."),
    ),
    Kind.READY: (mark("Nothing to judge yet."), mark("Press Train.")),
    Kind.EARLY: (mark("Too early to tell."), mark("A few more tests are needed.")),
    Kind.FINE: (mark("Nothing looks wrong."),),
    Kind.DIVERGED: (
        mark("The loss is no longer a number: the learning rate {rate} is too high."),
        _AGAIN,
    ),
    Kind.DEAD: (
        mark(
            "{share} of layer {layer} is dead: these units give 0 for every image and learn no "
            "more."
        ),
        _LARGE_STEPS,
        _AGAIN,
    ),
    Kind.SATURATED: (
        mark(
            "{share} of layer {layer} is saturated: these units hardly react, and pass no gradient "
            "on."
        ),
        _LARGE_STEPS,
        _AGAIN,
    ),
    Kind.NO_GRADIENT: (
        mark("Layer {layer} gets next to no gradient: the layers after it let nothing through."),
        mark("Try another seed, or a network with ReLUs."),
    ),
    Kind.STUCK: (
        mark("It reads no better than by guessing, although its steps are large."),
        mark("A learning rate of {rate} is too high."),
        _AGAIN,
    ),
    Kind.THROWN_BACK: (
        mark("The test loss rose from {best} to {now}: steps as large as these throw it back."),
        mark("A learning rate of {rate} is too high; try {instead}."),
    ),
    Kind.TOO_LOW: (
        mark(
            "The learning rate {rate} is too low: an update moves weights by {ratio} of their size."
        ),
        mark("Try about {times} times more: {instead}."),
    ),
    Kind.OVERFITTING: (
        mark("It overfits: the test loss rose from {best} to {now} while the training loss fell."),
        mark("Stop earlier, or try augmentation or more training images."),
    ),
}
"""What is so, and sentences of advice."""

_FROM_START = {
    Kind.DEAD: mark("They were from the start: try another seed."),
    Kind.SATURATED: mark("They were from the start: the initial weights are too large."),
}
"""The advice instead, where no step has made it so."""

_WRONG_DERIVATIVE = (
    mark("Layer {layer} gets no gradient: the notebook's slope σ′(activation) is next to 0."),
    mark("Try “Mend it” in the view Gradients, or the corrected ReLU network."),
)


def in_words(finding: Finding) -> tuple[str, str]:
    """What is so, and what to try; the latter may be empty."""
    wrong = finding.kind is Kind.NO_GRADIENT and finding.wrong_derivative
    what, *advice = _WRONG_DERIVATIVE if wrong else _WORDS[finding.kind]
    if finding.from_start and finding.kind in _FROM_START:
        advice = [_FROM_START[finding.kind]]
    rate = finding.learning_rate
    figures = {
        "layer": finding.layer,
        "share": percent(finding.share, 0),
        "rate": localized(rate, ".3g"),
        "instead": localized(finding.instead, ".3g"),
        "times": localized(finding.instead / rate, ",.0f") if rate else "",
        "ratio": figure(finding.ratio),
        "now": figure(finding.now),
        "best": figure(finding.best),
    }
    return tr(what).format(**figures), " ".join(map(tr, advice)).format(**figures)
