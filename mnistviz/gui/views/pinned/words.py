"""What is said of a pinned drawing."""

from mnistviz.app.pins import MAX_PINS, Progress, Refusal
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.figures import localized, percent
from mnistviz.gui.kit.language import tr

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


def refused(refusal: Refusal, label: str) -> str:
    """Why a drawing is not pinned under the name ``label``."""
    match refusal:
        case Refusal.BLANK:
            return tr("There is nothing to pin: draw a digit first, then press its key.")
        case Refusal.PINNED_ALREADY:
            return tr("This drawing is pinned as a {label} already.").format(label=label)
        case Refusal.FULL:
            return tr("{most} drawings are pinned already: remove one first.").format(most=MAX_PINS)


def described(progress: Progress) -> str:
    """All that the tile shows, in a sentence or two."""
    label = progress.label_name
    if progress.probabilities is None:
        return tr("Pinned as a {label}; no network reads it yet.").format(label=label)
    now = tr("Pinned as a {label}, read as a {digit}. Probability of {label}: {share}.").format(
        label=label,
        digit=progress.digit_name,
        share=percent(progress.probabilities[progress.label]),
    )
    return " ".join([now, *(f"{words}." for words in captions(progress)[:1])])


def captions(progress: Progress) -> tuple[str, ...]:
    """When it was learned, at full length and shorter; nothing where no training was followed."""
    if not len(progress.epochs) or progress.epochs[-1] <= 0.0:
        return ()  # before the first update every answer is a guess
    if progress.read_since is None:
        return tr("Not read rightly"), tr("Not read")
    if progress.read_always:
        if progress.epochs[0] > 0.0:
            return tr("Read since pinned"), tr("Since pinned")
        return tr("Read from the start"), tr("From the start")
    since = localized(progress.read_since, ".2f")
    texts = tr("Read since epoch {epoch}"), tr("Since {epoch}")
    return tuple(text.format(epoch=since) for text in texts)
