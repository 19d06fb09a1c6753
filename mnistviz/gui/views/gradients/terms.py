"""Terms of the glossary: gradients."""

from mnistviz.gui.glossary.term import Term

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
