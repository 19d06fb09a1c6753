"""Terms of the glossary: evidence, and the change that would turn the answer."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "evidence digit": Term(
        "Evidence for a digit",
        "Whose logit is taken apart: that of the network's answer, or of any digit that you "
        "choose. Ask for a digit that it is not, and see what speaks against it.",
    ),
    "evidence against another digit": Term(
        "Compared with another digit",
        "What speaks for one digit rather than for another: the difference of the two logits, "
        "which alone decides between them. A misread digit shows at first why its answer wins "
        "over the label.",
        "z(digit) − z(other)",
    ),
    "contribution": Term(
        "Contribution of a pixel",
        "How much the ink of this pixel raises (+, green) or lowers (−, purple) the logit of the "
        "digit. Paper contributes exactly 0, as its value is 0, so all the colour lies on the ink.",
        "cᵢ = xᵢ · ∂z/∂xᵢ",
    ),
    "gradient times input": Term(
        "Exact, or an approximation",
        "A network of rectified linear units is linear around each picture, and there pixels and "
        "biases add up to the logit exactly. With sigmoid units the slope changes on the way from "
        "white paper to the picture, and gradient times input is a first-order approximation.",
        "ReLU: z = Σᵢ cᵢ + biases",
    ),
    "evidence for": Term(
        "Evidence for",
        "The sum of all contributions above 0. By itself it says little: what counts is what is "
        "left of it after the evidence against.",
        "Σ max(cᵢ, 0)",
    ),
    "evidence against": Term(
        "Evidence against",
        "The sum of all contributions below 0. Even a clear digit has ink that speaks against it.",
        "Σ min(cᵢ, 0)",
    ),
    "evidence remainder": Term(
        "Biases, or remainder",
        "What the pixels leave over of the logit. In a network of rectified linear units it is "
        "what the biases bring along; otherwise it also holds the error of the approximation.",
        "z − Σᵢ cᵢ",
    ),
    "logit": Term(
        "Logit",
        "The weighted sum that the digit's output unit makes its probability from. The digit with "
        "the largest logit is the answer.",
        "z = Σⱼ aⱼ·wⱼ + b",
    ),
    "change target": Term(
        "What the answer is to become",
        "The digit that the search tries to turn the answer into: the runner-up, the label of a "
        "misread digit, or one that you choose. Far digits need more ink, or cannot be reached.",
    ),
    "smallest change": Term(
        "Smallest stroke-like change",
        "Thousands of straight strokes of a pen and an eraser are tried on the prepared 28 by 28 "
        "picture, and the change with the least ink that turns the answer is shown. It is a "
        "search, so there may be a smaller one that it did not find.",
        "min Σᵢ |x′ᵢ − xᵢ|, argmax f(x′) = target",
    ),
    "changed picture": Term(
        "The changed picture",
        "The very picture, rounded to bytes, that the network was given to make sure that its "
        "answer has turned. A network that straightens digits gets it without being straightened "
        "a second time.",
    ),
    "ink of a change": Term(
        "Ink of a change",
        "What is added (outlined) and what is taken away (crossed out), counted in pixels full of "
        "ink. A whole digit of MNIST has about 100.",
        "Σᵢ |x′ᵢ − xᵢ| / 255",
    ),
    "change on the canvas": Term(
        "Put on canvas",
        "Puts the changed picture where you draw, so that every view shows it; undo brings back "
        "what was there. It is prepared again there, as everything is: a network that straightens "
        "may then read it otherwise, and a line says so.",
    ),
}
