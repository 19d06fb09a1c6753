"""Terms of the glossary: filters."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "filter": Term(
        "Filter",
        "The incoming weights of one unit of the first layer, painted where their pixels are: "
        "green where ink raises the unit's sum, purple where ink lowers it. The unit answers most "
        "strongly to what looks like its filter.",
        "zⱼ = Σᵢ wᵢⱼ · xᵢ + bⱼ",
    ),
    "range of weights": Term(
        "Range of the weights",
        "The smallest and the largest weight of the filter that the pointer is on. A weight of 0 "
        "means that the unit does not look at that pixel.",
        "minᵢ wᵢⱼ … maxᵢ wᵢⱼ",
    ),
    "weights or change": Term(
        "Weights or change",
        "Weights are painted as they are now, or only by how far each has moved since the run "
        "began. A layer that no gradient reaches shows no change at all.",
        "Δw = w(now) − w(start)",
    ),
    "filters' colour scale": Term(
        "Colour scale",
        "With a shared scale filters can be compared with one another; with one of its own even "
        "a weak filter is clear. The shared one ends where all but one weight in five hundred "
        "are below.",
        "colour = w / limit, at most ±1",
    ),
    "colour of a weight": Term(
        "Colour of a weight",
        "Purple is negative, green is positive, and the stronger the colour, the farther the "
        "weight is from 0. Weights beyond an end have the colour of that end.",
        "−limit … 0 … +limit",
    ),
}
