"""Which images are learned from and which are kept for the test, by name."""

from collections.abc import Callable

import numpy as np

from mnistviz.data.digits import Digits, Split


def as_stored(mnist: Split) -> Split:
    """60,000 training and 10,000 test images, in MNIST's own order."""
    return mnist


def permuted(mnist: Split) -> Split:
    """63,000 training and 7,000 test images, drawn from all 70,000 as the sigmoid notebook does.

    Its ``train_test_split(test_size=0.1, random_state=7)`` takes the first tenth of this
    permutation for the test and the rest, in that order, for training.
    """
    images = np.concatenate([mnist.train.images, mnist.test.images])
    labels = np.concatenate([mnist.train.labels, mnist.test.labels])
    order = np.random.RandomState(7).permutation(len(labels))
    test, train = np.split(order, [len(labels) // 10])
    return Split(Digits(images[train], labels[train]), Digits(images[test], labels[test]))


SPLITS: dict[str, Callable[[Split], Split]] = {
    "60,000 / 10,000 as stored": as_stored,
    "63,000 / 7,000 permuted": permuted,
}
