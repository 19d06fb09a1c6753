"""Terms of the glossary: X-ray."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "step: raw": Term(
        "Raw",
        "The whole canvas or page as 28 by 28 pixels, before anything is done. A small digit in "
        "a corner looks like nothing that the network has learned from.",
        "x = ink / 255, from 0 to 1",
    ),
    "step: cropped": Term(
        "Cropped",
        "The box around the digit is moved to the middle of the picture; stray dots are left out, "
        "and in a picture the paper's lines, frames and what comes in from the border. After that "
        "it does not matter where on the canvas one draws.",
        "shift = middle of the picture − middle of the box",
    ),
    "step: scaled": Term(
        "Scaled",
        "The digit's longer side is made 20 pixels long, keeping its shape, with a pen as wide as "
        "in MNIST. After that it does not matter how large one draws.",
        "scale = (20 − pen) / longer side",
    ),
    "step: centred": Term(
        "Centred",
        "The picture is moved until its centre of mass lies at row and column 14, as MNIST's "
        "makers did it. Without this a 6 or a 9 sits some pixels off, and the network errs more "
        "often.",
        "centre of mass = Σ p · ink(p) / Σ ink(p)",
    ),
    "step: straightened": Term(
        "Straightened",
        "Each row slides sideways until the digit does not slant any more. A network that has "
        "learned from upright digits alone need not know every slant.",
        "k = Σ x · y / Σ y², each row slides back by k · y",
    ),
    "answer after a step": Term(
        "Answer after a step",
        "What the network would answer if this picture were its input, and how sure it is of "
        "that. From left to right it shows how much each step helps.",
        "answer = argmaxₖ pₖ",
    ),
    "nearest training digits": Term(
        "Nearest training digits",
        "The five of the 60,000 training digits that are most alike pixel by pixel, with their "
        "labels. The network does not look them up: it has only its weights.",
        "d = √ Σ (xᵢ − yᵢ)²",
    ),
}
