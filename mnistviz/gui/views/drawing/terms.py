"""Terms of the glossary: drawing a digit, and what the network answers."""

from mnistviz.gui.glossary.term import Term

_TOOLS = {
    "canvas": Term(
        "Canvas",
        "Draw a digit here with a mouse, a pen or a finger, and the network reads it stroke by "
        "stroke. A picture can be dropped on the window or pasted as well.",
    ),
    "undo": Term(
        "Undo",
        "Takes back the last stroke. It brings back what was erased, cleared or replaced, too.",
    ),
    "erase": Term(
        "Erase",
        "Rubs out parts of strokes instead of drawing. Press it again to draw on.",
    ),
    "clear": Term(
        "Clear",
        "Takes the whole drawing away. Undo brings it back.",
    ),
    "test digit": Term(
        "Test digit",
        "Puts a random image of the test set here, with its label. The network has never learned "
        "from it.",
    ),
    "open picture": Term(
        "Open picture",
        "Reads a picture of a digit from a file: a photo, a scan or a drawing. Pen strokes are "
        "found in it and prepared like your own.",
    ),
}

_ANSWER = {
    "network input": Term(
        "What the network is given",
        "The picture of 28×28 pixels that goes into the network: the digit scaled to 20 pixels, "
        "its centre of mass at row and column 14. The X-ray shows how it comes about, step by "
        "step.",
        "An input a pixel, 0 (paper) to 1 (ink)",
    ),
    "answer": Term(
        "Answer",
        "The digit with the largest of the ten outputs. The network always answers something, "
        "even to a scribble.",
        "answer = argmaxⱼ aⱼ",
    ),
    "calibrated probability": Term(
        "Calibrated probability",
        "How sure the network is, corrected by one number T that was fitted on labelled digits. Of "
        "all answers given with 90 percent, about nine in ten are right.",
        "p = softmax(z / T)",
    ),
    "softmax output": Term(
        "Softmax output",
        "The network's own ten numbers, which add up to 100 percent. It may be too sure of itself, "
        "which the view Reliability shows.",
        "aⱼ = e^zⱼ / Σₖ e^zₖ",
    ),
    "sigmoid output": Term(
        "Sigmoid output",
        "Each of the ten outputs says by itself how much the drawing looks like its digit. They "
        "need not add up to 100 percent, for nothing in this network makes them.",
        "aⱼ = 1 / (1 + e^(−zⱼ))",
    ),
    "likeness": Term(
        "Looks like a digit",
        "How near the drawing comes to the 60,000 training digits, whatever the network answers. "
        "Of the test digits, fewer than 2 percent are called “no”.",
        "a small network on distances to the nearest training digits",
    ),
    "reading network": Term(
        "Who reads",
        "Which network gives these answers: one from a file, or the one of this run as it stands. "
        "While it learns, its answers to the same drawing change.",
    ),
}

TERMS: dict[str, Term] = {**_TOOLS, **_ANSWER}
