"""Terms of the glossary: pinned."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "pinned drawing": Term(
        "Pinned drawing",
        "A drawing that is kept with its label and read again by every network that is shown. Its "
        "line is the label's probability over the epochs, and the dot is where the answer last "
        "turned to the label.",
        "p(label | drawing), from 0 to 1",
    ),
    "save pinned drawings": Term(
        "Save",
        "Writes the pinned drawings with their labels into a file. Another day, or another "
        "class, can load it and compare its networks by the same drawings.",
    ),
    "load pinned drawings": Term(
        "Load",
        "Pins the drawings of a file in place of those that are pinned now. They are read at once "
        "by the network that is shown.",
    ),
    "remove pinned drawings": Term(
        "Remove all",
        "Takes all pinned drawings off the strip. The network is not changed by that, as it never "
        "learns from them.",
    ),
}
