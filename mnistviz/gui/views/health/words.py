"""What a diagnosis says, and what to try, in plain words."""

from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import tr
from mnistviz.training.diagnosis import Finding, Kind

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def figure(value: float) -> str:
    """A number of any size in two digits; NaN is a dash, an exact zero "0"."""
    if value != value:  # noqa: PLR0124 - NaN
        return "–"
    if value == 0.0 or value in (float("inf"), -float("inf")):
        return f"{value:.0f}".replace("inf", "∞")
    size = abs(value)
    if 0.01 <= size < 10_000.0:
        digits = 0 if size >= 9.95 else 1 if size >= 0.995 else 2
        return f"{value:.{digits}f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}·{power(int(exponent))}"


def power(exponent: int) -> str:
    """A power of ten as it is written: "10⁻³"."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def in_words(finding: Finding) -> tuple[str, str]:
    """What is so, and what to try; the latter may be empty."""
    what, advice = _WORDS[finding.kind](finding)
    figures = {
        "layer": finding.layer,
        "share": percent(finding.share, 0),
        "rate": f"{finding.learning_rate:.3g}",
        "instead": f"{finding.instead:.3g}",
        "times": f"{finding.instead / finding.learning_rate:,.0f}" if finding.learning_rate else "",
        "ratio": figure(finding.ratio),
        "now": figure(finding.now),
        "best": figure(finding.best),
    }
    return what.format(**figures), advice.format(**figures)


def _model(_finding: Finding) -> tuple[str, str]:
    return (
        tr("A network from a file: how its training went is not known."),
        tr("Shown is what its units give for 256 training images; gradients come with training."),
    )


def _ready(_finding: Finding) -> tuple[str, str]:
    return tr("Nothing to judge yet."), tr("Press Train.")


def _early(_finding: Finding) -> tuple[str, str]:
    return tr("Too early to tell."), tr("A few more tests are needed.")


def _fine(_finding: Finding) -> tuple[str, str]:
    return tr("Nothing looks wrong."), ""


def _start_again() -> str:
    return tr("Press Reset and try a learning rate of {instead}.")


def _remedy(finding: Finding, from_start: str) -> str:
    large_steps = tr("Steps were too large.") + " " + _start_again()
    return from_start if finding.from_start else large_steps


def _diverged(_finding: Finding) -> tuple[str, str]:
    what = tr("The loss is no longer a number: the learning rate {rate} is too high.")
    return what, _start_again()


def _dead(finding: Finding) -> tuple[str, str]:
    what = tr(
        "{share} of layer {layer} is dead: these units give 0 for every image and learn no more."
    )
    return what, _remedy(finding, tr("They were from the start: try another seed."))


def _saturated(finding: Finding) -> tuple[str, str]:
    what = tr(
        "{share} of layer {layer} is saturated: these units hardly react, and pass no gradient on."
    )
    return what, _remedy(
        finding, tr("They were from the start: the initial weights are too large.")
    )


def _no_gradient(finding: Finding) -> tuple[str, str]:
    if finding.wrong_derivative:
        return (
            tr("Layer {layer} gets no gradient: the notebook's slope σ′(activation) is next to 0."),
            tr("Try “Mend it” in the view Gradients, or the corrected ReLU network."),
        )
    return (
        tr("Layer {layer} gets next to no gradient: the layers after it let nothing through."),
        tr("Try another seed, or a network with ReLUs."),
    )


def _stuck(_finding: Finding) -> tuple[str, str]:
    what = tr("It reads no better than by guessing, although its steps are large.")
    return what, tr("A learning rate of {rate} is too high.") + " " + _start_again()


def _thrown_back(_finding: Finding) -> tuple[str, str]:
    return (
        tr("The test loss rose from {best} to {now}: steps as large as these throw it back."),
        tr("A learning rate of {rate} is too high; try {instead}."),
    )


def _too_low(_finding: Finding) -> tuple[str, str]:
    return (
        tr(
            "The learning rate {rate} is too low: an update moves weights by {ratio} of their size."
        ),
        tr("Try about {times} times more: {instead}."),
    )


def _overfitting(_finding: Finding) -> tuple[str, str]:
    return (
        tr("It overfits: the test loss rose from {best} to {now} while the training loss fell."),
        tr("Stop earlier, or try augmentation or more training images."),
    )


_WORDS = {
    Kind.MODEL: _model,
    Kind.READY: _ready,
    Kind.EARLY: _early,
    Kind.FINE: _fine,
    Kind.DIVERGED: _diverged,
    Kind.DEAD: _dead,
    Kind.SATURATED: _saturated,
    Kind.NO_GRADIENT: _no_gradient,
    Kind.STUCK: _stuck,
    Kind.THROWN_BACK: _thrown_back,
    Kind.TOO_LOW: _too_low,
    Kind.OVERFITTING: _overfitting,
}
