"""Terms of the glossary: health."""

from mnistviz.gui.glossary.term import Term

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
