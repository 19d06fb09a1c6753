"""Which images are learned from and which are kept for the test, by name."""

from collections.abc import Callable

import numpy as np

from mnistviz.data.digits import PIXELS, Digits, Split


def as_stored(mnist: Split) -> Split:
    """60,000 training and 10,000 test images, in MNIST's own order."""
    return mnist


def permuted(mnist: Split) -> Split:
    """63,000 training and 7,000 test images, drawn from all 70,000 as the sigmoid notebook does.

    Its ``train_test_split(test_size=0.1, random_state=7)`` takes the first tenth of this
    permutation for the test and the rest, in that order, for training.
    """
    order = np.random.RandomState(7).permutation(len(mnist.train) + len(mnist.test))
    place = np.empty_like(order)  # of each stored image, in that order
    place[order] = np.arange(len(order))
    # Every image goes straight to its place, for they are 55 MB.
    images = np.empty((len(order), PIXELS), np.uint8)
    labels = np.empty(len(order), np.uint8)
    of_train, of_test = np.split(place, [len(mnist.train)])
    for part, places in ((mnist.train, of_train), (mnist.test, of_test)):
        images[places] = part.images
        labels[places] = part.labels
    tenth = len(order) // 10
    return Split(Digits(images[tenth:], labels[tenth:]), Digits(images[:tenth], labels[:tenth]))


SPLITS: dict[str, Callable[[Split], Split]] = {
    "60,000 / 10,000 as stored": as_stored,
    "63,000 / 7,000 permuted": permuted,
}
