"""Terms of the glossary: biases."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "biases": Term(
        "Biases",
        "What each unit of a layer adds to the weighted sum that comes in, a bar a unit: upwards "
        "and green if it is positive, downwards and purple if it is negative. A unit with a large "
        "bias gives much even for an empty picture, one with a very negative bias seldom wakes.",
        "z = Σᵢ wᵢ·xᵢ + b",
    ),
    "scale of the biases": Term(
        "Colour of a bias",
        "The bias that has a whole bar and the full colour, in all layers alike. So the layers can "
        "be compared.",
        "−limit … 0 … +limit",
    ),
}
