"""Terms of the glossary: network."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "network units": Term(
        "Units and connections",
        "Each disc is a unit, darker the more active it is for what is drawn; the lines are the "
        "connections that contribute most, green and solid where they add, purple and dashed "
        "where they take away. Follow them from left to right to see which pixels and units lead "
        "to the answer.",
        "contribution = activation × weight",
    ),
    "network arithmetic": Term(
        "A unit's arithmetic",
        "A unit multiplies every activation of the layer before by a weight, adds up the products "
        "and its bias, and sends the sum through its activation function. The picture shows how "
        "its sum z changes with each pixel: in the first layer these are simply its weights.",
        "z = Σ aᵢ wᵢ + b,  a = f(z)",
    ),
    "network ablation": Term(
        "Ablation: switching units off",
        "A unit that is switched off passes on 0 instead of its activation, in a copy of the "
        "network; the run goes on with all its units. How much the copy's test accuracy falls "
        "says how much the network relies on that unit, given that all others stay as they are.",
        "aᵢ := 0, computed as wᵢⱼ := 0 for all j",
    ),
}
