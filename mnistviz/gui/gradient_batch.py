"""What gradients are checked on."""

import numpy as np

from mnistviz.data.content import Content
from mnistviz.data.digits import Digits
from mnistviz.data.preparation import StoredDigit
from mnistviz.gui.language import tr
from mnistviz.training.snapshot import Snapshot


def has_label(content: Content) -> bool:
    """Whether it is known what digit it is, so that it has a loss."""
    return isinstance(content, StoredDigit) and content.label is not None


def chosen_digits(
    snapshot: Snapshot, content: Content, count: int | None, first: int
) -> tuple[Digits, str]:
    """Digits as they are stored, and what to call them.

    Args:
        snapshot: which training images there are.
        content: what lies on the canvas.
        count: how many training images; None for what lies on the canvas, if it has a label.
        first: the number of the first training image; past the last it begins anew.
    """
    if count is None and isinstance(content, StoredDigit) and content.label is not None:
        label = np.array([content.label], np.uint8)
        name = tr("The {label} on the canvas").format(label=content.label)
        return Digits(content.pixels[np.newaxis].copy(), label), name
    train = snapshot.mnist.train
    count = min(count or 1, len(train))
    places = (first + np.arange(count)) % len(train)
    name = tr("Training images {first} to {last}").format(
        first=f"{places[0]:,}", last=f"{places[-1]:,}"
    )
    return Digits(train.images[places], train.labels[places]), name
