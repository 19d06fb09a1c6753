"""Data sets other than MNIST, made up: every class is a bar of ink at a place of its own."""

import numpy as np

from mnistviz.data.datasets.dataset import DataSet, DataSetInfo, LabelledImages

SMALL = DataSetInfo("Bars", 12, 9, ("left", "middle", "right", "high", "low"))
LARGE = DataSetInfo("Many bars", 28, 28, tuple(f"bar {number}" for number in range(47)))
OTHERS = (SMALL, LARGE)


def data_of(info: DataSetInfo, train: int = 600, test: int = 200) -> DataSet:
    """As many images as asked for, each with some noise; all classes are about as frequent."""
    rng = np.random.default_rng(3)
    count = len(info.classes)
    labels = np.arange(train + test, dtype=np.uint8) % count
    images = rng.integers(0, 60, (train + test, info.pixels)).astype(np.uint8)
    width = info.pixels // count
    for label in range(count):
        images[labels == label, label * width : (label + 1) * width] += 150
    both = LabelledImages(images, labels, info)
    return DataSet(both[:train], both[train:])
